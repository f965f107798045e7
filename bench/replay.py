"""Replay of one rule over a million events, beside pm4py's conformance check of the same log.

A thousand matters of six events live through the real way in and the watch; PostgreSQL multiplies them. Ours is
`replaying.replay` of the rule on the statutory limit, reading every track from the database, in one process kept to one
core. pm4py checks the same events against the temporal profile found in them (`pm4py.conformance_temporal_profile`: which pairs of
activities lie further apart than usual), the log already in memory as its data frame. It is no part of this product: set
PM4PY_PYTHON to an interpreter that has it; without one the comparison is left out.

Promise: a million events under 10 s.
"""

import csv
import json
import os
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from . import ground, ingest

EVENTS, LIVED, TURNS = 1_000_000, 1_000, 3
PER_MATTER = 6
RULE = "T03"
UNDER_S = 10.0
FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)

_PM4PY = """
import json, sys, time
import pandas, pm4py
frame = pandas.read_csv(sys.argv[1])
frame["time:timestamp"] = pandas.to_datetime(frame["time:timestamp"], utc=True)
profile = pm4py.discover_temporal_profile(frame)
began = time.perf_counter()
found = pm4py.conformance_temporal_profile(frame, profile, zeta=2.0)
print(json.dumps({"seconds": time.perf_counter() - began, "traces": len(found), "version": pm4py.__version__}))
"""


def main(argv: list[str]) -> int:
    with ground.server() as superuser:
        url = ground.fresh_database(superuser, "bench_replay")
        ground.open_django(url)
        ground.watched_county()
        ground.stay_on_one_core()
        _live_through()
        with psycopg.connect(url, autocommit=True) as raw:
            _multiply(raw, EVENTS // PER_MATTER // LIVED + 1)
            taken, result = _replay()
            theirs = _beside(raw)
        return _report(taken, result, theirs)


def _live_through() -> None:
    from zhengtong.exchange.actions import receive, register_system
    from zhengtong.supervision.actions import watching

    register_system("BENCH", by=None, at=ingest.BEGUN)
    events = [event for number in range(LIVED) for event in ingest._matter(number)]
    receive("BENCH", events, at=ingest.AT, source="bench")
    watching.catch_up(ingest.AT)


def _multiply(raw: psycopg.Connection, times: int) -> None:
    columns = [
        row[0]
        for row in raw.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'supervision_matter' ORDER BY 1"
        )
    ]
    fresh = {
        "id": "nextval(pg_get_serial_sequence('supervision_matter', 'id'))",
        "subject": "matter.subject || '-' || n",
        "ref": "matter.ref || '-' || n",
    }
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(fresh.get(column, f'matter."{column}"') for column in columns)
    raw.execute(
        f"INSERT INTO supervision_matter ({names}) SELECT {values} "
        f"FROM supervision_matter AS matter, generate_series(1, {times - 1}) AS n WHERE matter.system = 'BENCH'"
    )
    raw.execute("VACUUM ANALYZE supervision_matter")


def _replay() -> tuple[list[float], Any]:
    from zhengtong.supervision.actions.replaying import replay

    taken = []
    for _ in range(TURNS):
        began = time.perf_counter()
        result = replay(FIRST, LAST, rules=[RULE])
        taken.append(time.perf_counter() - began)
    return taken, result


def _beside(raw: psycopg.Connection) -> dict[str, Any] | None:
    """What pm4py took over the same events; None where there is no interpreter that has it."""
    python = os.environ.get("PM4PY_PYTHON")
    if not python:
        return None
    log = Path(ground.HOME) / "replay.csv"
    with log.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["case:concept:name", "concept:name", "time:timestamp"])
        with raw.cursor(name="tracks") as cursor, raw.transaction():
            cursor.itersize = 5000
            cursor.execute("SELECT ref, track FROM supervision_matter WHERE system = 'BENCH'")
            for ref, track in cursor:
                for event in track:
                    moment = datetime.fromtimestamp(event[3] / 1_000_000, UTC).isoformat()
                    rows.writerow([ref, event[6].get("label") or event[1], moment])
    try:
        told = subprocess.run([python, "-c", _PM4PY, str(log)], check=True, capture_output=True, text=True)
        return json.loads(told.stdout.strip().splitlines()[-1])
    finally:
        log.unlink()


def _report(taken: list[float], result: Any, theirs: dict[str, Any] | None) -> int:
    median = statistics.median(taken)
    events = result.matters * PER_MATTER
    kept = events >= EVENTS and median < UNDER_S
    cards = result.now.level("warning") + result.now.level("yellow") + result.now.level("red")
    print(f"rule {RULE} over {events:,} events of {result.matters:,} matters, {cards:,} cards, one core")
    print(f"replay   {median:6.2f} s   ({min(taken):.2f}–{max(taken):.2f}, {events / median:,.0f} events/s)")
    if theirs is None:
        print("pm4py    left out: PM4PY_PYTHON names no interpreter that has it")
    else:
        seconds = theirs["seconds"]
        print(
            f"pm4py    {seconds:6.2f} s   {theirs['version']}, temporal profile, {theirs['traces']:,} traces in memory"
        )
        print(f"ratio    {seconds / median:6.2f} ×")
    print(f"promise: under {UNDER_S:.0f} s  {'PASS' if kept else 'FAIL'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
