"""Main entries of a door: a label and the name of an address. An entry whose page is not there is left out."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True, slots=True)
class Entry:
    """permission: who sees it; None for everybody of the door. `url` and `is_current` are filled for one page."""

    label: str
    name: str
    permission: str | None = None
    icon: str = "dot"
    url: str = ""
    is_current: bool = False


def address(name: str) -> str:
    """The address of a named page, or empty if no such page is there."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def resolved(entries: Iterable[Entry], path: str) -> list[Entry]:
    """The entries that lead somewhere; the one with the longest address above `path` is current."""
    there = [(entry, url) for entry in entries if (url := address(entry.name))]
    above = max((url for _, url in there if path.startswith(url)), key=len, default="")
    return [
        Entry(entry.label, entry.name, entry.permission, entry.icon, url, is_current=url == above)
        for entry, url in there
    ]
