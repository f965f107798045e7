"""Months and quarters of China time, and what a rate rule finds in one unit's counts of one. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from .expression import Unknown
from .rule import RuleSpec
from .track import CHINA

Counts = Mapping[str, int | None]
"""What is counted of a unit (vocabulary.TOTALS); None: it cannot be told."""


@dataclass(frozen=True, slots=True)
class Period:
    """A finished month or quarter: [`start`, `end`) in China time; `key` is 2026-10 or 2026-Q4."""

    key: str
    label: str
    start: datetime
    end: datetime


def last_finished(kind: str, at: datetime) -> Period:
    """The month or quarter (`kind`) that ended last before, or with, `at`."""
    local = at.astimezone(CHINA)
    length = 1 if kind == "month" else 3
    number = (local.year * 12 + local.month - 1) // length * length
    start, end = _first_of(number - length), _first_of(number)
    if kind == "month":
        return Period(f"{start:%Y-%m}", f"{start.year}年{start.month}月", start, end)
    quarter = start.month // 3 + 1
    return Period(f"{start.year}-Q{quarter}", f"{start.year}年第{quarter}季度", start, end)


def finished_since(kind: str, since: datetime | None, at: datetime) -> list[Period]:
    """The periods that ended after `since`, oldest first; always the last one, which may have been told late. At most 12."""
    found = [last_finished(kind, at)]
    while since is not None and len(found) < MOST:
        earlier = last_finished(kind, found[-1].start)
        if earlier.end <= since:
            break
        found.append(earlier)
    return found[::-1]


MOST = 12


def _first_of(number: int) -> datetime:
    return datetime(number // 12, number % 12 + 1, 1, tzinfo=CHINA)


class UnitTotals:
    """What a rate expression sees of one unit. Remembers what was asked: the greatest of it is the base of the rate."""

    def __init__(self, unit: int, counts: Mapping[int, Counts]) -> None:
        self._counts, self._unit = counts, unit
        self.base = 0

    def total(self, name: str) -> int | None:
        count = self._counts[self._unit][name]
        self.base = max(self.base, count or 0)
        return count

    def peers(self, part: str, whole: str) -> Decimal | None:
        """The mean of the units' rates, in percent, over the units that have any."""
        rates = []
        for counts in self._counts.values():
            share, over = counts[part], counts[whole]
            if share is not None and over:
                rates.append(Decimal(100 * share) / over)
        return sum(rates, Decimal(0)) / len(rates) if rates else None


def measured(spec: RuleSpec, unit: int, counts: Mapping[int, Counts]) -> Decimal | Unknown | None:
    """The value by which the rule is broken; Unknown where a count cannot be told; None where there is nothing to find.

    Too small a base is nothing to find: a rate of three matters says nothing.
    """
    value = spec.measure.value
    if value is None:
        raise ValueError("a rule on a rate has something to measure")
    totals = UnitTotals(unit, counts)
    found = value.value(totals)
    if totals.base < spec.measure.minimum or (
        isinstance(found, Unknown) and set(found.missing) <= {"divisor", "peers"}
    ):
        return None
    applies = spec.condition.value(totals) if spec.condition is not None else True
    if applies is False:
        return None
    if isinstance(found, Unknown):
        return found
    if not spec.holds(found):
        return None
    if isinstance(applies, Unknown):
        return applies
    return found.quantize(Decimal("0.01")) if isinstance(found, Decimal) else Decimal(int(bool(found)))


def day_before(period: Period) -> datetime:
    """The last moment of a period: the rules in force then measure it."""
    return period.end - timedelta(microseconds=1)
