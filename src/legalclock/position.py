"""Where a running clock stands, and when that next changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from legalclock import counting
from legalclock.budget import Unit
from legalclock.calendar import Calendar
from legalclock.due import Due, Verdict
from legalclock.extension import Which
from legalclock.moments import day_start, local

if TYPE_CHECKING:
    from legalclock.clock import Clock


class State(StrEnum):
    """计时状态."""

    RUNNING = "running"
    SUSPENDED = "suspended"
    STOPPED = "stopped"

    @property
    def label(self) -> str:
        return {"running": "计时中", "suspended": "暂停计时", "stopped": "已办结"}[self.value]


@dataclass(frozen=True, slots=True)
class Standing:
    """One limit at a moment.

    `total`, `consumed` and `remaining` are in `unit`: working days for wd, calendar days for d and m, **seconds** of
    working time for wh. The day asked about counts as consumed, so remaining 0 while not late means "due today".
    `remaining_workdays` counts the working days after that day up to the due day, None while no due day exists.
    """

    which: Which
    unit: Unit
    total: int
    consumed: int
    remaining: int
    remaining_workdays: int | None
    overdue_workdays: int
    due: Due
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Position:
    state: State
    promised: Standing | None
    statutory: Standing | None

    @property
    def limits(self) -> tuple[Standing, ...]:
        return tuple(standing for standing in (self.promised, self.statutory) if standing is not None)


def position(clock: Clock, calendar: Calendar, as_of: date | datetime) -> Position:
    moment = clock.judged_at(as_of)
    found = {which: _standing(clock, calendar, which, moment) for which in clock.limits()}
    return Position(_state(clock, moment), found.get("promised"), found.get("statutory"))


def _state(clock: Clock, moment: datetime) -> State:
    stopped_at = clock.stopped_at or (day_start(clock.stopped_on) if clock.stopped_on else None)
    if stopped_at is not None and moment >= stopped_at:
        return State.STOPPED
    return State.SUSPENDED if any(gap.covers(moment.date()) for gap in clock.gaps) else State.RUNNING


def _standing(clock: Clock, calendar: Calendar, which: Which, moment: datetime) -> Standing:
    due, plan, day = clock.due(which, calendar), clock.plan(which), moment.date()
    if due.exact and clock.started_at is not None:
        total = sum(budget.amount for budget in plan) * 3600
        worked = counting.worked_time(calendar, local(clock.started_at), moment, clock.gaps)
        consumed = min(int(worked / timedelta(seconds=1)), total)
    else:
        total, consumed = _consumed(clock, calendar, which, day)
    after = due.on is not None and day > due.on
    return Standing(
        which=which,
        unit=plan[0].unit,
        total=total,
        consumed=consumed,
        remaining=total - consumed,
        remaining_workdays=None if due.on is None else counting.counted_workdays(calendar, day, due.on, clock.gaps),
        overdue_workdays=calendar.workdays_between(due.on, day) if after and due.on else 0,
        due=due,
        verdict=due.verdict(moment),
    )


def _consumed(clock: Clock, calendar: Calendar, which: Which, day: date) -> tuple[int, int]:
    total = consumed = 0
    cursor: date | None = clock.started_on
    last_known = clock.started_on
    for budget in clock.plan(which):
        amount = counting.days_in(budget, last_known)
        total += amount
        if cursor is None:
            continue
        if budget.unit is Unit.WORKDAYS:
            used = counting.counted_workdays(calendar, cursor, day, clock.gaps)
            end = counting.workday_end(calendar, cursor, amount, clock.gaps)
        else:
            used = counting.counted_days(cursor, day, clock.gaps)
            end = counting.calendar_day_end(cursor, amount, clock.gaps)
        consumed += min(used, amount)
        cursor, last_known = end, end or last_known
    return total, consumed


def next_moment(
    clock: Clock, calendar: Calendar, after: datetime, remaining: tuple[int, ...] | None
) -> datetime | None:
    if clock.stopped_on is not None:
        return None
    after = local(after)
    return min((moment for moment in _changes(clock, calendar, after, remaining) if moment > after), default=None)


def _changes(
    clock: Clock, calendar: Calendar, after: datetime, remaining: tuple[int, ...] | None
) -> Iterator[datetime]:
    for gap in clock.gaps:
        yield day_start(gap.first)
        if gap.resumes is not None:
            yield day_start(gap.resumes)
    today = max(after.date(), clock.started_on)
    for which in clock.limits():
        due = clock.due(which, calendar)
        if due.at is not None:
            yield due.at
        days = (
            _next_counted(clock, calendar, which, today)
            if remaining is None
            else _falling_to(clock, calendar, due, today, remaining)
        )
        yield from (day_start(day) for day in days if day is not None and (due.on is None or day <= due.on))


def _next_counted(clock: Clock, calendar: Calendar, which: Which, today: date) -> Iterator[date | None]:
    yield counting.workday_end(calendar, today, 1, clock.gaps)
    if any(budget.unit in (Unit.DAYS, Unit.MONTHS) for budget in clock.plan(which)):
        yield counting.calendar_day_end(today, 1, clock.gaps)


def _falling_to(
    clock: Clock, calendar: Calendar, due: Due, today: date, remaining: tuple[int, ...]
) -> Iterator[date | None]:
    left = 0 if due.on is None else counting.counted_workdays(calendar, today, due.on, clock.gaps)
    for still in remaining:
        if 0 <= still < left:
            yield counting.workday_end(calendar, today, left - still, clock.gaps)
