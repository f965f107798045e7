"""Entries: exactly what was typed, as text, nested by field. What a draft keeps and what a page shows again."""

import re
from collections.abc import Mapping
from typing import Any

from .definition import Column, Definition, Field

Row = dict[str, str]
Entries = dict[str, str | list[str] | list[Row]]
"""text for most fields, a list of values for multichoice, a list of rows for a table, a token for a file."""

HARD_ROWS = 500


def gather(definition: Definition, raw: Mapping[str, Any]) -> Entries:
    """The entries in a posted form (`members-0-name`) or in a mapping that is nested already; other names are ignored.

    Rows are numbered anew from 0, empty ones stay where they are: an error names the row a person sees.
    """
    entries: Entries = {}
    for field in definition.fields():
        if not field.has_value:
            continue
        if field.kind == "table":
            entries[field.key] = _rows(field, raw)
        elif field.kind == "multichoice":
            entries[field.key] = _texts(raw.get(field.key))
        else:
            entries[field.key] = _text(raw.get(field.key))
    return entries


def _rows(field: Field, raw: Mapping[str, Any]) -> list[Row]:
    nested = raw.get(field.key)
    if isinstance(nested, list | tuple) and all(isinstance(row, Mapping) for row in nested):
        return [{column.key: _text(row.get(column.key)) for column in field.columns} for row in nested[:HARD_ROWS]]
    name = re.compile(rf"{re.escape(field.key)}-(\d{{1,4}})-[a-z0-9_]+")
    numbers = sorted({int(match.group(1)) for key in raw if (match := name.fullmatch(str(key)))})[:HARD_ROWS]
    return [
        {column.key: _text(raw.get(f"{field.key}-{number}-{column.key}")) for column in field.columns}
        for number in numbers
    ]


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        value = value[-1] if value else ""
    return "" if value is None else str(value).replace("\0", "")  # a JSON column cannot hold NUL


def _texts(value: Any) -> list[str]:
    if value is None:
        return []
    items = value if isinstance(value, list | tuple) else [value]
    return [str(item) for item in items if str(item)]


def entries_of(definition: Definition, values: Mapping[str, Any]) -> Entries:
    """Checked (and opened) values back as entries, to be edited again; entries come back unchanged."""
    flat: dict[str, Any] = {}
    for field in definition.fields():
        value = values.get(field.key)
        if field.kind == "table":
            flat[field.key] = [
                {column.key: _typed(column, row.get(column.key)) for column in field.columns} for row in value or ()
            ]
        elif field.kind == "multichoice":
            flat[field.key] = _texts(value)
        elif field.has_value:
            flat[field.key] = _typed(field, value)
    return gather(definition, flat)


def _typed(field: Column, value: Any) -> str:
    if isinstance(value, Mapping):
        return _text(value.get("code", value.get("token")))
    if isinstance(value, bool):
        return "yes" if value else ""
    return _text(value)


def rows_changed(definition: Definition, raw: Mapping[str, Any]) -> Entries | None:
    """The entries after a press on 增加一行 (`add-row:members`) or 删除 (`remove-row:members:2`), or None.

    The number is the one on the page, counted from 0 over the rows as they were posted.
    """
    pressed = next((str(name) for name in raw if str(name).startswith(("add-row:", "remove-row:"))), None)
    if pressed is None:
        return None
    entries = gather(definition, raw)
    verb, key, *number = pressed.split(":")
    field = definition.field(key)
    if field is None or field.kind != "table":
        return entries
    rows = table_rows(entries, key)
    if verb == "add-row":
        if len(rows) < int(field.maximum or HARD_ROWS):
            rows = [*rows, {column.key: "" for column in field.columns}]
    elif number and number[0].isdigit():
        rows = [row for place, row in enumerate(rows) if place != int(number[0])]
    entries[key] = rows
    return entries


def table_rows(entries: Entries, key: str) -> list[Row]:
    """The rows of a table among entries."""
    value = entries.get(key)
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
