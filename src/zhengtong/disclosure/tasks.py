"""What happens to requests because time passes. Each in a transaction of its own; a double run does nothing."""

import logging
from datetime import datetime

from zhengtong.foundation.errors import Refusal
from zhengtong.timers.models import Clock

from . import gate
from .actions import requests
from .models import Consultation

log = logging.getLogger(__name__)
BATCH = 200


def wake(at: datetime) -> int:
    """Give every limit that ran out its legal effect; returns how many requests moved.

    A limit whose day is only provisional has no effect yet: it is looked at again when the calendar is known.
    """
    names = [gate.CORRECTION, gate.FEE, gate.CONSULTATION]
    due = Clock.objects.filter(name__in=names, is_open=True, is_provisional=False, next_moment__lte=at)
    moved = 0
    for clock in due.order_by("next_moment")[:BATCH]:
        try:
            _lapse(clock, at)
            moved += 1
        except Refusal as refusal:
            # Somebody acted in the same moment; what they did stands.
            log.info("%s of %s not given effect: %s", clock.name, clock.subject, refusal.code)
    return moved


def _lapse(clock: Clock, at: datetime) -> None:
    if clock.name == gate.CORRECTION:
        requests.lapse_correction(clock.subject, at=at)
    elif clock.name == gate.FEE:
        requests.lapse_fee(clock.subject, at=at)
    else:
        asked = Consultation.objects.get(clock=clock)
        requests.fall_silent(clock.subject, asked.pk, at=at)
