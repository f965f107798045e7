"""The filters of templates: text of bounded length, numbers of bounded size, lists that were given."""

import re
from collections.abc import Callable
from typing import NoReturn

from liquid import StrictUndefined
from liquid.exceptions import FilterArgumentError
from markupsafe import Markup

LONGEST_TEXT = 20_000  # characters a filter may make
LARGEST_NUMBER = 10**9


def _text(value: object) -> str:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool) or value is None:
        return "" if not value else "true"
    if isinstance(value, int | float):
        return str(value)
    _refuse("这个过滤器只能用在文字上。")


def _number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        _refuse("这个过滤器只能用在数字上。")
    text = str(value)
    if not re.fullmatch(r"-?[0-9]{1,10}", text):
        _refuse("这个过滤器只能用在整数上。")
    return int(text)


def _bounded(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        _refuse(f"文字超过{LONGEST_TEXT}个字，已经中止。")
    return text


def _within(number: int) -> int:
    if abs(number) > LARGEST_NUMBER:
        _refuse("数字太大，已经中止。")
    return number


def _refuse(sentence: str) -> NoReturn:
    raise FilterArgumentError(sentence, token=None)


def _default(value: object, other: object = "") -> object:
    # An undefined name is nothing here, and only here.
    is_nothing = isinstance(value, StrictUndefined) or value is None or value is False or value in ("", [], {})
    return other if is_nothing else value


def _truncate(value: object, length: object = 50, end: object = "…") -> str:
    text, most, tail = _text(value), _number(length), _text(end)
    return text if len(text) <= most else text[: max(0, most - len(tail))] + tail


def _slice(value: object, start: object, length: object = 1) -> object:
    first, count = _number(start), max(0, _number(length))
    whole = value if isinstance(value, list) else _text(value)
    first = max(0, len(whole) + first) if first < 0 else first
    return whole[first : first + count]


def _replace(value: object, old: object, new: object = "") -> str:
    text, out, put = _text(value), _text(old), _text(new)
    if not out:
        return text
    if len(text) + text.count(out) * (len(put) - len(out)) > LONGEST_TEXT:
        _bounded("　" * (LONGEST_TEXT + 1))
    return text.replace(out, put)


def _join(value: object, between: object = "、") -> str:
    if not isinstance(value, list):
        return _text(value)
    return _bounded(_text(between).join(_text(one) for one in value))


def _size(value: object) -> int:
    return len(value) if isinstance(value, list | dict | str) else 0


def _where(value: object, name: object, wanted: object = True) -> list[object]:
    if not isinstance(value, list):
        return []
    return [one for one in value if isinstance(one, dict) and one.get(_text(name)) == wanted]


def _day(value: object, form: object = "full") -> str:
    """A date `2026-11-22` as `full` 2026年11月22日, `short` 11-22, `month` 2026-11, `day` 22."""
    found = re.match(r"(\d{4})-(\d{2})-(\d{2})", _text(value))
    if found is None:
        return ""
    year, month, day = found.groups()
    shapes = {
        "full": f"{year}年{int(month)}月{int(day)}日",
        "short": f"{month}-{day}",
        "month": f"{year}-{month}",
        "day": day,
    }
    if _text(form) not in shapes:
        _refuse("day过滤器的写法只有full、short、month和day。")
    return shapes[_text(form)]


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


FILTERS: dict[str, Callable[..., object]] = {
    "append": lambda value, more: _bounded(_text(value) + _text(more)),
    "prepend": lambda value, more: _bounded(_text(more) + _text(value)),
    "day": _day,
    "default": _default,
    "downcase": lambda value: _text(value).lower(),
    "escape": lambda value: Markup.escape(_bounded(_text(value))),
    "first": lambda value: next(iter(_list(value)), None),
    "join": _join,
    "last": lambda value: next(iter(_list(value)[-1:]), None),
    "minus": lambda value, other: _within(_number(value) - _number(other)),
    "modulo": lambda value, other: _number(value) % (_number(other) or 1),
    "plus": lambda value, other: _within(_number(value) + _number(other)),
    "remove": lambda value, gone: _replace(value, gone),
    "replace": _replace,
    "reverse": lambda value: list(reversed(_list(value))),
    "size": _size,
    "slice": _slice,
    "strip": lambda value: _text(value).strip(),
    "times": lambda value, other: _within(_number(value) * _number(other)),
    "truncate": _truncate,
    "upcase": lambda value: _text(value).upper(),
    "where": _where,
}
