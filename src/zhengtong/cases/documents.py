"""文书 issued in a case: which facts of the case each kind of paper prints (domain facts §2.7). Parts of the caller's act."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from zhengtong.catalog.guide import Guide
from zhengtong.foundation import rows
from zhengtong.foundation.masking import mask_id_number
from zhengtong.org.models import Staff
from zhengtong.papers.actions import issue
from zhengtong.papers.choices import PaperKind
from zhengtong.papers.models import Paper
from zhengtong.timers.models import Clock

from . import queries
from .choices import DecisionKind
from .models import Case, CaseMaterial, Certificate, Decision, ExtensionRequest, SpecialProcedure

NO_STATUTE = "法律法规未规定"


def _issue(kind: PaperKind, case: Case, by: str, at: datetime, **content: Any) -> Paper:
    common = {
        "applicant": case.applicant_name,
        "item": case.version.name,
        "case_ref": case.ref,
        "contact": queries.guide(case.version_id).phone or case.unit.phone,
    }
    return issue(kind, subject=case.ref, unit=case.unit, content={**common, **content}, by=by, at=at)


def last_day(moment: datetime | None) -> date | None:
    """A limit that ends at 24:00 ends on that day, not on the next."""
    return localdate(moment - timedelta(microseconds=1)) if moment is not None else None


def _lines(materials: Iterable[CaseMaterial]) -> list[dict[str, str]]:
    return [
        {"name": m.name, "form": m.get_taken_as_display() or "纸质收取", "copies": str(m.copies or 1), "note": m.remark}
        for m in materials
    ]


def _name(by: Staff | None) -> str:
    return by.name if by is not None else "网上政务服务系统"


def receipt(case: Case, materials: Iterable[CaseMaterial], *, by: Staff, at: datetime) -> Paper:
    taken = [m for m in materials if m.state in ("supplied", "checked")]
    return _issue(
        PaperKind.RECEIPT,
        case,
        f"staff:{by.code}",
        at,
        received_on=localdate(case.submitted_at or at),
        receiver=_name(by),
        materials=_lines(taken),
        query_code=case.query_code,
    )


def correction_notice(
    case: Case, problems: Sequence[Mapping[str, str]], clock: Clock, *, by: Staff, at: datetime
) -> Paper:
    defects = [{**row, "remedy": "请按上述问题更正或补齐后重新提交"} for row in problems]
    return _issue(
        PaperKind.CORRECTION_NOTICE,
        case,
        f"staff:{by.code}",
        at,
        applied_on=localdate(case.submitted_at),
        defects=defects,
        reply_by=last_day(clock.promised_due),
        submit_to=f"登录网上“我的办件”上传，或者送到{queries.guide(case.version_id).address or case.unit.name}",
    )


def correction_receipt(case: Case, names: Sequence[str], *, actor: str, by: Staff | None, at: datetime) -> Paper:
    notice = Paper.objects.filter(subject=case.ref, kind=PaperKind.CORRECTION_NOTICE).values_list("number", flat=True)
    return _issue(
        PaperKind.CORRECTION_RECEIPT,
        case,
        actor,
        at,
        notice_number=notice[0],
        received_on=localdate(at),
        receiver=_name(by),
        materials=_lines(case.materials.filter(name__in=names)),
    )


def acceptance(case: Case, item: Guide, *, by: Staff, at: datetime) -> Paper:
    clock = case.handling_clock
    notes = []
    if clock.is_provisional:
        notes.append("办结日期为暂定：国务院办公厅公布下一年放假调休安排后重新计算。")
    if item.special_procedures:
        names = "、".join(p.name for p in item.special_procedures)
        notes.append(f"{names}所需时间依法不计入办理期限。")
    return _issue(
        PaperKind.ACCEPTANCE,
        case,
        f"staff:{by.code}",
        at,
        applied_on=localdate(case.submitted_at),
        accepted_on=localdate(case.accepted_at),
        statutory_limit=str(item.limits.statutory or NO_STATUTE),
        statutory_due=last_day(clock.statutory_due),
        promised_limit=str(item.limits.promised),
        promised_due=last_day(clock.promised_due),
        due_note="".join(notes),
        query_code=case.query_code,
        **({} if item.kind == "license" else {"basis": "《国务院关于在线政务服务的若干规定》和本事项办事指南"}),
    )


def deferral_promise(case: Case, names: Sequence[str], clock: Clock, *, by: Staff, at: datetime) -> Paper:
    return _issue(
        PaperKind.DEFERRAL_PROMISE,
        case,
        f"staff:{by.code}",
        at,
        missing=[{"name": name} for name in names],
        due_on=last_day(clock.promised_due),
    )


def non_acceptance(
    case: Case, item: Guide, *, ground: str, reason: str, send_to: str, by: Staff, at: datetime
) -> Paper:
    return _issue(
        PaperKind.NON_ACCEPTANCE,
        case,
        f"staff:{by.code}",
        at,
        applied_on=localdate(case.submitted_at),
        reasons=f"{ground}。{reason}",
        basis="《中华人民共和国行政许可法》第三十二条",
        competent_organ=send_to,
        reconsideration_organ=item.remedy.review.organ,
        court=item.remedy.litigation.organ,
    )


def special_procedure(case: Case, procedure: SpecialProcedure, *, by: Staff, at: datetime) -> Paper:
    return _issue(
        PaperKind.SPECIAL_PROCEDURE,
        case,
        f"staff:{by.code}",
        at,
        accepted_on=localdate(case.accepted_at),
        procedure=procedure.name,
        reason=procedure.reason,
        limit=f"{procedure.days}个工作日",
        starts_on=localdate(at),
    )


def extension(
    case: Case, request: ExtensionRequest, *, limit: str, original_due: datetime | None, by: Staff, at: datetime
) -> Paper:
    clock = case.handling_clock
    return _issue(
        PaperKind.EXTENSION,
        case,
        f"staff:{by.code}",
        at,
        accepted_on=localdate(case.accepted_at),
        original_due=last_day(original_due),
        limit=limit,
        new_due=last_day(clock.statutory_due or clock.promised_due),
        reason=request.reason,
        approved_by=f"{by.unit.name}{by.title}{by.name}",
    )


def decision(case: Case, item: Guide, made: Decision, *, by: Staff, at: datetime) -> Paper | None:
    """准予 or 不予; a grant that is no licence is told by the completion notice instead."""
    if made.kind == "denied":
        return _issue(
            PaperKind.DENIAL,
            case,
            f"staff:{by.code}",
            at,
            accepted_on=localdate(case.accepted_at),
            reasons=made.reasons,
            basis=made.basis,
            reconsideration_organ=item.remedy.review.organ,
            court=item.remedy.litigation.organ,
        )
    if item.kind != "license":
        return None
    certificate = next((r for r in item.results if r.type == "certificate"), None)
    return _issue(
        PaperKind.GRANT,
        case,
        f"staff:{by.code}",
        at,
        accepted_on=localdate(case.accepted_at),
        decision=f"准予{case.version.name}",
        basis="、".join(f"《{b.law}》{b.article}" for b in item.bases[:3]),
        certificate=certificate.name if certificate else "",
        valid=certificate.valid if certificate else "",
    )


def certificate(case: Case, *, by: Staff, at: datetime) -> Paper:
    made = case.certificate
    lines = [
        {"label": "事项名称", "value": case.version.name},
        {"label": "发证机关", "value": case.unit.name},
        {"label": "办件编号", "value": case.ref},
    ]
    if case.legal_representative:
        lines.insert(0, {"label": "法定代表人", "value": case.legal_representative})
    content = {
        "name": made.name,
        "certificate_number": made.number,
        "holder": case.applicant_name,
        "lines": lines,
        "valid_from": made.valid_from,
        "case_ref": case.ref,
        "valid_to": f"{made.valid_to:%Y年%m月%d日}" if made.valid_to else "长期",
    }
    return issue(PaperKind.CERTIFICATE, subject=case.ref, unit=case.unit, content=content, by=f"staff:{by.code}", at=at)


def completion(case: Case, decided: DecisionKind, *, summary: str, by: Staff, at: datetime) -> Paper:
    results = [
        {"name": made.name, "note": made.number} for made in rows.read(Certificate, "WHERE case_id = %s", [case.pk])
    ]
    return _issue(
        PaperKind.COMPLETION,
        case,
        f"staff:{by.code}",
        at,
        accepted_on=localdate(case.accepted_at),
        finished_on=localdate(at),
        result=f"{decided.label}。{summary}",
        results=results,
        collect=f"凭本人有效身份证件到{queries.guide(case.version_id).address or case.unit.name}领取，或者邮寄、电子送达",
    )


def returned(case: Case, *, reason: str, by: str, at: datetime) -> Paper:
    return _issue(
        PaperKind.RETURN,
        case,
        by,
        at,
        received_on=localdate(case.submitted_at),
        reasons=reason,
        materials=_lines(m for m in case.materials.all() if m.taken_as == "1"),
        advice="如仍需办理，可以重新提出申请。",
    )


_RESULTS = (PaperKind.CERTIFICATE, PaperKind.GRANT, PaperKind.DENIAL, PaperKind.COMPLETION)


def results(case: Case) -> list[Paper]:
    """The papers that carry the result, in the order they were issued."""
    kinds = [kind.value for kind in _RESULTS]
    return rows.read(Paper, "WHERE subject = %s AND kind = ANY(%s) ORDER BY id", [case.ref, kinds])


def delivery(case: Case, issued: Sequence[Paper], *, by: Staff, at: datetime) -> Paper:
    """送达回证 for the paper that carries the result."""
    papers = {paper.kind: paper for paper in issued}
    carried = next(papers[kind] for kind in _RESULTS if kind in papers)
    made = case.delivery
    return _issue(
        PaperKind.SERVICE_RETURN,
        case,
        f"staff:{by.code}",
        at,
        document=carried.title,
        document_number=carried.number,
        method=made.get_method_display(),
        place=made.tracking or by.unit.name,
        servers=by.name,
    )


def handover(case: Case, issued: Sequence[Paper], *, by: Staff, at: datetime) -> Paper:
    """办理结果交接单 — what was handed over the counter, and to whom."""
    return _issue(
        PaperKind.HANDOVER,
        case,
        f"staff:{by.code}",
        at,
        documents=[{"name": paper.title, "note": paper.number} for paper in issued if paper.withdrawn_at is None],
        method=case.delivery.get_method_display(),
        receiver=case.delivery.receiver,
        handed_by=by.name,
        handed_on=localdate(at),
    )


def hearing_notice(case: Case, *, reason: str, by: Staff, at: datetime) -> Paper:
    """听证告知书 — the right to a hearing is told before the decision (行政许可法 第四十六条、第四十七条)."""
    item = queries.guide(case.version_id)
    return _issue(
        PaperKind.HEARING_NOTICE,
        case,
        f"staff:{by.code}",
        at,
        subject=reason,
        apply_to=f"以书面形式向{case.unit.name}提出，地址：{item.address}，电话：{item.phone}",
    )


def delegation(case: Case, *, by: Staff, at: datetime) -> Paper:
    """代办委托单 — the consent under which somebody else handed the application in."""
    given = case.delegation
    return issue(
        PaperKind.DELEGATION,
        subject=case.ref,
        unit=case.unit,
        by=f"staff:{by.code}",
        at=at,
        content={
            "principal": given.principal_name,
            "principal_number": mask_id_number(given.principal_id_number),
            "agent": case.agent_name,
            "station": by.station.name if by.station else by.unit.name,
            "item": case.version.name,
            "powers": "代为提交申请、补正材料、领取办理结果",
            "materials": _lines(m for m in case.materials.all() if m.state in ("supplied", "checked")),
            "valid_until": given.valid_until,
            "consented_on": localdate(given.consented_at),
        },
    )
