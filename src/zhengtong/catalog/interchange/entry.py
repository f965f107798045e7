"""What a file carries, and what is wrong with it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..choices import ItemState
from ..models import ItemVersion
from ..shape import normal


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a file: a content in normal form, and the state of the item itself."""

    content: dict[str, Any]
    state: str = ItemState.ACTIVE
    cancelled_on: date | None = None
    cancel_basis: str = ""

    @classmethod
    def of(cls, version: ItemVersion) -> "Entry":
        """A stored version as a file carries it."""
        item = version.item
        return cls(normal(version.content), item.state, item.cancelled_on, item.cancel_basis)

    @property
    def code(self) -> str:
        return str(self.content["code"] or "")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where (sheet or file, line from 1, column) and, in `sentence`, what to do."""

    sheet: str
    line: int
    column: str
    sentence: str
    code: str = ""

    @property
    def place(self) -> str:
        return "，".join(part for part in (self.sheet, f"第{self.line}行" if self.line else "", self.column) if part)


@dataclass(slots=True)
class Found:
    """What could be read of a file: good entries with where they stand, the faults of the others, how many in all."""

    entries: list[tuple[Entry, Fault]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    total: int = 0

    def add(self, entry: Entry, sheet: str, line: int) -> None:
        """A good entry; its place is kept as a fault yet without a sentence, for what later turns out wrong with it."""
        self.entries.append((entry, Fault(sheet, line, "", "", entry.code)))

    def merge(self, other: "Found") -> None:
        self.entries += other.entries
        self.faults += other.faults
        self.total += other.total
