"""The ways into the catalogue: several facets at once, each with the number of items behind every choice."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.db.models import QuerySet

from ..choices import Audience, Family, ItemKind
from ..models import ItemVersion
from .public import published_items


@dataclass(frozen=True, slots=True)
class Filters:
    """What the visitor has chosen so far; an empty value does not narrow."""

    family: str = ""
    kind: str = ""
    unit: str = ""
    person: str = ""
    corp: str = ""
    audience: str = ""
    event: str = ""
    place: str = ""

    @classmethod
    def read(cls, raw: Any) -> "Filters":
        """From a query string; values nobody offers simply find nothing."""
        return cls(**{key: str(raw.get(key, "")).strip()[:40] for key in cls.__slots__})

    def chosen(self) -> dict[str, str]:
        return {key: value for key, value in asdict(self).items() if value}

    def with_choice(self, key: str, value: str) -> "Filters":
        """The same choices with one changed; leaving a family leaves its kinds too."""
        changed = replace(self, **{key: value})
        return replace(changed, kind="") if key == "family" else changed

    def narrow(self, versions: QuerySet[ItemVersion]) -> QuerySet[ItemVersion]:
        for key, value in self.chosen().items():
            versions = versions.filter(**_CONDITIONS[key](value))
        return versions


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a facet, how many items it leads to, and the choices below it."""

    value: str
    label: str
    count: int
    chosen: bool = False
    below: tuple["Choice", ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """One way of narrowing, e.g. 办理部门."""

    key: str
    label: str
    choices: tuple[Choice, ...] = field(default=())


PLACES = {"county": "县政务服务中心", "township": "乡镇便民服务中心", "village": "村级代办", "online": "网上可办"}
_PLACE_CONDITIONS: dict[str, dict[str, Any]] = {
    "county": {"content__places__stations__contains": ["county-hall"]},
    "township": {"at_township": True},
    "village": {"by_village_agent": True},
    "online": {"is_online": True},
}
_CONDITIONS: dict[str, Callable[[str], dict[str, Any]]] = {
    "family": lambda value: {"family": value},
    "kind": lambda value: {"kind": value},
    "unit": lambda value: {"item__unit__code": value},
    "person": lambda value: {"topics_person__contains": [value]},
    "corp": lambda value: {"topics_corp__contains": [value]},
    "audience": lambda value: {"audience__contains": [value]},
    "event": lambda value: {"life_events__contains": [value]},
    "place": lambda value: _PLACE_CONDITIONS.get(value, {"pk__in": []}),
}
_FACETS = {
    "family": "事项目录",
    "unit": "办理部门",
    "event": "人生事件",
    "person": "个人主题",
    "corp": "法人主题",
    "audience": "服务对象",
    "place": "办理地点",
}
_COLUMNS = (
    "family",
    "kind",
    "item__unit__code",
    "item__unit__short_name",
    "item__unit__number",
    "topics_person",
    "topics_corp",
    "audience",
    "life_events",
    "at_township",
    "by_village_agent",
    "is_online",
    "content__places__stations",
)


def _values(row: dict[str, Any], key: str) -> list[str]:
    match key:
        case "family" | "kind":
            return [row[key]]
        case "unit":
            return [row["item__unit__code"]]
        case "person" | "corp":
            return row[f"topics_{key}"]
        case "audience":
            return row["audience"]
        case "event":
            return row["life_events"]
    at = {
        "county": "county-hall" in (row["content__places__stations"] or []),
        "township": row["at_township"],
        "village": row["by_village_agent"],
        "online": row["is_online"],
    }
    return [place for place, holds in at.items() if holds]


def browse(filters: Filters, within: QuerySet[ItemVersion] | None = None) -> list[Facet]:
    """Every facet with its counts under the other choices made, in one query whatever the size of the catalogue."""
    rows = list((published_items() if within is None else within).order_by().values(*_COLUMNS))
    chosen = filters.chosen()

    def left(*without: str) -> list[dict[str, Any]]:
        kept = {key: value for key, value in chosen.items() if key not in without}
        return [row for row in rows if all(value in _values(row, key) for key, value in kept.items())]

    names = {row["item__unit__code"]: row["item__unit__short_name"] for row in rows}
    numbers = {row["item__unit__code"]: row["item__unit__number"] for row in rows}

    def choices(key: str, among: Iterable[dict[str, Any]], labels: dict[str, str] | None = None) -> tuple[Choice, ...]:
        counts = Counter(value for row in among for value in set(_values(row, key)))
        if labels is not None:
            order = [value for value in labels if value in counts]
        elif key == "unit":
            labels, order = names, sorted(counts, key=lambda code: numbers[code])
        else:
            labels, order = {}, sorted(counts, key=lambda value: (-counts[value], value))
        mine = chosen.get(key)
        return tuple(Choice(value, labels.get(value, value), counts[value], value == mine) for value in order)

    facets = []
    for key, label in _FACETS.items():
        match key:
            case "family":
                facets.append(Facet(key, label, _families(left("family", "kind"), choices)))
            case "audience":
                facets.append(Facet(key, label, choices(key, left(key), dict(Audience.choices))))
            case "place":
                facets.append(Facet(key, label, choices(key, left(key), PLACES)))
            case _:
                facets.append(Facet(key, label, choices(key, left(key))))
    return facets


def _families(rows: list[dict[str, Any]], choices: Callable[..., tuple[Choice, ...]]) -> tuple[Choice, ...]:
    """行政职权、行政处罚、便民服务, and below each the kinds it holds."""
    return tuple(
        replace(
            family,
            below=choices("kind", [row for row in rows if row["family"] == family.value], dict(ItemKind.choices)),
        )
        for family in choices("family", rows, dict(Family.choices))
    )
