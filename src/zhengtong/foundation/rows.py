"""Rows written and read by their own columns, in plain SQL: the short way for the few places every act goes through.

The ORM composes each statement anew, which costs more than PostgreSQL takes to answer it; here a model's statement is
composed once. Fields convert their values exactly as the ORM does, so encrypted and JSON columns stay what they are.
"""

import functools
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.expressions import DatabaseDefault

M = TypeVar("M", bound=models.Model)
Converter = Callable[..., Any]


@functools.cache
def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _columns(fields: Sequence[models.Field]) -> str:
    return ", ".join(connection.ops.quote_name(field.column) for field in fields)


@functools.cache
def _reading(model: type[models.Model]) -> tuple[str, tuple[str, ...], tuple[tuple[int, Converter, Any], ...]]:
    fields = model._meta.concrete_fields
    converters = tuple(
        (place, converter, column)
        for place, column in enumerate(field.get_col(model._meta.db_table) for field in fields)
        for converter in (*connection.ops.get_db_converters(column), *column.get_db_converters(connection))
    )
    select = f"SELECT {_columns(fields)} FROM {_table(model)}"  # noqa: S608 — the model's own names
    return select, tuple(field.attname for field in fields), converters


def read(model: type[M], where: str, params: Sequence[Any]) -> list[M]:
    """The rows that `where` (SQL after the table's name, with %s) finds, whole, as instances."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_reading(model)[0]} {where}", params)
        return _instances(model, cursor.fetchall())


def read_together(*asked: tuple[type[models.Model], str, Sequence[Any]]) -> list[list[Any]]:
    """Several readings, one after the other, in one journey to the database; each sees what the one before waited for."""
    statements = "; ".join(f"{_reading(model)[0]} {where}" for model, where, _ in asked)
    with connection.cursor() as cursor:
        cursor.execute(statements, [param for _, _, params in asked for param in params])
        found = []
        for place, (model, _, _) in enumerate(asked):
            if place:
                cursor.nextset()
            found.append(_instances(model, cursor.fetchall()))
    return found


def _instances(model: type[M], found: Iterable[Sequence[Any]]) -> list[M]:
    _, names, converters = _reading(model)
    instances = []
    for row in found:
        values = list(row)
        for place, convert, column in converters:
            values[place] = convert(values[place], column, connection)
        instances.append(model.from_db(DEFAULT_DB_ALIAS, names, values))
    return instances


@functools.cache
def _updating(model: type[models.Model], names: tuple[str, ...]) -> tuple[str, tuple[models.Field, ...]]:
    fields = tuple(model._meta.get_field(name) for name in names)
    changes = ", ".join(f"{connection.ops.quote_name(field.column)} = %s" for field in fields)
    key = connection.ops.quote_name(model._meta.pk.column)
    return f"UPDATE {_table(model)} SET {changes} WHERE {key} = %s", fields  # noqa: S608 — the model's own names


def update(row: models.Model, *names: str) -> None:
    """Write the named fields of one row; a row that is not there is a fault."""
    statement, fields = _updating(type(row), names)
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, row.pk])
        if cursor.rowcount != 1:
            raise LookupError(f"{type(row).__name__} {row.pk} is not there")


@functools.cache
def _inserting(model: type[models.Model], fields: tuple[models.Field, ...], count: int) -> str:
    marks = "(" + ", ".join(["%s"] * len(fields)) + ")"
    key = connection.ops.quote_name(model._meta.pk.column)
    return (
        f"INSERT INTO {_table(model)} ({_columns(fields)}) VALUES {', '.join([marks] * count)} "  # noqa: S608
        f"RETURNING {key}"
    )


def next_serial(sequence: str) -> int:
    """The next number of a sequence: people never wait for one another for it, gaps are allowed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s::regclass)", [sequence])
        return cursor.fetchone()[0]


def insert(row: M) -> M:
    """Write a new row and give it its key; columns the database fills in itself are left to it and not read back."""
    return insert_all([row])[0]


def insert_all(new: Sequence[M]) -> Sequence[M]:
    """Write new rows of one model in one statement and give them their keys; the same columns are given in each."""
    if not new:
        return new
    given = tuple(
        field
        for field in new[0]._meta.concrete_fields
        if not field.primary_key and not isinstance(getattr(new[0], field.attname), DatabaseDefault)
    )
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for row in new for field in given]
    with connection.cursor() as cursor:
        cursor.execute(_inserting(type(new[0]), given, len(new)), values)
        keys = cursor.fetchall()
    for row, (key,) in zip(new, keys, strict=True):
        row.pk = key
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return new
