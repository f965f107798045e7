"""Working time between two moments, quickly: a running sum of office seconds, one number a day. Pure."""

from bisect import bisect_right
from datetime import date, datetime, time, timedelta

from legalclock import Calendar

from .track import CHINA

_REACH = timedelta(days=400)
"""How far past the calendar's coverage days are summed up; beyond that nothing can be told."""


class WorkTime:
    """The office seconds of a calendar. A calendar without office hours counts a working day as `ORDINARY` seconds."""

    ORDINARY = 7 * 3600

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.first = calendar.covered_from
        self.last = calendar.covered_until + _REACH
        self._sessions: list[list[tuple[int, int]]] = []
        self._sums = [0]
        day = self.first
        total = 0
        while day <= self.last:
            sessions = self._of(day)
            self._sessions.append(sessions)
            total += sum(end - begin for begin, end in sessions)
            self._sums.append(total)
            day += timedelta(days=1)

    def _of(self, day: date) -> list[tuple[int, int]]:
        if not self.calendar.is_workday(day):
            return []
        if self.calendar.office_hours is None:
            return [(9 * 3600, 9 * 3600 + self.ORDINARY)]
        midnight = datetime.combine(day, time.min, CHINA)
        return [
            (int((begin - midnight).total_seconds()), int((end - midnight).total_seconds()))
            for begin, end in self.calendar.office_hours.sessions_on(day)
        ]

    def covers(self, moment: datetime) -> bool:
        return self.first <= moment.astimezone(CHINA).date() < self.last

    def seconds(self, since: datetime, until: datetime) -> int | None:
        """Office seconds in [since, until]; None outside the calendar."""
        if until <= since:
            return 0
        if not (self.covers(since) and self.covers(until)):
            return None
        return self._upto(until) - self._upto(since)

    def _upto(self, moment: datetime) -> int:
        there = moment.astimezone(CHINA)
        place = (there.date() - self.first).days
        second = there.hour * 3600 + there.minute * 60 + there.second
        worked = self._sums[place]
        for begin, end in self._sessions[place]:
            if second > begin:
                worked += (second if second < end else end) - begin
        return worked

    def is_within(self, moment: datetime) -> bool | None:
        """Whether a moment lies within office hours; None where the calendar cannot tell."""
        if self.calendar.office_hours is None or not self.covers(moment):
            return None
        there = moment.astimezone(CHINA)
        place = (there.date() - self.first).days
        second = there.hour * 3600 + there.minute * 60 + there.second
        sessions = self._sessions[place]
        found = bisect_right([begin for begin, _ in sessions], second) - 1
        return found >= 0 and second < sessions[found][1]
