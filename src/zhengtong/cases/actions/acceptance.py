"""受理、不予受理、退件 — what 行政许可法 第三十二条 says may follow an application, and nothing else."""

from collections.abc import Sequence
from datetime import datetime

from zhengtong.catalog.guide import Guide
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.actions import action
from zhengtong.org.models import Staff

from .. import documents, gate, limits, queries, rules
from ..chain import begin_handling, open_now
from ..choices import ClockName, RefusalGround
from ..models import Case


@action("case.accepted")
def accept_case(ref: str, *, by: Staff, at: datetime, with_deferral: bool = False) -> Case:
    """受理 — the materials are complete; both limits start, the day of acceptance does not count (民法典 第二百零一条)."""
    case = gate.for_staff(ref, "accept", by=by, permission="case.accept")
    item = gate.guide_of(case)
    supplied = queries.supplied_of(case)
    deferred = rules.check_acceptance(supplied, with_deferral=with_deferral, may_defer=item.deferral is not None)
    case.state = rules.next_state("accept", case.state)
    case.accepted_at = at
    more = {}
    if deferred:
        case.is_deferral = True
        case.materials.filter(order__in=[m.order for m in deferred]).update(state="deferred")
        promise = limits.start(case, ClockName.DEFERRAL, at, promised=item.deferral.budget)
        documents.deferral_promise(case, [m.name for m in deferred], promise, by=by, at=at)
        more = {"reply_due": promise.promised_due}
    steps = begin_handling(case, at)
    documents.acceptance(case, item, by=by, at=at)
    gate.tell(case, "case-accepted", "申请已受理", f"办件{case.ref}已受理，可凭办件编号和查询密码查看进度。", at)
    gate.note(
        "case.accepted",
        case,
        actor=gate.staff_actor(by),
        at=at,
        accepted_at=at,
        deferred=[m.name for m in deferred],
        missing_required=_missing_required(supplied, deferred),
        intake_due=None,
        **_limits(item),
        **more,
        **open_now(steps),
    )
    return case


def _missing_required(supplied: list[rules.Supplied], deferred: Sequence[rules.Supplied] = ()) -> list[str]:
    """Materials the guide requires that were neither there nor promised when the case was accepted."""
    promised = {m.order for m in deferred}
    return [m.name for m in rules.missing_materials(supplied) if m.order not in promised]


def _limits(item: Guide) -> dict[str, str | None]:
    """The budgets of both limits, as the guide promises and the law allows."""
    return {
        "promised": item.limits.promised.budget if item.limits.promised else None,
        "statutory": item.limits.statutory.budget if item.limits.statutory else None,
    }


@action("case.deemed_accepted")
def deem_accepted(ref: str, *, at: datetime) -> Case:
    """视为受理 — nobody said anything for five working days; accepted from the day of receipt (行政许可法 第三十二条)."""
    case = gate.lock(ref)
    case.state = rules.next_state("deem_accepted", case.state)
    limits.require_certain(case, at)
    received_at = case.submitted_at if not hasattr(case, "correction") else case.correction.answered_at
    case.accepted_at, case.is_deemed_accepted = received_at, True
    case.received_at = case.received_at or received_at
    steps = begin_handling(case, received_at, now=at)
    gate.tell(
        case,
        "case-accepted",
        "申请视为受理",
        f"办件{case.ref}未在法定期限内告知补正，依法自收到申请材料之日起视为受理。",
        at,
    )
    gate.note(
        "case.deemed_accepted",
        case,
        actor="system",
        at=at,
        accepted_at=received_at,
        missing_required=_missing_required(queries.supplied_of(case)),
        **_limits(gate.guide_of(case)),
        **open_now(steps),
    )
    return case


@action("case.not_accepted")
def refuse_acceptance(ref: str, *, ground: str, reason: str, by: Staff, at: datetime, send_to: str = "") -> Case:
    """不予受理 — not required, not ours (and whose it is), or not eligible; in writing, with the reason."""
    case = gate.for_staff(ref, "refuse_acceptance", by=by, permission="case.refuse")
    if ground not in RefusalGround.values:
        raise Refusal("bad-ground", "请选择不予受理的法定情形。", "ground")
    said = rules.check_reason(reason, what="不予受理的理由")
    if ground == RefusalGround.NOT_COMPETENT and not send_to.strip():
        raise Refusal("no-addressee", "不属于本机关职权的，应当告知申请人向哪个机关申请。", "send_to")
    case.state = rules.next_state("refuse_acceptance", case.state)
    case.result_code, case.result_text = "", said
    unit = case.unit.code
    limits.end(case, at)
    gate.save(case)
    documents.non_acceptance(
        case,
        gate.guide_of(case),
        ground=RefusalGround(ground).label,
        reason=said,
        send_to=send_to.strip(),
        by=by,
        at=at,
    )
    gate.tell(case, "case-not-accepted", "不予受理", f"办件{case.ref}不予受理，理由和救济途径见不予受理通知书。", at)
    gate.note(
        "case.not_accepted",
        case,
        actor=gate.staff_actor(by),
        at=at,
        unit=unit,
        ground=ground,
        reason=said,
        send_to=send_to.strip(),
    )
    return case


@action("case.returned")
def return_case(ref: str, *, reason: str, by: Staff, at: datetime) -> Case:
    """退件 — handed back before acceptance, e.g. filed twice; with the reason."""
    case = gate.for_staff(ref, "return", by=by, permission="case.refuse")
    said = rules.check_reason(reason, what="退件原因")
    case.state = rules.next_state("return", case.state)
    case.result_code, case.result_text = "1", said
    limits.end(case, at)
    gate.save(case)
    documents.returned(case, reason=said, by=gate.staff_actor(by), at=at)
    gate.tell(case, "case-returned", "申请已退件", f"办件{case.ref}已退件：{said}", at)
    gate.note(
        "case.returned",
        case,
        actor=gate.staff_actor(by),
        at=at,
        reason=said,
    )
    return case
