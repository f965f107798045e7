"""审查申请内容: clear enough to be handled, or corrected once (条例 第三十条)."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import localdate

from zhengtong.files.models import Attachment
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import action
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.timers import actions as timers

from ... import documents, gate
from ...choices import REPLY_ROWS, FilePart, ReplyKind
from ...models import DisclosureRequest, RequestCorrection, RequestReply
from ...rules import course
from ...rules.application import check_days, check_words

SHORTEST_DAYS, LONGEST_DAYS = 5, 30
"""A reasonable time for correcting, in working days (第三十条: 合理的补正期限)."""


@action("request.accepted")
def accept(ref: str, *, by: Staff, at: datetime) -> DisclosureRequest:
    """审查通过 — the request is clear; from now on it is handled."""
    request = gate.for_staff(ref, "accept", by=by, permission=Permission.DISCLOSURE_HANDLE)
    request.state, request.handler = course.next_state("accept", request.state), by
    request.save(update_fields=["state", "handler"])
    gate.note("request.accepted", request, actor=gate.staff_actor(by), at=at, legal_due=request.legal_due)
    return request


@action("request.correction_requested")
def request_correction(
    ref: str, problems: str, guidance: str, *, days: int | None, by: Staff, at: datetime
) -> DisclosureRequest:
    """告知补正 — once, within seven working days of receipt; the reply clock starts anew with the correction (第三十条).

    Raises Refusal `corrected-already`, `correction-late`, `no-words`, `bad-days`.
    """
    request = gate.for_staff(ref, "request_correction", by=by, permission=Permission.DISCLOSURE_HANDLE)
    if RequestCorrection.objects.filter(request=request).exists():
        raise Refusal("corrected-already", "已经一次性告知过补正，不能再次要求补正（条例第三十条）。")
    until = gate.deadline("info.correction_notice", request.received_on)
    if until is None:
        raise Refusal("correction-undetermined", "无法判定告知补正的期限是否已过，请先录入当年的放假安排通知。")
    if at >= until:
        raise Refusal("correction-late", "收到申请已满7个工作日，不能再要求补正，请按现有内容办理（条例第三十条）。")
    told = RequestCorrection(
        request=request,
        problems=check_words(problems, "problems", "需要补正的内容", most=1000),
        guidance=check_words(guidance, "guidance", "补正的办法", most=1000),
        days=check_days(days, least=SHORTEST_DAYS, most=LONGEST_DAYS, what="补正期限"),
        issued_at=at,
        issued_by=by,
    )
    gate.stop_reply(request, at)
    told.clock = gate.own_clock(request, gate.CORRECTION, days=told.days, key="", at=at, on=localdate(at))
    told.due_at = told.clock.promised_due
    told.save()
    request.state = course.next_state("request_correction", request.state)
    request.save(update_fields=["state", "legal_due"])
    paper = documents.correction_notice(request, told, by=by, at=at)
    gate.tell(
        request,
        "disclosure-correction",
        "请补正申请",
        f"您的政府信息公开申请（编号{ref}）需要补正，请查看并在期限内补正。",
        at,
    )
    gate.note(
        "request.correction_requested",
        request,
        actor=gate.staff_actor(by),
        at=at,
        legal_due=None,
        reply_due=told.due_at,
        document=paper.number,
    )
    return request


@action("request.correction_supplied")
def supply_correction(
    ref: str,
    text: str,
    *,
    code: str = "",
    by: Staff | None = None,
    files: Sequence[Attachment] = (),
    at: datetime,
) -> DisclosureRequest:
    """补正 — by whoever holds the query code, or taken in at the desk; the twenty working days begin anew from today.

    Raises Unknown for a wrong code, Refusal `wrong-state`, `no-words`.
    """
    if by is not None:
        request = gate.for_staff(ref, "supply_correction", by=by, permission=Permission.DISCLOSURE_HANDLE)
    else:
        request = gate.lock(ref)
        if request.query_code != code:
            raise Unknown(gate.NOT_FOUND)
        course.next_state("supply_correction", request.state)
    told = RequestCorrection.objects.select_related("clock").get(request=request)
    told.supplied = check_words(text, "text", "补正的内容", most=2000)
    told.supplied_at = at
    told.save(update_fields=["supplied", "supplied_at"])
    gate.attach(request, files, FilePart.CORRECTION)
    timers.stop(told.clock, at=at)
    gate.restart_reply(request, at=at, reason="收到补正的申请，答复期限重新计算（条例第三十条）")
    request.state = course.next_state("supply_correction", request.state)
    request.save(update_fields=["state", "rounds", "legal_due"])
    gate.note(
        "request.correction_supplied",
        request,
        actor=gate.staff_actor(by) if by else gate.APPLICANT,
        at=at,
        reply_due=None,
        legal_due=request.legal_due,
        provisional=gate.reply_clock(request).is_provisional,
        files=len(files),
    )
    return request


@action("request.correction_lapsed")
def lapse_correction(ref: str, *, at: datetime) -> DisclosureRequest:
    """逾期不补正 — the time given passed without a correction: taken as given up, counted in table 3 as（六）1."""
    request = gate.lock(ref)
    request.state = course.next_state("lapse_correction", request.state)
    told = RequestCorrection.objects.select_related("clock", "issued_by").get(request=request)
    check_over(told.due_at, told.clock.is_provisional, at)
    timers.stop(told.clock, at=at)
    end_by_lapse(request, ReplyKind.NOT_CORRECTED, by=told.issued_by, at=at)
    gate.tell(
        request,
        "disclosure-lapsed",
        "申请不再处理",
        f"您的政府信息公开申请（编号{ref}）逾期没有补正，视为放弃，不再处理。",
        at,
    )
    gate.note("request.correction_lapsed", request, actor="system", at=at, reply_due=None, legal_due=None)
    return request


def check_over(due: datetime | None, is_provisional: bool, at: datetime) -> None:
    """An effect against the applicant comes only once the day is certain and past; Refusal `not-over`."""
    if due is None or is_provisional or at < due:
        raise Refusal("not-over", "期限还没有届满。")


def end_by_lapse(request: DisclosureRequest, kind: ReplyKind, *, by: Staff, at: datetime) -> None:
    """Ended without a letter, and yet a leaf row of the annual table."""
    words = REPLY_ROWS[kind].reasons
    RequestReply.objects.update_or_create(
        request=request,
        defaults={
            "kind": kind, "reasons": words, "provided": "", "withheld": "",
            "drafted_by": by, "drafted_at": at, "replied_at": at,
        },
    )  # fmt: skip
    request.ended_at, request.end_reason, request.legal_due = at, words, None
    request.save(update_fields=["state", "ended_at", "end_reason", "legal_due"])
