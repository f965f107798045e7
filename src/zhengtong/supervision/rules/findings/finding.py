"""What judging gives: that a rule was broken, or that it cannot be determined; and the words for both."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..moments import clock_words
from ..rule import VersionedRule
from ..track import Course
from ..vocabulary import LIMITS, label_of


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule was broken. `key` names the occurrence within the matter; `fill` gives the values of its message."""

    rule: VersionedRule
    moment: datetime
    key: str
    due: datetime | None
    limit: str
    fill: Callable[[], dict[str, str]]

    @property
    def text(self) -> str:
        """The rule's message, filled in."""
        return self.rule.spec.template.format_map(self.fill())


@dataclass(frozen=True, slots=True)
class Blank:
    """无法判定 — what was not told, and since when it would have been needed."""

    rule: VersionedRule
    missing: tuple[str, ...]
    reason: str
    since: datetime

    @property
    def hides_a_limit(self) -> bool:
        """Whether it keeps one from saying if the matter is in time."""
        return self.rule.spec.measure.kind in ("overdue", "remaining")


class Told(dict[str, str]):
    """A message may name a fact that this entry did not carry: it reads 未填报, and the message still goes out."""

    def __missing__(self, key: str) -> str:
        return "未填报"


def blank(rule: VersionedRule, missing: tuple[str, ...], course: Course, since: datetime) -> Blank:
    """The finding that `rule` cannot be determined, with its sentence."""
    names = "、".join(_MISSING.get(name) or _unreadable(name) or label_of(name) for name in missing)
    owner = "县工作日历" if missing == ("calendar",) else (course.matter.unit_name or "报送单位")
    sentence = f"规则“{rule.name}”无法判定：{owner}没有提供{names}。"
    return Blank(rule, missing, sentence[:300], since)


def _unreadable(name: str) -> str:
    what, _, limit = name.partition(":")
    return f"可以识别的{LIMITS.get(limit, '期限')}" if what == "unreadable" else ""


_MISSING = {
    "limit:legal": "办理期限（承诺期限和法定期限都没有填报）",
    "calendar": "确定的放假安排",
    "matter:instant": "办件类型等范围信息",
}


def say(value: object) -> str:
    """A value as a message says it."""
    if value is None or value == "" or value == [] or value == ():
        return "未填报"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return clock_words(value)
    if isinstance(value, list | tuple):
        return "、".join(str(each) for each in value)
    text: Any = value
    return f"{text.normalize():f}" if hasattr(text, "normalize") else str(text)
