"""Repeat re-derived due moments on the rows that show them; called by the timers when the calendar changes."""

from collections.abc import Sequence

from django.db.models import OuterRef, Subquery

from zhengtong.timers.models import Clock
from zhengtong.timers.queries import promised_due

from ...choices import OPEN_STATES, RequestState
from ...models import Consultation, DisclosureRequest, FeeNotice, RequestCorrection, RequestReasons

_STANDING = (RequestState.CORRECTING, RequestState.AWAITING_FEE)


def follow_clocks(clocks: Sequence[Clock]) -> None:
    """The limit of the reply while it runs, and the limits beside it."""
    statutory = Subquery(Clock.objects.filter(pk=OuterRef("clock_id")).values("statutory_due"))
    running = DisclosureRequest.objects.filter(clock__in=clocks, state__in=OPEN_STATES).exclude(state__in=_STANDING)
    running.update(legal_due=statutory)
    RequestCorrection.objects.filter(clock__in=clocks, supplied_at=None).update(due_at=promised_due())
    Consultation.objects.filter(clock__in=clocks, ended_at=None).update(due_at=promised_due())
    RequestReasons.objects.filter(clock__in=clocks, stated_at=None).update(due_at=promised_due())
    FeeNotice.objects.filter(clock__in=clocks, paid_at=None).update(due_at=promised_due())
