"""One reader per kind: from what was typed to a value, or a Refusal whose sentence stands beside the field.

Full-width digits, blanks and separators are forgiven wherever they cannot change the meaning.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from zhengtong.foundation.checkdigits import read_credit_code, read_mobile, read_resident_id
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_code, tidy_line, tidy_text

from .definition import Column, Limit

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
PLACES = {"integer": 0, "decimal": 4, "money": 2}


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading needs from outside: the day, and the name of a region by its 12-digit code."""

    today: date
    regions: Callable[[str], str | None]


def read(field: Column, entry: str, reading: Reading) -> Any:
    """The value of a non-empty entry, as JSON: text, int, ISO day, decimal as text, {"code", "name"} of a region."""
    return _READERS[field.kind](field, entry, reading)


def is_blank(entry: str) -> bool:
    return not tidy_line(entry)


def _plain(entry: str) -> str:
    """For what is not Chinese text: full-width punctuation (．，－＠) becomes half-width too."""
    return tidy_line(unicodedata.normalize("NFKC", entry))


def _line(field: Column, entry: str, reading: Reading) -> str:
    return _within_length(field, tidy_line(entry))


def _text(field: Column, entry: str, reading: Reading) -> str:
    return _within_length(field, tidy_text(entry))


def _within_length(field: Column, text: str) -> str:
    if field.max_length is not None and len(text) > field.max_length:
        raise Refusal("too-long", f"{field.label}最多{field.max_length}个字，现在有{len(text)}个字。", field.key)
    return text


def _number(field: Column, entry: str, reading: Reading) -> int | str:
    typed = re.sub(r"[,\s¥元]", "", _plain(entry))
    try:
        number = Decimal(typed)
    except InvalidOperation as error:
        raise Refusal(
            "not-a-number", f"{field.label}应当填写数字，例如 {'3' if field.kind == 'integer' else '12.5'}。", field.key
        ) from error
    if not number.is_finite() or abs(number) >= Decimal(10) ** 15:
        raise Refusal("not-a-number", f"{field.label}的数字过大，请核对。", field.key)
    places = PLACES[field.kind]
    if number != round(number, places):
        allowed = "整数" if places == 0 else f"最多{places}位小数的数字"
        raise Refusal("too-precise", f"{field.label}应当填写{allowed}。", field.key)
    _within(field, number, str)
    if field.kind == "integer":
        return int(number)
    return f"{number:.2f}" if field.kind == "money" else f"{number.normalize():f}"


def _within(field: Column, number: Decimal, show: Callable[[Decimal], str]) -> None:
    if isinstance(field.minimum, Decimal) and number < field.minimum:
        raise Refusal("too-small", f"{field.label}不能小于{show(field.minimum)}。", field.key)
    if isinstance(field.maximum, Decimal) and number > field.maximum:
        raise Refusal("too-large", f"{field.label}不能大于{show(field.maximum)}。", field.key)


def _date(field: Column, entry: str, reading: Reading) -> str:
    match = _DAY.fullmatch(_plain(entry).replace(" ", ""))
    if match is None:
        raise Refusal("not-a-day", f"{field.label}应当填写日期，例如 2026-01-31。", field.key)
    year, month, day = (int(part) for part in match.groups() if part is not None)
    try:
        on = date(year, month, day)
    except ValueError as error:
        raise Refusal("not-a-day", f"{field.label}：没有{year}年{month}月{day}日这一天，请核对。", field.key) from error
    if not 1880 <= year <= 2200:
        raise Refusal("not-a-day", f"{field.label}的年份不合理，请核对。", field.key)
    earliest, latest = _bound(field.minimum, reading.today), _bound(field.maximum, reading.today)
    if earliest is not None and on < earliest:
        raise Refusal("too-early", f"{field.label}不能早于{_say(earliest, reading.today)}。", field.key)
    if latest is not None and on > latest:
        raise Refusal("too-late", f"{field.label}不能晚于{_say(latest, reading.today)}。", field.key)
    return on.isoformat()


def _bound(limit: Limit, today: date) -> date | None:
    if not isinstance(limit, str):
        return None
    return today if limit == "today" else date.fromisoformat(limit)


def _say(day: date, today: date) -> str:
    return "今天" if day == today else f"{day.year}年{day.month}月{day.day}日"


def _choice(field: Column, entry: str, reading: Reading) -> str:
    value = entry.strip()
    if all(choice.value != value for choice in field.choices):
        raise Refusal("not-offered", f"{field.label}请从所列选项中选择。", field.key)
    return value


def _id_number(field: Column, entry: str, reading: Reading) -> str:
    return read_resident_id(tidy_code(entry), today=reading.today, field=field.key).number


def _phone(field: Column, entry: str, reading: Reading) -> str:
    return read_mobile(tidy_code(entry), field=field.key)


def _credit_code(field: Column, entry: str, reading: Reading) -> str:
    return read_credit_code(tidy_code(entry), field=field.key)


def _email(field: Column, entry: str, reading: Reading) -> str:
    address = _plain(entry).replace(" ", "")
    if not _EMAIL.fullmatch(address):
        raise Refusal("not-an-address", "电子邮箱的格式不对，例如 name@example.com。", field.key)
    return address


def _region(field: Column, entry: str, reading: Reading) -> dict[str, str]:
    code = tidy_code(entry)
    name = reading.regions(code)
    if name is None:
        raise Refusal("not-a-region", f"{field.label}：没有这个区划，请从列表中选择。", field.key)
    return {"code": code, "name": name}


_READERS: dict[str, Callable[[Column, str, Reading], Any]] = {
    "text": _line,
    "textarea": _text,
    "integer": _number,
    "decimal": _number,
    "money": _number,
    "date": _date,
    "choice": _choice,
    "id_number": _id_number,
    "phone": _phone,
    "credit_code": _credit_code,
    "email": _email,
    "region": _region,
}
