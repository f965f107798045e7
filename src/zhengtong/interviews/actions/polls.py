"""现场投票: opened and closed by the desk; one ballot a visitor."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.interviews import queries, rules
from zhengtong.interviews.choices import InterviewState, PollState
from zhengtong.interviews.models import Poll, PollChoice
from zhengtong.journal.actions import action
from zhengtong.live import actions as live
from zhengtong.org.choices import Permission

from .asking import HOUR, OPEN, refuse_flood
from .frame import By, clean, expect, held, told

_CAST = """
    INSERT INTO interviews_ballot (poll_id, choice_id, visitor, address_key, at)
    SELECT poll.id, %s, %s, %s, %s FROM interviews_poll poll WHERE poll.id = %s AND poll.state = 'open' FOR SHARE
    ON CONFLICT (poll_id, visitor) DO NOTHING
"""


@action("poll.opened")
def open_poll(slug: str, title: str, choices: Sequence[str], *, by: By, at: datetime) -> Poll:
    """发起投票 — while it is live, one at a time. Raises Refusal `wrong-state`, `poll-open`, `bad-poll`, `words-blocked`."""
    interview = held(slug, by, Permission.INTERVIEW_RECORD)
    expect(interview, InterviewState.LIVE, sentence="直播期间才能发起投票。")
    if interview.polls.filter(state=PollState.OPEN).exists():
        raise Refusal("poll-open", "上一个投票还没有结束，请先结束它。")
    said, offered = rules.check_poll(title, choices)
    clean("\n".join((said, *offered)), "投票", "title", at)
    poll = Poll.objects.create(
        ref=f"{interview.ref}-{interview.polls.count() + 1}", interview=interview, title=said, opened_at=at
    )
    for place, text in enumerate(offered):
        PollChoice.objects.create(poll=poll, ref=rules.choice_ref(place), text=text)
    live.say(interview.channel, "poll", _line(poll), at=at)
    told("poll.opened", interview, by, at, poll=poll.ref, choices=len(offered))
    return poll


@action("poll.closed")
def close_poll(slug: str, ref: str, *, by: By, at: datetime) -> Poll:
    """结束投票 — with the counts, which everybody reads. Raises Unknown, Refusal `wrong-state`."""
    interview = held(slug, by, Permission.INTERVIEW_RECORD)
    poll = Poll.objects.select_for_update(of=("self",)).filter(interview=interview, ref=ref).first()
    if poll is None:
        raise Unknown("没有找到这个投票。")
    if poll.state == PollState.CLOSED:
        raise Refusal("wrong-state", "这个投票已经结束。")
    poll.state, poll.closed_at = PollState.CLOSED, at
    poll.save(update_fields=["state", "closed_at"])
    counts = queries.poll_counts(poll)
    live.say(interview.channel, "poll", {**_line(poll), "counts": counts}, at=at)
    told("poll.closed", interview, by, at, poll=poll.ref, counts=counts)
    return poll


def _line(poll: Poll) -> dict[str, object]:
    choices = [{"ref": choice.ref, "text": choice.text} for choice in poll.choices.all()]
    return {"ref": poll.ref, "title": poll.title, "choices": choices, "is_open": poll.state == PollState.OPEN}


def cast(slug: str, ref: str, choice: str, *, visitor: str, address: str, at: datetime) -> bool:
    """投票 — once a visitor; False for a second ballot, which changes nothing. No act of the journal: nobody is told who.

    Raises Unknown for a poll or a choice that is not there, Refusal `poll-closed`, `no-visitor`, `address-limit`.
    """
    interview = queries.interview_for_public(slug)
    poll = interview.polls.filter(ref=ref).first()
    chosen = poll.choices.filter(ref=choice).first() if poll is not None else None
    if poll is None or chosen is None:
        raise Unknown("没有找到这个投票选项。")
    if not visitor:
        raise Refusal("no-visitor", "浏览器没有保存本站的Cookie，无法确认是否重复投票。请允许使用Cookie后再试。")
    if poll.state != PollState.OPEN or interview.state not in OPEN:
        raise Refusal("poll-closed", "这个投票已经结束。")
    key = queries.address_key(address)
    refuse_flood(poll.ballots.filter(address_key=key, at__gt=at - HOUR), interview)
    with connection.cursor() as cursor:
        cursor.execute(_CAST, [chosen.pk, visitor, key, at, poll.pk])
        return cursor.rowcount == 1
