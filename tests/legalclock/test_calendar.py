"""What a day is, on whose word, and how far anybody knows."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from legalclock import Calendar, ClockError, DayKind, SpecialDay
from legalclock.china import notice_for
from legalclock.provisional import MAKEUP_REACH, OFF_REACH, STATUTE, festivals, statutory_holidays

ONE = timedelta(days=1)
NOTICE_2027 = "《国务院办公厅关于2027年部分节假日安排的通知》（示例）"


def holiday(on: str, name: str = "春节") -> SpecialDay:
    return SpecialDay(date.fromisoformat(on), DayKind.HOLIDAY, name, NOTICE_2027)


def makeup(on: str, name: str = "春节") -> SpecialDay:
    return SpecialDay(date.fromisoformat(on), DayKind.MAKEUP, name, NOTICE_2027)


def test_every_covered_day_agrees_with_the_package_it_was_seeded_from(china: Calendar) -> None:
    day = china.covered_from
    while day <= china.covered_until:
        assert china.is_workday(day) == chinese_calendar.is_workday(day), day
        assert china.day(day).works == china.is_workday(day)
        assert not china.day(day).provisional
        day += ONE
    assert (china.covered_from, china.covered_until) == (date(2004, 1, 1), date(2026, 12, 31))


def test_a_makeup_day_and_a_holiday_carry_the_notice_they_rest_on(china: Calendar) -> None:
    worked = china.day(date(2025, 9, 28))
    assert (worked.kind, worked.works, worked.name) == (DayKind.MAKEUP, True, "国庆节")
    assert worked.source == "《国务院办公厅关于2025年部分节假日安排的通知》（国办发明电〔2024〕12号）"
    off = china.day(date(2026, 2, 16))
    assert (off.kind, off.works, off.name) == (DayKind.HOLIDAY, False, "春节")
    assert off.source.endswith("（国办发明电〔2025〕7号）")
    assert china.day(date(2025, 9, 27)).kind is DayKind.WEEKEND
    assert china.day(date(2025, 9, 26)).kind is DayKind.WORKDAY


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2015, 9, 4), "抗日战争暨世界反法西斯战争胜利70周年"),
        (date(2018, 12, 29), "2019年部分节假日安排"),
        (date(2019, 5, 5), "调整2019年劳动节假期安排"),
        (date(2020, 2, 1), "延长2020年春节假期"),
        (date(2020, 1, 24), "国办发明电〔2019〕16号"),
    ],
)
def test_a_day_two_notices_speak_of_cites_the_later_one(day: date, words: str) -> None:
    assert words in notice_for(day)


def test_every_special_day_has_a_source_and_all_sources_are_listed(china: Calendar) -> None:
    assert {day.source for day in china.days} == set(china.sources)
    assert sum("国办发明电" in source for source in china.sources) == 14  # 2013–2026, one each


def test_past_the_coverage_statutory_holidays_are_known_and_nothing_else(china: Calendar) -> None:
    new_year = china.day(date(2027, 1, 1))
    assert (new_year.kind, new_year.provisional, new_year.source) == (DayKind.HOLIDAY, True, STATUTE)
    eve_to_third = [china.day(date(2027, 2, day)).kind for day in (5, 6, 7, 8)]
    assert eve_to_third == [DayKind.HOLIDAY] * 4
    assert china.day(date(2027, 2, 9)).works
    assert china.day(date(2027, 5, 2)).name == "劳动节"
    assert china.day(date(2027, 1, 4)).provisional


def test_the_amended_statute_gives_thirteen_days_a_year() -> None:
    for year in festivals():
        days = statutory_holidays(year)
        assert sum(len(day.name.split("、")) for day in days) == 13
        assert len({day.on for day in days}) == len(days)
    assert [day.name for day in statutory_holidays(2028) if day.on == date(2028, 10, 3)] == ["中秋节、国庆节"]


def test_the_statutory_holidays_of_2025_and_2026_lie_inside_the_official_arrangements(china: Calendar) -> None:
    for year in (2025, 2026):
        for day in statutory_holidays(year):
            assert china.day(day.on).kind is DayKind.HOLIDAY, day


def test_every_arrangement_on_record_stayed_within_the_reach_the_bounds_assume(china: Calendar) -> None:
    parade = {date(2015, 9, 3), date(2015, 9, 4), date(2015, 9, 6)}  # the one exception, ordered for that year alone
    statutory = {day.on for year in range(2008, 2028) for day in statutory_holidays(year)}
    for day in china.days:
        if day.on.year < 2008 or day.on in parade or (day.kind is DayKind.HOLIDAY and day.on.weekday() >= 5):
            continue
        reach = min(abs((day.on - feast).days) for feast in statutory)
        assert reach <= (OFF_REACH if day.kind is DayKind.HOLIDAY else MAKEUP_REACH), day


def test_the_day_itself_never_counts(china: Calendar) -> None:
    friday, monday = date(2026, 3, 6), date(2026, 3, 9)
    assert china.add_workdays(friday, 1) == monday
    assert china.add_workdays(date(2026, 3, 7), 1) == monday
    assert china.workdays_between(friday, monday) == 1
    assert china.workdays_between(friday, friday) == 0
    assert china.subtract_workdays(monday, 1) == friday
    assert china.subtract_workdays(date(2026, 3, 8), 1) == friday


def test_entering_the_november_notice_makes_a_new_calendar_and_leaves_the_old_one(china: Calendar) -> None:
    days = [holiday("2027-02-09"), holiday("2027-02-10"), makeup("2027-01-31")]

    entered = china.with_days(days, covered_until=date(2027, 12, 31), version="2027")

    assert entered.covered_until == date(2027, 12, 31)
    assert NOTICE_2027 in entered.sources
    assert not entered.is_workday(date(2027, 2, 9)) and entered.is_workday(date(2027, 1, 31))
    assert not entered.day(date(2027, 2, 9)).provisional
    assert china.is_workday(date(2027, 2, 9)) and not china.is_workday(date(2027, 1, 31))
    # what the arrangement does not name is an ordinary day once the year is covered
    assert entered.day(date(2027, 5, 3)).kind is DayKind.WORKDAY


def test_an_entered_day_can_be_corrected_and_taken_back(china: Calendar) -> None:
    once = china.with_days([holiday("2026-03-04", "临时放假")], version="1")
    assert once.day(date(2026, 3, 4)).name == "临时放假"
    renamed = once.with_days([holiday("2026-03-04", "县庆")], version="2")
    assert renamed.day(date(2026, 3, 4)).name == "县庆"
    assert renamed.with_days(without=[date(2026, 3, 4)], version="3").is_workday(date(2026, 3, 4))


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("no-source", lambda: SpecialDay(date(2027, 1, 1), DayKind.HOLIDAY, "元旦", " ")),
        ("no-source", lambda: SpecialDay(date(2027, 1, 1), DayKind.HOLIDAY, "", "通知")),
        ("makeup-on-weekday", lambda: makeup("2027-01-04")),
        ("not-special", lambda: SpecialDay(date(2027, 1, 4), DayKind.WORKDAY, "元旦", "通知")),
    ],
)
def test_a_day_that_cannot_be_ordered_is_refused(code: str, wrong: object) -> None:
    with pytest.raises(ClockError) as refusal:
        wrong()  # type: ignore[operator]
    assert refusal.value.code == code
    assert refusal.value.sentence.endswith("。")


def test_a_calendar_refuses_what_does_not_fit(china: Calendar) -> None:
    start, end = date(2026, 1, 1), date(2026, 12, 31)
    for code, wrong in {
        "day-twice": lambda: china.with_days(
            [holiday("2027-01-04"), makeup("2027-01-03"), holiday("2027-01-03")], version="x"
        ),
        "no-version": lambda: Calendar([], covered_from=start, covered_until=end, version=" "),
        "bad-coverage": lambda: Calendar([], covered_from=end, covered_until=start, version="x"),
        "outside-calendar": lambda: Calendar(
            [holiday("2025-01-01")], covered_from=start, covered_until=end, version="x"
        ),
        "no-such-day": lambda: china.with_days(without=[date(2026, 3, 4)], version="x"),
        "backwards": lambda: china.workdays_between(end, start),
        "no-notice": lambda: notice_for(date(2031, 1, 1)),
    }.items():
        with pytest.raises(ClockError) as refusal:
            wrong()
        assert refusal.value.code == code


@pytest.mark.parametrize("day", [date(2003, 12, 31), date(2200, 1, 1)])
def test_outside_its_bounds_the_calendar_refuses_instead_of_guessing(day: date, china: Calendar) -> None:
    for ask in (
        lambda: china.day(day),
        lambda: china.is_workday(day),
        lambda: china.add_workdays(day, 5),
        lambda: china.subtract_workdays(day, 5),
        lambda: china.add_workdays_bulk([day], 5),
        lambda: china.add_workdays_bulk([day.toordinal()], 5),
    ):
        with pytest.raises(ClockError) as refusal:
            ask()
        assert refusal.value.code == "outside-calendar"


def test_a_count_of_nothing_or_less_is_refused(china: Calendar) -> None:
    day = date(2026, 3, 2)
    for ask in (china.add_workdays, china.subtract_workdays):
        for n in (0, -3):
            with pytest.raises(ClockError) as refusal:
                ask(day, n)
            assert refusal.value.code == "limit-not-positive"
    with pytest.raises(ClockError):
        china.add_workdays_bulk([day], 0)
    with pytest.raises(ClockError):
        china.add_workdays(day, 100_000)
    with pytest.raises(ClockError):
        china.subtract_workdays(date(2004, 1, 5), 50)


def test_an_empty_bulk_call_answers_nothing_and_any_iterable_will_do(china: Calendar) -> None:
    assert china.add_workdays_bulk([], 5) == []
    assert china.add_workdays_bulk((day for day in [date(2025, 9, 26)]), 5) == [date(2025, 10, 10)]
    assert china.add_workdays_bulk([date(2025, 9, 26).toordinal()], 5) == [date(2025, 10, 10).toordinal()]


def test_two_calendars_are_equal_when_they_say_the_same(china: Calendar) -> None:
    again = Calendar.from_json(china.to_json())
    assert again == china and hash(again) == hash(china)
    assert again.with_days([holiday("2026-03-04")], version=china.version) != china
    assert "2026-12-31" in repr(china)
