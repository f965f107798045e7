"""大屏: the county on one screen, 1920 × 1080, readable at five metres; says so when what it shows is old."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from zhengtong.org.models import Staff
from zhengtong.supervision import board as queries
from zhengtong.supervision.choices import Level, Light

from .alarms import alarms
from .door import oversight
from .units import DEPTH, SIDE, extent, squares

NEWEST, MOST_OF_ONE = 7, 2
FIGURES = (
    ("open", "在办事项", ""),
    ("opened", "今日新收", ""),
    ("finished", "今日办结", ""),
    ("warning", "预警", Light.WARNING),
    ("yellow", "黄牌", Light.YELLOW),
    ("red", "红牌", Light.RED),
)


@oversight()
@require_safe
def wall(request: HttpRequest) -> HttpResponse:
    """The frame with the first reading in it, so that it says something before any script runs."""
    at = timezone.now()
    width, height = extent()
    overview = queries.overview(request.staff, at)
    seen = reading(request.staff, at, overview)
    return render(
        request,
        "oversight/wall.html",
        {
            "data": seen,
            "figures": [(key, label, light, seen["figures"][key]) for key, label, light in FIGURES],
            "squares": squares(overview.townships),
            "width": width,
            "height": height,
            "side": SIDE,
            "depth": DEPTH,
            "middle": SIDE // 2,
            "county": settings.COUNTY,
        },
    )


@oversight()
@require_safe
def data(request: HttpRequest) -> JsonResponse:
    """All the wall shows, once more; asked every five seconds."""
    at = timezone.now()
    return JsonResponse(reading(request.staff, at, queries.overview(request.staff, at)))


def reading(staff: Staff, at: datetime, overview: queries.Overview) -> dict[str, Any]:
    """Everything on the screen as plain values, as `staff` may see it."""
    hours = queries.flow(staff, at)
    open_, last = overview.all.open, queries.last_event_at()
    return {
        "at": at.isoformat(),
        "clock": f"{localtime(at):%H:%M:%S}",
        "event_at": last.isoformat() if last else "",
        "event_clock": f"{localtime(last):%H:%M:%S}" if last else "",
        "figures": {
            "open": open_.watched,
            "opened": sum(hour.opened for hour in hours),
            "finished": sum(hour.finished for hour in hours),
            **{level: open_.of(level) for level in Level.values},
        },
        "coverage": open_.coverage,
        "blind": open_.blind,
        "rate": overview.all.month.rate,
        "flow": [[hour.hour, hour.opened, hour.finished, hour.cards] for hour in hours],
        "map": [
            {"code": square.code, "light": square.light, "word": square.word, "count": square.count}
            for square in squares(overview.townships)
        ],
        "cards": [
            {
                "ref": card.ref,
                "level": card.level,
                "word": Level(card.level).label,
                "unit": card.unit.short_name if card.unit else "责任单位未报送",
                "title": card.title,
                "at": f"{localtime(card.issued_at or card.moment):%m-%d %H:%M}",
            }
            for card in queries.newest_cards(staff, at, NEWEST, MOST_OF_ONE).cards
        ],
        "alarms": [alarm.title for alarm in alarms(at)],
    }


urls = [
    path("wall/", wall, name="wall"),
    path("wall/data/", data, name="wall-data"),
]
