"""首页: find a service by what happens in life, then by who one is, by subject, by department, by township."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from zhengtong.cases.queries import finished_since
from zhengtong.catalog.choices import Audience, Family
from zhengtong.catalog.models import ItemVersion
from zhengtong.catalog.queries import Choice, Facet, Filters, browse, published_items
from zhengtong.org.choices import RegionLevel
from zhengtong.org.queries import current_regions

from .results import month_start
from .services import list_address

FIRST_EVENTS = 6
OF_BUSINESS = frozenset({"准营准办", "设立变更", "投资审批", "质量技术"})
NAMES_SHOWN = 3
# Counting finished cases reads as many rows as there are; nobody needs the number fresher than this.
FRESH = 300  # seconds


@dataclass(frozen=True, slots=True)
class Way:
    """One way in: a word, the number of items behind it, the address of their list, and some of their names."""

    label: str
    count: int
    url: str
    names: tuple[str, ...] = ()


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    items = list(published_items().defer("content", "search_text"))
    facets = {facet.key: facet for facet in browse(Filters())}
    return render(
        request,
        "citizen/home/page.html",
        {
            "lives": _events(facets["event"], items),
            "audiences": _audiences(facets),
            "departments": _ways(facets["unit"]),
            "towns": _towns(),
            "stats": _stats(items, now),
            "counted_at": now,
        },
    )


def _way(key: str, choice: Choice, names: tuple[str, ...] = ()) -> Way:
    return Way(choice.label, choice.count, list_address(**{key: choice.value}), names)


def _ways(facet: Facet) -> list[Way]:
    return [_way(facet.key, choice) for choice in facet.choices]


def _events(facet: Facet, items: list[ItemVersion]) -> list[dict[str, Any]]:
    """人生事件, those of private life and those of business, the most frequent first and the rest by name.

    An event belongs to business when most of its items are what an enterprise needs to open or to invest. What leads
    only to penalties is found in the catalogue, not here.
    """
    behind: dict[str, list[ItemVersion]] = {}
    for item in items:
        if item.family != Family.PENALTY:
            for event in item.life_events:
                behind.setdefault(event, []).append(item)
    lives: dict[bool, list[Way]] = {False: [], True: []}
    for choice in facet.choices:
        if found := behind.get(choice.value):
            of_business = sum(
                Audience.ENTERPRISE in item.audience and not OF_BUSINESS.isdisjoint(item.topics_corp) for item in found
            )
            # The fewer events an item serves, the more it says about this one.
            telling = sorted(found, key=lambda item: (len(item.life_events), len(item.name)))[:NAMES_SHOWN]
            way = _way(facet.key, choice, tuple(item.name for item in telling))
            lives[of_business * 2 > len(found)].append(way)
    return [
        {
            "key": key,
            "label": label,
            "first": ways[:FIRST_EVENTS],
            "more": sorted(ways[FIRST_EVENTS:], key=lambda way: way.label),
        }
        for key, label, ways in (("life", "生活里的事", lives[False]), ("business", "生意上的事", lives[True]))
        if ways
    ]


def _audiences(facets: dict[str, Facet]) -> list[dict[str, Any]]:
    """个人办事 and 企业办事, each with its subjects (主题分类)."""
    counts = {choice.value: choice.count for choice in facets["audience"].choices}
    return [
        {
            "key": key,
            "label": label,
            "icon": icon,
            "url": list_address(audience=audience),
            "count": counts.get(audience, 0),
            "topics": _ways(facets[key]),
        }
        for key, label, icon, audience in (
            ("person", "个人办事", "person", "natural"),
            ("corp", "企业办事", "building", "enterprise"),
        )
    ]


def _towns() -> list[tuple[str, str]]:
    towns = current_regions().filter(level=RegionLevel.TOWNSHIP)
    return [(town.name, list_address(place="township", town=town.code)) for town in towns]


def _stats(items: list[ItemVersion], now: datetime) -> list[tuple[str, int, str, str]]:
    """Numbers counted from the catalogue and the cases themselves, each with the list behind it."""
    finished = cache.get_or_set("home:finished", lambda: finished_since(month_start(now)).count(), FRESH)
    return [
        ("公开事项", len(items), "项", list_address()),
        ("网上可办", sum(item.is_online for item in items), "项", list_address(place="online")),
        ("乡镇可办", sum(item.at_township for item in items), "项", list_address(place="township")),
        ("村级代办", sum(item.by_village_agent for item in items), "项", list_address(place="village")),
        ("本月办结", finished, "件", reverse("citizen:finished")),
    ]


urls = [path("hall/", home, name="home")]
