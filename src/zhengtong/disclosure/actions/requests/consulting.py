"""征求意见: of organs that made the information too, of other organs, of third parties; the reply clock stands still."""

from datetime import date, datetime

from django.utils.timezone import localdate

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_line, tidy_text
from zhengtong.journal.actions import action
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.org.queries import unit_by_code
from zhengtong.timers import actions as timers

from ... import documents, gate
from ...choices import ConsultationKind, RequestState
from ...models import Consultation, DisclosureRequest
from ...rules import consultation as rules
from ...rules import course
from ...rules.application import check_words
from .clarity import check_over


@action("request.consulted")
def consult(
    ref: str, kind: str, *, unit: str, name: str, question: str, received_on: date | None, by: Staff, at: datetime
) -> Consultation:
    """征求意见 — in writing; the time it takes is not counted (第三十三条第三款), fifteen working days from their receipt.

    `unit` is the code of an organ of the county ("" for others, who are named). Raises Refusal `no-choice`,
    `own-unit`, `no-words`, `receipt-in-future`.
    """
    request = gate.for_staff(ref, "consult", by=by, permission=Permission.DISCLOSURE_HANDLE)
    if kind not in ConsultationKind.values:
        raise Refusal("no-choice", "请选择征求意见的对象。", "kind")
    organ = unit_by_code(unit) if unit else None
    if organ is not None and organ.pk == request.unit_id:
        raise Refusal("own-unit", "不能向本单位征求意见，请选择其他单位。", "unit")
    whom = organ.name if organ else tidy_line(name)
    if not 2 <= len(whom) <= 80:
        raise Refusal("no-words", "请填写被征求意见的单位或者个人（2至80个字）。", "name")
    asked = Consultation(
        request=request,
        kind=kind,
        unit=organ,
        name=whom,
        question=check_words(question, "question", "征求意见的内容", least=10, most=1000),
        sent_at=at,
        sent_by=by,
    )
    if received_on is not None:
        _reached(asked, received_on, at)
    asked.save()
    paper = documents.consultation_letter(request, asked, by=by, at=at)
    clock = gate.reply_clock(request)
    if not clock.is_suspended:
        timers.suspend(clock, ground="consultation", document=paper.number, at=at)
    request.legal_due = clock.statutory_due
    request.state = course.next_state("consult", request.state)
    request.save(update_fields=["state", "legal_due"])
    gate.note(
        "request.consulted",
        request,
        actor=gate.staff_actor(by),
        at=at,
        whom=ConsultationKind(kind).label,
        opinion_by=asked.due_at,
        document=paper.number,
        legal_due=request.legal_due,
    )
    return asked


@action("request.consultation_received")
def note_receipt(ref: str, consultation: int, *, received_on: date, by: Staff, at: datetime) -> Consultation:
    """登记对方收到 — their fifteen working days run from that day."""
    request = gate.for_staff(ref, "end_consultation", by=by, permission=Permission.DISCLOSURE_HANDLE)
    asked = _open(request, consultation)
    if asked.received_on is not None:
        raise Refusal("received-already", "已经登记过对方收到的日期。")
    _reached(asked, received_on, at)
    asked.save(update_fields=["received_on", "clock", "due_at"])
    gate.note("request.consultation_received", request, actor=gate.staff_actor(by), at=at, opinion_by=asked.due_at)
    return asked


def _reached(asked: Consultation, day: date, at: datetime) -> None:
    if day > localdate(at):
        raise Refusal("receipt-in-future", "对方收到的日期不能晚于今天，请核对。", "received_on")
    if day < localdate(asked.sent_at):
        raise Refusal("receipt-before-submission", "对方收到的日期不能早于发出的日期，请核对。", "received_on")
    key = "info.third_party" if asked.kind == ConsultationKind.THIRD_PARTY else "info.other_organ"
    asked.clock = gate.own_clock(asked.request, gate.CONSULTATION, days=None, key=key, at=at, on=day)
    asked.received_on, asked.due_at = day, asked.clock.promised_due


@action("request.consultation_closed", "request.consultation_ended")
def end_consultation(
    ref: str, consultation: int, *, answer: str, opinion: str, by: Staff, at: datetime
) -> DisclosureRequest:
    """登记意见 — what they said; with the last answer the reply clock goes on from today."""
    request = gate.for_staff(ref, "end_consultation", by=by, permission=Permission.DISCLOSURE_HANDLE)
    asked, said = _open(request, consultation), tidy_text(opinion)[:1000]
    rules.check_answer(answer, said, is_silent=False, is_over=False)
    _end(asked, answer=answer, opinion=said, is_silent=False, at=at)
    return _go_on(request, asked, actor=gate.staff_actor(by), at=at)


@action("request.consultation_closed", "request.consultation_ended")
def fall_silent(ref: str, consultation: int, *, at: datetime) -> DisclosureRequest:
    """逾期未提出意见 — a joint organ is taken to agree (第三十四条), a third party's silence is no consent (第三十二条)."""
    request = gate.lock(ref)
    course.next_state("end_consultation", request.state)
    asked = _open(request, consultation)
    if asked.clock is None:
        raise Refusal("not-over", "对方收到征求意见书的日期还没有登记。")
    check_over(asked.due_at, asked.clock.is_provisional, at)
    answer, words = rules.answer_of_silence(asked.kind), rules.words_of_silence(asked.kind)
    _end(asked, answer=answer, opinion=words, is_silent=True, at=at)
    return _go_on(request, asked, actor="system", at=at)


def _open(request: DisclosureRequest, consultation: int) -> Consultation:
    asked = request.consultations.select_related("clock").filter(pk=consultation, ended_at=None).first()
    if asked is None:
        raise Unknown("没有找到这次征求意见。")
    asked.request = request
    return asked


def _end(asked: Consultation, *, answer: str, opinion: str, is_silent: bool, at: datetime) -> None:
    if asked.clock is not None:
        timers.stop(asked.clock, at=at)
    asked.answer, asked.opinion, asked.is_silent, asked.ended_at = answer, opinion, is_silent, at
    asked.save(update_fields=["answer", "opinion", "is_silent", "ended_at"])


def _go_on(request: DisclosureRequest, asked: Consultation, *, actor: str, at: datetime) -> DisclosureRequest:
    told = {"whom": asked.get_kind_display(), "answer": asked.get_answer_display(), "is_silent": asked.is_silent}
    if request.consultations.filter(ended_at=None).exists():
        gate.note("request.consultation_closed", request, actor=actor, at=at, **told)
        return request
    clock = gate.reply_clock(request)
    timers.resume(clock, at=at)
    request.state, request.legal_due = RequestState.ACCEPTED, clock.statutory_due
    request.save(update_fields=["state", "legal_due"])
    gate.note(
        "request.consultation_ended",
        request,
        actor=actor,
        at=at,
        legal_due=request.legal_due,
        provisional=clock.is_provisional,
        **told,
    )
    return request
