"""The queue: shown or refused, put to a guest, answered."""

from collections.abc import Sequence
from datetime import datetime

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.interviews import rules
from zhengtong.interviews.choices import InterviewState, PersonRole, QuestionState, RefusalReason
from zhengtong.interviews.models import Interview, Question
from zhengtong.journal.actions import action
from zhengtong.live import actions as live
from zhengtong.live import queries as timeline
from zhengtong.org.choices import Permission

from .asking import OPEN
from .frame import By, actor, clean, expect, held, question_held, told_question


def _moderated(slug: str, ref: str, by: By) -> Question:
    interview = held(slug, by, Permission.INTERVIEW_MODERATE)
    expect(interview, *OPEN, sentence="不能再处理提问。")
    question = question_held(interview, ref)
    question.interview = interview
    return question


@action("question.shown")
def show_question(slug: str, ref: str, *, by: By, at: datetime) -> Question:
    """展示 — everybody reads it, with the name masked, and may want it answered. One that was refused may be shown after all.

    Raises Unknown, Refusal `wrong-state`, `words-blocked`.
    """
    question = _moderated(slug, ref, by)
    if question.state not in (QuestionState.WAITING, QuestionState.REFUSED):
        raise Refusal("wrong-state", "这条提问已经展示。")
    clean(question.text, "提问", "text", at)
    question.state, question.shown_at, question.refused_for = QuestionState.SHOWN, at, ""
    question.decided_by = actor(by)
    question.save(update_fields=["state", "shown_at", "refused_for", "decided_by"])
    payload = {
        "ref": ref,
        "name": rules.shown_name(question.name),
        "text": question.text,
        "votes": question.votes.count(),
    }
    live.say(question.interview.channel, "ask", payload, at=at)
    told_question("question.shown", question, by, at)
    return question


@action("question.refused")
def refuse_question(slug: str, ref: str, reason: str, *, by: By, at: datetime) -> Question:
    """不予展示 — for one of the listed reasons (`RefusalReason`), before it was shown.

    Raises Unknown, Refusal `wrong-state`, `no-reason`.
    """
    question = _moderated(slug, ref, by)
    if question.state != QuestionState.WAITING:
        raise Refusal("wrong-state", "这条提问已经处理。")
    if reason not in RefusalReason.values:
        raise Refusal("no-reason", "请选择不予展示的理由。", "reason")
    question.state, question.refused_for, question.decided_by = QuestionState.REFUSED, reason, actor(by)
    question.save(update_fields=["state", "refused_for", "decided_by"])
    told_question("question.refused", question, by, at, reason=RefusalReason(reason).label)
    return question


@action("question.put")
def put_question(slug: str, ref: str, *, to: int | None = None, by: By, at: datetime) -> Question:
    """请嘉宾回答 — the host reads it out. to: the guest's key; nobody named: the first. Raises Unknown, Refusal `wrong-state`."""
    question = _moderated(slug, ref, by)
    expect(question.interview, InterviewState.LIVE, sentence="直播期间才能请嘉宾回答。")
    if question.state != QuestionState.SHOWN:
        raise Refusal("wrong-state", "只有已经展示、还没有回答的提问才能请嘉宾回答。")
    guests = question.interview.people.filter(role=PersonRole.GUEST)
    guest = (guests.filter(pk=to) if to is not None else guests).first()
    if guest is None:
        raise Unknown("没有找到这位嘉宾。")
    question.state, question.put_to, question.put_at = QuestionState.PUT, guest, at
    question.save(update_fields=["state", "put_to", "put_at"])
    live.say(question.interview.channel, "put", {"ref": ref}, at=at)
    told_question("question.put", question, by, at, guest=guest.name)
    return question


@action("question.answered")
def answer_question(slug: str, ref: str, *, of: Sequence[int] = (), by: By, at: datetime) -> Question:
    """回答完毕 — the lines that answer it (`of`; none named: those said to it) and the question are a pair from now on.

    Raises Unknown for a line that does not stand, Refusal `wrong-state`, `no-answer`.
    """
    question = _moderated(slug, ref, by)
    if question.state not in (QuestionState.SHOWN, QuestionState.PUT):
        raise Refusal("wrong-state", "只有已经展示、还没有回答的提问才能记为已回答。")
    said = {entry.number: entry for entry in timeline.timeline(question.interview.channel) if entry.kind == "say"}
    lines = sorted(set(of)) or [number for number, entry in said.items() if entry.to == ref]
    if not lines:
        raise Refusal("no-answer", "还没有发布回答这条提问的内容。")
    if not set(lines) <= said.keys():
        raise Unknown("没有找到回答的内容，可能已经撤回。")
    question.state, question.answered_at, question.answer_lines = QuestionState.ANSWERED, at, lines
    question.save(update_fields=["state", "answered_at", "answer_lines"])
    live.say(question.interview.channel, "answered", {"ref": ref, "of": lines}, at=at)
    told_question("question.answered", question, by, at, lines=lines)
    return question


def open_questions(interview: Interview) -> list[Question]:
    """What nobody has refused or answered yet, oldest first."""
    states = (QuestionState.WAITING, QuestionState.SHOWN, QuestionState.PUT)
    return list(interview.questions.filter(state__in=states).order_by("asked_at", "pk"))
