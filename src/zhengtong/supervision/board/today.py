"""What needs a person now, the cards as they fall, and the flow of the day."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractHour

from zhengtong.org.models import Staff

from ..choices import STANDING, AppealState, CardState, OrderState
from ..models import Appeal, Card
from ..models.matter import RECORD
from .counting import CHINA, day_start
from .seen import cards_visible_to, matters_visible_to, orders_visible_to, undetermined_visible_to

NEWEST = 12


@dataclass(frozen=True, slots=True)
class Needs:
    """What waits for somebody: numbers, each with those already late where it has a limit."""

    pending: int
    appeals: int
    appeals_late: int
    orders_late: int
    undetermined: int


def needs(staff: Staff, at: datetime) -> Needs:
    """What waits for a person now, within what `staff` may see."""
    appeals = Appeal.objects.filter(card__in=cards_visible_to(staff), state=AppealState.FILED)
    counted = appeals.aggregate(all=Count("pk"), late=Count("pk", filter=Q(decide_due__lt=at)))
    return Needs(
        pending=cards_visible_to(staff).filter(state=CardState.PENDING).count(),
        appeals=counted["all"],
        appeals_late=counted["late"],
        orders_late=orders_visible_to(staff).filter(late_orders(at)).count(),
        undetermined=undetermined_visible_to(staff).filter(cleared_at=None).values("matter").distinct().count(),
    )


def late_orders(at: datetime) -> Q:
    """督办逾期: not signed for in time, or not answered in time."""
    unsigned = Q(state=OrderState.ISSUED, sign_due__lt=at)
    unanswered = Q(state__in=[OrderState.ISSUED, OrderState.SIGNED, OrderState.RETURNED], answer_due__lt=at)
    return Q(closed_at=None) & (unsigned | unanswered)


def newest_cards(staff: Staff, number: int = NEWEST) -> list[Card]:
    """The newest cards that stand or wait, newest first."""
    rows = cards_visible_to(staff).filter(state__in=[CardState.PENDING, CardState.ISSUED])
    return list(rows.select_related("unit", "matter").defer("matter__track").order_by("-id")[:number])


def newest_mark(staff: Staff, number: int = NEWEST) -> str:
    """What the newest cards look like from afar: their numbers and states.

    An id is drawn before it is committed, so "is there one after the last I saw" would miss a slow one; this changes
    whenever a card comes, is confirmed or is withdrawn.
    """
    rows = cards_visible_to(staff).filter(state__in=[CardState.PENDING, CardState.ISSUED]).order_by("-id")
    return "".join(f"{pk}{state[0]}" for pk, state in rows.values_list("pk", "state")[:number])


@dataclass(frozen=True, slots=True)
class Hour:
    hour: int
    opened: int
    finished: int
    cards: int


def flow(staff: Staff, at: datetime) -> list[Hour]:
    """今日流量: what was opened, finished and carded in each hour of the day so far."""
    start = day_start(at)
    end = start + timedelta(days=1)
    matters = matters_visible_to(staff).exclude(ended_by=RECORD)
    cards = cards_visible_to(staff).filter(state__in=STANDING)
    opened, finished, issued = (
        _by_hour(rows, moment, start, end)
        for rows, moment in ((matters, "opened_at"), (matters, "ended_at"), (cards, "issued_at"))
    )
    last = at.astimezone(CHINA).hour
    return [Hour(hour, opened.get(hour, 0), finished.get(hour, 0), issued.get(hour, 0)) for hour in range(last + 1)]


def _by_hour(rows: QuerySet[Any], moment: str, start: datetime, end: datetime) -> dict[int, int]:
    within = rows.filter(**{f"{moment}__gte": start, f"{moment}__lt": end}).order_by()
    return dict(within.annotate(hour=ExtractHour(moment, tzinfo=CHINA)).values_list("hour").annotate(Count("id")))
