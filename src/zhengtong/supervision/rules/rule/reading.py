"""Reading a rule's spec: everything that could not be applied is refused, with the field it belongs to."""

import string
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from legalclock import Budget, ClockError
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.milestones import Milestone

from ...choices import Issue, Level
from ..expression import Kind, Node
from ..expression import parse as parse_expression
from ..expression.values import read_number
from ..vocabulary import ANY_LIMIT, APPLICANTS_LIMIT, FACTS, LIMITS, PLACEHOLDERS
from .spec import COMPARE, PERIODS, SCOPES, TIME_UNITS, UNITS, Measure, RuleSpec, Scope, Threshold

LARGEST = Decimal(1_000_000_000)


def parse(spec: object) -> RuleSpec:
    """Read a spec; raises the first `Refusal` with a stable code, a sentence and the field of the editor it belongs to."""
    reader = _Reader(spec)
    measure = reader.measure()
    return RuleSpec(
        measure=measure,
        compare=reader.compare(measure),
        threshold=reader.threshold(measure),
        condition=reader.condition(measure),
        level=reader.level(),
        issue=reader.issue(),
        scope=reader.scope(),
        template=reader.template(),
        basis=reader.basis(),
    )


def problems(spec: object) -> list[Refusal]:
    """Everything that keeps a spec from being applied, each with its field; empty where `parse` succeeds."""
    found: list[Refusal] = []

    def attempt(read: Callable[[], Any]) -> Any:
        try:
            return read()
        except Refusal as refusal:
            found.append(refusal)
            return None

    reader = attempt(lambda: _Reader(spec))
    if reader is None:
        return found
    measure = attempt(reader.measure)
    if measure is not None:
        for of_measure in (reader.compare, reader.threshold, reader.condition):
            attempt(lambda read=of_measure: read(measure))  # type: ignore[misc]
    for read in (reader.level, reader.issue, reader.scope, reader.template, reader.basis):
        attempt(read)
    return found


_KEYS = frozenset({"measure", "compare", "threshold", "condition", "level", "issue", "scope", "template", "basis"})
_MEASURE_KEYS: Mapping[str, tuple[frozenset[str], ...]] = {
    "overdue": (frozenset({"kind", "limit"}), frozenset({"kind", "from", "until", "within"})),
    "remaining": (frozenset({"kind", "limit"}), frozenset({"kind", "from", "until", "within"})),
    "event": (frozenset({"kind", "on", "value"}),),
    "rate": (frozenset({"kind", "of", "period", "minimum"}), frozenset({"kind", "of", "period"})),
}


class _Reader:
    def __init__(self, spec: object) -> None:
        if not isinstance(spec, dict):
            raise Refusal("rule-form", "规则内容格式不正确。")
        unknown = sorted(str(key) for key in spec if key not in _KEYS)
        if unknown:
            raise Refusal("rule-form", f"规则中有不认识的部分：{'、'.join(unknown)}。")
        self.spec = spec

    def measure(self) -> Measure:
        raw = self.spec.get("measure")
        kind = raw.get("kind") if isinstance(raw, dict) else None
        if not isinstance(raw, dict) or not isinstance(kind, str) or kind not in _MEASURE_KEYS:
            raise Refusal("element-unknown", "请选择监察要素。", "element")
        if frozenset(raw) not in _MEASURE_KEYS[kind]:
            raise Refusal("element-form", "监察要素的内容不完整，或者有多余的部分。", "element")
        if kind == "event":
            return Measure(kind, on=_milestones(raw["on"], "on"), value=_expression(raw["value"], "value"))
        if kind == "rate":
            if raw["period"] not in PERIODS:
                raise Refusal("period-unknown", "请选择统计周期：每月或者每季度。", "period")
            return Measure(
                kind,
                value=_expression(raw["of"], "value", over="totals"),
                period=raw["period"],
                minimum=_minimum(raw.get("minimum", 0)),
            )
        if "limit" in raw:
            return Measure(kind, limit=_limit(raw["limit"]))
        start = _milestones([raw["from"]], "from")[0]
        until = _milestones(raw["until"], "until")
        if start in until:
            raise Refusal("until-is-start", "期限的终点不能与起点相同。", "until")
        return Measure(kind, start=start, until=until, within=_budget(raw["within"]))

    def compare(self, measure: Measure) -> str:
        compare = self.spec.get("compare")
        if not isinstance(compare, str) or compare not in COMPARE:
            raise Refusal("compare-unknown", "请选择比较方式。", "compare")
        allowed = {"overdue": (">", ">="), "remaining": ("<", "<=")}.get(measure.kind, tuple(COMPARE))
        if measure.value is not None and measure.value.kind is Kind.BOOLEAN:
            allowed = ("=", "!=")
        if compare not in allowed:
            words = "、".join(COMPARE[each][0] for each in allowed)
            raise Refusal("compare-unfit", f"这一监察要素只能用“{words}”比较。", "compare")
        return compare

    def threshold(self, measure: Measure) -> Threshold:
        raw = self.spec.get("threshold")
        if not isinstance(raw, dict) or set(raw) != {"value", "unit"}:
            raise Refusal("threshold-form", "请填写阈值和单位。", "threshold")
        value, unit = read_number(raw["value"]), raw["unit"]
        if value is None:
            raise Refusal("threshold-not-a-number", "阈值应当是数字。", "threshold")
        if value < 0:
            raise Refusal("threshold-negative", "阈值不能是负数。", "threshold")
        if value > LARGEST:
            raise Refusal("threshold-too-large", "阈值过大，请核对。", "threshold")
        if not isinstance(unit, str) or unit not in UNITS:
            raise Refusal("unit-unknown", "请选择阈值的单位。", "unit")
        if measure.kind in ("overdue", "remaining"):
            if unit not in TIME_UNITS:
                raise Refusal("unit-unfit", "时限类要素的单位应当是工作日、工作小时或者自然日。", "unit")
            if value != value.to_integral_value():
                raise Refusal("threshold-not-whole", "时限类要素的阈值应当是整数。", "threshold")
        elif measure.value is not None and (measure.value.kind is Kind.BOOLEAN) != (unit == "yes"):
            raise Refusal("unit-unfit", "判断类要素的阈值填“是”或“否”，数字类要素要选数字的单位。", "unit")
        if unit == "yes" and value not in (0, 1):
            raise Refusal("threshold-not-yes", "判断类要素的阈值只能是“是”（1）或者“否”（0）。", "threshold")
        return Threshold(value, unit)

    def condition(self, measure: Measure) -> Node | None:
        raw = self.spec.get("condition")
        if raw is None:
            return None
        return _expression(raw, "condition", Kind.BOOLEAN, over="totals" if measure.kind == "rate" else "matter")

    def level(self) -> Level:
        level = self.spec.get("level")
        if level not in Level.values:
            raise Refusal("level-unknown", "请选择级别：预警、黄牌或者红牌。", "level")
        return Level(level)

    def issue(self) -> Issue:
        issue = self.spec.get("issue")
        if issue not in Issue.values:
            raise Refusal("issue-unknown", "请选择发牌方式。", "issue")
        return Issue(issue)

    def scope(self) -> Scope:
        raw = self.spec.get("scope", {})
        if not isinstance(raw, dict) or not set(raw) <= {*SCOPES, "instant"}:
            raise Refusal("scope-form", "适用范围的内容不正确。", "scope")
        limited: dict[str, frozenset[str]] = {}
        for name, label in SCOPES.items():
            codes = raw.get(name)
            if codes is None:
                continue
            if not isinstance(codes, list) or any(not isinstance(code, str) or not code.strip() for code in codes):
                raise Refusal("scope-form", f"适用范围的“{label}”应当是一份清单。", name)
            if not codes:
                raise Refusal("scope-empty", f"适用范围的“{label}”是空的：规则将不适用于任何业务。", name)
            limited[name] = frozenset(code.strip() for code in codes)
        instant = raw.get("instant")
        if instant is not None and not isinstance(instant, bool):
            raise Refusal("scope-form", "“即办件”应当是：不限、是、否。", "instant")
        return Scope(instant=instant, **limited)

    def template(self) -> str:
        template = self.spec.get("template")
        if not isinstance(template, str) or not template.strip():
            raise Refusal("template-missing", "请填写消息模板。", "template")
        if len(template) > 300:
            raise Refusal("template-too-long", "消息模板不能超过300字。", "template")
        try:
            parts = list(string.Formatter().parse(template))
        except ValueError as error:
            raise Refusal("template-form", "消息模板中的花括号不成对。", "template") from error
        for _, name, form, conversion in parts:
            if name is not None and (form or conversion or (name not in PLACEHOLDERS and name not in FACTS)):
                raise Refusal("placeholder-unknown", f"消息模板中没有“{{{name}}}”这一项。", "template")
        return template.strip()

    def basis(self) -> str:
        basis = self.spec.get("basis")
        if not isinstance(basis, str) or not basis.strip():
            raise Refusal("basis-missing", "请填写规则依据。", "basis")
        if len(basis) > 200:
            raise Refusal("basis-too-long", "规则依据不能超过200字。", "basis")
        return basis.strip()


def _expression(raw: object, field: str, expects: Kind | None = None, *, over: str = "matter") -> Node:
    try:
        node = parse_expression(raw, expects, over=over)
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.sentence, field) from refusal
    if expects is None and node.kind not in (Kind.NUMBER, Kind.BOOLEAN):
        raise Refusal("expression-type", f"“{node.say()}”是{node.kind.label}，监察要素应当测得数字或者是否。", field)
    return node


def _milestones(raw: object, field: str) -> tuple[str, ...]:
    if not isinstance(raw, list) or not raw:
        raise Refusal("milestone-missing", "请至少选择一个办理节点。", field)
    for each in raw:
        if each not in frozenset(Milestone):
            raise Refusal("milestone-unknown", f"没有名为“{each}”的办理节点。", field)
    return tuple(str(each) for each in raw)


def _limit(raw: object) -> str:
    if not isinstance(raw, str) or not (raw == ANY_LIMIT or raw in LIMITS):
        told = "申请人的期限不监察单位。" if raw == APPLICANTS_LIMIT else f"没有名为“{raw}”的时限。"
        raise Refusal("limit-unknown", told, "element")
    return raw


def _budget(raw: object) -> Budget:
    try:
        return Budget.parse(raw if isinstance(raw, str) else str(raw))
    except ClockError as error:
        raise Refusal("within-unreadable", error.sentence, "within") from error


def _minimum(raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= 1_000_000:
        raise Refusal("minimum-form", "最小基数应当是不小于零的整数。", "minimum")
    return raw
