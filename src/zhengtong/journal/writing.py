"""What an act writes: told to the database at once, or held back and told in one journey."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection

Held = list[tuple[str, Sequence[Any]]]
_held: ContextVar[Held | None] = ContextVar("held", default=None)


@contextmanager
def together() -> Iterator[None]:
    """One act, in the transaction around it, that reads nothing it has written: its statements go in one journey.

    For the few doors that are passed so often that the journeys are what they cost. They go in the order written, at
    the latest when the block ends; a block that raises sends nothing more. The act is undone with the transaction and
    not by itself, so it needs no savepoint.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("together outside a transaction")
    token = _held.set([])
    try:
        yield
        send()
    finally:
        _held.reset(token)


def is_together() -> bool:
    return _held.get() is not None


def write(statement: str, params: Sequence[Any]) -> None:
    """One statement whose answer nobody needs."""
    held = _held.get()
    if held is None:
        with connection.cursor() as cursor:
            cursor.execute(statement, params)
    else:
        held.append((statement, params))


def send() -> list[tuple[Any, ...]]:
    """Tell the database now what is held back; the rows that the last statement returns."""
    held = _held.get()
    if not held:
        return []
    statements = "; ".join(statement for statement, _ in held)
    with connection.cursor() as cursor:
        cursor.execute(statements, [param for _, params in held for param in params])
        held.clear()
        while cursor.nextset():
            pass
        return cursor.fetchall() if cursor.description else []
