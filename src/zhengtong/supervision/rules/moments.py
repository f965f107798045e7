"""The moment at which a time rule fires for a due moment. Pure; days are the county's working days.

A limit told to the day ends at 24:00, which is 0:00 of the next day. "剩余不超过2个工作日" begins at 0:00 of the day on
which two working days are left, the day asked about being counted as used: what the desk shows as 剩余2个工作日.
"超过0个工作日" is the moment the limit runs out, "超过1个工作日" 24:00 of the next working day. A limit told to the minute
(working hours, outside systems) keeps its time of day.
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from legalclock import Budget, Calendar, Clock, ClockError

from .rule import RuleSpec
from .track import CHINA

_KEPT_AT_MOST = 200_000


class Moments:
    """The firing moments under one calendar, each reckoned once. None: the calendar does not reach so far."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._fires: dict[tuple[RuleSpec, datetime], tuple[datetime, bool] | None] = {}
        self._ends: dict[tuple[Budget, date], datetime | None] = {}

    def fires(self, spec: RuleSpec, due: datetime) -> tuple[datetime, bool] | None:
        """When a rule on a limit with this due moment is broken, and whether with that moment (a day that is over) or
        only past it.
        """
        key = (spec, due)
        if key in self._fires:
            return self._fires[key]
        threshold = spec.threshold
        amount = int(threshold.value)
        try:
            if spec.measure.kind == "remaining":
                moment = self._before(due, amount - (spec.compare == "<"), threshold.unit)
            else:
                moment = self._after(due, amount, threshold.unit, includes=spec.compare == ">=")
            found = (moment, is_midnight(moment.astimezone(CHINA)))
        except (ClockError, OverflowError):
            found = None
        if len(self._fires) >= _KEPT_AT_MOST:
            self._fires.clear()
        self._fires[key] = found
        return found

    def end_of(self, within: Budget, start: datetime) -> datetime | None:
        """When a limit that the rule itself sets runs out; None while holidays not yet announced could move it."""
        local = start.astimezone(CHINA)
        by_hours = within.unit.value == "wh"
        key = (within, local.date())
        if not by_hours and key in self._ends:
            return self._ends[key]
        try:
            found = (
                Clock.start(local if by_hours else local.date(), statutory=within).due("statutory", self.calendar).at
            )
        except (ClockError, OverflowError):
            found = None
        if not by_hours:
            if len(self._ends) >= _KEPT_AT_MOST:
                self._ends.clear()
            self._ends[key] = found
        return found

    def _before(self, due: datetime, amount: int, unit: str) -> datetime:
        local = due.astimezone(CHINA)
        if unit == "d":
            return local - timedelta(days=amount) - (timedelta(days=1) if is_midnight(local) else timedelta())
        if unit == "wh":
            return self._hours_before(local, amount)
        if is_midnight(local):
            last = local.date() - timedelta(days=1)
            return datetime.combine(self.calendar.subtract_workdays(last, amount), time.min, CHINA)
        return datetime.combine(self.calendar.subtract_workdays(local.date(), amount), local.timetz())

    def _after(self, due: datetime, amount: int, unit: str, *, includes: bool) -> datetime:
        if amount == 0:
            return due
        local = due.astimezone(CHINA)
        if unit == "d":
            return local + timedelta(days=amount)
        if unit == "wh":
            end = Clock.start(local, statutory=Budget.parse(f"{amount}wh")).due("statutory", self.calendar).at
            if end is None:
                raise ValueError("a clock without suspensions ends")
            return end
        if not is_midnight(local):
            return datetime.combine(self.calendar.add_workdays(local.date(), amount), local.timetz())
        last = local.date() - timedelta(days=1)
        passed = self.calendar.add_workdays(last, amount)
        # "达到 n 日" begins with the n-th overdue working day, "超过 n 日" when it has ended.
        return datetime.combine(passed if includes else passed + timedelta(days=1), time.min, CHINA)

    def _hours_before(self, local: datetime, amount: int) -> datetime:
        hours, left, day = self.calendar.office_hours, timedelta(hours=amount), local.date()
        if hours is None:
            raise ClockError("office-hours-missing", "没有设置作息时间，无法计算以工作小时为单位的期限，请先录入。")
        while True:
            if self.calendar.is_workday(day):
                for begin, end in reversed(hours.sessions_on(day)):
                    end = min(end, local)
                    if begin >= end:
                        continue
                    if end - begin >= left:
                        return end - left
                    left -= end - begin
            day -= timedelta(days=1)


def is_midnight(local: datetime) -> bool:
    return local.hour == local.minute == local.second == local.microsecond == 0


def overdue_days(calendar: Calendar, due: datetime, moment: datetime) -> int | None:
    """Working days past due, as the law counts days; None where the calendar cannot tell."""
    last = (due.astimezone(CHINA) - timedelta(microseconds=1)).date()
    try:
        return calendar.workdays_between(last, moment.astimezone(CHINA).date())
    except ClockError:
        return None


@lru_cache(maxsize=4096)
def day_words(moment: datetime) -> str:
    """2026年10月24日 for a limit to the day, with the time of day where it was told to the minute."""
    local = moment.astimezone(CHINA)
    if is_midnight(local):
        local -= timedelta(days=1)
        return f"{local.year}年{local.month}月{local.day}日"
    return f"{local.year}年{local.month}月{local.day}日{local:%H:%M}"


def clock_words(moment: datetime) -> str:
    """2026年10月24日09:30."""
    local = moment.astimezone(CHINA)
    return f"{local.year}年{local.month}月{local.day}日{local:%H:%M}"
