"""收件 — at the window, or collected in a village; pre-review and checking of materials."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError
from django.utils.timezone import localdate

from zhengtong.catalog.queries import item_for_application
from zhengtong.files.actions import bind
from zhengtong.files.models import Attachment
from zhengtong.forms.actions import finalise, save_answer
from zhengtong.forms.models import FormVersion
from zhengtong.forms.queries import checked, definition
from zhengtong.foundation import rows
from zhengtong.foundation.checkdigits import read_mobile
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.refs import query_code, token
from zhengtong.journal.actions import action
from zhengtong.org import rules as org_rules
from zhengtong.org.choices import CitizenKind, IdType, StationLevel
from zhengtong.org.models import Citizen, Delegation, Region, ServiceWindow, Staff
from zhengtong.org.queries import citizen_of, id_index, staff_of
from zhengtong.timers import actions as timers
from zhengtong.timers.models import Clock
from zhengtong.timers.queries import limit

from .. import documents, gate, limits, queries, rules
from ..choices import Channel, ClockName, State
from ..models import Case, CaseMaterial
from .applying import check_open_to, hand_in, handling_unit, materials_of_guide, principal_fields


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


def _name_of_agent(delegation: Delegation) -> str:
    """Who acts for the applicant, by the name on their papers and not by the account's."""
    agent = delegation.agent
    if agent is None:
        return delegation.agent_name
    person = staff_of(agent) or citizen_of(agent)
    return person.name if person else agent.username


def _applicant(person: WalkIn, at: datetime) -> dict[str, Any]:
    if person.delegation is not None:
        return {**principal_fields(person.delegation), "agent_name": _name_of_agent(person.delegation)}
    if person.kind not in CitizenKind.values or person.id_type not in IdType.values:
        raise Refusal("bad-person", "请选择申请人类型和证件类型。", "kind")
    name = org_rules.check_name(person.name)
    number = org_rules.read_id_number(person.id_type, person.id_number, localdate(at))
    index = id_index(number)
    account = Citizen.objects.filter(id_index=index).values_list("user_id", flat=True)[:1]
    return {
        "applicant_user_id": next(iter(account), None),
        "applicant_kind": person.kind,
        "applicant_name": name,
        "applicant_id_type": person.id_type,
        "applicant_id_number": number,
        "applicant_id_index": index,
        "applicant_phone": read_mobile(person.phone, field="phone"),
        "applicant_address": org_rules.check_line(person.address, org_rules.ADDRESS, "详细地址", "address"),
        "legal_representative": org_rules.check_line(
            person.legal_representative, org_rules.PERSON_NAME, "法定代表人", "legal_representative"
        ),
    }


def _channel(by: Staff, *, receives: bool) -> Channel:
    """Who receives for the unit sits at its window; who collects for another does so where their station stands."""
    if receives:
        return Channel.WINDOW
    in_village = by.station.level == StationLevel.VILLAGE if by.station else not by.may("case.receive")
    return Channel.VILLAGE if in_village else Channel.TOWNSHIP


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
    case = Case(
        draft_token=once or token(),
        query_code=query_code(),
        version=version,
        item_code=version.item.code,
        title=rules.title_of(applicant["applicant_name"], version.name),
        unit=unit,
        region=person.region,
        window=window,
        channel=_channel(by, receives=receives),
        submitted_by=gate.staff_actor(by),
        created_at=at,
        state=State.DRAFT,
        **applicant,
    )
    try:
        rows.insert(case)
    except IntegrityError as error:  # the refusal undoes the whole act, nothing is asked of the database before
        raise Refusal("received-already", "这张登记表刚才已经收件，没有重复登记。") from error
    materials = _take_in(case, marks, attachments)
    if form is not None:
        form_version, entries = form
        good = checked(definition(form_version), entries, today=localdate(at), by=gate.staff_actor(by))
        case.answer = finalise(save_answer(form_version, entries, owner=None, at=at), good, at=at)
    hand_in(case, at)
    if attachments:
        bind([file for files in attachments.values() for file in files], case.ref)
    case.state = State.RECEIVED if receives else State.SUBMITTED
    case.received_at = at if receives else None
    limits.await_intake(case, at)
    case.acting_post = gate.post_of(by, "case.receive" if receives else "case.assist", case)
    collected = {} if receives else _await_handover(case, by, at)
    gate.save(case, "ref", "submitted_at", "answer")
    documents.receipt(case, materials, by=by, at=at)
    if case.delegation is not None:
        documents.delegation(case, by=by, at=at)
    gate.note(
        "case.received" if receives else "case.submitted",
        case,
        actor=gate.staff_actor(by),
        at=at,
        station=by.station.code if by.station else "",
        window=window.number if window else "",
        by_agent=case.delegation_id is not None,
        intake_due=case.clock.statutory_due,
        **collected,
    )
    return case


def _await_handover(case: Case, by: Staff, at: datetime) -> dict[str, Any]:
    """代收: what is collected for another unit reaches its window within the limit `agent.transfer` (domain facts §7.2)."""
    clock = limits.start(case, ClockName.HANDOVER, at, promised=limit("agent.transfer").code, unit=by.unit)
    return {"collected_by": by.unit.code, "handover_due": clock.promised_due}


@action("case.handed_over")
def _hand_over(case: Case, clock: Clock, *, by: Staff, at: datetime) -> None:
    """代收移交 — the window of the unit has in hand what a township or village collected."""
    timers.stop(clock, at=at)
    gate.note(
        "case.handed_over",
        case,
        actor=gate.staff_actor(by),
        at=at,
        collected_by=clock.unit,
        handover_due=None,
        is_on_time=at < clock.promised_due,
    )


@action("case.received")
def receive_case(ref: str, *, by: Staff, at: datetime) -> Case:
    """收件 — the window takes an application that came online or from a village into hand."""
    case = gate.for_staff(ref, "receive", by=by, permission="case.receive")
    case.state = rules.next_state("receive", case.state)
    case.received_at = at
    case.holder = by
    case.save(update_fields=["state", "received_at", "holder"])
    if case.channel in (Channel.TOWNSHIP, Channel.VILLAGE):
        for clock in Clock.objects.filter(subject=case.ref, name=ClockName.HANDOVER, is_open=True):
            _hand_over(case, clock, by=by, at=at)
    documents.receipt(case, case.materials.all(), by=by, at=at)
    gate.tell(case, "case-received", "申请材料已收到", f"您的办件{case.ref}已由{case.unit.name}收件。", at)
    gate.note(
        "case.received",
        case,
        actor=gate.staff_actor(by),
        at=at,
        intake_due=case.clock.statutory_due if case.clock else None,
    )
    return case


@action("case.pre_rejected")
def pre_reject(ref: str, *, reason: str, by: Staff, at: datetime) -> Case:
    """预审不通过 — what was sent online cannot be an application at all; the reason tells how to do it right."""
    case = gate.for_staff(ref, "pre_reject", by=by, permission="case.receive")
    said = rules.check_reason(reason, what="不通过的原因")
    case.state = rules.next_state("pre_reject", case.state)
    case.result_text = said
    limits.end(case, at)
    gate.save(case)
    gate.tell(case, "case-pre-rejected", "预审不通过", f"办件{case.ref}预审不通过：{said}", at)
    gate.note(
        "case.pre_rejected",
        case,
        actor=gate.staff_actor(by),
        at=at,
        reason=said,
    )
    return case


@action("case.materials_checked")
def check_materials(ref: str, marks: Sequence[Mark], *, by: Staff, at: datetime) -> Case:
    """核验材料 — checked against the original, to be corrected, or missing; small errors are mended on the spot."""
    case = gate.for_staff(ref, "check_materials", by=by, permission="case.receive")
    _mark(case, marks)
    gate.note(
        "case.materials_checked",
        case,
        actor=gate.staff_actor(by),
        at=at,
        marks={str(mark.order): mark.state for mark in marks},
    )
    return case


def _take_in(
    case: Case, marks: Sequence[Mark], attachments: Mapping[int, Sequence[Attachment]]
) -> Sequence[CaseMaterial]:
    """The materials of a new case as the clerk laid them out, with the files that came with them."""
    listed = {m.order: m for m in materials_of_guide(case)}
    for order in attachments:
        material = _listed(listed, order)
        material.state, material.taken_as = "supplied", "2"
    for mark in marks:
        _marked(listed, mark)
    materials = rows.insert_all(list(listed.values()))
    if attachments:
        for order, files in attachments.items():
            listed[order].attachments.set(files)
        _raise_trust([listed[mark.order] for mark in marks if mark.state == "checked"])
    return materials


def _mark(case: Case, marks: Sequence[Mark]) -> None:
    listed = {m.order: m for m in case.materials.select_for_update()}
    for mark in marks:
        rows.update(_marked(listed, mark), "state", "copies", "remark", "taken_as")
    _raise_trust([listed[mark.order] for mark in marks if mark.state == "checked"])


def _marked(listed: Mapping[int, CaseMaterial], mark: Mark) -> CaseMaterial:
    """The material with what the clerk found of it, not yet written."""
    material = _listed(listed, mark.order)
    rules.check_mark(mark.state, mark.taken_as, mark.copies, mark.remark.strip())
    material.state, material.copies, material.remark = mark.state, mark.copies, mark.remark.strip()
    material.taken_as = mark.taken_as if mark.state in ("checked", "supplied") else ""
    return material


def _listed(listed: Mapping[int, CaseMaterial], order: int) -> CaseMaterial:
    if order not in listed:
        raise Unknown("办事指南中没有这项材料。")
    return listed[order]


def _raise_trust(checked: Sequence[CaseMaterial]) -> None:
    """国办函〔2016〕108号: compared with the original at a window, a copy rises to trust level B."""
    if checked:
        files = CaseMaterial.attachments.through.objects.filter(casematerial__in=checked).values("attachment")
        Attachment.objects.filter(pk__in=files, trust__in=["C", "D"]).update(trust="B")
