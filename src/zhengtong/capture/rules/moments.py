"""When something was published, in the ways feeds, site maps and pages say it."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from zhengtong.foundation.text import tidy_line

CHINA = timezone(timedelta(hours=8))
_DAY = re.compile(
    r"(?<!\d)(20\d\d|19\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)日?"
    r"(?:\s*T?\s*(\d{1,2}):(\d{2})(?::(\d{2}))?)?"
)


def moment_in(text: str) -> datetime | None:
    """The first moment a text tells, in China's time where no zone is named; None if there is none."""
    text = tidy_line(text[:300])
    return _whole(text) or _found(text)


def _whole(text: str) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(text)
        except (ValueError, TypeError, IndexError):
            continue
        moment = moment if moment.tzinfo else moment.replace(tzinfo=CHINA)
        try:
            return moment.astimezone(UTC) if 1990 <= moment.year < 2100 else None
        except OverflowError:
            return None
    return None


def _found(text: str) -> datetime | None:
    found = _DAY.search(text)
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=CHINA).astimezone(UTC)
    except ValueError:
        return None
