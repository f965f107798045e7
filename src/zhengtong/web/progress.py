"""The course of a case as every door shows it: the clock card and the vertical timeline."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from legalclock import Verdict
from legalclock.moments import day_start
from legalclock.position import State as ClockState
from zhengtong.cases.choices import ClockName
from zhengtong.cases.documents import last_day
from zhengtong.cases.models import Case, CaseStep, SpecialProcedure
from zhengtong.timers.models import Clock
from zhengtong.timers.queries import calendar, ledger
from zhengtong.web.templatetags.zhengtong import date_cn

# What a clock waits for, as the card says it: the law binds the office (应于), asks the applicant (请于), or the office
# promises a day (预计); the handling of the case is the rule.
_DEEDS = {
    "prereview": ("应于", "看完材料"),
    "intake": ("应于", "受理或告知补正"),
    "correction": ("请于", "补正"),
    "deferral": ("请于", "补交"),
    "delivery": ("应于", "送达"),
}
_HANDLING = ("预计", "办结")
_NAMES = {"promised": "承诺时限", "statutory": "法定时限"}
SOON = 2
"""Remaining working days from which a limit is near (facts §3.2: 预警 at two)."""


def clock_card(case: Case, now: datetime, why_url: str = "") -> dict[str, Any] | None:
    """What `components/clock_card` draws of the clock that tells most about the case now (`clock_to_show`)."""
    clock = clock_to_show(case)
    if clock is None:
        return None
    lead, _ = _DEEDS.get(clock.name, _HANDLING)
    kept = ledger(clock)
    standing = kept.position(calendar(), max(now, _start(kept)))
    limit = standing.promised or standing.statutory
    unit = {"wd": "个工作日", "d": "日", "m": "日", "wh": "工作小时"}[limit.unit.value]
    scale = 3600 if limit.unit.value == "wh" else 1
    return {
        "name": f"{clock_label(clock.name)}（{_NAMES[limit.which]}）",
        "spent": limit.consumed // scale + limit.overdue_workdays,
        "budget": limit.total // scale,
        "due": limit.due.on,
        "state": _state(standing.state, limit),
        "unit": unit,
        "statutory_due": last_day(clock.statutory_due) if clock.promised_due and clock.statutory_due else None,
        "provisional": limit.due.provisional,
        "why_url": why_url,
        "note": limit.due.reason if limit.due.open_ended else "",
        "deed": clock_deed(clock.name),
        "lead": lead,
    }


def clock_to_show(case: Case) -> Clock | None:
    """The handling clock; before acceptance and between decision and delivery whichever clock runs."""
    runs = case.clock
    if runs is not None and (case.handling_clock is None or runs.name == ClockName.DELIVERY):
        return runs
    return case.handling_clock


def clock_deed(name: str) -> str:
    """What a clock waits for, as a verb."""
    return _DEEDS.get(name, _HANDLING)[1]


def _start(kept: Any) -> datetime:
    return kept.started_at or day_start(kept.started_on)


def _state(state: ClockState, limit: Any) -> str:
    if state is ClockState.STOPPED:
        return "done" if limit.verdict is not Verdict.LATE else "late"
    if limit.verdict is Verdict.LATE:
        return "late"
    if state is ClockState.SUSPENDED:
        return "paused"
    if limit.verdict is Verdict.CANNOT_BE_DETERMINED:
        return "unknown"
    return "soon" if limit.remaining_workdays is not None and limit.remaining_workdays <= SOON else "running"


def clock_label(name: str) -> str:
    """What a clock measures, in few words."""
    return {
        "prereview": "预审",
        "intake": "受理审查",
        "correction": "补正",
        "handling": "办理",
        "step": "环节",
        "deferral": "容缺补交",
        "delivery": "送达",
    }[name]


def course_of(case: Case, *, names: bool = True) -> list[dict[str, Any]]:
    """The steps of the case with what came before and comes after; `names`: who did it (staff pages only)."""
    return list(_course(case, names))


def _course(case: Case, names: bool) -> Iterator[dict[str, Any]]:
    if case.submitted_at:
        yield {"title": "提交申请", "at": case.submitted_at, "state": "done", "by": case.get_channel_display()}
    if case.received_at:
        yield {"title": "收件", "at": case.received_at, "state": "done", "by": case.unit.short_name}
    yield from _correction(case)
    if case.accepted_at:
        text = "逾期未告知补正，自收到申请材料之日起视为受理。" if case.is_deemed_accepted else ""
        yield {"title": "受理", "at": case.accepted_at, "state": "done", "by": case.unit.short_name, "text": text}
    elif case.ended_at is None:
        yield {"title": "受理", "state": "current" if case.state in ("submitted", "received") else "next"}
    yield from _steps(case, names)
    yield from _ending(case)


def _correction(case: Case) -> Iterator[dict[str, Any]]:
    correction = getattr(case, "correction", None)
    if correction is None:
        return
    told = "\n".join(f"{row['material']}：{row['problem']}" for row in correction.items)
    waiting = correction.answered_at is None and case.ended_at is None
    yield {
        "title": "一次性告知补正",
        "at": correction.issued_at,
        "state": "current" if waiting else "done",
        "text": told,
    }
    if correction.answered_at:
        yield {"title": "补正材料已提交", "at": correction.answered_at, "state": "done"}


def _steps(case: Case, names: bool) -> Iterator[dict[str, Any]]:
    """The review chain; a special procedure stands where it broke in."""
    procedures = list(case.special_procedures.order_by("started_at"))
    for step in case.steps.select_related("unit", "closed_by", "assignee"):
        if step.state == "cancelled":
            continue
        moment = step.closed_at or step.opened_at
        while procedures and (moment is None or procedures[0].started_at < moment):
            yield _procedure(procedures.pop(0))
        state = {"waiting": "next", "open": "current", "done": "done", "returned": "done"}[step.state]
        if step.state == "open" and case.state == "suspended":
            state = "paused"
        by = step.unit.short_name
        if names and (who := step.closed_by or step.assignee):
            by = f"{by} {who.name}"
        yield {
            "title": f"{step.name}：{case.decision.get_kind_display()}" if _is_decision(case, step) else step.name,
            "state": state,
            "by": by,
            "at": moment,
            "text": f"{step.get_result_display()}。{step.opinion}" if names and step.result else "",
        }
    yield from map(_procedure, procedures)


def _is_decision(case: Case, step: CaseStep) -> bool:
    return step.kind == "decide" and step.state == "done" and case.decided_at is not None


def _procedure(procedure: SpecialProcedure) -> dict[str, Any]:
    if procedure.ended_at is None:
        text = f"约需{procedure.days}个工作日，不计入办理时限。{procedure.reason}"
    else:
        text = f"{date_cn(procedure.ended_at)}结束，所需时间不计入办理时限。"
    state = "paused" if procedure.ended_at is None else "done"
    return {"title": f"特别程序：{procedure.name}", "state": state, "at": procedure.started_at, "text": text}


def _ending(case: Case) -> Iterator[dict[str, Any]]:
    if case.finished_at:
        yield {"title": "办结", "at": case.finished_at, "state": "done", "text": case.result_text}
    elif case.decided_at and case.ended_at is None:
        yield {"title": "办结", "state": "current"}
    elif case.ended_at is None:
        yield {"title": "办结", "state": "next"}
    if case.delivered_at:
        yield {"title": "送达", "at": case.delivered_at, "state": "done"}
    elif case.finished_at:
        yield {"title": "送达", "state": "current"}
    if case.ended_at and case.state not in ("delivered", "archived"):
        yield {"title": case.get_state_display(), "at": case.ended_at, "state": "stopped", "text": case.result_text}
