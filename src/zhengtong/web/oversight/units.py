"""单位与乡镇: lights of departments and townships as lists, and the townships once more as a schematic map."""

import csv
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from zhengtong.supervision import board as queries
from zhengtong.supervision.choices import Light

from .door import oversight

SIGNS = {Light.GREEN: "✓", Light.WARNING: "●", Light.YELLOW: "▲", Light.RED: "■", Light.UNDETERMINED: "◆"}
STEP, SIDE, DEPTH = 112, 104, 112
"""A square of the map and the distance to the next, in the units of the drawing."""


@dataclass(frozen=True, slots=True)
class Square:
    """A township on the schematic map."""

    name: str
    code: str
    url: str
    light: str
    sign: str
    word: str
    count: int
    x: int
    y: int


@cache
def _places() -> dict[str, tuple[str, int, int]]:
    """Code → short name, column from the west, row from the north (data/…/township-map.csv; schematic)."""
    with (settings.COUNTY_DATA / "township-map.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: (row["name"], int(row["column"]), int(row["row"])) for row in csv.DictReader(lines)}


def squares(townships: list[queries.PlaceStanding]) -> list[Square]:
    """The townships that have a place on the map; the list below the map has them all."""
    drawn = []
    for place in townships:
        if place.region.code not in _places():
            continue
        name, column, row = _places()[place.region.code]
        light = place.standing.open.light
        drawn.append(
            Square(
                name,
                place.region.code,
                matters_url(region=place.region.code, open="1"),
                light,
                SIGNS.get(light, "○"),
                Light(light).label if light else "无事项",
                place.standing.open.of(light) if light and light != Light.GREEN else place.standing.open.watched,
                column * STEP,
                row * (DEPTH + STEP - SIDE),
            )
        )
    return drawn


def extent() -> tuple[int, int]:
    """Width and height of the map's drawing."""
    columns = max(column for _, column, _ in _places().values()) + 1
    rows = max(row for _, _, row in _places().values()) + 1
    return columns * STEP - (STEP - SIDE), rows * (DEPTH + STEP - SIDE) - (STEP - SIDE)


def matters_url(**asked: str) -> str:
    """The list of matters behind a number."""
    return f"{reverse('oversight:matters')}?{urlencode(asked)}"


@oversight()
@require_safe
def units(request: HttpRequest) -> HttpResponse:
    overview = queries.overview(request.staff, timezone.now())
    rank = {light: place for place, light in enumerate((*queries.WORST, ""))}

    def worst(standing: queries.Standing) -> tuple[int, list[int]]:
        """What sorts the worst first: the light, then how many of the worst, of the next, and so on."""
        return rank[standing.open.light], [-standing.open.of(light) for light in queries.WORST]

    departments = sorted(
        (row for row in overview.units if not queries.is_township(row.unit)), key=lambda row: worst(row.standing)
    )
    places = [(place.region.name, place.region, place.standing) for place in overview.townships]
    # The county itself stands in the list where something is handled in no township.
    if overview.county.standing.open.watched:
        places.append(("县本级", overview.county.region, overview.county.standing))
    townships = sorted(places, key=lambda place: worst(place[2]))
    width, height = extent()
    return render(
        request,
        "oversight/units/page.html",
        {
            "departments": [
                (row.unit.short_name, row.unit.code, {"unit": row.unit.code}, row.standing) for row in departments
            ],
            "townships": [
                (name, region.code, {"region": region.code}, standing) for name, region, standing in townships
            ],
            "nowhere": overview.nowhere.open.watched,
            "squares": squares(overview.townships),
            "width": width,
            "height": height,
            "side": SIDE,
            "depth": DEPTH,
            "middle": SIDE // 2,
            "all": overview.all,
            "lights": list(queries.WORST),
        },
    )


urls = [path("units/", units, name="units")]
