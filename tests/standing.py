"""Rows that many tests stand on: made by the first of a run, written again under the same keys for every other.

One order takes the place of dozens, and of as many objects. A key is never given out twice: the counters of the database stay
where they are when a test is undone.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from django.db import connection
from django.db.models import Model

T = TypeVar("T")
_orders: dict[Hashable, str] = {}


def written_again(what: Hashable) -> bool:
    """Whether the rows of `what` were kept and stand in their tables now."""
    if what not in _orders:
        return False
    with connection.cursor() as cursor:
        cursor.execute(_orders[what])
    return True


def kept(what: Hashable, tables: Sequence[type[Model]], make: Callable[[], T]) -> T:
    """Make the rows of `what`, and keep them if nothing else stands in their tables."""
    is_alone = not any(table._default_manager.exists() for table in tables)
    made = make()
    if is_alone:
        _orders[what] = "; ".join(filter(None, map(_order, tables)))
    return made


def _order(table: type[Model]) -> str | None:
    """Every row of a table as one statement; None for an empty table."""
    name, key = table._meta.db_table, table._meta.pk.column
    columns = ", ".join(f'"{field.column}"' for field in table._meta.concrete_fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT format('INSERT INTO {name} ({columns}) SELECT {columns}"  # noqa: S608 — names of models
            f' FROM json_populate_recordset(NULL::{name}, %L)\', json_agg(rows ORDER BY "{key}")) FROM {name} AS rows'
            " HAVING count(*) > 0"
        )
        found = cursor.fetchone()
    return found[0] if found else None
