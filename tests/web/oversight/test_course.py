"""What the page of a matter says of its limits and of who held it, from the entries alone."""

from datetime import UTC, datetime

from legalclock import OfficeHours, china_calendar
from legalclock.hours import parse_sessions
from zhengtong.journal.models import Entry
from zhengtong.supervision.board import life
from zhengtong.supervision.board.course import Hold, Run, holds_of, runs_of

WINTER = OfficeHours(parse_sessions("08:30-12:00,14:30-17:30"))


def at(day: int, hour: int = 9) -> datetime:
    """A day of November 2026 at this hour in Anfu."""
    return datetime(2026, 11, day, hour - 8, tzinfo=UTC)


def told(*lines: tuple[str, datetime, dict]) -> list[Entry]:
    return [Entry(pk=number, kind=kind, at=moment, data=data) for number, (kind, moment, data) in enumerate(lines, 1)]


DUE, LATER = "2026-11-20T00:00:00+08:00", "2026-11-25T00:00:00+08:00"
CASE = told(
    ("case.received", at(2), {"intake_due": DUE}),
    ("case.accepted", at(3), {"promised_due": DUE, "legal_due": LATER}),
    ("case.suspended", at(4), {"promised_due": None, "special_due": LATER}),
    ("case.resumed", at(9), {"promised_due": LATER}),
    ("case.finished", at(10), {"delivery_due": LATER}),
)


def test_a_limit_opens_with_its_fact_moves_with_the_next_and_closes_with_its_milestone():
    runs = {run.name: run for run in runs_of(CASE)}
    assert runs["intake"] == Run("intake", datetime.fromisoformat(DUE), at(3))
    assert runs["promised"] == Run("promised", datetime.fromisoformat(LATER), at(10))
    assert runs["special"].closed_at == at(9) and runs["legal"].closed_at == at(10)


def test_what_is_owed_after_the_end_stays_open_and_what_is_not_is_closed():
    runs = {run.name: run for run in runs_of(CASE)}
    assert runs["delivery"].closed_at is None
    assert all(run.closed_at for name, run in runs.items() if name != "delivery")


def test_a_clock_that_stands_still_has_no_due():
    runs = {run.name: run for run in runs_of(CASE[:3])}
    assert runs["promised"].due is None and runs["promised"].closed_at is None


def test_a_step_limit_runs_once_for_every_step():
    steps = told(
        ("case.accepted", at(3), {"step_due": DUE}),
        ("case.step_completed", at(4), {"step_due": LATER}),
        ("case.step_completed", at(5), {}),
    )
    assert [(run.name, run.closed_at) for run in runs_of(steps)] == [("step", at(4)), ("step", at(5))]


def test_what_is_told_late_stands_where_it_belongs_and_what_is_no_moment_is_none():
    late = told(("case.finished", at(10), {}), ("case.accepted", at(3), {"promised_due": "2026-11-20"}))
    assert runs_of(late) == [Run("promised", None, at(10))]


def test_time_is_divided_among_those_who_held_the_matter(monkeypatch):
    entries = told(
        ("case.received", at(2), {}),
        ("case.correction_requested", at(3), {}),
        ("case.correction_supplied", at(4), {}),
        ("case.suspended", at(5), {}),
        ("case.step_completed", at(5, 10), {}),
        ("case.resumed", at(9), {}),
        ("case.finished", at(10), {}),
        ("case.delivered", at(11), {}),
    )
    assert holds_of(entries) == [
        Hold("office", at(2), at(3)), Hold("applicant", at(3), at(4)), Hold("office", at(4), at(5)),
        Hold("special", at(5), at(9)), Hold("office", at(9), at(10)),
    ]  # fmt: skip
    monkeypatch.setattr(life, "calendar", lambda: china_calendar().with_office_hours(WINTER))
    split = life.split_of(entries, at(30))
    assert set(split) == {"office", "applicant", "special"}
    assert (
        split["office"] == 3 * split["applicant"] and split["special"] == 2 * split["applicant"]
    )  # a weekend is no work
