"""法定时钟: a budget and a ledger, never a stored date.

Immutable: every act returns a new clock. Nobody sets "overdue" — due moments are derived from the ledger and a
calendar, and a finished clock can never age.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from legalclock import counting
from legalclock.budget import Budget, Unit, join
from legalclock.calendar import Calendar
from legalclock.due import Due, Verdict
from legalclock.errors import ClockError
from legalclock.explain import Explanation, explain
from legalclock.extension import BOTH, WHICH_LABELS, Ceiling, Extension, Which
from legalclock.moments import (
    chinese_day,
    day_start,
    local,
    local_day,
    moment_of,
    parse_day,
    parse_moment,
    read,
    read_optional,
    read_rows,
)
from legalclock.position import Position, next_moment, position
from legalclock.suspension import DisclosureGround, Gap, Ground, Suspension, SuspensionGround, gaps


@dataclass(frozen=True, slots=True)
class Restart:
    """重新计算 — the whole limit runs afresh; the run before it is kept as it stood."""

    on: date
    reason: str
    before: Clock


@dataclass(frozen=True, slots=True)
class Clock:
    """One matter's time: start, the promised and the statutory budget, suspensions, extensions, stop.

    `started_on` is the day of acceptance and does not count (民法典 第二百零一条). A working-hour budget runs from
    `started_at` itself and is only finished at a `stopped_at`. Either budget may be absent, not both.
    """

    started_on: date
    promised: Budget | None = None
    statutory: Budget | None = None
    suspensions: tuple[Suspension, ...] = ()
    extensions: tuple[Extension, ...] = ()
    stopped_on: date | None = None
    started_at: datetime | None = None
    stopped_at: datetime | None = None
    restarted: Restart | None = None

    def __post_init__(self) -> None:
        if isinstance(self.started_on, datetime) or isinstance(self.stopped_on, datetime):
            raise ClockError("not-a-day", "起算日和办结日须为日期；具体时刻请另填。")
        if self.promised is None and self.statutory is None:
            raise ClockError("no-limit", "没有设定承诺时限或者法定时限，无法计时。")
        if self.started_at is not None and local(self.started_at).date() != self.started_on:
            raise ClockError("start-disagrees", "起算日期与起算时刻不是同一天。")
        if self._by_hours() and self.started_at is None:
            raise ClockError("start-needs-time", "按工作小时计算的期限须有起算的具体时刻，不能只有日期。")
        self._check_stop()
        self._check_budgets()
        for suspension in self.suspensions:
            if suspension.from_on < self.started_on:
                raise ClockError(
                    "suspend-before-start",
                    f"{suspension.ground.label}的暂停日期{chinese_day(suspension.from_on)}早于起算日{chinese_day(self.started_on)}。",
                )

    def _by_hours(self) -> bool:
        return any(budget is not None and budget.unit is Unit.WORK_HOURS for budget in (self.promised, self.statutory))

    def _check_stop(self) -> None:
        if self.stopped_at is not None and local(self.stopped_at).date() != self.stopped_on:
            raise ClockError("stop-disagrees", "办结日期与办结时刻不是同一天。")
        if self.stopped_on is None:
            return
        if self._by_hours() and self.stopped_at is None:
            raise ClockError("stop-needs-time", "按工作小时计算的期限须记录办结的具体时刻，不能只有日期。")
        early = self.stopped_at and self.started_at and self.stopped_at < self.started_at
        if self.stopped_on < self.started_on or early:
            raise ClockError("stop-before-start", f"办结时间不能早于起算日{chinese_day(self.started_on)}，请核对时间。")

    def _check_budgets(self) -> None:
        promised, statutory = self.promised, self.statutory
        if promised and statutory and promised.unit is statutory.unit and promised.amount > statutory.amount:
            raise ClockError("promise-exceeds-statute", f"承诺时限{promised}不得超过法定时限{statutory}。")
        for which in BOTH:
            budget: Budget | None = getattr(self, which)
            for extension in self.extensions:
                mixed = budget and (budget.unit is Unit.WORK_HOURS) != (extension.budget.unit is Unit.WORK_HOURS)
                if which in extension.extends and mixed:
                    label = WHICH_LABELS[which]
                    raise ClockError("extension-unit", f"{label}{budget}与延长期限{extension.budget}的单位不能相加。")

    # --- the ledger ---

    @classmethod
    def start(
        cls, when: date | datetime, *, promised: Budget | str | None = None, statutory: Budget | str | None = None
    ) -> Clock:
        """受理 — begin counting; `when` is the day of acceptance, or its moment where a budget is in working hours."""
        return cls(
            local_day(when),
            Budget.parse(promised) if isinstance(promised, str) else promised,
            Budget.parse(statutory) if isinstance(statutory, str) else statutory,
            started_at=local(when) if isinstance(when, datetime) else None,
        )

    def suspend(self, on: date, ground: Ground | str, document: str, *, until: date | None = None) -> Clock:
        """特别程序开始 — `on` is the first uncounted day. Needs the document that told the applicant."""
        self._require_running()
        if not document.strip():
            raise ClockError("no-document", "暂停计时须有书面告知申请人所需时间的文书（行政许可法第四十五条）。")
        kind = ground if isinstance(ground, (SuspensionGround, DisclosureGround)) else SuspensionGround.parse(ground)
        if any(open_.ground is kind and open_.until_on is None for open_ in self.suspensions):
            raise ClockError("already-suspended", f"{kind.label}已经在进行，不能重复暂停。")
        return replace(self, suspensions=(*self.suspensions, Suspension(on, until, kind, document)))

    def resume(self, on: date, ground: Ground | str | None = None) -> Clock:
        """特别程序结束 — `on` counts again. The ground is needed only while several procedures are open at once."""
        self._require_running()
        kind = SuspensionGround.parse(ground) if isinstance(ground, str) else ground
        running = [s for s in self.suspensions if s.until_on is None and kind in (None, s.ground)]
        if not running:
            raise ClockError("not-suspended", "当前没有正在进行的特别程序，无法恢复计时。")
        if len(running) > 1:
            names = "、".join(s.ground.label for s in running)
            raise ClockError("which-suspension", f"同时有{names}在进行，请指明结束的是哪一项。")
        ended = replace(running[0], until_on=on)
        return replace(self, suspensions=tuple(ended if s is running[0] else s for s in self.suspensions))

    def extend(self, extension: Extension, ceiling: Ceiling, calendar: Calendar) -> Clock:
        """延长期限 — checked against the law's ceiling first; see `check_extension`."""
        check_extension(self, extension, ceiling, calendar)
        return replace(self, extensions=(*self.extensions, extension))

    def stop(self, when: date | datetime) -> Clock:
        """办结 — the clock is finished and never ages again. A day, or a moment where a budget is in working hours."""
        self._require_running()
        moment = local(when) if isinstance(when, datetime) else None
        return replace(self, stopped_on=local_day(when), stopped_at=moment)

    def restart(self, when: date | datetime, reason: str) -> Clock:
        """重新计算 — the full budgets from `when`, without the earlier suspensions and extensions, which are kept in
        `restarted.before`."""
        if not reason.strip():
            raise ClockError("no-reason", "重新计算期限须写明理由。")
        day = local_day(when)
        if day < (self.stopped_on or self.started_on):
            raise ClockError("restart-before-start", "重新起算的日期不能早于上一次起算或者办结的日期。")
        return Clock(
            day,
            self.promised,
            self.statutory,
            started_at=local(when) if isinstance(when, datetime) else None,
            restarted=Restart(day, reason, self),
        )

    def _require_running(self) -> None:
        if self.stopped_on is not None:
            raise ClockError("already-stopped", f"已于{chinese_day(self.stopped_on)}办结，不能再变更计时。")

    # --- what follows from it ---

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The uncounted stretches, overlaps joined."""
        return gaps(self.suspensions)

    def plan(self, which: Which) -> tuple[Budget, ...]:
        """The budget and its extensions in the order they run; `ClockError("no-such-limit")` where none is set."""
        budget = self.promised if which == "promised" else self.statutory
        if budget is None:
            raise ClockError("no-such-limit", f"没有设定{WHICH_LABELS[which]}。")
        return join((budget, *(extension.budget for extension in self.extensions if which in extension.extends)))

    def limits(self) -> tuple[Which, ...]:
        """Which of the two limits are set."""
        return tuple(which for which in BOTH if getattr(self, which) is not None)

    def due(self, which: Which, calendar: Calendar) -> Due:
        """When the limit ends under this calendar."""
        plan, stretches = self.plan(which), self.gaps
        started_at = local(self.started_at) if self.started_at else None

        def end(reading: Calendar) -> counting.End:
            return counting.end_of(reading, plan, self.started_on, started_at, stretches)

        reached = end(calendar)
        open_ended = reached.on is None
        provisional = calendar.is_provisional(reached.on or reached.suspended_from or self.started_on)
        earliest, latest = (
            (end(calendar.earliest_reading), end(calendar.latest_reading)) if provisional else (reached, reached)
        )
        return Due(
            on=reached.on,
            at=reached.at,
            provisional=provisional,
            open_ended=open_ended,
            reason=_reason(reached, calendar, provisional),
            earliest_on=earliest.on,
            latest_on=latest.on,
            earliest_at=earliest.at,
            latest_at=latest.at,
            exact=plan[0].unit is Unit.WORK_HOURS,
            calendar_version=calendar.version,
        )

    def verdict(self, which: Which, calendar: Calendar, as_of: date | datetime) -> Verdict:
        """Whether the limit is kept. A finished clock is judged by when it stopped, a running one by `as_of`."""
        return self.due(which, calendar).verdict(self.judged_at(as_of))

    def judged_at(self, as_of: date | datetime) -> datetime:
        """The moment that decides: the stop, or `as_of` while it had not come. A day stands for its 00:00."""
        moment = moment_of(as_of)
        asked, began = local_day(as_of), self.started_on
        if asked < began:
            raise ClockError(
                "before-start", f"查询时间{chinese_day(asked)}早于起算日{chinese_day(began)}，请核对系统时间。"
            )
        if self.stopped_on is None:
            return moment
        return min(moment, local(self.stopped_at) if self.stopped_at else day_start(self.stopped_on))

    def position(self, calendar: Calendar, as_of: date | datetime) -> Position:
        """Where the clock stands: state, and for each limit consumed, total and remaining time."""
        return position(self, calendar, as_of)

    def next_moment(
        self, calendar: Calendar, after: datetime, remaining: tuple[int, ...] | None = None
    ) -> datetime | None:
        """The next moment after `after` at which anything can change; None when only an act can change it.

        Changes are: a limit running out, a suspension with known dates beginning or ending, and the remaining working
        days falling — to one of `remaining` (say `(2,)` for a warning), or at all when it is None.
        """
        return next_moment(self, calendar, after, remaining)

    def explain(self, which: Which, calendar: Calendar) -> Explanation:
        """Every day from start to due with why it counted or not."""
        return explain(self, which, calendar)

    # --- storing ---

    def to_json(self) -> dict[str, object]:
        """Plain values, ready for JSON; `from_json` gives an equal clock back."""
        return {
            "started_on": self.started_on.isoformat(),
            "started_at": self.started_at.isoformat() if self.started_at else None,
            "promised": self.promised.code if self.promised else None,
            "statutory": self.statutory.code if self.statutory else None,
            "suspensions": [suspension.to_json() for suspension in self.suspensions],
            "extensions": [extension.to_json() for extension in self.extensions],
            "stopped_on": self.stopped_on.isoformat() if self.stopped_on else None,
            "stopped_at": self.stopped_at.isoformat() if self.stopped_at else None,
            "restarted": {
                "on": self.restarted.on.isoformat(),
                "reason": self.restarted.reason,
                "before": self.restarted.before.to_json(),
            }
            if self.restarted
            else None,
        }

    @classmethod
    def from_json(cls, record: Mapping[str, object]) -> Clock:
        """Raises `ClockError("bad-record")`, or the refusal of the part that is wrong."""
        promised, statutory = read_optional(record, "promised"), read_optional(record, "statutory")
        started_at, stopped_at = read_optional(record, "started_at"), read_optional(record, "stopped_at")
        stopped_on = read_optional(record, "stopped_on")
        return cls(
            parse_day(read(record, "started_on")),
            Budget.parse(promised) if promised else None,
            Budget.parse(statutory) if statutory else None,
            tuple(Suspension.from_json(row) for row in read_rows(record, "suspensions")),
            tuple(Extension.from_json(row) for row in read_rows(record, "extensions")),
            parse_day(stopped_on) if stopped_on else None,
            parse_moment(started_at) if started_at else None,
            parse_moment(stopped_at) if stopped_at else None,
            _restart(record.get("restarted")),
        )


def _restart(record: object) -> Restart | None:
    if record is None:
        return None
    before = record.get("before") if isinstance(record, Mapping) else None
    if not isinstance(record, Mapping) or not isinstance(before, Mapping):
        raise ClockError("bad-record", "保存的记录中“restarted”的类型不正确，无法还原。")
    return Restart(parse_day(read(record, "on")), read(record, "reason"), Clock.from_json(before))


def _reason(end: counting.End, calendar: Calendar, provisional: bool) -> str:
    if end.suspended_from is not None:
        return f"自{chinese_day(end.suspended_from)}起暂停计时，恢复日期未定，届满日尚不能确定。"
    if provisional:
        return f"{chinese_day(calendar.covered_until)}以后的调休安排尚未公布，该日期为暂定，公布后将重新计算。"
    return ""


def check_extension(clock: Clock, extension: Extension, ceiling: Ceiling, calendar: Calendar) -> None:
    """Raises `ClockError` unless the extension is lawful.

    Refused: a stopped clock (`already-stopped`), no approver or reason (`no-approver`, `no-reason`), a second extension
    (`extended-already`), more than the ceiling (`over-ceiling`), another unit than the law's (`extension-unit`), and an
    approval after the limit ran out (`extension-too-late`) or where that cannot be said (`extension-undetermined`).
    """
    clock._require_running()
    if not extension.approver.strip():
        raise ClockError("no-approver", f"延长期限须经{ceiling.approver or '有权负责人'}批准，请填写批准人。")
    if not extension.reason.strip():
        raise ClockError("no-reason", "延长期限须写明理由，并将理由告知申请人。")
    if clock.extensions:
        raise ClockError("extended-already", "期限已经延长过一次，法律没有规定可以再次延长。")
    if extension.budget.unit is not ceiling.extension.unit:
        raise ClockError("extension-unit", f"延长期限{extension.budget}的单位与法定上限{ceiling.extension}不一致。")
    limits = [b for b in (clock.promised, clock.statutory) if b is not None and b.unit is ceiling.base.unit]
    too_long = any(budget.amount > ceiling.base.amount for budget in limits)
    if too_long or extension.budget.amount > ceiling.extension.amount:
        article = f"（{ceiling.article}）" if ceiling.article else ""
        raise ClockError(
            "over-ceiling", f"超过法定上限：期限最长{ceiling.base}，经批准最多延长{ceiling.extension}{article}。"
        )
    if extension.approved_on < clock.started_on:
        raise ClockError("approved-before-start", f"批准延期的日期早于起算日{chinese_day(clock.started_on)}，请核对。")
    judged: Which = "statutory" if clock.statutory else "promised"
    verdict = clock.verdict(judged, calendar, extension.approved_on)
    if verdict is Verdict.LATE:
        raise ClockError("extension-too-late", f"{WHICH_LABELS[judged]}已于批准之前届满，不能再延长。")
    if verdict is Verdict.CANNOT_BE_DETERMINED:
        raise ClockError(
            "extension-undetermined",
            f"{chinese_day(calendar.covered_until)}以后的调休安排尚未录入，无法判定批准时期限是否已经届满，请先录入放假安排通知。",
        )
