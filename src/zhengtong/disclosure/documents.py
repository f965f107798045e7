"""文书 of a request: which of its facts each paper prints. Parts of the caller's act."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.timezone import localdate

from legalclock.moments import last_day
from zhengtong.org.models import Staff
from zhengtong.papers import rendering
from zhengtong.papers.actions import issue
from zhengtong.papers.choices import PaperKind
from zhengtong.papers.models import Paper

from .choices import REPLY_ROWS, ConsultationKind, FeeMethod, ReplyGroup
from .models import Consultation, DisclosureRequest, FeeNotice, ReplyExtension, RequestCorrection, RequestReply
from .rules.consultation import words_of_silence
from .rules.reply import must_reconsider_first

LAW = "《中华人民共和国政府信息公开条例》"
_CONSULTED_UNDER = {
    ConsultationKind.THIRD_PARTY: "第三十二条",
    ConsultationKind.JOINT_ORGAN: "第三十四条",
    ConsultationKind.OTHER_ORGAN: "第三十三条第三款",
}


def _issue(kind: PaperKind, request: DisclosureRequest, *, by: Staff, at: datetime, **content: Any) -> Paper:
    common = {
        "applicant": request.name,
        "wanted": request.wanted,
        "case_ref": request.ref,
        "received_on": request.received_on,
        "contact": request.unit.phone,
    }
    return issue(
        kind, subject=request.ref, unit=request.unit, content={**common, **content}, by=f"staff:{by.code}", at=at
    )


def correction_notice(request: DisclosureRequest, told: RequestCorrection, *, by: Staff, at: datetime) -> Paper:
    return _issue(
        PaperKind.DISCLOSURE_CORRECTION,
        request,
        by=by,
        at=at,
        problems=told.problems,
        guidance=told.guidance,
        reply_by=last_day(told.due_at),
        submit_to=f"登录网站“依申请公开”栏目补正，或者送到{_place(request)}",
    )


def consultation_letter(request: DisclosureRequest, asked: Consultation, *, by: Staff, at: datetime) -> Paper:
    kind = ConsultationKind(asked.kind)
    return _issue(
        PaperKind.DISCLOSURE_CONSULTATION,
        request,
        by=by,
        at=at,
        applicant=asked.name,
        question=asked.question,
        silence=f"逾期未提出意见的后果：{words_of_silence(kind)}",
        answer_to=_place(request),
        basis=f"{LAW}{_CONSULTED_UNDER[kind]}",
    )


def extension_notice(
    request: DisclosureRequest, extension: ReplyExtension, *, original_due: datetime, by: Staff, at: datetime
) -> Paper:
    return _issue(
        PaperKind.DISCLOSURE_EXTENSION,
        request,
        by=by,
        at=at,
        original_due=last_day(original_due),
        limit=f"{extension.days}个工作日",
        new_due=last_day(request.legal_due),
        reason=extension.reason,
        approved_by=f"政府信息公开工作机构负责人{by.name}",
    )


def fee_notice(request: DisclosureRequest, fee: FeeNotice, *, by: Staff, at: datetime) -> Paper:
    return _issue(
        PaperKind.DISCLOSURE_FEE,
        request,
        by=by,
        at=at,
        method=FeeMethod(fee.method).label,
        amount=f"{fee.amount}元",
        reckoning=fee.basis,
        pay_by=last_day(fee.due_at),
        pay_to=f"凭本通知和申请编号到{_place(request)}领取缴款码，缴入国库",
    )


def reply_letter(request: DisclosureRequest, reply: RequestReply, *, by: Staff, at: datetime) -> Paper:
    row = REPLY_ROWS[reply.kind]
    group = "" if row.group in (ReplyGroup.GRANTED, ReplyGroup.PARTIAL) else f"{row.group.label.partition('）')[2]}："
    return _issue(
        PaperKind.DISCLOSURE_REPLY,
        request,
        by=by,
        at=at,
        decision=f"{group}{row.label}",
        reasons=reply.reasons,
        basis=f"{LAW}{row.article}",
        provided=_provided(request, reply),
        withheld=reply.withheld,
        remedy=remedy_words(reply.kind),
    )


def remedy_words(kind: str) -> str:
    """救济途径 as the letter tells it; where the law puts 复议 first, it says so (行政复议法 第二十三条)."""
    organ, court = reconsideration_organ(), f"{settings.COUNTY['name']}人民法院"
    if must_reconsider_first(kind):
        return (
            f"如不服本答复，应当自收到本答复之日起六十日内先向{organ}申请行政复议；"
            f"对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内向{court}提起行政诉讼。"
        )
    return (
        f"如不服本答复，可以自收到本答复之日起六十日内向{organ}申请行政复议，"
        f"或者自收到本答复之日起六个月内向{court}提起行政诉讼。"
    )


def reconsideration_organ() -> str:
    return f"{settings.COUNTY['name']}人民政府"


def reconsideration_application(
    request: DisclosureRequest, reply: RequestReply, *, by: date | None, at: datetime
) -> bytes:
    """行政复议申请书, filled in as far as the request goes: PDF. What only the applicant knows is left open."""
    data = {
        "title": "行政复议申请书",
        "content": {
            "applicant": request.name,
            "number": request.id_number,
            "address": request.address,
            "phone": request.phone,
            "respondent": request.unit.name,
            "organ": reconsideration_organ(),
            "wanted": request.wanted,
            "request_ref": request.ref,
            "received_on": request.received_on,
            "reply_number": reply.number,
            "replied_on": localdate(reply.replied_at) if reply.replied_at else None,
            "reply_kind": reply.get_kind_display(),
            "by": by,
        },
    }
    return rendering.render("reconsideration", data, at=at)


def _provided(request: DisclosureRequest, reply: RequestReply) -> str:
    names = [file.attachment.name for file in request.files.filter(part="reply").select_related("attachment")]
    listed = "".join(f"\n{place}. {name}" for place, name in enumerate(names, 1))
    if not listed:
        return reply.provided
    return f"{reply.provided}\n随本答复提供下列文件：{listed}".strip()


def _place(request: DisclosureRequest) -> str:
    unit = request.unit
    return f"{unit.name}（{unit.address}）" if unit.address else unit.name
