"""The list of matters under its filters, and the log of supervision itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhengtong.journal.confidence import kept_from
from zhengtong.journal.models import Entry
from zhengtong.journal.queries import entries_for_audit
from zhengtong.org.choices import RegionLevel
from zhengtong.org.models import Staff
from zhengtong.org.queries import current_regions

from ..choices import STANDING, Light
from ..models import Card, Matter, Undetermined
from .counting import CHINA, units_watched
from .seen import matters_visible_to, sees_everything


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list of matters is narrowed to; an empty field narrows nothing. `first` and `last` are days of opening, `ended_…` of ending;
    `is_late`: finished past its limit; `has_blank`: some rule, of whatever kind, could not be decided for want of data.
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
    has_blank: bool = False


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
    if asked.has_blank:
        rows = rows.filter(Exists(Undetermined.objects.filter(matter=OuterRef("pk"), cleared_at=None)))
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
    """What the filters of the list offer this person: units and townships."""
    units = units_watched(staff)
    townships = current_regions().filter(level=RegionLevel.TOWNSHIP)
    return {
        "units": [(unit.code, unit.short_name) for unit in units],
        "regions": [(region.code, region.name) for region in townships],
    }


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
    for kept in kept_from(staff):
        rows = rows.exclude(subject__in=kept)
    if sees_everything(staff):
        return rows
    return rows.filter(unit__in=list(units_watched(staff).values_list("code", flat=True)))
