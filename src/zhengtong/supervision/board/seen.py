"""Who sees what, and whether the watching is alive."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, QuerySet

from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.org.queries import reach

from ..models import Card, Follower, Matter, SupervisionOrder, Undetermined


def matters_visible_to(staff: Staff) -> QuerySet[Matter]:
    return Matter.objects.filter(reach(staff, Permission.SUPERVISION_VIEW))


def cards_visible_to(staff: Staff) -> QuerySet[Card]:
    return Card.objects.filter(reach(staff, Permission.SUPERVISION_VIEW))


def orders_visible_to(staff: Staff) -> QuerySet[SupervisionOrder]:
    return SupervisionOrder.objects.filter(reach(staff, Permission.SUPERVISION_VIEW))


def undetermined_visible_to(staff: Staff) -> QuerySet[Undetermined]:
    return Undetermined.objects.filter(
        reach(staff, Permission.SUPERVISION_VIEW, unit="matter__unit", region="matter__region")
    )


@dataclass(frozen=True, slots=True)
class Pulse:
    name: str
    label: str
    beat_at: datetime | None
    lag: int | None
    is_alarming: bool


def followers_state(at: datetime) -> list[Pulse]:
    rows = []
    for one in Follower.objects.order_by("name"):
        lag = int((at - one.beat_at).total_seconds()) if one.beat_at else None
        rows.append(Pulse(one.name, one.name, one.beat_at, lag, lag is None or lag > 90))
    return rows


def last_event_at() -> datetime | None:
    """When the last entry was written that the watching has read."""
    return Follower.objects.aggregate(last=Max("entry_at"))["last"]
