"""A definition as plain data: the one form that is stored, digested and compared."""

from decimal import Decimal
from typing import Any

from .definition import Column, Condition, Definition, Field, Limit
from .kinds import MAX_LENGTH, MAX_ROWS


def plain(definition: Definition) -> dict[str, Any]:
    """The JSON-ready opposite of `parse_definition`; absent properties are left out."""
    return {
        "title": definition.title,
        **({"note": definition.note} if definition.note else {}),
        "sections": [
            {
                "title": section.title,
                **({"hint": section.hint} if section.hint else {}),
                "fields": [plain_field(field) for field in section.fields],
            }
            for section in definition.sections
        ],
    }


def plain_field(field: Column) -> dict[str, Any]:
    """One field or column as plain data."""
    default_minimum = Decimal(0) if field.kind == "table" else None
    default_maximum = Decimal(MAX_ROWS) if field.kind == "table" else None
    said: dict[str, Any] = {
        "key": field.key,
        "label": field.label,
        "kind": field.kind,
        "required": field.is_required or None,
        "hint": field.hint or None,
        "max_length": None if field.max_length == MAX_LENGTH.get(field.kind) else field.max_length,
        "min": None if field.minimum == default_minimum else _limit(field.minimum),
        "max": None if field.maximum == default_maximum else _limit(field.maximum),
        "choices": [{"value": choice.value, "label": choice.label} for choice in field.choices] or None,
        "personal": field.is_marked_personal or None,
    }
    if isinstance(field, Field):
        said |= {
            "text": field.text or None,
            "accept": list(field.accept) or None,
            "max_mb": field.max_mb,
            "columns": [plain_field(column) for column in field.columns] or None,
            "show_if": None if field.show_if is None else _condition(field.show_if),
        }
    return {name: value for name, value in said.items() if value is not None}


def _limit(limit: Limit) -> int | str | None:
    if isinstance(limit, Decimal):
        # A decimal stays text: a float would not survive the way to JSON and back.
        return int(limit) if limit == limit.to_integral_value() else str(limit)
    return limit


def _condition(condition: Condition) -> dict[str, Any]:
    if condition.test == "filled":
        return {"field": condition.field, "filled": True}
    if condition.test == "equals":
        return {"field": condition.field, "equals": condition.values[0]}
    return {"field": condition.field, "in": list(condition.values)}
