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
from legalclock.extension import BOTH, Which
from legalclock.moments import ONE_DAY, day_start, local

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
    for which in BOTH:
        due = clock.due(which, calendar) if which in clock.limits() else None
        if due is None or due.on is None or due.at is None:
            continue
        yield due.at
        today = max(after.date(), clock.started_on)
        left = counting.counted_workdays(calendar, today, due.on, clock.gaps)
        for still in remaining if remaining is not None else (left - 1,):
            if 0 <= still < left:
                day = counting.workday_end(calendar, today, left - still, clock.gaps)
                if day is not None:
                    yield day_start(day)
    if remaining is None:
        yield from _calendar_days(clock, calendar, after.date())


def _calendar_days(clock: Clock, calendar: Calendar, today: date) -> Iterator[datetime]:
    """A limit in calendar days or months also falls on days off."""
    tomorrow = max(today, clock.started_on) + ONE_DAY
    for which in clock.limits():
        if clock.plan(which)[-1].unit not in (Unit.DAYS, Unit.MONTHS):
            continue
        due = clock.due(which, calendar)
        if due.on is not None and tomorrow <= due.on and not any(gap.covers(tomorrow) for gap in clock.gaps):
            yield day_start(tomorrow)
