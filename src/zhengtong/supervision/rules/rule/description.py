"""A rule field by field, in Chinese, and what differs between two versions. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from legalclock.moments import chinese_day

from ...choices import Issue, Level
from ..vocabulary import BUSINESSES, FACTS, ITEM_KINDS, PLACEHOLDERS, SYSTEMS
from .spec import SCOPES, RuleSpec, say_comparison, say_element

NameOf = Callable[[str, str], str]
"""What a code of a scope is called: `name_of("units", "MZ")`."""

_PLACE = re.compile(r"\{(\w+)\}")
_NAMES: Mapping[str, Mapping[str, str]] = {"systems": SYSTEMS, "businesses": BUSINESSES, "item_kinds": ITEM_KINDS}


def plain_name(scope: str, code: str) -> str:
    """The name where the vocabulary knows it, else the code itself."""
    return _NAMES.get(scope, {}).get(code, code)


def say_scope(spec: RuleSpec, name_of: NameOf = plain_name) -> str:
    """适用范围 as one line; 全部业务 where nothing limits it."""
    parts = []
    for name, label in SCOPES.items():
        codes = getattr(spec.scope, name)
        if codes is not None:
            parts.append(f"{label}：{'、'.join(name_of(name, code) for code in sorted(codes))}")
    if spec.scope.instant is not None:
        parts.append("只限即办件" if spec.scope.instant else "不含即办件")
    return "；".join(parts) or "全部业务"


def say_template(template: str) -> str:
    """A message with its places named in Chinese: “{事项名称}”（{编号}）应于{到期时间}前办结."""
    return _PLACE.sub(lambda place: f"{{{_place(place[1])}}}", template)


def _place(name: str) -> str:
    return PLACEHOLDERS.get(name) or (FACTS[name][0] if name in FACTS else name)


def describe(spec: RuleSpec, name_of: NameOf = plain_name) -> dict[str, str]:
    """Label → text of every field a person edits, in the order of the editor."""
    return {
        "监察要素": say_element(spec),
        "比较与阈值": say_comparison(spec),
        "附加条件": spec.condition.say() if spec.condition else "无",
        "级别": Level(spec.level).label,
        "发牌方式": Issue(spec.issue).label,
        "适用范围": say_scope(spec, name_of),
        "消息模板": say_template(spec.template),
        "依据": spec.basis,
    }


@dataclass(frozen=True, slots=True)
class Change:
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Content:
    """What a version says in full: its spec and what stands beside it."""

    name: str
    spec: RuleSpec
    is_enabled: bool
    effective_on: date | None

    def fields(self, name_of: NameOf = plain_name) -> dict[str, str]:
        return {
            "名称": self.name,
            **describe(self.spec, name_of),
            "状态": "启用" if self.is_enabled else "停用",
            "生效日期": chinese_day(self.effective_on) if self.effective_on else "未定",
        }


def changes(before: Content, after: Content, name_of: NameOf = plain_name) -> list[Change]:
    """The fields that differ, in the order of the editor."""
    old, new = before.fields(name_of), after.fields(name_of)
    return [Change(label, old[label], new[label]) for label in new if old[label] != new[label]]
