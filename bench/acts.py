"""Acts per second on one core — lock, rules, clock, papers, notices, journal, durable commit — beside bare psycopg.

Ours are four windows at work at once in one process (a web worker has as many threads), kept to one core. The bare side
replays the very INSERT and UPDATE statements of the same acts, one after the other on one connection, one durable commit an
act, on a clone of the same database. The two run in turns; PostgreSQL has the other core.

Promise: at least 0.4 × the bare rate.
"""

import statistics
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import psycopg

from . import ground

PROMISE = 0.4
CASES, TURNS, WINDOWS = 40, 5, 4
Statement = tuple[str, object]


def main(argv: list[str]) -> int:
    with ground.server() as superuser:
        url = ground.fresh_database(superuser, "bench_acts")
        ground.open_django(url)
        return _run(superuser, url)


def _run(superuser: str, url: str) -> int:
    from django.db import connection

    from tests.cases.county import keep_time, licence, publish
    from tests.cast import summon

    county = summon()
    keep_time()
    publish(licence())
    _live(county, 3)  # warm caches
    connection.close()
    ground.fresh_database(superuser, "bench_acts_base", "bench_acts")
    with _capture() as written:
        _live(county, CASES)
    acts = [act for act in written if act]
    ground.stay_on_one_core()
    ours, bare = [], []
    for _ in range(TURNS):
        began = time.perf_counter()
        count = _windows(county)
        ours.append(count / (time.perf_counter() - began))
        # A clone as it stood before the acts: the same ids, the same rows, no collisions.
        with psycopg.connect(ground.fresh_database(superuser, "bench_acts_bare", "bench_acts_base")) as raw:
            began = time.perf_counter()
            _replay(raw, acts)
            bare.append(len(acts) / (time.perf_counter() - began))
    return _report(ours, bare, acts)


def _live(county, cases: int) -> int:
    """The whole life of `cases` cases; returns the number of acts."""
    from tests.cases.conftest import walk_in
    from tests.cases.county import MORNING
    from zhengtong.cases import actions

    acts = 0
    for _ in range(cases):
        ref = walk_in(county).ref
        actions.accept_case(ref, by=county.xiaoli, at=MORNING)
        for by in (county.wangkezhang, county.laozhou, county.wangkezhang):
            actions.complete_step(ref, result="approved", opinion="材料真实，同意", by=by, at=MORNING)
        actions.decide_case(ref, kind="granted", opinion="同意", by=county.liujuzhang, at=MORNING)
        at = MORNING + timedelta(hours=1)
        actions.issue_certificate(
            ref, number=f"证{ref}", valid_from=at.date(), valid_to=None, by=county.wangkezhang, at=at
        )
        actions.finish_case(ref, summary="准予登记", by=county.wangkezhang, at=at)
        actions.deliver_case(ref, method="window", receiver="张桂兰", by=county.xiaoli, at=at)
        acts += 9
    return acts


def _windows(county) -> int:
    """The same number of cases, lived through at four windows at once, each on its own connection."""
    from django.db import connections

    def window(cases: int) -> int:
        try:
            return _live(county, cases)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WINDOWS) as pool:
        return sum(pool.map(window, [CASES // WINDOWS] * WINDOWS))


@contextmanager
def _capture() -> Iterator[list[list[Statement]]]:
    """Collect the writing statements of each transaction."""
    from django.db import connection, transaction

    written: list[list[Statement]] = [[]]

    def keep(execute, sql, params, many, context):
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            if not written[-1]:
                transaction.on_commit(lambda: written.append([]))
            written[-1].append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        yield written


def _replay(raw: psycopg.Connection, acts: list[list[Statement]]) -> None:
    """The same rows, one statement after the other, one durable commit an act."""
    for act in acts:
        for sql, params in act:
            raw.execute(sql, params)
        raw.commit()


def _report(ours: list[float], bare: list[float], acts: list[list[Statement]]) -> int:
    rows = sum(len(act) for act in acts) / len(acts)
    ratio = statistics.median(ours) / statistics.median(bare)
    print(
        f"our acts       {statistics.median(ours):8.0f} /s   (median of {len(ours)} turns, {min(ours):.0f}–{max(ours):.0f})"
    )
    print(
        f"bare psycopg   {statistics.median(bare):8.0f} /s   ({rows:.1f} statements an act, {min(bare):.0f}–{max(bare):.0f})"
    )
    kept = ratio >= PROMISE
    print(f"ratio          {ratio:8.2f}      promise ≥ {PROMISE}  {'PASS' if kept else 'FAIL'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
