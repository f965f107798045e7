"""What was typed → what is asked: words, phrases in quotes, -word, site:, 年份:, numbers. Anything at all may be typed."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from .folding import fold_query, is_han, is_word
from .lexicon import Lexicon
from .numbers import document_number, index_number

MOST_CHARACTERS = 60
"""Of a question; a person's question is shorter, and what is longer is cut here."""
MOST_TERMS = 8
_QUOTES = str.maketrans(dict.fromkeys("“”„‟「」『』＂", '"'))
_PHRASE = re.compile(r'(-?)"([^"]*)"')
_OPERATOR = re.compile(r"(?<!\S)(site|站点|网站|year|年份)\s*[:：]\s*(\S+)")
_YEAR = re.compile(r"((?:19|20)\d\d)年?")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must occur. names: the word and what means the same; `is_run`: characters that make no known word."""

    word: str
    names: tuple[str, ...] = ()
    is_latin: bool = False
    is_run: bool = False
    year: int = 0
    number: str = ""
    index: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question read. typed: as it was cut off and folded; `phrases` must occur letter by letter."""

    typed: str = ""
    terms: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    phrases: tuple[str, ...] = ()
    site: str = ""
    year: int = 0
    is_cut: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing was left to look for: nothing typed, only silent words, only signs."""
        return not self.terms

    def marks(self) -> tuple[str, ...]:
        """What is marked in a result, the longest first."""
        names = {name for term in self.terms for name in (*term.names, term.word)} | set(self.phrases)
        return tuple(sorted((name for name in names if name), key=len, reverse=True))


def parse(text: str, lexicon: Lexicon, read: Callable[[str], tuple[str, ...]] = lambda reading: ()) -> Asked:
    """Read a question. `read` knows which words a reading may stand for (dibao → 低保)."""
    is_cut = len(text.strip()) > MOST_CHARACTERS
    typed = " ".join(fold_query(text.strip()[:MOST_CHARACTERS]).translate(_QUOTES).split())
    site, year, rest = "", 0, typed
    for match in _OPERATOR.finditer(typed):
        name, value = match.groups()
        if name in ("year", "年份"):
            found = _YEAR.match(value)
            year = int(found[1]) if found else year
        else:
            site = value
    rest = _OPERATOR.sub(" ", rest)
    if number := document_number(rest):
        return Asked(typed, (Term(number, number=number),), site=site, year=year, is_cut=is_cut)
    if index := index_number(rest):
        return Asked(typed, (Term(rest, index=index),), site=site, year=year, is_cut=is_cut)
    phrases: list[str] = []
    unwanted: list[str] = []
    for sign, phrase in _PHRASE.findall(rest):
        (unwanted if sign else phrases).append(phrase.strip())
    rest = _PHRASE.sub(" ", rest)
    wanted = [word for word in rest.split() if not re.fullmatch(r"-\S+", word)]
    unwanted += [word[1:] for word in rest.split() if re.fullmatch(r"-\S+", word)]
    terms = [term for part in (*phrases, *wanted) for term in _terms(part, lexicon, read)]
    excluded = [term for part in unwanted for term in _terms(part, lexicon, read)]
    return Asked(
        typed,
        _without_silent(terms, lexicon)[:MOST_TERMS],
        tuple(excluded[:MOST_TERMS]),
        tuple(phrase for phrase in phrases if phrase and len(lexicon.cut(phrase)) > 1),
        site,
        year,
        is_cut,
    )


def _without_silent(terms: list[Term], lexicon: Lexicon) -> tuple[Term, ...]:
    """Silent words go; the words of a question go where something else is left to look for."""
    heard = [term for term in dict.fromkeys(terms) if term.word not in lexicon.silent]
    return tuple([term for term in heard if term.word not in lexicon.questions] or heard)


def _terms(part: str, lexicon: Lexicon, read: Callable[[str], tuple[str, ...]]) -> list[Term]:
    terms: list[Term] = []
    run = ""
    for token in [*lexicon.cut(part), ""]:
        if len(token) == 1 and is_han(token) and token not in lexicon.silent and token not in lexicon.questions:
            run += token
            continue
        if run:
            terms.append(Term(run, (run,), is_run=len(run) > 1))
            run = ""
        if token and is_word(token):
            terms.append(_term(token, lexicon, read))
    return terms


def _term(token: str, lexicon: Lexicon, read: Callable[[str], tuple[str, ...]]) -> Term:
    year = _YEAR.fullmatch(token)
    if year:
        return Term(token, (token,), year=int(year[1]))
    names = lexicon.synonyms.get(token, (token,))
    if token.isascii():
        meant = tuple(name for word in read(token) for name in lexicon.synonyms.get(word, (word,)))
        return Term(token, tuple(dict.fromkeys((*names, *meant))), is_latin=True)
    return Term(token, names)
