"""Operators: logic, comparison, arithmetic, and time between two moments."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from zhengtong.foundation.errors import Refusal

from ..vocabulary import Kind
from .leaves import constant
from .reading import Builder, Parser
from .values import Node, Reading, Unknown, Value, View, missing_of

# Time between moments


def _between(parser: Parser, operand: object) -> tuple[Reading, Reading, str]:
    first, last = parser.pair(operand)
    for each in (first, last):
        if each.kind is not Kind.MOMENT:
            raise Refusal("expression-type", f"“{each.sentence}”是{each.kind.label}，这里需要时间。")
    return first.value, last.value, f"{first.sentence}至{last.sentence}"


def _workdays(parser: Parser, operand: object) -> Node:
    first, last, said = _between(parser, operand)
    unknown = Unknown(("calendar",))

    def value(view: View) -> Value:
        a, b = first(view), last(view)
        if isinstance(a, datetime) and isinstance(b, datetime):
            days = view.workdays(a, b)
            return unknown if days is None else Decimal(days)
        return missing_of(a, b)

    return Node(Kind.NUMBER, value, f"{said}的工作日数")


def _minutes(parser: Parser, operand: object) -> Node:
    first, last, said = _between(parser, operand)

    def value(view: View) -> Value:
        a, b = first(view), last(view)
        if isinstance(a, datetime) and isinstance(b, datetime):
            return Decimal(int((b - a).total_seconds())) / 60
        return missing_of(a, b)

    return Node(Kind.NUMBER, value, f"{said}的分钟数")


def _day_test(name: str, absent: str, yes: str) -> Builder:
    def build(parser: Parser, operand: object) -> Node:
        inner = parser.typed(operand, Kind.MOMENT)
        read, unknown = inner.value, Unknown((absent,))

        def value(view: View) -> Value:
            moment = read(view)
            if not isinstance(moment, datetime):
                return missing_of(moment)
            answer: bool | None = getattr(view, name)(moment)
            return unknown if answer is None else answer

        return Node(Kind.BOOLEAN, value, f"{inner.sentence}在{yes}")

    return build


# Logic


def _joined(nodes: list[Node], word: str) -> str:
    return word.join(f"（{node.sentence}）" if node.is_joined else node.sentence for node in nodes)


def _junction(decisive: bool, word: str) -> Builder:
    def build(parser: Parser, operand: object) -> Node:
        if not isinstance(operand, list) or not operand:
            raise Refusal("expression-form", "“且”“或”至少要有一个条件。")
        nodes = [parser.typed(each, Kind.BOOLEAN) for each in operand]
        readings = tuple(node.value for node in nodes)

        def value(view: Any) -> Value:
            unknown: list[Value] = []
            for read in readings:
                answer = read(view)
                if answer is decisive:
                    return decisive
                if isinstance(answer, Unknown):
                    unknown.append(answer)
            return missing_of(*unknown) if unknown else not decisive

        return Node(Kind.BOOLEAN, value, _joined(nodes, word), is_joined=len(nodes) > 1)

    return build


def _not(parser: Parser, operand: object) -> Node:
    inner = parser.typed(operand, Kind.BOOLEAN)
    read = inner.value

    def value(view: Any) -> Value:
        answer = read(view)
        return answer if isinstance(answer, Unknown) else answer is False

    return Node(Kind.BOOLEAN, value, f"并非（{inner.sentence}）")


def _known(parser: Parser, operand: object) -> Node:
    inner = parser.node(operand)
    read = inner.value
    return Node(Kind.BOOLEAN, lambda view: not isinstance(read(view), Unknown), f"{inner.sentence}已登记")


def _in(parser: Parser, operand: object) -> Node:
    if not isinstance(operand, list) or len(operand) != 2 or not isinstance(operand[1], list) or not operand[1]:
        raise Refusal("expression-form", "“属于”需要一项内容和一份不为空的清单。")
    inner = parser.node(operand[0])
    options = [constant(parser, each) for each in operand[1]]
    for option in options:
        if option.kind is not inner.kind:
            raise Refusal("expression-type", f"“{inner.sentence}”是{inner.kind.label}，不能与{option.sentence}比较。")
    read, allowed = inner.value, frozenset(option.value(None) for option in options)

    def value(view: Any) -> Value:
        found = read(view)
        return found if isinstance(found, Unknown) else found in allowed

    return Node(Kind.BOOLEAN, value, f"{inner.sentence}属于{'、'.join(option.sentence for option in options)}")


def _has(parser: Parser, operand: object) -> Node:
    listed, one = parser.pair(operand)
    if listed.kind is not Kind.LIST or one.kind is not Kind.TEXT:
        raise Refusal("expression-type", "“包含”需要一份清单和一段文字。")
    read_all, read_one = listed.value, one.value

    def value(view: Any) -> Value:
        items, item = read_all(view), read_one(view)
        return item in items if isinstance(items, tuple) and isinstance(item, str) else missing_of(items, item)

    return Node(Kind.BOOLEAN, value, f"{listed.sentence}包含{one.sentence}")


# Comparison and arithmetic

COMPARISONS: dict[str, tuple[str, Callable[[Any, Any], bool]]] = {
    "eq": ("等于", lambda a, b: a == b),
    "ne": ("不等于", lambda a, b: a != b),
    "lt": ("小于", lambda a, b: a < b),
    "le": ("不大于", lambda a, b: a <= b),
    "gt": ("大于", lambda a, b: a > b),
    "ge": ("不小于", lambda a, b: a >= b),
}


def _comparison(operator: str) -> Builder:
    word, compare = COMPARISONS[operator]

    def build(parser: Parser, operand: object) -> Node:
        left, right = parser.pair(operand)
        ordered = operator not in ("eq", "ne")
        if left.kind is not right.kind or (ordered and left.kind not in (Kind.NUMBER, Kind.MOMENT)):
            raise Refusal(
                "expression-type",
                f"{left.kind.label}“{left.sentence}”不能与{right.kind.label}“{right.sentence}”比较大小或异同。",
            )
        a, b = left.value, right.value

        def value(view: Any) -> Value:
            x, y = a(view), b(view)
            if isinstance(x, Unknown) or isinstance(y, Unknown):
                return missing_of(x, y)
            return compare(x, y)

        verb = {"eq": "为", "ne": "不为"}.get(operator, word) if right.sentence in ("空", "是", "否") else word
        return Node(Kind.BOOLEAN, value, f"{left.sentence}{verb}{right.sentence}")

    return build


ARITHMETIC: dict[str, tuple[str, Callable[[Decimal, Decimal], Decimal]]] = {
    "add": ("加", lambda a, b: a + b),
    "sub": ("减", lambda a, b: a - b),
    "mul": ("乘以", lambda a, b: a * b),
    "div": ("除以", lambda a, b: a / b),
}


def _arithmetic(operator: str) -> Builder:
    word, compute = ARITHMETIC[operator]

    def build(parser: Parser, operand: object) -> Node:
        nodes = parser.pair(operand)
        for each in nodes:
            if each.kind is not Kind.NUMBER:
                raise Refusal("expression-type", f"“{each.sentence}”是{each.kind.label}，不能计算。")
        a, b = nodes[0].value, nodes[1].value

        def value(view: Any) -> Value:
            x, y = a(view), b(view)
            if not isinstance(x, Decimal) or not isinstance(y, Decimal):
                return missing_of(x, y)
            if operator == "div" and not y:
                return Unknown(("divisor",))
            return compute(x, y)

        return Node(Kind.NUMBER, value, _joined(list(nodes), word), is_joined=True)

    return build


def _abs(parser: Parser, operand: object) -> Node:
    inner = parser.typed(operand, Kind.NUMBER)
    read = inner.value

    def value(view: Any) -> Value:
        number = read(view)
        return abs(number) if isinstance(number, Decimal) else number

    return Node(Kind.NUMBER, value, f"（{inner.sentence}）的绝对值")


def _size(parser: Parser, operand: object) -> Node:
    inner = parser.typed(operand, Kind.LIST)
    read = inner.value

    def value(view: Any) -> Value:
        items = read(view)
        return Decimal(len(items)) if isinstance(items, tuple) else items

    return Node(Kind.NUMBER, value, f"{inner.sentence}的项数")


OPERATORS: dict[str, Builder] = {
    "and": _junction(False, "，且"), "or": _junction(True, "，或"), "not": _not, "known": _known, "in": _in, "abs": _abs,
    **{operator: _comparison(operator) for operator in COMPARISONS},
    **{operator: _arithmetic(operator) for operator in ARITHMETIC},
}  # fmt: skip
MATTER_OPERATORS: dict[str, Builder] = {
    "workdays": _workdays, "minutes": _minutes, "size": _size, "has": _has,
    "is_workday": _day_test("is_workday", "calendar", "工作日"),
    "within_hours": _day_test("within_hours", "hours", "作息时间内"),
}  # fmt: skip
