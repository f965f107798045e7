"""直播: it begins, it ends; at its end the transcript is drafted and what was not answered is left for later."""

from datetime import datetime

from zhengtong.interviews import rules
from zhengtong.interviews.choices import PollState
from zhengtong.interviews.models import Interview
from zhengtong.journal.actions import action
from zhengtong.live import actions as live
from zhengtong.org.choices import Permission
from zhengtong.timers import actions as timers
from zhengtong.timers import queries as limits

from .asking import tell_votes_of
from .frame import By, held, told
from .leaving import leave_open_questions
from .polls import close_poll
from .writing import take_from_timeline

TRANSCRIPT = "transcript"
TRANSCRIPT_LIMIT = "interview.transcript"
"""The limit (法定期限参数) within which the transcript is published."""


@action("interview.started")
def start(slug: str, *, by: By, at: datetime) -> Interview:
    """开始直播. Raises Refusal `wrong-state`."""
    interview = held(slug, by, Permission.INTERVIEW_RUN)
    interview.state, interview.started_at = rules.next_state("start", interview.state), at
    interview.save(update_fields=["state", "started_at"])
    live.say(interview.channel, "state", {"state": interview.state, "text": "直播开始"}, at=at)
    live.sample(interview.channel, at=at)
    told("interview.started", interview, by, at, planned=interview.starts_at.isoformat())
    return interview


@action("interview.ended")
def end(slug: str, *, by: By, at: datetime) -> Interview:
    """结束直播 — polls are closed, votes told a last time, the timeline closed and copied into a draft of the transcript;
    every question that was not answered begins its five working days, the transcript its three. All of it, or nothing.

    Raises Refusal `wrong-state`.
    """
    interview = held(slug, by, Permission.INTERVIEW_RUN)
    state = rules.next_state("end", interview.state)
    for poll in interview.polls.filter(state=PollState.OPEN):
        close_poll(slug, poll.ref, by=by, at=at)
    tell_votes_of(interview, at)
    clock = timers.start(
        interview.ref, TRANSCRIPT, unit=interview.unit.code, at=at, promised=limits.limit(TRANSCRIPT_LIMIT)
    )
    interview.state, interview.ended_at = state, at
    interview.transcript_clock, interview.transcript_due = clock, clock.promised_due
    interview.save(update_fields=["state", "ended_at", "votes_told_at", "transcript_clock", "transcript_due"])
    live.say(interview.channel, "state", {"state": state, "text": "直播结束"}, at=at)
    live.close_channel(interview.channel, at=at)
    left = leave_open_questions(interview, by, at)
    entries = take_from_timeline(interview)
    told(
        "interview.ended", interview, by, at, left=left, entries=entries, transcript_due=interview.transcript_due,
        provisional=clock.is_provisional,
    )  # fmt: skip
    return interview
