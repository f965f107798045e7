"""决定、办结、送达 — and the other ways a case ends."""

from datetime import date, datetime

from django.db import IntegrityError

from zhengtong.foundation import rows
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.actions import action
from zhengtong.org.models import Staff, User
from zhengtong.timers.queries import limit

from .. import chain, documents, gate, limits, queries, rules
from ..choices import (
    NATIONAL_RESULT,
    SATISFACTION_SCORE,
    ClockName,
    DecisionKind,
    DeliveryMethod,
    Satisfaction,
    State,
    StepResult,
)
from ..models import Case, Certificate, Decision, Delivery, Rating


@action("case.decided")
def decide_case(
    ref: str, *, kind: str, opinion: str, by: Staff, at: datetime, reasons: str = "", basis: str = ""
) -> Case:
    """作出决定 — in writing; a denial states reasons, basis and remedies (行政许可法 第三十八条).

    The decision stops the handling clock (第四十二条 limits the time to decide) and starts the ten working days for
    delivery (第四十四条).
    """
    case, step, steps = gate.for_step(ref, "decide", by=by)
    if kind not in DecisionKind.values:
        raise Refusal("bad-decision", "请选择准予或不予。", "kind")
    said = rules.check_opinion(opinion)
    loose = queries.loose_ends(case)
    rules.check_decision(
        open_deferrals=loose.deferred if kind == DecisionKind.GRANTED else (),
        open_children=loose.children,
        open_steps=rules.open_orders(queries.step_views(steps)),
        extension_waits=loose.extension_waits,
    )
    if kind == DecisionKind.DENIED:
        reasons = rules.check_reason(reasons, field="reasons", what="不予许可的理由")
        basis = rules.check_reason(basis, field="basis", what="法律依据")
    reasons = rules.check_length(reasons, 500, "理由", "reasons")
    basis = rules.check_length(basis, 500, "法律依据", "basis")
    result = StepResult.APPROVED if kind == DecisionKind.GRANTED else StepResult.DISAPPROVED
    chain.close_step(step, by=by, result=result, opinion=said, at=at)
    made = rows.insert(Decision(case=case, kind=kind, reasons=reasons, basis=basis, by=by, at=at))
    limits.stop(case, at)
    case.state = State.GRANTED if kind == DecisionKind.GRANTED else State.DENIED
    case.decided_at = at
    case.result_code = NATIONAL_RESULT[kind]
    limits.watch(case, limits.start(case, ClockName.DELIVERY, at, statutory=limit("license.deliver").code))
    case.holder = None
    gate.save(case)
    item = gate.guide_of(case)
    documents.decision(case, item, made, by=by, at=at)
    gate.tell(case, "case-decided", "办理结果", f"办件{case.ref}已作出决定：{DecisionKind(kind).label}。", at)
    gate.note(
        "case.decided",
        case,
        actor=gate.staff_actor(by),
        at=at,
        unit=step.unit.code,
        decision=DecisionKind(kind).label,
        outcome=kind,
        reasons=reasons,
        basis=basis,
        result_matches=rules.result_matches(kind, [r.type for r in item.results]),
        step=step.name,
        step_order=step.order,
        step_kind=step.kind,
        accepted_at=case.accepted_at,
        suspended_days=loose.suspended_days,
        delivery_due=case.clock.statutory_due,
        **chain.open_now(steps),
    )
    return case


@action("case.certified")
def issue_certificate(
    ref: str, *, number: str, valid_from: date, valid_to: date | None, by: Staff, at: datetime
) -> Certificate:
    """制证 — the licence or certificate itself (行政许可法 第三十九条)."""
    case = gate.for_staff(ref, "issue_certificate", by=by, permission="case.finish")
    result = next((r for r in gate.guide_of(case).results if r.type == "certificate"), None)
    if result is None:
        raise Refusal("no-certificate", "该事项的办理结果不是证照，无需制证。")
    written = rules.check_length(number, 60, "证照编号", "number")
    if len(written) < 4:
        raise Refusal("no-number", "请填写证照编号。", "number")
    if valid_to is not None and valid_to <= valid_from:
        raise Refusal("bad-validity", "有效期截止日应晚于起始日。", "valid_to")
    certificate = Certificate(case=case, name=result.name, number=written, valid_from=valid_from, valid_to=valid_to)
    try:
        rows.insert(certificate)
    except IntegrityError as error:  # the table itself keeps two counters from giving out one number
        raise Refusal("number-used", "该证照编号已经使用，请核对。", "number") from error
    case.state = rules.next_state("issue_certificate", case.state)
    rows.update(case, "state")
    documents.certificate(case, by=by, at=at)
    gate.note(
        "case.certified",
        case,
        actor=gate.staff_actor(by),
        at=at,
        name=result.name,
        number=written,
    )
    return certificate


@action("case.finished")
def finish_case(ref: str, *, summary: str, by: Staff, at: datetime) -> Case:
    """办结 — the result is ready to be handed over."""
    case = gate.for_staff(ref, "finish", by=by, permission="case.finish")
    if case.state == State.GRANTED and any(r.type == "certificate" for r in gate.guide_of(case).results):
        raise Refusal("certificate-due", "办理结果是证照，请先制证再办结。")
    decided = DecisionKind.DENIED if case.state == State.DENIED else DecisionKind.GRANTED
    case.state = rules.next_state("finish", case.state)
    case.finished_at = at
    case.result_text = rules.check_reason(summary, field="summary", what="办理结果说明")
    gate.save(case)
    documents.completion(case, decided, summary=case.result_text, by=by, at=at)
    gate.tell(case, "case-finished", "已办结", f"办件{case.ref}已办结，请按约定方式领取结果，并欢迎评价。", at)
    gate.note(
        "case.finished",
        case,
        actor=gate.staff_actor(by),
        at=at,
        result_code=case.result_code,
        accepted_at=case.accepted_at,
        decided_at=case.decided_at,
        delivery_due=case.clock.statutory_due if case.clock else None,
    )
    return case


@action("case.delivered")
def deliver_case(ref: str, *, method: str, receiver: str, by: Staff, at: datetime, tracking: str = "") -> Case:
    """送达 — into whose hands, how and when; the delivery clock stops and the case leaves the inbox."""
    case = gate.for_staff(ref, "deliver", by=by, permission="case.deliver")
    if method not in DeliveryMethod.values:
        raise Refusal("bad-method", "请选择送达方式。", "method")
    who = rules.check_length(receiver, 40, "签收人", "receiver")
    mail_number = rules.check_length(tracking, 40, "邮寄单号", "tracking")
    if not who:
        raise Refusal("no-receiver", "请填写签收人。", "receiver")
    if method == DeliveryMethod.MAIL and len(mail_number) < 6:
        raise Refusal("no-tracking", "邮寄送达须填写邮寄单号。", "tracking")
    rows.insert(Delivery(case=case, method=method, receiver=who, tracking=mail_number, at=at, by=by))
    case.state = rules.next_state("deliver", case.state)
    case.delivered_at = at
    unit = case.unit.code
    limits.end(case, at)
    gate.save(case)
    issued = documents.results(case)
    documents.delivery(case, issued, by=by, at=at)
    if method in (DeliveryMethod.DIRECT, DeliveryMethod.WINDOW):
        documents.handover(case, issued, by=by, at=at)
    gate.note(
        "case.delivered",
        case,
        actor=gate.staff_actor(by),
        at=at,
        unit=unit,
        method=DeliveryMethod(method).label,
        finished_at=case.finished_at,
    )
    return case


@action("case.archived")
def archive_case(ref: str, *, by: Staff, at: datetime) -> Case:
    """归档 — the file is closed for good."""
    case = gate.for_staff(ref, "archive", by=by, permission="case.finish")
    case.state = rules.next_state("archive", case.state)
    case.save(update_fields=["state"])
    gate.note(
        "case.archived",
        case,
        actor=gate.staff_actor(by),
        at=at,
    )
    return case


@action("case.withdrawn")
def withdraw_case(ref: str, *, reason: str, by: User, at: datetime) -> Case:
    """撤回 — the applicant takes the application back before it is decided."""
    case = gate.for_applicant(ref, "withdraw", by=by, at=at)
    case.state = rules.next_state("withdraw", case.state)
    case.result_code, case.result_text = "1", reason.strip()[:500]
    limits.end(case, at)
    gate.save(case)
    gate.note(
        "case.withdrawn",
        case,
        actor=gate.citizen_actor(by),
        at=at,
        reason=case.result_text,
        special_due=None,
    )
    return case


@action("case.voided")
def void_case(ref: str, *, reason: str, by: Staff, at: datetime) -> Case:
    """作废 — a case that should never have been one; the reason stays on record and the applicant is told."""
    case = gate.for_staff(ref, "void", by=by, permission="case.void")
    said = rules.check_reason(reason, what="作废原因")
    case.state = rules.next_state("void", case.state)
    case.result_code, case.result_text = NATIONAL_RESULT["voided"], said
    limits.end(case, at)
    gate.save(case)
    gate.tell(case, "case-voided", "办件作废", f"办件{case.ref}已作废：{said}", at)
    gate.note(
        "case.voided",
        case,
        actor=gate.staff_actor(by),
        at=at,
        reason=said,
        special_due=None,
    )
    return case


@action("case.transferred")
def transfer_case(ref: str, *, to: str, reason: str, by: Staff, at: datetime) -> Case:
    """转报办结 — the first review is done here, the decision belongs to a higher organ (行政许可法 第三十五条、第四十三条)."""
    case = gate.for_staff(ref, "transfer", by=by, permission="case.transfer")
    organ = rules.check_length(to, 60, "上级机关名称", "to")
    if len(organ) < 4:
        raise Refusal("no-organ", "请填写转报的上级机关全称。", "to")
    said = rules.check_reason(reason, what="转报理由")
    case.state = rules.next_state("transfer", case.state)
    case.result_code, case.result_text = NATIONAL_RESULT["transferred"], f"转报{organ}：{said}"[:500]
    limits.end(case, at)
    gate.save(case)
    gate.tell(case, "case-transferred", "转报上级办理", f"办件{case.ref}已转报{organ}办理。", at)
    gate.note(
        "case.transferred",
        case,
        actor=gate.staff_actor(by),
        at=at,
        to=organ,
        reason=said,
        accepted_at=case.accepted_at,
        special_due=None,
    )
    return case


@action("case.rated")
def rate_case(ref: str, *, satisfaction: str, by: User, at: datetime, text: str = "") -> Rating:
    """好差评 — once a case, by the applicant, about what is finished (国办发〔2019〕51号)."""
    case = gate.for_applicant(ref, "rate", by=by, at=at)
    if satisfaction not in Satisfaction.values:
        raise Refusal("bad-rating", "请选择一个评价等级。", "satisfaction")
    if Rating.objects.filter(case=case).exists():
        raise Refusal("rated-already", "您已经评价过这个办件，谢谢。")
    rating = Rating.objects.create(
        case=case, satisfaction=satisfaction, score=SATISFACTION_SCORE[satisfaction], text=text.strip()[:500], at=at
    )
    gate.note(
        "case.rated",
        case,
        actor=gate.citizen_actor(by),
        at=at,
        satisfaction=satisfaction,
        score=rating.score,
        has_text=bool(rating.text),
    )
    return rating
