"""Reading a content document value by value; every complaint names the element in Chinese and by its path."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import TextChoices

from zhengtong.foundation.errors import Refusal

from .choices import TimeUnit
from .elements import ALLOWED_GROUPS, ELEMENTS, ITEM_STATE_KEYS, LISTS, label_of

LARGEST = 36_500


@dataclass(frozen=True, slots=True)
class Reader:
    """A mapping inside the document, at `path` ("" for the document itself); `order` counts the rows of a list."""

    values: Mapping[str, Any]
    path: str = ""
    order: int = 0

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> "Reader":
        """The document itself; an element nobody knows is refused, so a slip of the key loses nothing silently."""
        if not isinstance(content, Mapping):
            raise Refusal("item-malformed", "事项文件应是一组“要素: 内容”，请对照事项文件格式说明检查。")
        reader = cls(content)
        reader.refuse_unknown({path.split(".")[0] for path in ELEMENTS} | set(LISTS) | ITEM_STATE_KEYS)
        return reader

    def refuse_unknown(self, known: set[str]) -> None:
        for key in self.values:
            if key not in known:
                place = f"“{label_of(self.path)}”中" if self.path else ""
                raise Refusal("item-unknown-element", f"{place}不认识的要素“{key}”，请检查拼写。", self.at(str(key)))

    def at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def has(self, key: str) -> bool:
        return self.values.get(key) not in (None, "")

    def refuse(self, key: str, complaint: str) -> Refusal:
        path = self.at(key)
        label = label_of(path)
        subject = label if "第" in label else f"“{label}”"
        return Refusal("item-malformed", f"{subject}{complaint}。", path)

    def line(self, key: str, most: int | None = None) -> str:
        value = self.values.get(key)
        if value is None:
            return ""
        if isinstance(value, (Mapping, list, bool)):
            raise self.refuse(key, "应是一段文字")
        text = str(value).strip()
        if most is not None and len(text) > most:
            raise self.refuse(key, f"不超过{most}字，现在有{len(text)}字")
        return text

    def word(self, key: str, words: type[TextChoices], *, optional: bool = False) -> str:
        value = self.line(key)
        if not value and optional:
            return ""
        if value not in words.values:
            if not value:
                raise self.refuse(key, f"没有填写，可选：{'、'.join(words.labels)}")
            known = "、".join(f"{code}（{label}）" for code, label in words.choices)
            raise self.refuse(key, f"不能是“{value}”，可选：{known}")
        return value

    def words(self, key: str, words: type[TextChoices] | None = None, most: int = 20) -> tuple[str, ...]:
        value = self.values.get(key)
        if value is None:
            return ()
        if not isinstance(value, (list, tuple)) or any(isinstance(one, (Mapping, list)) for one in value):
            raise self.refuse(key, "应是一组词")
        found = tuple(str(one).strip() for one in value if str(one).strip())
        for one in found:
            if len(one) > most:
                raise self.refuse(key, f"中每个词不超过{most}字，“{one}”太长")
            if words is not None and one not in words.values:
                raise self.refuse(key, f"中有不认识的“{one}”，可选：{'、'.join(words.values)}")
        return found

    def yes(self, key: str) -> bool:
        value = self.values.get(key)
        if value is None:
            return False
        if not isinstance(value, bool):
            raise self.refuse(key, f"应填是（true）或否（false），不能是“{value}”")
        return value

    def whole(self, key: str) -> int:
        """A whole number from 0; absent is 0."""
        value = self.values.get(key)
        if value in (None, ""):
            return 0
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.refuse(key, f"应是整数，不能是“{value}”")
        if not 0 <= value <= LARGEST:
            raise self.refuse(key, f"不能是{value}，须为不小于零的合理整数")
        return value

    def limit(self, amount: str, unit: str) -> tuple[int, str]:
        """An amount of at least 1 with its unit."""
        value = self.values.get(amount)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.refuse(amount, f"应是整数，不能是“{value if value is not None else '空'}”")
        if not 0 < value <= LARGEST:
            raise self.refuse(amount, f"不能是{value}，时限须为大于零的合理整数")
        return value, self.word(unit, TimeUnit)

    def money(self, key: str) -> Decimal | None:
        """Yuan with at most two decimals; absent is None."""
        value = self.values.get(key)
        if value in (None, ""):
            return None
        try:
            amount = Decimal(str(value))
        except InvalidOperation as error:
            raise self.refuse(key, f"应是以元为单位的数，不能是“{value}”") from error
        if isinstance(value, bool) or not amount.is_finite() or amount < 0 or amount != round(amount, 2):
            raise self.refuse(key, f"应是不小于零、最多两位小数的数，不能是“{value}”")
        return amount.quantize(Decimal("0.01"))

    def day(self, key: str) -> date | None:
        value = self.values.get(key)
        if value in (None, ""):
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError as error:
            raise self.refuse(key, f"应是2021-07-15这样的日期，不能是“{value}”") from error

    def group(self, key: str) -> "Reader":
        """A mapping below; an absent one reads as empty."""
        return self.optional(key) or Reader({}, self.at(key))

    def optional(self, key: str) -> "Reader | None":
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            raise self.refuse(key, "应是一组“要素: 内容”")
        below = Reader(value, self.at(key))
        prefix = below.path + "."
        known = {path.removeprefix(prefix).split(".")[0] for path in ELEMENTS if path.startswith(prefix)}
        below.refuse_unknown(known | ({"allowed"} if below.path in ALLOWED_GROUPS else set()))
        return below

    def allowed(self) -> bool:
        """Whether a group that carries the word says yes; a group without the word holds."""
        return self.yes("allowed") if "allowed" in self.values else True

    def rows(self, key: str) -> Iterator["Reader"]:
        value = self.values.get(key)
        if value is None:
            return
        if not isinstance(value, list):
            raise self.refuse(key, "应是若干行")
        for index, row in enumerate(value):
            path = f"{key}[{index}]"
            if not isinstance(row, Mapping):
                raise Refusal("item-malformed", f"{label_of(path)}应是一组“要素: 内容”。", path)
            reader = Reader(row, path, index + 1)
            reader.refuse_unknown({column.path for column in LISTS[key].columns})
            yield reader
