"""The limits of a case: its clocks started, watched and stopped. Parts of the caller's act; nothing here is recorded."""

from datetime import datetime

from legalclock import Budget
from zhengtong.foundation import rows
from zhengtong.foundation.errors import Refusal
from zhengtong.org.models import Unit
from zhengtong.timers import actions as timers
from zhengtong.timers.models import Clock
from zhengtong.timers.queries import limit

from .choices import ClockName
from .models import Case, CaseStep


def start(
    case: Case,
    name: ClockName,
    at: datetime,
    *,
    promised: str | None = None,
    statutory: str | None = None,
    unit: Unit | None = None,
    sequence: int = 1,
) -> Clock:
    """Start one of the case's clocks from budgets like `20wd`."""
    return timers.start(
        case.ref,
        name.value,
        unit=(unit or case.unit).code,
        at=at,
        sequence=sequence,
        promised=Budget.parse(promised) if promised else None,
        statutory=Budget.parse(statutory) if statutory else None,
    )


def watch(case: Case, clock: Clock | None) -> None:
    """The clock that runs now gives the case its due moment."""
    case.clock = clock
    case.due_at = (clock.promised_due or clock.statutory_due) if clock else None


def stop(case: Case, at: datetime) -> None:
    """Stop the clock that runs now, if one does."""
    if case.clock is not None and case.clock.is_open:
        timers.stop(case.clock, at=at)


def end(case: Case, at: datetime) -> None:
    """The case leaves the inbox: every clock of it stops, open steps are cancelled."""
    case.ended_at = at
    for clock in rows.read(Clock, "WHERE subject = %s AND is_open ORDER BY id FOR UPDATE", [case.ref]):
        timers.stop(clock, at=at)
    if case.accepted_at is not None and case.decided_at is None:  # before there are no steps, afterwards none is left
        CaseStep.objects.filter(case=case, state__in=["open", "waiting"]).update(state="cancelled", closed_at=at)
    watch(case, None)
    case.holder = None


def await_intake(case: Case, at: datetime, *, sequence: int = 1) -> None:
    """Five working days to accept, refuse or tell everything that is missing (行政许可法 第三十二条)."""
    watch(
        case,
        start(case, ClockName.INTAKE, at, sequence=sequence, statutory=limit("license.correction_notice").code),
    )


def require_certain(case: Case, at: datetime) -> None:
    """No legal effect hangs on a provisional day (调休 not yet published)."""
    clock = case.clock
    if clock is None or not clock.is_open:
        raise Refusal("no-clock", "没有正在计算的期限。")
    due = clock.statutory_due or clock.promised_due
    if due is None or due > at:
        raise Refusal("not-yet", "期限尚未届满。")
    if clock.is_provisional:
        raise Refusal("cannot-be-determined", "放假调休安排尚未公布，期限是否届满暂时无法判定。")
