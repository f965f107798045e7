"""The desk's inbox and the public progress page at 10,000, 100,000 and 1,000,000 cases, through the whole stack.

One real case is lived through for each shape (delivered, under review, just received) and then multiplied inside PostgreSQL,
with its clock, steps, outcome and journal entries; one case in fifty is open, like a county in its tenth year that never archived.

Promise: under 100 ms at the median with a million cases, and no more than twice the time at ten thousand.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import psycopg

from . import ground

SIZES = (10_000, 100_000, 1_000_000)
OPEN_OF = 50
UNDER_MS, GROWTH = 100.0, 2.0
ASKED = 15


@dataclass(frozen=True, slots=True)
class Shape:
    """A real case to be multiplied, and how often it is met among fifty."""

    ref: str
    places: tuple[int, ...]


def main(argv: list[str]) -> int:
    sizes = [n for n in SIZES if n <= int(os.environ.get("ZHENGTONG_BENCH_CASES", SIZES[-1]))]
    with ground.server() as superuser:
        url = ground.fresh_database(superuser, "bench_scale")
        ground.open_django(url)
        county, shapes = _originals()
        found: dict[str, list[float]] = {}
        with psycopg.connect(url, autocommit=True) as raw:
            have = 0
            for size in sizes:
                began = time.perf_counter()
                _multiply(raw, shapes, have, size)
                have = size
                print(f"{size:>9,} cases ready in {time.perf_counter() - began:.0f} s", flush=True)
                for page, ask in _pages(raw, county).items():
                    found.setdefault(page, []).append(_median_ms(ask))
        return _report(sizes, found)


def _originals():
    """The small county with one case of each shape."""
    from tests.cases.conftest import walk_in
    from tests.cases.county import MORNING, keep_time, licence, publish
    from tests.cast import summon
    from zhengtong.cases import actions

    county = summon()
    keep_time()
    publish(licence())
    refs = []
    for _ in range(3):
        refs.append(walk_in(county).ref)
    done, reviewing, _ = refs
    for ref in (done, reviewing):
        actions.accept_case(ref, by=county.xiaoli, at=MORNING)
        actions.complete_step(ref, result="approved", opinion="材料真实", by=county.wangkezhang, at=MORNING)
    for by in (county.laozhou, county.wangkezhang):
        actions.complete_step(done, result="approved", opinion="同意会签", by=by, at=MORNING)
    actions.decide_case(done, kind="granted", opinion="同意", by=county.liujuzhang, at=MORNING)
    later = MORNING + timedelta(hours=1)
    actions.issue_certificate(
        done, number="证000001", valid_from=later.date(), valid_to=None, by=county.wangkezhang, at=later
    )
    actions.finish_case(done, summary="准予登记", by=county.wangkezhang, at=later)
    actions.deliver_case(done, method="window", receiver="张桂兰", by=county.xiaoli, at=later)
    open_places = (0,)
    return county, (
        Shape(refs[0], tuple(p for p in range(OPEN_OF) if p not in open_places)),
        Shape(refs[1], open_places),
        Shape(refs[2], ()),
    )


def _multiply(raw: psycopg.Connection, shapes: tuple[Shape, ...], have: int, want: int) -> None:
    """Copies number have..want-1 of the shapes, each with clock, steps and entries, made by the database itself."""
    for shape in shapes:
        if not shape.places:
            continue
        case = raw.execute("SELECT id, handling_clock_id FROM cases_case WHERE ref = %s", [shape.ref]).fetchone()
        numbers = (
            f"SELECT n, 1000000000 + n AS id, '360829007XK' || lpad(n::text, 14, '0') AS ref FROM generate_series({have}, {want - 1}) n "
            f"WHERE n %% {OPEN_OF} = ANY(%(places)s)"
        )
        moved = "make_interval(hours => (c.n % 4000)::int)".replace("%", "%%")
        _copy(
            raw,
            "timers_clock",
            numbers,
            "t.id = %(clock)s",
            {
                "id": "c.id",
                "subject": "c.ref",
                "promised_due": f"t.promised_due + {moved}",
                "statutory_due": f"t.statutory_due + {moved}",
            },
            shape,
            case,
        )
        _copy(
            raw,
            "cases_case",
            numbers,
            "t.id = %(case)s",
            {
                "id": "c.id",
                "ref": "c.ref",
                "draft_token": "'bench' || c.n",
                "clock_id": "c.id",
                "handling_clock_id": "c.id",
                "due_at": f"t.due_at + {moved}",
                "created_at": f"t.created_at + {moved}",
            },
            shape,
            case,
        )
        _copy(
            raw,
            "cases_casestep",
            numbers,
            "t.case_id = %(case)s",
            {
                "id": "nextval(pg_get_serial_sequence('cases_casestep', 'id'))",
                "case_id": "c.id",
                "clock_id": "NULL",
            },
            shape,
            case,
        )
        for outcome in ("cases_decision", "cases_delivery"):
            fresh = {"id": f"nextval(pg_get_serial_sequence('{outcome}', 'id'))", "case_id": "c.id"}
            _copy(raw, outcome, numbers, "t.case_id = %(case)s", fresh, shape, case)
        _copy(
            raw,
            "journal_entry",
            numbers,
            "t.subject = %(ref)s AND t.kind IN ('case.received', 'case.accepted')",
            {
                "id": "nextval(pg_get_serial_sequence('journal_entry', 'id'))",
                "subject": "c.ref",
            },
            shape,
            case,
        )
    raw.execute("VACUUM ANALYZE")


def _copy(
    raw, table: str, numbers: str, where: str, changed: dict[str, str], shape: Shape, case: tuple[int, int]
) -> None:
    columns = [
        row[0]
        for row in raw.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER' ORDER BY 1",
            [table],
        )
    ]
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(changed.get(name, f't."{name}"') for name in columns)
    raw.execute(
        f"INSERT INTO {table} ({names}) OVERRIDING SYSTEM VALUE SELECT {values} FROM ({numbers}) c, {table} t WHERE {where}",
        {"places": list(shape.places), "case": case[0], "clock": case[1], "ref": shape.ref},
    )


def _pages(raw: psycopg.Connection, county) -> dict[str, Callable[[], None]]:
    """Each page as a question that can be asked again and again."""
    from django.test import Client

    def desk(person, scope: str) -> Callable[[], None]:
        client = Client()
        client.force_login(person.user)
        return lambda: _expect(client.get(f"/desk/?scope={scope}"), 200)

    refs = [row[0] for row in raw.execute("SELECT ref FROM cases_case WHERE id > 1000000000 ORDER BY id LIMIT 200")]
    code = raw.execute("SELECT query_code FROM cases_case WHERE ref = %s", [refs[1]]).fetchone()[0]
    citizen = Client()
    turns = iter(range(10_000))

    def progress() -> None:
        ref = refs[1 + next(turns) % 40]
        _expect(citizen.post("/progress/", {"ref": ref, "code": code}), 302)
        _expect(citizen.get(f"/progress/{ref}/"), 200)

    return {
        "inbox, mine (窗口)": desk(county.xiaoli, "mine"),
        "inbox, mine (承办人)": desk(county.wangkezhang, "mine"),
        "inbox, my unit": desk(county.wangkezhang, "unit"),
        "inbox, all I may see": desk(county.xiaoli, "all"),
        "progress, code and page": progress,
    }


def _expect(response, status: int) -> None:
    if response.status_code != status:
        raise RuntimeError(f"{response.request['PATH_INFO']} answered {response.status_code}")


def _median_ms(ask: Callable[[], None]) -> float:
    ask()
    taken = []
    for _ in range(ASKED):
        began = time.perf_counter()
        ask()
        taken.append(1000 * (time.perf_counter() - began))
    return statistics.median(taken)


def _report(sizes: list[int], found: dict[str, list[float]]) -> int:
    failed = 0
    print(f"{'median ms':<28}" + "".join(f"{size:>12,}" for size in sizes))
    for page, times in found.items():
        kept = times[-1] < UNDER_MS and times[-1] <= GROWTH * max(times[0], 10.0)
        failed += not kept
        print(f"{page:<28}" + "".join(f"{taken:12.1f}" for taken in times) + f"   {'PASS' if kept else 'FAIL'}")
    print(f"promise: under {UNDER_MS:.0f} ms at the largest size, at most {GROWTH:.0f} × the smallest")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
