"""Days, moments and how they are written in Chinese. All local time is Asia/Shanghai."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, timezone

from legalclock.errors import ClockError

# China has kept UTC+8 without summer time since 1991 and the calendar starts in 2004, so a fixed offset is exact and
# needs no time-zone database on the machine.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")

ONE_DAY = timedelta(days=1)
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


def local(moment: datetime) -> datetime:
    """The moment as Shanghai wall time. A naive datetime is refused: nobody can say which moment it means."""
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ClockError("naive-moment", f"时间“{moment.isoformat(sep=' ')}”没有注明时区，无法确定是哪一时刻。")
    return moment.astimezone(SHANGHAI)


def day_start(day: date) -> datetime:
    """00:00 of the day."""
    return datetime.combine(day, time.min, SHANGHAI)


def day_end(day: date) -> datetime:
    """24:00 of the day, written as 00:00 of the next one (民法典 第二百零三条)."""
    return datetime.combine(day + ONE_DAY, time.min, SHANGHAI)


def last_day(due: datetime | None) -> date | None:
    """The day a limit ends on, the other way round: what is written 00:00 of a day ended with the day before."""
    return None if due is None else local_day(due - timedelta(microseconds=1))


def moment_of(as_of: date | datetime) -> datetime:
    """A moment as it is, a day as its 00:00."""
    return local(as_of) if isinstance(as_of, datetime) else day_start(as_of)


def local_day(as_of: date | datetime) -> date:
    """The Shanghai day a moment falls on, a day as it is."""
    return local(as_of).date() if isinstance(as_of, datetime) else as_of


def weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def chinese_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_moment(moment: datetime) -> str:
    there = local(moment)
    clock = f"{there:%H:%M}" if there.second == 0 else f"{there:%H:%M:%S}"
    return f"{chinese_day(there.date())}（{weekday(there.date())}）{clock}"


def parse_day(text: str) -> date:
    """`2025-09-26` → a date; anything else is a `ClockError("bad-date")`."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ClockError("bad-date", f"日期“{text}”不正确，请按“2025-09-26”的格式填写真实存在的日期。") from None


def parse_moment(text: str) -> datetime:
    """`2026-03-02T09:00` → an aware moment; without an offset it is read as Shanghai wall time, as people write it."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ClockError("bad-moment", f"时间“{text}”不正确，请按“2026-03-02T09:00”的格式填写。") from None
    return moment.replace(tzinfo=SHANGHAI) if moment.tzinfo is None else local(moment)


def read(record: Mapping[str, object], key: str) -> str:
    """A required string of a stored record; `ClockError("bad-record")` when it is missing or of another type."""
    value = record.get(key)
    if not isinstance(value, str):
        raise ClockError("bad-record", f"保存的记录缺少“{key}”或其类型不正确，无法还原。")
    return value


def read_optional(record: Mapping[str, object], key: str) -> str | None:
    return None if record.get(key) is None else read(record, key)


def read_rows(record: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    """A required list of objects of a stored record."""
    rows = record.get(key)
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise ClockError("bad-record", f"保存的记录缺少“{key}”或其类型不正确，无法还原。")
    return rows
