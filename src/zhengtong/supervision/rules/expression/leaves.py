"""Leaves of a tree: constants, facts of the entry, the matter, its milestones, and what is counted of a unit."""

from decimal import Decimal
from typing import Any

from zhengtong.foundation.errors import Refusal
from zhengtong.journal.milestones import Milestone

from ..vocabulary import CODES, FACTS, HOLDERS, MATTER, TOTALS, YES_NO, Kind
from .reading import Builder, Parser, short
from .values import READERS, Node, Totals, Unknown, Value, View, read_number


def constant(_: Parser, operand: object) -> Node:
    if isinstance(operand, bool):
        value: Value = operand
        return Node(Kind.BOOLEAN, lambda view: value, "是" if operand else "否")
    if isinstance(operand, str):
        text = operand.strip()
        return Node(Kind.TEXT, lambda view: text, f"“{CODES.get(text, text)}”" if text else "空")
    number = read_number(operand)
    if number is None:
        raise Refusal("expression-form", f"“{short(operand)}”不是数字、文字或是否。")
    return Node(Kind.NUMBER, lambda view: number, f"{number.normalize():f}")


def _named(operand: object, names: Any, what: str) -> str:
    if not isinstance(operand, str) or operand not in names:
        raise Refusal("expression-name", f"没有名为“{short(operand)}”的{what}。")
    return operand


def _milestone(operand: object) -> Milestone:
    return Milestone(_named(operand, frozenset(Milestone), "办理节点"))


def _fact(_: Parser, operand: object) -> Node:
    name = _named(operand, FACTS, "登记内容")
    label, kind = FACTS[name]
    unknown, reader = Unknown((name,)), READERS[kind]

    def value(view: View) -> Value:
        read: Value | None = reader(view.fact(name))
        return unknown if read is None else read

    yes, no = YES_NO.get(name, ("", ""))
    return Node(kind, value, label, yes=yes, no=no)


def _before(_: Parser, operand: object) -> Node:
    name = _named(operand, FACTS, "登记内容")
    label, kind = FACTS[name]
    unknown, reader = Unknown((f"before:{name}",)), READERS[kind]

    def value(view: View) -> Value:
        read: Value | None = reader(view.before(name))
        return unknown if read is None else read

    return Node(kind, value, f"此前登记的{label}")


def _matter(_: Parser, operand: object) -> Node:
    name = _named(operand, MATTER, "事项要素")
    label, kind = MATTER[name]
    unknown, reader = Unknown((f"matter:{name}",)), READERS[kind]

    def value(view: View) -> Value:
        read: Value | None = reader(view.matter(name))
        return unknown if read is None else read

    yes, no = YES_NO.get(name, ("", ""))
    return Node(kind, value, label, yes=yes, no=no)


def _at(_: Parser, tree: object) -> Node:
    whole = tree if isinstance(tree, dict) else {}
    milestone, which = _milestone(whole.get("at")), whole.get("which", "first")
    if which not in ("first", "last"):
        raise Refusal("expression-form", f"“{short(which)}”应为 first（首次）或 last（最近一次）。")
    name, chosen, unknown = milestone.value, str(which), Unknown((f"at:{milestone.value}",))

    def value(view: View) -> Value:
        moment = view.at(name, chosen)
        return unknown if moment is None else moment

    return Node(Kind.MOMENT, value, f"{'最近一次' if which == 'last' else ''}{milestone.label}时间")


def _actor(_: Parser, operand: object) -> Node:
    milestone = _milestone(operand)
    name, unknown = milestone.value, Unknown((f"actor:{milestone.value}",))

    def value(view: View) -> Value:
        return view.actor(name) or unknown

    return Node(Kind.TEXT, value, f"{milestone.label}的经办人")


def _count(_: Parser, operand: object) -> Node:
    milestone = _milestone(operand)
    name = milestone.value
    return Node(Kind.NUMBER, lambda view: Decimal(view.count(name)), f"{milestone.label}次数", counter="次")


def _seconds(_: Parser, operand: object) -> Node:
    name = _named(operand, HOLDERS, "时间占用方")
    unknown = Unknown((f"seconds:{name}",))

    def value(view: View) -> Value:
        seconds = view.seconds(name)
        return unknown if seconds is None else Decimal(seconds)

    return Node(Kind.NUMBER, value, f"{HOLDERS[name]}占用的工作时间（秒）")


def _share(_: Parser, operand: object) -> Node:
    name = _named(operand, HOLDERS, "时间占用方")

    def value(view: View) -> Value:
        parts = {holder: view.seconds(holder) for holder in HOLDERS}
        untold = tuple(f"seconds:{holder}" for holder, seconds in parts.items() if seconds is None)
        if untold:
            return Unknown(untold)
        whole = sum(seconds or 0 for seconds in parts.values())
        return Decimal(100 * (parts[name] or 0)) / whole if whole else Unknown(("elapsed",))

    return Node(Kind.NUMBER, value, f"{HOLDERS[name]}占用时间的百分比")


def _total(_: Parser, operand: object) -> Node:
    name = _named(operand, TOTALS, "统计数")
    unknown = Unknown((f"total:{name}",))

    def value(totals: Totals) -> Value:
        number = totals.total(name)
        return unknown if number is None else Decimal(number)

    return Node(Kind.NUMBER, value, TOTALS[name], counter="件")


def _two_totals(operand: object) -> tuple[str, str]:
    if not isinstance(operand, list) or len(operand) != 2:
        raise Refusal("expression-form", f"比率“{short(operand)}”应当是两个统计数。")
    return _named(operand[0], TOTALS, "统计数"), _named(operand[1], TOTALS, "统计数")


def _rate(_: Parser, operand: object) -> Node:
    part, whole = _two_totals(operand)

    def value(totals: Totals) -> Value:
        counts = {name: totals.total(name) for name in (part, whole)}
        untold = tuple(f"total:{name}" for name, number in counts.items() if number is None)
        if untold:
            return Unknown(untold)
        over = Decimal(counts[whole] or 0)
        return 100 * Decimal(counts[part] or 0) / over if over else Unknown(("divisor",))

    return Node(Kind.NUMBER, value, f"{TOTALS[part]}占{TOTALS[whole]}的百分比")


def _peers(_: Parser, operand: object) -> Node:
    part, whole = _two_totals(operand)
    unknown = Unknown(("peers",))

    def value(totals: Totals) -> Value:
        number = totals.peers(part, whole)
        return unknown if number is None else Decimal(number)

    return Node(Kind.NUMBER, value, f"各单位{TOTALS[part]}占{TOTALS[whole]}的平均百分比")


LEAVES: dict[str, Builder] = {
    "fact": _fact, "before": _before, "matter": _matter, "at": _at, "actor": _actor, "count": _count, "seconds": _seconds, "share": _share,
}  # fmt: skip
TOTALS_LEAVES: dict[str, Builder] = {"total": _total, "rate": _rate, "peers": _peers}
