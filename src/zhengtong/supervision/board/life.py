"""One matter: its limits, its cards, what could not be decided about it, and who held it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from django.db.models import Q, QuerySet

from legalclock import Calendar, ClockError
from legalclock.counting import worked_time
from zhengtong.foundation.errors import Unknown
from zhengtong.journal.kinds import KINDS
from zhengtong.journal.milestones import Milestone
from zhengtong.journal.models import Entry
from zhengtong.org.models import Staff
from zhengtong.timers.queries import calendar

from ..models import Card, Matter, SupervisionOrder, Undetermined
from ..rules import track
from ..rules.track import Course, Event, Holding, LimitRun
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


def course_of(matter: Matter, entries: Iterable[Entry]) -> Course | None:
    """A matter's course as its entries tell it up to now; None where they tell nothing that counts."""
    told = track.Matter(matter.system, matter.subject, matter.ref, matter.business)
    return track.fold(told, [event for entry in entries if (event := _event(entry)) is not None])


def _event(entry: Entry) -> Event | None:
    milestone = KINDS[entry.kind].milestone if entry.kind in KINDS else None
    if milestone is None and not track.tells_a_limit(entry.data):
        return None
    counts = milestone or Milestone.NOTED
    facts = track.kept_facts(entry.data)
    return Event(entry.pk, counts.value, entry.kind, entry.at, entry.actor, entry.unit, facts)


def limits_of(course: Course, at: datetime) -> list[Limit]:
    """The limits of a matter in the order they were opened, with the working days that are left at `at`."""
    return [_limit(run, at) for run in course.runs]


def _limit(run: LimitRun, at: datetime) -> Limit:
    due = run.last_due if run.closed_at else run.due
    if due is None:
        return Limit(run.name, None, run.closed_at, "met" if run.closed_at else "standing", None)
    until = run.closed_at or at
    is_past = until > due
    state = ("missed" if is_past else "met") if run.closed_at else ("late" if is_past else "running")
    return Limit(run.name, due, run.closed_at, state, _workdays(calendar(), until, due), run.segments[-1].provisional)


def _workdays(days: Calendar, until: datetime, due: datetime) -> int | None:
    """Working days from `until` to the last day of the limit; a limit of 24:00 ends on the day before."""
    today = until.astimezone(CHINA).date()
    last = (due - timedelta(microseconds=1)).astimezone(CHINA).date()
    try:
        return days.workdays_between(today, last) if last >= today else -days.workdays_between(last, today)
    except ClockError:
        return None


def split_of(course: Course, at: datetime) -> dict[str, int]:
    """Working time in seconds by who held the matter, up to its end or to `at`; empty where the calendar cannot tell."""
    days, split = calendar(), dict[str, int]()
    held = [*course.holdings, Holding(at, "")]
    try:
        for (since, holder), (until, _) in pairwise(held):
            if holder and since < until:
                worked = worked_time(days, since.astimezone(CHINA), until.astimezone(CHINA), ())
                split[holder] = split.get(holder, 0) + int(worked.total_seconds())
    except ClockError:
        return {}
    return split
