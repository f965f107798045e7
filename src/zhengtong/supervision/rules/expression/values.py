"""The values of expressions: what is unknown, what an expression sees, and how raw JSON is read as a typed value."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from ..vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Unknown:
    """无法判定 — `missing` names what was not told (`vocabulary.label_of` says it in Chinese)."""

    missing: tuple[str, ...]

    def __bool__(self) -> bool:
        raise TypeError("what cannot be determined is neither true nor false")


Value = Decimal | str | datetime | bool | tuple[str, ...] | Unknown


class View(Protocol):
    """What an expression sees of one matter at one moment. None always means: not told."""

    def fact(self, name: str) -> object: ...
    def before(self, name: str) -> object: ...  # the fact as the last earlier entry that carries it told it
    def matter(self, name: str) -> object: ...
    def at(self, milestone: str, which: str) -> datetime | None: ...
    def actor(self, milestone: str) -> str | None: ...
    def count(self, milestone: str) -> int: ...
    def seconds(self, holder: str) -> int | None: ...
    def workdays(self, first: datetime, last: datetime) -> int | Decimal | None: ...
    def is_workday(self, moment: datetime) -> bool | None: ...
    def within_hours(self, moment: datetime) -> bool | None: ...


class Totals(Protocol):
    """What an expression of a rate rule sees: counts of one unit in one period, and its peers' mean rate in percent."""

    def total(self, name: str) -> int | Decimal | None: ...
    def peers(self, part: str, whole: str) -> int | Decimal | None: ...


Reading = Callable[[Any], Value]


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One parsed expression. `value(view)` gives its value at a `View` (or `Totals`); it never raises.

    The rest is how it reads in a sentence: `yes` and `no` of what may hold or not, `some` of a count above nothing,
    `counter` the measure word of a count, `parts` the two that are subtracted, `share` a quotient in percent.
    """

    kind: Kind
    value: Reading
    sentence: str
    is_joined: bool = False
    yes: str = ""
    no: str = ""
    some: str = ""
    counter: str = ""
    parts: tuple[str, str] | None = None
    share: str = ""

    def say(self) -> str:
        return self.yes or self.sentence

    def deny(self) -> str:
        """The opposite of what it says."""
        return self.no or f"不符合“{self.say()}”"


# What a raw value of JSON is, as a value of a kind; None where it is not of that kind.


def read_number(raw: object) -> Decimal | None:
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal | str):
        return None
    try:
        number = Decimal(str(raw).strip())
    except InvalidOperation:
        return None
    # Beyond any amount or count of this world; also keeps arithmetic exact and quick.
    return number if number.is_finite() and abs(number.adjusted()) <= 18 else None


def read_text(raw: object) -> str | None:
    if isinstance(raw, str):
        return raw.strip()
    return str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else None


def read_moment(raw: object) -> datetime | None:
    if isinstance(raw, str):
        try:
            raw = datetime.fromisoformat(raw)
        except ValueError:
            return None
    return raw if isinstance(raw, datetime) and raw.utcoffset() is not None else None


def read_boolean(raw: object) -> bool | None:
    return raw if isinstance(raw, bool) else None


def read_list(raw: object) -> tuple[str, ...] | None:
    if not isinstance(raw, list | tuple):
        return None
    return tuple(str(each) for each in raw)


READERS: dict[Kind, Callable[[object], Any]] = {
    Kind.NUMBER: read_number,
    Kind.TEXT: read_text,
    Kind.MOMENT: read_moment,
    Kind.BOOLEAN: read_boolean,
    Kind.LIST: read_list,
}


def missing_of(*values: object) -> Unknown:
    names: dict[str, None] = {}
    for value in values:
        if isinstance(value, Unknown):
            names.update(dict.fromkeys(value.missing))
    return Unknown(tuple(names))
