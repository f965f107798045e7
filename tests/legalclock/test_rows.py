"""Budgets, office hours, laws and corrections: the smaller parts, and what bad input gets."""

from datetime import date, time

import pytest

from legalclock import (
    Budget,
    Calendar,
    ClockError,
    OfficeHours,
    Receipt,
    Season,
    Unit,
    anfu_office_hours,
    ceiling,
    correction_deadline,
    law,
    load_laws,
    parse_sessions,
)
from legalclock.laws import parse_laws


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("20wd", 20, Unit.WORKDAYS),
        (" 60 D ", 60, Unit.DAYS),
        ("3m", 3, Unit.MONTHS),
        ("2wh", 2, Unit.WORK_HOURS),
        ("20个工作日", 20, Unit.WORKDAYS),
        ("60日", 60, Unit.DAYS),
        ("３个月", 3, Unit.MONTHS),
        ("2个工作小时", 2, Unit.WORK_HOURS),
    ],
)
def test_a_limit_is_read_as_people_write_it(text: str, amount: int, unit: Unit) -> None:
    budget = Budget.parse(text)
    assert (budget.amount, budget.unit) == (amount, unit)
    assert Budget.parse(budget.code) == budget
    assert Budget.parse(str(budget).replace("（自然日）", "")) == budget


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("-3d", "limit-not-positive"),
        ("−3d", "limit-not-positive"),
        ("0wd", "limit-not-positive"),
        ("", "bad-limit"),
        ("20", "bad-limit"),
        ("wd", "bad-limit"),
        ("20 weeks", "bad-limit"),
        ("2.5d", "bad-limit"),
        ("二十日", "bad-limit"),
        ("99999wd", "limit-too-long"),
        ("9999999999999999999wd", "limit-too-long"),
    ],
)
def test_a_limit_that_cannot_be_meant_is_refused_in_chinese(text: str, code: str) -> None:
    with pytest.raises(ClockError) as refusal:
        Budget.parse(text)
    assert refusal.value.code == code
    assert refusal.value.sentence.startswith(("期限", "看不懂期限")) and refusal.value.sentence.endswith("。")


def test_a_limit_is_a_whole_number() -> None:
    for amount in (2.5, True, "5"):
        with pytest.raises(ClockError):
            Budget(amount, Unit.DAYS)  # type: ignore[arg-type]


def test_summer_hours_are_a_season_whose_bounds_the_county_sets() -> None:
    hours = anfu_office_hours(summer_first="06-01", summer_last="08-31")
    assert [end.hour for _, end in hours.sessions_on(date(2026, 5, 31))] == [12, 17]
    assert [begin.hour for begin, _ in hours.sessions_on(date(2026, 6, 1))] == [8, 15]
    assert [end.hour for _, end in hours.sessions_on(date(2026, 8, 31))] == [12, 18]
    assert [begin.hour for begin, _ in hours.sessions_on(date(2026, 9, 1))] == [8, 14]
    assert OfficeHours.from_json(hours.to_json()) == hours


def test_a_season_may_run_over_new_year() -> None:
    winter = Season((11, 1), (2, 29), ((time(9), time(12)),))
    assert winter.covers(date(2026, 12, 31)) and winter.covers(date(2026, 2, 28))
    assert not winter.covers(date(2026, 3, 1)) and not winter.covers(date(2026, 10, 31))


@pytest.mark.parametrize("text", ["", "8-12", "12:00-08:30", "08:30-12:00,11:00-17:00", "25:00-26:00", "abc"])
def test_office_hours_that_cannot_be_kept_are_refused(text: str) -> None:
    with pytest.raises(ClockError) as refusal:
        parse_sessions(text)
    assert refusal.value.code == "bad-office-hours"


def test_a_season_that_begins_on_no_day_is_refused() -> None:
    for first, last in (("02-30", "09-30"), ("五月", "09-30")):
        with pytest.raises(ClockError) as refusal:
            anfu_office_hours(first, last)
        assert refusal.value.code == "bad-office-hours"


def test_every_limit_of_the_law_is_a_row_with_its_article() -> None:
    laws = load_laws()
    assert len({one.key for one in laws}) == len(laws) >= 60
    assert all(one.basis and one.label and one.confidence for one in laws)
    decide = law("license.decide")
    assert (decide.budget.code, decide.start, decide.basis) == ("20wd", "accepted", "行政许可法第四十二条")
    assert law("letter.veto").budget == Budget(3, Unit.MONTHS)
    assert {one.key for one in laws if one.extends} == {
        "license.extend", "license.joint_extend", "info.extend", "petition.extend", "subsistence.extend",
    }  # fmt: skip


def test_a_row_that_is_no_stretch_of_time_cannot_be_run() -> None:
    for key in ("info.annual_dept", "villageaffairs.general", "password.lock", "supervise.red"):
        with pytest.raises(ClockError) as refusal:
            _ = law(key).budget
        assert refusal.value.code == "not-a-limit"


def test_the_petition_limit_may_be_extended_and_the_penalty_limit_may_not() -> None:
    assert (ceiling("petition.finish").base.code, ceiling("petition.finish").extension.code) == ("60d", "30d")
    with pytest.raises(ClockError) as refusal:
        ceiling("penalty.decide")
    assert refusal.value.code == "no-extension"
    with pytest.raises(ClockError) as refusal:
        law("license.nothing")
    assert refusal.value.code == "no-such-law"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"unit": "weeks"}, "bad-law"),
        ({"basis": ""}, "bad-law"),
        ({"confidence": "sure"}, "bad-law"),
        ({"extends": "nothing"}, "bad-law"),
    ],
)
def test_a_wrong_row_is_refused_with_its_key(change: dict[str, str], code: str) -> None:
    row = {
        "key": "a.b", "label": "名称", "amount": "5", "unit": "wd", "start": "received", "basis": "某法第一条",
        "confidence": "S", "extends": "", "approver": "",
    }  # fmt: skip
    assert parse_laws([row])[0].budget.code == "5wd"
    with pytest.raises(ClockError) as refusal:
        parse_laws([row | change])
    assert refusal.value.code == code and "a.b" in refusal.value.sentence
    with pytest.raises(ClockError) as refusal:
        parse_laws([row, row])
    assert refusal.value.code == "law-twice"


def test_the_correction_notice_is_due_within_five_working_days_of_receipt(china: Calendar) -> None:
    assert correction_deadline(date(2025, 9, 26), china).on == date(2025, 10, 10)
    assert correction_deadline(date(2026, 3, 2), china, key="info.correction_notice").on == date(2026, 3, 11)


def test_silence_means_accepted_from_the_day_of_receipt(china: Calendar) -> None:
    receipt = Receipt(date(2026, 3, 2))
    assert receipt.deemed_accepted_on(china, date(2026, 3, 9)) is None
    assert receipt.deemed_accepted_on(china, date(2026, 3, 10)) == date(2026, 3, 2)


def test_the_correction_notice_is_given_once_and_in_time(china: Calendar) -> None:
    receipt = Receipt(date(2026, 3, 2)).notify(date(2026, 3, 9), china)
    assert receipt.deemed_accepted_on(china, date(2026, 6, 1)) is None
    with pytest.raises(ClockError) as refusal:
        receipt.notify(date(2026, 3, 9), china)
    assert refusal.value.code == "notified-already" and "一次性告知" in refusal.value.sentence
    with pytest.raises(ClockError) as refusal:
        Receipt(date(2026, 3, 2)).notify(date(2026, 3, 10), china)
    assert refusal.value.code == "deemed-accepted" and "2026年3月2日" in refusal.value.sentence
    with pytest.raises(ClockError) as refusal:
        Receipt(date(2026, 3, 2)).notify(date(2026, 3, 1), china)
    assert refusal.value.code == "notice-before-receipt"


def test_in_winter_silence_is_not_acceptance_until_the_calendar_can_tell(china: Calendar) -> None:
    receipt = Receipt(date(2026, 12, 29))
    due = receipt.deadline(china)
    assert due.provisional and due.on and due.latest_on
    assert receipt.deemed_accepted_on(china, due.latest_on) is None
    assert receipt.deemed_accepted_on(china, date(2027, 3, 1)) == date(2026, 12, 29)
    with pytest.raises(ClockError) as refusal:
        receipt.notify(due.latest_on, china)
    assert refusal.value.code == "notice-undetermined"
