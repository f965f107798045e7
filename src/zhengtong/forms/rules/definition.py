"""The shape of a form. Instances come from `parse_definition` alone and are therefore always consistent."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from .kinds import PERSONAL

Limit = Decimal | str | None
"""A number, a day (ISO text or "today"), or no limit."""


@dataclass(frozen=True, slots=True)
class Choice:
    """选项."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Condition:
    """显示条件 — the field shows while `field` equals the one value, has one of `values`, or is filled at all."""

    field: str
    test: Literal["equals", "in", "filled"]
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """What is asked once: a column of a table, or (as `Field`) a question of the form."""

    key: str
    label: str
    kind: str
    is_required: bool = False
    hint: str = ""
    max_length: int | None = None
    minimum: Limit = None
    maximum: Limit = None
    choices: tuple[Choice, ...] = ()
    is_marked_personal: bool = False

    @property
    def is_personal(self) -> bool:
        return self.is_marked_personal or self.kind in PERSONAL

    def label_of(self, value: str) -> str:
        """The Chinese of a chosen value; a value that is no longer offered is shown as it is."""
        return next((choice.label for choice in self.choices if choice.value == value), value)


@dataclass(frozen=True, slots=True)
class Field(Column):
    """字段."""

    show_if: Condition | None = None
    accept: tuple[str, ...] = ()
    max_mb: int | None = None
    columns: tuple[Column, ...] = ()
    text: str = ""

    @property
    def has_value(self) -> bool:
        return self.kind != "heading"


@dataclass(frozen=True, slots=True)
class Section:
    """节."""

    title: str
    hint: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """表单定义."""

    title: str
    note: str
    sections: tuple[Section, ...]

    def fields(self) -> Iterator[Field]:
        """Every field in the order of the page."""
        for section in self.sections:
            yield from section.fields

    def field(self, key: str) -> Field | None:
        return next((field for field in self.fields() if field.key == key), None)
