"""What happens to orders because time passes. Each order in a transaction of its own; a double run does nothing."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection
from django.db.models import F, Q

from zhengtong.foundation.errors import Refusal
from zhengtong.timers.models import Clock

from .actions import orders
from .choices import OrderState
from .models import SupervisionOrder
from .rules.due_process import missed_limit

log = logging.getLogger(__name__)
BATCH = 200

LIMIT_FACTS: Mapping[str, tuple[str, str]] = {
    orders.SIGN_CLOCK: ("sign_due", ""),
    orders.ANSWER_CLOCK: ("answer_due", ""),
}
"""Under which facts the entries of orders tell their limits (timers.actions.LIMIT_FACTS)."""


def escalate(at: datetime) -> int:
    """Raise the level of every order whose limit to sign or to answer ran out; returns how many were raised.

    A limit whose day is only provisional raises nothing yet.
    """
    fresh = Q(escalated_due=None)
    unsigned = Q(state=OrderState.ISSUED, sign_due__lte=at, sign_clock__is_provisional=False)
    unanswered = Q(
        state__in=[OrderState.ISSUED, OrderState.SIGNED, OrderState.RETURNED],
        answer_due__lte=at,
        answer_clock__is_provisional=False,
    )
    late = SupervisionOrder.objects.filter(
        unsigned & (fresh | Q(sign_due__gt=F("escalated_due")))
        | unanswered & (fresh | Q(answer_due__gt=F("escalated_due")))
    )
    raised = 0
    for order in late.order_by("pk")[:BATCH]:
        missed = missed_limit(
            state=order.state,
            sign_due=order.sign_due,
            answer_due=order.answer_due,
            raised_for=order.escalated_due,
            at=at,
        )
        if missed is None:
            continue
        try:
            orders.escalate(order.ref, limit_name=missed[0], due=missed[1], at=at)
            raised += 1
        except Refusal as refusal:
            # Signed, answered or raised by another worker in the same moment; what they did stands.
            log.info("%s not escalated: %s", order.ref, refusal.code)
    return raised


_FOLLOW = (
    "UPDATE supervision_supervisionorder o SET {column}_due = c.promised_due FROM timers_clock c "
    "WHERE o.{column}_clock_id = c.id AND c.id = ANY(%s) AND c.promised_due IS NOT NULL"
)


def follow_clocks(clocks: Sequence[Clock]) -> None:
    """Repeat re-derived due moments on the orders that show them (registered with timers.actions.FOLLOWERS)."""
    ids = [clock.pk for clock in clocks if clock.name in LIMIT_FACTS]
    if not ids:
        return
    with connection.cursor() as cursor:
        for column in ("sign", "answer"):
            cursor.execute(_FOLLOW.format(column=column), [ids])
