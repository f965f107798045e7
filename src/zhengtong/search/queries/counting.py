"""How many results there are, and under which facets: one number a result is all that is read.

Everything is asked of the GIN index. The words of a row stand outside it, and the planner does not count what fetching
them costs: left alone it would read all of them one by one rather than ask the index for a common word.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from operator import itemgetter

from django.db import connection, transaction
from django.db.models import Q

from zhengtong.foundation.holding import held

from ..choices import KINDS, VALIDITY, Kind
from ..models import FacetSet
from ..rules import Asked, Term, fold, query_text
from ..rules.lexemes import pairs
from ..vocabulary import lexicon
from .values import FACETS, Facet, Query, Value

COMMON = 5000
USUAL = 0.3
"""The share of everything from which results are counted alone: setting them aside costs more than meeting the best again."""
MOST_SHOWN = 100
"""Results that are ranked and can be paged through; who needs more narrows."""
PHRASE_CANDIDATES = 2000
"""A phrase is looked for in the texts themselves: in the freshest so many that hold all its words."""
HAS_PHRASE = "strpos(lower(l.title || ' ' || l.keywords || ' ' || l.summary || ' ' || l.body), %s) > 0"
_COUNT_ONLY = "SELECT facets_id, count(*), true FROM search_posting WHERE lexemes @@ %s::tsquery GROUP BY facets_id"
# One walk through the index gives both: how many under which facets, and which of them stand first.
_COUNT = """
    WITH found AS MATERIALIZED (
        SELECT listing_id, facets_id, quality, day FROM search_posting WHERE lexemes @@ %s::tsquery
    )
    (SELECT facets_id, count(*), true FROM found GROUP BY facets_id)
    UNION ALL
    (SELECT listing_id, 0, false FROM found {narrowed} ORDER BY {first} DESC LIMIT {most})
"""
_CHOSEN = "WHERE facets_id IN (SELECT id FROM search_facetset WHERE {where})"
_COUNT_PHRASES = """
    SELECT facets_id, count(*) FROM (
        SELECT listing_id, facets_id FROM (
            SELECT listing_id, facets_id, quality FROM search_posting WHERE lexemes @@ %s::tsquery OFFSET 0
        ) found ORDER BY quality DESC LIMIT %s
    ) p JOIN search_listing l ON l.id = p.listing_id
    WHERE {conditions} GROUP BY facets_id
"""
_COUNT_ALL = "SELECT count(*) FROM search_posting WHERE lexemes @@ %s::tsquery"
_STATISTICS = """
    SELECT most_common_elems::text::text[], most_common_elem_freqs FROM pg_stats
    WHERE schemaname = current_schema() AND tablename = 'search_posting' AND attname = 'lexemes'
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many results each combination of facets has, and the listings that stand first under the choices made.

    first: None where it was not asked: the counts were known, or more than the index decides.
    """

    counts: dict[int, int]
    first: list[int] | None = None

    def __bool__(self) -> bool:
        return bool(self.counts)


@contextmanager
def through_the_index() -> Iterator[None]:
    """While a question is answered, the planner asks the index, whatever it thinks of reading everything."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = on")


@held(30)
def _common() -> dict[str, tuple[dict[int, int], dict[tuple[object, ...], list[int]]]]:
    """Common words: the counts, and what stands first under the choices made so far; given up together after half a minute.

    Every page and every choice of one question asks for them.
    """
    return {}


def counted(query: Query, asked: Asked, terms: Sequence[Term]) -> Counted:
    """What a question finds; everything the page counts comes of this."""
    words = query_text(terms, lexicon(), asked.excluded)
    if not words:
        return Counted({})
    key, choice = "\n".join((words, *asked.phrases)), (query.order, *query.chosen().items())
    common = _common()
    if key in common:
        counts, firsts = common[key]
        return Counted(counts, firsts.get(choice))
    found = _with_phrases(words, asked.phrases) if asked.phrases else _by_words(words, query, asked, terms)
    if sum(found.counts.values()) >= COMMON:
        common[key] = found.counts, {} if found.first is None else {choice: found.first}
    return found


def _with_phrases(words: str, phrases: tuple[str, ...]) -> Counted:
    conditions = " AND ".join([HAS_PHRASE] * len(phrases))
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_PHRASES.format(conditions=conditions), [words, PHRASE_CANDIDATES, *map(fold, phrases)])
        return Counted(dict(cursor.fetchall()))


def _by_words(words: str, query: Query, asked: Asked, terms: Sequence[Term]) -> Counted:
    chosen = query.chosen()
    if asked.site or _share(terms) > USUAL:
        return Counted(dict(row[:2] for row in _rows(_COUNT_ONLY, [words])))
    where = " AND ".join(f'"{key}" = %s' for key in chosen)
    statement = _COUNT.format(
        narrowed=_CHOSEN.format(where=where) if chosen else "", first=query.order, most=MOST_SHOWN
    )
    rows = _rows(statement, [words, *chosen.values()])
    counts = {pk: count for pk, count, is_count in rows if is_count}
    return Counted(counts, [pk for pk, _, is_count in rows if not is_count])


def _share(terms: Sequence[Term]) -> float:
    """The share of everything that holds all the terms, about: nought where one of them is not among the most common words."""
    usual = _usual()
    return math.prod(max(usual.get(name, 0.0) for name in term.names or (term.word,)) for term in terms)


def share_titled(terms: Sequence[Term]) -> float:
    """The share of everything with the one term in its title, or nought: what two of them share is not known."""
    chains = [list(pairs(name)) for term in terms for name in term.names]
    return _usual().get(f"g:{chains[0][0]}", 0.0) if len(chains) == 1 and len(chains[0]) == 1 else 0.0


def _rows(statement: str, values: list[object]) -> list[tuple[int, int, bool]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


@held(60)
def number_indexed() -> int:
    """About how many things there are to be found."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_posting")
        return int(cursor.fetchone()[0])


@held(600)
def _usual() -> dict[str, float]:
    """The most common words with the share of everything that holds them, as the database's own statistics know them."""
    with connection.cursor() as cursor:
        cursor.execute(_STATISTICS)
        row = cursor.fetchone()
    # Behind the shares stand the smallest and the greatest of them.
    return dict(zip(row[0], row[1], strict=False)) if row and row[0] else {}


@held(600)
def _frequencies() -> dict[Term, float]:
    return {}


def _frequency(term: Term) -> float:
    """How many things hold a term, about: a common word is known, a rare one is soon counted."""
    usual, counted_before = _usual(), _frequencies()
    if known := [usual[name] for name in term.names if name in usual]:
        return max(known) * number_indexed()
    if term not in counted_before:
        with connection.cursor() as cursor:
            cursor.execute(_COUNT_ALL, [query_text([term], lexicon())])
            counted_before[term] = float(cursor.fetchone()[0])
    return counted_before[term]


def fewer(query: Query, asked: Asked) -> tuple[tuple[Term, ...], Counted]:
    """The largest part of the question that finds something: words nothing has go first, then the most common.

    Fewer words find what more words found and something besides, so the number of words is sought by halving.
    """
    if asked.phrases or len(asked.terms) < 2:
        return asked.terms, Counted({})
    frequency = {term: _frequency(term) for term in asked.terms}
    rare = sorted((term for term in asked.terms if frequency[term]), key=lambda term: frequency[term])
    kept: tuple[Term, ...] = ()
    best = Counted({})
    least, most = 1, min(len(rare), len(asked.terms) - 1)
    while least <= most:
        number = (least + most + 1) // 2
        terms = tuple(term for term in asked.terms if term in rare[:number])
        if found := counted(query, asked, terms):
            kept, best, least = terms, found, number + 1
        else:
            most = number - 1
    return kept, best


Values = tuple[str, str, str, str, int, str]
"""The facets of one combination, in the order of FACETS."""


@held(3600)
def _known_sets() -> dict[int, Values]:
    return {}


def facet_sets(ids: Iterable[int]) -> dict[int, Values]:
    """The combinations by id: rows never change, so each is read once a process; where one is new, all new ones are."""
    known = _known_sets()
    if missing := set(ids) - known.keys():
        rows = FacetSet.objects.filter(Q(pk__in=missing) | Q(pk__gt=max(known, default=0)))
        known.update((pk, tuple(values)) for pk, *values in rows.values_list("pk", *FACETS))
    return known


def facets_of(query: Query, asked: Asked, counts: dict[int, int]) -> tuple[tuple[Facet, ...], list[int] | None, int]:
    """The facets, the combinations that the choices leave (None: all), and how many results those have."""
    sets = facet_sets(counts)
    chosen = query.chosen()
    if asked.site:
        counts = {pk: count for pk, count in counts.items() if asked.site in fold(sets[pk][1])}
    totals, left = (_under(counts), None) if not chosen else _narrowed(sets, counts, chosen)
    if asked.site and left is None:
        left = list(counts)
    total = sum(counts.values()) if left is None else sum(counts[pk] for pk in left)
    shown = tuple(
        Facet(key, label, _values(key, totals[at], chosen.get(key))) for at, (key, label) in enumerate(FACETS.items())
    )
    return tuple(facet for facet in shown if facet.values), left, total


Totals = list[dict[str | int, int]]


@dataclass(frozen=True, slots=True)
class _Board:
    """The combinations in a row, each at its place, and for every facet whose places a value takes its sum from."""

    places: dict[int, int]
    columns: tuple[tuple[tuple[str | int, Callable[[list[int]], tuple[int, ...]]], ...], ...]

    @classmethod
    def of(cls, sets: Iterable[tuple[int, Values]]) -> "_Board":
        places: dict[int, int] = {}
        taken: list[dict[str | int, list[int]]] = [defaultdict(list) for _ in FACETS]
        for place, (pk, values) in enumerate(sets):
            places[pk] = place
            for column, value in zip(taken, values, strict=True):
                column[value].append(place)
        nothing = len(places)  # behind the row: with it there are two places at least, and so a tuple of them
        return cls(
            places,
            tuple(tuple((value, itemgetter(nothing, *taken)) for value, taken in column.items()) for column in taken),
        )


@held(3600)
def _boards() -> dict[int, _Board]:
    """One, by the number of combinations it knows."""
    return {}


def _board() -> _Board:
    boards = _boards()
    board = boards.get(len(_known_sets()))
    if board is None:
        board = _Board.of(list(_known_sets().items()))
        boards.clear()
        boards[len(board.places)] = board
    return board


def _under(counts: dict[int, int]) -> Totals:
    """Nothing is chosen: every result counts under each of its facets. Summed by the interpreter's own loops: a common word
    is counted in thousands of combinations.
    """
    board = _board()
    row = [0] * (len(board.places) + 1)
    for pk, count in counts.items():
        row[board.places[pk]] = count
    return [{value: number for value, take in column if (number := sum(take(row)))} for column in board.columns]


def _narrowed(
    sets: dict[int, Values], counts: dict[int, int], chosen: dict[str, str | int]
) -> tuple[Totals, list[int]]:
    """A choice counts what it would lead to with the other choices kept: a result that misses one counts under that alone."""
    wanted = [(at, chosen[key]) for at, key in enumerate(FACETS) if key in chosen]
    totals: Totals = [defaultdict(int) for _ in FACETS]
    left = []
    for pk, count in counts.items():
        values, missed = sets[pk], -1
        for at, value in wanted:
            if values[at] != value:
                if missed >= 0:
                    break
                missed = at
        else:
            if missed >= 0:
                totals[missed][values[missed]] += count
            else:
                left.append(pk)
    for total, counted in zip(totals, _under({pk: counts[pk] for pk in left}), strict=True):
        for value, count in counted.items():
            total[value] += count
    return totals, left


def _values(key: str, counts: dict[str | int, int], chosen: str | int | None) -> tuple[Value, ...]:
    counts = {value: count for value, count in counts.items() if value}
    labels = {"kind": KINDS, "validity": VALIDITY}.get(key, {})
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
