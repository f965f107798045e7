"""信息处理费: noticed within the limit for the reply, paid within twenty working days, or the request lapses."""

from datetime import date, datetime

from django.utils.timezone import localdate

from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line
from zhengtong.journal.actions import action
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.timers import actions as timers

from ... import documents, gate
from ...choices import FeeMethod, ReplyKind
from ...models import DisclosureRequest, FeeNotice
from ...queries.requests import requests_of_month
from ...rules import course
from ...rules import fees as rules
from .clarity import check_over, end_by_lapse


@action("request.charged")
def charge(ref: str, *, method: str, pages: int | None, by: Staff, at: datetime) -> FeeNotice:
    """发出收费通知 — by piece (its place among the applicant's requests of the month) or by page, never both.

    Raises Refusal `no-method`, `bad-quantity`, `fee-noticed`, `fee-late`, `fee-nothing`.
    """
    request = gate.for_staff(ref, "charge", by=by, permission=Permission.DISCLOSURE_HANDLE)
    quantity = pages or 0
    if method == FeeMethod.PIECES:
        quantity = requests_of_month(request.unit, request.applicant_index, request.received_on)
    asked = rules.check_chargeable(
        rules.fee(method, quantity),
        was_noticed=FeeNotice.objects.filter(request=request).exists(),
        is_late=request.legal_due is not None and at >= request.legal_due,
    )
    gate.stop_reply(request, at)
    clock = gate.own_clock(request, gate.FEE, days=None, key="info.fee_pay", at=at, on=localdate(at))
    notice = FeeNotice.objects.create(
        request=request,
        method=asked.method,
        quantity=asked.quantity,
        amount=asked.yuan,
        basis=asked.basis,
        issued_at=at,
        issued_by=by,
        clock=clock,
        due_at=clock.promised_due,
    )
    request.state = course.next_state("charge", request.state)
    request.save(update_fields=["state", "legal_due"])
    paper = documents.fee_notice(request, notice, by=by, at=at)
    text = f"您的政府信息公开申请（编号{ref}）需要缴纳信息处理费{asked.yuan}元，请查看收费通知。"
    gate.tell(request, "disclosure-fee", "信息处理费收费通知", text, at)
    gate.note(
        "request.charged",
        request,
        actor=gate.staff_actor(by),
        at=at,
        legal_due=None,
        reply_due=notice.due_at,
        amount=asked.yuan,
        method=asked.method,
        document=paper.number,
    )
    return notice


@action("request.paid")
def pay(ref: str, *, paid_on: date, receipt_number: str, by: Staff, at: datetime) -> DisclosureRequest:
    """登记缴费 — the twenty working days begin anew on the day after the payment.

    Raises Refusal `paid-before-notice`, `paid-in-future`, `paid-late`, `no-words` without the number of the receipt.
    """
    request = gate.for_staff(ref, "pay", by=by, permission=Permission.DISCLOSURE_HANDLE)
    notice = FeeNotice.objects.select_related("clock").get(request=request)
    number = tidy_line(receipt_number)
    if not 4 <= len(number) <= 60:
        raise Refusal("no-words", "请填写非税收入票据号（4至60个字）。", "receipt_number")
    if paid_on < localdate(notice.issued_at):
        raise Refusal("paid-before-notice", "缴费日期不能早于收费通知的日期，请核对。", "paid_on")
    if paid_on > localdate(at):
        raise Refusal("paid-in-future", "缴费日期不能晚于今天，请核对。", "paid_on")
    moment = gate.moment_on(paid_on, at)
    if notice.due_at is not None and moment >= notice.due_at:
        raise Refusal("paid-late", "缴费期限已过，依法不再处理这件申请，所缴费用应当退还。", "paid_on")
    timers.stop(notice.clock, at=moment)
    notice.paid_at, notice.receipt_number = moment, number
    notice.save(update_fields=["paid_at", "receipt_number"])
    gate.restart_reply(
        request, at=moment, reason="申请人已缴纳信息处理费，答复期限自次日起重新计算（国办函〔2020〕109号）"
    )
    request.state = course.next_state("pay", request.state)
    request.save(update_fields=["state", "rounds", "legal_due"])
    gate.note(
        "request.paid",
        request,
        actor=gate.staff_actor(by),
        at=at,
        reply_due=None,
        legal_due=request.legal_due,
        provisional=gate.reply_clock(request).is_provisional,
        amount=notice.amount,
        receipt=number,
    )
    return request


@action("request.fee_lapsed")
def lapse_fee(ref: str, *, at: datetime) -> DisclosureRequest:
    """逾期不缴费 — twenty working days passed unpaid: taken as given up, counted in table 3 as（六）2."""
    request = gate.lock(ref)
    request.state = course.next_state("lapse_fee", request.state)
    notice = FeeNotice.objects.select_related("clock", "issued_by").get(request=request)
    check_over(notice.due_at, notice.clock.is_provisional, at)
    timers.stop(notice.clock, at=at)
    end_by_lapse(request, ReplyKind.NOT_PAID, by=notice.issued_by, at=at)
    gate.tell(
        request,
        "disclosure-lapsed",
        "申请不再处理",
        f"您的政府信息公开申请（编号{ref}）逾期没有缴费，视为放弃，不再处理。",
        at,
    )
    gate.note("request.fee_lapsed", request, actor="system", at=at, reply_due=None, legal_due=None)
    return request
