"""What a day is: worked or not, why, and on whose word."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from legalclock.errors import ClockError
from legalclock.moments import chinese_day

# 国务院令第174号 第七条: 星期六和星期日为周休息日
WEEKEND_SOURCE = "《国务院关于职工工作时间的规定》第七条"


class DayKind(StrEnum):
    """日期性质."""

    WORKDAY = "workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKEUP = "makeup"

    @property
    def label(self) -> str:
        return {"workday": "工作日", "weekend": "周末", "holiday": "节假日", "makeup": "调休上班"}[self.value]

    @property
    def works(self) -> bool:
        return self in (DayKind.WORKDAY, DayKind.MAKEUP)


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that differs from the plain week: 放假 (holiday) or 调休上班 (makeup), with the notice it rests on.

    `source` is never empty: a day off that nobody ordered is not a day off.
    """

    on: date
    kind: DayKind
    name: str
    source: str

    def __post_init__(self) -> None:
        if self.kind not in (DayKind.HOLIDAY, DayKind.MAKEUP):
            raise ClockError("not-special", f"{chinese_day(self.on)}只能登记为放假或者调休上班。")
        if self.kind is DayKind.MAKEUP and self.on.weekday() < 5:
            raise ClockError("makeup-on-weekday", f"{chinese_day(self.on)}本来就是工作日，不能登记为调休上班。")
        if not self.name.strip() or not self.source.strip():
            raise ClockError("no-source", f"登记{chinese_day(self.on)}须写明节日名称和依据的通知文号。")


@dataclass(frozen=True, slots=True)
class Day:
    """One day as the calendar sees it. `provisional`: past the coverage, so 调休 is not known yet."""

    on: date
    kind: DayKind
    works: bool
    name: str
    source: str
    provisional: bool
