"""One question → results, facets with counts, a correction.

All words first. Where nothing has them all, the most common word is left out until something is found: what is rare says
most of what was meant, and a question of common words never walks through everything that holds one of them.
"""

from dataclasses import replace
from datetime import datetime

from django.db import connection
from django.utils.timezone import localdate

from ..choices import KINDS, VALIDITY
from ..models import Listing
from ..rules import Asked, Term, excerpt, fold, mark, parse
from ..rules.lexemes import pairs
from ..vocabulary import lexicon, speller
from .counting import Counted, counted, facet_sets, facets_of, fewer, through_the_index
from .ranking import ranked
from .values import Found, Hit, Query

PER_PAGE = 10


def find(query: Query, *, at: datetime) -> Found:
    """Results for a question at a moment; never raises for what was typed."""
    with through_the_index():
        return _find(query, at)


def _find(query: Query, at: datetime) -> Found:
    own = lexicon()
    asked = parse(query.text, own, _read)
    asked = _split_readings(query, asked)
    if asked.is_empty:
        return Found(is_cut=asked.is_cut, is_empty_question=True, asked=asked)
    query = replace(query, year=query.year or asked.year)
    terms = asked.terms
    found = counted(query, asked, terms)
    suggestion, is_corrected, left_out = "", False, ()
    if not found:
        corrected = speller().corrected(asked.typed)
        if corrected != asked.typed:
            again = parse(corrected, own, _read)
            if not again.is_empty and (found := counted(query, again, again.terms)):
                asked, terms, suggestion, is_corrected = again, again.terms, corrected, True
        if not found:
            terms, found = fewer(query, asked)
            left_out = tuple(term.word for term in asked.terms if term not in terms) if found else ()
        if not found:
            suggestion = _likely_title(asked.typed)
    return _found(query, asked, terms, found, at, suggestion, is_corrected, left_out)


def _read(reading: str) -> tuple[str, ...]:
    return speller().read(reading)


def _split_readings(query: Query, asked: Asked) -> Asked:
    """Readings of several words run together become those words, where nothing has that reading as a whole."""
    if not any(term.is_latin and len(term.word) > 5 and len(term.names) == 1 for term in asked.terms):
        return asked
    terms: list[Term] = []
    for term in asked.terms:
        words: tuple[str, ...] = ()
        if term.is_latin and len(term.word) > 5 and len(term.names) == 1 and not counted(query, asked, (term,)):
            words = speller().split(term.word)
        terms += [part for word in words for part in parse(word, lexicon()).terms] if words else [term]
    return replace(asked, terms=tuple(terms))


def _found(
    query: Query,
    asked: Asked,
    terms: tuple[Term, ...],
    found: Counted,
    at: datetime,
    suggestion: str,
    is_corrected: bool,
    left_out: tuple[str, ...],
) -> Found:
    facets, narrowed, total = facets_of(query, asked, found.counts)
    best = ranked(query, asked, terms, found, narrowed, at, left=total) if total else []
    pages = -(-min(total, len(best)) // PER_PAGE)
    page = min(max(query.page, 1), max(pages, 1))
    return Found(
        hits=_hits(best[(page - 1) * PER_PAGE : page * PER_PAGE], asked),
        facets=facets,
        total=total,
        page=page,
        pages=pages,
        suggestion=suggestion,
        left_out=left_out,
        is_cut=asked.is_cut,
        is_corrected=is_corrected,
        asked=asked,
    )


def _hits(rows: list[tuple[int, int]], asked: Asked) -> tuple[Hit, ...]:
    shown = Listing.objects.raw("SELECT * FROM search_listing WHERE id = ANY(%s)", [[pk for pk, _ in rows]])
    listings = {listing.pk: listing for listing in shown}
    sets = facet_sets([facets for _, facets in rows])
    marks = asked.marks()
    return tuple(
        Hit(
            kind=listing.kind,
            kind_label=KINDS[listing.kind],
            ref=listing.ref,
            url=listing.url,
            title=listing.title,
            title_html=mark(listing.title, marks),
            excerpt_html=excerpt(listing.summary, listing.body, marks),
            site=sets[facets][1],
            column=sets[facets][2],
            organ=sets[facets][3],
            validity=VALIDITY.get(sets[facets][5], ""),
            document_number=listing.document_number,
            published_on=localdate(listing.published_at) if listing.published_at else None,
        )
        for pk, facets in rows
        if (listing := listings.get(pk))
    )


# --- what may have been meant ---

_NEAR = """
    SELECT l.title FROM (
        SELECT listing_id FROM search_posting WHERE lexemes @@ %s::tsquery LIMIT 2000
    ) p JOIN search_listing l ON l.id = p.listing_id
"""


def _likely_title(typed: str) -> str:
    """The title that shares most neighbouring characters with what was typed; empty if none shares half of them."""
    mine = set(pairs(typed))
    if len(mine) < 2:
        return ""
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, [" | ".join(f"'g:{pair}'" for pair in sorted(mine))])
        titles = {row[0] for row in cursor.fetchall()}
    best = max(titles, key=lambda title: (len(mine & set(pairs(fold(title)))), -len(title)), default="")
    return best if len(mine & set(pairs(fold(best)))) * 2 >= len(mine) else ""
