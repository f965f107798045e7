"""What a page shows, noted while it is made: as tags, and whether it shows what nobody tells changes of."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

_TABLE = re.compile(r'\b(?:FROM|JOIN)\s+"?([a-z][a-z0-9_]*)"?', re.IGNORECASE)
_OWN = ("wagtail", "cms_", "pagecache_", "taggit_", "django_", "org_", "pg_")
"""Tables whose changes reach the cache, by the beginning of their names; `follow` adds those of watched models."""
_followed: set[str] = set()
_not_tables = frozenset({"unnest", "lateral", "generate_series", "jsonb_array_elements"})


@dataclass(slots=True)
class Notes:
    """What one page shows. `page_id` is set once Wagtail serves a page to everybody; without, nothing is kept."""

    tags: set[str] = field(default_factory=set)
    page_id: int | None = None
    is_refused: bool = False
    seconds: int | None = None
    is_front: bool = False
    """A home page or a topic: what is published below any place it names may stand on it."""
    places: set[str] = field(default_factory=set)
    """Paths in the tree of the pages it read that are no articles."""
    tables: set[str] = field(default_factory=set)

    def all_tags(self) -> list[str]:
        below = {f"below:{path}" for path in self.places} if self.is_front else set()
        return sorted(self.tags | below)

    def limit(self, seconds: int) -> None:
        self.seconds = seconds if self.seconds is None else min(self.seconds, seconds)


_noting: ContextVar[Notes | None] = ContextVar("pagecache_notes", default=None)


def current() -> Notes | None:
    """The notes of the page that is being made; None when nobody keeps it."""
    return _noting.get()


def note(kind: str, key: object) -> None:
    """This page shows it: ("page", pk) a page's content, ("name", pk) its title and address, ("below", path) what is
    published below a place of the tree, ("menu", site pk) the entries of a site, ("picture" | "document" | …, pk)."""
    if (notes := _noting.get()) is not None:
        notes.tags.add(f"{kind}:{key}")


def keep(seconds: int) -> None:
    """This page shows something whose changes nobody tells: it is made anew after so many seconds."""
    if (notes := _noting.get()) is not None:
        notes.limit(seconds)


def refuse() -> None:
    """This page is for who asks alone."""
    if (notes := _noting.get()) is not None:
        notes.is_refused = True


def follow(table: str) -> None:
    """Changes of this table's rows are told (`changes.watch`)."""
    _followed.add(table)


@contextmanager
def noting() -> Iterator[Notes]:
    """Collect what is shown; also which tables are read, so that what is of other rooms is not kept for ever."""
    notes = Notes()
    token = _noting.set(notes)
    try:
        with connection.execute_wrapper(_read(notes)):
            yield notes
    finally:
        _noting.reset(token)


def _read(notes: Notes) -> Callable[..., Any]:
    def read(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        notes.tables.update(_tables(str(sql)))
        return execute(sql, params, many, context)

    return read


def _tables(sql: str) -> set[str]:
    return set(_TABLE.findall(sql))


def of_others(tables: set[str]) -> set[str]:
    """Those among the tables whose changes nobody tells the cache."""
    from django.apps import apps

    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return {
        table
        for table in tables & ours
        if not table.startswith(_OWN) and table not in _followed and table not in _not_tables
    }
