"""Main entries of a door: a label and the name of an address. An entry whose page is not there is left out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import NoReverseMatch, reverse

from zhengtong.org.models import Staff


@dataclass(frozen=True, slots=True)
class Entry:
    """permissions: any of them opens it; none for everybody of the door. `also`: whom it opens for beside those.
    `is_root`: the door's first page, current only on itself. `count`: how many things wait behind it for a person at a moment. `url`, `is_current` and `waiting` are
    filled for one page.
    """

    label: str
    name: str
    permissions: tuple[str, ...] = ()
    icon: str = "dot"
    is_root: bool = False
    count: Callable[[Staff, datetime], int] | None = None
    also: Callable[[Staff], bool] | None = None
    url: str = ""
    is_current: bool = False
    waiting: int = 0


def address(name: str) -> str:
    """The address of a named page, or empty if no such page is there."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def resolved(entries: Iterable[Entry], path: str) -> list[Entry]:
    """The entries that lead somewhere; the one with the longest address above `path` is current."""
    there = [replace(entry, url=url) for entry in entries if (url := address(entry.name))]
    above = [entry.url for entry in there if path == entry.url or (not entry.is_root and path.startswith(entry.url))]
    nearest = max(above, key=len, default="")
    return [replace(entry, is_current=entry.url == nearest) for entry in there]


def opened(entries: Iterable[Entry], staff: Staff) -> list[Entry]:
    """The entries of this person."""
    return [entry for entry in entries if _opens(entry, staff)]


def _opens(entry: Entry, staff: Staff) -> bool:
    if not entry.permissions or any(map(staff.may, entry.permissions)):
        return True
    return entry.also is not None and entry.also(staff)


def counted(entries: Iterable[Entry], staff: Staff, at: datetime) -> list[Entry]:
    """The same entries, each with how many things wait behind it."""
    return [replace(entry, waiting=entry.count(staff, at)) if entry.count else entry for entry in entries]
