"""Formulas and worked examples as sentences: what `Formula.words` says, read back into the tree it came from."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from zhengtong.foundation.errors import Refusal

from .totals import FAMILIES, TOTALS, Measure

MOST = 1000
Tree = dict[str, Any]
_HUNDRED: Tree = {"const": "100", "unit": "percent"}
_UNITS = {"件": Measure.COUNT, "秒": Measure.SECONDS, "%": Measure.PERCENT}
_CALLS = {"较小者（": "min", "较大者（": "max", "取整（": "floor"}
_SIGNS = {"+": "add", "−": "sub", "×": "mul", "÷": "div"}
_PLAIN = str.maketrans("()+-－*/,％、＋＊／", "（）+−−×÷，%、+×÷")
_NUMBER = re.compile(r"\d+(\.\d+)?")
_KIND = re.compile(r"（([^（）]*)类）")


def read_formula(text: str, names: Mapping[str, str]) -> Tree:
    """The tree of 按时办结 ÷ 办结 × 100%. `names`: code → Chinese name of the indicators it may rest on.

    A name that is both a total's and an indicator's is the total's. Half-width signs will do. Refused: formula-words,
    formula-name.
    """
    return _Sentence(text, names).whole()


class _Sentence:
    def __init__(self, text: str, names: Mapping[str, str]) -> None:
        self._rest = "".join(text.split()).translate(_PLAIN)
        if not self._rest:
            raise _wrong("请写公式，例如：按时办结 ÷ 办结 × 100%。")
        if len(self._rest) > MOST:
            raise _wrong(f"公式不能超过{MOST}个字，请拆成几个指标。")
        known: dict[str, Tree] = {name.translate(_PLAIN): {"indicator": code} for code, name in names.items()}
        known |= {base.label: {"total": code} for code, base in TOTALS.items()}
        self._known = dict(sorted(known.items(), key=lambda one: -len(one[0])))

    def whole(self) -> Tree:
        tree = self._sum(0)
        if self._rest:
            raise _wrong(f"公式到“{_short(self._rest)}”读不下去：前面应有加、减、乘、除的符号，或者括号多了一个。")
        return tree

    def _sum(self, depth: int) -> Tree:
        left = self._product(depth)
        while sign := self._sign("+−"):
            left = _joined(_SIGNS[sign], left, self._product(depth))
        return left

    def _product(self, depth: int) -> Tree:
        left = self._one(depth)
        while sign := self._sign("×÷"):
            right = self._one(depth)
            is_share = sign == "×" and right == _HUNDRED and "div" in left
            left = {"percent": left["div"]} if is_share else _joined(_SIGNS[sign], left, right)
        return left

    def _one(self, depth: int) -> Tree:
        if depth > 20:
            raise _wrong("公式的括号层数太多，请拆成几个指标。")
        for begun, op in _CALLS.items():
            if self._took(begun):
                parts = [self._sum(depth + 1)]
                while self._took("，"):
                    parts.append(self._sum(depth + 1))
                self._close()
                return {op: parts}
        if self._took("（"):
            inner = self._sum(depth + 1)
            self._close()
            return inner
        if number := _NUMBER.match(self._rest):
            self._rest = self._rest[number.end() :]
            unit = next((measure for sign, measure in _UNITS.items() if self._took(sign)), None)
            return {"const": number[0]} | ({"unit": str(unit)} if unit else {})
        return self._named()

    def _named(self) -> Tree:
        for name, tree in self._known.items():
            if self._took(name):
                kind = _KIND.match(self._rest) if "total" in tree else None
                if kind is None:
                    return dict(tree)
                self._rest = self._rest[kind.end() :]
                return {**tree, "families": [_family(one) for one in kind[1].split("、")]}
        told = re.split(r"[+−×÷（），]", self._rest, maxsplit=1)[0]
        if not told:
            raise _wrong(
                f"公式在“{_short(self._rest)}”之前少了一个基数、指标或者数字。" if self._rest else "公式没有写完。"
            )
        near = get_close_matches(told, list(self._known), n=3, cutoff=0.4)
        hint = f"相近的有{'、'.join(f'“{one}”' for one in near)}。" if near else "可以用的名称列在本页下方。"
        raise Refusal("formula-name", f"公式里的“{_short(told)}”不是基数，也不是指标。{hint}", "formula")

    def _sign(self, wanted: str) -> str:
        sign = self._rest[:1]
        if sign and sign in wanted:
            self._rest = self._rest[1:]
            return sign
        return ""

    def _took(self, text: str) -> bool:
        if not self._rest.startswith(text):
            return False
        self._rest = self._rest[len(text) :]
        return True

    def _close(self) -> None:
        if not self._took("）"):
            raise _wrong(f"公式{f'在“{_short(self._rest)}”之前' if self._rest else '末尾'}少了一个右括号。")


def _joined(op: str, left: Tree, right: Tree) -> Tree:
    """a + b + c is one sum of three."""
    if op in ("add", "mul") and op in left:
        return {op: [*left[op], right]}
    return {op: [left, right]}


def _family(name: str) -> str:
    found = next((code for code, label in FAMILIES.items() if label == name), None)
    if found is None:
        raise Refusal(
            "formula-name", f"没有“{_short(name)}”这个规则类别，可以是{'、'.join(FAMILIES.values())}。", "formula"
        )
    return found


# --- worked examples ---

_GIVEN = re.compile(r"(?P<name>[^\d，]+?)(?P<number>\d+(\.\d+)?)")
_RESULT = re.compile(r"得(?P<value>[−-]?\d+(\.\d+)?|无数据)\D*")


def read_example(text: str) -> dict[str, Any]:
    """办结4，按时办结3，得75%: what each total is and what comes out; 得无数据 where nothing does.

    Refused: example-words.
    """
    parts = [part for part in re.split("[，,；;。]", "".join(text.split()).replace("“", "").replace("”", "")) if part]
    result = _RESULT.fullmatch(parts[-1]) if parts else None
    if result is None:
        raise _unlike("算例的最后应写“得”多少，例如：办结4，按时办结3，得75。没有结果的写“得无数据”。")
    labels = {base.label: code for code, base in TOTALS.items()}
    totals: dict[str, str] = {}
    for part in parts[:-1]:
        given = _GIVEN.fullmatch(part.removesuffix("件").removesuffix("秒"))
        if given is None:
            raise _unlike(f"算例里的“{_short(part)}”应是一个基数和它的值，例如：办结4。")
        if given["name"] not in labels:
            near = get_close_matches(given["name"], list(labels), n=3, cutoff=0.4)
            hint = f"相近的有{'、'.join(f'“{one}”' for one in near)}。" if near else ""
            raise _unlike(f"算例里的“{_short(given['name'])}”不是基数。{hint}")
        totals[labels[given["name"]]] = given["number"]
    value = result["value"].replace("−", "-")
    return {"totals": totals, "value": None if value == "无数据" else value}


def example_words(example: Mapping[str, Any], unit: str = "") -> str:
    """A worked example as its sentence."""
    told = [f"{TOTALS[name].label}{value}" for name, value in example["totals"].items()]
    value = example["value"]
    return "，".join([*told, "得无数据" if value is None else f"得{value}{unit}"])


def _short(text: str) -> str:
    return text if len(text) <= 12 else text[:12] + "…"


def _wrong(sentence: str) -> Refusal:
    return Refusal("formula-words", sentence, "formula")


def _unlike(sentence: str) -> Refusal:
    return Refusal("example-words", sentence, "example")
