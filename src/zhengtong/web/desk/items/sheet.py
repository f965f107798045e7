"""What stands in the long form of an item: raw text by field name, as typed, until it is read.

A single element is named by its path (`limits.promised.amount`), a cell of a list by list, row and column
(`materials-0-name`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from zhengtong.catalog.elements import ELEMENTS, LISTS, ROWS, Element, Rows
from zhengtong.catalog.shape import flat, nested, rows_of
from zhengtong.catalog.wording import read, say
from zhengtong.foundation.errors import Refusal

from .names import Names

MOST_ROWS = 60
_OPERATION = re.compile(r"(add|remove|up|down):(\w+)(?::(\d+))?")
_CELL = re.compile(r"(\w+)\[(\d+)\]\.(\w+)")
_WIDTHS = {"whole": "xs", "money": "s", "day": "s"}
_TYPES = {"text": "textarea", "word": "select", "words": "checkbox", "yes": "checkbox", "day": "date"}
# Of these a select of several is offered: there are too many for boxes to tick.
_MANY = frozenset({"unit", "station"})
# Lines that usually hold more than a few words.
_LONG = frozenset({"basis", "note", "address", "hours", "visits_reason", "reduce_basis", "law", "number", "standard"})


@dataclass(slots=True)
class Sheet:
    """Typed values: text, or a list of codes where several may be chosen."""

    single: dict[str, Any]
    rows: dict[str, list[dict[str, Any]]]

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> "Sheet":
        """A stored content as the form shows it."""
        values = flat(content)
        single = {
            path: _shown(element, values[path]) or ("wd" if element.words == "time_unit" else "")
            for path, element in ELEMENTS.items()
        }
        rows = {
            each.key: [
                {column.path: _shown(column, row[column.path]) for column in each.columns}
                for row in rows_of(content, each.key)
            ]
            for each in ROWS
        }
        return cls(single, rows)

    @classmethod
    def typed(cls, posted: QueryDict) -> "Sheet":
        """What was posted; rows keep their order."""
        single = {path: _posted(element, posted, path) for path, element in ELEMENTS.items()}
        rows = {}
        for each in ROWS:
            places = sorted(
                {int(found[1]) for name in posted if (found := re.fullmatch(rf"{each.key}-(\d{{1,3}})-\w+", name))}
            )
            rows[each.key] = [
                {column.path: _posted(column, posted, f"{each.key}-{place}-{column.path}") for column in each.columns}
                for place in places[:MOST_ROWS]
            ]
        return cls(single, rows)

    def arrange(self, operation: str) -> None:
        """`add:materials`, `remove:materials:2`, `up:materials:2`, `down:materials:2`; anything else changes nothing."""
        found = _OPERATION.fullmatch(operation)
        if found is None or found[2] not in LISTS:
            return
        rows, place = self.rows[found[2]], int(found[3] or 0)
        match found[1]:
            case "add" if len(rows) < MOST_ROWS:
                rows.append(_blank(LISTS[found[2]]))
            case "remove" if place < len(rows):
                del rows[place]
            case "up" if 0 < place < len(rows):
                rows[place - 1], rows[place] = rows[place], rows[place - 1]
            case "down" if place + 1 < len(rows):
                rows[place + 1], rows[place] = rows[place], rows[place + 1]

    def read(self) -> tuple[dict[str, Any], dict[str, str]]:
        """The content, and the errors by field name; with errors the content is not to be used."""
        errors: dict[str, str] = {}
        single = {path: _read(element, self.single[path], path, errors) for path, element in ELEMENTS.items()}
        lists = {
            each.key: [
                {
                    column.path: _read(column, row[column.path], f"{each.key}-{place}-{column.path}", errors)
                    for column in each.columns
                }
                for place, row in enumerate(self.rows[each.key])
            ]
            for each in ROWS
        }
        if errors:
            return {}, errors
        try:
            return nested(single, lists), {}
        except Refusal as refusal:
            return {}, {self.name_of(refusal.field or ""): refusal.sentence}

    def name_of(self, path: str) -> str:
        """The field of a path of the content; empty for one that has no field of its own."""
        found = _CELL.fullmatch(path)
        if found:
            return f"{found[1]}-{found[2]}-{found[3]}"
        return path if path in ELEMENTS else ""

    def fields(
        self, elements: Iterable[Element], names: Names, errors: Mapping[str, str], skip: tuple[str, ...] = ()
    ) -> list[dict[str, Any]]:
        """What the template draws for single elements."""
        return [
            _field(element, element.path, self.single[element.path], names, errors)
            for element in elements
            if element.path not in skip
        ]

    def lists(self, names: Names, errors: Mapping[str, str]) -> list[dict[str, Any]]:
        """What the template draws for the lists: key, label, and the fields of each row."""
        return [
            {
                "key": each.key,
                "label": each.label,
                "rows": [
                    [
                        _field(column, f"{each.key}-{place}-{column.path}", row[column.path], names, errors)
                        for column in each.columns
                    ]
                    for place, row in enumerate(self.rows[each.key])
                ],
            }
            for each in ROWS
        ]


def _shown(element: Element, value: Any) -> Any:
    match element.shape:
        case "yes":
            return "yes" if value else ""
        case "word":
            return value or ""
        case "words":
            return value or []
    return say(element, value)


def _posted(element: Element, posted: QueryDict, name: str) -> Any:
    return posted.getlist(name) if element.shape == "words" else posted.get(name, "")


def _blank(rows: Rows) -> dict[str, Any]:
    usual = {"originals": "1", "copies": "0", "paper": "A4", "unit_of_limit": "wd"}
    return {
        column.path: []
        if column.shape == "words"
        else usual.get(column.path, "wd" if column.words == "time_unit" else "")
        for column in rows.columns
    }


def _read(element: Element, raw: Any, name: str, errors: dict[str, str]) -> Any:
    if element.shape == "words":
        return [str(one) for one in raw]
    if element.shape == "yes":
        return raw == "yes"
    try:
        return read(element, raw)
    except Refusal as refusal:
        errors[name] = refusal.sentence
        return None


def _field(element: Element, name: str, value: Any, names: Names, errors: Mapping[str, str]) -> dict[str, Any]:
    is_many = element.shape == "words" and element.words in _MANY
    drawn: dict[str, Any] = {
        "name": name,
        "label": element.label,
        "value": value,
        "type": "select" if is_many else _TYPES.get(element.shape, "text"),
        "hint": element.hint,
        "required": element.required,
        "width": _WIDTHS.get(element.shape, ""),
        "error": errors.get(name, ""),
        "choices": (),
        "multiple": is_many or None,
        "is_wide": element.shape in ("text", "words"),
        "is_long": element.shape == "list" or element.path.split(".")[-1] in _LONG,
        "is_yes": element.shape == "yes",
    }
    if element.shape in ("word", "words"):
        drawn["choices"] = _choices(element, value, names)
    if element.shape == "list":
        drawn["hint"] = f"{element.hint}；多个词用顿号分开" if element.hint else "多个词用顿号分开"
    return drawn


def _choices(element: Element, value: Any, names: Names) -> list[tuple[str, str]]:
    """What may be chosen, and what stands there although it may not be chosen any more."""
    offered = names.choices(element)
    known = {code for code, _ in offered}
    standing = value if isinstance(value, list) else [value] if value else []
    return offered + [(code, f"{code}（已停用）") for code in standing if code not in known]
