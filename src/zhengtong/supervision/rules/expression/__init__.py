"""Conditions as typed trees: three-valued, said in Chinese, compiled to closures. Never `eval`.

A value that was not told is `Unknown` and names what is missing; `and`, `or` and `not` follow Kleene, so that a missing
fact makes the whole undecided exactly where it could matter. `parse` refuses a tree that could not be evaluated; what
it returns never raises.
"""

from zhengtong.foundation.errors import Refusal

from ..vocabulary import Kind
from .leaves import LEAVES, TOTALS_LEAVES, constant
from .operators import MATTER_OPERATORS, OPERATORS, one_of
from .reading import Builder, Parser
from .values import Node, Totals, Unknown, Value, View

__all__ = ["MAX_DEPTH", "MAX_NODES", "Kind", "Node", "Totals", "Unknown", "Value", "View", "one_of", "parse"]

MAX_DEPTH = 12
MAX_NODES = 200

_BUILDERS: dict[str, dict[str, Builder]] = {
    "matter": {"const": constant, **LEAVES, **OPERATORS, **MATTER_OPERATORS},
    "totals": {"const": constant, **TOTALS_LEAVES, **OPERATORS},
}


def parse(tree: object, expects: Kind | None = None, *, over: str = "matter") -> Node:
    """Read a tree of JSON. `over` is "matter" (facts, milestones) or "totals" (counts of a unit in a period).

    Raises `Refusal`: `expression-form`, `expression-name`, `expression-type`, `expression-too-deep`,
    `expression-too-large`.
    """
    if _measure(tree) > MAX_NODES:
        raise Refusal("expression-too-large", f"条件超过{MAX_NODES}个部分，请拆成几条规则。")
    node = Parser(_BUILDERS[over]).node(tree)
    if expects is not None and node.kind is not expects:
        raise Refusal("expression-type", f"“{node.sentence}”的结果是{node.kind.label}，这里需要{expects.label}。")
    return node


def _measure(tree: object) -> int:
    """Nodes of the tree, walked without recursion; a tree that holds itself is refused as too deep."""
    count = 0
    waiting: list[tuple[object, int]] = [(tree, 1)]
    while waiting:
        part, depth = waiting.pop()
        # An operator and its list of operands are two levels of JSON for one level of expression.
        if depth > 2 * MAX_DEPTH:
            raise Refusal("expression-too-deep", f"条件嵌套超过{MAX_DEPTH}层，请拆成几条规则。")
        count += isinstance(part, dict)
        if count > MAX_NODES:
            break
        inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        waiting.extend((each, depth + 1) for each in inner)
    return count
