"""An act on a case as a form: what it asks of the person, what will follow, and how it is performed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from legalclock import Budget, ClockError
from zhengtong.cases.models import Case
from zhengtong.files.actions import store_upload
from zhengtong.files.models import Attachment
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.reading import whole_number
from zhengtong.org.models import Staff
from zhengtong.web.templatetags.zhengtong import field


@dataclass(frozen=True, slots=True)
class Asked:
    """The person, the case and the moment an act is asked about."""

    request: HttpRequest
    case: Case
    at: datetime

    @property
    def by(self) -> Staff:
        return self.request.staff

    def text(self, name: str) -> str:
        return self.request.POST.get(name, "").strip()

    def number(self, name: str, what: str) -> int:
        number = whole_number(self.text(name))
        if number is None:
            raise Refusal("not-a-number", f"{what}应填写数字。", name)
        return number

    def day(self, name: str, what: str, *, required: bool = True) -> date | None:
        said = self.text(name)
        if not said and not required:
            return None
        try:
            return date.fromisoformat(said)
        except ValueError as error:
            raise Refusal("not-a-day", f"{what}应填写日期，例如 2026-11-23。", name) from error

    def uploads(self, name: str) -> list[Attachment]:
        files = self.request.FILES.getlist(name)
        return [store_upload(f, by=f"staff:{self.by.code}", at=self.at, trust="B") for f in files]


Field = dict[str, Any]


@dataclass(frozen=True, slots=True)
class VerbForm:
    """tone: primary (carries the case forward), plain, danger (burdens the applicant or cannot be undone)."""

    tone: str
    asks: Callable[[Asked], Sequence[Field]]
    follows: Callable[[Asked], Sequence[str]]
    perform: Callable[[Asked], str]
    takes_materials: bool = False

    def fields(self, asked: Asked, values: Mapping[str, str], errors: Mapping[str, str]) -> list[str]:
        """The fields drawn, with what was typed before and what is wrong with it."""
        return [
            render_to_string(
                "components/field.html",
                field(**{**f, "value": values.get(f["name"], f.get("value", "")), "error": errors.get(f["name"], "")}),
            )
            for f in self.asks(asked)
        ]


def ask(name: str, label: str, kind: str = "text", **more: Any) -> Field:
    return {"name": name, "label": label, "type": kind, **more}


def nothing(_: Asked) -> Sequence[Field]:
    return ()


def says(*sentences: str) -> Callable[[Asked], Sequence[str]]:
    return lambda _: sentences


def reason(label: str, name: str = "reason", hint: str = "") -> Field:
    return ask(name, label, "textarea", hint=hint, maxlength=500, rows=3)


def opinion(label: str = "审查意见") -> Field:
    return ask("opinion", label, "textarea", maxlength=2000, rows=4)


# In the order of the course; the page shows those that are lawful now.


def budget(amount: int, unit: str, field: str) -> Budget:
    try:
        return Budget.parse(f"{amount}{unit}")
    except ClockError as error:
        raise Refusal(error.code, str(error), field) from error
