"""Limits worked out by hand on the official arrangements; `hand_worked.csv` says how, day by day."""

import csv
from pathlib import Path

import pytest

from legalclock import Budget, Calendar, Clock
from legalclock.moments import parse_day, parse_moment

CASES = list(csv.DictReader(Path(__file__).with_name("hand_worked.csv").read_text("utf-8").splitlines()))


def test_the_table_is_wide_enough() -> None:
    assert len(CASES) >= 40
    assert {int(case["due"][:4]) for case in CASES} >= set(range(2013, 2027))
    assert all(case["why"] for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=[f"{case['start']}+{case['limit']}" for case in CASES])
def test_a_limit_ends_on_the_day_worked_out_by_hand(case: dict[str, str], china: Calendar) -> None:
    timed = "T" in case["start"]
    clock = Clock.start(parse_moment(case["start"]) if timed else parse_day(case["start"]), statutory=case["limit"])

    due = clock.due("statutory", china)

    if timed:
        assert due.at == parse_moment(case["due"])
    else:
        assert due.on == parse_day(case["due"])
    assert due.provisional == (case["due"] > "2026-12-31")
    if Budget.parse(case["limit"]).unit == "wd":
        assert china.add_workdays(parse_day(case["start"]), int(case["limit"][:-2])) == due.on
