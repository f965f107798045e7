"""A small form that has every difficulty once."""

from datetime import date
from typing import Any

from zhengtong.forms import rules
from zhengtong.foundation.checkdigits import credit_code_check, resident_id_check

TODAY = date(2026, 11, 23)
ID_NUMBER = "36082919560312001" + resident_id_check("36082919560312001")
CREDIT_CODE = "91360829MA35ABCD4" + credit_code_check("91360829MA35ABCD4")
VILLAGE = "360829107201"


def regions(code: str) -> str | None:
    return {VILLAGE: "羊狮慕镇东谷村"}.get(code)


def field(key: str, kind: str = "text", **more: Any) -> dict[str, Any]:
    said = {"key": key, "label": f"项目{key}", "kind": kind}
    if kind in ("choice", "multichoice"):
        said["choices"] = [{"value": "yes", "label": "是"}, {"value": "no", "label": "否"}]
    if kind == "declaration":
        said["text"] = "本人承诺所填内容真实。"
    if kind == "table":
        said["columns"] = [{"key": "name", "label": "姓名", "kind": "text", "required": True}]
    return said | more


def form(*fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"title": "测试表", "sections": [{"title": "第一节", "fields": list(fields)}]} | more


def parsed(*fields: dict[str, Any]) -> rules.Definition:
    return rules.parse_definition(form(*fields))


def check(definition: rules.Definition, raw: dict[str, Any], **more: Any) -> rules.Checked:
    return rules.check(definition, raw, **({"today": TODAY, "regions": regions} | more))
