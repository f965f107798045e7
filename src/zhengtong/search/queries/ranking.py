"""The best results first: few are ranked in full, and which few is known without reading a text."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils.timezone import localdate

from ..actions import EPOCH, HALF_LIFE_DAYS
from ..rules import Asked, Term, document_number, fold, query_text, title_text
from ..rules.lexemes import plain_text
from ..vocabulary import lexicon
from .counting import HAS_PHRASE, MOST_SHOWN, PHRASE_CANDIDATES, Counted, number_indexed
from .values import Query

ENOUGH_TO_WALK = 1000
# Candidates: the freshest and weightiest that hold every word in their title, and the same among all.
_HITS = """
    WITH titled AS (
        SELECT listing_id FROM (
            SELECT listing_id, quality FROM search_posting WHERE lexemes @@ %(titled)s::tsquery {narrowed} OFFSET 0
        ) own ORDER BY quality DESC LIMIT 60
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
        SELECT listing_id, quality, day FROM search_posting WHERE lexemes @@ %(words)s::tsquery {narrowed} OFFSET 0
    ) found ORDER BY {first} DESC
"""
# What a third of everything holds is soon met: everything is walked from the best on, until there is enough.
_WALKED = """
    SELECT listing_id FROM (
        SELECT listing_id, lexemes FROM search_posting WHERE true {narrowed} ORDER BY {first} DESC OFFSET 0
    ) best WHERE lexemes @@ %(words)s::tsquery
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
    parameters = {
        "words": query_text(terms, own, asked.excluded),
        "titled": " & ".join(
            [title_text(term, own) for term in terms] + [f"!{title_text(term, own)}" for term in asked.excluded]
        ),
        "plain": plain_text(terms, own),
        "facets": narrowed,
        "given": found.first,
        "most": PHRASE_CANDIDATES if asked.phrases else MOST_SHOWN,
        **{f"phrase{n}": fold(phrase) for n, phrase in enumerate(asked.phrases)},
    }
    conditions = [HAS_PHRASE.replace("%s", f"%(phrase{n})s") for n in range(len(asked.phrases))]
    statement = _HITS.format(
        narrowed=within,
        matched=_candidates(found, left, asked).format(narrowed=within, first=query.order),
        condition=f"WHERE {' AND '.join(conditions)}" if conditions else "",
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        candidates = [Candidate(*row) for row in cursor.fetchall()]
    today = localdate(at).toordinal() - EPOCH
    scores = {one.listing: score(one, terms, today) for one in candidates}
    by_date = query.sort == "date"
    best = sorted(candidates, key=lambda one: (-one.day if by_date else 0, -scores[one.listing], -one.listing))
    return [(one.listing, one.facets) for one in best[:MOST_SHOWN]]


def _candidates(found: Counted, left: int, asked: Asked) -> str:
    if found.first is not None:
        return _GIVEN
    is_common = sum(found.counts.values()) * 3 > number_indexed()
    return _WALKED if is_common and left >= ENOUGH_TO_WALK and not asked.phrases else _MATCHED


def score(one: Candidate, terms: Iterable[Term], today: int) -> float:
    """How well a candidate answers: its title and names first, then its words, then how fresh and how weighty it is."""
    terms = list(terms)
    title, keywords = fold(one.title), fold(one.keywords).split()
    names = [term.names or (term.word,) for term in terms]
    in_title = [max((len(name) for name in same if name in title), default=0) for same in names]
    in_names = [any(name in keyword for name in same for keyword in keywords) for same in names]
    share = 1.0 if one.is_titled else sum(bool(a or b) for a, b in zip(in_title, in_names, strict=True)) / len(terms)
    called = 2.0 if any(same == keyword for group in names for same in group for keyword in keywords) else 0.0
    filled = min(sum(in_title) / max(len(title), 1), 1.0)
    words = 4.0 * share**2 + 3.0 * filled + called * (share == 1.0) + min(one.density, 2.0)
    if any(term.number and term.number == document_number(one.document_number) for term in terms) or any(
        term.index and one.index_number for term in terms
    ):
        words += 50
    weight = 2 ** (max(one.quality - one.day, 0) / HALF_LIFE_DAYS)
    return words * (0.6 + 0.4 * 0.5 ** (max(today - one.day, 0) / HALF_LIFE_DAYS)) * (1 + 0.25 * math.log2(weight + 1))
