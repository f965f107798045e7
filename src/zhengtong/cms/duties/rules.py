"""When a column must next be updated, and how it stands on a day (国办秘函〔2019〕19号; facts §5.3, §5.4)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from legalclock.moments import day_end

# From here on a column is told to hurry (facts §5.4: alerts at 70 % and 100 % of the cycle).
NEAR = 0.7


class Standing(StrEnum):
    """更新状态."""

    KEPT = "正常"
    NEAR = "临近到期"
    OVERDUE = "逾期未更新"
    EMPTY = "空白栏目"


@dataclass(frozen=True, slots=True)
class Duty:
    """One column's duty: the day of its last update (None: nothing was ever published), and since when it stands."""

    updated_on: date | None
    stands_since: date
    cycle_days: int

    @property
    def due_at(self) -> datetime:
        """24:00 of the last day of the cycle, in calendar days."""
        return day_end((self.updated_on or self.stands_since) + timedelta(days=self.cycle_days))

    def days_since(self, today: date) -> int:
        """Calendar days without anything new."""
        return (today - (self.updated_on or self.stands_since)).days

    def standing(self, today: date) -> Standing:
        """How it stands on a day; an empty column is named as such however young, for it shows the public nothing."""
        if self.updated_on is None:
            return Standing.EMPTY
        days = self.days_since(today)
        if days > self.cycle_days:
            return Standing.OVERDUE
        return Standing.NEAR if days >= self.cycle_days * NEAR else Standing.KEPT
