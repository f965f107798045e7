"""What the first of a month and a withdrawn card set going."""

from datetime import datetime, time

from django.utils.timezone import localtime

from zhengtong.foundation.errors import Refusal
from zhengtong.supervision.choices import CardState
from zhengtong.supervision.models import Card, Matter

from . import actions
from .models import Appraisal, Scheme
from .queries import is_replayed, scores_counting
from .rules import month_before, read_period

COMPUTE_AFTER = time(3, 0)
"""In the small hours: the last cards of the month have fallen, and nobody waits for an answer."""


def compute_last_month(at: datetime) -> int:
    """绩效评估 of the month that is over; nothing where it is done, no scheme is chosen or nothing was ever handled."""
    if localtime(at).time() < COMPUTE_AFTER:
        return 0
    period = month_before(at)
    if Appraisal.objects.filter(period=period.key).exists() or not Scheme.objects.filter(is_chosen=True).exists():
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


def replay_withdrawn(at: datetime) -> int:
    """撤牌重算: every card withdrawn since its month was computed, each once; a second run finds it no longer counted."""
    replayed = 0
    for appraisal in Appraisal.objects.order_by("period"):
        period = read_period(appraisal.period)
        withdrawn = Card.objects.filter(
            state=CardState.WITHDRAWN,
            moment__gte=period.first,
            moment__lt=period.last,
            settled_at__gte=appraisal.computed_at,
        )
        for card in withdrawn.order_by("id"):
            if not is_replayed(card, appraisal) and scores_counting(card, appraisal.period):
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
