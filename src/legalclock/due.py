"""When a limit ends, how sure that is, and what follows for an act done at a moment."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from legalclock.moments import chinese_day, chinese_moment, weekday


class Verdict(StrEnum):
    """期限判断 — three values, because "cannot be determined" is a finding and not a silent green."""

    ON_TIME = "on_time"
    LATE = "late"
    CANNOT_BE_DETERMINED = "cannot_be_determined"

    @property
    def label(self) -> str:
        return {"on_time": "未超期", "late": "已超期", "cannot_be_determined": "暂时无法判定"}[self.value]


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a limit (`on`) and its last moment (`at`, 24:00 of that day, or to the second for hours).

    `provisional`: the day lies past the calendar's coverage, so 调休 may move it between `earliest_on` and `latest_on`.
    `open_ended`: a suspension without end stands before the limit is used up; `on` and `at` are None, `reason` says so.
    `calendar_version` belongs beside every stored due date.
    """

    on: date | None
    at: datetime | None
    provisional: bool
    open_ended: bool
    reason: str
    earliest_on: date | None
    latest_on: date | None
    earliest_at: datetime | None
    latest_at: datetime | None
    exact: bool
    calendar_version: str

    @property
    def determined(self) -> bool:
        """Whether the day may be relied on for a legal effect."""
        return self.on is not None and not self.provisional

    def verdict(self, moment: datetime) -> Verdict:
        """Whether an act at this moment keeps the limit. Days end at 24:00; an hour limit is missed by one second."""
        if self.earliest_at is None:
            return Verdict.ON_TIME  # a limit that stands still cannot have been missed
        if moment < self.earliest_at or (self.exact and moment == self.earliest_at):
            return Verdict.ON_TIME
        if self.latest_at is None:
            return Verdict.CANNOT_BE_DETERMINED
        if moment > self.latest_at or (not self.exact and moment == self.latest_at):
            return Verdict.LATE
        return Verdict.CANNOT_BE_DETERMINED

    def __str__(self) -> str:
        if self.on is None or self.at is None:
            return self.reason
        written = chinese_moment(self.at) if self.exact else f"{chinese_day(self.on)}（{weekday(self.on)}）24时"
        return f"{written}（暂定）" if self.provisional else written

    def as_dict(self) -> dict[str, object]:
        return {
            "due": self.on.isoformat() if self.on else None,
            "at": self.at.isoformat() if self.at else None,
            "provisional": self.provisional,
            "determined": self.determined,
            "open_ended": self.open_ended,
            "reason": self.reason,
            "earliest": self.earliest_on.isoformat() if self.earliest_on else None,
            "latest": self.latest_on.isoformat() if self.latest_on else None,
            "calendar_version": self.calendar_version,
        }
