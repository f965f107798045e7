"""评估周期: months that are scored, and quarters, half-years and years that are the mean of their months."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from decimal import Decimal

from zhengtong.foundation.errors import Refusal

from .formula import Value
from .indicator import rounded

CHINA = timezone(timedelta(hours=8))
_SHAPE = re.compile(r"(20\d{2})(?:-(0[1-9]|1[0-2])|-Q([1-4])|-H([12]))?")


@dataclass(frozen=True, slots=True)
class Period:
    """`key` is 2026-10, 2026-Q4, 2026-H2 or 2026; `months` are the keys of its months."""

    key: str
    label: str
    months: tuple[str, ...]

    @property
    def is_month(self) -> bool:
        return len(self.months) == 1

    @property
    def first(self) -> datetime:
        return _start(self.months[0])

    @property
    def last(self) -> datetime:
        """The first moment after it."""
        return _start(_after(self.months[-1]))


def read_period(text: str) -> Period:
    """Refused: period-shape."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        raise Refusal("period-shape", "评估周期应写成 2026-10、2026-Q4、2026-H2 或者 2026。", "period")
    year, month, quarter, half = found.groups()
    if month:
        return Period(text, f"{year}年{int(month)}月", (text,))
    if quarter:
        first = 3 * int(quarter) - 2
        return Period(text, f"{year}年第{'一二三四'[int(quarter) - 1]}季度", _months(year, first, 3))
    if half:
        return Period(text, f"{year}年{'上' if half == '1' else '下'}半年", _months(year, 6 * int(half) - 5, 6))
    return Period(text, f"{year}年", _months(year, 1, 12))


def month_of(at: datetime) -> Period:
    """The month of a moment in China."""
    return read_period(f"{at.astimezone(CHINA):%Y-%m}")


def month_before(at: datetime) -> Period:
    """The month before that of a moment in China."""
    return month_of(month_of(at).first - timedelta(days=1))


def month_after(period: Period) -> Period:
    """The month that follows a period."""
    return month_of(period.last)


def _months(year: str, first: int, count: int) -> tuple[str, ...]:
    return tuple(f"{year}-{month:02d}" for month in range(first, first + count))


def _after(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + 1}-01" if number == 12 else f"{year}-{number + 1:02d}"


def _start(month: str) -> datetime:
    return datetime(int(month[:4]), int(month[5:]), 1, tzinfo=CHINA)


def mean(totals: Sequence[Value]) -> Value:
    """半年、年度得分 = mean of the months that have one (domain facts §3.6 A); none of them: no value."""
    known = [total for total in totals if total is not None]
    return rounded(sum(known, Decimal()) / len(known)) if known else None
