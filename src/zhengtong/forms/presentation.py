"""A form as things to draw: definition + entries + errors → plain objects for the partials in `templates/forms/`."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .rules import KINDS, NUMBERS, Column, Definition, Entries, Field, condition_sentence
from .rules.entries import Row, table_rows

RegionChoices = Sequence[tuple[str, Sequence[tuple[str, str]]]]
NEW_ROW = "__row__"
"""Stands for the number of a row in the pattern that a script copies."""

_MOST_RADIOS = 8
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|")
_WIDTHS = {
    "date": "s",
    "integer": "s",
    "decimal": "s",
    "money": "s",
    "phone": "m",
    "id_number": "m",
    "credit_code": "m",
}
_INPUT_MODES = {"integer": "numeric", "decimal": "decimal", "money": "decimal"}
_AUTOCOMPLETE = {"phone": "tel", "email": "email", "id_number": "off"}


@dataclass(frozen=True, slots=True)
class Control:
    """One input with its label, hint and error, as the template tag `field` takes it."""

    name: str
    label: str
    kind: str
    type: str
    value: str | list[str] = ""
    choices: Sequence[Any] = ()
    is_required: bool = False
    hint: str = ""
    error: str = ""
    width: str = ""
    maxlength: int | str = ""
    inputmode: str = ""
    autocomplete: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class RowView:
    """One row of a table: its number on the page (from 1), the name of its remove button, its cells."""

    number: int
    remove: str
    cells: list[Control]


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field of the page. `show_if` is the condition as JSON for the script, `condition` the same in words."""

    control: Control
    show_if: str = ""
    condition: str = ""
    text: str = ""
    rows: list[RowView] = field(default_factory=list)
    pattern: RowView | None = None
    most_rows: int = 0
    accept: str = ""
    max_mb: int | None = None
    file_name: str = ""

    @property
    def template(self) -> str:
        special = {"heading", "table", "declaration", "file"}
        return f"forms/{self.control.kind}.html" if self.control.kind in special else "forms/control.html"


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section of the page."""

    title: str
    hint: str
    fields: list[FieldView]


@dataclass(frozen=True, slots=True)
class FormView:
    """What `forms/fields.html` draws. `errors` is what the tag `error_summary` takes."""

    title: str
    note: str
    sections: list[SectionView]
    errors: dict[str, str]
    has_files: bool


def present(
    definition: Definition,
    entries: Entries,
    errors: Mapping[str, str],
    *,
    regions: RegionChoices,
    file_names: Callable[[str], str | None],
) -> FormView:
    """The form as it is to be shown: `entries` is what was typed, `errors` the sentences of a check (or nothing)."""
    drawer = _Drawer(definition, entries, errors, regions, file_names)
    return FormView(
        definition.title,
        definition.note,
        [
            SectionView(section.title, section.hint, [drawer.field(each) for each in section.fields])
            for section in definition.sections
        ],
        dict(errors),
        any(each.kind == "file" for each in definition.fields()),
    )


@dataclass(frozen=True, slots=True)
class _Drawer:
    definition: Definition
    entries: Entries
    errors: Mapping[str, str]
    regions: RegionChoices
    file_names: Callable[[str], str | None]

    def field(self, asked: Field) -> FieldView:
        entry = self.entries.get(asked.key, "")
        given = {
            "control": self.control(asked, asked.key, "" if asked.kind == "table" else entry),
            "text": asked.text,
            **self.conditions(asked),
        }
        if asked.kind == "table":
            return FieldView(**given, **self.table(asked))
        if asked.kind == "file":
            accept = ",".join(f".{each}" for each in asked.accept)
            name = self.file_names(entry) if isinstance(entry, str) and entry else None
            return FieldView(**given, accept=accept, max_mb=asked.max_mb, file_name=name or "")
        return FieldView(**given)

    def conditions(self, asked: Field) -> dict[str, str]:
        if asked.show_if is None:
            return {}
        condition = {"field": asked.show_if.field, "test": asked.show_if.test, "values": asked.show_if.values}
        return {
            "show_if": json.dumps(condition, ensure_ascii=False),
            "condition": condition_sentence(self.definition, asked.show_if),
        }

    def table(self, asked: Field) -> dict[str, Any]:
        rows = list(table_rows(self.entries, asked.key))
        least = max(int(asked.minimum or 0), 1)
        rows += [{} for _ in range(least - len(rows))]
        return {
            "rows": [self.row(asked, str(number), row) for number, row in enumerate(rows)],
            "pattern": self.row(asked, NEW_ROW, {}),
            "most_rows": int(asked.maximum or 0),
        }

    def row(self, asked: Field, number: str, row: Row) -> RowView:
        cells = [
            self.control(column, f"{asked.key}-{number}-{column.key}", row.get(column.key, ""), row_of=asked)
            for column in asked.columns
        ]
        return RowView(int(number) + 1 if number.isdigit() else 0, f"remove-row:{asked.key}:{number}", cells)

    def control(
        self, asked: Column, name: str, entry: str | list[str] | list[Row], *, row_of: Field | None = None
    ) -> Control:
        value: str | list[str] = [each for each in entry if isinstance(each, str)] if isinstance(entry, list) else entry
        error = self.errors.get(name, "")
        if row_of:  # the summary says which row; beside the cell that is plain to see
            error = error.partition("行：")[2] or error
        return Control(
            name=name,
            label=asked.label,
            kind=asked.kind,
            type=_type(asked, value, row_of is not None),
            value=value,
            choices=self.regions if asked.kind == "region" else [(each.value, each.label) for each in asked.choices],
            is_required=asked.is_required,
            hint=_hint(asked),
            error=error,
            width="" if row_of else _WIDTHS.get(asked.kind, ""),
            maxlength=asked.max_length or "",
            inputmode=_INPUT_MODES.get(asked.kind, ""),
            autocomplete=_AUTOCOMPLETE.get(asked.kind, ""),
            unit="元" if asked.kind == "money" and "元" not in asked.label + asked.hint else "",
        )


def _type(asked: Column, value: str | list[str], is_cell: bool) -> str:
    if asked.kind == "choice":
        return "select" if is_cell or len(asked.choices) > _MOST_RADIOS else "radio"
    if asked.kind == "date":
        # A browser drops what its day picker cannot read; a day typed in another shape stays visible as text.
        return "date" if isinstance(value, str) and _ISO_DAY.fullmatch(value) else "text"
    types = {"textarea": "textarea", "multichoice": "checkbox", "region": "select", "phone": "tel", "email": "email"}
    return types.get(asked.kind, "text")


def _hint(asked: Column) -> str:
    """What is written below the label; how many options may be ticked is never a surprise of the check."""
    if asked.kind != "multichoice" or (asked.minimum is None and asked.maximum is None):
        return asked.hint
    if asked.maximum is None:
        count = f"至少选{asked.minimum}项"
    elif asked.minimum in (None, asked.maximum):
        count = f"选{asked.maximum}项" if asked.minimum else f"最多选{asked.maximum}项"
    else:
        count = f"选{asked.minimum}至{asked.maximum}项"
    return "；".join(filter(None, [asked.hint, count]))


def describe(asked: Column) -> str:
    """The kind of a field and its bounds in words, for the list of fields in the designer."""
    words = [KINDS[asked.kind]]
    if asked.is_required:
        words.append("必填")
    if asked.kind in NUMBERS and (asked.minimum is not None or asked.maximum is not None):
        words.append(f"{_bound(asked.minimum, '不限')}至{_bound(asked.maximum, '不限')}")
    if asked.choices:
        words.append(f"{len(asked.choices)}个选项")
    if asked.kind == "multichoice" and (asked.minimum is not None or asked.maximum is not None):
        words.append(f"选{_bound(asked.minimum, '1')}至{_bound(asked.maximum, '不限')}项")
    if isinstance(asked, Field) and asked.columns:
        words.append("、".join(column.label for column in asked.columns))
    if asked.max_length:
        words.append(f"最多{asked.max_length}字")
    return " · ".join(words)


def _bound(limit: Decimal | str | None, absent: str) -> str:
    return absent if limit is None else str(limit)
