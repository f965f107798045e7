"""What the page of a matter says of its limits and of who held it, from the entries alone."""

from datetime import UTC, datetime, timedelta

import pytest

from legalclock import OfficeHours, china_calendar
from legalclock.hours import parse_sessions
from zhengtong.journal.models import Entry
from zhengtong.supervision.board import life
from zhengtong.supervision.models import Matter

WINTER = OfficeHours(parse_sessions("08:30-12:00,14:30-17:30"))


def at(day: int, hour: int = 9) -> datetime:
    """A day of November 2026 at this hour in Anfu."""
    return datetime(2026, 11, day, hour - 8, tzinfo=UTC)


def told(*lines: tuple[str, datetime, dict]) -> list[Entry]:
    return [Entry(pk=number, kind=kind, at=moment, data=data) for number, (kind, moment, data) in enumerate(lines, 1)]


DUE, LATER = "2026-11-20T00:00:00+08:00", "2026-11-25T00:00:00+08:00"
MATTER = Matter(system="county", subject="MZ-1", ref="MZ-1", business="case")
CASE = told(
    ("case.received", at(2), {"intake_due": DUE}),
    ("case.accepted", at(3), {"promised_due": DUE, "legal_due": LATER}),
    ("case.correction_requested", at(4), {}),
    ("case.correction_supplied", at(5), {}),
    ("case.suspended", at(5), {"promised_due": None, "special_due": LATER}),
    ("case.resumed", at(9), {"promised_due": LATER}),
    ("sms.sent", at(9, 10), {}),
    ("case.finished", at(10), {"delivery_due": LATER}),
)


@pytest.fixture(autouse=True)
def winter(monkeypatch):
    monkeypatch.setattr(life, "calendar", lambda: china_calendar().with_office_hours(WINTER))


def limits(entries: list[Entry], moment: datetime) -> dict[str, tuple[str, int | None]]:
    course = life.course_of(MATTER, entries)
    return {limit.name: (limit.state, limit.left) for limit in life.limits_of(course, moment)}


def test_a_limit_says_whether_it_was_kept_and_how_many_working_days_were_left():
    assert limits(CASE, at(23)) == {
        "intake": ("met", 12), "promised": ("met", 10), "legal": ("met", 10), "special": ("met", 11),
        "delivery": ("running", 1),
    }  # fmt: skip
    assert limits(CASE, at(26))["delivery"] == ("late", -2)


def test_a_limit_that_ends_with_the_day_is_over_at_midnight():
    assert limits(CASE[:2], at(19, 23))["promised"] == ("running", 0)
    assert limits(CASE[:2], at(19, 23) + timedelta(hours=1, seconds=1))["promised"][0] == "late"


def test_a_clock_that_stands_still_has_no_days_left_to_tell():
    assert limits(CASE[:5], at(6))["promised"] == ("standing", None)


def test_days_outside_the_calendar_are_not_guessed():
    old = told(("case.accepted", at(3), {"legal_due": "1999-01-01T00:00:00+08:00"}))
    assert limits(old, at(4))["legal"] == ("late", None)


def test_working_time_is_divided_among_those_who_held_the_matter():
    split = life.split_of(life.course_of(MATTER, CASE), at(30))
    assert set(split) == {"office", "applicant", "special"}
    assert split["applicant"] == 6.5 * 3600  # from nine to nine of the next day
    assert split["special"] == 2 * split["applicant"], "a weekend is no work"
    assert split["office"] == 3 * split["applicant"], "and nothing after the end"


def test_entries_that_tell_nothing_that_counts_make_no_course():
    assert life.course_of(MATTER, told(("sms.sent", at(9), {}))) is None
