"""From reviewable data (YAML, JSON) to a `Definition`; everything that cannot work is refused here, once."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from zhengtong.foundation.errors import Refusal

from .definition import Choice, Column, Condition, Definition, Field, Limit, Section
from .kinds import COLUMN_KINDS, FILE_TYPES, KINDS, MAX_LENGTH, MAX_ROWS, NUMBERS, PROPERTIES

_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_RESERVED = frozenset({"csrfmiddlewaretoken"})
_TOP = frozenset({"code", "unit", "title", "note", "sections"})
_COMMON = frozenset({"key", "label", "kind", "required", "hint"})


def parse_definition(raw: Mapping[str, Any]) -> Definition:
    """The form that `raw` describes.

    Raises Refusal with a stable code and the place of the fault: `definition-shape`, `unknown-property`, `bad-key`,
    `duplicate-key`, `missing-label`, `unknown-kind`, `missing-choices`, `duplicate-choice`, `bad-limit`,
    `nested-table`, `missing-columns`, `missing-text`, `condition-shape`, `condition-unknown`, `condition-order`,
    `condition-value`.
    """
    if not isinstance(raw, Mapping):
        raise Refusal("definition-shape", "表单定义应当是一组名称和值。")
    _only(raw, _TOP, "表单")
    title = _text(raw, "title", "表单", limit=80)
    if not title:
        raise Refusal("missing-label", "表单还没有标题。", "title")
    sections = _list(raw, "sections", "表单")
    if not sections:
        raise Refusal("definition-shape", "表单至少要有一节。")
    earlier: dict[str, Field] = {}
    every_key = [_key_of(field) for section in sections for field in _fields_of(section)]
    parsed = tuple(_section(section, number, earlier, every_key) for number, section in enumerate(sections, 1))
    if not any(field.has_value for section in parsed for field in section.fields):
        raise Refusal("definition-shape", "表单至少要有一个可以填写的字段。")
    return Definition(title, _text(raw, "note", "表单", limit=1000), parsed)


def _fields_of(section: Any) -> Sequence[Any]:
    fields = section.get("fields") if isinstance(section, Mapping) else None
    return fields if isinstance(fields, list | tuple) else ()


def _key_of(field: Any) -> str:
    return str(field.get("key", "")) if isinstance(field, Mapping) else ""


def _section(raw: Any, number: int, earlier: dict[str, Field], every_key: list[str]) -> Section:
    place = f"第{number}节"
    if not isinstance(raw, Mapping):
        raise Refusal("definition-shape", f"{place}应当有标题和字段。")
    _only(raw, frozenset({"title", "hint", "fields"}), place)
    title = _text(raw, "title", place, limit=60)
    if not title:
        raise Refusal("missing-label", f"{place}还没有标题。")
    fields = []
    for item in _list(raw, "fields", place):
        field = _field(item, f"{place}“{title}”", earlier, every_key)
        earlier[field.key] = field
        fields.append(field)
    return Section(title, _text(raw, "hint", place, limit=300), tuple(fields))


def _field(raw: Any, place: str, earlier: Mapping[str, Field], every_key: list[str]) -> Field:
    common = _common(raw, place, _COMMON | {"show_if"}, frozenset(KINDS))
    key, kind = common["key"], common["kind"]
    place = f"{place}的字段“{common['label'] or key}”"
    if key in earlier:
        raise Refusal("duplicate-key", f"{place}：字段名 {key} 重复，请换一个。", "key")
    text = _text(raw, "text", place, limit=1000)
    if kind == "declaration" and not text:
        raise Refusal("missing-text", f"{place}：请写明承诺的内容。", "text")
    columns = _columns(raw, place) if kind == "table" else ()
    accept = tuple(str(item).lower().lstrip(".") for item in _list(raw, "accept", place))
    if unknown := [item for item in accept if item not in FILE_TYPES]:
        raise Refusal("bad-limit", f"{place}：不支持的文件类型 {'、'.join(unknown)}。", "accept")
    accept = tuple(name for name in FILE_TYPES if name in accept)
    show_if = _condition(raw.get("show_if"), place, key, earlier, every_key)
    max_mb = _whole(raw, "max_mb", place, low=1, high=200)
    return Field(**common, show_if=show_if, accept=accept, max_mb=max_mb, columns=columns, text=text)


def _columns(raw: Mapping[str, Any], place: str) -> tuple[Column, ...]:
    columns: list[Column] = []
    for item in _list(raw, "columns", place):
        if isinstance(item, Mapping) and item.get("kind") == "table":
            raise Refusal("nested-table", f"{place}：表格里不能再放表格。", "columns")
        column = Column(**_common(item, place, _COMMON, COLUMN_KINDS))
        if any(column.key == other.key for other in columns):
            raise Refusal("duplicate-key", f"{place}：列名 {column.key} 重复，请换一个。", "columns")
        columns.append(column)
    if not columns:
        raise Refusal("missing-columns", f"{place}：表格至少要有一列。", "columns")
    return tuple(columns)


def _common(raw: Any, place: str, allowed: frozenset[str], kinds: frozenset[str]) -> dict[str, Any]:
    """The properties a field and a column share, as keyword arguments."""
    if not isinstance(raw, Mapping):
        raise Refusal("definition-shape", f"{place}：每个字段应当有名称和类型。")
    key, kind, label = str(raw.get("key") or ""), str(raw.get("kind") or ""), _text(raw, "label", place, limit=100)
    place = f"{place}的字段“{label or key}”"
    if not _KEY.fullmatch(key) or key in _RESERVED:
        raise Refusal("bad-key", f"{place}：字段名应以小写字母开头，只用小写字母、数字和下划线，最多40个字符。", "key")
    if kind not in KINDS:
        raise Refusal("unknown-kind", f"{place}：不认识的类型“{kind}”。", "kind")
    if kind not in kinds:
        raise Refusal("unknown-kind", f"{place}：“{KINDS[kind]}”不能用作表格的列。", "kind")
    if not label:
        raise Refusal("missing-label", f"{place}：请填写显示的名称。", "label")
    _only(raw, allowed | PROPERTIES.get(kind, frozenset()), place)
    minimum, maximum = _limits(raw, kind, place)
    return {
        "key": key,
        "label": label,
        "kind": kind,
        "is_required": _flag(raw, "required", place),
        "hint": _text(raw, "hint", place, limit=300),
        "max_length": _whole(raw, "max_length", place, low=1, high=20_000) or MAX_LENGTH.get(kind),
        "minimum": minimum,
        "maximum": maximum,
        "choices": _choices(raw, place) if kind in ("choice", "multichoice") else (),
        "is_marked_personal": _flag(raw, "personal", place),
    }


def _choices(raw: Mapping[str, Any], place: str) -> tuple[Choice, ...]:
    choices: list[Choice] = []
    for item in _list(raw, "choices", place):
        if not isinstance(item, Mapping) or not isinstance(item.get("value"), str):
            raise Refusal(
                "missing-choices", f"{place}：每个选项要有文字形式的值和名称（值为 yes、no 时加引号）。", "choices"
            )
        choice = Choice(str(item["value"]).strip(), str(item.get("label") or "").strip())
        if not choice.value or not choice.label or len(choice.value) > 60 or len(choice.label) > 100:
            raise Refusal("missing-choices", f"{place}：每个选项都要写明值（60字以内）和名称（100字以内）。", "choices")
        if any(choice.value == other.value for other in choices):
            raise Refusal("duplicate-choice", f"{place}：选项 {choice.value} 重复。", "choices")
        choices.append(choice)
    if not choices:
        raise Refusal("missing-choices", f"{place}：请至少列出一个选项。", "choices")
    return tuple(choices)


def _limits(raw: Mapping[str, Any], kind: str, place: str) -> tuple[Limit, Limit]:
    low: Limit
    high: Limit
    if kind == "date":
        low, high = _day(raw, "min", place), _day(raw, "max", place)
        comparable = "today" not in (low, high)
    elif kind == "table":
        rows = (_whole(raw, "min", place, low=0, high=500), _whole(raw, "max", place, low=1, high=500))
        low, high = Decimal(rows[0] or 0), Decimal(MAX_ROWS if rows[1] is None else rows[1])
        comparable = True
    elif kind == "multichoice":
        low, high = (_picks(raw, name, place) for name in ("min", "max"))
        comparable = True
    elif kind in NUMBERS:
        low, high = _number(raw, "min", place), _number(raw, "max", place)
        comparable = True
    else:
        return None, None
    if comparable and low is not None and high is not None and low > high:  # type: ignore[operator]  # of one type here
        raise Refusal("bad-limit", f"{place}：最小值 {low} 大于最大值 {high}。", "max")
    return low, high


def _picks(raw: Mapping[str, Any], name: str, place: str) -> Decimal | None:
    """How many options may be ticked."""
    count = _whole(raw, name, place, low=1, high=200)
    if count is not None and count > len(_list(raw, "choices", place)):
        raise Refusal("bad-limit", f"{place}：要选{count}项，选项却没有这么多。", name)
    return None if count is None else Decimal(count)


def _number(raw: Mapping[str, Any], name: str, place: str) -> Decimal | None:
    value = raw.get(name)
    if value is None or value == "":
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation as error:
        raise Refusal("bad-limit", f"{place}：“{value}”不是数字。", name) from error
    if isinstance(value, bool) or not number.is_finite() or abs(number) > Decimal(10) ** 15:
        raise Refusal("bad-limit", f"{place}：“{value}”不能作为限值。", name)
    return number


def _whole(raw: Mapping[str, Any], name: str, place: str, *, low: int, high: int) -> int | None:
    number = _number(raw, name, place)
    if number is None:
        return None
    if number != int(number) or not low <= number <= high:
        raise Refusal("bad-limit", f"{place}：“{raw[name]}”应当是{low}到{high}之间的整数。", name)
    return int(number)


def _day(raw: Mapping[str, Any], name: str, place: str) -> str | None:
    value = raw.get(name)
    if value in (None, "", "today"):
        return "today" if value == "today" else None
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise Refusal("bad-limit", f"{place}：日期限值应写成 2026-01-31 或 today（填表当天）。", name) from error


def _condition(raw: Any, place: str, key: str, earlier: Mapping[str, Field], every_key: list[str]) -> Condition | None:
    if raw is None:
        return None
    tests = [name for name in ("equals", "in", "filled") if isinstance(raw, Mapping) and name in raw]
    if not isinstance(raw, Mapping) or len(tests) != 1 or set(raw) - {"field", *tests}:
        raise Refusal("condition-shape", f"{place}：显示条件要写明看哪个字段，并且只用一种判断。", "show_if")
    target = earlier.get(str(raw.get("field")))
    if target is None and str(raw.get("field")) in every_key:
        # Only what stands above may decide what shows below: a reader goes down the page, and no circle can arise.
        raise Refusal(
            "condition-order", f"{place}：显示条件只能依据排在它前面的字段，不能依据自己或后面的字段。", "show_if"
        )
    if target is None:
        raise Refusal("condition-unknown", f"{place}：显示条件所依据的字段 {raw.get('field')} 不存在。", "show_if")
    if not target.has_value:
        raise Refusal("condition-unknown", f"{place}：小标题没有值，不能作为显示条件。", "show_if")
    test = tests[0]
    if test == "filled":
        if raw["filled"] is not True:
            raise Refusal("condition-shape", f"{place}：“已填写”条件应写作 filled: true。", "show_if")
        return Condition(target.key, "filled")
    if target.kind in ("table", "file", "declaration"):
        raise Refusal("condition-value", f"{place}：“{target.label}”只能判断是否已填写。", "show_if")
    values = raw["in"] if test == "in" else [raw["equals"]]
    if not isinstance(values, list | tuple) or not values or not all(isinstance(v, str | int | float) for v in values):
        raise Refusal("condition-shape", f"{place}：显示条件要列出用来比较的值。", "show_if")
    if any(isinstance(value, bool) for value in values):
        raise Refusal("condition-value", f"{place}：值为 yes、no 时请加引号。", "show_if")
    wanted = tuple(str(value) for value in values)
    offered = {choice.value for choice in target.choices}
    if offered and (unknown := [value for value in wanted if value not in offered]):
        raise Refusal("condition-value", f"{place}：“{target.label}”没有选项 {'、'.join(unknown)}。", "show_if")
    if offered:
        wanted = tuple(choice.value for choice in target.choices if choice.value in wanted)
    return Condition(target.key, "equals" if len(wanted) == 1 else "in", wanted)


def _only(raw: Mapping[str, Any], allowed: frozenset[str], place: str) -> None:
    if unknown := sorted(str(name) for name in raw if name not in allowed):
        raise Refusal("unknown-property", f"{place}：不适用的属性 {'、'.join(unknown)}。")


def _text(raw: Mapping[str, Any], name: str, place: str, *, limit: int) -> str:
    value = raw.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Refusal("definition-shape", f"{place}：{name} 应当是文字。", name)
    if len(value.strip()) > limit:
        raise Refusal("bad-limit", f"{place}：{name} 最多{limit}个字。", name)
    return value.strip()


def _flag(raw: Mapping[str, Any], name: str, place: str) -> bool:
    value = raw.get(name, False)
    if not isinstance(value, bool):
        raise Refusal("definition-shape", f"{place}：{name} 只能是 true 或 false。", name)
    return value


def _list(raw: Mapping[str, Any], name: str, place: str) -> Sequence[Any]:
    value = raw.get(name)
    if value is None:
        return ()
    if not isinstance(value, list | tuple) or len(value) > 200:
        raise Refusal("definition-shape", f"{place}：{name} 应当是一个不超过200项的列表。", name)
    return value
