"""The questions: the fields of the forms engine that a survey may use, and a few kinds an editor knows by other names."""

from collections.abc import Iterable, Mapping
from typing import Any

from zhengtong.forms.rules import KINDS, PERSONAL, Definition, design, parse_definition
from zhengtong.foundation.errors import Refusal

Design = dict[str, Any]

ASKED = frozenset({"choice", "multichoice", "text", "textarea", "integer", "decimal", "date", "heading"})
"""Kinds of a survey: nothing by which somebody could be known."""
OF_FORMS = ASKED | {"phone", "email", "id_number", "region", "declaration"}

_SATISFACTION = ("非常满意", "满意", "基本满意", "不满意", "非常不满意")
_SCALES: dict[str, list[dict[str, str]]] = {
    # Best first, as people read them; the value is the mark that counts.
    "satisfaction": [{"value": str(5 - place), "label": words} for place, words in enumerate(_SATISFACTION)],
    "marks": [{"value": str(mark), "label": f"{mark}分"} for mark in range(11)],
}
PRESETS: dict[str, str] = {
    "choice": "单选",
    "multichoice": "多选",
    "satisfaction": "满意度（五级）",
    "marks": "打分（0至10分）",
    "text": "单行文字",
    "textarea": "多行文字",
    "integer": "整数",
    "decimal": "小数",
    "date": "日期",
    "heading": "小标题",
    "phone": "手机号码",
    "email": "电子邮箱",
    "id_number": "居民身份证号",
    "region": "乡镇、村（社区）",
    "declaration": "承诺勾选",
}
_BUTTONS = ("enter", "check", "csrfmiddlewaretoken", "answer")


def presets(*, is_form: bool) -> list[tuple[str, str]]:
    """What an editor may add, with its Chinese name."""
    allowed = OF_FORMS if is_form else ASKED
    return [(kind, name) for kind, name in PRESETS.items() if kind in allowed or kind in _SCALES]


def blank_design(title: str, introduction: str = "") -> Design:
    """One section, no question yet."""
    return {"title": title, "note": introduction, "sections": [{"title": "问题", "fields": []}]}


def add_question(now: Design, number: int, *, kind: str, label: str, is_form: bool) -> Design:
    """At the end of a section; a scale is a choice among marks."""
    if kind not in dict(presets(is_form=is_form)):
        raise Refusal("unknown-kind", "请选择问题的类型。", "kind")
    if kind not in _SCALES:
        return design.add_field(now, number, kind=kind, label=label)
    key = design.free_key(now)
    added = design.add_field(now, number, kind="choice", label=label)
    plain = design.find_field(added, key) | {"choices": [dict(each) for each in _SCALES[kind]]}
    return design.change_field(added, key, plain)


def has_questions(now: Mapping[str, Any]) -> bool:
    return any(field["kind"] != "heading" for section in now["sections"] for field in section["fields"])


def read_design(now: Mapping[str, Any]) -> Definition | None:
    """The questions as the forms engine knows them; None while there is not one."""
    return parse_definition(now) if has_questions(now) else None


def check_design(now: Mapping[str, Any], *, is_form: bool) -> Definition | None:
    """Raises Refusal for what a survey may not ask, besides what no form may say."""
    definition = read_design(now)
    if definition is None:
        return None
    allowed = OF_FORMS if is_form else ASKED
    for field in definition.fields():
        if not is_form and (field.is_personal or field.kind in PERSONAL):
            raise Refusal(
                "asks-for-person",
                f"问卷“{field.label}”：问卷不记名，不能收集个人信息；要登记联系方式，请改用电子表单。",
                "kind",
            )
        if field.kind not in allowed:
            raise Refusal("unknown-kind", f"“{field.label}”：这里不能使用“{KINDS[field.kind]}”。", "kind")
    return definition


def refuse_forged(definition: Definition, names: Iterable[str], *, own: Iterable[str] = ()) -> None:
    """Raise Refusal for an answer to a question that was never asked: the page was altered, or is not this one."""
    known = {field.key for field in definition.fields()} | set(_BUTTONS) | set(own)
    if any(name not in known for name in names):
        raise Refusal("unknown-question", "提交的内容与问卷的问题不符，没有保存。请刷新页面后重新填写。")
