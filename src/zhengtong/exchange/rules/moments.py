"""Moments as files write them, in many ways, turned into one: ISO with an offset."""

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from zhengtong.foundation.errors import Refusal

_CHINESE = str.maketrans({"年": "-", "月": "-", "日": " ", "时": ":", "分": ":", "秒": "", "/": "-", "．": "."})
_LOOSE = re.compile(r"(\d{4})[-.](\d{1,2})[-.](\d{1,2})(?:[ T]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d*)?)?:?)?\s*")


def zone(name: str) -> tzinfo:
    """A time zone by its name; raises Refusal."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refusal("mapping-zone", f"映射里的时区“{name}”无法识别，例如应写 Asia/Shanghai。", "zone") from error


def in_iso(text: str, local: tzinfo, *, is_limit: bool = False) -> str:
    """`text` as an ISO moment with offset; what cannot be read comes back as it was, to be refused with its line.

    A moment without offset is read in `local`. A limit that is a bare day ends with that day: 0:00 of the next one.
    """
    text = text.strip()
    moment, is_day = _read(text)
    if moment is None:
        return text
    if is_limit and is_day and moment.tzinfo is None and moment.date() < date.max:
        moment += timedelta(days=1)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=local)
    return moment.isoformat()


def day_or_moment(value: datetime, local: tzinfo, *, is_limit: bool) -> str:
    """The same for a cell that holds a moment already; midnight is how a spreadsheet writes a bare day."""
    is_day = value.tzinfo is None and (value.hour, value.minute, value.second) == (0, 0, 0)
    if is_limit and is_day and value.date() < date.max:
        value += timedelta(days=1)
    return (value.replace(tzinfo=local) if value.tzinfo is None else value).isoformat()


def is_moment(text: str) -> bool:
    return _read(text.strip())[0] is not None


def _read(text: str) -> tuple[datetime | None, bool]:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _read_loosely(text.translate(_CHINESE).strip())
    return moment, len(text) <= 10


def _read_loosely(text: str) -> tuple[datetime | None, bool]:
    match = _LOOSE.fullmatch(text)
    if match is None:
        return None, False
    year, month, day, hour, minute, second = (int(part) if part else 0 for part in match.groups())
    try:
        moment = datetime(year, month, day, tzinfo=UTC).replace(tzinfo=None)
        if (hour, minute, second) == (24, 0, 0):
            return moment + timedelta(days=1), False
        return moment.replace(hour=hour, minute=minute, second=second), match[4] is None
    except (ValueError, OverflowError):
        return None, False
