"""校验流水 — recompute every digest and every link, and find the first thing that is not as it was written."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import connection, transaction

from zhengtong.foundation import crypto

from .models import Checkpoint
from .rules import GENESIS, START, Place, checkpoint_content, content_of, link_hash

CHUNK = 2000

Progress = Callable[[int, int], None]
"""Told how far it is: `progress(links done, links in all)`."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """The first thing found wrong: a stable code, the entry it names (None: the chain as a whole), a sentence."""

    code: str
    entry: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found; `waiting` entries are whole but not linked yet."""

    entries: int
    links: int
    checkpoints: int
    waiting: int
    first_bad: Flaw | None

    @property
    def ok(self) -> bool:
        return self.first_bad is None


class _Row(NamedTuple):
    """One link with its entry; the one or the other may be missing."""

    position: int
    entry_id: int
    previous: bytes
    hash: bytes
    link_algorithm: str
    sealed_at: datetime
    id: int | None
    epoch: int
    xid: int
    kind: str
    subject: str
    unit: str
    actor: str
    at: datetime
    recorded_at: datetime
    data: str
    algorithm: str
    digest: bytes
    is_stale: bool


_COLUMNS = """
    l.position, l.entry_id, l.previous, l.hash, l.algorithm, l.sealed_at,
    e.id, e.epoch, e.xid::text::bigint, e.kind, e.subject, e.unit, e.actor, e.at, e.recorded_at, e.data::text,
    e.algorithm, e.digest, e.recorded_at < now() - interval '10 minutes'
"""
_CHAIN = f"SELECT {_COLUMNS} FROM journal_link l LEFT JOIN journal_entry e ON e.id = l.entry_id ORDER BY l.position"  # noqa: S608
_LOOSE = f"""
    SELECT {_COLUMNS} FROM journal_entry e LEFT JOIN journal_link l ON l.entry_id = e.id
    WHERE l.entry_id IS NULL ORDER BY e.epoch, e.xid, e.id
"""  # noqa: S608
_ONE = f"SELECT {_COLUMNS} FROM journal_entry e LEFT JOIN journal_link l ON l.entry_id = e.id WHERE e.id = %s"  # noqa: S608


class _Found(Exception):
    def __init__(self, code: str, entry: int | None, sentence: str) -> None:
        self.flaw = Flaw(code, entry, sentence)


class _Count:
    entries = 0
    links = 0
    checkpoints = 0
    waiting = 0


def verify(progress: Progress | None = None, *, trusted_keys: Collection[bytes] | None = None) -> Verdict:
    """Verify the whole journal, streaming; constant memory. Stops at the first flaw, in chain order, and names it.

    Covered: every column of every entry, link and checkpoint; entries removed, slipped in or left unlinked; a chain cut
    short behind a signed checkpoint. `trusted_keys` are the public keys whose checkpoints count: this county's own if
    not given; name the earlier ones too after the master secret was changed.
    """
    count = _Count()
    try:
        with transaction.atomic():
            # Checkpoints before links before entries: what is written meanwhile can only make the later pass longer.
            place = _check_chain(count, _signed_heads(count, trusted_keys or {crypto.public_key()}), progress)
            _check_loose(count, place)
    except _Found as found:
        return Verdict(count.entries, count.links, count.checkpoints, count.waiting, found.flaw)
    return Verdict(count.entries, count.links, count.checkpoints, count.waiting, None)


def verify_entry(entry_id: int) -> Flaw | None:
    """One entry for itself: its digest, its link, and that the link follows the one before it. Raises if there is none."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE, [entry_id])
        row = _Row(*cursor.fetchone())
        try:
            _check_entry(row)
            if row.position is not None:
                cursor.execute("SELECT hash FROM journal_link WHERE position = %s", [row.position - 1])
                before = cursor.fetchone()
                _check_link(row, bytes(before[0]) if before else GENESIS)
        except _Found as found:
            return found.flaw
    return None


def verify_checkpoint(mark: Checkpoint) -> Flaw | None:
    """One checkpoint for itself: its signature, and that the chain still has its head where it was signed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT hash, entry_id FROM journal_link WHERE position = %s", [mark.position])
        row = cursor.fetchone()
    try:
        _check_signature(mark, {crypto.public_key()})
        if row is None and mark.position:
            raise _Found("chain-short", None, f"{mark.day}的日签封签到第{mark.position}环，现在链上没有这一环。")
        head, entry = (bytes(row[0]), int(row[1])) if row else (GENESIS, None)
        _check_head([mark], head, entry)
    except _Found as found:
        return found.flaw
    return None


def _signed_heads(count: _Count, keys: Collection[bytes]) -> dict[int, list[Checkpoint]]:
    heads: dict[int, list[Checkpoint]] = {}
    for mark in Checkpoint.objects.order_by("day"):
        _check_signature(mark, keys)
        heads.setdefault(mark.position, []).append(mark)
        count.checkpoints += 1
    return heads


def _check_signature(mark: Checkpoint, keys: Collection[bytes]) -> None:
    content = checkpoint_content(mark.day, mark.position, bytes(mark.head), mark.entries, mark.signed_at)
    key = bytes(mark.public_key)
    if (
        mark.algorithm != crypto.SIGNATURE
        or key not in keys
        or not crypto.is_signed(content, bytes(mark.signature), key)
    ):
        raise _Found("checkpoint-signature", None, f"{mark.day}的日签封签名不成立，签封被改动或不是本县所签。")


def _check_chain(count: _Count, heads: dict[int, list[Checkpoint]], progress: Progress | None) -> Place:
    total = number_of_links()
    previous, place = GENESIS, START
    _check_head(heads.pop(0, []), GENESIS, None)
    for row in _stream(_CHAIN):
        position = count.links + 1
        if row.position != position:
            raise _Found("link-missing", row.entry_id, f"链上第{position}环缺失，下一环是流水{row.entry_id}。")
        if row.id is None:
            raise _Found("entry-missing", row.entry_id, f"流水{row.entry_id}已入链但被删除（第{position}环）。")
        _check_entry(row)
        place = Place(row.epoch, row.xid, row.id)
        _check_link(row, previous)
        previous = bytes(row.hash)
        _check_head(heads.pop(position, []), previous, row.id)
        count.links = position
        count.entries += 1
        if progress and (position % CHUNK == 0 or position == total):
            progress(position, total)
    for position, marks in sorted(heads.items()):
        raise _Found(
            "chain-short", None, f"{marks[0].day}的日签封签到第{position}环，现在的链只有{count.links}环，末尾被截去。"
        )
    return place


def _check_loose(count: _Count, place: Place) -> None:
    for row in _stream(_LOOSE):
        _check_entry(row)
        if Place(row.epoch, row.xid, row.id or 0) < place:
            raise _Found(
                "slipped-in", row.id, f"流水{row.id}排在已入链的流水之前却不在链上，是事后插入的或其链环被删除。"
            )
        if row.is_stale:
            raise _Found("unsealed", row.id, f"流水{row.id}写入已超过10分钟仍未入链，请检查封链任务。")
        count.entries += 1
        count.waiting += 1


def _check_entry(row: _Row) -> None:
    content = content_of(row.kind, row.subject, row.unit, row.actor, row.at, json.loads(row.data))
    if row.algorithm not in hashlib.algorithms_available:
        raise _Found("algorithm", row.id, f"流水{row.id}使用本机不支持的摘要算法{row.algorithm}，无法校验。")
    if crypto.digest(content, row.algorithm) != bytes(row.digest):
        raise _Found("entry-altered", row.id, f"流水{row.id}（{row.kind}，{row.subject}）的内容与写入时的摘要不符。")


def _check_link(row: _Row, previous: bytes) -> None:
    if bytes(row.previous) != previous:
        raise _Found("chain-broken", row.id, f"流水{row.id}与前一环不衔接（第{row.position}环）。")
    if row.link_algorithm not in hashlib.algorithms_available:
        raise _Found("algorithm", row.id, f"流水{row.id}的链环使用本机不支持的算法{row.link_algorithm}，无法校验。")
    recomputed = link_hash(
        row.link_algorithm,
        previous,
        row.position,
        row.sealed_at,
        Place(row.epoch, row.xid, row.entry_id),
        row.recorded_at,
        bytes(row.digest),
    )
    if recomputed != bytes(row.hash):
        raise _Found("link-altered", row.id, f"流水{row.id}的链值与重算结果不符（第{row.position}环）。")


def _check_head(marks: list[Checkpoint], head: bytes, entry: int | None) -> None:
    for mark in marks:
        if bytes(mark.head) != head or mark.entries != mark.position:
            raise _Found(
                "checkpoint-mismatch", entry, f"链上第{mark.position}环与{mark.day}签封的链值不同，此前的链被重写。"
            )


def number_of_links() -> int:
    """How long the chain is: positions begin at one and have no gaps."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(position), 0) FROM journal_link")
        return int(cursor.fetchone()[0])


def _stream(statement: str) -> Iterator[_Row]:
    with connection.chunked_cursor() as cursor:
        cursor.itersize = CHUNK
        cursor.execute(statement)
        while rows := cursor.fetchmany(CHUNK):
            for row in rows:
                yield _Row(*row)
