"""接收 — the single entrance for what other systems tell."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from zhengtong.foundation import rows
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import action, record
from zhengtong.journal.writing import write

from .. import known
from ..intake import Intake, Outcome
from ..models import OutsideSystem
from ..reading.lines import Line
from ..rules.event import KINDS

BATCH = 10_000
OUTSIDE = tuple(sorted(KINDS.values()))
"""The kinds that a delivery may write, any number of each."""


@action("events.received", bulk=OUTSIDE)
def receive(system: str, events: Iterable[Mapping[str, Any]], *, at: datetime, source: str) -> Outcome:
    """接收事件 — one delivery of the system with this code: decoded JSON, one object an event (rules/event.py).

    Good events are written, those already known counted, bad ones set aside with their place (from 1) and reason; all
    in one transaction. `source` names the delivery (at most 80 characters). Raises Unknown for a code that nobody has,
    Refusal `system-retired`.
    """
    row = lock_system(system)
    intake = Intake(row, source, at)
    lines = [Line(number, event) for number, event in enumerate(events, 1)]  # type: ignore[arg-type]
    for first in range(0, len(lines), BATCH):
        intake.take(lines[first : first + BATCH])
    outcome = intake.outcome
    note_arrival(row, outcome, at)
    record(
        "events.received",
        row.code,
        actor=f"system:{row.code}",
        at=at,
        unit=known.unit_code(row.unit_id),
        source=source,
        accepted=outcome.accepted,
        duplicates=outcome.duplicates,
        quarantined=len(outcome.quarantined),
    )
    return outcome


def lock_system(code: str) -> OutsideSystem:
    """The system's row, locked, so that its deliveries follow one another. Raises Unknown, Refusal `system-retired`."""
    found = rows.read(OutsideSystem, "WHERE code = %s FOR NO KEY UPDATE", [code])
    if not found:
        raise Unknown(f"没有编码为“{code}”的外部系统。")
    row = found[0]
    if not row.is_active:
        raise Refusal("system-retired", f"外部系统“{row.name}”已停用，不再接收数据。", "system")
    return row


def note_arrival(system: OutsideSystem, outcome: Outcome, at: datetime) -> None:
    """When it last told something; a delivery of known events is a sign of life too."""
    if outcome.accepted or outcome.duplicates:
        system.last_event_at = at
        write("UPDATE exchange_outsidesystem SET last_event_at = %s WHERE id = %s", [(at, system.pk)])
