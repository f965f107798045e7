"""Rows by the thousand: keys drawn together, and instances written by one COPY, which is the quickest way in there is.

Values are written as PostgreSQL reads them in COPY's text format, by a writer chosen once for each column.
"""

import functools
import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import orjson
from django.contrib.postgres.fields import ArrayField
from django.db import DEFAULT_DB_ALIAS, connection, models

Writer = Callable[[Any], str]

_SIGNS = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\b": "\\b", "\f": "\\f", "\v": "\\v"})
# Small enough for the socket: PostgreSQL stores one piece while the next is made.
_PIECE = 1 << 15


def draw_keys(model: type[models.Model], count: int) -> list[int]:
    """So many fresh keys of a model's table, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            # OFFSET 0: the sequence is looked up once, not for every key.
            "SELECT nextval(named) FROM (SELECT pg_get_serial_sequence(%s, %s)::regclass AS named OFFSET 0) AS sequence, "
            "generate_series(1, %s)",
            [model._meta.db_table, model._meta.pk.column, count],
        )
        return [row[0] for row in cursor.fetchall()]


def copy_in(model: type[models.Model], rows: Sequence[Any], *, into: str = "") -> None:
    """Write new instances, each with its key, in one COPY; `into` another table of the same columns.

    Every column is written as it stands on the instance: nothing is left to the database's defaults. A row may be any
    object that has the model's columns for attributes.
    """
    columns, plan = _writing(model)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {connection.ops.quote_name(into or model._meta.db_table)} ({columns}) FROM STDIN") as copy,
    ):
        waiting = bytearray()
        for row in rows:
            state = row.__dict__
            waiting += "\t".join(
                ["\\N" if (value := state[name]) is None else write(value) for name, write in plan]
            ).encode()
            waiting += b"\n"
            if len(waiting) >= _PIECE:
                copy.write(bytes(waiting))
                waiting.clear()
        copy.write(bytes(waiting))
    if not into:
        for row in rows:
            if isinstance(row, models.Model):
                row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


@contextmanager
def uncollected() -> Iterator[None]:
    """No collection of garbage meanwhile: a batch makes many thousands of objects and hardly a cycle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@functools.cache
def _writing(model: type[models.Model]) -> tuple[str, tuple[tuple[str, Writer], ...]]:
    fields = model._meta.concrete_fields
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    return columns, tuple((field.attname, _writer(field)) for field in fields)


def _writer(field: models.Field) -> Writer:
    """Only the kinds of column that are written by the thousand; anything else is a fault."""
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    for kinds, write in _WRITERS:
        if isinstance(target, kinds):
            return write
    raise TypeError(f"{field} cannot be copied in")


def _text(value: str) -> str:
    return value if value.isprintable() and "\\" not in value else value.translate(_SIGNS)


def _json(value: Any) -> str:
    return orjson.dumps(value).decode().replace("\\", "\\\\")  # JSON has no other sign that COPY would take for its own


def _array(values: Sequence[str]) -> str:
    quoted = ('"{}"'.format(value.replace("\\", "\\\\").replace('"', '\\"')) for value in values)
    return _text("{" + ",".join(quoted) + "}")


def _boolean(value: bool) -> str:
    return "t" if value else "f"


_WRITERS: tuple[tuple[tuple[type[models.Field], ...], Writer], ...] = (
    ((models.JSONField,), _json),
    ((ArrayField,), _array),
    ((models.BooleanField,), _boolean),
    ((models.IntegerField, models.DateTimeField), str),
    ((models.CharField, models.TextField), _text),
)
