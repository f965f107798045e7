"""The settings of a survey, filled in on a form of the same engine."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhengtong.forms.rules import Definition, Entries, entries_of, parse_definition
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_text

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TAKEN = frozenset({"new", "results", "about"})
LONGEST_DAYS = 366
"""A survey that runs for more than a year asks nobody in particular."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an editor decides but the questions. Days are inclusive."""

    title: str
    introduction: str = ""
    opens_on: date | None = None
    closes_on: date | None = None
    audience: str = "anybody"
    units: tuple[str, ...] = field(default=())
    results: str = "after"
    places: int | None = None
    consent: str = ""
    keep_days: int | None = None


def _choices(pairs: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"value": value, "label": label} for value, label in pairs]


def settings_form(
    *,
    is_form: bool,
    audiences: Sequence[tuple[str, str]],
    results: Sequence[tuple[str, str]],
    units: Sequence[tuple[str, str]],
) -> Definition:
    """What an editor fills in; `units` are those whose staff may be asked."""
    what = "表单" if is_form else "问卷"
    asked: list[dict[str, Any]] = [
        {"key": "title", "label": "标题", "kind": "text", "required": True, "max_length": 80},
        {"key": "introduction", "label": "说明", "kind": "textarea", "max_length": 1000, "required": True,
         "hint": f"写明目的、对象、结果怎样使用，显示在{what}最上面"},
        {"key": "opens_on", "label": "开始日期", "kind": "date", "required": True},
        {"key": "closes_on", "label": "截止日期", "kind": "date", "required": True, "hint": "当天仍可填写"},
        {"key": "audience", "label": "谁可以填写", "kind": "choice", "required": True, "choices": _choices(audiences),
         "hint": "“每个浏览器一次”不能防止有人换浏览器重复填写，只适合一般征求意见"},
        {"key": "units", "label": "指定单位", "kind": "multichoice", "required": True, "choices": _choices(units),
         "show_if": {"field": "audience", "equals": "units"}},
    ]  # fmt: skip
    if is_form:
        asked += [
            {"key": "places", "label": "名额", "kind": "integer", "min": 1, "max": 100_000, "hint": "报满即止；不填则不限"},
            {"key": "consent", "label": "个人信息告知", "kind": "textarea", "required": True, "max_length": 500,
             "hint": "写明收集什么、用来做什么、保存多久（个人信息保护法 第十七条），填写人勾选同意后才能提交"},
            {"key": "keep_days", "label": "保存天数", "kind": "integer", "required": True, "min": 1, "max": 1095,
             "hint": "截止以后保存多少天，到期自动清除填写内容"},
        ]  # fmt: skip
    else:
        asked.append(
            {"key": "results", "label": "结果是否公布", "kind": "choice", "required": True, "choices": _choices(results),
             "hint": "少于5份答卷时一律不显示分项结果"}
        )  # fmt: skip
    return parse_definition({"title": f"{what}设置", "sections": [{"title": f"{what}设置", "fields": asked}]})


def settings_from(values: Mapping[str, Any]) -> Settings:
    """Checked values of `settings_form`."""
    return Settings(
        title=values["title"],
        introduction=values.get("introduction", ""),
        opens_on=date.fromisoformat(values["opens_on"]),
        closes_on=date.fromisoformat(values["closes_on"]),
        audience=values["audience"],
        units=tuple(values.get("units", ())),
        results=values.get("results", "never"),
        places=values.get("places"),
        consent=values.get("consent", ""),
        keep_days=values.get("keep_days"),
    )


def settings_entries(form: Definition, now: Settings) -> Entries:
    """The settings as they stand, to be edited again."""
    values = {name: getattr(now, name) for name in Settings.__dataclass_fields__}
    values["units"] = list(now.units)
    return entries_of(form, {name: "" if value is None else value for name, value in values.items()})


def check_slug(text: str) -> str:
    """The last part of the address; raises Refusal."""
    slug = text.strip().lower()
    if not _SLUG.fullmatch(slug) or len(slug) > 60 or slug in _TAKEN:
        raise Refusal("bad-slug", "网页地址只用小写字母、数字和连字符，最多60个字符，例如 elder-care-2026。", "slug")
    return slug


def check_settings(now: Settings, *, is_form: bool) -> None:
    """Raises Refusal under the field at fault."""
    check_period(now.opens_on, now.closes_on)
    if now.audience == "units" and not now.units:
        raise Refusal("no-units", "请选择由哪些单位的工作人员填写。", "units")
    if is_form and not now.consent:
        raise Refusal("no-consent", "请写明个人信息告知的内容。", "consent")
    if is_form and not now.keep_days:
        raise Refusal("no-keep-days", "请写明填写内容保存多少天。", "keep_days")


def check_period(opens_on: date | None, closes_on: date | None) -> None:
    """Raises Refusal `no-period`, `period-turned`, `period-too-long`."""
    if opens_on is None or closes_on is None:
        raise Refusal("no-period", "请填写开始日期和截止日期。", "opens_on" if opens_on is None else "closes_on")
    if closes_on < opens_on:
        raise Refusal("period-turned", "截止日期早于开始日期，请核对。", "closes_on")
    if (closes_on - opens_on).days > LONGEST_DAYS:
        raise Refusal("period-too-long", "开放时间最长一年，请缩短。", "closes_on")


def check_reason(text: str) -> str:
    """Why, in words somebody answers for; raises Refusal."""
    said = tidy_text(text)
    if not 4 <= len(said) <= 200:
        raise Refusal("no-reason", "请写明理由（4至200个字）。", "reason")
    return said


def check_summary(text: str) -> str:
    """What the figures say, in words; raises Refusal."""
    said = tidy_text(text)
    if not 20 <= len(said) <= 4000:
        raise Refusal("no-summary", "请用文字说明调查结果（20至4000个字）：多少人参加、主要意见、怎样采用。", "summary")
    return said
