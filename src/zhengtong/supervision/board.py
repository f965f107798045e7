"""What the oversight board, its map, its lists and the wall read: counts, lights, newest cards, the flow of the day.

Everything is limited to what the person may see. A number of green matters never stands without its coverage: how many
of the watched matters can be judged at all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractHour

from legalclock import Calendar, ClockError
from zhengtong.foundation.errors import Unknown
from zhengtong.journal.models import Entry
from zhengtong.journal.queries import entries_for_audit
from zhengtong.org.choices import Permission, RegionLevel, UnitKind
from zhengtong.org.models import Region, Staff, Unit
from zhengtong.org.queries import current_regions, current_units, reach
from zhengtong.timers.queries import calendar

from .choices import STANDING, AppealState, CardState, Light, OrderState
from .models import Appeal, Card, Follower, Matter, SupervisionOrder, Undetermined

CHINA = ZoneInfo("Asia/Shanghai")
NEWEST = 12
WORST = (Light.RED, Light.YELLOW, Light.WARNING, Light.UNDETERMINED, Light.GREEN)
"""Worst first: a unit shows the first of these it has. What cannot be judged is worse than green."""


# --- who sees what ---


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


# --- counting ---


@dataclass(slots=True)
class Tally:
    """Matters by light. `blind` counts every matter that cannot be judged in full, whatever other card it shows."""

    lights: dict[str, int] = field(default_factory=dict)
    blind: int = 0

    def add(self, light: str, is_undetermined: bool, number: int) -> None:
        shown = Light.UNDETERMINED if is_undetermined and light == Light.GREEN else light
        self.lights[shown] = self.lights.get(shown, 0) + number
        self.blind += number if is_undetermined else 0

    def of(self, light: str) -> int:
        return self.lights.get(light, 0)

    @property
    def watched(self) -> int:
        return sum(self.lights.values())

    @property
    def judged(self) -> int:
        return self.watched - self.blind

    @property
    def coverage(self) -> float | None:
        """监察覆盖率: matters that can be judged ÷ matters watched; None where nothing is watched."""
        return self.judged / self.watched if self.watched else None

    @property
    def light(self) -> str:
        """The worst light that stands; "" where nothing is watched, which is not green."""
        return next((light for light in WORST if self.of(light)), "")


@dataclass(slots=True)
class Finished:
    """What was finished in a period: in time, late, or not to be told."""

    on_time: int = 0
    late: int = 0
    unknown: int = 0

    def add(self, is_on_time: bool | None, number: int) -> None:
        if is_on_time is None:
            self.unknown += number
        elif is_on_time:
            self.on_time += number
        else:
            self.late += number

    @property
    def total(self) -> int:
        return self.on_time + self.late + self.unknown

    @property
    def rate(self) -> float | None:
        """按时办结率 among those that can be judged."""
        known = self.on_time + self.late
        return self.on_time / known if known else None

    @property
    def coverage(self) -> float | None:
        return (self.on_time + self.late) / self.total if self.total else None


@dataclass(slots=True)
class Standing:
    """One unit or township: what it has in hand now, and what it finished this month."""

    open: Tally = field(default_factory=Tally)
    month: Finished = field(default_factory=Finished)


@dataclass(frozen=True, slots=True)
class UnitStanding:
    unit: Unit
    standing: Standing


@dataclass(frozen=True, slots=True)
class PlaceStanding:
    region: Region
    standing: Standing


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole of what one may see, by unit and by township; `nowhere` counts what no township can be told of."""

    all: Standing
    units: list[UnitStanding]
    townships: list[PlaceStanding]
    county: PlaceStanding
    nowhere: Standing


def month_start(at: datetime) -> datetime:
    """The first moment of the month of `at` in China."""
    return datetime.combine(at.astimezone(CHINA).date().replace(day=1), time.min, CHINA)


def day_start(at: datetime) -> datetime:
    """The first moment of the day of `at` in China."""
    return datetime.combine(at.astimezone(CHINA).date(), time.min, CHINA)


def overview(staff: Staff, at: datetime) -> Overview:
    """Counts and lights of everything visible, from two grouped readings: what is in hand, what was finished this month."""
    visible = matters_visible_to(staff).order_by()
    by = ("unit_id", "region_id")
    in_hand = visible.filter(ended_at=None).values_list(*by, "light", "is_undetermined").annotate(number=Count("id"))
    done = visible.filter(ended_at__gte=month_start(at)).values_list(*by, "is_on_time").annotate(number=Count("id"))

    regions = list(current_regions().exclude(level=RegionLevel.VILLAGE).prefetch_related("predecessors"))
    townships = {
        region.pk: PlaceStanding(region, Standing()) for region in regions if region.level != RegionLevel.COUNTY
    }
    place_of = _places(townships.values())
    units = {unit.pk: UnitStanding(unit, Standing()) for unit in _units_watched(staff)}
    total, nowhere = Standing(), Standing()
    county = PlaceStanding(next(region for region in regions if region.level == RegionLevel.COUNTY), Standing())

    def of(unit: int | None, region: int | None) -> list[Standing]:
        told = [total]
        if unit in units:
            told.append(units[unit].standing)
        if region is None:
            told.append(nowhere)
        else:
            told.append(townships[place_of[region]].standing if region in place_of else county.standing)
        return told

    for unit, region, light, is_undetermined, number in in_hand:
        for standing in of(unit, region):
            standing.open.add(light, is_undetermined, number)
    for unit, region, is_on_time, number in done:
        for standing in of(unit, region):
            standing.month.add(is_on_time, number)
    return Overview(total, list(units.values()), list(townships.values()), county, nowhere)


def _units_watched(staff: Staff) -> QuerySet[Unit]:
    return current_units().filter(reach(staff, Permission.SUPERVISION_VIEW, unit="", region=None))


def _places(townships: Iterable[PlaceStanding]) -> dict[int, int]:
    """Key of a region → key of the township of today it lies in; a renamed township carries its old villages."""
    roots = {path: place.region.pk for place in townships for path in place.region.paths()}
    found = {}
    for pk, path in Region.objects.exclude(level=RegionLevel.COUNTY).values_list("pk", "path"):
        root = "/".join(path.split("/")[:2]) + "/"
        if root in roots:
            found[pk] = roots[root]
    return found


def is_township(unit: Unit) -> bool:
    return unit.kind == UnitKind.TOWNSHIP


# --- what needs a person ---


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


# --- cards as they fall ---


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


# --- the day ---


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
    matters, cards = matters_visible_to(staff), cards_visible_to(staff).filter(state__in=STANDING)
    opened, finished, issued = (
        _by_hour(rows, moment, start, end)
        for rows, moment in ((matters, "opened_at"), (matters, "ended_at"), (cards, "issued_at"))
    )
    last = at.astimezone(CHINA).hour
    return [Hour(hour, opened.get(hour, 0), finished.get(hour, 0), issued.get(hour, 0)) for hour in range(last + 1)]


def _by_hour(rows: QuerySet[Any], moment: str, start: datetime, end: datetime) -> dict[int, int]:
    within = rows.filter(**{f"{moment}__gte": start, f"{moment}__lt": end}).order_by()
    return dict(within.annotate(hour=ExtractHour(moment, tzinfo=CHINA)).values_list("hour").annotate(Count("id")))


# --- the list of matters ---


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list of matters is narrowed to; an empty field narrows nothing. `first` and `last` are days of opening, `ended_…` of ending;
    `is_late`: finished past its limit.
    """

    words: str = ""
    system: str = ""
    business: str = ""
    unit: str = ""
    region: str = ""
    light: str = ""
    level: str = ""
    is_open: bool | None = None
    first: date | None = None
    last: date | None = None
    is_late: bool = False
    ended_first: date | None = None
    ended_last: date | None = None


def matters_asked(staff: Staff, asked: Asked) -> QuerySet[Matter]:
    """监察事项 visible to `staff`, newest first, without their tracks."""
    rows = matters_visible_to(staff).select_related("unit", "region").defer("track")
    if asked.words:
        rows = rows.filter(_named(asked.words))
    same = {"system": asked.system, "business": asked.business, "unit__code": asked.unit}
    rows = rows.filter(**{name: value for name, value in same.items() if value})
    if asked.region:
        rows = rows.filter(_within(asked.region))
    if asked.light:
        rows = rows.filter(_lit(asked.light))
    if asked.level:
        rows = rows.filter(Exists(Card.objects.filter(matter=OuterRef("pk"), level=asked.level, state__in=STANDING)))
    if asked.is_open is not None:
        rows = rows.filter(ended_at__isnull=asked.is_open)
    if asked.is_late:
        rows = rows.filter(is_on_time=False)
    rows = _days(rows, "opened_at", asked.first, asked.last)
    rows = _days(rows, "ended_at", asked.ended_first, asked.ended_last)
    return rows.order_by("-opened_at", "-id")


def _days(rows: QuerySet[Matter], moment: str, first: date | None, last: date | None) -> QuerySet[Matter]:
    if first:
        rows = rows.filter(**{f"{moment}__gte": datetime.combine(first, time.min, CHINA)})
    if last:
        rows = rows.filter(**{f"{moment}__lt": datetime.combine(last + timedelta(days=1), time.min, CHINA)})
    return rows


def _named(words: str) -> Q:
    """A number from its beginning, in this system or another; or words of the item."""
    if words.isascii():
        return Q(subject__startswith=words) | Q(system__in=_systems(), ref=words)
    return Q(item_name__contains=words)


def _lit(light: str) -> Q:
    if light == Light.UNDETERMINED:
        return Q(is_undetermined=True)
    return Q(light=light, is_undetermined=False) if light == Light.GREEN else Q(light=light)


def _within(code: str) -> Q:
    found = current_regions().filter(code=code).prefetch_related("predecessors").first()
    if found is None:
        return Q(pk__in=[])
    if found.level == RegionLevel.COUNTY:
        return Q(region=found)
    rows = Q()
    for path in found.paths():
        rows |= Q(region__path__startswith=path)
    return rows


def _systems() -> list[str]:
    """The codes of the systems that ever told us of a matter, each found by one step in the index."""
    found: list[str] = []
    while True:
        after = Matter.objects.filter(system__gt=found[-1]) if found else Matter.objects.all()
        code = after.order_by("system").values_list("system", flat=True).first()
        if code is None:
            return found
        found.append(code)


def choices_of(staff: Staff) -> Mapping[str, list[tuple[str, str]]]:
    """What the filters of the list offer this person: systems, units and townships."""
    units = _units_watched(staff)
    townships = current_regions().filter(level=RegionLevel.TOWNSHIP)
    return {
        "systems": [(code, code) for code in _systems()],
        "units": [(unit.code, unit.short_name) for unit in units],
        "regions": [(region.code, region.name) for region in townships],
    }


# --- the log ---


def log_for(
    staff: Staff,
    kinds: Iterable[str],
    *,
    subject: str = "",
    actor: str = "",
    first: date | None = None,
    last: date | None = None,
    before: int | None = None,
) -> QuerySet[Entry]:
    """监察日志 of the units `staff` supervises, newest first; whoever supervises the whole county sees what has no unit."""
    rows = entries_for_audit(subject=subject, kinds=list(kinds), actor=actor, first=first, last=last, before=before)
    if sees_everything(staff):
        return rows
    return rows.filter(unit__in=list(_units_watched(staff).values_list("code", flat=True)))


def sees_everything(staff: Staff) -> bool:
    """Whether the whole county lies within what `staff` supervises."""
    county = current_regions().filter(level=RegionLevel.COUNTY).first()
    return staff.may(Permission.SUPERVISION_VIEW, region=county)


# --- one matter ---


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


# --- the watching itself ---


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
