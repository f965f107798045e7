"""延长期限: an extension, its approver and its ceiling (行政许可法 第四十二条: 20 + 10, 45 + 15)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from legalclock.budget import Budget
from legalclock.errors import ClockError
from legalclock.moments import parse_day, read

Which = Literal["promised", "statutory"]
BOTH: tuple[Which, ...] = ("promised", "statutory")
WHICH_LABELS: dict[Which, str] = {"promised": "承诺时限", "statutory": "法定时限"}


@dataclass(frozen=True, slots=True)
class Extension:
    """One approved extension. It moves both limits unless `extends` names one: the law extends the time to decide."""

    budget: Budget
    approver: str
    approved_on: date
    reason: str
    extends: tuple[Which, ...] = BOTH

    def to_json(self) -> dict[str, object]:
        return {
            "budget": self.budget.code,
            "approver": self.approver,
            "approved_on": self.approved_on.isoformat(),
            "reason": self.reason,
            "extends": ",".join(self.extends),
        }

    @classmethod
    def from_json(cls, record: Mapping[str, object]) -> Extension:
        names = read(record, "extends").split(",")
        if not set(names) <= set(BOTH):
            raise ClockError("bad-record", "保存的记录中延期对象无法识别，无法还原。")
        return cls(
            Budget.parse(read(record, "budget")),
            read(record, "approver"),
            parse_day(read(record, "approved_on")),
            read(record, "reason"),
            tuple(which for which in BOTH if which in names),
        )


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The longest a law allows: the base limit, how much may be added once, by whose approval, under which article."""

    base: Budget
    extension: Budget
    approver: str = ""
    article: str = ""
