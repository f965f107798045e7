"""What the page of one act asks, as values: fields, the words around them, and what is done with the answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from zhengtong.disclosure.models import DisclosureRequest
from zhengtong.files.models import Attachment
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.reading import whole_number
from zhengtong.org.models import Staff


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the page; `value` is what stands in it at first."""

    name: str
    label: str
    type: str = "text"
    value: str = ""
    hint: str = ""
    choices: Sequence[tuple[str, Any]] = ()
    required: bool = True
    width: str = ""
    rows: int = 4
    most: int | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Doing:
    """Everything an act is given: the request, what was typed, files, who, when."""

    request: DisclosureRequest
    typed: dict[str, str]
    files: list[Attachment]
    by: Staff
    at: datetime

    def day(self, name: str) -> date:
        """A day that must be given; raises Refusal."""
        day = self.day_or_none(name)
        if day is None:
            raise Refusal("no-day", "请填写日期。", name)
        return day

    def day_or_none(self, name: str) -> date | None:
        """A day that may be left out; raises Refusal for what is no day."""
        text = self.typed.get(name, "").strip()
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise Refusal("bad-day", "日期不正确，请按 2026-11-23 的格式填写。", name) from error

    def number_or_none(self, name: str) -> int | None:
        """A number that may be left out; raises Refusal for what is no number."""
        if not self.typed.get(name, "").strip():
            return None
        number = self.number(name)
        if number is None:
            raise Refusal("bad-number", "请填写整数。", name)
        return number

    def number(self, name: str) -> int | None:
        return whole_number(self.typed.get(name, ""))


@dataclass(frozen=True, slots=True)
class ActForm:
    """The page of one act."""

    act: str
    permission: str
    verb: str
    fields: Callable[[DisclosureRequest, Staff], Sequence[Field]]
    do: Callable[[Doing], object]
    done: str
    is_open: Callable[[DisclosureRequest], bool] = field(default=lambda request: True)
    note: str = ""
    files: str = ""
    """The label of the files that may come with it; "" for none."""
    is_main: bool = False
    """Whether it is a step forward, shown before the others."""
