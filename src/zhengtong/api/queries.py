"""What a system may read back: what was received of its matters, and what of its own was set aside."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localtime

from zhengtong.exchange import queries as exchange
from zhengtong.exchange.choices import LineState
from zhengtong.exchange.models import OutsideSystem
from zhengtong.exchange.rules.event import KINDS
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.models import Entry
from zhengtong.journal.queries import entries_of

from .models import RememberedAnswer

PAGE = 200
_MILESTONES = {kind: milestone for milestone, kind in KINDS.items()}


def answers_before(moment: datetime) -> QuerySet[RememberedAnswer]:
    """Those given before `moment`."""
    return RememberedAnswer.objects.filter(answered_at__lt=moment)


def events_received(system: OutsideSystem, ref: str, *, after: int | None = None) -> dict[str, Any]:
    """What is written of one matter of this system, oldest first, a page at a time. Raises Unknown where nothing is."""
    rows = entries_of(f"{system.code}:{ref}").filter(kind__in=list(_MILESTONES))
    if after:
        rows = rows.filter(pk__gt=after)
    found = list(rows[: PAGE + 1])
    if not found and not after:
        raise Unknown(f"没有收到过编号为“{ref[:60]}”的办件。")
    shown = found[:PAGE]
    return {
        "ref": ref,
        "events": [_event(entry) for entry in shown],
        "next_after": shown[-1].pk if len(found) > PAGE else None,
    }


def _event(entry: Entry) -> dict[str, Any]:
    told = {
        "event_id": entry.data.get("event_id"),
        "revision": entry.data.get("revision"),
        "milestone": _MILESTONES[entry.kind],
        "at": _iso(entry.at),
        "received_at": _iso(entry.recorded_at),
    }
    contradiction = entry.data.get("contradiction")
    return told | {"contradiction": contradiction} if contradiction else told


def lines_set_aside(system: OutsideSystem, *, state: str = "", before: int | None = None) -> dict[str, Any]:
    """隔离数据 of this system alone, newest first. Raises Refusal `state`."""
    if state and state not in LineState.values:
        raise Refusal("state", f"state 应为 {'、'.join(LineState.values)} 之一。", "state")
    found = list(exchange.quarantine(system, state=state, before=before)[: PAGE + 1])
    shown = found[:PAGE]
    return {
        "lines": [
            {
                "id": line.pk,
                "source": line.source,
                "position": line.position,
                "code": line.code,
                "sentence": line.sentence,
                "state": line.state,
                "quarantined_at": _iso(line.quarantined_at),
                "raw": line.raw,
            }
            for line in shown
        ],
        "next_before": shown[-1].pk if len(found) > PAGE else None,
    }


def _iso(moment: datetime) -> str:
    return localtime(moment).isoformat()
