"""The best results first: few are ranked in full, and which few is known without reading a text."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils.timezone import localdate

from ..actions import EPOCH, HALF_LIFE_DAYS
from ..rules import Asked, Term, document_number, fold, query_text, title_text
from ..rules.lexemes import plain_text
from ..vocabulary import lexicon
from .counting import HAS_PHRASE, MOST_SHOWN, PHRASE_CANDIDATES, USUAL, Counted, number_indexed, share_titled
from .values import Query

ENOUGH_TO_WALK = 1000
SOON_MET = 0.15
"""The share of all titles from which sixty with a word are met sooner by walking than by asking for all of them."""
# Candidates: the freshest and weightiest that hold every word in their title, and the same among all.
_HITS = """
    WITH titled AS (
        {titled} LIMIT 60
    ), candidates AS (
        SELECT listing_id FROM titled UNION ({matched} LIMIT %(most)s)
    )
    SELECT p.listing_id, p.facets_id, p.quality, p.day, EXISTS (SELECT 1 FROM titled t WHERE t.listing_id = p.listing_id),
           ts_rank_cd('{{0.05, 0.1, 0.4, 1.0}}', p.lexemes, %(plain)s::tsquery, 1),
           l.title, l.keywords, l.document_number, l.index_number
    FROM candidates c JOIN search_posting p USING (listing_id) JOIN search_listing l ON l.id = p.listing_id
    {condition}
"""
# OFFSET 0: first what the words' index gives, then the order; the planner would walk the order and fetch every row's words.
_MATCHED = """
    SELECT listing_id FROM (
        SELECT listing_id, quality, day FROM search_posting WHERE lexemes @@ %({words})s::tsquery {narrowed} OFFSET 0
    ) found ORDER BY {first} DESC
"""
# What is common is soon met: everything is walked from the best on, until there is enough.
_WALKED = """
    SELECT listing_id FROM (
        SELECT listing_id, lexemes FROM search_posting WHERE true {narrowed} ORDER BY {first} DESC OFFSET 0
    ) best WHERE lexemes @@ %({words})s::tsquery
"""
# Known already from counting.
_GIVEN = "SELECT unnest(%(given)s::bigint[])"
# Cast: an array of the column's own type is looked up by hash, another one is gone through for every row.
_NARROWED = "AND facets_id = ANY(%(facets)s::bigint[])"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the few: what its rank is made of. density: how near the words stand to one another, and where."""

    listing: int
    facets: int
    quality: int
    day: int
    is_titled: bool
    density: float
    title: str
    keywords: str
    document_number: str
    index_number: str


def ranked(
    query: Query,
    asked: Asked,
    terms: tuple[Term, ...],
    found: Counted,
    narrowed: list[int] | None,
    at: datetime,
    *,
    left: int,
) -> list[tuple[int, int]]:
    """(listing, facets) of the best results, the best first. Of what was found the choices made have left `left`."""
    own = lexicon()
    within = "" if narrowed is None else _NARROWED
    # A year is a word of the index too; met there, what is of other years is never fetched.
    of_year = [f"'y:{query.year}'"] if query.year else []
    titles = [title_text(term) for term in terms] + [f"!{title_text(term)}" for term in asked.excluded]
    parameters = {
        "words": " & ".join([query_text(terms, own, asked.excluded), *of_year]),
        "titled": " & ".join(titles + of_year),
        "plain": plain_text(terms, own),
        "facets": narrowed,
        "given": found.first,
        "most": PHRASE_CANDIDATES if asked.phrases else MOST_SHOWN,
        **{f"phrase{n}": fold(phrase) for n, phrase in enumerate(asked.phrases)},
    }
    conditions = [HAS_PHRASE.replace("%s", f"%(phrase{n})s") for n in range(len(asked.phrases))]
    titled = _WALKED if not within and not asked.excluded and share_titled(terms) > SOON_MET else _MATCHED
    statement = _HITS.format(
        titled=titled.format(words="titled", narrowed=within, first="quality"),
        matched=_candidates(query, found, left, asked).format(words="words", narrowed=within, first=query.order),
        condition=f"WHERE {' AND '.join(conditions)}" if conditions else "",
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        candidates = [Candidate(*row) for row in cursor.fetchall()]
    today = localdate(at).toordinal() - EPOCH
    wanted = Wanted(terms)
    scores = {one.listing: score(one, wanted, today) for one in candidates}
    by_date = query.sort == "date"
    best = sorted(candidates, key=lambda one: (-one.day if by_date else 0, -scores[one.listing], -one.listing))
    return [(one.listing, one.facets) for one in best[:MOST_SHOWN]]


def _candidates(query: Query, found: Counted, left: int, asked: Asked) -> str:
    if found.first is not None:
        return _GIVEN
    is_common = sum(found.counts.values()) > USUAL * number_indexed()
    # From the best on, the years come one after another: one of them may lie far down.
    is_soon_met = is_common and left >= ENOUGH_TO_WALK and not query.year
    return _WALKED if is_soon_met and not asked.phrases else _MATCHED


class Wanted:
    """The terms as a title is looked through for them: the names of each with their lengths, the longest first; whatever
    any of them is called; the document numbers asked for.
    """

    __slots__ = ("has_index", "names", "numbers", "terms")

    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms = [sorted(((len(n), n) for n in term.names or (term.word,)), reverse=True) for term in terms]
        self.names = {name for names in self.terms for _, name in names}
        self.numbers = {term.number for term in terms if term.number}
        self.has_index = any(term.index for term in terms)


def _length_in(title: str, names: list[tuple[int, str]]) -> int:
    for length, name in names:
        if name in title:
            return length
    return 0


def score(one: Candidate, wanted: Wanted, today: int) -> float:
    """How well a candidate answers: its title and names first, then its words, then how fresh and how weighty it is."""
    title, keywords = fold(one.title), fold(one.keywords)
    in_title = [_length_in(title, names) for names in wanted.terms]
    called = 0.0 if wanted.names.isdisjoint(keywords.split()) else 2.0
    share = 1.0
    if not one.is_titled:
        met = (length or _length_in(keywords, names) for length, names in zip(in_title, wanted.terms, strict=True))
        share = sum(map(bool, met)) / len(in_title)
    filled = min(sum(in_title) / max(len(title), 1), 1.0)
    words = 4.0 * share**2 + 3.0 * filled + called * (share == 1.0) + min(one.density, 2.0)
    is_numbered = bool(wanted.numbers) and document_number(one.document_number) in wanted.numbers
    if is_numbered or (wanted.has_index and one.index_number):
        words += 50
    weight = 2 ** (max(one.quality - one.day, 0) / HALF_LIFE_DAYS)
    return words * (0.6 + 0.4 * 0.5 ** (max(today - one.day, 0) / HALF_LIFE_DAYS)) * (1 + 0.25 * math.log2(weight + 1))
