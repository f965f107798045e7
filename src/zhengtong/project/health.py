"""`/healthz`: is the county being served? Also what `up` waits for and `check` reads."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zhengtong.foundation.errors import Refusal
from zhengtong.journal import queries as journal
from zhengtong.timers import queries as timers

from .worker import beat_file, read_beat

# Past these the platform promises something it does not keep: limits without effect, entries without a link.
WORKER_SILENT = timedelta(minutes=2)
SEALING_LATE = timedelta(minutes=2)


def state(at: datetime) -> dict[str, Any]:
    """What works and what does not, as plain values; `broken` names the parts that do not."""
    beat = read_beat(beat_file(settings.HOME))
    beat_age = (at - datetime.fromisoformat(beat["at"])).total_seconds() if beat else None
    failing = [name for name, task in beat["tasks"].items() if task["failures"]] if beat else []
    found: dict[str, Any] = {
        "worker": {"age_seconds": beat_age, "failing": failing},
        "database": {"is_reachable": True},
    }
    broken = [] if beat_age is not None and beat_age <= WORKER_SILENT.total_seconds() else ["worker"]
    try:
        waiting, oldest = journal.waiting()
        lag = (at - oldest).total_seconds() if oldest else 0.0
        found["journal"] = {"waiting": waiting, "lag_seconds": lag}
        found["calendar"] = {"covered_until": _covered_until()}
    except DatabaseError:
        found["database"]["is_reachable"] = False
        broken.append("database")
    else:
        if lag > SEALING_LATE.total_seconds():
            broken.append("journal")
        if found["calendar"]["covered_until"] is None:
            broken.append("calendar")
    return {"status": "broken" if broken else "ok", "broken": broken, **found}


def _covered_until() -> str | None:
    try:
        return timers.calendar().covered_until.isoformat()
    except Refusal:
        return None


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when everything works, 503 with the broken parts named when not."""
    found = state(timezone.now())
    return JsonResponse(found, status=200 if found["status"] == "ok" else 503)
