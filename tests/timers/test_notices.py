"""A notice is looked at before it is entered, and what it moves is said before and after."""

import time
from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from legalclock import Budget, china_calendar, load_laws
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.models import Entry
from zhengtong.timers import actions, queries, rules
from zhengtong.timers.models import CalendarDay, CalendarVersion, Clock, HolidayNotice, LegalLimit, OfficeSeason

pytestmark = pytest.mark.django_db
BY = "staff:BG002"
AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
HOURS = (
    {"code": "winter", "name": "冬季作息", "first": "10-01", "last": "04-30", "sessions": "08:30-12:00,14:30-17:30"},
    {"code": "summer", "name": "夏季作息", "first": "05-01", "last": "09-30", "sessions": "08:30-12:00,15:00-18:00"},
)
NEW_YEAR = [(date(2027, 1, day), "holiday", "元旦") for day in (1, 2, 3)]


@pytest.fixture(autouse=True)
def time_is_kept():
    actions.seed_calendar(china_calendar(), HOURS, by="system", at=AT)
    actions.load_laws(load_laws())


def clock(subject: str, days: int, at: datetime = AT, unit: str = "wd") -> Clock:
    return actions.start(subject, "handling", unit="MZ", at=at, statutory=Budget.parse(f"{days}{unit}"))


def due(subject: str) -> datetime:
    return Clock.objects.get(subject=subject).statutory_due


def refused(*args, **kwargs) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        actions.enter_notice(*args, by=BY, at=AT, **kwargs)
    return refusal.value


def test_a_preview_says_what_would_move_and_writes_nothing():
    clock("near", 5), clock("far", 30)
    far = due("far")
    days = [*NEW_YEAR, (date(2027, 1, 4), "holiday", "元旦")]
    said = queries.preview_of_notice(2027, "国办发明电〔2026〕7号", days)
    assert [move.subject for move in said.moved] == ["far"] and said.moved[0].before == far
    assert said.moved[0].became_certain and said.moved[0].after > far
    assert date(2027, 1, 4) in [day.on for day in said.added] and not said.removed
    assert due("far") == far and not HolidayNotice.objects.filter(year=2027).exists()
    assert CalendarVersion.objects.count() == 1


def test_what_is_entered_is_what_the_preview_said():
    clock("near", 5), clock("far", 30), clock("days", 60, unit="d")
    days = [*NEW_YEAR, (date(2027, 1, 4), "holiday", "元旦"), (date(2027, 1, 9), "makeup", "元旦")]
    said = queries.preview_of_notice(2027, "国办发明电〔2026〕7号", days)
    assert actions.enter_notice(2027, "国办发明电〔2026〕7号", days, by=BY, at=AT) == list(said.moved)
    assert due("far") == said.moved[0].after
    entry = Entry.objects.get(kind="calendar.noticed")
    assert entry.data["moved_count"] == len(said.moved) and entry.data["moved"][0]["certain"] is True
    again = queries.preview_of_notice(2027, "国办发明电〔2026〕7号", days)
    assert (again.added, again.removed, again.moved) == ((), (), ())


def test_what_moved_is_told_by_the_limit_it_concerns():
    promised, statutory, later = (datetime(2027, 1, day, tzinfo=UTC) for day in (5, 20, 21))
    told = rules.moved_clock("R1", "handling", (promised, statutory), (promised, later), became_certain=True)
    assert (told.limit, told.before, told.after) == ("statutory", statutory, later)
    told = rules.moved_clock("R1", "handling", (promised, statutory), (later, statutory), became_certain=False)
    assert (told.limit, told.before, told.after) == ("promised", promised, later)
    told = rules.moved_clock("R1", "intake", (promised, None), (promised, None), became_certain=True)
    assert (told.limit, told.before, told.after) == ("promised", promised, promised)
    assert rules.moved_clock("R1", "x", (promised, statutory), (promised, statutory), became_certain=False) is None


def test_a_correction_takes_back_the_days_it_leaves_out():
    actions.enter_notice(2027, "第一版", NEW_YEAR, by=BY, at=AT)
    said = queries.preview_of_notice(2027, "第二版", NEW_YEAR[:2])
    assert [day.on for day in said.removed] == [date(2027, 1, 3)]
    actions.enter_notice(2027, "第二版", NEW_YEAR[:2], by=BY, at=AT)
    assert CalendarDay.objects.filter(notice__year=2027).count() == 2


def test_correcting_a_year_keeps_the_days_that_rest_on_a_later_notice():
    days = [(day.on, day.kind, day.name) for day in CalendarDay.objects.filter(notice__year=2020)]
    actions.enter_notice(2020, "国务院办公厅关于2020年部分节假日安排的通知", days, by=BY, at=AT)
    assert "延长" in CalendarDay.objects.get(on=date(2020, 1, 31)).source
    assert "延长" not in CalendarDay.objects.get(on=date(2020, 10, 1)).source


def test_a_change_that_is_undone_leaves_no_calendar_behind():
    """Whoever asks after a refused change gets the calendar that is in force."""
    clock("far", 30)
    before, was_due = queries.calendar(), due("far")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.enter_notice(2027, "文号", [*NEW_YEAR, (date(2027, 1, 4), "holiday", "元旦")], by=BY, at=AT)
        1 / 0  # noqa: B018 — the act around it fails
    assert queries.calendar() == before and due("far") == was_due


@pytest.mark.parametrize(
    ("year", "source", "days", "code", "field"),
    [
        (2027, " ", NEW_YEAR, "no-source", "source"),
        (2027, "文" * 161, NEW_YEAR, "long-source", "source"),
        (2028, "文号", [(date(2028, 1, 1), "holiday", "元旦")], "year-gap", "year"),
        (2027, "文号", [(date(2028, 1, 1), "holiday", "元旦")], "wrong-year", "days"),
        (2027, "文号", [*NEW_YEAR, NEW_YEAR[0]], "day-twice", "days"),
        (2027, "文号", [(date(2027, 1, 1), "party", "元旦")], "bad-kind", "days"),
        (2027, "文号", [(date(2027, 1, 1), "holiday", " ")], "no-source", "days"),
        (2027, "文号", [(date(2027, 1, 1), "holiday", "旦" * 41)], "long-name", "days"),
        (2027, "文号", [(date(2027, 1, 9), "makeup", "元旦")], "no-holiday", "days"),
        (2027, "文号", [], "no-holiday", "days"),
    ],
)
def test_a_notice_that_cannot_be_right_is_refused_and_leaves_no_trace(year, source, days, code, field):
    refusal = refused(year, source, days)
    assert (refusal.code, refusal.field) == (code, field)
    assert CalendarVersion.objects.count() == 1 and not Entry.objects.filter(kind="calendar.noticed").exists()


def test_the_first_year_cannot_begin_in_a_year_nobody_entered():
    first = HolidayNotice.objects.order_by("year").first().year
    with pytest.raises(Refusal, match="不在"):
        actions.enter_notice(first, "文号", [(date(first - 1, 12, 31), "holiday", "元旦")], by=BY, at=AT)


def test_pasted_lines_are_read_as_people_write_them():
    text = "2027-01-01至2027-01-03 放假 元旦\n\n 2月6日\t调休上班\t春节\n２０２７年２月７日，上班，春节\n2027/4/5 休 清明节"
    assert rules.read_lines(text, 2027) == [
        *NEW_YEAR,
        (date(2027, 2, 6), "makeup", "春节"),
        (date(2027, 2, 7), "makeup", "春节"),
        (date(2027, 4, 5), "holiday", "清明节"),
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("元旦放假三天", "bad-line"),
        ("2027-01-01 元旦", "bad-line"),
        ("2027-01-01 庆祝 元旦", "bad-kind"),
        ("2027-02-30 放假 春节", "bad-day"),
        ("2027-01-01至2027-01-02至2027-01-03 放假 元旦", "bad-day"),
        ("2027-01-03至2027-01-01 放假 元旦", "bad-run"),
        ("2027-01-01至2027-09-01 放假 元旦", "bad-run"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_by_its_number(line, code):
    with pytest.raises(Refusal, match="第2行") as refusal:
        rules.read_lines(f"2027-01-01 放假 元旦\n{line}", 2027)
    assert (refusal.value.code, refusal.value.field) == (code, "lines")


def test_office_hours_are_stored_tidily_and_clocks_in_working_hours_follow():
    clock("hours", 2, datetime(2026, 11, 23, 7, 0, tzinfo=UTC), "wh")  # 15:00: two hours end at 17:00
    moved = actions.change_office_hours(
        "winter", first="10-1", last="4-30", sessions="8:30-12:00，14:30-16:30", by=BY, at=AT
    )
    assert [move.subject for move in moved] == ["hours"]
    assert OfficeSeason.objects.get(code="winter").sessions == "08:30-12:00,14:30-16:30"
    assert OfficeSeason.objects.get(code="winter").first == "10-01"
    assert due("hours") == datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("code", "first", "last", "sessions", "field"),
    [
        ("spring", "03-01", "04-30", "08:30-12:00", None),
        ("winter", "13-01", "04-30", "08:30-12:00", "first"),
        ("winter", "10-01", "2月底", "08:30-12:00", "last"),
        ("winter", "10-01", "04-30", "12:00-08:30", "sessions"),
        ("winter", "10-01", "04-30", "", "sessions"),
    ],
)
def test_office_hours_that_cannot_be_are_refused(code, first, last, sessions, field):
    with pytest.raises(Refusal) as refusal:
        actions.change_office_hours(code, first=first, last=last, sessions=sessions, by=BY, at=AT)
    assert refusal.value.field == field and CalendarVersion.objects.count() == 1


def test_a_changed_limit_holds_for_clocks_that_start_from_now_on():
    running = clock("running", 5)
    assert queries.limit("license.correction_notice").code == "5wd"
    actions.change_limit("license.correction_notice", amount="３", unit="wd", basis="省政府令", by=BY, at=AT)
    assert queries.limit("license.correction_notice").code == "3wd"
    assert LegalLimit.objects.get(key="license.correction_notice").basis == "省政府令"
    running.refresh_from_db()
    assert queries.ledger(running).statutory.code == "5wd"
    entry = Entry.objects.get(kind="limit.changed")
    assert (entry.subject, entry.data["before"], entry.data["after"]) == ("license.correction_notice", "5wd", "3wd")


@pytest.mark.parametrize(
    ("key", "amount", "unit", "basis", "field"),
    [
        ("no.such", "3", "wd", "条", None),
        ("license.decide", "-3", "wd", "条", "amount"),
        ("license.decide", "0", "wd", "条", "amount"),
        ("license.decide", "三", "wd", "条", "amount"),
        ("license.decide", "3", "fortnight", "条", "amount"),
        ("license.decide", "3", "wd", " ", "basis"),
        ("license.decide", "3", "wd", "条" * 121, "basis"),
    ],
)
def test_a_limit_that_cannot_be_is_refused(key, amount, unit, basis, field):
    with pytest.raises(Refusal) as refusal:
        actions.change_limit(key, amount=amount, unit=unit, basis=basis, by=BY, at=AT)
    assert refusal.value.field == field and not Entry.objects.filter(kind="limit.changed").exists()


def test_each_matter_is_told_its_new_limit_and_a_thousand_take_seconds():
    for number in range(1000):
        clock(f"R{number:04d}", 30)
    clock("near", 5)
    began = time.perf_counter()
    actions.enter_notice(
        2027, "国办发明电〔2026〕7号", [*NEW_YEAR, (date(2027, 1, 4), "holiday", "元旦")], by=BY, at=AT
    )
    took = time.perf_counter() - began
    told = Entry.objects.filter(kind="clock.moved")
    assert told.count() == 1000 and not told.filter(subject="near").exists()
    entry = told.get(subject="R0001")
    assert datetime.fromisoformat(entry.data["legal_due"]) == due("R0001")
    assert (entry.unit, entry.actor, entry.data["calendar"]) == ("MZ", BY, 2)
    assert took < 15


def test_a_limit_whose_room_named_no_fact_is_told_by_the_name_of_its_clock():
    actions.start("TS1", "grievance", unit="MZ", at=AT, promised=Budget.parse("30wd"))
    actions.enter_notice(
        2027, "国办发明电〔2026〕7号", [*NEW_YEAR, (date(2027, 1, 4), "holiday", "元旦")], by=BY, at=AT
    )
    entry = Entry.objects.get(kind="clock.moved", subject="TS1")
    moved = Clock.objects.get(subject="TS1").promised_due
    assert datetime.fromisoformat(entry.data["grievance_due"]) == moved
    assert datetime.fromisoformat(entry.data["before"]["grievance_due"]) < moved


def test_of_clocks_side_by_side_the_first_due_is_told():
    for sequence, days in ((1, 28), (2, 30)):
        actions.start("R1", "step", unit="MZ", at=AT, promised=Budget.parse(f"{days}wd"), sequence=sequence)
    actions.enter_notice(
        2027, "国办发明电〔2026〕7号", [*NEW_YEAR, (date(2027, 1, 4), "holiday", "元旦")], by=BY, at=AT
    )
    entry = Entry.objects.get(kind="clock.moved", subject="R1")
    assert datetime.fromisoformat(entry.data["step_due"]) == Clock.objects.get(subject="R1", sequence=1).promised_due


def test_a_clock_started_by_the_calendar_just_replaced_is_caught_up():
    missed = clock("R1", 30)
    assert not queries.has_stale_clocks()
    actions.enter_notice(
        2027, "国办发明电〔2026〕7号", [*NEW_YEAR, (date(2027, 1, 4), "holiday", "元旦")], by=BY, at=AT
    )
    after = due("R1")
    Clock.objects.filter(pk=missed.pk).update(calendar_version=1, statutory_due=missed.statutory_due)
    assert queries.has_stale_clocks()
    assert [move.after for move in actions.catch_up(at=AT)] == [after] and due("R1") == after
    assert Entry.objects.get(kind="calendar.caught_up").data["moved_count"] == 1
    entry = Entry.objects.filter(kind="clock.moved", subject="R1").latest("id")
    assert (entry.actor, datetime.fromisoformat(entry.data["legal_due"])) == ("system", after)
    assert not queries.has_stale_clocks()
