"""延长答复: at most twenty working days, once, approved by the head of the disclosure office (条例 第三十三条)."""

from datetime import datetime

from legalclock import Budget, Ceiling
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.actions import action
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.timers import actions as timers
from zhengtong.timers import queries as limits

from ... import documents, gate
from ...choices import ExtensionState
from ...models import DisclosureRequest, ReplyExtension
from ...rules.application import check_days, check_words

HEAD = "政府信息公开工作机构负责人"
ARTICLE = "政府信息公开条例第三十三条"


def _ceiling() -> Ceiling:
    return Ceiling(limits.limit("info.reply"), limits.limit("info.extend"), HEAD, ARTICLE)


@action("request.extension_requested")
def request_extension(ref: str, *, days: int | None, reason: str, by: Staff, at: datetime) -> ReplyExtension:
    """申请延长 — by the handler, before the limit is over. Raises Refusal `bad-days`, `no-words`, `extended-already`,
    `extension-too-late`.
    """
    request = gate.for_staff(ref, "request_extension", by=by, permission=Permission.DISCLOSURE_HANDLE)
    if request.extensions.exclude(state=ExtensionState.REFUSED).exists():
        raise Refusal("extended-already", "这件申请已经申请过延长，依法只能延长一次（条例第三十三条）。")
    if request.legal_due is not None and at >= request.legal_due:
        raise Refusal("extension-too-late", "答复期限已经届满，不能再延长。")
    asked = ReplyExtension.objects.create(
        request=request,
        days=check_days(days, least=1, most=int(_ceiling().extension.amount), what="延长期限"),
        reason=check_words(reason, "reason", "延长的理由"),
        requested_at=at,
        requested_by=by,
    )
    gate.note(
        "request.extension_requested",
        request,
        actor=gate.staff_actor(by),
        at=at,
        extended_days=asked.days,
        reason=asked.reason,
    )
    return asked


@action("request.extended", "request.extension_refused")
def answer_extension(ref: str, *, is_approved: bool, answer: str, by: Staff, at: datetime) -> DisclosureRequest:
    """审批延长 — by the head of the office, never by who asked; the applicant is told with the reason.

    Raises Refusal `no-request`, `own-request`, `no-words` for a refusal without reason, `extension-too-late`.
    """
    request = gate.for_staff(ref, "answer_extension", by=by, permission=Permission.DISCLOSURE_APPROVE)
    asked = request.extensions.select_for_update().filter(state=ExtensionState.REQUESTED).first()
    if asked is None:
        raise Refusal("no-request", "没有待批准的延长申请。")
    if asked.requested_by_id == by.pk:
        raise Refusal("own-request", "延长答复不能由申请延长的人自己批准。")
    asked.answered_at, asked.answered_by = at, by
    asked.answer = check_words(answer, "answer", "审批意见", least=0 if is_approved else 4)
    asked.state = ExtensionState.APPROVED if is_approved else ExtensionState.REFUSED
    asked.save()
    if not is_approved:
        gate.note(
            "request.extension_refused",
            request,
            actor=gate.staff_actor(by),
            at=at,
            extended_days=asked.days,
            reason=asked.answer,
        )
        return request
    clock, before = gate.reply_clock(request), gate.reply_clock(request).statutory_due
    timers.extend(
        clock, budget=Budget.parse(f"{asked.days}wd"), approver=by.name, reason=asked.reason, ceiling=_ceiling(), at=at
    )
    request.legal_due = clock.statutory_due
    request.save(update_fields=["legal_due"])
    paper = documents.extension_notice(request, asked, original_due=before, by=by, at=at)
    text = f"您的政府信息公开申请（编号{ref}）经批准延长答复{asked.days}个工作日，理由：{asked.reason}"
    gate.tell(request, "disclosure-extended", "延长答复期限", text, at)
    gate.note(
        "request.extended",
        request,
        actor=gate.staff_actor(by),
        at=at,
        legal_due=request.legal_due,
        provisional=clock.is_provisional,
        extended_days=asked.days,
        extensions=1,
        is_within_statute=True,
        approver=gate.staff_actor(by),
        reason=asked.reason,
        document=paper.number,
    )
    return request
