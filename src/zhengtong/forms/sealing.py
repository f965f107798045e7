"""Personal values at rest and on the way to a page: sealed, opened, masked (个人信息保护法 第五十一条)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from zhengtong.foundation import crypto, masking

from .rules import Column, Definition, Field, visible_keys
from .rules.entries import entries_of

_EMPTY = (None, "")


def seal(values: Mapping[str, Any], definition: Definition) -> dict[str, Any]:
    """The values with every personal one encrypted as {"sealed": …}; what is sealed already stays as it is."""
    kept = dict(values)
    for field in definition.fields():
        if field.kind == "table":
            rows = [
                {column.key: _sealed(column, row.get(column.key)) for column in field.columns}
                for row in kept.get(field.key) or ()
            ]
            if rows:
                kept[field.key] = [{key: cell for key, cell in row.items() if cell is not None} for row in rows]
        elif field.key in kept:
            kept[field.key] = _sealed(field, kept[field.key])
    return kept


def _sealed(field: Column, value: Any) -> Any:
    if not field.is_personal or value in _EMPTY or isinstance(value, Mapping):
        return value
    return {"sealed": crypto.encrypt(str(value))}


def open_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """The opposite of `seal`; raises CryptoFault if a value was altered or the key is another."""
    return {key: _opened(value) for key, value in values.items()}


def _opened(value: Any) -> Any:
    if isinstance(value, Mapping):
        return crypto.decrypt(value["sealed"]) if "sealed" in value else dict(value)
    if isinstance(value, list):
        return [open_values(item) if isinstance(item, Mapping) else item for item in value]
    return value


@dataclass(frozen=True, slots=True)
class Shown:
    """One answered field for a read-only page or a paper. `value` is text; a table has `columns` and `rows` instead; a
    file has its `token`. `starts_section` is the title of the section where it is the first field shown, else "".
    """

    key: str
    label: str
    kind: str
    value: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    token: str = ""
    starts_section: str = ""


def display(definition: Definition, values: Mapping[str, Any], masked: bool = True) -> list[Shown]:
    """What was answered, field by field in the order of the page; hidden and empty optional fields are left out.

    `values` may be sealed. With `masked`, personal numbers show their masks; without, whoever calls this must have
    recorded the look.
    """
    opened = open_values(values)
    visible = set(visible_keys(definition, entries_of(definition, opened)))
    shown: list[Shown] = []
    for section in definition.sections:
        title = section.title
        for field in section.fields:
            value = opened.get(field.key)
            if not field.has_value or field.key not in visible or value in _EMPTY or value == []:
                continue
            shown.append(_shown(field, value, masked, title))
            title = ""
    return shown


def _shown(field: Field, value: Any, masked: bool, section: str) -> Shown:
    if field.kind == "table":
        columns = tuple(column.label for column in field.columns)
        rows = tuple(tuple(_words(column, row.get(column.key), masked) for column in field.columns) for row in value)
        return Shown(field.key, field.label, field.kind, columns=columns, rows=rows, starts_section=section)
    token = value.get("token", "") if field.kind == "file" and isinstance(value, Mapping) else ""
    return Shown(field.key, field.label, field.kind, _words(field, value, masked), token=token, starts_section=section)


def _words(field: Column, value: Any, masked: bool) -> str:
    if value in _EMPTY:
        return ""
    if masked and field.is_personal:
        return _masked(field, str(value))
    if field.kind == "multichoice":
        return "、".join(field.label_of(item) for item in value)
    if field.kind == "choice":
        return field.label_of(value)
    if field.kind == "declaration":
        return "已阅读并承诺"
    if isinstance(value, Mapping):
        return str(value.get("name", ""))
    if field.kind == "money":
        return _money(str(value))
    return str(value)


def _money(text: str) -> str:
    """12,000.00元; a draft may hold what is no amount, which is shown as it was typed."""
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return text
    return f"{amount:,.2f}元" if amount.is_finite() else text


def _masked(field: Column, text: str) -> str:
    if field.kind == "id_number":
        return masking.mask_id_number(text)
    if field.kind == "phone":
        return masking.mask_phone(text)
    return masking.mask_bank_card(text)
