"""Limits as rows: every statutory or local number lives in `laws.csv` with its article and how sure we are of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from legalclock.budget import Budget, Unit
from legalclock.errors import ClockError
from legalclock.extension import Ceiling
from legalclock.tables import rows

_CONFIDENCES = ("V", "S", "P", "M", "ILL")
_TIME_UNITS = tuple(unit.value for unit in Unit)
_OTHER_UNITS = ("date", "period", "count")


@dataclass(frozen=True, slots=True)
class Law:
    """时限依据 — one limit.

    `unit` is wd, d, m or wh for a stretch of time; `date` for a day of the year (amount `01-31`), `period` for a rhythm
    (`quarter`), `count` for a plain number. `start` is the event it runs from. `confidence`: V text was read, S sure,
    P probable, M from memory, ILL local example. `extends` names the law whose limit this one lengthens, by `approver`.
    """

    key: str
    label: str
    amount: str
    unit: str
    start: str
    basis: str
    confidence: str
    extends: str
    approver: str

    @property
    def budget(self) -> Budget:
        """The limit as a budget; `ClockError("not-a-limit")` where the row is not a stretch of time."""
        if self.unit not in _TIME_UNITS or not self.amount.isdigit() or self.amount == "0":
            raise ClockError("not-a-limit", f"“{self.label}”不是可以计时的期限。")
        return Budget(int(self.amount), Unit(self.unit))


def parse_laws(table: Iterable[dict[str, str]]) -> tuple[Law, ...]:
    """Rows as laws, each checked: key unique, unit and confidence known, label and basis there, no dangling name."""
    laws = tuple(Law(**row) for row in table)
    keys = [one.key for one in laws]
    for one in laws:
        if keys.count(one.key) > 1:
            raise ClockError("law-twice", f"时限“{one.key}”重复。")
        if one.unit not in _TIME_UNITS and one.unit not in _OTHER_UNITS:
            raise ClockError("bad-law", f"时限“{one.key}”的单位“{one.unit}”无法识别。")
        if not (one.amount and one.label and one.basis) or one.confidence not in _CONFIDENCES:
            raise ClockError("bad-law", f"时限“{one.key}”缺少数值、名称、依据或者可信度。")
        if one.extends and one.extends not in keys:
            raise ClockError("bad-law", f"时限“{one.key}”所延长的“{one.extends}”不存在。")
    return laws


@cache
def load_laws() -> tuple[Law, ...]:
    """Every shipped law, in the order of the file."""
    return parse_laws(rows("laws"))


def law(key: str) -> Law:
    """The shipped law of this key; `ClockError("no-such-law")` otherwise."""
    for one in load_laws():
        if one.key == key:
            return one
    raise ClockError("no-such-law", f"没有登记时限“{key}”。")


def ceiling(key: str) -> Ceiling:
    """The base limit of a law with the extension it allows: 20 + 10, 45 + 15. `ClockError("no-extension")` if none."""
    base = law(key)
    for one in load_laws():
        if one.extends == key:
            return Ceiling(base.budget, one.budget, one.approver, one.basis)
    raise ClockError("no-extension", f"法律没有规定“{base.label}”的期限可以延长。")
