"""The vocabulary of the journal: every kind of entry, declared by the room that writes it.

Code that records an undeclared kind fails at once, so `docs/events.md`, which is generated from here, cannot lie.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entry: `noun.past`, a Chinese label, a sentence for the public timeline ("" keeps it internal)."""

    code: str
    label: str
    public: str = ""


KINDS: dict[str, Kind] = {}


def declare(code: str, label: str, *, public: str = "") -> Kind:
    """Add a kind to the vocabulary; `public` is a format string over the entry's data."""
    if code in KINDS:
        raise ValueError(f"journal kind {code} is declared twice")
    KINDS[code] = Kind(code, label, public)
    return KINDS[code]
