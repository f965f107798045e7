"""The index's only writes. It is a read model: no entry in the journal but for a rebuild, and nothing is kept that left."""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.utils.timezone import localdate

from zhengtong.journal.actions import action, record

from .models import FacetSet, Listing, SearchWord
from .rules import Document, vector_text
from .rules.folding import fold
from .vocabulary import lexicon

EPOCH = 719163  # date(1970, 1, 1).toordinal()
HALF_LIFE_DAYS = 730
LONGEST_HOT_WORD = 20
BATCH = 500


def index(document: Document) -> None:
    """Put one public thing into the index, or in the place of what it was; in the caller's transaction."""
    index_many([document])


@transaction.atomic
def index_many(documents: Iterable[Document]) -> int:
    """Put many in; the number of them. Of two with the same kind and ref the later holds."""
    unique = {(document.kind, document.ref): document for document in documents}
    waiting = sorted(unique.values(), key=lambda document: (document.kind, document.ref))
    for start in range(0, len(waiting), BATCH):
        _write(waiting[start : start + BATCH])
    return len(waiting)


def drop(kind: str, ref: str) -> None:
    """Take one thing out, at once; nothing happens if it was not in."""
    Listing.objects.filter(kind=kind, ref=ref).delete()


def drop_ref(ref: str) -> None:
    """Take a thing out at once, under whatever kind it stood."""
    Listing.objects.filter(ref=ref).delete()


def drop_refs(refs: Iterable[str]) -> int:
    """Take many out; how many were in."""
    gone = list(refs)
    return Listing.objects.filter(ref__in=gone).delete()[1].get("search.Listing", 0) if gone else 0


def clear() -> None:
    """Take everything out, and the combinations of facets that nothing has any more; before a rebuild."""
    Listing.objects.all().delete()
    FacetSet.objects.all().delete()


def drop_other_kinds(kinds: Mapping[str, str]) -> None:
    """Take out what stands under another kind than it has now; `kinds` is ref → kind."""
    moved = [
        pk
        for pk, ref, kind in Listing.objects.filter(ref__in=list(kinds)).values_list("pk", "ref", "kind")
        if kind != kinds[ref]
    ]
    Listing.objects.filter(pk__in=moved).delete()


@action("search.rebuilt")
def record_rebuild(count: int, *, by: str, at: datetime) -> None:
    """重建索引 — that the whole index was made anew from what the rooms publish."""
    record("search.rebuilt", "search", actor=by, at=at, count=count)


def count_search(words: str, *, is_new_visitor: bool, at: datetime) -> None:
    """Count what was asked for today's hot searches: the words alone. Long questions and numbers are somebody's own matter."""
    word = " ".join(fold(words).split())
    if not 2 <= len(word) <= LONGEST_HOT_WORD or sum(character.isdigit() for character in word) > 4:
        return
    SearchWord.objects.bulk_create(
        [SearchWord(word=word, day=localdate(at), times=0, visitors=0)], ignore_conflicts=True
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE search_searchword SET times = times + 1, visitors = visitors + %s WHERE word = %s AND day = %s",
            [int(is_new_visitor), word, localdate(at)],
        )


_LISTINGS = """
    INSERT INTO search_listing (kind, ref, url, title, keywords, summary, body, document_number, index_number, published_at, stamp)
    SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[],
                         %s::text[], %s::timestamptz[], %s::text[])
    ON CONFLICT (kind, ref) DO UPDATE SET
        url = excluded.url, title = excluded.title, keywords = excluded.keywords, summary = excluded.summary, body = excluded.body,
        document_number = excluded.document_number, index_number = excluded.index_number,
        published_at = excluded.published_at, stamp = excluded.stamp
    RETURNING kind, ref, id
"""
_POSTINGS = """
    INSERT INTO search_posting (listing_id, facets_id, day, quality, lexemes)
    SELECT id, facets, day, quality, lexemes::tsvector
    FROM unnest(%s::bigint[], %s::bigint[], %s::int[], %s::int[], %s::text[]) AS t (id, facets, day, quality, lexemes)
    ON CONFLICT (listing_id) DO UPDATE SET
        facets_id = excluded.facets_id, day = excluded.day, quality = excluded.quality, lexemes = excluded.lexemes
"""


def _write(documents: Sequence[Document]) -> None:
    own = lexicon()
    shown = [
        (
            d.kind, d.ref, d.url, d.title[:300], d.keywords, d.summary, d.body, d.document_number[:80], d.index_number[:80],
            d.published_at, d.stamp[:80],
        )
        for d in documents
    ]  # fmt: skip
    sets = _facet_sets(documents)
    with connection.cursor() as cursor:
        cursor.execute(_LISTINGS, [list(column) for column in zip(*shown, strict=True)])
        ids = {(kind, ref): pk for kind, ref, pk in cursor.fetchall()}
        words = [
            (ids[d.kind, d.ref], sets[_facets(d)], _day(d), _day(d) + _head_start(d.weight), vector_text(d, own))
            for d in documents
        ]
        cursor.execute(_POSTINGS, [list(column) for column in zip(*words, strict=True)])


def _facets(d: Document) -> tuple[str, str, str, str, int, str]:
    return d.kind, d.site[:80], d.column[:255], d.organ[:80], d.year, d.validity[:12]


def _facet_sets(documents: Sequence[Document]) -> dict[tuple[str, str, str, str, int, str], int]:
    wanted = {_facets(document) for document in documents}
    fields = ("kind", "site", "column", "organ", "year", "validity")
    known = _known_sets(wanted)
    if missing := wanted - known.keys():
        rows = [FacetSet(**dict(zip(fields, values, strict=True))) for values in sorted(missing)]
        FacetSet.objects.bulk_create(rows, ignore_conflicts=True)
        known = _known_sets(wanted)
    return known


def _known_sets(wanted: set[tuple[str, str, str, str, int, str]]) -> dict[tuple[str, str, str, str, int, str], int]:
    columns = [list(column) for column in zip(*sorted(wanted), strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT f.kind, f.site, f."column", f.organ, f.year, f.validity, f.id FROM search_facetset f '
            "JOIN unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::smallint[], %s::text[]) "
            'AS w (kind, site, "column", organ, year, validity) USING (kind, site, "column", organ, year, validity)',
            columns,
        )
        return {tuple(row[:6]): row[6] for row in cursor.fetchall()}


def _day(document: Document) -> int:
    return localdate(document.published_at).toordinal() - EPOCH if document.published_at else 0


def _head_start(weight: float) -> int:
    """What weighs twice as much stands with what is one half-life fresher."""
    return round(HALF_LIFE_DAYS * math.log2(max(weight, 0.01)))
