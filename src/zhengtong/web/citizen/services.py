"""政务服务公开专栏: every way into the catalogue at once, and the list it leads to (工信部联信〔2011〕455号).

What was chosen stands in the address, so a list can be kept, sent and gone back to.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from zhengtong.catalog.choices import Audience, Family, ItemKind, Level
from zhengtong.catalog.models import ItemVersion
from zhengtong.catalog.queries import Choice, Filters, browse, cancelled_items, published_items, search
from zhengtong.catalog.queries.browse import PLACES
from zhengtong.org.choices import RegionLevel
from zhengtong.org.models import Region
from zhengtong.org.queries import region_by_code, stations_of

PAGE_LENGTH = 20
CANCELLED = "cancelled"
# Long lists are folded until something in them is chosen.
FOLDED = frozenset({"event", "person", "corp"})


@dataclass(frozen=True, slots=True)
class Link:
    """A choice with the number of items behind it; a chosen one leads back to the list without it."""

    label: str
    count: int
    url: str
    is_chosen: bool = False
    below: tuple["Link", ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """One facet of the navigation."""

    key: str
    label: str
    links: tuple[Link, ...]
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Selection:
    """Everything that narrows the list. `level` is 行使层级, `town` the township whose centre one would go to."""

    filters: Filters = field(default_factory=Filters)
    text: str = ""
    level: str = ""
    town: str = ""
    is_cancelled: bool = False

    @classmethod
    def read(cls, raw: Mapping[str, str]) -> "Selection":
        """From a query string; what nobody offers finds nothing."""
        town = str(raw.get("town", "")).strip()[:12]
        filters = Filters.read(raw)
        return cls(
            filters=replace(filters, place="township") if town else filters,
            text=str(raw.get("q", "")).strip()[:60],
            level=str(raw.get("level", "")).strip()[:2],
            town=town,
            is_cancelled=raw.get("state") == CANCELLED,
        )

    def parameters(self) -> dict[str, str]:
        """What the address says, without the page number."""
        said = {
            "q": self.text,
            **self.filters.chosen(),
            "level": self.level,
            "town": self.town,
            "state": CANCELLED if self.is_cancelled else "",
        }
        return {name: value for name, value in said.items() if value}

    @property
    def url(self) -> str:
        return list_address(**self.parameters())

    def choosing(self, key: str, value: str) -> "Selection":
        """With one choice made; a kind is chosen within its family, another place leaves the township."""
        if key == "level":
            return replace(self, level=value)
        town = "" if key == "place" else self.town
        return replace(self, filters=self.filters.with_choice(key, value), town=town)

    def without(self, key: str) -> "Selection":
        match key:
            case "q":
                return replace(self, text="")
            case "town":
                return replace(self, town="", filters=replace(self.filters, place=""))
            case "state":
                return replace(self, is_cancelled=False)
        return self.choosing(key, "")

    def everything(self) -> QuerySet[ItemVersion]:
        """What the search found among the items in force, or among the cancelled ones."""
        return search(self.text, within=cancelled_items() if self.is_cancelled else published_items())


def list_address(**parameters: str) -> str:
    """The address of the list with these choices."""
    asked = urlencode(parameters)
    return f"{reverse('citizen:services')}?{asked}" if asked else reverse("citizen:services")


def _link(selection: Selection, key: str, choice: Choice) -> Link:
    target = selection.without(key) if choice.chosen else selection.choosing(key, choice.value)
    here = selection.choosing(key, choice.value)
    # A family that holds a single kind of its own name (行政处罚) needs no second level.
    has_kinds = key == "family" and [kind.label for kind in choice.below] != [choice.label]
    below = tuple(_link(here, "kind", kind) for kind in choice.below) if has_kinds else ()
    return Link(choice.label, choice.count, target.url, choice.chosen, below)


def _groups(selection: Selection, everything: QuerySet[ItemVersion]) -> list[Group]:
    """The navigation; every count is of what the choice would lead to, the search and the other choices kept."""
    groups = []
    for facet in browse(selection.filters, within=_of_level(selection, everything)):
        links = tuple(_link(selection, facet.key, choice) for choice in facet.choices)
        chosen = any(link.is_chosen for link in links)
        groups.append(Group(facet.key, facet.label, links, chosen or facet.key not in FOLDED))
    levels = _levels(selection, everything)
    if len(levels) > 1 or selection.level:
        groups.append(Group("level", "行使层级", levels))
    order = ("family", "place", "unit", "audience", "level", "event", "person", "corp")
    return sorted(groups, key=lambda group: order.index(group.key))


def _of_level(selection: Selection, items: QuerySet[ItemVersion]) -> QuerySet[ItemVersion]:
    return items.filter(content__level=selection.level) if selection.level else items


def _levels(selection: Selection, everything: QuerySet[ItemVersion]) -> tuple[Link, ...]:
    rows = selection.filters.narrow(everything)
    counts = Counter(rows.order_by().values_list("content__level", flat=True))
    return tuple(
        _link(selection, "level", Choice(value, label, counts[value], value == selection.level))
        for value, label in Level.choices
        if counts[value]
    )


_LABELS = {
    "family": dict(Family.choices),
    "kind": dict(ItemKind.choices),
    "audience": dict(Audience.choices),
    "place": PLACES,
    "level": dict(Level.choices),
}
_WAYS = {"q": "搜索", "state": "状态", "town": "乡镇", "kind": "事项类型", "level": "行使层级"}


def _chips(selection: Selection, groups: list[Group], town: Region | None) -> list[tuple[str, str, str]]:
    """What is chosen, as (way of narrowing, choice, address of the list without it)."""
    ways = {group.key: group.label for group in groups} | _WAYS
    offered = {group.key: link.label for group in groups for link in group.links if link.is_chosen}
    chips = []
    for key, value in selection.parameters().items():
        if key == "place" and town is not None:
            continue
        if key == "town" and town is not None:
            label = town.name
        elif key == "state":
            label = "已取消"
        else:
            label = offered.get(key) or _LABELS.get(key, {}).get(value, value)
        chips.append((ways[key], label, selection.without(key).url))
    return chips


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """The list, its navigation, and what is chosen; the number of queries does not depend on what is found."""
    selection = Selection.read(request.GET)
    town = region_by_code(selection.town) if selection.town else None
    everything = selection.everything()
    groups = _groups(selection, everything)
    found = (
        selection.filters.narrow(_of_level(selection, everything))
        .defer("content", "search_text")
        .annotate(promised=F("content__limits__promised"), own_unit=F("content__unit"))
    )
    gone = 0 if selection.is_cancelled else search(selection.text, within=cancelled_items()).count()
    return render(
        request,
        "citizen/services/list.html",
        {
            "selection": selection,
            "hidden": {name: value for name, value in selection.parameters().items() if name != "q"},
            "families": next(group for group in groups if group.key == "family").links,
            "all_families_url": selection.without("family").url,
            "groups": groups,
            "chips": _chips(selection, groups, town),
            "page": Paginator(found, PAGE_LENGTH).get_page(request.GET.get("page")),
            "gone": gone,
            "gone_url": Selection(text=selection.text, is_cancelled=True).url,
            "town": _town(town) if town is not None else None,
        },
    )


def _town(town: Region) -> dict[str, object]:
    """A township's centre and the village stations around it, nearest home for whoever cannot travel."""
    stations = list(stations_of(town))
    return {
        "region": town,
        "centre": next((one for one in stations if one.region.level == RegionLevel.TOWNSHIP), None),
        "villages": [one for one in stations if one.region.level == RegionLevel.VILLAGE],
    }


urls = [path("services/", services, name="services")]
