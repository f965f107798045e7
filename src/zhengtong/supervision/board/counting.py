"""Counts and lights by unit and township. A number of green matters never stands without its coverage."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet

from zhengtong.org.choices import Permission, RegionLevel, UnitKind
from zhengtong.org.models import Region, Staff, Unit
from zhengtong.org.queries import current_regions, current_units, reach

from ..choices import Light
from .seen import matters_visible_to

CHINA = ZoneInfo("Asia/Shanghai")
WORST = (Light.RED, Light.YELLOW, Light.WARNING, Light.UNDETERMINED, Light.GREEN)
"""Worst first: a unit shows the first of these it has. What cannot be judged is worse than green."""


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
    ended = visible.filter(ended_at__gte=month_start(at), finished_at__isnull=False)
    done = ended.values_list(*by, "is_on_time").annotate(number=Count("id"))

    regions = list(current_regions().exclude(level=RegionLevel.VILLAGE).prefetch_related("predecessors"))
    townships = {
        region.pk: PlaceStanding(region, Standing()) for region in regions if region.level != RegionLevel.COUNTY
    }
    place_of = _places(townships.values())
    units = {unit.pk: UnitStanding(unit, Standing()) for unit in units_watched(staff)}
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


def units_watched(staff: Staff) -> QuerySet[Unit]:
    """The units in being that lie within what `staff` supervises."""
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
    """Whether a unit is a township's government."""
    return unit.kind == UnitKind.TOWNSHIP
