"""What a holiday notice and a season of office hours must be before they are entered. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from legalclock import ClockError, DayKind, SpecialDay
from legalclock.hours import Season, parse_month_day, parse_sessions
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line

DayRow = tuple[date, str, str]
"""A day of a notice as it is entered: the day, "holiday" or "makeup", the name of the festival."""

KIND_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("放假", "休息", "休", "holiday"), DayKind.HOLIDAY.value),
    **dict.fromkeys(("调休上班", "上班", "调休", "补班", "班", "makeup"), DayKind.MAKEUP.value),
}
_LINE = re.compile(r"(?P<days>\S+?)[\s,，、;；:：]+(?P<kind>[^\s,，、;；:：]+)[\s,，、;；:：]+(?P<name>.+)")
_DAY = re.compile(r"(?:(\d{4})[-./年])?(\d{1,2})[-./月](\d{1,2})日?")
_RANGE = re.compile("[~～至—–]+")
_LONGEST_RUN = 31


@dataclass(frozen=True, slots=True)
class MovedClock:
    """A running clock one of whose due moments a new calendar changes, or makes certain: `limit` says which."""

    subject: str
    name: str
    limit: str
    before: datetime | None
    after: datetime | None
    became_certain: bool


Dues = tuple[datetime | None, datetime | None]
"""Promised and statutory due moment of a clock."""


def moved_clock(subject: str, name: str, before: Dues, after: Dues, *, became_certain: bool) -> MovedClock | None:
    """What moved, told by the limit it concerns: the promised one if that changed, else the later, statutory one."""
    if before == after and not became_certain:
        return None
    is_promised = before[0] != after[0] or after[1] is None
    place, limit = (0, "promised") if is_promised else (1, "statutory")
    return MovedClock(subject, name, limit, before[place], after[place], became_certain)


@contextmanager
def lawful(field: str | None = None) -> Iterator[None]:
    """The library's refusals in the house's words."""
    try:
        yield
    except ClockError as error:
        raise Refusal(error.code, str(error), field) from error


def read_lines(text: str, year: int) -> list[DayRow]:
    """“每行：日期 类型 名称”, as pasted from a notice; a run of days may be written 2027-02-05至2027-02-11.

    A day without a year is of `year`. Raises Refusal naming the line.
    """
    rows: list[DayRow] = []
    for number, line in enumerate(text.splitlines(), 1):
        written = tidy_line(line)
        if not written:
            continue
        found = _LINE.fullmatch(written)
        if found is None:
            raise Refusal("bad-line", f"第{number}行“{written}”看不懂，请写成：{year}-01-01 放假 元旦。", "lines")
        kind = KIND_WORDS.get(found["kind"])
        if kind is None:
            raise Refusal("bad-kind", f"第{number}行的类型“{found['kind']}”只能是“放假”或“调休上班”。", "lines")
        first, last = _bounds(found["days"], year, number)
        if not first <= last < first + timedelta(days=_LONGEST_RUN):
            raise Refusal("bad-run", f"第{number}行的起止日期不正确，请核对。", "lines")
        rows += [(first + timedelta(days=n), kind, found["name"]) for n in range((last - first).days + 1)]
    return rows


def _bounds(text: str, year: int, number: int) -> tuple[date, date]:
    ends = _RANGE.split(text)
    if len(ends) > 2:
        raise Refusal("bad-day", f"第{number}行的日期“{text}”不正确，请按 {year}-01-01 的格式填写。", "lines")
    days = []
    for end in ends:
        found = _DAY.fullmatch(end)
        try:
            if found is None:
                raise ValueError(end)
            days.append(date(int(found[1] or year), int(found[2]), int(found[3])))
        except ValueError as error:
            raise Refusal(
                "bad-day", f"第{number}行的日期“{end}”不正确，请按 {year}-01-01 的格式填写。", "lines"
            ) from error
    return days[0], days[-1]


def check_notice(year: int, source: str, days: Sequence[DayRow], *, known: Sequence[int]) -> dict[date, SpecialDay]:
    """The days of a notice, each checked; `known` are the years on record, in order. Raises Refusal."""
    source = source.strip()
    if not source:
        raise Refusal("no-source", "请填写放假安排通知的文号或标题。", "source")
    if len(source) > 160:
        raise Refusal("long-source", "通知的文号或标题不能超过160字。", "source")
    if known and not known[0] <= year <= known[-1] + 1:
        raise Refusal("year-gap", f"请先录入{known[-1] + 1}年的放假安排，日历不能跳过年份。", "year")
    entered: dict[date, SpecialDay] = {}
    for on, kind, name in days:
        # A notice may begin in the old year: that of 2023 gave 2022-12-31 off.
        is_of_old_year = on.year == year - 1 and on.month == 12 and (not known or year > known[0])
        if on.year != year and not is_of_old_year:
            raise Refusal("wrong-year", f"{on:%Y-%m-%d}不在{year}年内，请核对。", "days")
        if on in entered:
            raise Refusal("day-twice", f"{on:%Y-%m-%d}重复填写，请只保留一行。", "days")
        if kind not in (DayKind.HOLIDAY.value, DayKind.MAKEUP.value):
            raise Refusal("bad-kind", f"{on:%Y-%m-%d}的类型只能是放假或者调休上班。", "days")
        if len(name.strip()) > 40:
            raise Refusal("long-name", f"{on:%Y-%m-%d}的名称不能超过40字。", "days")
        with lawful("days"):
            entered[on] = SpecialDay(on, DayKind(kind), name.strip(), source)
    if not any(day.kind is DayKind.HOLIDAY for day in entered.values()):
        raise Refusal("no-holiday", "至少要有一个放假日，请核对通知全文。", "days")
    return entered


def check_season(first: str, last: str, sessions: str) -> tuple[str, str, str]:
    """A season's bounds and sessions as they are stored: 05-01, 09-30, 08:30-12:00,15:00-18:00. Raises Refusal."""
    with lawful("sessions"):
        hours = parse_sessions(sessions)
    bounds = []
    for field, text in (("first", first), ("last", last)):
        with lawful(field):
            bound = parse_month_day(text.strip())
            Season(bound, bound, hours)
        bounds.append("{:02d}-{:02d}".format(*bound))
    return bounds[0], bounds[1], ",".join(f"{begin:%H:%M}-{end:%H:%M}" for begin, end in hours)
