"""The only writes: file, accept or not, assign, answer, send back, close, withdraw. No entry names the complainant."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from zhengtong.files.actions import bind
from zhengtong.files.models import Attachment
from zhengtong.foundation import refs
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.rows import next_serial
from zhengtong.journal.actions import action, record
from zhengtong.notices.actions import notify
from zhengtong.org.models import Staff, Unit, User
from zhengtong.org.queries import successor_of, unit_by_code
from zhengtong.timers import actions as timers
from zhengtong.timers import queries as limits
from zhengtong.timers.models import Clock

from . import queries, rules
from .choices import OPEN_STATES, Finding, RefusalGround
from .models import Complaint
from .rules import Statement

ACCEPT, ANSWER = "accept", "answer"
"""Names of the two clocks; the journal tells their limits as `accept_due` and `answer_due`."""
COMPLAINANT = "citizen:anonymous"
"""The complainant in the journal, whoever they are."""


@action("complaint.filed")
def file_complaint(
    said: Statement,
    *,
    channel: str,
    submission: str,
    at: datetime,
    complainant: User | None = None,
    recorded_by: Staff | None = None,
    evidence: Sequence[Attachment] = (),
) -> Complaint:
    """提出投诉 — goes to the supervising organ; its five working days to decide on acceptance start (complaint.accept).

    `submission` is the token of the page it was sent from; `complainant` the account, kept only where it complains by
    name. Raises Refusal `complaint-duplicate` when that page has sent its complaint already, `no-leads` for an anonymous
    one that cannot be followed, `recorder-named`
    where it is about the person who writes it down, `file-bound` or `file-gone` for evidence that is not free; Unknown for a unit not there.
    """
    rules.check_leads(said, len(evidence))
    if recorded_by is not None and rules.names_person(said.person + said.text, recorded_by.name):
        raise Refusal("recorder-named", "这件投诉涉及您本人，请由其他人员登记。", "person")
    ref = rules.complaint_ref(localdate(at), next_serial("complaint_serial"))
    intake = _intake()
    clock = timers.start(ref, ACCEPT, unit=intake.code, at=at, promised=limits.limit("complaint.accept"))
    complaint = Complaint(
        ref=ref,
        query_code=refs.query_code(),
        submission=submission,
        channel=channel,
        kind=said.kind,
        intake=intake,
        about=unit_by_code(said.about) if said.about else None,
        person=said.person,
        case_ref=said.case_ref,
        text=said.text,
        filed_at=at,
        recorded_by=f"staff:{recorded_by.code}" if recorded_by else "",
        is_anonymous=said.is_anonymous,
        complainant=None if said.is_anonymous else complainant,
        name=said.name,
        phone=said.phone,
        id_number=said.id_number,
        wants_written_reply=said.wants_written_reply,
        may_disclose=said.may_disclose,
        clock=clock,
        due_at=clock.promised_due,
    )
    try:
        with transaction.atomic():
            complaint.save(force_insert=True)
    except IntegrityError as error:
        raise Refusal("complaint-duplicate", "这件投诉已经提交成功，不必重复提交。") from error
    bind(evidence, ref)
    _record(
        "complaint.filed",
        complaint,
        by=recorded_by,
        at=at,
        intake_name=intake.name,
        accept_due=complaint.due_at,
        provisional=clock.is_provisional,
        files=len(evidence),
    )
    return complaint


def _intake() -> Unit:
    """The organ that decides on acceptance, or who took over from it."""
    return successor_of(unit_by_code(queries.routes()[rules.INTAKE].to[0]))


@action("complaint.accepted")
def accept(ref: str, *, about: str, by: Staff, at: datetime) -> Complaint:
    """受理 — and say which unit is complained of, where the complainant did not know it or was wrong ("" leaves it).

    Raises Unknown outside one's reach, Refusal `wrong-state`.
    """
    complaint = _locked(ref, by)
    complaint.state = rules.next_state("accept", complaint.state)
    if about:
        complaint.about = unit_by_code(about)
    complaint.accepted_at = at
    is_on_time = _stop(complaint, at)
    complaint.save(update_fields=["state", "about", "accepted_at", "due_at"])
    _tell(complaint, "complaint-accepted", "您的投诉已受理", f"您反映的投诉（编号{ref}）已受理，办结后告知您结果。", at)
    _record("complaint.accepted", complaint, by=by, at=at, accept_due=None, is_on_time=is_on_time)
    return complaint


@action("complaint.not_accepted")
def refuse(ref: str, ground: str, reason: str, *, by: Staff, at: datetime) -> Complaint:
    """不予受理 — with its ground and reason, told to whoever complained by name.

    Raises Unknown outside one's reach, Refusal `wrong-state`, `no-choice`, `no-words`.
    """
    complaint = _locked(ref, by)
    complaint.state = rules.next_state("refuse", complaint.state)
    complaint.ground = rules.check_choice(ground, RefusalGround.values, "ground", "请选择不予受理的情形。")
    complaint.reason = rules.check_words(reason, "reason", "不予受理的理由")
    complaint.ended_at, is_on_time = at, _stop(complaint, at)
    complaint.save(update_fields=["state", "ground", "reason", "due_at", "ended_at"])
    text = f"您反映的投诉（编号{ref}）不予受理，理由和救济途径请凭编号和查询密码到网站查看。"
    _tell(complaint, "complaint-not-accepted", "您的投诉不予受理", text, at)
    _record(
        "complaint.not_accepted",
        complaint,
        by=by,
        at=at,
        ground=complaint.ground,
        ground_name=complaint.get_ground_display(),
        reason=complaint.reason,
        is_on_time=is_on_time,
    )
    return complaint


@action("complaint.assigned")
def assign(ref: str, to: str, instructions: str, *, by: Staff, at: datetime) -> Complaint:
    """分办 — to a unit that answers; its limit for answering starts (complaint.answer). Assigned anew, the limit runs on.

    Raises Unknown outside one's reach, Refusal `wrong-state`, `no-choice`, `own-complaint`, `not-consented`,
    `same-unit`, `no-words`.
    """
    complaint = _locked(ref, by)
    complaint.state = rules.next_state("assign", complaint.state)
    offered = {unit.code: unit for unit in queries.answering_units(complaint.intake)}
    unit = offered[rules.check_choice(to, offered, "to", "请选择办理单位。")]
    about = complaint.about.code if complaint.about else ""
    route = queries.routes()[complaint.kind]
    rules.check_assignment(route, to=unit.code, about=about, may_disclose=complaint.may_disclose)
    if complaint.unit_id == unit.pk:
        raise Refusal("same-unit", f"这件投诉现在就由{unit.name}办理。", "to")
    complaint.instructions = (
        rules.check_words(instructions, "instructions", "办理要求", least=0) if instructions else ""
    )
    is_first = complaint.unit is None
    complaint.unit, complaint.assigned_at = unit, at
    if is_first:
        _start(complaint, "complaint.answer", at)
    else:
        timers.hand_over(complaint.clock, unit=unit.code)
    complaint.save(update_fields=["state", "instructions", "unit", "assigned_at", "clock", "due_at"])
    _record(
        "complaint.assigned",
        complaint,
        by=by,
        at=at,
        to=unit.code,
        to_name=unit.name,
        answer_due=complaint.due_at,
        provisional=complaint.clock.is_provisional,
    )
    return complaint


@action("complaint.answered")
def answer(ref: str, finding: str, text: str, measures: str, *, by: Staff, at: datetime) -> Complaint:
    """反馈办理结果 — the handling unit says what it found and what it did about it.

    Raises Unknown for whoever does not answer for the unit, Refusal `wrong-state`, `no-choice`, `no-words`.
    """
    complaint = _held(ref)
    if complaint is None or not queries.is_handled_by(by, complaint):
        raise Unknown("没有找到这件投诉。")
    complaint.state = rules.next_state("answer", complaint.state)
    complaint.finding = rules.check_choice(finding, Finding.values, "finding", "请选择核查结论。")
    complaint.answer = rules.check_words(text, "answer", "核查情况", least=10, most=rules.LONGEST_ANSWER)
    confirmed = complaint.finding in (Finding.SUBSTANTIATED, Finding.PARTLY)
    complaint.measures = (
        rules.check_words(measures, "measures", "整改和处理措施", most=2000) if confirmed or measures.strip() else ""
    )
    complaint.answered_at, complaint.answered_by = at, f"staff:{by.code}"
    is_on_time = _stop(complaint, at)
    complaint.save(update_fields=["state", "finding", "answer", "measures", "answered_at", "answered_by", "due_at"])
    _record(
        "complaint.answered",
        complaint,
        by=by,
        at=at,
        finding=complaint.finding,
        finding_name=complaint.get_finding_display(),
        answer_due=None,
        is_on_time=is_on_time,
    )
    return complaint


@action("complaint.returned")
def send_back(ref: str, reason: str, *, by: Staff, at: datetime) -> Complaint:
    """退回重办 — the handling does not stand; a limit of its own starts (complaint.redo).

    Raises Unknown outside one's reach, Refusal `wrong-state`, `own-answer`, `no-words`.
    """
    complaint = _locked(ref, by)
    complaint.state = rules.next_state("send_back", complaint.state)
    rules.check_other_hands(complaint.answered_by, f"staff:{by.code}")
    complaint.return_reason = rules.check_words(reason, "reason", "退回的理由")
    complaint.returned += 1
    _start(complaint, "complaint.redo", at)
    complaint.save(update_fields=["state", "return_reason", "returned", "clock", "due_at"])
    _record(
        "complaint.returned",
        complaint,
        by=by,
        at=at,
        reason=complaint.return_reason,
        times=complaint.returned,
        answer_due=complaint.due_at,
        provisional=complaint.clock.is_provisional,
    )
    return complaint


@action("complaint.closed")
def close(ref: str, reply: str, *, by: Staff, at: datetime) -> Complaint:
    """审核办结 — the handling stands; the complainant is told. The finding counts against the unit (投诉属实).

    Raises Unknown outside one's reach, Refusal `wrong-state`, `own-answer`, `no-words`.
    """
    complaint = _locked(ref, by)
    complaint.state = rules.next_state("close", complaint.state)
    rules.check_other_hands(complaint.answered_by, f"staff:{by.code}")
    complaint.reply = rules.check_words(reply, "reply", "告知投诉人的内容", least=10, most=rules.LONGEST_ANSWER)
    complaint.ended_at = at
    complaint.save(update_fields=["state", "reply", "ended_at"])
    text = f"您反映的投诉（编号{ref}）已办结，办理结果请凭编号和查询密码到网站查看。"
    _tell(complaint, "complaint-closed", "您的投诉已办结", text, at)
    _record(
        "complaint.closed",
        complaint,
        by=by,
        at=at,
        finding=complaint.finding,
        finding_name=complaint.get_finding_display(),
        answered_by=complaint.answered_by,
        returned=complaint.returned,
    )
    return complaint


@action("complaint.withdrawn")
def withdraw(ref: str, reason: str, *, code: str, at: datetime) -> Complaint:
    """撤回投诉 — by whoever holds the query code, until the handling unit has answered.

    Raises Unknown for a wrong code, Refusal `wrong-state`, `no-words`.
    """
    complaint = _held(ref)
    if complaint is None or complaint.query_code != code:
        raise Unknown(queries.NOT_FOUND)
    complaint.state = rules.next_state("withdraw", complaint.state)
    complaint.reason = rules.check_words(reason, "reason", "撤回的原因", most=200)
    complaint.ended_at = at
    _stop(complaint, at)
    complaint.save(update_fields=["state", "reason", "due_at", "ended_at"])
    _record("complaint.withdrawn", complaint, by=None, at=at)
    return complaint


# --- parts of the acts ---


def _held(ref: str) -> Complaint | None:
    """The row, held until the act ends."""
    rows = Complaint.objects.select_for_update(of=("self",)).select_related("about", "unit", "intake", "clock")
    return rows.filter(ref=ref).first()


def _locked(ref: str, by: Staff) -> Complaint:
    """The complaint for whoever decides on it; Unknown for everybody else."""
    complaint = _held(ref)
    if complaint is None or not queries.for_overseer(by).filter(pk=complaint.pk).exists():
        raise Unknown("没有找到这件投诉。")
    return complaint


def _start(complaint: Complaint, limit: str, at: datetime) -> None:
    clock = timers.start(
        complaint.ref,
        ANSWER,
        unit=complaint.unit.code,
        at=at,
        promised=limits.limit(limit),
        sequence=complaint.returned + 1,
    )
    complaint.clock, complaint.due_at = clock, clock.promised_due


def _stop(complaint: Complaint, at: datetime) -> bool | None:
    """Stop the clock that runs, and say whether that was in time; None where no day was known."""
    if complaint.clock is not None and complaint.clock.is_open:
        timers.stop(complaint.clock, at=at)
    due, complaint.due_at = complaint.due_at, None
    return None if due is None else at < due


def _record(kind: str, complaint: Complaint, *, by: Staff | None, at: datetime, **facts: Any) -> None:
    """The entry (`by` None: the complainant) with what every reader of it needs: whose turn it is, whom it is about, which case.

    While it is not known whom it is about, the case is not told: the unit that reads along may be the very one.
    """
    owner = complaint.unit or complaint.intake
    record(
        kind,
        complaint.ref,
        actor=f"staff:{by.code}" if by else COMPLAINANT,
        at=at,
        unit=owner.code,
        unit_name=owner.name,
        owner_unit=owner.code,
        complaint_kind=complaint.kind,
        item_name=f"{complaint.get_kind_display()}投诉",
        channel=complaint.channel,
        about=complaint.about.code if complaint.about else "",
        about_name=complaint.about.name if complaint.about else "",
        case=complaint.case_ref if complaint.about else "",
        **facts,
    )


def _tell(complaint: Complaint, template: str, title: str, text: str, at: datetime) -> None:
    """Whoever complained by name is told; who did not looks it up with the query code."""
    if complaint.is_anonymous:
        return
    notify(
        user=complaint.complainant,
        phone=complaint.phone,
        template=template,
        subject=complaint.ref,
        title=title,
        text=text,
        link=f"/complaints/{complaint.ref}/",
        at=at,
    )


def follow_clocks(clocks: Sequence[Clock]) -> None:
    """Repeat re-derived due moments on the complaints that show them; called by the timers when the calendar changes."""
    shown = Complaint.objects.filter(clock__in=clocks, state__in=OPEN_STATES, due_at__isnull=False)
    shown.update(due_at=limits.promised_due())
