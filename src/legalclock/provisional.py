"""The years nobody has announced yet.

The State Council publishes next year's arrangement each November. Until then two things are law already and one is not:
weekends and the statutory holidays of 《全国年节及纪念日放假办法》 (as amended from 2025-01-01) are known, 调休 is not.
Lunar and solar-term dates come from `festivals.csv`, on which four independent calendar libraries agree for every row.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from legalclock.days import DayKind, SpecialDay
from legalclock.moments import ONE_DAY
from legalclock.tables import rows

STATUTE = "《全国年节及纪念日放假办法》（2024年修订）第二条"

# How far 调休 has ever reached from a statutory holiday, with a margin. In every arrangement of 2008–2026 a weekday off
# lies within 5 days of one and a worked weekend within 10; the single exception is the one-off parade of 2015-09-03.
OFF_REACH = 7
MAKEUP_REACH = 14


@dataclass(frozen=True, slots=True)
class Festivals:
    """The four festivals of a year whose date the Gregorian calendar does not give."""

    spring_festival: date
    qingming: date
    dragon_boat: date
    mid_autumn: date


@cache
def festivals() -> dict[int, Festivals]:
    """Year → festivals, for every year the shipped table holds."""
    names = ("spring_festival", "qingming", "dragon_boat", "mid_autumn")
    return {
        int(row["year"]): Festivals(*(date.fromisoformat(row[name]) for name in names)) for row in rows("festivals")
    }


def last_known_day() -> date:
    """The last day that can be computed at all: the end of the last year of the festival table."""
    return date(max(festivals()), 12, 31)


@cache
def statutory_holidays(year: int) -> tuple[SpecialDay, ...]:
    """The thirteen days of the amended 办法: 元旦1 春节4 清明1 劳动节2 端午1 中秋1 国庆3; coinciding ones join."""
    feast = festivals()[year]
    eve = feast.spring_festival - ONE_DAY
    named = [
        ("元旦", date(year, 1, 1)),
        *(("春节", eve + timedelta(days=n)) for n in range(4)),
        ("清明节", feast.qingming),
        *(("劳动节", date(year, 5, day)) for day in (1, 2)),
        ("端午节", feast.dragon_boat),
        ("中秋节", feast.mid_autumn),
        *(("国庆节", date(year, 10, day)) for day in (1, 2, 3)),
    ]
    names: dict[date, list[str]] = {}
    for name, day in named:
        names.setdefault(day, []).append(name)
    return tuple(SpecialDay(day, DayKind.HOLIDAY, "、".join(names[day]), STATUTE) for day in sorted(names))


def statutory_between(first: date, last: date) -> Iterator[SpecialDay]:
    """Statutory holidays with first ≤ day ≤ last."""
    for year in range(first.year, last.year + 1):
        yield from (day for day in statutory_holidays(year) if first <= day.on <= last)


def may_move(first: date, last: date) -> tuple[list[date], list[date]]:
    """Days between first and last that a coming arrangement may change: (weekends it may make worked, weekdays off).

    A statutory holiday itself never moves; a day further than the reach above from every statutory holiday does not
    either. These two lists are what "cannot be determined" rests on.
    """
    years = range(first.year, last.year + 2)
    holidays = {day.on for year in years if year in festivals() for day in statutory_holidays(year)}
    near_off = {day + timedelta(days=step) for day in holidays for step in range(-OFF_REACH, OFF_REACH + 1)}
    near_makeup = {day + timedelta(days=step) for day in holidays for step in range(-MAKEUP_REACH, MAKEUP_REACH + 1)}
    weekends = sorted(d for d in near_makeup - holidays if first <= d <= last and d.weekday() >= 5)
    weekdays = sorted(d for d in near_off - holidays if first <= d <= last and d.weekday() < 5)
    return weekends, weekdays
