"""Moments at which offices work, counted in working days before the present."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from legalclock import Calendar
from legalclock.moments import day_start, local, local_day

Story = Iterator[datetime]
"""Yields the moment of its next act and performs it when it is taken up again."""


class Diary:
    """Working days and office hours of the county, ending with the day before `at`."""

    def __init__(self, at: datetime, calendar: Calendar, rng: random.Random) -> None:
        self.today = localdate(at)
        self.until = day_start(self.today)
        self._calendar = calendar
        self._rng = rng

    def begin(self, workdays_ago: int) -> datetime:
        """Some moment of the n-th working day before today, n ≥ 1."""
        return self._some_moment(self._calendar.subtract_workdays(self.today, workdays_ago))

    def later(self, moment: datetime, workdays: int = 0) -> datetime:
        """A while later on the same day if the office is still open, else on the next working day; or `workdays` on."""
        if workdays:
            return self._some_moment(self._calendar.add_workdays(local_day(moment), workdays))
        then = moment + timedelta(minutes=self._rng.randint(11, 55), seconds=self._rng.randint(0, 59))
        if any(first <= then < last for first, last in self._sessions(local_day(moment))):
            return then
        afternoon = [first for first, _ in self._sessions(local_day(moment)) if first > then]
        if afternoon:
            return afternoon[0] + timedelta(minutes=self._rng.randint(2, 40))
        return self._some_moment(self._calendar.add_workdays(local_day(moment), 1))

    def evening(self, moment: datetime) -> datetime:
        """After work, when people fill in forms at home."""
        return local(moment).replace(hour=19, minute=self._rng.randint(5, 55))

    def _some_moment(self, day: date) -> datetime:
        first, last = self._sessions(day)[0]
        span = int((last - first).total_seconds())
        return first + timedelta(seconds=self._rng.randint(span // 12, span * 3 // 4))

    def _sessions(self, day: date) -> list[tuple[datetime, datetime]]:
        if self._calendar.office_hours is None:
            raise RuntimeError("demo cases need the county's office hours")
        return self._calendar.office_hours.sessions_on(day)
