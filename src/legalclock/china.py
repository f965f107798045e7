"""The calendar of mainland China, seeded from the `chinesecalendar` package and put back on its notices.

The package knows which days; `notices.csv` knows on whose word. A notice whose number (文号) could not be confirmed by
a second source is cited by its title alone.
"""

from datetime import date
from functools import cache
from importlib.metadata import version as installed

from chinese_calendar.constants import Holiday, holidays, workdays  # type: ignore[import-untyped, unused-ignore]

from legalclock.calendar import Calendar
from legalclock.days import DayKind, SpecialDay
from legalclock.errors import ClockError
from legalclock.hours import OfficeHours
from legalclock.moments import chinese_day
from legalclock.tables import rows

_NAMES = {
    Holiday.tomb_sweeping_day.value: "清明节",
    Holiday.dragon_boat_festival.value: "端午节",
    Holiday.mid_autumn_festival.value: "中秋节",
}


@cache
def _notices() -> tuple[tuple[date, date, str], ...]:
    return tuple(
        (
            date.fromisoformat(row["first"]),
            date.fromisoformat(row["last"]),
            f"《{row['title']}》" + (f"（{row['number']}）" if row["number"] else ""),
        )
        for row in rows("notices")
    )


def notice_for(day: date) -> str:
    """The State Council notice that rules the day; where two do, the later one that changed the first."""
    ruling = [source for first, last, source in _notices() if first <= day <= last]
    if not ruling:
        raise ClockError("no-notice", f"没有登记{chinese_day(day)}所依据的放假安排通知。")
    return ruling[-1]


def china_calendar(office_hours: OfficeHours | None = None) -> Calendar:
    """The working-day calendar of the whole country, for every year whose notice is on record.

    `covered_until` follows the installed `chinesecalendar`; a newer one is used only as far as `notices.csv` can name
    the notice. Working-hour limits need `office_hours`, which no default replaces.
    """
    known = [(day, DayKind.HOLIDAY, name) for day, name in holidays.items()]
    known += [(day, DayKind.MAKEUP, name) for day, name in workdays.items()]
    last = min(date(max(day for day, _, _ in known).year, 12, 31), max(until for _, until, _ in _notices()))
    days = [
        SpecialDay(day, kind, _NAMES.get(name, Holiday(name).chinese), notice_for(day))
        for day, kind, name in known
        if day <= last
    ]
    return Calendar(
        days,
        covered_from=date(min(day.on for day in days).year, 1, 1),
        covered_until=last,
        version=f"chinesecalendar {installed('chinesecalendar')}",
        office_hours=office_hours,
    )
