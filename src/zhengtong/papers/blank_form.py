"""表格下载 — an electronic form printed as a sheet to be filled in by hand (行政许可法 第二十九条: free of charge)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings

from . import rendering

Field = Mapping[str, Any]

_COMBS = {"id_number": 18, "credit_code": 18, "phone": 11}
_ROWS_TO_WRITE_IN = 5
_LINE, _TALL, _DIGITS = 8, 26, 11  # cell heights in millimetres
_APPLICANT: Sequence[Field] = (
    {"key": "_name", "label": "姓名（单位名称）", "kind": "text", "required": True},
    {
        "key": "_number",
        "label": "证件号码",
        "kind": "id_number",
        "required": True,
        "hint": "身份证号码或统一社会信用代码",
    },
    {"key": "_head", "label": "法定代表人", "kind": "text", "hint": "单位申请的填写"},
    {"key": "_phone", "label": "联系电话", "kind": "phone", "required": True},
    {"key": "_address", "label": "联系地址", "kind": "text"},
    {"key": "_agent", "label": "代办人姓名和电话", "kind": "text", "hint": "委托他人办理的填写，并附委托书"},
)


def blank_form(
    title: str, code: str, definition_sections: Sequence[Mapping[str, Any]], *, at: datetime, note: str = ""
) -> bytes:
    """The PDF of a form definition's sections; the same definition and moment give the same bytes.

    Name, number and telephone of the applicant come from the account on line and are asked for here.
    Raises ValueError for a kind of field it does not know.
    """
    asked = [{"title": "申请人", "fields": _APPLICANT}, *definition_sections]
    by_key = {field["key"]: field for section in asked for field in section["fields"] if "key" in field}
    data = {
        "title": title,
        "code": code,
        "note": note,
        "site": settings.COUNTY["site"],
        "site_at": settings.PUBLIC_URL,
        "sections": [
            {
                "title": section["title"],
                "hint": section.get("hint", ""),
                "parts": _parts(section["fields"], by_key),
            }
            for section in asked
        ],
    }
    return rendering.render("blank_form", data, at=at)


def _parts(fields: Sequence[Field], by_key: Mapping[str, Field]) -> list[dict[str, Any]]:
    """Neighbouring plain fields share one table; grids and declarations stand alone."""
    parts: list[dict[str, Any]] = []
    for field in fields:
        if field["kind"] == "table":
            parts.append(_grid(field))
        elif field["kind"] in ("declaration", "heading"):
            parts.append({"shape": "statement", "text": field.get("text") or field.get("label", "")})
        elif parts and parts[-1]["shape"] == "fields":
            parts[-1]["fields"].append(_cell(field, by_key))
        else:
            parts.append({"shape": "fields", "fields": [_cell(field, by_key)]})
    return parts


def _cell(field: Field, by_key: Mapping[str, Field]) -> dict[str, Any]:
    shape, height, options = _shape(field)
    hint = field.get("hint", "")
    if field["kind"] == "multichoice":
        hint = "；".join(word for word in ("可多选", hint) if word)
    return {
        "label": field["label"],
        "required": bool(field.get("required")),
        "condition": _condition(field.get("show_if"), by_key),
        "shape": shape,
        "height": height + (4 if hint and shape != "line" else 0),
        "hint": hint,
        "options": options,
        "count": _COMBS.get(field["kind"], 0),
    }


def _shape(field: Field) -> tuple[str, int, list[str]]:
    match field["kind"]:
        case "id_number" | "credit_code" | "phone":
            return "comb", _DIGITS, []
        case "choice" | "multichoice":
            labels = [choice["label"] for choice in field["choices"]]
            return "options", _LINE + 6 * (sum(map(len, labels)) + 2 * len(labels)) // 27, labels
        case "date":
            return "date", _LINE, []
        case "textarea":
            return "tall", _TALL, []
        case "money":
            return "unit", _LINE, ["元"]
        case "region":
            return "unit", _LINE, ["乡（镇）　　　　　　　　　　　村（社区）"]
        case "file":
            return "options", _LINE, ["已附原件", "已附复印件"]
        case "text" | "email" | "integer" | "decimal":
            return "line", _LINE, []
    raise ValueError(f"a form field of kind {field['kind']} cannot be printed")


def _grid(field: Field) -> dict[str, Any]:
    columns = [
        {
            "label": column["label"],
            "width": max(len(column["label"]), 4),
            "options": [choice["label"] for choice in column.get("choices", ())],
        }
        for column in field["columns"]
    ]
    return {
        "shape": "grid",
        "label": field["label"],
        "hint": field.get("hint", ""),
        "columns": columns,
        "rows": min(max(field.get("min", 1), _ROWS_TO_WRITE_IN), field.get("max", _ROWS_TO_WRITE_IN)),
    }


def _condition(show_if: Mapping[str, Any] | None, by_key: Mapping[str, Field]) -> str:
    if show_if is None:
        return ""
    asked = by_key[show_if["field"]]
    if "equals" not in show_if and "in" not in show_if:
        return f"填写了“{asked['label']}”的填写"
    wanted = show_if["in"] if "in" in show_if else [show_if["equals"]]
    labels = {choice["value"]: choice["label"] for choice in asked.get("choices", ())}
    return f"“{asked['label']}”选“{'、'.join(str(labels.get(value, value)) for value in wanted)}”的填写"
