"""The legal clock beside numpy and pandas on the same work, in one process, measured in turns.

The same work is what all three can do: count working days over weekends and holidays. (Makeup Saturdays, the coverage, the
sources and the refusals are what only legalclock does; the rows without a promise show what they cost.) Answers are
compared before anything is timed.

Promises: one date at least 50 times faster than pandas `CustomBusinessDay`, a million at most 3 times as long as
vectorised `numpy.busday_offset`.
"""

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd
from pandas.tseries.offsets import CustomBusinessDay

from legalclock import Budget, Calendar, Clock, DayKind, Suspension, SuspensionGround, Unit, china_calendar

FASTER_THAN_PANDAS = 50.0
TIMES_NUMPY = 3.0
SINGLES, PASSES = 500, 5  # distinct dates, asked one by one, and how often in one turn
WORKDAYS = (1, 5, 20, 45)
FIRST, LAST = date(2013, 1, 1), date(2026, 6, 30)


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison. Times are medians in the unit named; `ratio` is read as `promise` says, None without a promise."""

    work: str
    unit: str
    ours: float
    theirs: float | None
    beside: str
    ratio: float | None
    promise: str
    passed: bool | None


def in_turns(rounds: int, *works: Callable[[], object]) -> list[float]:
    """Median seconds of each work, run one after another in every round so that a busy moment touches all of them."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds + 1):
        for place, work in enumerate(works):
            begun = time.perf_counter()
            work()
            times[place].append(time.perf_counter() - begun)
    return [statistics.median(taken[1:]) for taken in times]  # the first round warms caches and tables


def plain(china: Calendar) -> Calendar:
    """The holidays alone: what numpy and pandas can express."""
    return Calendar(
        (day for day in china.days if day.kind is DayKind.HOLIDAY),
        covered_from=china.covered_from,
        covered_until=china.covered_until,
        version="plain",
    )


def singles(calendar: Calendar, china: Calendar, holidays: list[date], rounds: int) -> list[Row]:
    days = [date.fromordinal(random.randint(FIRST.toordinal(), LAST.toordinal())) for _ in range(SINGLES)]
    stamps = [pd.Timestamp(day) for day in days]
    rows = []
    for n in WORKDAYS:
        offset = CustomBusinessDay(n=n, holidays=holidays)
        assert [(stamp + offset).date() for stamp in stamps] == [calendar.add_workdays(day, n) for day in days]

        def ours(n: int = n) -> None:
            for day in days * PASSES:
                calendar.add_workdays(day, n)

        def whole(n: int = n) -> None:
            for day in days * PASSES:
                china.add_workdays(day, n)

        def theirs(offset: CustomBusinessDay = offset) -> None:
            for stamp in stamps * PASSES:
                stamp + offset

        took, took_whole, pandas = (
            seconds / (SINGLES * PASSES) * 1e9 for seconds in in_turns(rounds, ours, whole, theirs)
        )
        ratio = pandas / took
        rows.append(
            Row(
                f"one date + {n} working days",
                "ns",
                took,
                pandas,
                "pandas",
                ratio,
                "≥ 50 × faster",
                ratio >= FASTER_THAN_PANDAS,
            )
        )
        rows.append(
            Row("  the same with makeup days", "ns", took_whole, pandas, "pandas", pandas / took_whole, "", None)
        )
    return rows


def bulk(calendar: Calendar, china: Calendar, holidays: list[date], size: int, rounds: int) -> list[Row]:
    ordinals = [random.randint(FIRST.toordinal(), LAST.toordinal()) for _ in range(size)]
    days = [date.fromordinal(ordinal) for ordinal in ordinals]
    array = np.array(days, dtype="datetime64[D]")
    numpy_calendar = np.busdaycalendar(holidays=np.array(holidays, dtype="datetime64[D]"))
    epoch = date(1970, 1, 1).toordinal()
    rows = []
    for n in WORKDAYS:

        def theirs(n: int = n) -> np.ndarray:
            return np.busday_offset(array, n, roll="backward", busdaycal=numpy_calendar)

        assert (theirs().astype(int) + epoch).tolist() == calendar.add_workdays_bulk(ordinals, n)
        took, took_dates, took_whole, numpy = (
            seconds * 1e3
            for seconds in in_turns(
                rounds,
                lambda n=n: calendar.add_workdays_bulk(ordinals, n),
                lambda n=n: calendar.add_workdays_bulk(days, n),
                lambda n=n: china.add_workdays_bulk(ordinals, n),
                theirs,
            )
        )
        for what, mine, promised in (
            (f"{size:,} ordinals + {n} working days", took, True),
            ("  the same as date objects", took_dates, True),
            ("  ordinals with makeup days", took_whole, False),
        ):
            ratio = mine / numpy
            passed = ratio <= TIMES_NUMPY if promised else None
            rows.append(Row(what, "ms", mine, numpy, "numpy", ratio, "≤ 3 × the time" if promised else "", passed))
    return rows


def alone(china: Calendar, rounds: int) -> list[Row]:
    """What nobody else does, for the record."""
    start = date(2025, 9, 26)
    clock = Clock(
        start,
        Budget(10, Unit.WORKDAYS),
        Budget(20, Unit.WORKDAYS),
        (
            Suspension(date(2025, 9, 30), date(2025, 10, 14), SuspensionGround.HEARING, "告知书"),
            Suspension(date(2025, 10, 20), date(2025, 10, 27), SuspensionGround.APPRAISAL, "告知书"),
        ),
    )
    many = [Clock(start + timedelta(days=n % 200), statutory=Budget(20, Unit.WORKDAYS)) for n in range(2000)]
    stored = clock.to_json()
    built, due, explained, position, read, each = in_turns(
        rounds,
        lambda: china_calendar().earliest_reading,
        lambda: [clock.due("statutory", china) for _ in range(100)],
        lambda: [clock.explain("statutory", china) for _ in range(10)],
        lambda: [clock.position(china, date(2025, 10, 15)) for _ in range(100)],
        lambda: [Clock.from_json(stored) for _ in range(100)],
        lambda: [one.due("statutory", china) for one in many],
    )
    return [
        Row("calendar built, with its bounds", "ms", built * 1e3, None, "", None, "", None),
        Row("due day with two suspensions", "µs", due / 100 * 1e6, None, "", None, "", None),
        Row("due day of a plain ledger", "µs", each / len(many) * 1e6, None, "", None, "", None),
        Row("every day explained", "µs", explained / 10 * 1e6, None, "", None, "", None),
        Row("position of both limits", "µs", position / 100 * 1e6, None, "", None, "", None),
        Row("ledger read from JSON", "µs", read / 100 * 1e6, None, "", None, "", None),
    ]


def measure(size: int, rounds: int) -> list[Row]:
    random.seed(20130819)
    china = china_calendar()
    calendar = plain(china)
    holidays = [day.on for day in calendar.days]
    holidays += _statutory(calendar)
    return [
        *singles(calendar, china, holidays, rounds),
        *bulk(calendar, china, holidays, size, rounds),
        *alone(china, rounds),
    ]


def _statutory(calendar: Calendar) -> list[date]:
    """Past the coverage legalclock knows the statutory holidays; numpy and pandas are told them."""
    found, day = [], calendar.covered_until
    while day < date(2027, 12, 31):
        day += timedelta(days=1)
        if calendar.day(day).kind is DayKind.HOLIDAY:
            found.append(day)
    return found


def table(rows: Sequence[Row]) -> str:
    lines = [f"{'work':<38}{'legalclock':>14}{'beside':>20}{'ratio':>9}  promise"]
    for row in rows:
        ours = f"{row.ours:,.1f} {row.unit}"
        theirs = "" if row.theirs is None else f"{row.beside} {row.theirs:,.1f} {row.unit}"
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}×"
        verdict = "" if row.passed is None else f"{row.promise} {'PASS' if row.passed else 'FAIL'}"
        lines.append(f"{row.work:<38}{ours:>14}{theirs:>20}{ratio:>9}  {verdict}".rstrip())
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table, or JSON; exit code 0 when every promise held, 1 when one did not."""
    parser = argparse.ArgumentParser(prog="bench/clock.py", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the rows as JSON")
    parser.add_argument("--size", type=int, default=1_000_000, help="how many dates in the bulk rows")
    parser.add_argument("--rounds", type=int, default=7, help="rounds measured in turns")
    args = parser.parse_args(argv)
    rows = measure(args.size, args.rounds)
    passed = all(row.passed for row in rows if row.passed is not None)
    if args.json:
        print(
            json.dumps({"bench": "clock", "passed": passed, "rows": [asdict(row) for row in rows]}, ensure_ascii=False)
        )
    else:
        print(table(rows))
        print(f"\n{'PASS' if passed else 'FAIL'}: {sum(bool(row.passed) for row in rows)} promises kept")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
