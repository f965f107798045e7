"""What an act writes: told to the database at once, or held back and told in one journey."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection

Held = dict[tuple[str, str], list[Sequence[Any]]]
_held: ContextVar[Held | None] = ContextVar("held", default=None)


@contextmanager
def together() -> Iterator[None]:
    """One act, in the transaction around it, that reads nothing it has written: its statements go in one journey.

    For the few doors that are passed so often that the journeys are what they cost. They go in the order first written,
    at the latest when the block ends; a block that raises sends nothing more. The act is undone with the transaction and
    not by itself, so it needs no savepoint.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("together outside a transaction")
    token = _held.set({})
    try:
        yield
        send()
    finally:
        _held.reset(token)


def is_together() -> bool:
    return _held.get() is not None


def write(statement: str, rows: Sequence[Sequence[Any]], row: str = "") -> None:
    """Rows by one statement whose answer nobody needs; `row` stands in it where it says {rows}, once for each.

    Held back, the rows of one statement go in it together, where the first of them was written.
    """
    held = _held.get()
    if held is None:
        with connection.cursor() as cursor:
            cursor.execute(*_whole(statement, row, rows))
    else:
        held.setdefault((statement, row), []).extend(rows)


def send() -> list[tuple[Any, ...]]:
    """Tell the database now what is held back; the rows that the last statement returns."""
    held = _held.get()
    if not held:
        return []
    statements, params = zip(*(_whole(*key, rows) for key, rows in held.items()), strict=True)
    held.clear()
    with connection.cursor() as cursor:
        cursor.execute("; ".join(statements), [param for each in params for param in each])
        while cursor.nextset():
            pass
        return cursor.fetchall() if cursor.description else []


def _whole(statement: str, row: str, rows: Sequence[Sequence[Any]]) -> tuple[str, list[Any]]:
    return statement.replace("{rows}", ", ".join([row] * len(rows))), [value for each in rows for value in each]
