"""收件、补正、受理 — what 行政许可法 第三十二条 says may follow an application, and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from legalclock import Budget
from zhengtong.catalog.queries import item_for_application
from zhengtong.files.actions import bind
from zhengtong.files.models import Attachment
from zhengtong.forms.actions import finalise, save_answer
from zhengtong.forms.models import FormVersion
from zhengtong.forms.queries import checked, definition
from zhengtong.foundation.checkdigits import read_credit_code, read_mobile, read_resident_id
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.refs import query_code, token
from zhengtong.journal.actions import action, record
from zhengtong.org.models import Citizen, Delegation, Region, ServiceWindow, Staff, User
from zhengtong.org.queries import citizen_of, id_index, staff_of
from zhengtong.timers.queries import limit

from .. import documents, gate, queries, rules
from ..chain import begin_handling
from ..choices import Channel, ClockName, RefusalGround, State
from ..models import Case, CaseMaterial, Correction
from .applying import check_open_to, hand_in, handling_unit, lay_out_materials, principal_fields


@dataclass(frozen=True, slots=True)
class WalkIn:
    """The person at the counter, as the clerk wrote them down."""

    kind: str
    name: str
    id_type: str
    id_number: str
    phone: str
    region: Region
    address: str = ""
    legal_representative: str = ""
    delegation: Delegation | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What the clerk found of one material: state `checked`, `rejected`, `deferred` or `missing`, how it was taken."""

    order: int
    state: str
    taken_as: str = "1"
    copies: int = 0
    remark: str = ""


def _name_of(agent: User) -> str:
    """Who acts for the applicant, by the name on their papers and not by the account's."""
    person = staff_of(agent) or citizen_of(agent)
    return person.name if person else agent.username


def _applicant(person: WalkIn, at: datetime) -> dict[str, Any]:
    if person.delegation is not None:
        return {**principal_fields(person.delegation), "agent_name": _name_of(person.delegation.agent)}
    name = person.name.strip()
    if not name:
        raise Refusal("no-name", "请填写申请人姓名或名称。", "name")
    if person.id_type == "111":
        number = read_resident_id(person.id_number, today=localdate(at), field="id_number").number
    elif person.id_type == "001":
        number = read_credit_code(person.id_number, field="id_number")
    else:
        number = person.id_number.strip().upper()
        if len(number) < 4:
            raise Refusal("id-shape", "请填写证件号码。", "id_number")
    index = id_index(number)
    account = Citizen.objects.select_related("user").filter(id_index=index).first()
    return {
        "applicant_user": account.user if account else None,
        "applicant_kind": person.kind,
        "applicant_name": name,
        "applicant_id_type": person.id_type,
        "applicant_id_number": number,
        "applicant_id_index": index,
        "applicant_phone": read_mobile(person.phone, field="phone"),
        "applicant_address": person.address,
        "legal_representative": person.legal_representative,
    }


@action("case.received", "case.submitted")
def receive_walk_in(
    item_code: str,
    person: WalkIn,
    marks: Sequence[Mark],
    *,
    by: Staff,
    at: datetime,
    window: ServiceWindow | None = None,
    form: tuple[FormVersion, Mapping[str, Any]] | None = None,
    attachments: Mapping[int, Sequence[Attachment]],
    once: str | None = None,
) -> Case:
    """窗口收件 — the clerk of the unit's window receives; a township or village agent collects and forwards (代收).

    `once` names the sheet the clerk filled in: a sheet that was handed in already is refused (`received-already`).
    """
    version = item_for_application(item_code)
    applicant = _applicant(person, at)
    check_open_to(version, applicant["applicant_kind"], online=False)
    unit = handling_unit(version, person.region)
    receives = queries.receives_for(by, unit, person.region)
    if not receives and not by.may("case.assist", region=person.region):
        raise Refusal("not-permitted", "您没有为该事项收件的权限。")
    if receives:
        channel = Channel.WINDOW
    else:
        channel = Channel.TOWNSHIP if by.may("case.receive") else Channel.VILLAGE
    case = Case(
        draft_token=once or token(),
        query_code=query_code(),
        version=version,
        item_code=version.item.code,
        title=rules.title_of(applicant["applicant_name"], version.name),
        unit=unit,
        region=person.region,
        window=window,
        channel=channel,
        submitted_by=gate.staff_actor(by),
        created_at=at,
        state=State.DRAFT,
        **applicant,
    )
    try:
        with transaction.atomic():
            case.save()
    except IntegrityError as error:
        raise Refusal("received-already", "这张登记表刚才已经收件，没有重复登记。") from error
    lay_out_materials(case)
    for order, files in attachments.items():
        _material(case, order).attachments.set(files)
        CaseMaterial.objects.filter(case=case, order=order).update(state="supplied", taken_as="2")
    _mark(case, marks)
    if form is not None:
        form_version, entries = form
        good = checked(definition(form_version), entries, today=localdate(at), by=gate.staff_actor(by))
        case.answer = finalise(save_answer(form_version, entries, owner=None, at=at), good, at=at)
    hand_in(case, at)
    case.state = State.RECEIVED if receives else State.SUBMITTED
    case.received_at = at if receives else None
    _await_intake(case, at)
    gate.save(case, "ref", "submitted_at", "answer")
    documents.receipt(case, by=by, at=at)
    record(
        "case.received" if receives else "case.submitted",
        case.ref,
        actor=gate.staff_actor(by),
        at=at,
        unit=case.unit.code,
        station=by.station.code if by.station else "",
        window=window.number if window else "",
        by_agent=case.delegation_id is not None,
        intake_due=case.clock.statutory_due,
        **gate.facts(case),
    )
    return case


def _await_intake(case: Case, at: datetime, *, sequence: int = 1) -> None:
    """Five working days to accept, refuse or tell everything that is missing (行政许可法 第三十二条)."""
    gate.watch(
        case,
        gate.start_clock(
            case, ClockName.INTAKE, at, sequence=sequence, statutory=limit("license.correction_notice").code
        ),
    )


@action("case.received")
def receive_case(ref: str, *, by: Staff, at: datetime) -> Case:
    """收件 — the window takes an application that came online or from a village into hand."""
    case = gate.for_staff(ref, "receive", by=by, permission="case.receive")
    case.state = rules.next_state("receive", case.state)
    case.received_at = at
    case.holder = by
    case.save(update_fields=["state", "received_at", "holder"])
    documents.receipt(case, by=by, at=at)
    gate.tell(case, "case-received", "申请材料已收到", f"您的办件{case.ref}已由{case.unit.name}收件。", at)
    record("case.received", case.ref, actor=gate.staff_actor(by), at=at, unit=case.unit.code, **gate.facts(case))
    return case


@action("case.pre_rejected")
def pre_reject(ref: str, *, reason: str, by: Staff, at: datetime) -> Case:
    """预审不通过 — what was sent online cannot be an application at all; the reason tells how to do it right."""
    case = gate.for_staff(ref, "pre_reject", by=by, permission="case.receive")
    said = rules.check_reason(reason, what="不通过的原因")
    case.state = rules.next_state("pre_reject", case.state)
    case.result_text = said
    gate.end(case, at)
    gate.save(case)
    gate.tell(case, "case-pre-rejected", "预审不通过", f"办件{case.ref}预审不通过：{said}", at)
    record(
        "case.pre_rejected",
        case.ref,
        actor=gate.staff_actor(by),
        at=at,
        unit=case.unit.code,
        reason=said,
        **gate.facts(case),
    )
    return case


@action("case.materials_checked")
def check_materials(ref: str, marks: Sequence[Mark], *, by: Staff, at: datetime) -> Case:
    """核验材料 — checked against the original, to be corrected, or missing; small errors are mended on the spot."""
    case = gate.for_staff(ref, "check_materials", by=by, permission="case.receive")
    _mark(case, marks)
    record(
        "case.materials_checked",
        case.ref,
        actor=gate.staff_actor(by),
        at=at,
        unit=case.unit.code,
        marks={str(mark.order): mark.state for mark in marks},
        **gate.facts(case),
    )
    return case


def _mark(case: Case, marks: Sequence[Mark]) -> None:
    rows = {m.order: m for m in case.materials.select_for_update()}
    for mark in marks:
        material = rows.get(mark.order)
        if material is None:
            raise Unknown("办事指南中没有这项材料。")
        if mark.state not in ("checked", "rejected", "missing", "supplied"):
            raise Refusal("bad-mark", "材料核验结果不正确。")
        material.state, material.copies, material.remark = mark.state, mark.copies, mark.remark.strip()
        material.taken_as = mark.taken_as if mark.state in ("checked", "supplied") else ""
        material.save(update_fields=["state", "copies", "remark", "taken_as"])
        if mark.state == "checked":
            # 国办函〔2016〕108号: compared with the original at a window, a copy rises to trust level B.
            Attachment.objects.filter(pk__in=material.attachments.values("pk"), trust__in=["C", "D"]).update(trust="B")


def _material(case: Case, order: int) -> CaseMaterial:
    material = case.materials.filter(order=order).first()
    if material is None:
        raise Unknown("办事指南中没有这项材料。")
    return material


@action("case.correction_requested")
def request_correction(
    ref: str, problems: Sequence[Mapping[str, str]], *, reply: Budget, by: Staff, at: datetime
) -> Case:
    """补正告知 — once, with everything (行政许可法 第三十二条第一款第四项); the office's clock stands while they mend it."""
    case = gate.for_staff(ref, "request_correction", by=by, permission="case.correct")
    told = rules.check_correction(problems, was_told=Correction.objects.filter(case=case).exists())
    case.state = rules.next_state("request_correction", case.state)
    gate.stop_clock(case, at)
    clock = gate.start_clock(case, ClockName.CORRECTION, at, promised=reply.code)
    gate.watch(case, clock)
    case.holder = by
    gate.save(case)
    Correction.objects.create(case=case, items=told, issued_at=at, issued_by=by, due_at=clock.promised_due)
    names = {row["material"] for row in told}
    case.materials.filter(name__in=names).update(state="rejected")
    documents.correction_notice(case, told, clock, by=by, at=at)
    gate.tell(
        case,
        "case-correction",
        "请补正申请材料",
        f"办件{case.ref}需要补正{len(told)}项材料，请登录“我的办件”查看并在期限内补齐。",
        at,
    )
    record(
        "case.correction_requested",
        case.ref,
        actor=gate.staff_actor(by),
        at=at,
        unit=case.unit.code,
        problems=told,
        reply_due=clock.promised_due,
        **gate.facts(case),
    )
    return case


@action("case.correction_supplied")
def supply_correction(
    ref: str,
    attachments: Mapping[int, Sequence[Attachment]],
    *,
    at: datetime,
    by: User | None = None,
    window: Staff | None = None,
    on_paper: Sequence[int] = (),
) -> Case:
    """提交补正材料 — by the applicant online, or over the counter; the five working days begin anew."""
    if window is not None:
        case = gate.for_staff(ref, "supply_correction", by=window, permission="case.receive")
        actor = gate.staff_actor(window)
    elif by is not None:
        case = gate.for_applicant(ref, "supply_correction", by=by, at=at)
        actor = gate.citizen_actor(by)
    else:
        raise TypeError("either the applicant or a window supplies a correction")
    wanted = {m.order: m for m in case.materials.filter(state="rejected")}
    for order, files in attachments.items():
        if order not in wanted or not files:
            continue
        wanted[order].attachments.add(*files)
        bind(Attachment.objects.filter(pk__in=[f.pk for f in files]), case.ref)
        wanted[order].state, wanted[order].taken_as = "supplied", "2"
        wanted[order].save(update_fields=["state", "taken_as"])
    for order in on_paper:
        if order in wanted:
            wanted[order].state, wanted[order].taken_as = "supplied", "1"
            wanted[order].save(update_fields=["state", "taken_as"])
    still = [m.name for m in wanted.values() if m.state == "rejected"]
    if still:
        raise Refusal("still-missing", f"以下材料还没有补正：{'、'.join(still)}。", "materials")
    case.state = rules.next_state("supply_correction", case.state)
    gate.stop_clock(case, at)
    _await_intake(case, at, sequence=2)
    Correction.objects.filter(case=case).update(answered_at=at)
    gate.save(case)
    names = [m.name for m in wanted.values()]
    documents.correction_receipt(case, names, actor=actor, by=window, at=at)
    record(
        "case.correction_supplied",
        case.ref,
        actor=actor,
        at=at,
        unit=case.unit.code,
        materials=names,
        intake_due=case.clock.statutory_due,
        **gate.facts(case),
    )
    return case


@action("case.correction_expired")
def expire_correction(ref: str, *, at: datetime) -> Case:
    """补正逾期 — the applicant let the time pass; ends the case (办结结果 5), decided only where the day is certain."""
    case = gate.lock(ref)
    case.state = rules.next_state("expire_correction", case.state)
    _require_certain(case, at)
    case.result_code, case.result_text = "5", "逾期未补正"
    unit = case.unit.code
    gate.end(case, at)
    gate.save(case)
    documents.returned(case, reason="申请人在告知的期限内没有补正申请材料。", by="system", at=at)
    gate.tell(
        case,
        "case-correction-expired",
        "补正逾期",
        f"办件{case.ref}逾期未补正，申请已终止。如仍需办理，请重新申请。",
        at,
    )
    record("case.correction_expired", case.ref, actor="system", at=at, unit=unit, **gate.facts(case))
    return case


def _require_certain(case: Case, at: datetime) -> None:
    """No legal effect hangs on a provisional day (调休 not yet published)."""
    clock = case.clock
    if clock is None or not clock.is_open:
        raise Refusal("no-clock", "没有正在计算的期限。")
    due = clock.statutory_due or clock.promised_due
    if due is None or due > at:
        raise Refusal("not-yet", "期限尚未届满。")
    if clock.is_provisional:
        raise Refusal("cannot-be-determined", "放假调休安排尚未公布，期限是否届满暂时无法判定。")


@action("case.accepted")
def accept_case(ref: str, *, by: Staff, at: datetime, with_deferral: bool = False) -> Case:
    """受理 — the materials are complete; both limits start, the day of acceptance does not count (民法典 第二百零一条)."""
    case = gate.for_staff(ref, "accept", by=by, permission="case.accept")
    item = gate.guide_of(case)
    deferred = rules.check_acceptance(
        queries.supplied(case.materials.prefetch_related("attachments")),
        with_deferral=with_deferral,
        may_defer=item.deferral is not None,
    )
    case.state = rules.next_state("accept", case.state)
    case.accepted_at = at
    if deferred:
        case.is_deferral = True
        case.materials.filter(order__in=[m.order for m in deferred]).update(state="deferred")
        promise = gate.start_clock(case, ClockName.DEFERRAL, at, promised=item.deferral.budget)
        documents.deferral_promise(case, [m.name for m in deferred], promise, by=by, at=at)
    begin_handling(case, at)
    documents.acceptance(case, item, by=by, at=at)
    gate.tell(case, "case-accepted", "申请已受理", f"办件{case.ref}已受理，可凭办件编号和查询密码查看进度。", at)
    record(
        "case.accepted",
        case.ref,
        actor=gate.staff_actor(by),
        at=at,
        unit=case.unit.code,
        deferred=[m.name for m in deferred],
        promised=item.limits.promised.budget if item.limits.promised else None,
        statutory=item.limits.statutory.budget if item.limits.statutory else None,
        **gate.facts(case),
    )
    return case


@action("case.deemed_accepted")
def deem_accepted(ref: str, *, at: datetime) -> Case:
    """视为受理 — nobody said anything for five working days; accepted from the day of receipt (行政许可法 第三十二条)."""
    case = gate.lock(ref)
    case.state = rules.next_state("deem_accepted", case.state)
    _require_certain(case, at)
    received_at = case.submitted_at if not hasattr(case, "correction") else case.correction.answered_at
    case.accepted_at, case.is_deemed_accepted = received_at, True
    case.received_at = case.received_at or received_at
    begin_handling(case, received_at, now=at)
    gate.tell(
        case,
        "case-accepted",
        "申请视为受理",
        f"办件{case.ref}未在法定期限内告知补正，依法自收到申请材料之日起视为受理。",
        at,
    )
    record(
        "case.deemed_accepted",
        case.ref,
        actor="system",
        at=at,
        unit=case.unit.code,
        accepted_at=received_at,
        **gate.facts(case),
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
    gate.end(case, at)
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
    record(
        "case.not_accepted",
        case.ref,
        actor=gate.staff_actor(by),
        at=at,
        unit=unit,
        ground=ground,
        reason=said,
        send_to=send_to.strip(),
        **gate.facts(case),
    )
    return case


@action("case.returned")
def return_case(ref: str, *, reason: str, by: Staff, at: datetime) -> Case:
    """退件 — handed back before acceptance, e.g. filed twice; with the reason."""
    case = gate.for_staff(ref, "return", by=by, permission="case.refuse")
    said = rules.check_reason(reason, what="退件原因")
    case.state = rules.next_state("return", case.state)
    case.result_code, case.result_text = "1", said
    gate.end(case, at)
    gate.save(case)
    documents.returned(case, reason=said, by=gate.staff_actor(by), at=at)
    gate.tell(case, "case-returned", "申请已退件", f"办件{case.ref}已退件：{said}", at)
    record(
        "case.returned",
        case.ref,
        actor=gate.staff_actor(by),
        at=at,
        unit=case.unit.code,
        reason=said,
        **gate.facts(case),
    )
    return case
