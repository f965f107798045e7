"""How many results there are, and under which facets: one number a result is all that is read.

Everything is asked of the GIN index. The words of a row stand outside it, and the planner does not count what fetching
them costs: left alone it would read all of them one by one rather than ask the index for a common word.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from zhengtong.foundation.holding import held

from ..choices import VALIDITY, Kind
from ..models import FacetSet
from ..rules import Asked, Term, fold, query_text
from ..vocabulary import lexicon
from .values import FACETS, Facet, Query, Value

PHRASE_CANDIDATES = 2000
"""A phrase is looked for in the texts themselves: in the freshest so many that hold all its words."""
HAS_PHRASE = "strpos(lower(l.title || ' ' || l.keywords || ' ' || l.summary || ' ' || l.body), %s) > 0"
_COUNT = "SELECT facets_id, count(*) FROM search_posting WHERE lexemes @@ %s::tsquery GROUP BY facets_id"
_COUNT_PHRASES = """
    SELECT facets_id, count(*) FROM (
        SELECT listing_id, facets_id FROM search_posting WHERE lexemes @@ %s::tsquery ORDER BY quality DESC LIMIT %s
    ) p JOIN search_listing l ON l.id = p.listing_id
    WHERE {conditions} GROUP BY facets_id
"""
_FREQUENCY = "SELECT count(*) FROM (SELECT 1 FROM search_posting WHERE lexemes @@ %s::tsquery LIMIT 5000) few"


@contextmanager
def through_the_index() -> Iterator[CursorWrapper]:
    """A cursor for which the planner asks the index, whatever it thinks of reading everything."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield cursor
        cursor.execute("SET LOCAL enable_seqscan = on")


def counts_of(asked: Asked, terms: Iterable[Term]) -> dict[int, int]:
    """How many results each combination of facets has; everything the page counts comes of this."""
    words = query_text(terms, lexicon(), asked.excluded)
    if not words:
        return {}
    with through_the_index() as cursor:
        if asked.phrases:
            conditions = " AND ".join([HAS_PHRASE] * len(asked.phrases))
            cursor.execute(
                _COUNT_PHRASES.format(conditions=conditions), [words, PHRASE_CANDIDATES, *map(fold, asked.phrases)]
            )
        else:
            cursor.execute(_COUNT, [words])
        return dict(cursor.fetchall())


def fewer(asked: Asked) -> tuple[tuple[Term, ...], dict[int, int]]:
    """The largest part of the question that finds something: words nothing has go first, then the most common."""
    if asked.phrases or len(asked.terms) < 2:
        return asked.terms, {}
    frequency: dict[Term, int] = {}
    with through_the_index() as cursor:
        for term in asked.terms:
            cursor.execute(_FREQUENCY, [query_text([term], lexicon())])
            frequency[term] = cursor.fetchone()[0]
    terms = tuple(term for term in asked.terms if frequency[term])
    while terms:
        if len(terms) < len(asked.terms) and (counts := counts_of(asked, terms)):
            return terms, counts
        common = max(terms, key=lambda term: frequency[term])
        terms = tuple(term for term in terms if term is not common)
    return (), {}


@held(3600)
def _sets() -> dict[int, FacetSet]:
    return {}


def facet_sets(ids: Iterable[int]) -> dict[int, FacetSet]:
    """The combinations by id: rows never change, so each is read once a process."""
    known = _sets()
    if missing := [pk for pk in ids if pk not in known]:
        known.update(FacetSet.objects.in_bulk(missing))
    return known


def _site_matches(facets: FacetSet, site: str) -> bool:
    return site in fold(facets.site)


def facets_of(query: Query, asked: Asked, counts: dict[int, int]) -> tuple[tuple[Facet, ...], list[int] | None, int]:
    """The facets, the combinations that the choices leave (None: all), and how many results those have."""
    sets = facet_sets(counts)
    chosen = query.chosen()
    totals: dict[str, dict[str | int, int]] = {key: {} for key in FACETS}
    left, total = [], 0
    for pk, count in counts.items():
        facets = sets.get(pk)
        if facets is None or (asked.site and not _site_matches(facets, asked.site)):
            continue
        missed = [key for key, value in chosen.items() if getattr(facets, key) != value]
        if len(missed) > 1:
            continue
        if not missed:
            left.append(pk)
            total += count
        for key in missed or FACETS:
            if value := getattr(facets, key):
                totals[key][value] = totals[key].get(value, 0) + count
    shown = tuple(Facet(key, label, _values(key, totals[key], chosen.get(key))) for key, label in FACETS.items())
    everything = not chosen and not asked.site
    return tuple(facet for facet in shown if facet.values), None if everything else left, total


def _values(key: str, counts: dict[str | int, int], chosen: str | int | None) -> tuple[Value, ...]:
    labels = {"kind": dict(Kind.choices), "validity": VALIDITY}.get(key, {})
    if key == "kind":
        order = sorted(counts, key=lambda value: Kind.values.index(value))  # type: ignore[arg-type]
    elif key == "year":
        order = sorted(counts, reverse=True)
    else:
        order = sorted(counts, key=lambda value: (-counts[value], str(value)))
    return tuple(
        Value(
            str(value), labels.get(value, f"{value}年" if key == "year" else str(value)), counts[value], value == chosen
        )  # type: ignore[call-overload]
        for value in order
    )
