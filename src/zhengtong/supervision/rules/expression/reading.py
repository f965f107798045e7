"""Walking a tree of JSON: one operator a node, every operand of the kind its operator needs."""

from collections.abc import Callable, Mapping

from zhengtong.foundation.errors import Refusal

from ..vocabulary import Kind
from .values import Node

Builder = Callable[["Parser", object], Node]


class Parser:
    def __init__(self, builders: Mapping[str, Builder]) -> None:
        self.builders = builders

    def node(self, tree: object) -> Node:
        if not isinstance(tree, dict) or not tree:
            raise Refusal("expression-form", f"看不懂条件“{short(tree)}”。")
        operators = [key for key in tree if key != "which"]
        if len(operators) != 1 or ("which" in tree and operators != ["at"]):
            raise Refusal("expression-form", f"条件“{short(tree)}”应当恰有一个运算。")
        operator = operators[0]
        builder = self.builders.get(operator) if isinstance(operator, str) else None
        if builder is None:
            raise Refusal("expression-name", f"没有“{short(operator)}”这种运算，或者这里不能使用。")
        return builder(self, tree if operator == "at" else tree[operator])

    def typed(self, tree: object, kind: Kind) -> Node:
        node = self.node(tree)
        if node.kind is not kind:
            raise Refusal("expression-type", f"“{node.sentence}”是{node.kind.label}，这里需要{kind.label}。")
        return node

    def pair(self, operand: object) -> tuple[Node, Node]:
        if not isinstance(operand, list) or len(operand) != 2:
            raise Refusal("expression-form", f"“{short(operand)}”应当是两个部分。")
        return self.node(operand[0]), self.node(operand[1])


def short(tree: object) -> str:
    text = str(tree)
    return text if len(text) <= 60 else text[:59] + "…"
