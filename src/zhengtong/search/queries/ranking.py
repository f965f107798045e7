"""The best results first: few are ranked in full, and which few is known without reading a text."""

from datetime import datetime

from django.db import connection
from django.utils.timezone import localdate

from ..actions import EPOCH, HALF_LIFE_DAYS
from ..rules import Asked, Term, fold, query_text, title_text
from ..rules.lexemes import plain_text
from ..vocabulary import lexicon
from .counting import HAS_PHRASE, PHRASE_CANDIDATES, number_indexed
from .values import Query

MOST_SHOWN = 100
"""Results that are ranked and can be paged through; who needs more narrows."""
# Candidates: the freshest and weightiest that hold every word in their title, and the same among all; then in full.
_HITS = """
    WITH titled AS (
        SELECT listing_id FROM (
            SELECT listing_id, quality FROM search_posting WHERE lexemes @@ %(titled)s::tsquery {narrowed} OFFSET 0
        ) own ORDER BY quality DESC LIMIT 60
    ), candidates AS (
        SELECT listing_id FROM titled UNION ({matched} LIMIT %(most)s)
    )
    SELECT p.listing_id, p.facets_id, {score} AS score
    FROM candidates c JOIN search_posting p USING (listing_id) {join},
        -- The words are fetched once a candidate, not once for each thing asked of them.
        LATERAL (SELECT p.lexemes || ''::tsvector AS lexemes OFFSET 0) AS words
    ORDER BY {order} LIMIT %(most)s
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
_ENOUGH_TO_WALK = 1000
_NARROWED = "AND facets_id = ANY(%(facets)s)"
_SCORE = """
    (
        least(ts_rank_cd('{{0.05, 0.1, 0.4, 1.0}}', words.lexemes, %(plain)s::tsquery, 1), 3.0)
        + 4.0 * power(({covered}) / %(count)s::float, 2)
        + CASE WHEN words.lexemes @@ %(exact)s::tsquery THEN 50 ELSE 0 END
    ) * (0.6 + 0.4 * exp(least(p.quality - %(today)s, 0) / %(life)s::float))
      * (1 + greatest(p.quality - p.day, 0) / %(life)s::float * 0.3)
"""


def ranked(
    query: Query,
    asked: Asked,
    terms: tuple[Term, ...],
    narrowed: list[int] | None,
    at: datetime,
    *,
    matching: int,
    left: int,
) -> list[tuple[int, int]]:
    """(listing, facets) of the best results, the best first. Of `matching` results the choices made have left `left`."""
    own = lexicon()
    titles = [title_text(term, own) for term in terms]
    covered = " + ".join(f"(words.lexemes @@ %(title{n})s::tsquery)::int" for n in range(len(titles)))
    is_by_date = query.sort == "date"
    numbers = [
        f"'n:{term.number}'" if term.number else f"'x:{term.index}'" for term in terms if term.number or term.index
    ]
    parameters = {
        "words": query_text(terms, own, asked.excluded),
        "titled": " & ".join([*titles, *(f"!{title_text(term, own)}" for term in asked.excluded)]),
        "plain": plain_text(terms, own),
        "exact": " | ".join(numbers) or "'no number'",
        "count": len(titles),
        "today": localdate(at).toordinal() - EPOCH,
        "life": HALF_LIFE_DAYS,
        "facets": narrowed,
        "most": PHRASE_CANDIDATES if asked.phrases else MOST_SHOWN,
        **{f"title{n}": title for n, title in enumerate(titles)},
    }
    join = ""
    if asked.phrases:
        conditions = []
        for n, phrase in enumerate(asked.phrases):
            parameters[f"phrase{n}"] = fold(phrase)
            conditions.append(HAS_PHRASE.replace("%s", f"%(phrase{n})s"))
        join = f"JOIN search_listing l ON l.id = p.listing_id AND {' AND '.join(conditions)}"
    first, within = "day" if is_by_date else "quality", "" if narrowed is None else _NARROWED
    is_walked = left >= _ENOUGH_TO_WALK and matching * 3 > number_indexed() and not asked.phrases
    statement = _HITS.format(
        narrowed=within,
        matched=(_WALKED if is_walked else _MATCHED).format(narrowed=within, first=first),
        score=_SCORE.format(covered=covered),
        join=join,
        order="p.day DESC, score DESC, p.listing_id" if is_by_date else "score DESC, p.listing_id DESC",
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [(row[0], row[1]) for row in cursor.fetchall()][:MOST_SHOWN]
