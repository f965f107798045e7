"""特别程序与延期 — the only ways in which a running limit changes (行政许可法 第四十二条、第四十五条)."""

from datetime import datetime

from legalclock import Budget, Ceiling
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.actions import action
from zhengtong.org.models import Staff
from zhengtong.timers import actions as timers
from zhengtong.timers.models import Clock

from .. import documents, gate, limits, queries, rules
from ..chain import open_now
from ..choices import ClockName
from ..models import Case, ExtensionRequest, SpecialProcedure


@action("case.suspended")
def suspend_case(ref: str, *, ground: str, days: int, reason: str, by: Staff, at: datetime) -> Case:
    """启动特别程序 — one of the eight kinds, named by the item, with the time told to the applicant in writing.

    `days`: working days. An on-site check by the agency itself is no such procedure and does not stop the clock.
    """
    case = gate.for_staff(ref, "suspend", by=by, permission="case.suspend")
    named = {p.ground: p for p in gate.guide_of(case).special_procedures}
    rules.check_ground(ground, named_by_item=named)
    said = rules.check_reason(reason, what="启动特别程序的依据")
    if not 1 <= days <= 200:
        raise Refusal("bad-days", "所需时间应为1至200个工作日。", "days")
    procedure = SpecialProcedure.objects.create(
        case=case, ground=ground, name=named[ground].name, reason=said, days=days, started_at=at, started_by=by
    )
    declared = limits.start(case, ClockName.SPECIAL, at, promised=f"{days}wd", sequence=case.special_procedures.count())
    paper = documents.special_procedure(case, procedure, by=by, at=at)
    if ground == "hearing":
        documents.hearing_notice(case, reason=said, by=by, at=at)
    timers.suspend(case.handling_clock, ground=ground, document=paper.number, at=at)
    steps = gate.steps_of(case)
    for step in steps:
        if step.state == "open" and step.clock is not None:
            timers.suspend(step.clock, ground=ground, document=paper.number, at=at)
    case.state = rules.next_state("suspend", case.state)
    limits.watch(case, case.handling_clock)
    gate.save(case)
    gate.tell(
        case,
        "case-suspended",
        "进入特别程序",
        f"办件{case.ref}进入{named[ground].name}，约需{days}个工作日，该时间不计入办理时限。",
        at,
    )
    gate.note(
        "case.suspended",
        case,
        actor=gate.staff_actor(by),
        at=at,
        ground=ground,
        name=named[ground].name,
        days=days,
        reason=said,
        basis=named[ground].basis,
        document=paper.number,
        special_due=declared.promised_due,
        **open_now(steps),
    )
    return case


@action("case.resumed")
def resume_case(ref: str, *, result: str, by: Staff, at: datetime) -> Case:
    """结束特别程序 — with its result; today counts again."""
    case = gate.for_staff(ref, "resume", by=by, permission="case.suspend")
    said = rules.check_reason(result, field="result", what="特别程序的结果")
    rules.next_state("resume", case.state)
    procedure = SpecialProcedure.objects.select_for_update().get(case=case, ended_at__isnull=True)
    procedure.ended_at, procedure.ended_by, procedure.result = at, by, said
    procedure.save()
    timers.resume(case.handling_clock, at=at)
    for clock in Clock.objects.filter(subject=case.ref, name=ClockName.SPECIAL, is_open=True):
        timers.stop(clock, at=at)
    steps = gate.steps_of(case)
    for step in steps:
        if step.state == "open" and step.clock is not None:
            timers.resume(step.clock, at=at)
    views = queries.step_views(steps)
    case.state = rules.state_of_review(rules.open_orders(views), any_done=any(v.state == "done" for v in views))
    limits.watch(case, case.handling_clock)
    gate.save(case)
    gate.note(
        "case.resumed",
        case,
        actor=gate.staff_actor(by),
        at=at,
        ground=procedure.ground,
        name=procedure.name,
        days=procedure.days,
        result=said,
        started_at=procedure.started_at,
        special_due=None,
        **open_now(steps),
    )
    return case


def ceiling_of(case: Case) -> Ceiling:
    """How far this item's statutory limit may be extended: as the guide says, within the law."""
    item = gate.guide_of(case)
    if item.limits.extension is None:
        raise Refusal("no-extension", "该事项的法定依据没有规定可以延长期限。")
    base = item.limits.statutory or item.limits.promised
    return Ceiling(
        Budget.parse(base.budget),
        Budget.parse(item.limits.extension.budget),
        item.limits.extension.approver,
        item.limits.extension.basis,
    )


@action("case.extension_requested")
def request_extension(ref: str, *, budget: Budget, reason: str, by: Staff, at: datetime) -> ExtensionRequest:
    """申请延期 — the reviewer asks the head of the organ, once."""
    case = gate.for_staff(ref, "request_extension", by=by, permission="case.extend")
    ceiling = ceiling_of(case)
    said = rules.check_reason(reason, what="延期理由")
    if budget.unit is not ceiling.extension.unit or budget.amount > ceiling.extension.amount:
        raise Refusal("over-ceiling", f"延长期限不得超过{ceiling.extension}。", "days")
    if case.extensions.exclude(state="refused").exists():
        raise Refusal("extended-already", "该办件已经申请过延期，依法只能延长一次。")
    request = ExtensionRequest.objects.create(
        case=case, budget=budget.code, reason=said, requested_at=at, requested_by=by
    )
    gate.note(
        "case.extension_requested",
        case,
        actor=gate.staff_actor(by),
        at=at,
        extended=budget.code,
        reason=said,
        extensions=case.extensions.exclude(state="refused").count(),
    )
    return request


@action("case.extension_approved", "case.extension_refused")
def answer_extension(ref: str, *, approve: bool, answer: str, by: Staff, at: datetime) -> Case:
    """审批延期 — by the head of the organ, never by who asked; the applicant is told the reason (行政许可法 第四十二条)."""
    case = gate.for_staff(ref, "answer_extension", by=by, permission="case.approve_extension")
    request = ExtensionRequest.objects.select_for_update().filter(case=case, state="requested").first()
    if request is None:
        raise Refusal("no-request", "没有待批准的延期申请。")
    if request.requested_by_id == by.pk:
        raise Refusal("own-request", "延期申请不能由申请人自己批准。")
    request.answered_at, request.answered_by = at, by
    request.answer = rules.check_length(answer, 500, "说明", "answer")
    request.state = "approved" if approve else "refused"
    request.save()
    if not approve:
        rules.check_reason(answer, field="answer", what="不批准的理由")
        gate.note(
            "case.extension_refused",
            case,
            actor=gate.staff_actor(by),
            at=at,
            extended=request.budget,
            reason=answer.strip(),
        )
        return case
    budget, ceiling = Budget.parse(request.budget), ceiling_of(case)
    original_due = case.handling_clock.statutory_due or case.handling_clock.promised_due
    timers.extend(case.handling_clock, budget=budget, approver=by.name, reason=request.reason, ceiling=ceiling, at=at)
    limits.watch(case, case.handling_clock)
    gate.save(case)
    documents.extension(case, request, limit=str(budget), original_due=original_due, by=by, at=at)
    gate.tell(case, "case-extended", "办理期限延长", f"办件{case.ref}经批准延长{budget}，理由：{request.reason}", at)
    gate.note(
        "case.extension_approved",
        case,
        actor=gate.staff_actor(by),
        at=at,
        extended=str(budget),
        extended_days=budget.amount,
        extensions=case.extensions.filter(state="approved").count(),
        approver=gate.staff_actor(by),
        is_within_statute=budget.unit is ceiling.extension.unit and budget.amount <= ceiling.extension.amount,
        basis=gate.guide_of(case).limits.extension.basis,
        reason=request.reason,
        asked_by=request.requested_by.code,
        **open_now(gate.steps_of(case)),
    )
    return case
