"""After the reply: delivery, the archive, the public log; and the applicant's way out before it."""

from datetime import date, datetime

from django.utils.timezone import localdate

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.masking import mask_phone, replace_personal_numbers
from zhengtong.foundation.text import tidy_line, tidy_text
from zhengtong.guards.actions import clear, noting_refusals
from zhengtong.journal.actions import action
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.timers import actions as timers
from zhengtong.timers.models import Clock

from ... import gate
from ...choices import ReplyKind, RequestState, Route
from ...models import DisclosureRequest, RequestReply
from ...queries.public_texts import text_of_answer
from ...rules import course
from ...rules.application import check_words
from .clarity import end_by_lapse


@action("request.delivered")
def deliver(
    ref: str, *, method: str, receiver: str, tracking: str, delivered_on: date, by: Staff, at: datetime
) -> DisclosureRequest:
    """登记送达 — how and when it reached the applicant; the days for 复议 and 诉讼 run from then.

    Raises Refusal `no-choice`, `no-words` without a receiver, `delivered-before-reply`, `delivered-in-future`.
    """
    request = gate.for_staff(ref, "deliver", by=by, permission=Permission.DISCLOSURE_HANDLE)
    made = RequestReply.objects.get(request=request)
    if method not in Route.values:
        raise Refusal("no-choice", "请选择送达方式。", "method")
    name, number = tidy_line(receiver)[:40], tidy_line(tracking)[:40]
    if method == Route.IN_PERSON and len(name) < 2:
        raise Refusal("no-words", "当面领取的，请填写领取人。", "receiver")
    if method == Route.MAIL and not number:
        raise Refusal("no-words", "邮寄的，请填写邮件号码。", "tracking")
    if made.replied_at is not None and delivered_on < localdate(made.replied_at):
        raise Refusal("delivered-before-reply", "送达日期不能早于答复日期，请核对。", "delivered_on")
    if delivered_on > localdate(at):
        raise Refusal("delivered-in-future", "送达日期不能晚于今天，请核对。", "delivered_on")
    made.delivery, made.receiver, made.tracking = method, name, number
    made.save(update_fields=["delivery", "receiver", "tracking"])
    request.state = course.next_state("deliver", request.state)
    request.delivered_at = gate.moment_on(delivered_on, at)
    request.save(update_fields=["state", "delivered_at"])
    gate.note("request.delivered", request, actor=gate.staff_actor(by), at=at, method=method, number=made.number)
    return request


@action("request.archived")
def archive(ref: str, number: str, *, by: Staff, at: datetime) -> DisclosureRequest:
    """归档 — under its number in the archive (条例 第四十五条)."""
    request = gate.for_staff(ref, "archive", by=by, permission=Permission.DISCLOSURE_HANDLE)
    request.archive_number = tidy_line(number)
    if not 2 <= len(request.archive_number) <= 60:
        raise Refusal("no-words", "请填写档案号（2至60个字）。", "number")
    request.state, request.archived_at = course.next_state("archive", request.state), at
    request.save(update_fields=["state", "archived_at", "archive_number"])
    gate.note("request.archived", request, actor=gate.staff_actor(by), at=at, number=request.archive_number)
    return request


@noting_refusals
@action("request.published")
def publish(ref: str, *, wanted: str, reply: str, by: Staff, at: datetime) -> DisclosureRequest:
    """公开问答 — into the public log, in words that name nobody, and only where the applicant agreed (第四十四条).

    Raises Refusal `not-consented`, `no-words`, and what `guards.actions.clear` raises for words nobody may publish.
    """
    request = gate.for_staff(ref, "publish", by=by, permission=Permission.DISCLOSURE_APPROVE)
    if not request.may_publish:
        raise Refusal("not-consented", "申请人不同意公开，不能列入公示。")
    request.published_wanted = _public_words(check_words(wanted, "wanted", "申请内容", most=200), request)
    request.published_reply = _public_words(check_words(reply, "reply", "答复要点", least=10, most=4000), request)
    clear(text_of_answer(request), at=at)
    request.is_published, request.published_at = True, at
    request.save(update_fields=["published_wanted", "published_reply", "is_published", "published_at"])
    gate.note("request.published", request, actor=gate.staff_actor(by), at=at)
    return request


def _public_words(text: str, request: DisclosureRequest) -> str:
    """The one place through which words of a request reach the public: no name, no number of a person."""
    for name in (request.name, request.contact, request.legal_representative):
        if len(name) >= 2:
            text = text.replace(name, "申请人")
    return replace_personal_numbers(text, long=lambda _: "（号码略）", mobile=mask_phone)


@action("request.unpublished")
def unpublish(ref: str, reason: str, *, by: Staff, at: datetime) -> DisclosureRequest:
    """撤下公开问答 — out of date or said too much; the reason stays on record."""
    request = gate.for_staff(ref, "publish", by=by, permission=Permission.DISCLOSURE_APPROVE)
    if not request.is_published:
        raise Refusal("not-published", "这件申请没有公开，不必撤下。")
    said = check_words(reason, "reason", "撤下的理由", most=200)
    request.is_published = False
    request.save(update_fields=["is_published"])
    gate.note("request.unpublished", request, actor=gate.staff_actor(by), at=at, reason=said)
    return request


@action("request.withdrawn")
def withdraw(ref: str, reason: str, *, code: str = "", by: Staff | None = None, at: datetime) -> DisclosureRequest:
    """撤回 — by whoever holds the query code, or registered at the desk; counted in table 3 as（六）3 once registered.

    Raises Unknown for a wrong code, Refusal `wrong-state`.
    """
    if by is not None:
        request = gate.for_staff(ref, "withdraw", by=by, permission=Permission.DISCLOSURE_HANDLE)
    else:
        request = gate.lock(ref)
        if request.query_code != code:
            raise Unknown(gate.NOT_FOUND)
        course.next_state("withdraw", request.state)
    for clock in Clock.objects.filter(subject=ref, is_open=True):
        timers.stop(clock, at=at)
    request.clock = Clock.objects.get(pk=request.clock_id) if request.clock_id else None
    request.state = RequestState.WITHDRAWN
    said = tidy_text(reason)[:500]
    if request.registered_by is not None:
        end_by_lapse(request, ReplyKind.OTHER, by=request.handler or request.registered_by, at=at)
    request.ended_at, request.end_reason, request.legal_due = at, said or "申请人撤回申请。", None
    request.save(update_fields=["state", "ended_at", "end_reason", "legal_due"])
    RequestReply.objects.filter(request=request).update(reasons="申请人撤回申请。")
    gate.note(
        "request.withdrawn",
        request,
        actor=gate.staff_actor(by) if by else gate.APPLICANT,
        at=at,
        legal_due=None,
        reply_due=None,
        sign_due=None,
    )
    return request
