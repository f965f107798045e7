"""What may be meant by what is being typed: names and titles by their characters, their reading or their initials."""

from dataclasses import dataclass

from django.db import connection

from ..rules import Asked, fold_query, parse, query_text, title_text
from ..rules.folding import is_han
from ..vocabulary import lexicon, speller
from .counting import through_the_index

MOST = 8
_CANDIDATES = 60


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A title with its address and its kind."""

    title: str
    url: str
    kind: str


_TITLES = """
    SELECT l.title, l.url, l.kind FROM (
        SELECT listing_id, quality FROM (
            SELECT listing_id, quality FROM search_posting WHERE lexemes @@ %s::tsquery OFFSET 0
        ) found ORDER BY quality DESC LIMIT %s
    ) best JOIN search_listing l ON l.id = best.listing_id
    ORDER BY best.quality DESC
"""


def suggest(prefix: str) -> list[Suggestion]:
    """At most eight titles for what was typed so far: 低, dib, 不动产, bdc. What begins with it comes first."""
    typed = fold_query(prefix.strip()[:30])
    compact = "".join(typed.split())
    if not compact:
        return []
    query = _query(typed, compact)
    if not query:
        return []
    with through_the_index(), connection.cursor() as cursor:
        cursor.execute(_TITLES, [query, _CANDIDATES])
        rows = [Suggestion(*row) for row in cursor.fetchall()]
    unique = {row.title: row for row in reversed(rows)}
    ordered = sorted(
        (row for row in rows if unique[row.title] is row),
        key=lambda row: (not row.title.lower().startswith(compact), row.kind != "item"),
    )
    return ordered[:MOST]


def _query(typed: str, compact: str) -> str:
    if compact.isascii():
        letters = "".join(character for character in compact if character.isalnum())
        if not letters:
            return ""
        choices = [f"'p:{letters}':*", f"'i:{letters}':*", f"'^{letters}':*"]
        choices += [title_text(term) for term in _meant(letters)]
        return " | ".join(choices)
    asked: Asked = parse(typed, lexicon())
    if asked.is_empty:
        return ""
    if len(compact) == 1 and is_han(compact):
        return f"'^{compact}':*"
    *done, last = asked.terms
    titles = [title_text(term) for term in done]
    # The last word may still be half typed.
    open_end = f"('^{last.word}':* | {title_text(last)})" if not last.number else query_text([last], lexicon())
    return " & ".join((*titles, open_end))


def _meant(letters: str) -> tuple[object, ...]:
    words = speller().read(letters)
    return tuple(term for word in words for term in parse(word, lexicon()).terms)
