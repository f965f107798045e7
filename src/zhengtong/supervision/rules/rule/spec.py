"""What a rule says: element, comparison, threshold, condition, level, scope, message and basis."""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from legalclock import Budget
from zhengtong.journal.milestones import Milestone

from ...choices import Issue, Level
from ..expression import Node, Value, one_of
from ..vocabulary import BUSINESSES, limit_label

UNITS: Mapping[str, str] = {
    "wd": "个工作日", "wh": "个工作小时", "d": "日（自然日）", "min": "分钟", "times": "", "percent": "%",
    "yuan": "元", "yes": "",
}  # fmt: skip
TIME_UNITS = ("wd", "wh", "d")
COMPARE: Mapping[str, tuple[str, Callable[[Any, Any], bool]]] = {
    ">": ("超过", operator.gt), ">=": ("达到", operator.ge), "<": ("少于", operator.lt), "<=": ("不超过", operator.le),
    "=": ("等于", operator.eq), "!=": ("不等于", operator.ne),
}  # fmt: skip
PERIODS: Mapping[str, str] = {"month": "每月", "quarter": "每季度"}
SCOPES: Mapping[str, str] = {
    "systems": "来源系统", "businesses": "业务类型", "regions": "区划", "units": "单位", "items": "事项", "item_kinds": "事项类型",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    """监察要素. `kind`: overdue or remaining of a limit, event, rate.

    A limit is named (`limit`, "*" for every limit no other rule names) or set by the rule itself: from the milestone
    `start`, until the first of `until`, `within` a budget.
    """

    kind: str
    limit: str = ""
    start: str = ""
    until: tuple[str, ...] = ()
    within: Budget | None = None
    on: tuple[str, ...] = ()
    value: Node | None = None
    period: str = ""
    minimum: int = 0


@dataclass(frozen=True, slots=True)
class Threshold:
    value: Decimal
    unit: str

    def __str__(self) -> str:
        if self.unit == "yes":
            return "是" if self.value else "否"
        return f"{self.value.normalize():f}{UNITS[self.unit]}"


@dataclass(frozen=True, slots=True)
class Scope:
    """适用范围; None is not limited."""

    systems: frozenset[str] | None = None
    businesses: frozenset[str] | None = None
    regions: frozenset[str] | None = None
    units: frozenset[str] | None = None
    items: frozenset[str] | None = None
    item_kinds: frozenset[str] | None = None
    instant: bool | None = None


@dataclass(frozen=True, slots=True, eq=False)
class RuleSpec:
    measure: Measure
    compare: str
    threshold: Threshold
    condition: Node | None
    level: Level
    issue: Issue
    scope: Scope
    template: str
    basis: str

    def holds(self, measured: Value) -> bool:
        """Whether a measured value (never an `Unknown`) crosses the threshold."""
        wanted: object = bool(self.threshold.value) if self.threshold.unit == "yes" else self.threshold.value
        return COMPARE[self.compare][1](measured, wanted)

    def in_scope(
        self, system: str, business: str, region_path: str, unit: str, item: str, item_kind: str, instant: bool | None
    ) -> bool | None:
        """Whether the rule speaks of such a matter; None: what its scope asks for was not told.

        `region_path` lists the codes from the county down to the region ("360829000000/360829100000/…", any separator).
        """
        scope = self.scope
        answers = [
            _within(scope.systems, system),
            _within(scope.businesses, business),
            _within_subtree(scope.regions, region_path),
            _within(scope.units, unit),
            _within(scope.items, item),
            _within(scope.item_kinds, item_kind),
            None if scope.instant is not None and instant is None else scope.instant in (None, instant),
        ]
        return False if False in answers else None if None in answers else True

    def say(self) -> str:
        """The rule as one Chinese sentence, made from what is applied."""
        condition = f"（限于{self.condition.say()}的）" if self.condition else ""
        how = "自动" if self.issue == Issue.AUTOMATIC else "经人工确认后"
        return f"{_say_measure(self)}{condition}，{how}发{Level(self.level).label}。"


def _within(allowed: frozenset[str] | None, told: str) -> bool | None:
    return True if allowed is None else told in allowed if told else None


def _within_subtree(allowed: frozenset[str] | None, path: str) -> bool | None:
    if allowed is None:
        return True
    return not allowed.isdisjoint(re.split(r"\D+", path)) if path else None


def say_element(spec: RuleSpec) -> str:
    """What is measured, without comparison and threshold."""
    measure = spec.measure
    if measure.kind in ("overdue", "remaining"):
        what = "剩余时间" if measure.kind == "remaining" else "超期时间"
        if measure.limit:
            return f"{limit_label(measure.limit, _business(spec))}的{what}"
        since = f"自{Milestone(measure.start).label}起{measure.within}内"
        return f"{since}{'应当' if len(measure.until) <= PLAIN else '应有'}{_until(measure)}的{what}"
    value = measure.value.say() if measure.value else ""
    if measure.kind == "rate":
        least = f"（基数不少于{measure.minimum}件）" if measure.minimum else ""
        return f"各单位{PERIODS[measure.period]}的{value}{least}"
    return f"{_occasion(spec)}时：{value}"


def say_comparison(spec: RuleSpec) -> str:
    """The comparison and its threshold: 超过2个工作日, 成立."""
    if spec.threshold.unit == "yes":
        return "成立" if _wants_yes(spec) else "不成立"
    return f"{COMPARE[spec.compare][0]}{spec.threshold}"


PLAIN = 2
"""More ways than this in which a matter may go on are told together, as its result."""


def _business(spec: RuleSpec) -> str:
    """The one kind of business a rule speaks of, if it is one."""
    names = spec.scope.businesses or frozenset()
    return next(iter(names)) if len(names) == 1 else ""


def _until(measure: Measure) -> str:
    labels = [Milestone(each).label for each in measure.until]
    return one_of(labels) if len(labels) <= PLAIN else f"结果（{'、'.join(labels)}）"


def _occasion(spec: RuleSpec) -> str:
    """At what a rule is measured: 受理, 不予受理、退件; 事项指南有新记录 for what is no step of its own."""
    on = spec.measure.on
    if on == (Milestone.NOTED,):
        return f"{BUSINESSES.get(_business(spec), '')}有新记录"
    return "、".join(Milestone(each).label for each in on)


def _say_measure(spec: RuleSpec) -> str:
    measure, word = spec.measure, COMPARE[spec.compare][0]
    if measure.kind in ("overdue", "remaining"):
        if measure.limit:
            what = limit_label(measure.limit, _business(spec))
            if measure.kind == "remaining":
                return f"距{what}届满{word}{spec.threshold}"
            return f"超过{what}{_by(spec)}"
        since = f"自{Milestone(measure.start).label}起{measure.within}内"
        if measure.kind == "remaining":
            must = "应当" if len(measure.until) <= PLAIN else "应有"
            return f"{since}{must}{_until(measure)}，距期限届满{word}{spec.threshold}"
        none = "没有" if len(measure.until) <= PLAIN else "没有任何"
        return f"{since}{none}{_until(measure)}{'，逾期' if spec.threshold.value else ''}{_by(spec)}"
    said = _say_value(spec)
    if measure.kind == "rate":
        least = f"（基数不少于{measure.minimum}件时）" if measure.minimum else ""
        return f"按单位{PERIODS[measure.period]}统计{least}，{said}"
    occasion = _occasion(spec)
    # 补正告知时，补正告知次数超过1次 says it twice.
    return said.replace("次数", "", 1) if said.startswith(f"{occasion}次数") else f"{occasion}时，{said}"


def _say_value(spec: RuleSpec) -> str:
    """The measured value against the threshold."""
    node, word, threshold = spec.measure.value, COMPARE[spec.compare][0], spec.threshold
    if node is None:
        return ""
    if threshold.unit == "yes":
        return node.say() if _wants_yes(spec) else node.deny()
    if not threshold.value and spec.compare == ">" and node.some:
        return node.some
    if node.parts and not threshold.value and spec.compare in ("=", "!="):
        return f"{node.parts[0]}与{node.parts[1]}{'一致' if spec.compare == '=' else '不一致'}"
    if node.parts and threshold.unit == "percent" and spec.compare == ">":
        points = f"{threshold.value.normalize():f}个百分点"
        return f"{node.parts[0]}，较{node.parts[1]}高出{points}以上"
    said = node.say().removesuffix("的分钟数") if threshold.unit == "min" else node.say()
    word = "低于" if spec.compare == "<" and threshold.unit == "percent" else word
    return f"{said}{word}{threshold}{node.counter if threshold.unit == 'times' else ''}"


def _by(spec: RuleSpec) -> str:
    """By how much a limit must be passed: nothing said of "more than 0"."""
    if not spec.threshold.value:
        return ""
    return f"{spec.threshold}{'以上' if spec.compare == '>' else '（含）以上'}"


def _wants_yes(spec: RuleSpec) -> bool:
    return bool(spec.threshold.value) == (spec.compare == "=")
