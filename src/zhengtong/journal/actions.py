"""The only way into the journal, and the frame around every act of every room."""

import functools
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ParamSpec, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from zhengtong.foundation import crypto, rows

from .kinds import KINDS
from .models import Entry, Look
from .rules import canonical, content_of, missing_facts, plain_facts

__all__ = ["ACTIONS", "action", "canonical", "look", "record"]

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(slots=True)
class _Frame:
    kinds: tuple[str, ...]
    recorded: list[str] = field(default_factory=list)


_frame: ContextVar[_Frame | None] = ContextVar("action", default=None)

ACTIONS: dict[str, tuple[str, ...]] = {}
"""Every action of every room → the kinds of entry it may leave; a test performs each of them."""


def action(*kinds: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a function as an act: one transaction, and exactly one journal entry of one of `kinds`.

    An act that ends without its entry, or with two, is rolled back and raises: forgetting to record is not possible.
    An act may call other acts (each leaves its own entry) within the one transaction.
    """

    def frame(function: Callable[P, R]) -> Callable[P, R]:
        ACTIONS[f"{function.__module__}.{function.__qualname__}"] = kinds

        @functools.wraps(function)
        def act(*args: P.args, **kwargs: P.kwargs) -> R:
            here = _Frame(kinds)
            outer = _frame.get()
            token = _frame.set(here)
            try:
                # An act within an act stands and falls with it; the outermost one undoes itself alone.
                with transaction.atomic(savepoint=outer is None):
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
    plain = plain_facts(facts)
    digest = crypto.digest(content_of(kind, subject, unit, actor, at, plain))
    rows.insert(
        Entry(
            kind=kind, subject=subject, unit=unit, actor=actor, at=at, data=plain, algorithm=crypto.HASH, digest=digest
        )
    )
    here.recorded.append(kind)


def look(actor: str, subject: str, what: str, *, reason: str = "", address: str | None = None) -> None:
    """查阅 — note that `actor` saw the full personal data `what` of `subject`.

    Written on a connection of its own and committed at once: whoever saw something has seen it, even if the request
    around it fails and is rolled back. Call it before showing. The moment is the database's.
    """
    connection = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {Look._meta.db_table} (actor, subject, what, reason, address) VALUES (%s, %s, %s, %s, %s)",  # noqa: S608
                [actor, subject, what, reason, address],
            )
    finally:
        connection.close()
