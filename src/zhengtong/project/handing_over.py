"""What an interview did not answer becomes a letter, and the letter's answer comes back beside the question.

The interviews and the letters do not know each other: each writes the journal, and here, at the top of the house, one is
told of what the other wrote. What is still to be done is found by what is missing, not by a place read up to: an entry
that commits late is met the next time, and a worker that dies in between leaves nothing half done or done twice.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from zhengtong.dialogue import actions as letters
from zhengtong.dialogue import queries as written
from zhengtong.dialogue.rules import Handed, mask_numbers
from zhengtong.interviews import actions as interviews
from zhengtong.interviews import queries as asked

log = logging.getLogger(__name__)

AT_MOST = 100
PRIVATE = "已直接答复提问人。"
"""What stands beside a question whose answer its unit did not publish."""


def follow(at: datetime) -> int:
    """One round; how many questions were handed over or got their answer."""
    done = sum(_each(_hand_over, ref, at) for ref in written.left_elsewhere()[:AT_MOST])
    done += sum(_each(_bring_back, ref, at) for ref in asked.answered_elsewhere()[:AT_MOST])
    return done + sum(_each(_take_back, ref, at) for ref in asked.unpublished_elsewhere()[:AT_MOST])


def _each(act: Callable[[str, datetime], bool], ref: str, at: datetime) -> bool:
    """One question by itself: one that cannot be done now is told of, tried again, and keeps no other from its turn."""
    try:
        return act(ref, at)
    except Exception:
        log.exception("question %s could not be passed between its interview and its letter", ref)
        return False


@transaction.atomic
def _hand_over(ref: str, at: datetime) -> bool:
    """The letter and the note of it on the question: both or neither; one of two workers."""
    question = asked.left_question(ref)
    interview = question.interview
    handed = Handed(
        ref=ref,
        title=f"访谈提问：{interview.title}"[:60],
        text=question.text,
        name=question.name,
        phone=question.phone,
        page=f"interview:{interview.slug}",
        page_title=interview.title,
        page_url=f"/interviews/{interview.slug}/",
    )
    since = question.left_at or at
    letter = letters.take_over(handed, unit=interview.unit, writer=question.asker, since=since, at=at)
    if letter is None:
        return False
    interviews.hand_over(ref, letter.ref, at=at)
    return True


def _bring_back(ref: str, at: datetime) -> bool:
    found = written.letter_by_ref(asked.left_question(ref).letter)
    interviews.reply(ref, mask_numbers(found.answer) if found.is_published else PRIVATE, found.unit.name, at=at)
    return True


def _take_back(ref: str, at: datetime) -> bool:
    interviews.take_back_reply(ref, PRIVATE, at=at)
    return True
