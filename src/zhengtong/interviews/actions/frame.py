"""What every act of the room begins and ends with."""

from datetime import datetime
from typing import Any

from django.db import connection

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.guards import queries as guards
from zhengtong.guards import rules as guarding
from zhengtong.interviews import queries
from zhengtong.interviews.choices import InterviewState
from zhengtong.interviews.models import Interview, Question
from zhengtong.journal.actions import record
from zhengtong.org.models import Staff

CONSOLE = "console"
"""Whoever sits at the machine itself (`zhengtong interview …`): may everything, as somebody with its password would."""
By = Staff | str
NOT_FOUND = "没有找到这场访谈。"


def actor(by: By) -> str:
    """How the journal names whoever acts."""
    return by if isinstance(by, str) else f"staff:{by.code}"


def held(slug: str, by: By, permission: str) -> Interview:
    """The interview, held until the act ends. Raises Unknown for whoever may not know of it, Refusal `not-yours`."""
    found = (
        Interview.objects.select_for_update(of=("self",), no_key=True).select_related("unit").filter(slug=slug).first()
    )
    if found is None or (isinstance(by, Staff) and not queries.visible_to(by).filter(pk=found.pk).exists()):
        raise Unknown(NOT_FOUND)
    if isinstance(by, Staff) and not queries.may(by, permission, found):
        raise Refusal("not-yours", "这一步不在您的职责内，请由负责的同志办理。")
    return found


def shared(slug: str) -> Interview:
    """An announced interview for the public, its state kept until the act ends; many may hold it so. Raises Unknown."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM interviews_interview WHERE slug = %s FOR SHARE", [slug])
    return queries.interview_for_public(slug)


def in_turn(what: str) -> None:
    """Whoever does the same at the same moment waits until this transaction has ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [what])


def question_held(interview: Interview, ref: str) -> Question:
    """A question of the interview, held; raises Unknown."""
    found = Question.objects.select_for_update(of=("self",), no_key=True).filter(interview=interview, ref=ref).first()
    if found is None:
        raise Unknown("没有找到这条提问。")
    return found


def expect(interview: Interview, *states: str, sentence: str) -> None:
    """Raises Refusal `wrong-state`."""
    if interview.state not in states:
        raise Refusal("wrong-state", f"这场访谈现在“{InterviewState(interview.state).label}”，{sentence}")


def clean(words: str, label: str, field: str, at: datetime) -> str:
    """Words that may stand in public; raises Refusal `words-blocked`."""
    guarding.refuse_blocked(guards.check(words, at=at), label, field)
    return words


def told(kind: str, interview: Interview, by: By, at: datetime, **facts: Any) -> None:
    """The entry of an act on an interview."""
    record(
        kind, interview.ref, actor=actor(by), at=at, unit=interview.unit.code, unit_name=interview.unit.name,
        owner_unit=interview.unit.code, item_name=interview.title, interview_kind=interview.kind, **facts,
    )  # fmt: skip


def told_question(kind: str, question: Question, by: By, at: datetime, **facts: Any) -> None:
    """The entry of an act on a question; never who asked it, never what."""
    interview = question.interview
    record(
        kind, question.ref, actor=actor(by), at=at, unit=interview.unit.code, unit_name=interview.unit.name,
        owner_unit=interview.unit.code, item_name=interview.title, interview=interview.ref, **facts,
    )  # fmt: skip
