"""How long a limit is: an amount and a unit."""

from __future__ import annotations

import calendar as gregorian
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from legalclock.errors import ClockError


class Unit(StrEnum):
    """时限单位: wd 工作日, d 自然日, m 月, wh 工作小时."""

    WORKDAYS = "wd"
    DAYS = "d"
    MONTHS = "m"
    WORK_HOURS = "wh"

    @property
    def label(self) -> str:
        return {"wd": "个工作日", "d": "日（自然日）", "m": "个月", "wh": "个工作小时"}[self.value]


# A century of working days: no limit of any law comes near, and it keeps a typing slip from being taken for one.
LARGEST = 36_500

_SPELLINGS = {
    "wd": Unit.WORKDAYS, "工作日": Unit.WORKDAYS, "个工作日": Unit.WORKDAYS,
    "d": Unit.DAYS, "日": Unit.DAYS, "天": Unit.DAYS, "自然日": Unit.DAYS, "个自然日": Unit.DAYS,
    "m": Unit.MONTHS, "月": Unit.MONTHS, "个月": Unit.MONTHS,
    "wh": Unit.WORK_HOURS, "工作小时": Unit.WORK_HOURS, "个工作小时": Unit.WORK_HOURS,
}  # fmt: skip
_FORM = re.compile(r"([+\-−]?\d+)\s*(\D+)")


@dataclass(frozen=True, slots=True)
class Budget:
    """An allowance of time, never zero and never negative."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if not isinstance(self.amount, int) or isinstance(self.amount, bool):
            raise ClockError("bad-limit", f"期限“{self.amount}”不是整数。")
        if self.amount <= 0:
            raise ClockError("limit-not-positive", f"期限不能是{self.amount}{self.unit.label}，须为大于零的整数。")
        if self.amount > LARGEST:
            raise ClockError("limit-too-long", f"期限{self.amount}{self.unit.label}过长，请核对。")

    @classmethod
    def parse(cls, text: str) -> Budget:
        """`20wd`, `60d`, `3m`, `2wh`, or in Chinese `20个工作日`, `60日`, `3个月`, `2个工作小时`.

        Raises `ClockError` with code `limit-not-positive` for zero and less, `limit-too-long`, or `bad-limit`.
        """
        found = _FORM.fullmatch(unicodedata.normalize("NFKC", text).strip())
        unit = _SPELLINGS.get(found[2].strip().lower()) if found else None
        if found is None or unit is None:
            raise ClockError(
                "bad-limit",
                f"看不懂期限“{text}”，请写成“20wd”（工作日）、“60d”（自然日）、“3m”（月）或“2wh”（工作小时）。",
            )
        if len(found[1]) > 9:
            raise ClockError("limit-too-long", f"期限“{text}”过长，请核对。")
        return cls(int(found[1].replace("−", "-")), unit)

    @property
    def code(self) -> str:
        """The form `parse` reads back: `20wd`."""
        return f"{self.amount}{self.unit.value}"

    def __str__(self) -> str:
        return f"{self.amount}{self.unit.label}"


def add_months(day: date, months: int) -> date:
    """The same day of the n-th month after, or that month's last day where it has none (民法典 第二百零二条)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = gregorian.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def join(budgets: tuple[Budget, ...]) -> tuple[Budget, ...]:
    """Neighbours of one unit become one budget, so that 20 + 10 working days is one run of 30."""
    joined: list[Budget] = []
    for budget in budgets:
        if joined and joined[-1].unit is budget.unit:
            joined[-1] = Budget(joined[-1].amount + budget.amount, budget.unit)
        else:
            joined.append(budget)
    return tuple(joined)
