"""依据失效: laws a guide may not rest on any more. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from ..guide import Basis

_CODE = (date(2021, 1, 1), "民法典第一千二百六十条")
REPEALED: Final[Mapping[str, tuple[date, str]]] = {
    "婚姻法": _CODE,
    "继承法": _CODE,
    "民法通则": _CODE,
    "收养法": _CODE,
    "担保法": _CODE,
    "合同法": _CODE,
    "物权法": _CODE,
    "侵权责任法": _CODE,
    "民法总则": _CODE,
    "治安管理处罚条例": (date(2006, 3, 1), "治安管理处罚法（2005年）第一百一十九条"),
    "城市房屋拆迁管理条例": (date(2011, 1, 21), "国有土地上房屋征收与补偿条例（国务院令第590号）第三十五条"),
    "企业法人登记管理条例": (date(2022, 3, 1), "市场主体登记管理条例（国务院令第746号）第五十五条"),
    "公司登记管理条例": (date(2022, 3, 1), "市场主体登记管理条例（国务院令第746号）第五十五条"),
    "信访条例": (date(2022, 5, 1), "国务院令第752号"),
}
"""Name without 中华人民共和国 → since when it is repealed, and by what."""


def repealed_bases(bases: Iterable[Basis], on: date) -> list[str]:
    """The laws among `bases` that were repealed by the day `on`, as the guide writes them, each once."""
    gone = [
        basis.law
        for basis in bases
        if (found := REPEALED.get(basis.law.strip("《》 ").removeprefix("中华人民共和国"))) and found[0] <= on
    ]
    return list(dict.fromkeys(gone))
