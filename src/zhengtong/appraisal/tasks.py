"""What the first of a month and a withdrawn card set going."""

from datetime import datetime, time, timedelta

from django.utils.timezone import localtime

from zhengtong.foundation.errors import Refusal
from zhengtong.supervision.choices import CardState
from zhengtong.supervision.models import Card, Matter

from . import actions
from .models import Appraisal, Scheme
from .queries import scores_counting
from .rules import Period, month_after, month_before, read_period

COMPUTE_AFTER = time(3, 0)
"""In the small hours: the last cards of the month have fallen, and nobody waits for an answer."""
WITHDRAWN_MEANWHILE = timedelta(days=1)
"""A card withdrawn just before a month was computed may have been committed just after it was read."""


def compute_last_month(at: datetime) -> int:
    """绩效评估 of the month that is over; nothing where it is done, no scheme is chosen or nothing was ever handled.

    Months that passed while nothing ran are caught up, the oldest first, one a run.
    """
    period = _owed(at)
    if localtime(at).time() < COMPUTE_AFTER or period is None:
        return 0
    if not Scheme.objects.filter(is_chosen=True).exists():
        return 0
    if not Matter.objects.filter(opened_at__lt=period.last).exists():
        return 0
    try:
        actions.compute(period.key, by=None, at=at)
    except Refusal as refusal:
        if refusal.code == "already-computed":  # somebody pressed the button meanwhile
            return 0
        raise
    return 1


def _owed(at: datetime) -> Period | None:
    """The month after the newest that was computed, if it is over; at first the one before this."""
    last = month_before(at)
    newest = Appraisal.objects.order_by("-period").values_list("period", flat=True).first()
    if newest is None:
        return last
    following = month_after(read_period(newest))
    return following if following.key <= last.key else None


def replay_withdrawn(at: datetime) -> int:
    """撤牌重算: every card withdrawn since its month was computed, each once; a second run finds it no longer counted."""
    replayed = 0
    for appraisal in Appraisal.objects.order_by("period"):
        period = read_period(appraisal.period)
        withdrawn = Card.objects.filter(
            state=CardState.WITHDRAWN,
            moment__gte=period.first,
            moment__lt=period.last,
            settled_at__gte=appraisal.computed_at - WITHDRAWN_MEANWHILE,
        )
        for card in withdrawn.order_by("id"):
            if scores_counting(card, appraisal.period):
                replayed += _replay(card.ref, appraisal.period, at)
    return replayed


def _replay(card_ref: str, month: str, at: datetime) -> int:
    try:
        actions.replay_without(card_ref, month, at=at)
    except Refusal as refusal:
        if refusal.code == "no-change":  # another worker was first
            return 0
        raise
    return 1
