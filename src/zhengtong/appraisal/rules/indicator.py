"""Indicators (指标) as data: a definition sentence, a formula, and a worked example that is run whenever it is read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from zhengtong.foundation.errors import Refusal

from .facts import Tally
from .formula import Formula, Value, indicators_in, parse, read_number
from .totals import TOTALS, Measure

UNITS: Mapping[str, Measure] = {
    "件": Measure.COUNT,
    "%": Measure.PERCENT,
    "工作小时": Measure.PLAIN,
    "倍": Measure.PLAIN,
}
"""计量单位 → the measure its formula must have."""
DIRECTIONS: Mapping[str, str] = {"higher": "越高越好", "lower": "越低越好", "neutral": "不评优劣"}


@dataclass(frozen=True, slots=True)
class Draft:
    """One indicator as it is written: everything but what its formula means among the others."""

    code: str
    name: str
    definition: str
    formula: Mapping[str, Any]
    unit: str
    direction: str
    minimum: int
    example: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Indicator:
    """指标: `minimum` is the least 经办件 for its value to be compared."""

    code: str
    name: str
    definition: str
    unit: str
    direction: str
    minimum: int
    formula: Formula


class Book(Mapping[str, Indicator]):
    """All indicators, each after those it rests on. Reading them refuses cycles, unknown names and wrong examples."""

    def __init__(self, indicators: Mapping[str, Indicator]) -> None:
        self._indicators = dict(indicators)

    @classmethod
    def of(cls, drafts: Iterable[Draft]) -> "Book":
        """Refused: indicator-twice, indicator-shape, indicator-cycle, indicator-example, and what `formula.parse` refuses."""
        given: dict[str, Draft] = {}
        for draft in drafts:
            if draft.code in given:
                raise Refusal("indicator-twice", f"指标代码“{draft.code}”重复。", "code")
            given[draft.code] = draft
        measures: dict[str, Measure] = {}
        made: dict[str, Indicator] = {}
        for code in _in_order(given):
            made[code] = _read(given[code], measures, {one.code: one.name for one in made.values()})
            measures[code] = made[code].formula.measure
        book = cls(made)
        for draft in given.values():
            check_example(draft, book)
        return book

    def __getitem__(self, code: str) -> Indicator:
        return self._indicators[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._indicators)

    def __len__(self) -> int:
        return len(self._indicators)

    @property
    def measures(self) -> dict[str, Measure]:
        return {code: one.formula.measure for code, one in self.items()}

    @property
    def names(self) -> dict[str, str]:
        return {code: one.name for code, one in self.items()}


def _read(draft: Draft, measures: Mapping[str, Measure], names: Mapping[str, str]) -> Indicator:
    for value, what, field_name in (
        (draft.code, "代码", "code"),
        (draft.name, "名称", "name"),
        (draft.definition, "定义", "definition"),
    ):
        if not value.strip():
            raise Refusal("indicator-shape", f"请填写指标的{what}。", field_name)
    if draft.unit not in UNITS or draft.direction not in DIRECTIONS or draft.minimum < 0:
        raise Refusal("indicator-shape", f"指标“{draft.name}”的计量单位、方向或者最小样本数不对。", "unit")
    formula = parse(draft.formula, measures, names)
    if formula.measure is not UNITS[draft.unit]:
        told = f"指标“{draft.name}”的计量单位是“{draft.unit}”，公式算出来的却是{formula.measure.label}。"
        raise Refusal("indicator-unit", told, "unit")
    return Indicator(draft.code, draft.name, draft.definition, draft.unit, draft.direction, draft.minimum, formula)


def _in_order(drafts: Mapping[str, Draft]) -> list[str]:
    """Codes so that each comes after those it names; refused: indicator-cycle, naming the whole circle."""
    done: list[str] = []
    path: list[str] = []

    def visit(code: str) -> None:
        if code in path:
            circle = [*path[path.index(code) :], code]
            told = " → ".join(drafts[one].name for one in circle)
            raise Refusal("indicator-cycle", f"指标互相引用成了循环：{told}。", "formula")
        if code in done or code not in drafts:
            return  # a name that does not exist is refused where the formula is read
        path.append(code)
        for inner in sorted(indicators_in(drafts[code].formula)):
            visit(inner)
        path.pop()
        done.append(code)

    for code in sorted(drafts):
        visit(code)
    return done


@dataclass(slots=True)
class Reading:
    """The values of the indicators over one tally; each is worked out once."""

    book: Mapping[str, Indicator]
    tally: Tally
    _known: dict[str, Value] = field(default_factory=dict)

    def total(self, name: str, families: tuple[str, ...] = ()) -> Decimal:
        return self.tally.total(name, families).value

    def indicator(self, code: str) -> Value:
        if code not in self._known:
            self._known[code] = self.book[code].formula.value(self)
        return self._known[code]


@dataclass(slots=True)
class _Example:
    """The view of a worked example: the totals it names, and nothing taken for 0."""

    name: str
    book: Mapping[str, Indicator]
    totals: Mapping[str, Decimal]

    def total(self, name: str, families: tuple[str, ...] = ()) -> Decimal:
        if name not in self.totals:
            raise _example(f"指标“{self.name}”的算例缺少基数“{TOTALS[name].label}”（{name}）。")
        return self.totals[name]

    def indicator(self, code: str) -> Value:
        return self.book[code].formula.value(self)


def check_example(draft: Draft, book: Mapping[str, Indicator]) -> None:
    """指标自带算例: the formula must give the value the example states, to two places; null states 无数据."""
    example = draft.example
    if set(example) != {"totals", "value"} or not isinstance(example["totals"], Mapping):
        raise _example(f"指标“{draft.name}”应带一个算例：各项基数（totals）和应得的值（value）。")
    unknown = [str(name) for name in example["totals"] if name not in TOTALS]
    if unknown:
        raise _example(f"指标“{draft.name}”的算例里没有“{'、'.join(unknown)}”这样的基数。")
    totals = {str(name): read_number(value, "算例里的基数") for name, value in example["totals"].items()}
    stated = None if example["value"] is None else read_number(example["value"], "算例应得的值")
    found = rounded(book[draft.code].formula.value(_Example(draft.name, book, totals)))
    if found != (rounded(stated)):
        raise _example(f"指标“{draft.name}”的算例不符：应得{_said(stated)}，按公式算出{_said(found)}。")


def _example(told: str) -> Refusal:
    return Refusal("indicator-example", told, "example")


def _said(value: Value) -> str:
    return "无数据" if value is None else f"{value:f}"


def rounded(value: Value) -> Value:
    """To two places, half up: what a sheet shows."""
    return None if value is None else value.quantize(Decimal("0.01"), ROUND_HALF_UP)
