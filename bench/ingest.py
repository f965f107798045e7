"""Bulk import through the full path — check, digest, store, watch, card — beside a bare COPY of the very same rows.

Ours is `exchange.actions.receive` in deliveries of 20,000 events and the watcher behind it, in one process kept to one
core. The bare side copies the rows that ours left — journal, received events, matters, cards, undetermined findings,
notices: same tables, same indexes, nothing checked, nothing watched — into a clone of the database as it stood before.
The two run in turns.

Promise: at least 0.2 × the bare rate. Without a promise: what receiving alone reaches, and the interface's way in, in
deliveries of 100 and one by one, each with a durable commit.
"""

import statistics
import sys
import time
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import psycopg

from . import ground

PROMISE = 0.2
MATTERS, DELIVERY, TURNS = 10_000, 20_000, 3
SMALL_DELIVERIES, SINGLES = 200, 300
BEGUN = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
AT = datetime(2026, 6, 1, 4, 0, tzinfo=UTC)
# In the order in which they refer to each other.
TABLES = {
    "journal_entry": "id, epoch, xid, kind, subject, unit, actor, at, recorded_at, data, algorithm, digest",
    "exchange_receivedevent": "id, system_id, event_id, revision, digest",
    "supervision_matter": "*",
    "supervision_card": "*",
    "supervision_undetermined": "*",
    "notices_notice": "*",
}


def main(argv: list[str]) -> int:
    with ground.server() as superuser:
        url = ground.fresh_database(superuser, "bench_ingest")
        ground.open_django(url)
        return _run(superuser, url)


def _run(superuser: str, url: str) -> int:
    from django.db import connection

    from zhengtong.exchange.actions import receive, register_system

    ground.watched_county()
    for number in range(TURNS + 3):
        register_system(f"B{number}", by=None, at=BEGUN)
    connection.close()
    ground.fresh_database(superuser, "bench_ingest_base", "bench_ingest")
    ground.stay_on_one_core()
    ours, receiving, bare = [], [], []
    counted: dict[str, int] = {}
    for turn in range(TURNS):
        events = [event for number in range(MATTERS) for event in _matter(number)]
        before = _last_rows(url)
        began = time.perf_counter()
        for first in range(0, len(events), DELIVERY):
            receive(f"B{turn}", events[first : first + DELIVERY], at=AT, source=f"bench-{turn}-{first}")
        received = time.perf_counter()
        _watch()
        done = time.perf_counter()
        ours.append(len(events) / (done - began))
        receiving.append(len(events) / (received - began))
        bare.append(len(events) / _copy(superuser, url, before, counted))
    small = _rate("B3", 100, SMALL_DELIVERIES)
    single = _rate("B4", 1, SINGLES)
    return _report(ours, receiving, bare, small, single, counted)


def _matter(number: int, prefix: str = "M") -> list[dict[str, Any]]:
    """A matter as an approval system tells it: accepted with its limits, four steps, finished; one in fifty late."""
    ref = f"{prefix}{number:07d}"
    start = BEGUN + timedelta(minutes=number % 20_000)
    days = 40 if number % 50 == 0 else 9
    common = {"ref": ref, "revision": 1, "department": f"科室{number % 12}", "region": "360829000000"}
    told = [
        ("accepted", start, {"limits": {"legal_due": _iso(start + timedelta(days=28)), "promised_due": None}}),
        *(
            ("step", start + timedelta(days=days * part / 5), {"facts": {"step": f"环节{part}"}})
            for part in (1, 2, 3, 4)
        ),
        ("finished", start + timedelta(days=days), {"facts": {"outcome": "准予"}}),
    ]
    return [
        {
            **common, "milestone": milestone, "at": _iso(at), "event_id": f"{ref}#{place}", "label": f"活动{place}",
            "by": f"经办人{(number + place) % 40}", **more,
        }
        for place, (milestone, at, more) in enumerate(told)
    ]  # fmt: skip


def _iso(moment: datetime) -> str:
    return moment.isoformat()


def _watch() -> None:
    """Let the watcher read everything there is to read."""
    from zhengtong.supervision.actions import watching

    watching.catch_up(AT)


def _last_rows(url: str) -> dict[str, int]:
    with psycopg.connect(url) as source:
        return {table: source.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0] for table in TABLES}


def _copy(superuser: str, url: str, before: dict[str, int], counted: dict[str, int]) -> float:
    """Seconds for a bare COPY of the rows that came after `before`, into a clone of the database as it began."""
    content: dict[str, bytes] = {}
    with psycopg.connect(url) as source, source.cursor() as cursor:
        for table, columns in TABLES.items():
            held = BytesIO()
            rows = f"SELECT {columns} FROM {table} WHERE id > {before[table]} ORDER BY id"
            with cursor.copy(f"COPY ({rows}) TO STDOUT") as copy:
                for chunk in copy:
                    held.write(chunk)
            content[table] = held.getvalue()
            counted[table] = cursor.rowcount
    with psycopg.connect(ground.fresh_database(superuser, "bench_ingest_bare", "bench_ingest_base")) as target:
        began = time.perf_counter()
        with target.cursor() as cursor:
            for table, columns in TABLES.items():
                into = table if columns == "*" else f"{table} ({columns})"
                with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                    copy.write(content[table])
        target.commit()
        return time.perf_counter() - began


def _rate(system: str, size: int, deliveries: int) -> float:
    """Events per second in deliveries of `size`, each committed for good before the next."""
    from zhengtong.exchange.actions import receive

    events = [event for number in range(size * deliveries // 6 + 1) for event in _matter(number, "S")]
    began = time.perf_counter()
    for place in range(deliveries):
        receive(system, events[place * size : (place + 1) * size], at=AT, source=f"bench-{system}-{place}")
    return size * deliveries / (time.perf_counter() - began)


def _report(
    ours: list[float], receiving: list[float], bare: list[float], small: float, single: float, counted: dict[str, int]
) -> int:
    ratio = statistics.median(ours) / statistics.median(bare)
    kept = ratio >= PROMISE
    print(f"{6 * MATTERS:,} events of {MATTERS:,} matters a turn, median of {len(ours)} turns, one core")
    print("rows of a turn: " + ", ".join(f"{table} {count:,}" for table, count in counted.items()))
    print(f"received, watched, carded  {statistics.median(ours):9,.0f} /s   ({min(ours):,.0f}–{max(ours):,.0f})")
    print(f"  receiving alone          {statistics.median(receiving):9,.0f} /s")
    print(f"bare COPY                  {statistics.median(bare):9,.0f} /s   ({min(bare):,.0f}–{max(bare):,.0f})")
    print(f"ratio                      {ratio:9.2f}      promise ≥ {PROMISE}  {'PASS' if kept else 'FAIL'}")
    print(f"in deliveries of 100       {small:9,.0f} /s   durable commits, without HTTP")
    print(f"one by one                 {single:9,.0f} /s   durable commits, without HTTP")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
