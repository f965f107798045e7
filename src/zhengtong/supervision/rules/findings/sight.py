"""What an expression sees of a matter, and how its working time divides among those who held it."""

from datetime import datetime
from typing import Protocol

from legalclock import Calendar

from ..track import CHINA, Course
from ..worktime import WorkTime


class Time(Protocol):
    """By what time is reckoned: a judge."""

    calendar: Calendar

    @property
    def work(self) -> WorkTime: ...


class Sight:
    """What an expression sees: a course as it stood right after one of its events (see expression.View)."""

    __slots__ = ("_by", "_course", "_events", "_place")

    def __init__(self, course: Course, place: int, by: Time) -> None:
        self._course, self._place, self._by = course, place, by
        self._events = course.events

    def fact(self, name: str) -> object:
        facts = self._events[self._place].facts
        if name in facts:
            return facts[name]
        if name in ("item", "item_kind", "channel", "unit_name"):
            return getattr(self._course.matter, name) or None
        if name == "owner_unit":
            return self._course.matter.unit or None
        return None

    def before(self, name: str) -> object:
        for place in range(self._place - 1, -1, -1):
            if name in self._events[place].facts:
                return self._events[place].facts[name]
        return None

    def matter(self, name: str) -> object:
        if name == "corrections":
            return self.count("correction_requested")
        if name == "suspensions":
            return self.count("suspended")
        if name == "rating":
            return self._course.rating
        if name == "step":
            return self._course.step_at(self._events[self._place].at)[0] or None
        told = getattr(self._course.matter, name)
        return None if told == "" else told

    def at(self, milestone: str, which: str) -> datetime | None:
        seen = self._events[: self._place + 1]
        return next((e.at for e in (seen if which == "first" else reversed(seen)) if e.milestone == milestone), None)

    def actor(self, milestone: str) -> str | None:
        for place in range(self._place, -1, -1):
            event = self._events[place]
            if event.milestone == milestone:
                told = event.facts.get("by") if event.actor.startswith("system:") else event.actor
                return str(told) if told else None
        return None

    def count(self, milestone: str) -> int:
        return sum(event.milestone == milestone for event in self._events[: self._place + 1])

    def seconds(self, holder: str) -> int | None:
        return split(self._course, self._by.work, self._events[self._place].at).get(holder, 0)

    def workdays(self, first: datetime, last: datetime) -> int | None:
        start, end = first.astimezone(CHINA).date(), last.astimezone(CHINA).date()
        calendar = self._by.calendar
        if min(start, end) < calendar.covered_from or calendar.is_provisional(max(start, end)):
            return None
        return calendar.workdays_between(start, end) if end >= start else -calendar.workdays_between(end, start)

    def is_workday(self, moment: datetime) -> bool | None:
        day, calendar = moment.astimezone(CHINA).date(), self._by.calendar
        if day < calendar.covered_from or calendar.is_provisional(day):
            return None
        return calendar.is_workday(day)

    def within_hours(self, moment: datetime) -> bool | None:
        return self._by.work.is_within(moment)


def split(course: Course, work: WorkTime, until: datetime) -> dict[str, int]:
    """Working seconds by who held the matter, up to `until`: office, applicant, third_party, special."""
    sums: dict[str, int] = {}
    for place, holding in enumerate(course.holdings):
        if not holding.holder or holding.since >= until:
            continue
        end = course.holdings[place + 1].since if place + 1 < len(course.holdings) else until
        spent = work.seconds(holding.since, min(end, until))
        sums[holding.holder] = sums.get(holding.holder, 0) + (spent or 0)
    return sums
