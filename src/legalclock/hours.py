"""作息时间: the office hours that working-hour limits run in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise

from legalclock.errors import ClockError
from legalclock.moments import SHANGHAI, read, read_rows

Session = tuple[time, time]


def parse_sessions(text: str) -> tuple[Session, ...]:
    """`08:30-12:00,14:30-17:30` → sessions, in order and not overlapping; else `ClockError("bad-office-hours")`."""
    try:
        sessions = tuple(_session(part) for part in text.replace("，", ",").split(","))
    except ValueError:
        raise ClockError("bad-office-hours", f"作息时间“{text}”不正确，请按“08:30-12:00,14:30-17:30”填写。") from None
    return checked(sessions)


def _session(text: str) -> Session:
    begin, end = text.strip().split("-")
    return _clock_time(begin), _clock_time(end)


def _clock_time(text: str) -> time:
    hour, minute = text.strip().replace("：", ":").split(":")
    return time(int(hour), int(minute))


def checked(sessions: tuple[Session, ...]) -> tuple[Session, ...]:
    marks = [mark for session in sessions for mark in session]
    if not marks or any(a >= b for a, b in pairwise(marks)):
        raise ClockError("bad-office-hours", "作息时间须按先后顺序填写，每段的结束时间晚于开始时间，各段不得重叠。")
    return sessions


@dataclass(frozen=True, slots=True)
class Season:
    """Office hours of part of a year. Bounds are (month, day), both included; from > until runs over new year."""

    first: tuple[int, int]
    last: tuple[int, int]
    sessions: tuple[Session, ...]

    def __post_init__(self) -> None:
        checked(self.sessions)
        for month, day in (self.first, self.last):
            try:
                date(2024, month, day)  # a leap year, so that 02-29 may bound a season
            except ValueError:
                raise ClockError("bad-office-hours", f"季节起止日期“{month}月{day}日”不存在。") from None

    def covers(self, day: date) -> bool:
        here = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= here <= self.last
        return here >= self.first or here <= self.last


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Sessions of an ordinary working day and of each season; the first season that covers the day wins."""

    ordinary: tuple[Session, ...]
    seasons: tuple[Season, ...] = ()

    def __post_init__(self) -> None:
        checked(self.ordinary)

    def sessions_on(self, day: date) -> list[tuple[datetime, datetime]]:
        """The sessions of a working day as aware moments. Whether the day is worked is the calendar's business."""
        sessions = next((season.sessions for season in self.seasons if season.covers(day)), self.ordinary)
        return [
            (datetime.combine(day, begin, SHANGHAI), datetime.combine(day, end, SHANGHAI)) for begin, end in sessions
        ]

    def to_json(self) -> dict[str, object]:
        return {
            "ordinary": _written(self.ordinary),
            "seasons": [
                {
                    "first": f"{season.first[0]:02d}-{season.first[1]:02d}",
                    "last": f"{season.last[0]:02d}-{season.last[1]:02d}",
                    "sessions": _written(season.sessions),
                }
                for season in self.seasons
            ],
        }

    @classmethod
    def from_json(cls, record: Mapping[str, object]) -> OfficeHours:
        return cls(
            parse_sessions(read(record, "ordinary")),
            tuple(
                Season(
                    parse_month_day(read(row, "first")),
                    parse_month_day(read(row, "last")),
                    parse_sessions(read(row, "sessions")),
                )
                for row in read_rows(record, "seasons")
            ),
        )


def _written(sessions: tuple[Session, ...]) -> str:
    return ",".join(f"{begin:%H:%M}-{end:%H:%M}" for begin, end in sessions)


def parse_month_day(text: str) -> tuple[int, int]:
    """`05-01` → (5, 1)."""
    try:
        month, day = (int(part) for part in text.split("-"))
    except ValueError:
        raise ClockError("bad-office-hours", f"季节起止日期“{text}”不正确，请按“05-01”填写。") from None
    return month, day


def anfu_office_hours(summer_first: str = "05-01", summer_last: str = "09-30") -> OfficeHours:
    """Anfu's hours: 8:30–12:00 and 14:30–17:30, afternoons 15:00–18:00 in summer, whose bounds the county sets."""
    return OfficeHours(
        parse_sessions("08:30-12:00,14:30-17:30"),
        (
            Season(
                parse_month_day(summer_first),
                parse_month_day(summer_last),
                parse_sessions("08:30-12:00,15:00-18:00"),
            ),
        ),
    )
