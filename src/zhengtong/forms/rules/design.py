"""Changing a design step by step: each function takes plain data and returns new plain data, to be checked by parsing."""

import copy
import re
from collections.abc import Mapping
from typing import Any

from zhengtong.foundation.errors import Refusal

from .kinds import KINDS, PROPERTIES

Design = dict[str, Any]

_CHOICES = [{"value": "yes", "label": "是"}, {"value": "no", "label": "否"}]
_FIRST: dict[str, dict[str, Any]] = {
    "choice": {"choices": _CHOICES},
    "multichoice": {"choices": _CHOICES},
    "declaration": {"text": "本人承诺以上所填内容真实、完整。", "required": True},
    "table": {"columns": [{"key": "name", "label": "名称", "kind": "text", "required": True}]},
}
"""What a kind cannot do without, for a field that has just been added."""


def change_head(design: Design, *, title: str, note: str) -> Design:
    """表单标题和说明."""
    return copy.deepcopy(design) | {"title": title, "note": note}


def add_section(design: Design, title: str) -> Design:
    """A section needs no field yet: it is filled next."""
    new = copy.deepcopy(design)
    new["sections"].append({"title": title, "fields": []})
    return new


def change_section(design: Design, number: int, *, title: str, hint: str) -> Design:
    new = copy.deepcopy(design)
    _section(new, number).update(title=title, hint=hint)
    return new


def move_section(design: Design, number: int, step: int) -> Design:
    """Up (-1) or down (+1); beyond the ends nothing moves."""
    new = copy.deepcopy(design)
    _section(new, number)
    other = number + step
    if 0 <= other < len(new["sections"]):
        sections = new["sections"]
        sections[number], sections[other] = sections[other], sections[number]
    return new


def remove_section(design: Design, number: int) -> Design:
    """With its fields."""
    new = copy.deepcopy(design)
    new["sections"].remove(_section(new, number))
    return new


def add_field(design: Design, number: int, *, kind: str, label: str) -> Design:
    """At the end of a section, under the first free name; its properties are changed next."""
    if kind not in KINDS:
        raise Refusal("unknown-kind", "请选择字段的类型。", "kind")
    new = copy.deepcopy(design)
    field = {"key": free_key(new), "label": label.strip(), "kind": kind} | copy.deepcopy(_FIRST.get(kind, {}))
    _section(new, number)["fields"].append(field)
    return new


def free_key(design: Design) -> str:
    """The first of field_1, field_2 … that is not taken."""
    taken = {field["key"] for section in design["sections"] for field in section["fields"]}
    number = 1
    while f"field_{number}" in taken:
        number += 1
    return f"field_{number}"


def find_field(design: Design, key: str) -> dict[str, Any]:
    """The plain data of one field; Refusal `no-field` if it is not there."""
    place, number = _place(design, key)
    return dict(design["sections"][place]["fields"][number])


def move_field(design: Design, key: str, step: int) -> Design:
    """Up (-1) or down (+1); from the edge of a section into the next one."""
    new = copy.deepcopy(design)
    place, number = _place(new, key)
    fields = new["sections"][place]["fields"]
    field = fields.pop(number)
    if 0 <= number + step <= len(fields):
        fields.insert(number + step, field)
    elif 0 <= place + step < len(new["sections"]):
        neighbours = new["sections"][place + step]["fields"]
        neighbours.insert(len(neighbours) if step < 0 else 0, field)
    else:
        fields.insert(number, field)
    return new


def remove_field(design: Design, key: str) -> Design:
    new = copy.deepcopy(design)
    place, number = _place(new, key)
    del new["sections"][place]["fields"][number]
    return new


def change_field(design: Design, key: str, properties: Mapping[str, Any]) -> Design:
    """Replace a field's properties; conditions of other fields follow a new name."""
    new = copy.deepcopy(design)
    place, number = _place(new, key)
    field = {name: value for name, value in properties.items() if not _is_absent(value)}
    new["sections"][place]["fields"][number] = field
    for section in new["sections"]:
        for other in section["fields"]:
            if other.get("show_if", {}).get("field") == key:
                other["show_if"]["field"] = field.get("key", key)
    return new


def _is_absent(value: Any) -> bool:
    return value is None or value is False or value == "" or value == []


def change_kind(design: Design, key: str, kind: str) -> Design:
    """Another kind; what the new kind has no use for goes, what it cannot do without comes."""
    if kind not in KINDS:
        raise Refusal("unknown-kind", "请选择字段的类型。", "kind")
    field = find_field(design, key)
    usable = {"key", "label", "required", "hint", "show_if"} | PROPERTIES.get(kind, frozenset())
    kept = {name: value for name, value in field.items() if name in usable and name not in ("min", "max")}
    if kind == "heading":
        kept.pop("required", None)
    return change_field(design, key, copy.deepcopy(_FIRST.get(kind, {})) | kept | {"kind": kind})


def _section(design: Design, number: int) -> dict[str, Any]:
    if not 0 <= number < len(design["sections"]):
        raise Refusal("no-section", "没有这一节，可能已经删除，请刷新页面。")
    section: dict[str, Any] = design["sections"][number]
    return section


def _place(design: Design, key: str) -> tuple[int, int]:
    for place, section in enumerate(design["sections"]):
        for number, field in enumerate(section["fields"]):
            if field["key"] == key:
                return place, number
    raise Refusal("no-field", "没有这个字段，可能已经删除，请刷新页面。")


_SPLIT = re.compile(r"[；;\n]+")


def choices_from_text(text: str) -> list[dict[str, str]]:
    """`new|首次申请；change|变更` → choices; a part without | is its own value."""
    choices = []
    for part in _SPLIT.split(text):
        value, bar, label = part.partition("|")
        if part.strip():
            choices.append({"value": value.strip(), "label": (label if bar else value).strip()})
    return choices


def choices_as_text(choices: list[dict[str, str]]) -> str:
    """The opposite of `choices_from_text`."""
    return "；".join(
        each["value"] if each["value"] == each["label"] else f"{each['value']}|{each['label']}" for each in choices
    )
