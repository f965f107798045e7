"""Words as PostgreSQL keeps and asks them: the text of a `tsvector` and of a `tsquery`, made here, never by a parser.

A plain lexeme is a word of the text, with its places and weights (A title, B keywords and summary, C body). Marked ones
have no place: `^w` a word of the title or keywords, `g:ab` two neighbouring characters of the title, `p:` and `i:` the
reading and the initials of a title's word, `n:` its own 发文字号, `m:` one that it mentions, `x:` its 索引号, `y:` its year.
"""

from collections.abc import Iterable, Iterator, Sequence

from .document import Document
from .folding import fold, is_han
from .lexicon import LONGEST_TOKEN, Lexicon, syllables
from .numbers import document_number, document_numbers, index_number
from .parsing import Term

LAST_PLACE = 16383
MOST_PLACES = 20
INDEXED_CHARACTERS = 100_000


def vector_text(document: Document, lexicon: Lexicon) -> str:
    """The `tsvector` of a document as text, ready to be cast."""
    title, keywords = fold(document.title), fold(document.keywords)
    places: dict[str, list[str]] = {}
    place = 0
    for text, weight in (
        (title, "A"),
        (f"{keywords} {fold(document.summary)}", "B"),
        (fold(document.body[:INDEXED_CHARACTERS]), "C"),
    ):
        for token in lexicon.cut_fine(text):
            place = min(place + 1, LAST_PLACE)
            known = places.setdefault(token, [])
            if len(known) < MOST_PLACES:
                known.append(f"{place}{weight}")
        place = min(place + 10, LAST_PLACE)
    plain = (f"'{token}':{','.join(known)}" for token, known in places.items())
    marked = (f"'{lexeme}'" for lexeme in sorted(_marked(document, title, keywords, lexicon)))
    return " ".join((*plain, *marked))


def _marked(document: Document, title: str, keywords: str, lexicon: Lexicon) -> Iterator[str]:
    seen = set()
    for name in (title, *keywords.split()):
        tokens = lexicon.cut(name)
        for token in {*lexicon.cut_fine(name), *tokens}:
            seen.add(f"^{token}")
            if len(token) > 1 and is_han(token):
                seen |= _readings(syllables(token))
        seen |= _readings([one for token in tokens if is_han(token) for one in syllables(token)])
        seen.update(f"g:{pair}" for pair in pairs(name))
    own = document_number(document.document_number)
    if own:
        seen.add(f"n:{own}")
    seen.update(f"m:{number}" for number in document_numbers(f"{document.title}\n{document.body[:INDEXED_CHARACTERS]}"))
    if index := index_number(document.index_number):
        seen.add(f"x:{index}")
    if document.year:
        seen.add(f"y:{document.year}")
    return iter(seen)


def _readings(reading: Sequence[str]) -> set[str]:
    """The lexemes of a reading and its initials; none of an empty one."""
    if not reading:
        return set()
    return {f"p:{''.join(reading)}"[:80], f"i:{''.join(one[0] for one in reading)}"[:LONGEST_TOKEN]}


def pairs(text: str) -> Iterator[str]:
    """Every two neighbouring Chinese characters."""
    return (text[at : at + 2] for at in range(len(text) - 1) if is_han(text[at : at + 2]))


def query_text(terms: Iterable[Term], lexicon: Lexicon, excluded: Iterable[Term] = ()) -> str:
    """The `tsquery` in which every term occurs and none of the excluded does; empty if there is no term."""
    wanted = [_anywhere(term, lexicon) for term in terms]
    unwanted = [f"!{_anywhere(term, lexicon)}" for term in excluded]
    return " & ".join(wanted + unwanted) if wanted else ""


def title_text(term: Term) -> str:
    """The `tsquery` for one term in a title or among the keywords, under any of its names."""
    return _either(_titled(term))


def plain_text(terms: Iterable[Term], lexicon: Lexicon) -> str:
    """The `tsquery` that ranks: any word that has a place in the text."""
    words: dict[str, None] = {}
    for term in terms:
        for name in term.names:
            words |= dict.fromkeys([name, *(lexicon.parts(name) if name in lexicon.words else ())])
    return " | ".join(f"'{word}'" for word in words)


Choice = frozenset[str]
"""Lexemes, as a `tsquery` writes them, that must all be there."""


def _either(choices: Iterable[Choice]) -> str:
    """Any of the choices. One that asks for all that another asks for, and more, finds nothing that one does not."""
    unique = list(dict.fromkeys(choices))
    least = [choice for choice in unique if not any(other < choice for other in unique)]
    return "(" + " | ".join("(" + " & ".join(sorted(c)) + ")" if len(c) > 1 else next(iter(c)) for c in least) + ")"


def _anywhere(term: Term, lexicon: Lexicon) -> str:
    if term.number:
        return f"('n:{term.number}' | 'm:{term.number}')"
    if term.index:
        return f"'x:{term.index}'"
    choices: list[Choice] = list(_read_as(term))
    for name in term.names:
        # Of a word of the county's own a text may hold the parts alone; what is a word everywhere is one in the text too.
        parts = list(name) if term.is_run else lexicon.parts(name) if name in lexicon.words and len(name) > 3 else []
        if term.is_run or not parts:
            choices.append(_in_title(name))
        choices.append(frozenset([f"'{name}'"]))
        if parts:
            choices.append(frozenset(f"'{part}'" for part in parts))
    if term.year:
        choices.append(frozenset([f"'y:{term.year}'"]))
    return _either(choices)


def _titled(term: Term) -> Iterator[Choice]:
    if term.number or term.index:
        yield frozenset([f"'n:{term.number}'" if term.number else f"'x:{term.index}'"])
        return
    yield from _read_as(term)
    yield from map(_in_title, term.names)


def _read_as(term: Term) -> Iterator[Choice]:
    """Letters may be the reading of a title's word, or its initials."""
    if term.is_latin:
        yield frozenset([f"'^{term.word}'"])
        if len(term.word) > 1:
            yield frozenset([f"'i:{term.word}'"])
        if len(term.word) > 2:
            yield frozenset([f"'p:{term.word}':*"])


def _in_title(name: str) -> Choice:
    if len(name) == 1:
        return frozenset([f"'^{name}':*"])
    if is_han(name):
        # Whoever holds the word in the title holds its neighbouring characters: one way of asking is enough.
        return frozenset(f"'g:{pair}'" for pair in pairs(name))
    return frozenset([f"'^{name}'"])
