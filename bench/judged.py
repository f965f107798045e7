"""How good the search is: the judged questions of data/search/judged.yaml over the county's own items and columns.

nDCG@10: 1 where the documents a reader wants stand first, in the order of how much they are wanted.
"""

import math
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from zhengtong.catalog.guide import Guide
from zhengtong.catalog.shape import normal
from zhengtong.project.search_feed import document_of
from zhengtong.search.queries import Query, find
from zhengtong.search.rules import Document

DATA = Path(__file__).resolve().parents[1] / "data"
AT = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
FIRST = 10


def documents() -> Iterator[Document]:
    """Every item of the demo county, every column of its portal, and the documents the judged file tells of."""
    for path in sorted((DATA / "anfu" / "items").glob("*.yaml")):
        guide = Guide.of(normal(yaml.safe_load(path.read_text(encoding="utf-8"))))
        yield document_of(guide, organ=guide.unit, published_at=AT, stamp="")
    portal = yaml.safe_load((DATA / "anfu" / "portal" / "sites.yaml").read_text(encoding="utf-8"))["portal"]
    yield from _columns(portal["columns"], "", portal["title"])
    for row in _file()["documents"]:
        yield Document(published_at=AT, site=portal["title"], url=f"/{row['ref']}/", **row)


def _columns(rows: list[dict[str, Any]], above: str, site: str) -> Iterator[Document]:
    for row in rows:
        place = f"{above}/{row['slug']}"
        yield Document(
            kind="column", ref=place, url=f"{place}/", title=row["title"], site=site, weight=1.5, published_at=AT
        )
        yield from _columns(row.get("columns", []), place, site)


def _file() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((DATA / "search" / "judged.yaml").read_text(encoding="utf-8"))
    return document


def judge() -> dict[str, float]:
    """nDCG@10 of every judged question; the index must hold `documents()`."""
    found = {}
    for row in _file()["questions"]:
        grades = {str(ref): int(grade) for ref, grade in row["wanted"].items()}
        hits = find(Query(text=str(row["q"])), at=AT).hits
        gained = sum(_gain(grades.get(hit.ref, 0), place) for place, hit in enumerate(hits[:FIRST]))
        best = sum(_gain(grade, place) for place, grade in enumerate(sorted(grades.values(), reverse=True)[:FIRST]))
        found[str(row["q"])] = gained / best
    return found


def _gain(grade: int, place: int) -> float:
    return (2**grade - 1) / math.log2(place + 2)
