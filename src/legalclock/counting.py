"""The arithmetic under every clock: where a budget ends, given a calendar and the stretches that do not count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from legalclock.budget import Budget, Unit, add_months
from legalclock.calendar import Calendar
from legalclock.errors import ClockError
from legalclock.moments import ONE_DAY, day_end
from legalclock.suspension import Gap


@dataclass(frozen=True, slots=True)
class End:
    """Where a limit ends: its last day and moment; or, where it does not end, since when it has been suspended."""

    on: date | None
    at: datetime | None
    suspended_from: date | None = None


def end_of(calendar: Calendar, plan: Sequence[Budget], start: date, at: datetime | None, gaps: Sequence[Gap]) -> End:
    """The end of consecutive budgets from `start`, which itself does not count; `at` for working hours."""
    if plan[0].unit is Unit.WORK_HOURS:
        return _end_of_hours(calendar, sum(budget.amount for budget in plan), at, gaps)
    cursor = start
    for budget in plan:
        reached = _days_end(calendar, budget, cursor, gaps)
        if reached is None:
            return _suspended(gaps)
        cursor = reached
    if plan[-1].unit is Unit.WORKDAYS:
        return End(cursor, day_end(cursor))
    # 民法典 第二百零三条: where the last day is a day off, the next working day is the last day.
    last = workday_end(calendar, cursor - ONE_DAY, 1, gaps)
    return _suspended(gaps) if last is None else End(last, day_end(last))


def _suspended(gaps: Sequence[Gap]) -> End:
    return End(None, None, suspended_from=gaps[-1].first)


def _days_end(calendar: Calendar, budget: Budget, start: date, gaps: Sequence[Gap]) -> date | None:
    if budget.unit is Unit.WORKDAYS:
        return workday_end(calendar, start, budget.amount, gaps)
    return calendar_day_end(start, days_in(budget, start), gaps)


def days_in(budget: Budget, start: date) -> int:
    """The days a budget of days, working days or months holds when it runs from `start`."""
    if budget.unit is Unit.MONTHS:
        try:
            return (add_months(start, budget.amount) - start).days
        except ValueError:
            raise _too_far(budget) from None
    return budget.amount


def workday_end(calendar: Calendar, start: date, n: int, gaps: Sequence[Gap]) -> date | None:
    """The n-th working day after `start` outside the gaps; None when an endless gap comes first."""
    cursor = start
    for gap in gaps:
        if gap.resumes is not None and gap.resumes <= cursor + ONE_DAY:
            continue
        if gap.first > cursor + ONE_DAY:
            free = calendar.workdays_between(cursor, gap.first - ONE_DAY)
            if free >= n:
                break
            n -= free
        if gap.resumes is None:
            return None
        cursor = gap.resumes - ONE_DAY
    return calendar.add_workdays(cursor, n)


def calendar_day_end(start: date, n: int, gaps: Sequence[Gap]) -> date | None:
    """The n-th day after `start` outside the gaps; None when an endless gap comes first."""
    cursor = start
    for gap in gaps:
        if gap.resumes is not None and gap.resumes <= cursor + ONE_DAY:
            continue
        if gap.first > cursor + ONE_DAY:
            free = (gap.first - ONE_DAY - cursor).days
            if free >= n:
                break
            n -= free
        if gap.resumes is None:
            return None
        cursor = gap.resumes - ONE_DAY
    try:
        return cursor + timedelta(days=n)
    except OverflowError:
        raise _too_far(n) from None


def _too_far(limit: object) -> ClockError:
    return ClockError("outside-calendar", f"期限{limit}超出了工作日历能够推算的范围。")


def _end_of_hours(calendar: Calendar, hours: int, at: datetime | None, gaps: Sequence[Gap]) -> End:
    if at is None:
        raise ClockError("start-needs-time", "按工作小时计算的期限须有起算的具体时刻，不能只有日期。")
    left = timedelta(hours=hours)
    day = at.date()
    while True:
        ending = next((gap for gap in gaps if gap.covers(day)), None)
        if ending is not None:
            if ending.resumes is None:
                return _suspended(gaps)
            day = ending.resumes
            continue
        for begin, end in worked_sessions(calendar, day):
            begin = max(begin, at)
            if begin >= end:
                continue
            if end - begin >= left:
                return End(day, begin + left)
            left -= end - begin
        day += ONE_DAY


def worked_sessions(calendar: Calendar, day: date) -> list[tuple[datetime, datetime]]:
    """The office hours of the day, none on a day off. A calendar without office hours is refused, never guessed."""
    if calendar.office_hours is None:
        raise ClockError("office-hours-missing", "没有设置作息时间，无法计算以工作小时为单位的期限，请先录入。")
    return calendar.office_hours.sessions_on(day) if calendar.is_workday(day) else []


def worked_time(calendar: Calendar, since: datetime, until: datetime, gaps: Sequence[Gap]) -> timedelta:
    """Working time between two moments, to the second, without the gaps."""
    total = timedelta()
    day = since.date()
    while day <= until.date():
        if not any(gap.covers(day) for gap in gaps):
            for begin, end in worked_sessions(calendar, day):
                total += max(min(end, until) - max(begin, since), timedelta())
        day += ONE_DAY
    return total


def counted_workdays(calendar: Calendar, after: date, until: date, gaps: Sequence[Gap]) -> int:
    """Working days in (after, until] outside the gaps; 0 when until ≤ after."""
    if until <= after:
        return 0
    total = calendar.workdays_between(after, until)
    for gap in gaps:
        first = max(gap.first - ONE_DAY, after)
        last = until if gap.resumes is None else min(gap.resumes - ONE_DAY, until)
        if first < last:
            total -= calendar.workdays_between(first, last)
    return total


def counted_days(after: date, until: date, gaps: Sequence[Gap]) -> int:
    """Calendar days in (after, until] outside the gaps; 0 when until ≤ after."""
    total = max((until - after).days, 0)
    for gap in gaps:
        first = max(gap.first - ONE_DAY, after)
        last = until if gap.resumes is None else min(gap.resumes - ONE_DAY, until)
        total -= max((last - first).days, 0)
    return total
