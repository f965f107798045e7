"""为什么是这一天: every day from start to due, with why it counted or not."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from legalclock import counting
from legalclock.budget import Budget, Unit
from legalclock.calendar import Calendar
from legalclock.days import Day, DayKind
from legalclock.due import Due
from legalclock.extension import WHICH_LABELS, Which
from legalclock.moments import ONE_DAY, chinese_day, chinese_moment, day_start, local, weekday
from legalclock.suspension import ARTICLE

if TYPE_CHECKING:
    from legalclock.clock import Clock

Because = Literal["start", "counted", "weekend", "holiday", "suspended", "out_of_hours", "rolled", "last"]

_START_ARTICLE = "《中华人民共和国民法典》第二百零一条"
_ROLL_ARTICLE = "《中华人民共和国民法典》第二百零三条"


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day. `number` is its place in the budget when it counted; `seconds` the working time of an hour limit."""

    on: date
    weekday: str
    counted: bool
    number: int | None
    because: Because
    reason: str
    source: str
    provisional: bool
    seconds: int | None = None

    def as_dict(self) -> dict[str, object]:
        return {
            "on": self.on.isoformat(),
            "weekday": self.weekday,
            "counted": self.counted,
            "number": self.number,
            "because": self.because,
            "reason": self.reason,
            "source": self.source,
            "provisional": self.provisional,
            "seconds": self.seconds,
        }


@dataclass(frozen=True, slots=True)
class Explanation:
    """The days, a sentence, and the due moment they lead to.

    The counted days add up to `total` (the budget with its extensions, months as the days they hold) whenever the due
    moment exists; for working hours it is the `seconds` that add up. `str()` is a table in Chinese for a terminal.
    """

    which: Which
    due: Due
    total: int
    days: tuple[DayLine, ...]
    summary: str

    @property
    def counted(self) -> int:
        return sum(line.counted for line in self.days)

    def as_dict(self) -> dict[str, object]:
        return {
            "which": self.which,
            **self.due.as_dict(),
            "total": self.total,
            "counted": self.counted,
            "summary": self.summary,
            "days": [line.as_dict() for line in self.days],
        }

    def __str__(self) -> str:
        return f"{self.table()}\n\n{self.summary}"

    def table(self) -> str:
        """The days as an aligned table in Chinese, without the sentence."""
        rows = [("日期", "星期", "计入", "说明", "依据")]
        for line in self.days:
            mark = "—" if not line.counted else str(line.number) if line.number is not None else "计入"
            reason = f"{line.reason}（暂定）" if line.provisional else line.reason
            rows.append((line.on.isoformat(), line.weekday, mark, reason, line.source))
        widths = [max(_width(row[column]) for row in rows) for column in range(4)]
        return "\n".join("  ".join([*map(_padded, row, widths), row[4]]).rstrip() for row in rows)


def _width(text: str) -> int:
    """Columns on a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def explain(clock: Clock, which: Which, calendar: Calendar) -> Explanation:
    due = clock.due(which, calendar)
    plan = clock.plan(which)
    if due.exact and clock.started_at is not None:
        total = sum(budget.amount for budget in plan) * 3600
        days = tuple(_hour_lines(clock, calendar, due, local(clock.started_at)))
    else:
        walk = _Walk(clock, calendar, plan)
        days = tuple(walk.lines(due))
        total = walk.total
    return Explanation(which, due, total, days, _summary(clock, which, calendar, due, days))


_SKIPPED: dict[Because, str] = {"weekend": "周末", "holiday": "节假日", "suspended": "特别程序"}


def _off(day: Day) -> tuple[Because, str]:
    if day.kind is DayKind.HOLIDAY:
        return "holiday", f"{_day_off(day)}，不计入"
    return "weekend", f"{_day_off(day)}，不计入"


def _worked(day: Day) -> str:
    return f"调休上班（{day.name}）" if day.kind is DayKind.MAKEUP else "工作日"


class _Walk:
    """Steps through the days of a day-based limit, giving each its number in the budget that is running."""

    def __init__(self, clock: Clock, calendar: Calendar, plan: tuple[Budget, ...]) -> None:
        self.clock, self.calendar = clock, calendar
        self.left = list(plan)
        self.number = 0
        self.total = 0
        self.unit = plan[0].unit
        self.room = 0
        self._open(clock.started_on)

    def _open(self, after: date) -> None:
        """Begin the next budget of the plan on the day after `after`."""
        if self.room == 0 and self.left:
            budget = self.left.pop(0)
            self.unit, self.room = budget.unit, counting.days_in(budget, after)
            self.total += self.room

    def lines(self, due: Due) -> Iterator[DayLine]:
        start = self.clock.started_on
        yield self._uncounted(self.calendar.day(start), "start", "起算当日，不计入", _START_ARTICLE)
        endless = next((gap.first for gap in self.clock.gaps if gap.resumes is None), None)
        last = due.on or (max(endless, start + ONE_DAY) if endless else start)
        day = start
        while day < last:
            day += ONE_DAY
            yield self._line(self.calendar.day(day), due)
        for budget in self.left:
            self.total += counting.days_in(budget, day)

    def _line(self, day: Day, due: Due) -> DayLine:
        procedure = "、".join(
            f"{s.ground.label}（{s.document}）" if s.document else s.ground.label
            for s in self.clock.suspensions
            if s.covers(day.on)
        )
        if procedure:
            return self._uncounted(day, "suspended", f"{procedure}所需时间，不计入", ARTICLE)
        if self.room == 0:  # used up on a day off: 民法典 第二百零三条
            if day.on == due.on:
                return self._uncounted(day, "last", "顺延后的期限最后一日", _ROLL_ARTICLE)
            return self._uncounted(day, "rolled", f"{_day_off(day)}，期限继续顺延", _ROLL_ARTICLE)
        if self.unit is Unit.WORKDAYS and not day.works:
            return self._uncounted(day, *_off(day), day.source)
        self.room -= 1
        self.number += 1
        unit = "个工作日" if self.unit is Unit.WORKDAYS else "日"
        reason = f"{_worked(day) if day.works else _day_off(day)}，计入第{self.number}{unit}"
        self._open(day.on)
        if self.room == 0:
            reason += "，期限最后一日" if day.on == due.on else "，期满日为休息日，顺延"
        return DayLine(day.on, weekday(day.on), True, self.number, "counted", reason, day.source, day.provisional)

    def _uncounted(self, day: Day, because: Because, reason: str, source: str) -> DayLine:
        return DayLine(day.on, weekday(day.on), False, None, because, reason, source, day.provisional)


def _day_off(day: Day) -> str:
    return f"{day.name}放假" if day.kind is DayKind.HOLIDAY else "周末"


def _hour_lines(clock: Clock, calendar: Calendar, due: Due, started_at: datetime) -> Iterator[DayLine]:
    endless = next((gap.first for gap in clock.gaps if gap.resumes is None), None)
    until = due.at or (day_start(endless) if endless else started_at)
    day = started_at.date()
    while day <= until.date():
        here = calendar.day(day)
        sessions = [(max(begin, started_at), min(end, until)) for begin, end in counting.worked_sessions(calendar, day)]
        sessions = [(begin, end) for begin, end in sessions if begin < end]
        because: Because = "counted"
        if any(gap.covers(day) for gap in clock.gaps):
            names = "、".join(s.ground.label for s in clock.suspensions if s.covers(day))
            sessions, because, reason, source = [], "suspended", f"{names}所需时间，不计入", ARTICLE
        elif not here.works:
            because, reason = _off(here)
            source = here.source
        elif not sessions:
            because, reason, source = "out_of_hours", "不在上班时间内，不计入", here.source
        else:
            spans = "、".join(f"{_hour(begin)}—{_hour(end)}" for begin, end in sessions)
            reason, source = f"{_worked(here)}，计入{spans}", here.source
        seconds = int(sum((end - begin for begin, end in sessions), timedelta()).total_seconds())
        yield DayLine(day, weekday(day), bool(sessions), None, because, reason, source, here.provisional, seconds)
        day += ONE_DAY


def _hour(moment: datetime) -> str:
    return f"{moment:%H:%M}" if moment.second == 0 else f"{moment:%H:%M:%S}"


def _summary(clock: Clock, which: Which, calendar: Calendar, due: Due, days: tuple[DayLine, ...]) -> str:
    limit = "，延长".join(str(budget) for budget in _separate(clock, which))
    begin = chinese_moment(clock.started_at) if due.exact and clock.started_at else chinese_day(clock.started_on)
    sentence = f"{WHICH_LABELS[which]}{limit}，自{begin}起算{'' if due.exact else '（当日不计入）'}"
    if clock.restarted is not None:
        sentence += f"（因{clock.restarted.reason}重新计算）"
    skipped = Counter(line.because for line in days)
    parts = [f"{label}{skipped[because]}天" for because, label in _SKIPPED.items() if skipped[because]]
    if parts:
        sentence += f"，其间不计入{'、'.join(parts)}"
    worked = sum(1 for line in days if line.because == "counted" and calendar.day(line.on).kind is DayKind.MAKEUP)
    if worked and clock.plan(which)[0].unit is Unit.WORKDAYS:
        sentence += f"，调休上班{worked}天照常计入"
    if due.on is None:
        return f"{sentence}。{due.reason}"
    if any(line.because == "last" for line in days):
        sentence += "，期满日为休息日而顺延"
    sentence += f"，{'届满时刻' if due.exact else '最后一日'}为{due}。"
    return sentence + _doubt(due)


def _separate(clock: Clock, which: Which) -> list[Budget]:
    budget = clock.promised if which == "promised" else clock.statutory
    extra = [extension.budget for extension in clock.extensions if which in extension.extends]
    return [*([budget] if budget else []), *extra]


def _doubt(due: Due) -> str:
    if not due.provisional:
        return ""
    span = ""
    if due.earliest_on and due.latest_on and due.earliest_on != due.latest_on:
        span = f"视届时的调休安排，最早可能为{chinese_day(due.earliest_on)}，最迟可能为{chinese_day(due.latest_on)}。"
    return due.reason + span
