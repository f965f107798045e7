"""The content document in its one normal form, and the way between it and flat paths.

Every element is there, what is empty is null (or an empty list, or no), groups without their amount are null, and the
keys stand in the order of docs/item-file.md. Two contents that say the same are equal.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from zhengtong.foundation.errors import Refusal

from .elements import ALLOWED_GROUPS, ELEMENTS, LISTS, OPTIONAL_GROUPS, Element, label_of

# The order of docs/item-file.md.
# fmt: off
ORDER = (
    "code", "name", "kind", "legacy_kind", "unit", "joint_units", "level", "project_type", "audience",
    "topics_person", "topics_corp", "life_events", "summary", "keywords", "limits", "conditions", "quantity_limit",
    "special_procedures", "bases", "materials", "fees", "steps", "results", "deferral", "apply", "places", "address",
    "hours", "phone", "supervise_phone", "form", "faq", "remedy", "penalty", "illustrative",
)
# fmt: on


def flat(content: Mapping[str, Any]) -> dict[str, Any]:
    """Path → value of every single element, e.g. `limits.promised.amount` → 20."""
    return {path: _plain(element, _at(content, path)) for path, element in ELEMENTS.items()}


def rows_of(content: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """The rows of one list, every column present."""
    columns = LISTS[key].columns
    return [{column.path: _plain(column, row.get(column.path)) for column in columns} for row in content.get(key) or []]


def nested(single: Mapping[str, Any], lists: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """The document of flat values and rows; raises Refusal where a limit's basis is given without the limit."""
    content: dict[str, Any] = dict.fromkeys(ORDER)
    for path, element in ELEMENTS.items():
        below = content
        *groups, last = path.split(".")
        for group in groups:
            below[group] = below.get(group) or {}
            below = below[group]
        below[last] = _plain(element, single.get(path))
    for path, deciding in OPTIONAL_GROUPS.items():
        _settle(content, path, deciding)
    for key in LISTS:
        content[key] = rows_of(lists, key)
    return content


def normal(content: Mapping[str, Any]) -> dict[str, Any]:
    """The normal form of a content that `Guide.of` has read without complaint."""
    single = flat(content)
    for path in ALLOWED_GROUPS:
        group = _at(content, path)
        if isinstance(group, Mapping) and group.get("allowed") is False:
            single |= dict.fromkeys(inner for inner in single if inner.startswith(f"{path}."))
    return nested(single, {key: list(content.get(key) or []) for key in LISTS})


def _settle(content: dict[str, Any], path: str, deciding: str) -> None:
    *groups, last = path.split(".")
    above = content
    for group in groups:
        above = above[group]
    values = above[last]
    if values[deciding] is None:
        told = [key for key in values if key not in (deciding, "unit") and values[key] is not None]
        if told:
            given, wanted = label_of(f"{path}.{told[0]}"), label_of(f"{path}.{deciding}")
            raise Refusal("item-malformed", f"填写了“{given}”，但没有填写“{wanted}”。", f"{path}.{deciding}")
        above[last] = None
    elif path in ALLOWED_GROUPS:
        above[last] = {"allowed": True, **values}


def _at(content: Mapping[str, Any], path: str) -> Any:
    value: Any = content
    for key in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(key)
    return value


def _plain(element: Element, value: Any) -> Any:
    """A value as JSON holds it."""
    match element.shape:
        case "words" | "list":
            return [str(one).strip() for one in value or [] if str(one).strip()]
        case "yes":
            return bool(value)
        case "whole":
            return None if value in (None, "") else int(value)
        case "money":
            return None if value in (None, "") else f"{Decimal(str(value)):.2f}"
        case "day":
            return value.isoformat() if isinstance(value, date) else (value or None)
    return (str(value).strip() or None) if value is not None else None
