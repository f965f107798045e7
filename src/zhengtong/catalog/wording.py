"""The Chinese words of an element's value, and back: what sheets and pages show for a code, and what people type."""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import TextChoices

from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line, tidy_text

from . import choices
from .elements import Element, Rows

# Words that are rows of other rooms (unit, step_unit, post, form) are codes here; the pages put the names beside them.
WORDS: dict[str, type[TextChoices]] = {
    "kind": choices.ItemKind,
    "legacy_kind": choices.LegacyKind,
    "level": choices.Level,
    "project_type": choices.ProjectType,
    "audience": choices.Audience,
    "time_unit": choices.TimeUnit,
    "ground": choices.Ground,
    "basis_level": choices.BasisLevel,
    "need": choices.Need,
    "material_type": choices.MaterialType,
    "material_format": choices.MaterialFormat,
    "material_source": choices.MaterialSource,
    "step_kind": choices.StepKind,
    "result_type": choices.ResultType,
}
_YES = frozenset({"是", "有", "可", "允许", "√", "✓", "y", "yes", "true", "1", "1.0"})
_NO = frozenset({"", "否", "无", "不", "不允许", "×", "n", "no", "false", "0", "0.0"})
_SEPARATORS = re.compile(r"[、，,;；\n]+")


def say(element: Element, value: Any) -> str:
    """The value in words; an absent one is empty."""
    if value is None or value == "":
        return ""
    match element.shape:
        case "yes":
            return "是" if value else "否"
        case "word":
            return _label(element.words, str(value))
        case "words":
            return "、".join(_label(element.words, str(one)) for one in value)
        case "list":
            return "、".join(str(one) for one in value)
    return str(value)


def say_row(rows: Rows, row: dict[str, Any]) -> str:
    """A whole row in one sentence, for the comparison of versions."""
    said = ((column.label, say(column, row.get(column.path))) for column in rows.columns)
    return "；".join(f"{label}：{words}" for label, words in said if words)


def read(element: Element, raw: Any) -> Any:
    """What a person wrote in a cell or a form field, as the content holds it; raises Refusal with what to write.

    Nothing written is None, an empty list, or no.
    """
    if isinstance(raw, bool) and element.shape == "yes":
        return raw
    if isinstance(raw, (date, datetime)) and element.shape == "day":
        return (raw.date() if isinstance(raw, datetime) else raw).isoformat()
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    text = "" if raw is None else str(raw)
    match element.shape:
        case "text":
            return tidy_text(text) or None
        case "line":
            return _one_line(text) or None
        case "word":
            return _code(element, _one_line(text)) if text.strip() else None
        case "words":
            return [_code(element, one) for one in _split(text)]
        case "list":
            return _split(text)
        case "yes":
            return _yes(element, text)
        case "whole":
            return _whole(element, text)
        case "money":
            return _money(element, text)
        case "day":
            return _day(element, text)
    raise ValueError(f"element {element.path} has the unknown shape {element.shape}")


def _label(words: str, code: str) -> str:
    known = WORDS.get(words)
    return known(code).label if known is not None and code in known.values else code


def _one_line(text: str) -> str:
    # Chinese punctuation is kept as it was typed; only blanks are folded.
    return " ".join(tidy_text(text).split())


def _split(text: str) -> list[str]:
    return list(dict.fromkeys(one for one in map(_one_line, _SEPARATORS.split(text)) if one))


def _refuse(element: Element, written: str, instead: str) -> Refusal:
    return Refusal("cell-malformed", f"“{element.label}”不能是“{written}”，{instead}。", element.path)


def _code(element: Element, written: str) -> str:
    known = WORDS.get(element.words)
    if known is None:
        return written
    for code, label in known.choices:
        if written in (code, label) or tidy_line(written) == tidy_line(str(label)):
            return str(code)
    raise _refuse(element, written, f"请填写：{'、'.join(str(label) for label in known.labels)}")


def _yes(element: Element, text: str) -> bool:
    word = tidy_line(text).casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise _refuse(element, text, "请填写是或否")


def _whole(element: Element, text: str) -> int | None:
    figures = tidy_line(text).replace(",", "")
    if not figures:
        return None
    if not re.fullmatch(r"-?\d{1,9}", figures):
        raise _refuse(element, text, "请填写整数")
    if int(figures) < 0:
        raise _refuse(element, text, "请填写不小于零的整数")
    return int(figures)


def _money(element: Element, text: str) -> str | None:
    figures = tidy_line(text).replace(",", "").removesuffix("元")
    if not figures:
        return None
    try:
        amount = Decimal(figures)
    except InvalidOperation as error:
        raise _refuse(element, text, "请填写以元为单位的数，例如 80.00") from error
    if not amount.is_finite() or amount < 0 or amount != round(amount, 2):
        raise _refuse(element, text, "请填写不小于零、最多两位小数的数")
    return f"{amount:.2f}"


def _day(element: Element, text: str) -> str | None:
    figures = re.sub(r"[年月/.]", "-", unicodedata.normalize("NFKC", text).strip()).rstrip("日").strip()
    if not figures:
        return None
    try:
        year, month, day = (int(part) for part in figures.split("-"))
        return date(year, month, day).isoformat()
    except ValueError as error:
        raise _refuse(element, text, "请按2021-07-15的样式填写日期") from error
