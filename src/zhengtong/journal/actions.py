"""The only way into the journal, and the frame around every act of every room."""

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, islice
from typing import Any, ParamSpec, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

from zhengtong.foundation import crypto

from .kinds import KINDS
from .models import Look
from .rules import Fresh, canonical, copy_line, missing_facts, written
from .writing import is_together, send, write

__all__ = ["ACTIONS", "Fresh", "action", "canonical", "look", "record", "record_many"]

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(slots=True)
class _Frame:
    kinds: tuple[str, ...]
    recorded: list[str] = field(default_factory=list)
    bulk: frozenset[str] = frozenset()


_frame: ContextVar[_Frame | None] = ContextVar("action", default=None)

ACTIONS: dict[str, tuple[str, ...]] = {}
"""Every action of every room → the kinds of entry it may leave; a test performs each of them."""


def action(*kinds: str, bulk: Iterable[str] = ()) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a function as an act: one transaction, and exactly one journal entry of one of `kinds`.

    `bulk` names the kinds of which it may write any number besides, with `record_many`: what others told us in one go.

    An act that ends without its entry, or with two, is rolled back and raises: forgetting to record is not possible.
    An act may call other acts (each leaves its own entry) within the one transaction.
    """

    def frame(function: Callable[P, R]) -> Callable[P, R]:
        many = frozenset(bulk)
        ACTIONS[f"{function.__module__}.{function.__qualname__}"] = (*kinds, *sorted(many))

        @functools.wraps(function)
        def act(*args: P.args, **kwargs: P.kwargs) -> R:
            here = _Frame(kinds)
            here.bulk = many
            outer = _frame.get()
            token = _frame.set(here)
            try:
                # An act within an act stands and falls with it; the outermost one undoes itself alone.
                with transaction.atomic(savepoint=outer is None and not is_together()):
                    result = function(*args, **kwargs)
                    if len(here.recorded) != 1:
                        raise RuntimeError(f"{function.__qualname__} left {here.recorded} where one of {kinds} is due")
                    return result
            finally:
                _frame.reset(token)

        return act

    return frame


def record(kind: str, subject: str, *, actor: str, at: datetime, unit: str = "", **facts: Any) -> None:
    """Write what happened, inside the act's own transaction.

    Entries are fat: put in what a reader would otherwise have to look up (item, version, limits, due moments), and
    never a personal number. Raises if the kind is undeclared or the act may not leave it.
    """
    here = _frame.get()
    if kind not in KINDS:
        raise ValueError(f"journal kind {kind} is not declared")
    if here is None or kind not in here.kinds:
        raise RuntimeError(f"{kind} recorded outside an action that declares it")
    absent = missing_facts(KINDS[kind].public, facts)
    if absent:
        raise ValueError(f"{kind} tells the public of {sorted(absent)}, which were not given")
    _insert([Fresh(kind, subject, unit, actor, at, facts)])
    here.recorded.append(kind)


# Up to so many entries are told in one statement; above, making its text costs more than a COPY's three journeys.
_FEW = 8
_ROW = "(%s, %s, %s, %s, %s::timestamptz, %s::jsonb, %s, %s::bytea)"
_INSERT = """
    INSERT INTO journal_entry (epoch, kind, subject, unit, actor, at, data, algorithm, digest)
    SELECT journal_epoch, new.* FROM journal_epoch(), (VALUES {rows}) AS new
"""
_COPY = "COPY journal_entry (epoch, kind, subject, unit, actor, at, data, algorithm, digest) FROM STDIN"
# Told with the rows, for asking anew for every one costs as much as storing it. No epoch begins while we hold the table.
_EPOCH = "LOCK TABLE journal_entry IN ROW EXCLUSIVE MODE; SELECT journal_epoch()"
# Small enough for the socket: PostgreSQL stores one piece while the next is made.
_COPY_BYTES = 1 << 15


def record_many(entries: Iterable[Fresh]) -> int:
    """Write what others told us, thousands at once, inside the act that took it in; how many were written.

    A few in one statement, more in one COPY; digests as `record` makes them. Raises if the act does not name a kind
    among its `bulk`. Kinds with a sentence for the public are told one by one with `record`.
    """
    here = _frame.get()
    if here is None:
        raise RuntimeError("record_many outside an action")
    coming = _declared(entries, here.bulk)
    first = list(islice(coming, _FEW + 1))
    if len(first) <= _FEW:
        _insert(first)
        return len(first)
    return _copy(chain(first, coming))


def _declared(entries: Iterable[Fresh], kinds: frozenset[str]) -> Iterator[Fresh]:
    for entry in entries:
        if entry.kind not in kinds:
            raise RuntimeError(f"{entry.kind} recorded in an action that does not declare it as bulk")
        yield entry


def _insert(entries: Sequence[Fresh]) -> None:
    rows = []
    for entry in entries:
        text, digest = written(entry, crypto.HASH)
        rows.append((*entry[:5], text.decode(), crypto.HASH, digest))
    if rows:
        write(_INSERT, rows, _ROW)


def _copy(entries: Iterable[Fresh]) -> int:
    send()
    count = 0
    with connection.cursor() as cursor:
        cursor.execute(_EPOCH)
        cursor.nextset()
        epoch = b"%d\t" % cursor.fetchone()[0]
        with cursor.copy(_COPY) as copy:
            waiting = bytearray()
            for entry in entries:
                waiting += epoch
                waiting += copy_line(entry, crypto.HASH)
                count += 1
                if len(waiting) >= _COPY_BYTES:
                    copy.write(bytes(waiting))
                    waiting.clear()
            copy.write(bytes(waiting))
    return count


def look(actor: str, subject: str, what: str, *, reason: str = "", address: str | None = None) -> None:
    """查阅 — note that `actor` saw the full personal data `what` of `subject`.

    Written on a connection of its own and committed at once: whoever saw something has seen it, even if the request
    around it fails and is rolled back. Call it before showing. The moment is the database's.
    """
    apart = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        with apart.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {Look._meta.db_table} (actor, subject, what, reason, address) VALUES (%s, %s, %s, %s, %s)",  # noqa: S608
                [actor, subject, what, reason, address],
            )
    finally:
        apart.close()
