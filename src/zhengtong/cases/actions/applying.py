"""在线申请: a draft that can be left and resumed, and its submission in one transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from zhengtong.catalog.models import ItemVersion
from zhengtong.catalog.queries import item_for_application, item_for_public
from zhengtong.files.actions import bind
from zhengtong.files.models import Attachment
from zhengtong.forms.actions import finalise, refresh, save_answer
from zhengtong.forms.models import Answer, FormVersion
from zhengtong.forms.queries import checked, current_version, definition, file_tokens, opened
from zhengtong.forms.rules import carry_over
from zhengtong.foundation import rows
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.refs import query_code, token
from zhengtong.journal.actions import action, record
from zhengtong.org.models import Citizen, Delegation, Region, Unit, User
from zhengtong.org.queries import citizen_of, township_unit
from zhengtong.timers.queries import limit

from .. import gate, limits, queries, rules
from ..choices import Channel, ClockName, State, TakenAs
from ..models import Case, CaseMaterial


def handling_unit(version: ItemVersion, region: Region) -> Unit:
    """The unit that handles the case: the item's own, or the township government where the item is the townships'."""
    item_unit = version.item.unit
    return township_unit(region) if item_unit.code == "TOWN" or queries.guide(version.pk).unit == "TOWN" else item_unit


def applicant_fields(citizen: Citizen) -> dict[str, Any]:
    """The applicant as they are today; the case keeps them so."""
    return {
        "applicant_user": citizen.user,
        "applicant_kind": citizen.kind,
        "applicant_name": citizen.name,
        "applicant_id_type": citizen.id_type,
        "applicant_id_number": citizen.id_number,
        "applicant_id_index": citizen.id_index,
        "applicant_phone": citizen.phone,
        "applicant_address": citizen.address,
        "legal_representative": citizen.legal_representative,
    }


def principal_fields(delegation: Delegation) -> dict[str, Any]:
    """The principal of a delegation as applicant; linked to their own account if they have one."""
    account = Citizen.objects.select_related("user").filter(id_index=delegation.principal_id_index).first()
    return {
        "applicant_user": account.user if account else None,
        "applicant_kind": "legal" if delegation.principal_id_type == "001" else "natural",
        "applicant_name": delegation.principal_name,
        "applicant_id_type": delegation.principal_id_type,
        "applicant_id_number": delegation.principal_id_number,
        "applicant_id_index": delegation.principal_id_index,
        "applicant_phone": delegation.principal_phone,
        "applicant_address": account.address if account else "",
        "legal_representative": account.legal_representative if account else "",
        "delegation": delegation,
    }


def check_open_to(version: ItemVersion, applicant_kind: str, *, online: bool) -> None:
    """Whether this item takes an application of this kind of person, this way; raises Refusal with the reason."""
    item = queries.guide(version.pk)
    if online and not item.apply.online:
        raise Refusal("not-online", "该事项暂不能网上申请，请到办理窗口申请。")
    if applicant_kind == "natural" and "natural" not in item.audience:
        raise Refusal("wrong-audience", f"该事项的服务对象是{'、'.join(item.audience_words())}，请用单位账户申请。")
    if applicant_kind == "legal" and set(item.audience) == {"natural"}:
        raise Refusal("wrong-audience", "该事项的服务对象是自然人，请用个人账户申请。")


@action("draft.started")
def start_draft(item_code: str, *, by: User, at: datetime, delegation: Delegation | None = None) -> Case:
    """开始填写 — for oneself, or for the principal of a standing delegation.

    One draft for one matter: of two presses at once the second is refused (`draft-begun`).
    """
    version = item_for_application(item_code)
    citizen = citizen_of(by)
    if citizen is None:
        raise Refusal("no-citizen", "请用个人或单位账户登录后申请。")
    if delegation is None:
        applicant = applicant_fields(citizen)
    else:
        if delegation.agent_id != by.pk or not queries.delegation_covers(delegation, item_code, at):
            raise Refusal("no-delegation", "没有有效的代办委托，不能替他人申请。")
        applicant = {**principal_fields(delegation), "agent_name": citizen.name}
    check_open_to(version, applicant["applicant_kind"], online=True)
    User.objects.select_for_update().get(pk=by.pk)
    if queries.drafts_of(by).filter(item_code=version.item.code, delegation=delegation).exists():
        raise Refusal("draft-begun", "您上次填的草稿还在，请接着填。想重新填写的，可以先删除这份草稿。")
    case = Case.objects.create(
        draft_token=token(),
        query_code=query_code(),
        version=version,
        item_code=version.item.code,
        title=rules.title_of(applicant["applicant_name"], version.name),
        channel=Channel.ONLINE,
        unit=handling_unit(version, citizen.region),
        region=citizen.region,
        submitted_by=gate.citizen_actor(by),
        created_at=at,
        **applicant,
    )
    lay_out_materials(case)
    record(
        "draft.started",
        case.draft_token,
        actor=gate.citizen_actor(by),
        at=at,
        unit=case.unit.code,
        item=item_code,
        version=version.number,
    )
    return case


def materials_of_guide(case: Case) -> list[CaseMaterial]:
    """One row for every material of the guide, not yet written."""
    return [
        CaseMaterial(case=case, order=m.order, name=m.name, need=m.need)
        for m in queries.guide(case.version_id).materials
    ]


def lay_out_materials(case: Case) -> None:
    """Write one row for every material of the guide."""
    rows.insert_all(materials_of_guide(case))


def _draft(token: str, by: User) -> Case:
    case = (
        Case.objects.select_for_update(of=("self",))
        .select_related("version__item__unit", "unit", "region", "answer__version__form", "clock", "handling_clock")
        .filter(draft_token=token)
        .first()
    )
    if case is None or case.submitted_by != gate.citizen_actor(by):
        raise Unknown("没有找到这份草稿。")
    if case.state != State.DRAFT:
        raise Refusal("already-submitted", f"该申请已经提交，办件编号是{case.ref}，请勿重复提交。")
    return case


@action("draft.saved")
def save_draft(
    token: str,
    *,
    form_version: FormVersion | None,
    values: Mapping[str, Any],
    region: Region | None = None,
    by: User,
    at: datetime,
) -> Case:
    """保存草稿 — whatever was typed so far, checked only at submission."""
    case = _draft(token, by)
    if region is not None and region != case.region:
        case.region = region
        case.unit = handling_unit(case.version, region)
    if form_version is not None:
        case.answer = save_answer(
            form_version, values, owner=by, at=at, token=case.answer.token if case.answer_id else None
        )
    case.save(update_fields=["region", "unit", "answer"])
    record(
        "draft.saved", case.draft_token, actor=gate.citizen_actor(by), at=at, unit=case.unit.code, item=case.item_code
    )
    return case


@action("draft.saved")
def attach_material(token: str, order: int, attachment: Attachment, *, by: User, at: datetime) -> CaseMaterial:
    """上传材料 — add a stored file to one material of the draft."""
    case = _draft(token, by)
    material = _material(case, order)
    if attachment.uploaded_by != gate.citizen_actor(by):
        raise Unknown("没有找到这个文件。")
    material.attachments.add(attachment)
    material.state, material.taken_as = "supplied", "2"
    material.save(update_fields=["state", "taken_as"])
    record(
        "draft.saved",
        case.draft_token,
        actor=gate.citizen_actor(by),
        at=at,
        unit=case.unit.code,
        item=case.item_code,
        material=material.name,
    )
    return material


@action("draft.saved")
def detach_material(token: str, order: int, attachment_token: str, *, by: User, at: datetime) -> CaseMaterial:
    """移除材料 — take a file off the draft; the stored bytes stay."""
    case = _draft(token, by)
    material = _material(case, order)
    attachment = material.attachments.filter(token=attachment_token).first()
    if attachment is None:
        raise Unknown("没有找到这个文件。")
    material.attachments.remove(attachment)
    if not material.attachments.exists():
        material.state, material.taken_as = "missing", ""
        material.save(update_fields=["state", "taken_as"])
    record(
        "draft.saved",
        case.draft_token,
        actor=gate.citizen_actor(by),
        at=at,
        unit=case.unit.code,
        item=case.item_code,
        material=material.name,
        removed=True,
    )
    return material


def _material(case: Case, order: int) -> CaseMaterial:
    material = CaseMaterial.objects.filter(case=case, order=order).first()
    if material is None:
        raise Unknown("办事指南中没有这项材料。")
    return material


@action("draft.refreshed")
def refresh_draft(token: str, *, by: User, at: datetime) -> Case:
    """更新到新版 — the item or its form was published anew while the draft lay.

    Answers are carried over, files are kept where the material's name stayed.
    """
    case = _draft(token, by)
    version = item_for_public(case.item_code)
    before = case.version.number
    kept = {m.name: list(m.attachments.all()) for m in case.materials.prefetch_related("attachments")}
    case.version = version
    case.unit = handling_unit(version, case.region)
    case.title = rules.title_of(case.applicant_name, version.name)
    outdated = _refresh_answer(case, queries.guide(version.pk).form, by, at)
    case.save(update_fields=["version", "unit", "title", "answer"])
    if outdated is not None:
        outdated.delete()
    case.materials.all().delete()
    lay_out_materials(case)
    for material in case.materials.all():
        if kept.get(material.name):
            material.attachments.set(kept[material.name])
            material.state, material.taken_as = "supplied", "2"
            material.save(update_fields=["state", "taken_as"])
    record(
        "draft.refreshed",
        case.draft_token,
        actor=gate.citizen_actor(by),
        at=at,
        unit=case.unit.code,
        item=case.item_code,
        before=before,
        after=version.number,
    )
    return case


def _refresh_answer(case: Case, form: str | None, by: User, at: datetime) -> Answer | None:
    """Bring the answers to the form now in force; gives back an answer of another form that is no longer needed."""
    answer = case.answer
    if answer is None:
        return None
    if form == answer.version.form.code:
        refresh(answer, at=at)
        return None
    case.answer = None
    if form:
        newest = current_version(form)
        entries, _ = carry_over(opened(answer), definition(answer.version), definition(newest))
        case.answer = save_answer(newest, entries, owner=by, at=at)
    return answer


@action("draft.discarded")
def discard_draft(token: str, *, by: User, at: datetime) -> None:
    """删除草稿 — only one's own, only before submission."""
    case = _draft(token, by)
    answer = case.answer
    record(
        "draft.discarded",
        case.draft_token,
        actor=gate.citizen_actor(by),
        at=at,
        unit=case.unit.code,
        item=case.item_code,
    )
    case.delete()
    if answer is not None:
        answer.delete()


@action("case.submitted")
def submit_application(token: str, *, by: User, at: datetime) -> Case:
    """提交申请 — the materials are in our hands from this day on (行政许可法 第二十九条、第三十二条).

    Refused: a draft of a superseded item version (`stale-version`), unfinished answers, missing main materials, a second
    submission. The window has the pre-review limit to look at it, the law gives five working days.
    """
    case = _draft(token, by)
    if case.version.item.current_id != case.version_id:
        raise Refusal("stale-version", "该事项的办事指南已经更新，请先更新草稿，已填写的内容会保留。")
    item_for_application(case.item_code)
    check_open_to(case.version, case.applicant_kind, online=True)
    if case.delegation is not None and not queries.delegation_covers(case.delegation, case.item_code, at):
        raise Refusal("no-delegation", "代办委托已经失效，请重新办理委托后提交。")
    if gate.guide_of(case).form and case.answer is None:
        raise Refusal("form-empty", "请先填写申请表。")
    absent = [m.name for m in queries.missing_for_submission(case)]
    if absent:
        raise Refusal("materials-missing", f"请上传必要材料：{'、'.join(absent)}。", "materials")
    if case.answer is not None:
        entries = opened(case.answer)
        good = checked(definition(case.answer.version), entries, today=localdate(at), by=gate.citizen_actor(by))
        case.answer = finalise(case.answer, good, at=at)
        _form_is_material(case)
    case.state = State.SUBMITTED
    hand_in(case, at)
    bind(Attachment.objects.filter(pk__in=case.materials.values("attachments")), case.ref)
    limits.watch(
        case,
        limits.start(
            case,
            ClockName.INTAKE,
            at,
            promised=limit("supervise.prereview").code,
            statutory=limit("license.correction_notice").code,
        ),
    )
    case.save()
    gate.tell(
        case,
        "case-submitted",
        "申请已提交",
        f"您申请的“{case.version.name}”已提交，办件编号{case.ref}，查询密码{case.query_code}。",
        at,
    )
    gate.note(
        "case.submitted",
        case,
        actor=gate.citizen_actor(by),
        at=at,
        by_agent=case.delegation_id is not None,
        intake_due=case.clock.statutory_due,
    )
    return case


def _form_is_material(case: Case) -> None:
    """The application form of the list need not be sent as well: it was filled in on the page."""
    form = queries.filled_online(gate.guide_of(case))
    if form is not None:
        case.materials.filter(order=form.order, state="missing").update(
            state="supplied", taken_as=TakenAs.OTHER, remark="申请表已在网上填写"
        )


def hand_in(case: Case, at: datetime) -> None:
    """Number the case and bind the files of its form and its delegation; part of submitting and of reception."""
    case.ref = gate.next_ref(case.unit, case.version.kind, at)
    case.submitted_at = at
    if case.answer is not None:
        tokens = file_tokens(definition(case.answer.version), case.answer.values)
        bind(Attachment.objects.filter(token__in=tokens), case.ref)
    if case.delegation is not None and case.delegation.evidence:
        # One consent may carry several cases; its 委托书 lies in the first.
        bind(Attachment.objects.filter(token=case.delegation.evidence, subject=""), case.ref)
