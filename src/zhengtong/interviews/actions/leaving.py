"""待答复: what was not answered when it ended, its five working days, the letter it becomes, and the answer that comes back.

The letters' room follows the journal (`question.left`) and makes the letter; this room follows it too (`letter.answered`)
and shows the answer. Neither knows the other; they meet in project/handing_over.py.
"""

from collections.abc import Sequence
from datetime import datetime

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.interviews.choices import InterviewState, QuestionState
from zhengtong.interviews.models import Interview, Question
from zhengtong.journal.actions import action
from zhengtong.timers import actions as timers
from zhengtong.timers import queries as limits
from zhengtong.timers.models import Clock

from .frame import By, told_question
from .moderating import open_questions

CLOCK = "question"
LIMIT = "letter.simple"
"""The limit (法定期限参数) within which a question that was left is answered: it becomes a letter."""
BY = "system"


def leave_open_questions(interview: Interview, by: By, at: datetime) -> int:
    """Every open question of an interview that ends, in the act that ends it; how many."""
    left = open_questions(interview)
    for question in left:
        question.interview = interview
        leave(question, by=by, at=at)
    return len(left)


@action("question.left")
def leave(question: Question, *, by: By, at: datetime) -> None:
    """留待会后 — its clock begins."""
    clock = timers.start(question.ref, CLOCK, unit=question.interview.unit.code, at=at, promised=limits.limit(LIMIT))
    question.state, question.left_at, question.clock, question.due_at = (
        QuestionState.LEFT,
        at,
        clock,
        clock.promised_due,
    )
    question.save(update_fields=["state", "left_at", "clock", "due_at"])
    told_question("question.left", question, by, at, due=question.due_at, provisional=clock.is_provisional)


def _left(ref: str) -> Question:
    found = Question.objects.select_for_update(of=("self",), no_key=True).select_related("interview__unit", "clock")
    question = found.filter(ref=ref).exclude(left_at=None).first()
    if question is None:
        raise Unknown("没有这条待答复的提问。")
    return question


@action("question.handed")
def hand_over(ref: str, letter: str, *, at: datetime) -> Question:
    """转为信件 — from now on the letter's clock runs, which began with this one. Raises Unknown, Refusal `handed`."""
    question = _left(ref)
    if question.letter:
        raise Refusal("handed", "这条提问已经转为信件。")
    question.letter = letter
    question.save(update_fields=["letter"])
    if question.clock is not None:
        timers.stop(question.clock, at=at)
    told_question("question.handed", question, BY, at, letter=letter)
    return question


@action("question.replied")
def reply(ref: str, text: str, unit: str, *, at: datetime) -> Question:
    """会后答复 — what the unit (its name) answered in the letter; shown beside the question. Raises Unknown, Refusal `replied`."""
    question = _left(ref)
    if question.state == QuestionState.ANSWERED:
        raise Refusal("replied", "这条提问已经答复。")
    question.state, question.answered_at = QuestionState.ANSWERED, at
    question.reply, question.reply_unit = text, unit
    question.save(update_fields=["state", "answered_at", "reply", "reply_unit"])
    told_question("question.replied", question, BY, at, letter=question.letter)
    return question


@action("question.replied")
def take_back_reply(ref: str, instead: str, *, at: datetime) -> Question:
    """撤下答复 — the unit took the answer off its public pages; `instead` stands here from now on. Raises Unknown."""
    question = _left(ref)
    question.reply, question.is_reply_hidden = instead, True
    question.save(update_fields=["reply", "is_reply_hidden"])
    told_question("question.replied", question, BY, at, letter=question.letter, is_published=False)
    return question


def follow_clocks(clocks: Sequence[Clock]) -> None:
    """Repeat re-derived due moments on the questions that show them; called by the timers when the calendar changes."""
    Question.objects.filter(clock__in=clocks, state=QuestionState.LEFT).update(due_at=limits.promised_due())
    Interview.objects.filter(transcript_clock__in=clocks, state=InterviewState.ENDED).update(
        transcript_due=limits.promised_due("transcript_clock")
    )
