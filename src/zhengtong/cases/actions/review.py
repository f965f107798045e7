"""审查 — the steps of the chain, the file going on and back, fees."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from zhengtong.foundation.errors import Refusal
from zhengtong.journal.actions import action
from zhengtong.org.models import Staff
from zhengtong.timers import actions as timers

from .. import chain, gate, rules
from ..choices import StepResult, StepState
from ..models import Case, CaseStep, FeeReceipt


@action("case.step_assigned")
def assign_step(ref: str, *, to: Staff, by: Staff, at: datetime, step_id: int | None = None) -> CaseStep:
    """转交经办人 — give an open step to a colleague who holds the same post, or take it oneself."""
    case, step, _ = gate.for_step(ref, "assign_step", by=by, step_id=step_id)
    if not to.holds(step.post, unit=step.unit, region=case.region):
        raise Refusal("wrong-post", f"{to.name}不担任该环节的岗位，不能转交。", "to")
    step.assignee = to
    step.save(update_fields=["assignee"])
    case.holder = to
    case.save(update_fields=["holder"])
    gate.note(
        "case.step_assigned",
        case,
        actor=gate.staff_actor(by),
        at=at,
        unit=step.unit.code,
        step=step.name,
        to=to.code,
    )
    return step


@action("case.step_completed")
def complete_step(ref: str, *, result: str, opinion: str, by: Staff, at: datetime, step_id: int | None = None) -> Case:
    """提交审查意见 — agree or disagree with reasons; the next stage opens when all of this one are done."""
    case, step, steps = gate.for_step(ref, "complete_step", by=by, step_id=step_id)
    if step.kind == "decide":
        raise Refusal("decide-here", "当前是决定环节，请使用“作出决定”。")
    if result not in (StepResult.APPROVED, StepResult.DISAPPROVED):
        raise Refusal("bad-result", "请选择同意或不同意。", "result")
    said = rules.check_opinion(opinion)
    chain.close_step(step, by=by, result=StepResult(result), opinion=said, at=at)
    case.state = chain.open_next_steps(case, steps, at)
    case.holder = None
    gate.save(case)
    gate.note(
        "case.step_completed",
        case,
        actor=gate.staff_actor(by),
        at=at,
        unit=step.unit.code,
        step=step.name,
        step_order=step.order,
        step_kind=step.kind,
        round=step.round,
        result=result,
        opened_at=step.opened_at,
        **chain.open_now(steps),
    )
    return case


@action("case.step_returned")
def return_step(ref: str, *, reason: str, by: Staff, at: datetime, step_id: int | None = None) -> Case:
    """退回上一环节 — the file goes back with the reason; no time is won by it, the clock runs on."""
    case, step, steps = gate.for_step(ref, "return_step", by=by, step_id=step_id)
    said = rules.check_reason(reason, what="退回原因")
    back = {view.id for view in rules.steps_to_reopen(_views(steps), step.order)}
    for other in steps:
        if other.order == step.order and other.state == StepState.OPEN:
            if other.clock is not None and other.clock.is_open:
                timers.stop(other.clock, at=at)
            other.state, other.clock, other.assignee = StepState.WAITING, None, None
            other.round += 1
            chain.keep(other)
        elif other.pk in back:
            other.round += 1
            other.result, other.closed_at, other.clock = "", None, None
            chain.open_step(case, other, at, place=steps.index(other) + 1)
    reopened = [s for s in steps if s.pk in back]
    case.state = rules.state_of_review(_views(reopened), any_done=True)
    case.holder = None
    gate.save(case)
    gate.note(
        "case.step_returned",
        case,
        actor=gate.staff_actor(by),
        at=at,
        unit=step.unit.code,
        step=step.name,
        step_order=step.order,
        step_kind=step.kind,
        to="、".join(s.name for s in reopened),
        reason=said,
        **chain.open_now(steps),
    )
    return case


def _views(steps: Sequence[CaseStep]) -> list[rules.StepView]:
    return [rules.StepView(s.pk, s.order, s.kind, s.state, s.name) for s in steps]


@action("case.fee_recorded")
def record_fee(
    ref: str, *, name: str, amount: str, receipt_number: str, by: Staff, at: datetime, reduced_reason: str = ""
) -> FeeReceipt:
    """登记缴费 — only what the guide lists, never above its standard, with the number of the receipt."""
    case = gate.for_staff(ref, "record_fee", by=by, permission="case.receive")
    listed = {fee.name: fee for fee in gate.guide_of(case).fees}
    fees = [rules.FeeRow(f.name, f.standard, str(f.amount or ""), f.reducible) for f in listed.values()]
    row = rules.check_fee(fees, name, amount, reduced_reason)
    number = rules.check_length(receipt_number, 40, "财政票据号码", "receipt_number")
    reduced = rules.check_length(reduced_reason, 200, "减免依据", "reduced_reason")
    if len(number) < 4:
        raise Refusal("no-receipt", "请填写财政票据号码。", "receipt_number")
    receipt = FeeReceipt(
        case=case,
        name=row.name,
        standard=row.standard,
        amount=amount,
        reduced_reason=reduced,
        receipt_number=number,
        paid_at=at,
        by=by,
    )
    try:
        with transaction.atomic():
            receipt.save(force_insert=True)
    except IntegrityError as error:  # the table itself keeps two counters from noting one receipt
        raise Refusal("receipt-used", "该票据号码已经登记过，请核对。", "receipt_number") from error
    gate.note(
        "case.fee_recorded",
        case,
        actor=gate.staff_actor(by),
        at=at,
        name=row.name,
        amount=amount,
        standard=row.standard,
        expected=listed[row.name].amount,
        basis=listed[row.name].basis,
        receipt=number,
        reduced=bool(reduced),
        # Who is not in the circle of reduction is entitled to none; who is, only a reduction proves it.
        entitled_to_reduction=True if reduced else None if row.reducible else False,
    )
    return receipt
