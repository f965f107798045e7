"""What the public does: ask, want a question answered, be there."""

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Count, QuerySet
from django.utils.timezone import localdate

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.rows import next_serial
from zhengtong.guards import queries as guards
from zhengtong.guards import rules as guarding
from zhengtong.interviews import queries, rules
from zhengtong.interviews.choices import InterviewState, QuestionState
from zhengtong.interviews.models import Interview, Question
from zhengtong.interviews.queries import Asker
from zhengtong.journal.actions import action
from zhengtong.live import actions as live
from zhengtong.org.queries import phone_index

from .frame import in_turn, shared, told_question

OPEN = (InterviewState.ANNOUNCED, InterviewState.LIVE)
ANONYMOUS = "citizen:anonymous"
PAUSE = timedelta(seconds=5)
"""Listeners are told of votes no more often."""
HOUR = timedelta(hours=1)


def taking(slug: str, at: datetime) -> Interview:
    """An interview that takes questions now, kept so until the act ends. Raises Unknown, Refusal `not-taking`."""
    interview = shared(slug)
    if interview.state not in OPEN or not interview.takes_questions:
        over = interview.state not in OPEN
        raise Refusal("not-taking", "访谈已经结束，不再接收提问。" if over else "这场访谈不接收网上提问。")
    return interview


@action("question.asked")
def ask_question(
    slug: str, text: str, *, asker: Asker, address: str, visitor: str = "", submission: str, at: datetime
) -> Question:
    """提问 — into the moderators' queue. asker: a proved telephone or an account; submission: token of the page.

    Raises Unknown, Refusal `not-taking`, `bad-name`, `bad-question`, `words-blocked`, `personal-numbers`,
    `phone-limit`, `address-limit`, `question-duplicate`.
    """
    interview = taking(slug, at)
    name, said = rules.check_question(asker.name, text)
    findings = guards.check(f"{name}\n{said}", at=at)
    guarding.refuse_blocked(findings, "提问", "text")
    if findings.leaks:
        raise Refusal("personal-numbers", "提问会向公众展示，请不要写手机号码、身份证号或银行卡号。", "text")
    index, key = phone_index(asker.phone), queries.address_key(address)
    in_turn(f"question {interview.pk} {index}")
    of_phone = Question.objects.filter(interview=interview, phone_index=index)
    if of_phone.count() >= interview.per_phone:
        raise Refusal("phone-limit", f"每个手机号码最多提{interview.per_phone}个问题，您已经提满，感谢参与。", "text")
    nearby = Question.objects.filter(interview=interview, address_key=key, asked_at__gt=at - HOUR)
    if nearby.count() >= interview.per_address:
        raise Refusal("address-limit", "从您所在的网络提交的问题太多，请一小时后再试，或者换一个网络。", "text")
    question = Question(
        ref=rules.question_ref(localdate(at), next_serial("interview_question_serial")), interview=interview,
        submission=submission, name=name, phone=asker.phone, phone_index=index, asker=asker.user, visitor=visitor,
        address_key=key, text=said, asked_at=at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            question.save(force_insert=True)
    except IntegrityError as error:
        raise Refusal("question-duplicate", "这个问题已经提交成功，不必重复提交。") from error
    by = f"citizen:{asker.user.pk}" if asker.user is not None else ANONYMOUS
    told_question("question.asked", question, by, at, needs_review=bool(findings.reviewing))
    return question


# --- votes: rows as they come, told at most every five seconds ---

_VOTE = """
    INSERT INTO interviews_questionvote (question_id, visitor, address_key, at) VALUES (%s, %s, %s, %s)
    ON CONFLICT (question_id, visitor) DO NOTHING
"""


def vote(slug: str, ref: str, *, visitor: str, address: str, at: datetime) -> int:
    """支持提问 — once a visitor; how many there are now. A second time changes nothing.

    No act of the journal: the row is all there is to know. Raises Unknown, Refusal `not-taking`, `no-visitor`,
    `address-limit`: of one question an address votes no more often than it may ask.
    """
    interview = queries.interview_for_public(slug)
    if interview.state not in OPEN:
        raise Refusal("not-taking", "访谈已经结束，不再接收支持。")
    if not visitor:
        raise Refusal("no-visitor", "浏览器没有保存本站的Cookie，无法确认是否重复支持。请允许使用Cookie后再试。")
    question = interview.questions.filter(ref=ref, state__in=(QuestionState.SHOWN, QuestionState.PUT)).first()
    if question is None:
        raise Unknown("没有找到这条提问，可能已经回答。")
    key = queries.address_key(address)
    refuse_flood(question.votes.filter(address_key=key, at__gt=at - HOUR), interview)
    with connection.cursor() as cursor:
        cursor.execute(_VOTE, [question.pk, visitor, key, at])
    return question.votes.count()


def refuse_flood(nearby: QuerySet[Any], interview: Interview) -> None:
    """Votes of one address within the hour: a browser that forgets its cookie is another visitor each time.

    Raises Refusal `address-limit`.
    """
    if nearby.count() >= interview.per_address:
        raise Refusal("address-limit", "从您所在的网络投出的票太多，请一小时后再试，或者换一个网络。")


def tell_votes(at: datetime) -> int:
    """Tell the listeners of every interview how many want each question answered, if that has changed; how many were told."""
    due = Interview.objects.filter(state__in=OPEN).exclude(votes_told_at__gt=at - PAUSE).values_list("pk", flat=True)
    return sum(_tell(pk, at) for pk in list(due))


@transaction.atomic
def _tell(pk: int, at: datetime) -> bool:
    """One interview, by one worker: the other passes over it."""
    rows = Interview.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    interview = rows.filter(pk=pk, state__in=OPEN).exclude(votes_told_at__gt=at - PAUSE).first()
    if interview is None or not tell_votes_of(interview, at):
        return False
    interview.save(update_fields=["votes_told_at"])
    return True


def tell_votes_of(interview: Interview, at: datetime) -> bool:
    """One line with every count that has changed; False where none has. The caller saves `votes_told_at`."""
    counted = interview.questions.exclude(shown_at=None).annotate(n=Count("votes"))
    changed = [question for question in counted if question.n != question.told_votes]  # type: ignore[attr-defined]
    if not changed:
        return False
    for question in changed:
        question.told_votes = question.n  # type: ignore[attr-defined]
    Question.objects.bulk_update(changed, ["told_votes"])
    live.say(interview.channel, "votes", {"counts": {each.ref: each.told_votes for each in changed}}, at=at)
    interview.votes_told_at = at
    return True


# --- being there ---

_THERE = """
    INSERT INTO interviews_attendance (interview_id, visitor, first_at, last_at)
    SELECT id, %s, %s, %s FROM interviews_interview WHERE slug = %s AND state = 'live'
    ON CONFLICT (interview_id, visitor) DO UPDATE SET last_at = greatest(interviews_attendance.last_at, excluded.last_at)
"""


def be_counted(slug: str, *, visitor: str, at: datetime) -> bool:
    """到场 — one row a visitor while it is live, with the first and the last moment; False when it is not live, and for a
    browser that keeps no cookie.
    """
    if not visitor:
        return False
    with connection.cursor() as cursor:
        cursor.execute(_THERE, [visitor, at, at, slug])
        return cursor.rowcount == 1
