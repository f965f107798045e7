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


def _day_test(name: str, absent: str, yes: str, no: str) -> Builder:
    def build(parser: Parser, operand: object) -> Node:
        inner = parser.typed(operand, Kind.MOMENT)
        read, unknown = inner.value, Unknown((absent,))

        def value(view: View) -> Value:
            moment = read(view)
            if not isinstance(moment, datetime):
                return missing_of(moment)
            answer: bool | None = getattr(view, name)(moment)
            return unknown if answer is None else answer

        return Node(Kind.BOOLEAN, value, f"{inner.sentence}{yes}", no=f"{inner.sentence}{no}")

    return build


# Logic


def _joined(nodes: list[Node], word: str) -> str:
    return word.join(f"（{node.say()}）" if node.is_joined else node.say() for node in nodes)


def _denied(nodes: list[Node], word: str) -> str:
    return word.join(f"（{node.deny()}）" if node.is_joined else node.deny() for node in nodes)


def _junction(decisive: bool, word: str, other: str) -> Builder:
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

        # Not (a and b) is: not a, or not b.
        return Node(Kind.BOOLEAN, value, _joined(nodes, word), is_joined=len(nodes) > 1, no=_denied(nodes, other))

    return build


def _not(parser: Parser, operand: object) -> Node:
    inner = parser.typed(operand, Kind.BOOLEAN)
    read = inner.value

    def value(view: Any) -> Value:
        answer = read(view)
        return answer if isinstance(answer, Unknown) else answer is False

    return Node(Kind.BOOLEAN, value, inner.deny(), is_joined=inner.is_joined, no=inner.say())


def _known(parser: Parser, operand: object) -> Node:
    inner = parser.node(operand)
    read = inner.value
    said = inner.sentence
    return Node(Kind.BOOLEAN, lambda view: not isinstance(read(view), Unknown), f"已登记{said}", no=f"未登记{said}")


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

    listed = one_of([option.sentence for option in options])
    return Node(Kind.BOOLEAN, value, f"{inner.sentence}为{listed}", no=f"{inner.sentence}不为{listed}")


def _has(parser: Parser, operand: object) -> Node:
    listed, one = parser.pair(operand)
    if listed.kind is not Kind.LIST or one.kind is not Kind.TEXT:
        raise Refusal("expression-type", "“包含”需要一份清单和一段文字。")
    read_all, read_one = listed.value, one.value

    def value(view: Any) -> Value:
        items, item = read_all(view), read_one(view)
        return item in items if isinstance(items, tuple) and isinstance(item, str) else missing_of(items, item)

    said = f"{listed.sentence}包含{one.sentence}"
    return Node(Kind.BOOLEAN, value, said, no=f"{listed.sentence}不包含{one.sentence}")


# Comparison and arithmetic

COMPARISONS: dict[str, tuple[str, Callable[[Any, Any], bool]]] = {
    "eq": ("等于", lambda a, b: a == b),
    "ne": ("不等于", lambda a, b: a != b),
    "lt": ("小于", lambda a, b: a < b),
    "le": ("不大于", lambda a, b: a <= b),
    "gt": ("大于", lambda a, b: a > b),
    "ge": ("不小于", lambda a, b: a >= b),
}
OPPOSITES = {"eq": "ne", "ne": "eq", "lt": "ge", "ge": "lt", "gt": "le", "le": "gt"}


def one_of(words: list[str]) -> str:
    """甲, 甲或者乙, 甲、乙或者丙."""
    return "或者".join(filter(None, ("、".join(words[:-1]), words[-1])))


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

        opposite = COMPARISONS[OPPOSITES[operator]][0]
        yes, no = _compared(left, right, word), _compared(left, right, opposite)
        return Node(Kind.BOOLEAN, value, yes, no=no)

    return build


def _compared(left: Node, right: Node, word: str) -> str:
    """The comparison as one says it: 依据为空, 不是即办件, 经办岗位与登记的岗位不同, 延期次数大于1."""
    if word not in ("等于", "不等于"):
        return f"{left.sentence}{word}{right.sentence}"
    is_same, said = word == "等于", right.sentence
    if right.kind is Kind.BOOLEAN and said in ("是", "否") and left.no:
        return left.say() if is_same == (said == "是") else left.no
    if said in ("空", "是", "否") or said.startswith("“"):
        return f"{left.sentence}{'为' if is_same else '不为'}{said}"
    if left.kind is Kind.TEXT:
        return f"{left.sentence}与{said}{'相同' if is_same else '不同'}"
    return f"{left.sentence}{word}{said}"


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

        left, right = nodes[0].sentence, nodes[1].sentence
        if operator == "mul" and nodes[0].share and right == "100":
            return Node(Kind.NUMBER, value, nodes[0].share)
        return Node(
            Kind.NUMBER,
            value,
            _joined(list(nodes), word),
            is_joined=True,
            parts=(left, right) if operator == "sub" else None,
            share=f"{left}占{right}的百分比" if operator == "div" else "",
        )

    return build


def _abs(parser: Parser, operand: object) -> Node:
    inner = parser.typed(operand, Kind.NUMBER)
    read = inner.value

    def value(view: Any) -> Value:
        number = read(view)
        return abs(number) if isinstance(number, Decimal) else number

    said = f"{inner.parts[0]}与{inner.parts[1]}的差额" if inner.parts else f"（{inner.sentence}）的绝对值"
    return Node(Kind.NUMBER, value, said)


def _size(parser: Parser, operand: object) -> Node:
    inner = parser.typed(operand, Kind.LIST)
    read = inner.value

    def value(view: Any) -> Value:
        items = read(view)
        return Decimal(len(items)) if isinstance(items, tuple) else items

    return Node(Kind.NUMBER, value, f"{inner.sentence}的项数", some=f"有{inner.sentence}", counter="项")


OPERATORS: dict[str, Builder] = {
    "and": _junction(False, "，且", "，或"), "or": _junction(True, "，或", "，且"), "not": _not, "known": _known, "in": _in, "abs": _abs,
    **{operator: _comparison(operator) for operator in COMPARISONS},
    **{operator: _arithmetic(operator) for operator in ARITHMETIC},
}  # fmt: skip
MATTER_OPERATORS: dict[str, Builder] = {
    "workdays": _workdays, "minutes": _minutes, "size": _size, "has": _has,
    "is_workday": _day_test("is_workday", "calendar", "在工作日", "不在工作日"),
    "within_hours": _day_test("within_hours", "hours", "在作息时间内", "不在作息时间内"),
}  # fmt: skip
