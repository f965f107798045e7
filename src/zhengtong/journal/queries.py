"""What may be read of the journal: by subject, for the public, for auditors, and by rooms that follow it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import orjson
from django.db import connection
from django.db.models import QuerySet
from psycopg.types.datetime import TimestamptzLoader

from .actions import ACTIONS
from .kinds import KINDS, Kind
from .models import Checkpoint, Entry, Link, Look
from .rules import START, Place, tell
from .verification import Flaw, Verdict, number_of_links, verify, verify_checkpoint, verify_entry

__all__ = [
    "START",
    "Flaw",
    "KindDescription",
    "Place",
    "SettledRow",
    "TimelineLine",
    "Verdict",
    "checkpoints",
    "describe_kinds",
    "entries_for_audit",
    "entries_of",
    "entry_by_id",
    "last_verification",
    "looks_at",
    "looks_for_audit",
    "number_of_links",
    "place_of",
    "public_timeline",
    "rest_of_act",
    "settled_entries",
    "settled_rows",
    "verify",
    "verify_checkpoint",
    "verify_entry",
    "waiting",
]

_CHINA = ZoneInfo("Asia/Shanghai")


def entries_of(subject: str) -> QuerySet[Entry]:
    """All that happened to a subject, oldest first.

    Acts upon one subject wait for each other's row, so within a subject the id is the order; across subjects it is not.
    """
    return Entry.objects.filter(subject=subject).order_by("id")


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One step as the public may read it."""

    at: datetime
    kind: str
    label: str
    sentence: str


def public_timeline(subject: str) -> list[TimelineLine]:
    """The steps of a subject whose kind has a sentence for the public, oldest first; never a person or an office note."""
    public = [kind.code for kind in KINDS.values() if kind.public]
    return [
        TimelineLine(entry.at, entry.kind, KINDS[entry.kind].label, tell(KINDS[entry.kind].public, entry.data))
        for entry in entries_of(subject).filter(kind__in=public)
    ]


# --- following ---

_SETTLED = """
    SELECT * FROM journal_entry
    WHERE (epoch, xid, id) > (%s, %s::text::xid8, %s)
      AND (epoch < journal_epoch() OR xid < pg_snapshot_xmin(pg_current_snapshot()))
    ORDER BY epoch, xid, id LIMIT %s
"""


def settled_entries(after: Place = START, *, limit: int = 500) -> list[Entry]:
    """Entries past the place a follower has read to, in an order in which nothing can ever appear before `after` again.

    An id is drawn when a row is written, not when it is committed: reading by `id > cursor` would skip a slow
    transaction's entry for ever. Here an entry appears once every transaction older than its own has ended.
    Keep `place_of(entries[-1])` with what you did, in one transaction, and nothing is lost or done twice.
    """
    return list(Entry.objects.raw(_SETTLED, [after.epoch, str(after.xid), after.id, limit]))


class SettledRow(NamedTuple):
    """An entry as a follower in a hurry reads it: plain values, `data` parsed, all moments in UTC."""

    epoch: int
    xid: int
    id: int
    kind: str
    subject: str
    unit: str
    actor: str
    at: datetime
    recorded_at: datetime
    data: dict[str, Any]

    @property
    def place(self) -> Place:
        return Place(self.epoch, self.xid, self.id)


# The order names the table's own columns: a bare `xid` would be the one written as a number, which no index knows.
_SETTLED_ROWS = """
    SELECT epoch, xid::text::bigint, id, kind, subject, unit, actor, at, recorded_at, data::text FROM journal_entry
    WHERE (epoch, xid, id) > (%s, %s::text::xid8, %s)
      AND (epoch < journal_epoch() OR xid < pg_snapshot_xmin(pg_current_snapshot()))
    ORDER BY journal_entry.epoch, journal_entry.xid, journal_entry.id LIMIT %s
"""


def settled_rows(after: Place = START, *, limit: int = 5000) -> list[SettledRow]:
    """The entries of `settled_entries` in the same order and with the same promise, without the weight of a model."""
    with connection.cursor() as cursor:
        cursor.adapters.register_loader("timestamptz", TimestamptzLoader)  # psycopg's own is in C, Django's is not
        cursor.execute(_SETTLED_ROWS, [after.epoch, str(after.xid), after.id, limit])
        return [SettledRow(*row[:9], orjson.loads(row[9])) for row in cursor.fetchall()]


_REST = """
    SELECT epoch, xid::text::bigint, id, kind, subject, unit, actor, at, recorded_at, data::text FROM journal_entry
    WHERE subject = ANY(%s) AND id > %s AND epoch = %s AND xid = %s::text::xid8 ORDER BY id
"""


def rest_of_act(place: Place, subjects: Collection[str]) -> list[SettledRow]:
    """What the transaction that `place` stands in wrote of these subjects after it.

    A follower that reads by the batch may stop in the middle of a delivery of a million entries; of the subjects it has
    begun with it must know the rest before it judges them.
    """
    with connection.cursor() as cursor:
        cursor.adapters.register_loader("timestamptz", TimestamptzLoader)
        cursor.execute(_REST, [list(subjects), place.id, place.epoch, str(place.xid)])
        return [SettledRow(*row[:9], orjson.loads(row[9])) for row in cursor.fetchall()]


def place_of(entry: Entry) -> Place:
    """Where an entry stands in commit order."""
    return Place(entry.epoch, entry.xid, entry.pk)


# --- auditing ---


def entries_for_audit(
    *,
    subject: str = "",
    kinds: Collection[str] = (),
    actor: str = "",
    unit: str = "",
    first: date | None = None,
    last: date | None = None,
    before: int | None = None,
    hidden: Sequence[Any] = (),
) -> QuerySet[Entry]:
    """流水查询, newest first; `first` and `last` are days in China, both included; `before` is the id to page on from.

    `hidden`: the subjects kept from whoever reads, as `confidence.kept_from` gives them.
    """
    rows = _without(Entry.objects.select_related("link").order_by("-id"), hidden)
    if subject:
        rows = rows.filter(subject=subject)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    if actor:
        rows = rows.filter(actor=actor)
    if unit:
        rows = rows.filter(unit=unit)
    if first:
        rows = rows.filter(at__gte=datetime.combine(first, time.min, _CHINA))
    if last:
        rows = rows.filter(at__lte=datetime.combine(last, time.max, _CHINA))
    if before:
        rows = rows.filter(pk__lt=before)
    return rows


def _without(rows: QuerySet[Any], hidden: Sequence[Any]) -> QuerySet[Any]:
    for kept in hidden:
        rows = rows.exclude(subject__in=kept)
    return rows


def checkpoints() -> QuerySet[Checkpoint]:
    """日签封, newest first."""
    return Checkpoint.objects.order_by("-day")


def last_verification() -> Entry | None:
    """The newest verification somebody ran from the desk."""
    return Entry.objects.filter(kind="journal.verified").order_by("-id").first()


def looks_at(subject: str) -> QuerySet[Look]:
    """Who saw the full personal data of a subject, newest first."""
    return Look.objects.filter(subject=subject).order_by("-at")


def looks_for_audit(
    *, subject: str = "", actor: str = "", before: int | None = None, hidden: Sequence[Any] = ()
) -> QuerySet[Look]:
    """查阅记录, newest first; `before` is the id to page on from, `hidden` as above."""
    rows = _without(Look.objects.order_by("-id"), hidden)
    if subject:
        rows = rows.filter(subject=subject)
    if actor:
        rows = rows.filter(actor=actor)
    return rows.filter(pk__lt=before) if before else rows


def entry_by_id(entry_id: int, *, hidden: Sequence[Any] = ()) -> Entry | None:
    """One entry with its link, if it has one yet; None for what is `hidden`."""
    return _without(Entry.objects.select_related("link").filter(pk=entry_id), hidden).first()


def waiting() -> tuple[int, datetime | None]:
    """How many entries are not linked yet, and the moment the oldest of them was recorded."""
    last = Link.objects.select_related("entry").order_by("-position").first()
    after = place_of(last.entry) if last else START
    with connection.cursor() as cursor:
        cursor.execute(_UNSEALED, [after.epoch, str(after.xid), after.id])
        count, oldest = cursor.fetchone()
    return count, oldest


_UNSEALED = "SELECT count(*), min(recorded_at) FROM journal_entry WHERE (epoch, xid, id) > (%s, %s::text::xid8, %s)"


# --- the vocabulary ---


@dataclass(frozen=True, slots=True)
class KindDescription:
    """A kind with the acts that leave it, for docs/events.md."""

    kind: Kind
    acts: tuple[str, ...]


def describe_kinds() -> list[KindDescription]:
    """The whole vocabulary, by code, each with the acts that may leave it."""
    return [
        KindDescription(kind, tuple(sorted(act for act, leaves in ACTIONS.items() if kind.code in leaves)))
        for kind in sorted(KINDS.values(), key=lambda kind: kind.code)
    ]
