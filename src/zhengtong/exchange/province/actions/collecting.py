"""收集 — the outbox follows the journal: entries become messages, in commit order, each exactly once."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max, Q
from django.utils.timezone import localdate

from zhengtong.foundation import crypto
from zhengtong.foundation.holding import held
from zhengtong.journal.kinds import KINDS
from zhengtong.journal.models import Entry
from zhengtong.journal.queries import place_of, settled_entries
from zhengtong.journal.rules import Place, canonical, plain_facts
from zhengtong.org.queries import all_units
from zhengtong.supervision.models import RuleVersion

from ...models import ProvinceCursor, ProvinceMessage
from .. import national, rules, signing
from ..choices import MessageState

CURSOR = "journal"
BATCH = 500


def collect(at: datetime, *, limit: int = BATCH) -> int:
    """Turn up to `limit` settled entries into messages; how many entries were read, 0 when there is nothing new.

    The place moves in the transaction that writes the messages: killed at any moment, it is done whole or not at all.
    Another collector waits for the row and then goes on from where this one ended.
    """
    with transaction.atomic():
        cursor = lock_cursor()
        entries = settled_entries(Place(cursor.epoch, cursor.xid, cursor.entry), limit=limit)
        if not entries:
            return 0
        _write(_messages(entries, at))
        cursor.epoch, cursor.xid, cursor.entry = place_of(entries[-1])
        cursor.collected_at = at
        cursor.save()
        return len(entries)


_COLUMNS = (
    "entry", "object_type", "object_id", "guid", "revision", "previous", "operation", "unit", "day", "subject", "title",
    "payload", "payload_hash", "reason", "state", "created_at", "next_try_at", "tries", "batch_no", "code", "note",
    "settled_by",
)  # fmt: skip
_COPY = f"COPY exchange_provincemessage ({', '.join(_COLUMNS)}) FROM STDIN"


def _write(messages: Sequence[ProvinceMessage]) -> None:
    """One COPY: the ORM would compose and adapt every row anew, which takes twice as long as making the messages."""
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for each in messages:
            values = [getattr(each, name) for name in _COLUMNS]
            values[_PAYLOAD] = canonical(each.payload).decode()
            copy.write_row(values)


_PAYLOAD = _COLUMNS.index("payload")


def lock_cursor() -> ProvinceCursor:
    """The collector's place, locked: whoever changes what an object's next revision follows takes this lock first."""
    ProvinceCursor.objects.bulk_create([ProvinceCursor(name=CURSOR)], ignore_conflicts=True)
    return ProvinceCursor.objects.select_for_update().get(name=CURSOR)


def told_of(entry: Entry) -> list[national.Told]:
    """What the province is to know of an entry, under the national names, as the county knows it now."""
    kind = KINDS.get(entry.kind)
    label, milestone = (kind.label, kind.milestone) if kind else (entry.kind, None)
    code = unit_of(entry)
    unit = _units().get(code, national.Unit(code=code))
    whole = national.Event(entry.kind, label, milestone, entry.subject, entry.at, entry.actor, unit, entry.data)
    parts = _rules(whole) if entry.kind in ("rule.approved", "rules.loaded") else [whole]
    return [told for part in parts if (told := national.tell(part)) is not None]


def unit_of(entry: Entry) -> str:
    """Who answers for what the entry tells of; an outside system's own facts say nothing of that."""
    owner = None if entry.kind.startswith("outside.") else entry.data.get("owner_unit")
    return str(owner or entry.unit)[:20]


def _rules(event: national.Event) -> list[national.Event]:
    """One event a rule: loading the catalogue approves many first versions at once; what a version says is frozen."""
    numbers = dict.fromkeys(event.facts.get("codes", []), 1) or {event.subject: event.facts.get("number")}
    rows = RuleVersion.objects.filter(rule__code__in=numbers).select_related("rule").order_by("rule__code")
    return [
        replace(
            event,
            subject=row.rule.code,
            facts={
                "number": row.number,
                "name": row.name,
                "family": row.rule.family,
                "authority": row.rule.authority,
                "level": row.spec.get("level"),
                "basis": row.spec.get("basis"),
                "effective_on": row.effective_on,
                "is_enabled": row.is_enabled,
                "spec": row.spec,
            },
        )
        for row in rows
        if row.number == numbers[row.rule.code]
    ]


@held(30)
def _units() -> dict[str, national.Unit]:
    return {unit.code: national.Unit(unit.code, unit.name, unit.credit_code) for unit in all_units()}


def _messages(entries: Sequence[Entry], at: datetime) -> list[ProvinceMessage]:
    told = [(entry, each) for entry in entries for each in told_of(entry)]
    named = [(entry, each, rules.object_id(area(), each.subject)) for entry, each in told]
    last = newest({rules.row_guid(each.object_type, name) for _, each, name in named})
    found = []
    for entry, each, name in named:
        guid = rules.row_guid(each.object_type, name)
        revision, previous, done = last.get(guid, (0, 0, None))
        operation = rules.operation(each.wish, done)
        if operation is None:
            continue
        unit = unit_of(entry)
        found.append(message(each, name, operation, revision + 1, previous, at, unit=unit, entry=entry.pk))
        last[guid] = (revision + 1, revision + 1, operation)
    return found


def message(
    told: national.Told,
    name: str,
    operation: str,
    revision: int,
    previous: int,
    at: datetime,
    *,
    unit: str,
    entry: int | None,
) -> ProvinceMessage:
    """One revision of one object, not yet written."""
    payload = plain_facts(told.payload)
    return ProvinceMessage(
        entry=entry,
        object_type=told.object_type,
        object_id=name,
        guid=rules.row_guid(told.object_type, name),
        revision=revision,
        previous=previous,
        operation=operation,
        unit=unit,
        day=localdate(at),
        subject=told.subject,
        title=told.title,
        payload=payload,
        payload_hash=signing.payload_hash(payload, crypto.HASH),
        reason=told.reason,
        created_at=at,
        next_try_at=at,
    )


def newest(guids: Iterable[UUID]) -> dict[UUID, tuple[int, int, str | None]]:
    """By object: its highest revision; the highest that was not given up, 0 if none; and what that one did (I, U, D)."""
    known = ProvinceMessage.objects.filter(guid__in=list(guids)).values("guid")
    rows = known.annotate(last=Max("revision"), standing=Max("revision", filter=~Q(state=MessageState.DEAD)))
    found: dict[UUID, tuple[int, int, str | None]] = {
        row["guid"]: (row["last"], row["standing"] or 0, None) for row in rows
    }
    if not found:
        return {}
    done = _operations([(guid, standing) for guid, (_, standing, _) in found.items() if standing])
    return {guid: (last, standing, done.get(guid)) for guid, (last, standing, _) in found.items()}


def _operations(keys: Sequence[tuple[UUID, int]]) -> dict[UUID, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT m.guid, m.operation FROM exchange_provincemessage m"
            " JOIN unnest(%s::uuid[], %s::int[]) AS k(guid, revision) USING (guid, revision)",
            [[guid for guid, _ in keys], [revision for _, revision in keys]],
        )
        rows: list[tuple[Any, str]] = cursor.fetchall()
    return dict(rows)


def area() -> str:
    """区划代码, six digits."""
    return settings.COUNTY["region6"]
