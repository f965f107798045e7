"""What other systems tell, taken in batch by batch within one act: the good written with one COPY, the bad set aside.

Nothing good is lost because of a bad neighbour. The caller holds the system's row, so its deliveries follow one another.
"""

import gc
import hashlib
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

import orjson
from django.db import connection
from psycopg.types.datetime import TimestamptzLoader

from zhengtong.foundation.errors import Refusal
from zhengtong.journal.actions import Fresh, record_many
from zhengtong.journal.writing import write

from . import known
from .models import Import, OutsideSystem, QuarantinedLine
from .reading.lines import Line
from .rules.contradiction import FINISH, Told, finish_of, sentence, standing, start_of
from .rules.event import AHEAD, KINDS, RETRACTED, STARTS, Known, OutsideEvent, digest_of, read_event

CONTRADICTION = "contradiction"
_WEIGHTY = STARTS | {FINISH, RETRACTED}
_MOST_RAW = 20_000
_FEW = 8

Heard = dict[str, dict[int, bytes]]
"""Event id → revision → digest of what was told."""


class SetAside(NamedTuple):
    """A line that was not taken in: where it stands, and why."""

    position: int
    code: str
    sentence: str


@dataclass(slots=True)
class Outcome:
    """What became of a delivery. `refs`: the matters of which something new was told."""

    accepted: int = 0
    duplicates: int = 0
    quarantined: list[SetAside] = field(default_factory=list)
    refs: set[str] = field(default_factory=set)


class _New(NamedTuple):
    line: Line
    event: OutsideEvent
    revision: int
    digest: bytes


class Intake:
    """One delivery of one system. `source` names it where something is set aside; `file` if it came as one."""

    def __init__(self, system: OutsideSystem, source: str, at: datetime, file: Import | None = None) -> None:
        self.outcome = Outcome()
        self._system = system
        self._source = source
        self._file = file
        self._at = at
        self._latest = at + AHEAD
        self._unit = known.unit_code(system.unit_id)
        self._actor = f"system:{system.code}"
        self._aside: list[QuarantinedLine] = []

    def take(self, lines: Sequence[Line]) -> None:
        """Take in one batch, in the order told."""
        with _uncollected():
            self._take(lines)

    def _take(self, lines: Sequence[Line]) -> None:
        good = self._valid(lines)
        heard, before = self._told_before([event for _, event in good])
        fresh = self._unheard(good, heard)
        notes = self._weigh(fresh, before)
        if fresh or notes:
            code = self._system.code
            entries = [
                Fresh(
                    KINDS[event.milestone], f"{code}:{event.ref}", event.unit or self._unit, self._actor, event.at,
                    event.told(code, revision),
                )
                for _, event, revision, _ in fresh
            ]  # fmt: skip
            record_many([*entries, *notes])
            self._remember(fresh)
        QuarantinedLine.objects.bulk_create(self._aside, ignore_conflicts=True, batch_size=1000)
        self._aside.clear()
        self.outcome.accepted += len(fresh)
        self.outcome.refs.update(new.event.ref for new in fresh)

    def _valid(self, lines: Sequence[Line]) -> list[tuple[Line, OutsideEvent]]:
        named = frozenset(
            line.told["item"] for line in lines if type(line.told) is dict and _is_code(line.told.get("item"))
        )
        codes = Known(known.unit_codes(), known.region_codes(), known.item_codes(named))
        latest, good = self._latest, []
        for line in lines:
            try:
                if line.problem is not None:
                    raise line.problem
                if type(line.told) is not dict:
                    raise Refusal("event-shape", "一个事件应为一组字段。", "event")
                good.append((line, read_event(line.told, codes, latest)))
            except Refusal as refusal:
                self._set_aside(line, refusal.code, refusal.sentence)
        return good

    def _unheard(self, good: list[tuple[Line, OutsideEvent]], heard: Heard) -> list[_New]:
        """Those not taken in before, each with its revision."""
        fresh = []
        for line, event in good:
            digest = digest_of(line.told)
            revisions = heard.get(event.event_id)
            if revisions is None:
                revisions = heard[event.event_id] = {}
            revision = event.revision
            if revision is None:  # the source says how things are now
                last = max(revisions, default=0)
                revision = last if revisions.get(last) == digest else last + 1
            known_digest = revisions.get(revision)
            if known_digest is None:
                revisions[revision] = digest
                fresh.append(_New(line, event, revision, digest))
            elif known_digest == digest:
                self.outcome.duplicates += 1
            else:
                self._set_aside(
                    line,
                    "event-conflict",
                    f"事件“{event.event_id}”修订号{revision}此前已收到，内容不同；更正请提高修订号。",
                )
        return fresh

    def _weigh(self, fresh: list[_New], before: dict[str, list[Told]]) -> list[Fresh]:
        """Find matters that end before they begin; the finish is set aside, and the matter is noted as contradictory.

        Takes the lines set aside out of `fresh`. Returns the notes, and what takes earlier notes back.
        """
        weighty: dict[str, list[_New]] = {}
        for new in fresh:
            if new.event.milestone in _WEIGHTY:
                weighty.setdefault(new.event.ref, []).append(new)
        notes: list[Fresh] = []
        gone: set[int] = set()
        for ref, news in weighty.items():
            told = before.get(ref, [])
            if not told and not any(new.event.milestone == FINISH for new in news):
                continue  # a matter that only begins
            said = [Told(new.event.event_id, new.revision, new.event.milestone, new.event.at) for new in news]
            now = standing([*told, *said])
            start, finish = start_of(now), finish_of(now)
            note = next((one for one in now if one.milestone == CONTRADICTION), None)
            last = max((one.revision for one in told if one.event_id == _note_id(ref)), default=0)
            if start and finish and finish.at < start.at:
                why = sentence(start, finish)
                for new in news:
                    if new.event.event_id == finish.event_id and new.revision == finish.revision:
                        self._set_aside(new.line, "finish-before-start", why)
                        gone.add(id(new))
                if note is None:
                    notes.append(self._note(ref, "noted", last + 1, {CONTRADICTION: why}))
            elif note is not None and (finish or any(new.event.milestone == RETRACTED for new in news)):
                notes.append(self._note(ref, RETRACTED, last + 1, {"reason": "更正后的时间不再矛盾。"}))
        if gone:
            fresh[:] = [new for new in fresh if id(new) not in gone]
        return notes

    def _told_before(self, events: Sequence[OutsideEvent]) -> tuple[Heard, dict[str, list[Told]]]:
        """Which revisions of these events were taken in before, and what was told of the matters they weigh in."""
        heard: Heard = {}
        told: dict[str, list[Told]] = {}
        if not events:
            return heard, told
        code = self._system.code
        subjects = {f"{code}:{event.ref}" for event in events if event.milestone in _WEIGHTY}
        asked = [self._system.pk, list({event.event_id for event in events})]
        with connection.cursor() as cursor:
            cursor.adapters.register_loader("timestamptz", TimestamptzLoader)  # in C, where Django's is not
            if subjects:
                cursor.execute(f"{_HEARD}; {_TOLD}", [*asked, list(subjects), _TOLD_KINDS])
            else:
                cursor.execute(_HEARD, asked)
            for event_id, revision, digest in cursor.fetchall():
                heard.setdefault(event_id, {})[revision] = bytes(digest)
            for subject, kind, at, event_id, revision, is_note in cursor.fetchall() if cursor.nextset() else ():
                milestone = CONTRADICTION if is_note else kind.removeprefix("outside.")
                told.setdefault(subject[len(code) + 1 :], []).append(Told(event_id, revision, milestone, at))
        return heard, told

    def _note(self, ref: str, milestone: str, revision: int, facts: dict[str, Any]) -> Fresh:
        told = {"system": self._system.code, "ref": ref, "event_id": _note_id(ref), "revision": revision, **facts}
        return Fresh(
            KINDS[milestone], f"{self._system.code}:{ref}", self._unit, "system:exchange", self._at, told
        )  # fmt: skip

    def _remember(self, fresh: list[_New]) -> None:
        system = self._system.pk
        if not fresh:
            return
        if len(fresh) <= _FEW:
            rows = [(system, new.event.event_id, new.revision, new.digest) for new in fresh]
            write(_REMEMBER, rows, "(%s, %s, %s, %s)")
            return
        text = "".join(
            f"{system}\t{_escaped(new.event.event_id)}\t{new.revision}\t\\\\x{new.digest.hex()}\n" for new in fresh
        )
        with connection.cursor() as cursor, cursor.copy(_REMEMBER_MANY) as copy:
            copy.write(text)

    def _set_aside(self, line: Line, code: str, why: str) -> None:
        self.outcome.quarantined.append(SetAside(line.position, code, why))
        told = line.told or {"file": self._file.digest if self._file else self._source, "line": line.position}
        raw = storable(told)
        told_bytes = orjson.dumps(raw, option=orjson.OPT_SORT_KEYS)
        if len(told_bytes) > _MOST_RAW:
            raw = {"text": told_bytes[:_MOST_RAW].decode(errors="ignore")}
        self._aside.append(
            QuarantinedLine(
                system=self._system,
                file=self._file,
                source=self._source,
                position=line.position,
                raw=raw,
                digest=hashlib.blake2b(told_bytes, digest_size=16).digest(),
                code=code,
                sentence=why[:300],
                quarantined_at=self._at,
            )
        )


@contextmanager
def _uncollected() -> Iterator[None]:
    """No collection of garbage meanwhile: a batch makes many thousands of objects and not one cycle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _escaped(event_id: str) -> str:
    return event_id.replace(
        "\\", "\\\\"
    )  # clean text (rules/event.py) has nothing else that COPY would take for a sign


def _is_code(item: Any) -> bool:
    return type(item) is str and 0 < len(item) <= 60 and item.isprintable()


def storable(value: Any, depth: int = 20) -> Any:
    """What somebody sent, in a form the database can keep, however odd it is."""
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd").encode(errors="replace").decode()
    if depth == 0:
        return "…"
    if isinstance(value, dict):
        return {str(storable(str(key))): storable(one, depth - 1) for key, one in value.items()}
    if isinstance(value, list):
        return [storable(one, depth - 1) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, int) and abs(value) >= 2**63:  # past what the quick JSON writes
        return str(value)
    return value


def _note_id(ref: str) -> str:
    return f"{CONTRADICTION}:{ref}"


_HEARD = "SELECT event_id, revision, digest FROM exchange_receivedevent WHERE system_id = %s AND event_id = ANY(%s)"
_REMEMBER = "INSERT INTO exchange_receivedevent (system_id, event_id, revision, digest) VALUES {rows}"
_REMEMBER_MANY = "COPY exchange_receivedevent (system_id, event_id, revision, digest) FROM STDIN"
_TOLD = """
    SELECT subject, kind, at, data->>'event_id', (data->>'revision')::integer, data ? 'contradiction' FROM journal_entry
    WHERE subject = ANY(%s) AND kind = ANY(%s) AND (kind <> 'outside.noted' OR data ? 'contradiction') ORDER BY id
"""
_TOLD_KINDS = [KINDS[name] for name in sorted(_WEIGHTY | {"noted"})]
