"""总览: what needs a person now, the newest cards, and whether the watching itself is alive."""

import hashlib
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from zhengtong.org.models import Staff
from zhengtong.supervision import board as queries
from zhengtong.web.navigation import address

from .alarms import alarms_now
from .door import oversight
from .wording import system_labels


def _mark(staff: Staff) -> str:
    """Changes when there is something new to see: a card, its state, an alarm."""
    seen = queries.newest_mark(staff) + "".join(alarm.key for alarm in alarms_now())
    return hashlib.sha256(seen.encode()).hexdigest()[:16]


def _context(staff: Staff, at: datetime) -> dict[str, Any]:
    # The mark first: what comes while the rest is read makes the next poll differ, never the other way round.
    mark = _mark(staff)
    overview = queries.overview(staff, at)
    hours = queries.flow(staff, at)
    newest = queries.newest_cards(staff, at)
    day = localdate(at)
    return {
        "mark": mark,
        "at": at,
        "alarms": alarms_now(),
        "needs": queries.needs(staff, at),
        "open": overview.all.open,
        "month": overview.all.month,
        "lights": [(light, overview.all.open.of(light)) for light in queries.WORST],
        "issued_today": f"state=standing&issued_from={day}&issued_to={day}",
        "opened_today": f"from={day}&to={day}",
        "finished_today": f"ended_from={day}&ended_to={day}",
        "late_this_month": f"late=1&ended_from={day.replace(day=1)}",
        "today": {name: sum(getattr(hour, name) for hour in hours) for name in ("opened", "finished", "cards")},
        "cards": newest.cards,
        "folded": _folded(staff, newest, day),
        "cards_url": address("oversight:cards"),
        "appeals_url": address("oversight:appeals"),
        "orders_url": address("oversight:orders"),
        "matters": reverse("oversight:matters"),
    }


def _folded(staff: Staff, newest: queries.Newest, day: date) -> list[tuple[str, int, str]]:
    """What outside systems have beyond the lines shown: whose, how many of today, and the way to them."""
    if not newest.folded:
        return []
    names, of_today = system_labels(staff), f"state=issued&issued_from={day}&issued_to={day}"
    return [(names.get(system, system), more, f"system={system}&{of_today}") for system, more in newest.folded]


@oversight()
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    return render(request, "oversight/board/page.html", _context(request.staff, timezone.now()))


@oversight()
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """What the open board asks every second: nothing new (204), or its parts drawn afresh.

    A screen that asks by itself is not a person at work: asking does not keep the session alive (GB/T 22239-2019 8.1.4.1).
    """
    request.session.modified = False
    if request.GET.get("mark") == _mark(request.staff):
        return HttpResponse(status=204)
    return render(request, "oversight/board/parts.html", _context(request.staff, timezone.now()))


urls = [
    path("", board, name="board"),
    path("live/", live, name="live"),
]
