"""The vocabulary of the journal: every kind of entry, declared by the room that writes it.

Code that records an undeclared kind fails at once, so `docs/events.md`, which is generated from here, cannot lie.
"""

from dataclasses import dataclass

from .milestones import Milestone


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entry: `noun.past`, a Chinese label, a sentence for the public timeline ("" keeps it internal), and
    what it is in the life of the matter it speaks of (None: nothing that supervision need know).
    """

    code: str
    label: str
    public: str = ""
    milestone: Milestone | None = None


KINDS: dict[str, Kind] = {}


def declare(code: str, label: str, *, public: str = "", milestone: str | None = None) -> Kind:
    """Add a kind to the vocabulary; `public` is a format string over the entry's data; `milestone` a `Milestone`."""
    if code in KINDS:
        raise ValueError(f"journal kind {code} is declared twice")
    KINDS[code] = Kind(code, label, public, Milestone(milestone) if milestone else None)
    return KINDS[code]
