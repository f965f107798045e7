"""One matter: its limits, its cards, what could not be decided about it, and who held it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from legalclock import Calendar, ClockError
from zhengtong.foundation.errors import Unknown
from zhengtong.org.models import Staff
from zhengtong.timers.queries import calendar

from ..models import Card, Matter, SupervisionOrder, Undetermined
from .counting import CHINA
from .seen import matters_visible_to


def cards_of(matter: Matter) -> QuerySet[Card]:
    """Every card a matter ever had, withdrawn ones too, oldest first."""
    return matter.cards.prefetch_related("appeals", "orders").order_by("moment", "id")


def undetermined_of(matter: Matter) -> QuerySet[Undetermined]:
    """What could not be decided about a matter: open findings first, then those that were mended."""
    return matter.undetermined.select_related("unit").order_by("cleared_at", "since")


def orders_of(matter: Matter) -> QuerySet[SupervisionOrder]:
    """督办单 about a matter or one of its cards, oldest first."""
    about = Q(subject=matter.subject) | Q(cards__matter=matter)
    return SupervisionOrder.objects.filter(about).select_related("unit").distinct().order_by("issued_at")


def matter_for(staff: Staff, subject: str) -> Matter:
    """One of `matters_visible_to`; raises Unknown."""
    found = matters_visible_to(staff).select_related("unit", "region").filter(subject=subject).first()
    if found is None:
        raise Unknown("没有这件监察事项。")
    return found


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit of a matter as a page shows it. `left`: working days to go, negative past it; None where the calendar ends.

    state: running, late (open and past), met, missed, standing (the clock stands still).
    """

    name: str
    due: datetime | None
    closed_at: datetime | None
    state: str
    left: int | None
    is_provisional: bool = False


def limits_of(matter: Matter, at: datetime) -> list[Limit]:
    """The limits of a matter with the working days that are left at `at`."""
    kept = (("promised", matter.promised_due), ("legal", matter.legal_due))
    return [_limit(name, due, matter.ended_at, at) for name, due in kept if due is not None]


def _limit(
    name: str, due: datetime | None, closed_at: datetime | None, at: datetime, *, provisional: bool = False
) -> Limit:
    if due is None:
        return Limit(name, None, closed_at, "met" if closed_at else "standing", None)
    until = closed_at or at
    is_past = until > due
    state = ("missed" if is_past else "met") if closed_at else ("late" if is_past else "running")
    return Limit(name, due, closed_at, state, _workdays(calendar(), until, due), provisional)


def _workdays(days: Calendar, until: datetime, due: datetime) -> int | None:
    """Working days from `until` to the last day of the limit; a limit of 24:00 ends on the day before."""
    today = until.astimezone(CHINA).date()
    last = (due - timedelta(microseconds=1)).astimezone(CHINA).date()
    try:
        return days.workdays_between(today, last) if last >= today else -days.workdays_between(last, today)
    except ClockError:
        return None


def split_of(matter: Matter, at: datetime) -> Mapping[str, int]:
    """Seconds by holder so far."""
    return {"office": matter.office_seconds} if matter.office_seconds else {}
