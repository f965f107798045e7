"""Who sees what, and whether the watching is alive."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q, QuerySet

from zhengtong.journal.confidence import kept_from
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.org.queries import reach

from ..actions import watching
from ..models import Card, Follower, Matter, SupervisionOrder, Undetermined


def sees_everything(staff: Staff) -> bool:
    """Whether all of the county lies within what `staff` supervises, also what no place can be told of."""
    return any(
        Permission.SUPERVISION_VIEW in grant.permissions
        and grant.unit_paths is None
        and (grant.region_paths is None or any(path.count("/") == 1 for path in grant.region_paths))
        for grant in staff.grants
    )


def in_sight(staff: Staff, unit: str = "unit", region: str = "region") -> Q:
    """The rows within reach; a row without a region stands where its unit stands, one without either is the county's.

    What is told in confidence is in nobody's sight but theirs whom its own room lets read it (journal/confidence.py):
    a supervisor named in a complaint learns of it from no list, number or card.
    """
    confided = _confided(staff, unit.removesuffix("unit") + "subject")
    if sees_everything(staff):
        return Q(pk__isnull=False) & confided  # an empty Q would vanish beside `|` and leave the other side alone
    placeless = Q(**{f"{region}__isnull": True}) & reach(staff, Permission.SUPERVISION_VIEW, unit=unit, region=None)
    return (reach(staff, Permission.SUPERVISION_VIEW, unit=unit, region=region) | placeless) & confided


def _confided(staff: Staff, subject: str) -> Q:
    """Leaves out the rows of subjects that are kept from this person."""
    wanted = Q()
    for kept in kept_from(staff):
        wanted &= ~Q(**{f"{subject}__in": kept})
    return wanted


def matters_visible_to(staff: Staff) -> QuerySet[Matter]:
    """监察事项 within what `staff` supervises."""
    return Matter.objects.filter(in_sight(staff))


def cards_visible_to(staff: Staff) -> QuerySet[Card]:
    """Cards of every state within what `staff` supervises."""
    return Card.objects.filter(in_sight(staff))


def orders_visible_to(staff: Staff) -> QuerySet[SupervisionOrder]:
    """督办单 within what `staff` supervises."""
    return SupervisionOrder.objects.filter(in_sight(staff))


def undetermined_visible_to(staff: Staff) -> QuerySet[Undetermined]:
    """无法判定 of the matters within what `staff` supervises."""
    return Undetermined.objects.filter(in_sight(staff, "matter__unit", "matter__region"))


@dataclass(frozen=True, slots=True)
class Pulse:
    """One part of the watch: when it last looked, how many seconds ago, and what broke off its last pass ("": nothing).

    It alarms where it has not looked for too long, or where it broke off.
    """

    name: str
    label: str
    beat_at: datetime | None
    lag: int | None
    is_alarming: bool
    fault: str = ""


def followers_state(at: datetime) -> list[Pulse]:
    """Every part of the watch, also one that has never looked."""
    beats = {name: told for name, *told in Follower.objects.values_list("name", "beat_at", "fault")}
    rows = []
    for name, label in watching.LABELS.items():
        beat_at, fault = beats.get(name, (None, ""))
        lag = int((at - beat_at).total_seconds()) if beat_at else None
        rows.append(Pulse(name, label, beat_at, lag, bool(fault) or not watching.is_alive(beat_at, at), fault))
    return rows


def number_watched() -> int:
    """How many matters are watched."""
    return Matter.objects.count()


def last_event_at() -> datetime | None:
    """When the last entry was written that the watching has read."""
    return Follower.objects.aggregate(last=Max("entry_at"))["last"]
