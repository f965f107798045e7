"""Matters written by the thousand."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import connection

from zhengtong.foundation.copying import copy_in, draw_keys

from ...models import Matter
from .judged import Judged, Kept


def write_told(judged: Sequence[Judged], at: datetime) -> None:
    """New rows, and rows of which more was told."""
    told = [one.matter for one in judged if isinstance(one.matter, Matter)]
    new = [matter for matter in told if matter.pk is None]
    old = [matter for matter in told if matter.pk is not None]
    if new:
        for matter, key in zip(new, draw_keys(Matter, len(new)), strict=True):
            matter.pk = key
        copy_in(Matter, new)
    if old:
        _update(old)
    void = [one.matter.pk for one in judged if one.course is None and isinstance(one.matter, Kept)]
    if void:
        Matter.objects.filter(pk__in=void).update(ended_at=at, ended_by="voided", is_on_time=None)


@contextmanager
def touched(judged: Sequence[Judged]) -> Iterator[None]:
    """Rows that only time has changed: the database writes them while the body goes on, which asks it for nothing."""
    kept = [one.matter for one in judged if isinstance(one.matter, Kept)]
    if not kept:
        yield
        return
    with connection.wrap_database_errors, connection.connection.pipeline():
        _touch(kept)
        yield


_TOUCH = """
    UPDATE supervision_matter AS matter
    SET next_moment = judged.next_moment, is_undetermined = judged.is_undetermined, light = judged.light,
        rulebook = %s, calendar_version = %s
    FROM unnest(%s::bigint[], %s::timestamptz[], %s::boolean[], %s::text[])
        AS judged (id, next_moment, is_undetermined, light)
    WHERE matter.id = judged.id
"""


def _touch(matters: Sequence[Kept]) -> None:
    """What time alone can change."""
    first = matters[0]
    columns = (
        (str(matter.pk) for matter in matters),
        (matter.next_moment.isoformat() if matter.next_moment else "NULL" for matter in matters),
        ("t" if matter.is_undetermined else "f" for matter in matters),
        (matter.light for matter in matters),
    )
    with connection.cursor() as cursor:
        cursor.execute(_TOUCH, [first.rulebook, first.calendar_version, *map(array_of, columns)])


def array_of(words: Iterable[str]) -> str:
    """An array as PostgreSQL writes it; of numbers, moments and codes, which need no quoting."""
    return f"{{{','.join(words)}}}"


_FIXED = frozenset({"id", "system", "subject", "ref", "business"})


def _update(matters: Sequence[Matter]) -> None:
    """Every column that follows from the track, from a table that lives as long as the transaction."""
    columns = [each.column for each in Matter._meta.concrete_fields if each.column not in _FIXED]
    changes = ", ".join(f'"{column}" = staged."{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE IF NOT EXISTS staged_matter (LIKE supervision_matter) ON COMMIT DELETE ROWS")
        cursor.execute("TRUNCATE staged_matter")
        copy_in(Matter, matters, into="staged_matter")
        cursor.execute(
            f"UPDATE supervision_matter AS matter SET {changes} FROM staged_matter AS staged "  # noqa: S608 — own columns
            "WHERE matter.id = staged.id"
        )
