"""The properties of a field as a form of their own: the designer is filled in like everything else."""

from collections.abc import Mapping
from typing import Any

from zhengtong.foundation.errors import Refusal

from .definition import Definition
from .design import choices_as_text, choices_from_text
from .entries import Entries, entries_of
from .kinds import COLUMN_KINDS, FILE_TYPES, KINDS, NUMBERS, PROPERTIES
from .parsing import parse_definition

_YES_NO = [{"value": "yes", "label": "是"}, {"value": "no", "label": "否"}]
_KEY_HINT = "保存填报内容用的内部名称，小写字母开头；发布以后一般不改，改了名称，未提交的草稿会丢失这一项"


def properties_form(design: Mapping[str, Any], field: Mapping[str, Any]) -> Definition:
    """The form on which the properties of `field` are edited; conditions may only lean on the fields above it."""
    kind = str(field["kind"])
    allowed = PROPERTIES.get(kind, frozenset())
    asked: list[dict[str, Any]] = [
        {"key": "label", "label": "显示名称", "kind": "text", "required": True, "max_length": 100},
    ]
    if kind != "heading":
        asked.append({"key": "required", "label": "是否必填", "kind": "choice", "required": True, "choices": _YES_NO})
    asked.append(
        {
            "key": "hint",
            "label": "提示",
            "kind": "text",
            "max_length": 300,
            "hint": "写在名称下面，说明怎么填、到哪里找",
        }
    )
    if "text" in allowed:
        asked.append(
            {"key": "text", "label": "正文", "kind": "textarea", "max_length": 1000, "required": kind == "declaration"}
        )
    if "choices" in allowed:
        asked.append(_choices_table())
    if "columns" in allowed:
        asked.append(_columns_table())
    asked += _limit_fields(kind)
    if "personal" in allowed:
        asked.append(
            {"key": "personal", "label": "是否个人敏感信息", "kind": "choice", "required": True, "choices": _YES_NO,
             "hint": "选“是”的加密保存，列表中打码显示，例如银行卡号"}
        )  # fmt: skip
    sections = [{"title": f"{KINDS[kind]}的属性", "fields": asked}]
    if conditions := condition_choices(design, str(field["key"])):
        sections.append(
            {
                "title": "显示条件",
                "hint": "不选表示总是显示。可以多选同一字段的几个选项，符合其中一个就显示。",
                "fields": [{"key": "condition", "label": "什么时候显示", "kind": "multichoice", "choices": conditions}],
            }
        )
    key = {"key": "key", "label": "字段名", "kind": "text", "required": True, "max_length": 40, "hint": _KEY_HINT}
    sections.append({"title": "内部名称", "fields": [key]})
    return parse_definition({"title": f"字段“{field['label']}”", "sections": sections})


def _choices_table() -> dict[str, Any]:
    return {
        "key": "choices", "label": "选项", "kind": "table", "required": True, "min": 1, "max": 100,
        "hint": "值是内部名称，不填则与名称相同；删去已经有人选过的选项，草稿中的选择会要求重选",
        "columns": [
            {"key": "label", "label": "名称", "kind": "text", "required": True, "max_length": 100},
            {"key": "value", "label": "值", "kind": "text", "max_length": 60},
        ],
    }  # fmt: skip


def _columns_table() -> dict[str, Any]:
    kinds = [{"value": kind, "label": KINDS[kind]} for kind in KINDS if kind in COLUMN_KINDS]
    return {
        "key": "columns", "label": "列", "kind": "table", "required": True, "min": 1, "max": 20,
        "columns": [
            {"key": "label", "label": "名称", "kind": "text", "required": True, "max_length": 100},
            {"key": "key", "label": "列名", "kind": "text", "required": True, "max_length": 40, "hint": "内部名称，小写字母开头"},
            {"key": "kind", "label": "类型", "kind": "choice", "required": True, "choices": kinds},
            {"key": "required", "label": "是否必填", "kind": "choice", "required": True, "choices": _YES_NO},
            {"key": "choices", "label": "选项（单选用）", "kind": "textarea", "hint": "用分号隔开，例如 self|本人；spouse|配偶"},
            {"key": "min", "label": "下限", "kind": "text", "max_length": 20},
            {"key": "max", "label": "上限", "kind": "text", "max_length": 20},
            {"key": "max_length", "label": "最多字数", "kind": "integer", "min": 1, "max": 20000},
            {"key": "hint", "label": "提示", "kind": "text", "max_length": 300},
            {"key": "personal", "label": "是否个人敏感信息", "kind": "choice", "choices": _YES_NO},
        ],
    }  # fmt: skip


def _limit_fields(kind: str) -> list[dict[str, Any]]:
    if kind in ("text", "textarea"):
        return [{"key": "max_length", "label": "最多字数", "kind": "integer", "min": 1, "max": 20000}]
    if kind in NUMBERS:
        bound = "integer" if kind == "integer" else "decimal"
        return [{"key": "min", "label": "最小值", "kind": bound}, {"key": "max", "label": "最大值", "kind": bound}]
    if kind == "multichoice":
        return [
            {"key": "min", "label": "最少选几项", "kind": "integer", "min": 1, "max": 200},
            {"key": "max", "label": "最多选几项", "kind": "integer", "min": 1, "max": 200},
        ]
    if kind == "date":
        hint = "写成 2026-01-31；写 today 表示填表当天"
        return [
            {"key": "min", "label": "最早", "kind": "text", "max_length": 20, "hint": hint},
            {"key": "max", "label": "最晚", "kind": "text", "max_length": 20, "hint": hint},
        ]
    if kind == "table":
        return [
            {"key": "min", "label": "最少行数", "kind": "integer", "min": 0, "max": 500},
            {"key": "max", "label": "最多行数", "kind": "integer", "min": 1, "max": 500},
        ]
    if kind == "file":
        types = [{"value": name, "label": name.upper()} for name in FILE_TYPES]
        return [
            {
                "key": "accept",
                "label": "接受的文件类型",
                "kind": "multichoice",
                "choices": types,
                "hint": "不选表示都接受",
            },
            {"key": "max_mb", "label": "单个文件不超过（MB）", "kind": "integer", "min": 1, "max": 200},
        ]
    return []


def condition_choices(design: Mapping[str, Any], key: str) -> list[dict[str, str]]:
    """What a field may lean on: the options of the choices above it, or that a field above it is filled."""
    offered: list[dict[str, str]] = []
    for section in design["sections"]:
        for field in section["fields"]:
            if field["key"] == key:
                own = field.get("show_if", {})
                for value in _condition_values(own):
                    if all(value != each["value"] for each in offered):
                        offered.append({"value": value, "label": value.replace("|", "为", 1)})
                return offered
            if field["kind"] == "heading":
                continue
            for choice in field.get("choices", ()):
                value, label = f"{field['key']}|{choice['value']}", f"“{field['label']}”选“{choice['label']}”"
                offered.append({"value": value[:60], "label": label[:100]})
            offered.append({"value": f"{field['key']}|*", "label": f"“{field['label']}”已填写"[:100]})
    return offered


def _condition_values(condition: Mapping[str, Any]) -> list[str]:
    if not condition:
        return []
    if condition.get("filled"):
        return [f"{condition['field']}|*"]
    values = condition["in"] if "in" in condition else [condition["equals"]]
    return [f"{condition['field']}|{value}" for value in values]


def properties_entries(form: Definition, field: Mapping[str, Any]) -> Entries:
    """A field's plain data as entries of its properties form."""
    values: dict[str, Any] = dict(field) | {"condition": _condition_values(field.get("show_if", {}))}
    for name in ("required", "personal"):
        values[name] = "yes" if field.get(name) else "no"
    if field["kind"] == "table":
        values["columns"] = [
            column
            | {
                "required": "yes" if column.get("required") else "no",
                "personal": "yes" if column.get("personal") else "",
            }
            | {"choices": choices_as_text(column.get("choices", []))}
            for column in field.get("columns", ())
        ]
    return entries_of(form, values)


def properties_from(values: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """Checked values of a properties form back as a field's plain data; raises Refusal for a mixed condition."""
    field: dict[str, Any] = {name: value for name, value in values.items() if name != "condition"} | {"kind": kind}
    for name in ("required", "personal"):
        if name in field:
            field[name] = field[name] == "yes"
    if "choices" in field:
        field["choices"] = [
            {"value": row.get("value") or row["label"], "label": row["label"]} for row in field["choices"]
        ]
    if kind == "table":
        field["columns"] = [_column_from(row) for row in field.get("columns", ())]
    if chosen := values.get("condition"):
        field["show_if"] = _condition_from(chosen)
    return field


def _column_from(row: Mapping[str, Any]) -> dict[str, Any]:
    kind = row["kind"]
    usable = {"key", "label", "kind", "hint"} | PROPERTIES.get(kind, frozenset())
    column = {name: value for name, value in row.items() if name in usable and name != "choices"}
    column["required"] = row.get("required") == "yes"
    if "personal" in column:
        column["personal"] = column["personal"] == "yes"
    if kind == "choice":
        column["choices"] = choices_from_text(row.get("choices", ""))
    return {name: value for name, value in column.items() if value not in (False, "")}


def _condition_from(chosen: list[str]) -> dict[str, Any]:
    pairs = [value.split("|", 1) for value in chosen]
    fields = {field for field, _ in pairs}
    if len(fields) > 1:
        raise Refusal("condition-shape", "显示条件只能依据一个字段，请只选同一字段的选项。", "condition")
    values = [value for _, value in pairs]
    if "*" in values:
        if len(values) > 1:
            raise Refusal("condition-shape", "“已填写”不能和具体选项一起选。", "condition")
        return {"field": fields.pop(), "filled": True}
    if len(values) == 1:
        return {"field": fields.pop(), "equals": values[0]}
    return {"field": fields.pop(), "in": values}
