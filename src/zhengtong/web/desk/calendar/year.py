"""年历: a year month by month, how far it is certain, and what hangs on the days that are not."""

from calendar import Calendar as Gregorian
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from legalclock import Calendar, Day, DayKind, SpecialDay
from legalclock.moments import ONE_DAY
from zhengtong.timers import queries

from ..door import desk
from .sections import may_edit, sections

MARKS = {DayKind.HOLIDAY: ("休", "flag"), DayKind.MAKEUP: ("班", "inbox")}


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the grid; `mark` and `icon` for days that differ from their week."""

    day: Day
    mark: str
    icon: str


@dataclass(frozen=True, slots=True)
class Month:
    """`weeks` begin on Monday; None stands for the days of the neighbouring months."""

    number: int
    weeks: list[list[Cell | None]]
    workdays: int


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row of one kind and name, as a notice says them: 2026-10-01至2026-10-08 放假 国庆节."""

    first: date
    last: date
    kind: DayKind
    name: str
    source: str

    @property
    def count(self) -> int:
        return (self.last - self.first).days + 1


def months_of(calendar: Calendar, year: int) -> list[Month]:
    """The twelve grids of a year within the calendar's reach."""
    gregorian, months = Gregorian(), []
    for number in range(1, 13):
        weeks = [
            [_cell(calendar, day) if day.month == number else None for day in week]
            for week in gregorian.monthdatescalendar(year, number)
        ]
        months.append(Month(number, weeks, sum(1 for week in weeks for cell in week if cell and cell.day.works)))
    return months


def _cell(calendar: Calendar, on: date) -> Cell:
    day = calendar.day(on)
    return Cell(day, *MARKS.get(day.kind, ("", "")))


def runs_of(days: Sequence[SpecialDay]) -> list[Run]:
    """Special days, in order, joined where they follow one another with the same kind, name and source."""
    runs = []
    for (kind, name, source, _), group in groupby(
        enumerate(days), key=lambda at: (at[1].kind, at[1].name, at[1].source, at[1].on.toordinal() - at[0])
    ):
        row = [day.on for _, day in group]
        runs.append(Run(row[0], row[-1], kind, name, source))
    return runs


def is_one_source(days: Sequence[SpecialDay], source: str) -> bool:
    """Whether every day rests on the year's own notice, which then need not be said on each line."""
    return all(day.source == source for day in days)


@desk()
@require_safe
def year(request: HttpRequest) -> HttpResponse:
    """The year asked for; out of reach, this year."""
    calendar = queries.calendar()
    first, last = calendar.covered_from.year, calendar.covered_until.year + 1
    asked = request.GET.get("year", "")
    shown = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else localdate().year
    shown = min(max(shown, first), last)
    special = [day for day in calendar.days if day.on.year == shown]
    notice = queries.notice_of(shown)
    return render(
        request,
        "desk/calendar/year.html",
        {
            "sections": sections(),
            "year": shown,
            "years": range(last, first - 1, -1),
            "previous_year": shown - 1 if shown > first else None,
            "next_year": shown + 1 if shown < last else None,
            "months": months_of(calendar, shown),
            "runs": runs_of(special),
            "notice_of_year": notice,
            "is_one_source": notice is not None and is_one_source(special, notice.source),
            "covered_until": calendar.covered_until,
            "provisional_from": calendar.covered_until + ONE_DAY,
            "missing_year": last,
            "is_provisional": shown == last,
            "provisional_clocks": queries.provisional_clocks(),
            "today": localdate(),
            "may_edit": may_edit(request.staff),
        },
    )


urls = [path("calendar/", year, name="calendar")]
