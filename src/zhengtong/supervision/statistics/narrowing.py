"""What a list of matters, or a table of them, is limited to, as the parameters of an address carry it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet

from zhengtong.org.choices import RegionLevel
from zhengtong.org.models import Region, Staff
from zhengtong.org.queries import current_regions

from ..board.seen import matters_visible_to
from ..choices import STANDING, Light
from ..models import Matter
from ..models.matter import RECORD

CHINA = ZoneInfo("Asia/Shanghai")
NONE = "-"
"""What a field that is empty or not told is called in an address."""
DAY = timedelta(days=1)

BY = {"opened": "收件时间", "accepted": "受理时间", "card": "发牌时间"}
STATES = {"open": "在办", "accepted": "已受理", "finished": "办结", "ended": "办结或终止"}
OUTCOMES = {"early": "提前办结", "on_time": "按时办结", "late": "超期办结", "untold": "时限不明"}
LIGHTS = dict(Light.choices)
INSTANT = {"1": "即办件", "0": "承诺件"}

EARLY = Q(is_on_time=True, finished_at__lt=F("promised_due") - DAY)
"""提前办结: on time and before the last day of the promise began, as appraisal.rules.facts.is_early says it."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is asked for; an empty field narrows nothing, `-` is what is not told.

    `state`, `light` and `outcome` must all hold. `first` and `last` are days, counted by the moment `by` names; by card
    means the highest standing card of the matter. A region stands with everything below it, the county for itself; a place
    stands alone.
    """

    system: str = ""
    business: str = ""
    unit: str = ""
    region: str = ""
    place: str = ""
    item: str = ""
    item_kind: str = ""
    channel: str = ""
    instant: str = ""
    state: tuple[str, ...] = ()
    light: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    by: str = "opened"

    def within(self, other: Mapping[str, Any]) -> "Narrowing":
        """This and what a number adds: days are cut to both, what may hold together is joined."""
        changed: dict[str, Any] = {}
        for name, value in other.items():
            mine = getattr(self, name)
            if isinstance(value, tuple):
                changed[name] = tuple(dict.fromkeys([*mine, *value]))
            elif name == "first":
                changed[name] = max(mine, value) if mine else value
            elif name == "last":
                changed[name] = min(mine, value) if mine else value
            else:
                changed[name] = value
        return replace(self, **changed)

    def to_query(self) -> list[tuple[str, str]]:
        """As the parameters of an address."""
        plain = [(name, getattr(self, name)) for name in _PLAIN]
        many = [(name, value) for name in ("state", "light", "outcome") for value in getattr(self, name)]
        days = [(name, day.isoformat()) for name, day in (("from", self.first), ("to", self.last)) if day]
        return [(name, value) for name, value in [*plain, *many, *days, ("by", self.by)] if value]


_PLAIN = ("system", "business", "unit", "region", "place", "item", "item_kind", "channel", "instant")


def matters_narrowed(staff: Staff, asked: Narrowing) -> QuerySet[Matter]:
    """监察事项 visible to `staff` within the narrowing, newest first, without their tracks."""
    rows = visible(staff, asked).select_related("unit", "region").defer("track")
    return (rows.distinct() if asked.by == "card" else rows).order_by("-opened_at", "-id")


def visible(staff: Staff, asked: Narrowing) -> QuerySet[Matter]:
    return narrowed(matters_visible_to(staff).exclude(ended_by=RECORD), asked)


def narrowed(rows: QuerySet[Matter], asked: Narrowing) -> QuerySet[Matter]:
    """The rows of the narrowing."""
    plain = {"system": "system", "business": "business", "item": "item", "item_kind": "item_kind", "channel": "channel"}
    for name, column in plain.items():
        if value := getattr(asked, name):
            rows = rows.filter(**{column: "" if value == NONE else value})
    if asked.unit:
        rows = rows.filter(unit=None) if asked.unit == NONE else rows.filter(unit__code=asked.unit)
    if asked.region:
        rows = rows.filter(region=None) if asked.region == NONE else rows.filter(_below(asked.region))
    if asked.place:
        rows = rows.filter(region=None) if asked.place == NONE else rows.filter(region__code__in=_same(asked.place))
    if asked.instant:
        rows = rows.filter(is_instant={"1": True, "0": False}.get(asked.instant))
    for condition in (
        *(STATE_IS[one] for one in asked.state),
        *(lit(one) for one in asked.light),
        *(OUTCOME_IS[one] for one in asked.outcome),
    ):
        rows = rows.filter(condition)
    return rows.filter(_in_time(asked))


STATE_IS = {
    "open": Q(ended_at=None),
    "accepted": Q(accepted_at__isnull=False),
    "finished": Q(finished_at__isnull=False),
    "ended": Q(ended_at__isnull=False),
}
OUTCOME_IS = {
    "early": Q(finished_at__isnull=False) & EARLY,
    "on_time": Q(finished_at__isnull=False, is_on_time=True),
    "late": Q(finished_at__isnull=False, is_on_time=False),
    "untold": Q(finished_at__isnull=False, is_on_time=None),
}


def lit(light: str) -> Q:
    if light == Light.UNDETERMINED:
        return Q(is_undetermined=True)
    return Q(light=light, is_undetermined=False) if light == Light.GREEN else Q(light=light)


def moment_of(by: str) -> str:
    return {"opened": "opened_at", "accepted": "accepted_at", "card": "cards__moment"}[by]


def _in_time(asked: Narrowing) -> Q:
    # One condition, so that the card of the period is the highest one: two filters would be two joins.
    condition = Q(cards__is_highest=True, cards__state__in=STANDING) if asked.by == "card" else Q()
    if asked.by == "accepted":
        condition &= Q(accepted_at__isnull=False)
    if asked.first:
        condition &= Q(**{f"{moment_of(asked.by)}__gte": datetime.combine(asked.first, time.min, CHINA)})
    if asked.last:
        condition &= Q(**{f"{moment_of(asked.by)}__lt": datetime.combine(asked.last + DAY, time.min, CHINA)})
    return condition


def _below(code: str) -> Q:
    found = current_regions().filter(code=code).prefetch_related("predecessors").first()
    if found is None:
        return Q(pk__in=[])
    if found.level == RegionLevel.COUNTY:
        return Q(region__path=found.path)
    below = Q()
    for path in found.paths():
        below |= Q(region__path__startswith=path)
    return below


def successors() -> dict[str, str]:
    """A renamed or merged place's code → the code of who took over, to the last."""
    found = dict(Region.objects.filter(replaced_by__isnull=False).values_list("code", "replaced_by__code"))
    return {code: _last(code, found) for code in found}


def _last(code: str, found: Mapping[str, str]) -> str:
    seen = {code}
    while code in found and found[code] not in seen:
        code = found[code]
        seen.add(code)
    return code


def _same(code: str) -> list[str]:
    """A place under all the codes it ever had."""
    return [code, *(old for old, new in successors().items() if new == code)]
