"""What happens to cases because time passes. Each case in a transaction of its own; a double run does nothing."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import connection

from zhengtong.foundation.errors import Refusal
from zhengtong.timers import actions as timers
from zhengtong.timers.models import Clock
from zhengtong.timers.queries import has_stale_clocks

from . import actions
from .choices import ClockName

log = logging.getLogger(__name__)
BATCH = 200

_EFFECTS: dict[str, Callable[..., object]] = {
    ClockName.INTAKE: actions.deem_accepted,
    ClockName.CORRECTION: actions.expire_correction,
    ClockName.DEFERRAL: actions.expire_deferral,
}


def wake(at: datetime) -> int:
    """Give every limit that ran out its legal effect; returns how many cases moved.

    A limit whose day is only provisional has no effect yet: it stays, and is looked at again when the calendar is known.
    """
    moved = 0
    due = (
        Clock.objects.filter(name__in=list(_EFFECTS), is_open=True, is_provisional=False, next_moment__lte=at)
        .filter(statutory_due__lte=at)
        .union(
            Clock.objects.filter(
                name__in=list(_EFFECTS),
                is_open=True,
                is_provisional=False,
                next_moment__lte=at,
                statutory_due__isnull=True,
            )
        )
        .values_list("subject", "name")[:BATCH]
    )
    for ref, name in list(due):
        try:
            _EFFECTS[name](ref, at=at)
            moved += 1
        except Refusal as refusal:
            # Somebody acted in the same moment; what they did stands.
            log.info("%s of %s not given effect: %s", name, ref, refusal.code)
    return moved


def follow_clocks(clocks: list[Clock]) -> None:
    """Repeat re-derived due moments on the cases that show them (registered with timers.actions.FOLLOWERS)."""
    ids = [clock.pk for clock in clocks]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_case SET due_at = COALESCE(c.promised_due, c.statutory_due) FROM timers_clock c "
            "WHERE cases_case.clock_id = c.id AND c.id = ANY(%s)",
            [ids],
        )


def rederive(at: datetime) -> int:
    """Bring open clocks to the calendar in force, should any have been missed when it changed."""
    return len(timers.catch_up(at=at)) if has_stale_clocks() else 0
