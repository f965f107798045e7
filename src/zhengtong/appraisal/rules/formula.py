"""A formula is a small typed tree: totals, indicators and constants under seven operations. Never evaluated as text.

Each node has a measure (件, seconds, per cent or a plain number), so adding seconds to cases is refused when the formula
is written. A division by zero has no value (无数据), and what rests on no value has none: it is never taken for 0.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Protocol

from zhengtong.foundation.errors import Refusal

from .totals import FAMILIES, TOTALS, Measure

MOST_DEPTH, MOST_NODES = 12, 200
Tree = Mapping[str, Any]
Value = Decimal | None


class Op(StrEnum):
    ADD = "add"
    SUB = "sub"
    MUL = "mul"
    DIV = "div"
    PERCENT = "percent"
    MIN = "min"
    MAX = "max"
    FLOOR = "floor"


_SIGNS = {Op.ADD: " + ", Op.SUB: " − ", Op.MUL: " × ", Op.DIV: " ÷ "}
_MANY = {Op.ADD, Op.MIN, Op.MAX, Op.MUL}
_UNITS = {
    Measure.COUNT: "件",
    Measure.SECONDS: "秒",
    Measure.PERCENT: "%",
    Measure.PLAIN: "",
}


class View(Protocol):
    """What a formula reads."""

    def total(self, name: str, families: tuple[str, ...] = ()) -> Decimal: ...

    def indicator(self, code: str) -> Value: ...


@dataclass(frozen=True, slots=True)
class Formula:
    """A parsed formula: its measure, its sentence, and what it rests on."""

    measure: Measure
    words: str
    value: Callable[[View], Value]
    totals: frozenset[tuple[str, tuple[str, ...]]]
    indicators: frozenset[str]
    binding: int = 3
    """How tightly the words hold together: 1 sum, 2 product, 3 whole."""


def parse(tree: object, measures: Mapping[str, Measure], names: Mapping[str, str] | None = None) -> Formula:
    """Read a tree. `measures`: the measure of every indicator it may name; `names`: their Chinese names.

    Refused: formula-shape, formula-large, formula-name, formula-type.
    """
    return _Reader(measures, names or {}).read(tree, 1)


def indicators_in(tree: object) -> set[str]:
    """The indicator codes a tree names, before any of them is known."""
    if isinstance(tree, Mapping):
        named = {str(tree["indicator"])} if "indicator" in tree else set()
        return named.union(*(indicators_in(inner) for inner in tree.values()))
    if isinstance(tree, list):
        return set().union(*(indicators_in(inner) for inner in tree))
    return set()


class _Reader:
    def __init__(self, measures: Mapping[str, Measure], names: Mapping[str, str]) -> None:
        self._measures, self._names, self._count = measures, names, 0

    def read(self, tree: object, depth: int) -> Formula:
        self._count += 1
        if depth > MOST_DEPTH or self._count > MOST_NODES:
            raise _refusal("large", f"公式太复杂，最多{MOST_DEPTH}层、{MOST_NODES}个节点，请拆成几个指标。")
        if not isinstance(tree, Mapping) or not tree:
            raise _refusal(
                "shape", f"公式的每个节点应是一个对象，例如 {{“total”：“finished”}}，现在是“{_short(tree)}”。"
            )
        keys = set(tree)
        if "total" in keys:
            return self._total(tree, keys)
        if "indicator" in keys and keys == {"indicator"}:
            return self._indicator(str(tree["indicator"]))
        if "const" in keys and keys <= {"const", "unit"}:
            return _constant(tree)
        if len(keys) == 1 and next(iter(keys)) in {*Op}:
            op = Op(next(iter(keys)))
            return _operation(op, [self.read(inner, depth + 1) for inner in _operands(op, tree[op])])
        raise _refusal("shape", f"公式里不认识的节点“{'、'.join(sorted(map(str, keys)))}”。")

    def _total(self, tree: Tree, keys: set[str]) -> Formula:
        name = str(tree["total"])
        if name not in TOTALS:
            raise _refusal("name", f"公式里的基数“{name}”不存在。")
        families = tree.get("families", [])
        if keys - {"total", "families"} or not isinstance(families, list):
            raise _refusal("shape", f"基数“{name}”的写法不对。")
        unknown = [str(family) for family in families if family not in FAMILIES]
        if unknown or (families and not TOTALS[name].has_families):
            raise _refusal("name", f"基数“{name}”不能按规则类别“{'、'.join(unknown or map(str, families))}”统计。")
        chosen = tuple(sorted(set(map(str, families))))
        kinds = f"（{'、'.join(FAMILIES[one] for one in chosen)}类）" if chosen else ""
        return Formula(
            TOTALS[name].measure,
            TOTALS[name].label + kinds,
            lambda view: view.total(name, chosen),
            frozenset({(name, chosen)}),
            frozenset(),
        )

    def _indicator(self, code: str) -> Formula:
        if code not in self._measures:
            raise _refusal("name", f"公式里的指标“{code}”不存在。")
        return Formula(
            self._measures[code],
            self._names.get(code, code),
            lambda view: view.indicator(code),
            frozenset(),
            frozenset({code}),
        )


def _constant(tree: Tree) -> Formula:
    number = read_number(tree["const"], "公式里的常数")
    unit = str(tree.get("unit", Measure.PLAIN))
    if unit not in {*Measure}:
        raise _refusal("shape", f"常数的单位“{unit}”不认识，可以是 {'、'.join(Measure)}。")
    measure = Measure(unit)
    return Formula(measure, f"{number:f}{_UNITS[measure]}", lambda view: number, frozenset(), frozenset())


def _operands(op: Op, given: object) -> list[object]:
    operands = given if isinstance(given, list) else [given]
    wanted = 1 if op is Op.FLOOR else 2
    if len(operands) != wanted and not (op in _MANY and len(operands) > wanted):
        raise _refusal("shape", f"运算“{op}”应有{wanted}个运算数，现在有{len(operands)}个。")
    return operands


def _operation(op: Op, parts: list[Formula]) -> Formula:
    measure = _measure(op, [part.measure for part in parts])
    binding, words = _words(op, parts)
    values = [part.value for part in parts]
    compute = _COMPUTE[op]

    def value(view: View) -> Value:
        found = [read(view) for read in values]
        known = [one for one in found if one is not None]
        return compute(known) if len(known) == len(found) else None

    return Formula(
        measure,
        words,
        value,
        frozenset[tuple[str, tuple[str, ...]]]().union(*(part.totals for part in parts)),
        frozenset[str]().union(*(part.indicators for part in parts)),
        binding,
    )


def _measure(op: Op, measures: list[Measure]) -> Measure:
    first, *rest = measures
    if op is Op.FLOOR:
        return first
    if op in (Op.ADD, Op.SUB, Op.MIN, Op.MAX, Op.PERCENT):
        if any(other is not first for other in rest):
            raise _refusal(
                "type", f"“{_NAMES[op]}”两边的单位不同（{'、'.join(m.label for m in measures)}），不能运算。"
            )
        return Measure.PERCENT if op is Op.PERCENT else first
    if op is Op.MUL:
        named = [measure for measure in measures if measure is not Measure.PLAIN]
        if len(named) > 1:
            raise _refusal("type", f"不能把{'和'.join(m.label for m in named)}相乘。")
        return named[0] if named else Measure.PLAIN
    above, below = measures
    if above is below:
        return Measure.PLAIN
    if below in (Measure.PLAIN, Measure.COUNT):
        return above
    raise _refusal("type", f"不能用{below.label}去除{above.label}。")


_NAMES = {Op.ADD: "加", Op.SUB: "减", Op.MIN: "取小", Op.MAX: "取大", Op.PERCENT: "占比"}


def _words(op: Op, parts: list[Formula]) -> tuple[int, str]:
    if op is Op.FLOOR:
        return 3, f"取整（{parts[0].words}）"
    if op in (Op.MIN, Op.MAX):
        return 3, f"{'较小' if op is Op.MIN else '较大'}者（{'，'.join(part.words for part in parts)}）"
    if op is Op.PERCENT:
        return 2, f"{_within(parts[0], 2)} ÷ {_within(parts[1], 3)} × 100%"
    binding = 1 if op in (Op.ADD, Op.SUB) else 2
    first, *rest = parts
    # What is subtracted or divided by holds together, or a − (b + c) would read as a − b + c.
    inner = binding + 1 if op in (Op.SUB, Op.DIV) else binding
    return binding, _SIGNS[op].join([_within(first, binding), *(_within(part, inner) for part in rest)])


def _within(part: Formula, binding: int) -> str:
    return part.words if part.binding >= binding else f"（{part.words}）"


def _divided(above: Decimal, below: Decimal) -> Value:
    return above / below if below else None


_COMPUTE: Mapping[Op, Callable[[list[Decimal]], Value]] = {
    Op.ADD: lambda found: sum(found, Decimal()),
    Op.SUB: lambda found: found[0] - found[1],
    Op.MUL: lambda found: _product(found),
    Op.DIV: lambda found: _divided(found[0], found[1]),
    Op.PERCENT: lambda found: _divided(100 * found[0], found[1]),
    Op.MIN: lambda found: min(found),
    Op.MAX: lambda found: max(found),
    Op.FLOOR: lambda found: found[0].to_integral_value(rounding="ROUND_FLOOR"),
}


def _product(found: Iterable[Decimal]) -> Decimal:
    result = Decimal(1)
    for one in found:
        result *= one
    return result


def read_number(given: object, what: str) -> Decimal:
    """A finite number of ordinary size, written as text or as a whole number; refused: formula-number."""
    try:
        number = Decimal(str(given)) if isinstance(given, str | int) and not isinstance(given, bool) else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite() or abs(number) > 10**12 or _places(number) > 6:
        raise _refusal("number", f"{what}“{_short(given)}”不是数字。")
    return number


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 99


def _short(given: object) -> str:
    text = str(given)
    return text if len(text) <= 20 else text[:20] + "…"


def _refusal(code: str, sentence: str) -> Refusal:
    return Refusal(f"formula-{code}", sentence, "formula")
