"""期限计算器: anybody may count a limit by the county's own calendar and see why each day counted or not.

The question stands wholly in the address, so an answer can be sent on and checked. Nothing is stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from legalclock import Budget, Calendar, Clock, ClockError, Explanation, Extension, Suspension, SuspensionGround
from legalclock.moments import SHANGHAI
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line
from zhengtong.timers.queries import calendar

UNITS = (("wd", "个工作日"), ("d", "日（自然日）"), ("m", "个月"), ("wh", "个工作小时"))
# Far beyond any limit of a law; keeps the table of days readable.
LARGEST = {"wd": 500, "d": 730, "m": 24, "wh": 200}
ROWS, MOST_ROWS = 1, 8
EXAMPLE = {"start": "2026-09-24", "amount": "20", "unit": "wd"}


@dataclass(frozen=True, slots=True)
class Row:
    """One suspension as typed."""

    number: int
    first: str
    until: str
    ground: str

    @property
    def is_blank(self) -> bool:
        return not (self.first or self.until or self.ground)


@dataclass(slots=True)
class Question:
    """What was typed, and what is wrong with it, by field."""

    start: str
    time: str
    amount: str
    unit: str
    extend: str
    rows: list[Row]
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, raw: Mapping[str, str]) -> "Question":
        def said(name: str) -> str:
            return tidy_line(str(raw.get(name, "")))[:40]

        asked = said("rows")
        count = min(int(asked), MOST_ROWS) if asked.isdecimal() else ROWS
        count = max(
            count,
            ROWS,
            *(n for n in range(1, MOST_ROWS + 1) if any(said(f"{part}{n}") for part in ("from", "until", "ground"))),
        )
        rows = [Row(n, said(f"from{n}"), said(f"until{n}"), said(f"ground{n}")) for n in range(1, count + 1)]
        unit = said("unit") or "wd"
        return cls(said("start"), said("time"), said("amount"), unit, said("extend"), rows)

    @property
    def is_asked(self) -> bool:
        return bool(self.start or self.amount)

    def parameters(self) -> dict[str, str]:
        """The question as an address says it, without what is empty."""
        said = {"start": self.start, "amount": self.amount, "unit": self.unit, "time": self.time, "extend": self.extend}
        for row in self.rows:
            said |= {f"from{row.number}": row.first, f"until{row.number}": row.until, f"ground{row.number}": row.ground}
        return {name: value for name, value in said.items() if value}

    def clock(self) -> Clock | None:
        """The clock that was asked about; None with `errors` filled if it cannot be meant."""
        day = self._day("start", self.start, "请填写起算日，例如 2026-09-24。")
        budget = self._budget("amount", self.amount, self.unit)
        moment = self._moment(day) if self.unit == "wh" else None
        suspensions = tuple(one for row in self.rows if not row.is_blank and (one := self._suspension(row)))
        extensions: tuple[Extension, ...] = ()
        if self.extend and (extra := self._budget("extend", self.extend, self.unit)) and day:
            extensions = (Extension(extra, "", day, ""),)
        if self.errors or day is None or budget is None:
            return None
        try:
            return Clock(day, statutory=budget, suspensions=suspensions, extensions=extensions, started_at=moment)
        except ClockError as error:
            self.errors[self._field_of(error, day)] = error.sentence
            return None

    def _field_of(self, error: ClockError, day: date) -> str:
        if error.code == "suspend-before-start":
            early = (row for row in self.rows if row.first and date.fromisoformat(row.first) < day)
            return f"from{next(early).number}"
        return {"extension-unit": "extend"}.get(error.code, "start")

    def _day(self, name: str, text: str, absent: str) -> date | None:
        if not text:
            self.errors[name] = absent
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.errors[name] = f"“{text}”不是真实存在的日期，请按 2026-09-24 的样式填写。"
            return None

    def _budget(self, name: str, amount: str, unit: str) -> Budget | None:
        if not amount:
            self.errors[name] = "请填写期限的数量，例如 20。"
            return None
        if unit not in LARGEST:
            self.errors["unit"] = "请选择期限的单位。"
            return None
        try:
            budget = Budget.parse(f"{amount}{unit}")
        except ClockError as error:
            not_a_number = f"“{amount}”不是整数，请填写数字，例如 20。"
            self.errors[name] = not_a_number if error.code == "bad-limit" else error.sentence
            return None
        if budget.amount > LARGEST[unit]:
            self.errors[name] = f"期限太长，这里最多计算{LARGEST[unit]}{dict(UNITS)[unit]}，请核对。"
            return None
        return budget

    def _moment(self, day: date | None) -> datetime | None:
        if not self.time:
            self.errors["time"] = "按工作小时计算，要填写起算的时刻，例如 09:00。"
            return None
        if day is None:
            return None
        try:
            moment = datetime.fromisoformat(f"{day.isoformat()}T{self.time}")
        except ValueError:
            self.errors["time"] = f"“{self.time}”不是时刻，请按 09:00 的样式填写。"
            return None
        return moment.replace(tzinfo=SHANGHAI)

    def _suspension(self, row: Row) -> Suspension | None:
        number = row.number
        first = self._day(f"from{number}", row.first, "请填写停止计时的第一天。")
        until = self._day(f"until{number}", row.until, "") if row.until else None
        if not row.ground:
            self.errors[f"ground{number}"] = "请选择停止计时的事由；法律只规定了八种。"
            return None
        try:
            ground = SuspensionGround.parse(row.ground)
        except ClockError as error:
            self.errors[f"ground{number}"] = error.sentence
            return None
        if first is None or f"until{number}" in self.errors:
            return None
        try:
            return Suspension(first, until, ground, "")
        except ClockError as error:
            self.errors[f"until{number}"] = error.sentence
            return None


@require_safe
def calculator(request: HttpRequest) -> HttpResponse:
    question = Question.read(request.GET)
    held, missing = _calendar()
    answer = _answer(question, held) if held is not None and question.is_asked and "more" not in request.GET else None
    if "more" in request.GET and len(question.rows) < MOST_ROWS:
        question.rows.append(Row(len(question.rows) + 1, "", "", ""))
    link = f"{reverse('citizen:calculator')}?{urlencode(question.parameters())}"
    return render(
        request,
        "citizen/calculator/page.html",
        {
            "question": question,
            "errors": question.errors,
            "units": UNITS,
            "grounds": [(ground.value, ground.label) for ground in SuspensionGround],
            "can_add": len(question.rows) < MOST_ROWS,
            "is_suspended": any(not row.is_blank for row in question.rows) or "more" in request.GET,
            "calendar": held,
            "missing": missing,
            "today": timezone.localdate(),
            "link": f"{settings.PUBLIC_URL}{link}",
            "example": f"{reverse('citizen:calculator')}?{urlencode(EXAMPLE)}",
            **(answer or {}),
        },
        status=400 if question.errors else 200,
    )


def _calendar() -> tuple[Calendar | None, str]:
    """The county's calendar, or why there is none."""
    try:
        return calendar(), ""
    except Refusal as refusal:
        return None, refusal.sentence


def _answer(question: Question, held: Calendar) -> dict[str, Any] | None:
    clock = question.clock()
    if clock is None:
        return None
    try:
        found: Explanation = clock.explain("statutory", held)
    except ClockError as error:
        question.errors["start"] = error.sentence
        return None
    return {"explanation": found, "statement": found.summary.removeprefix("法定时限"), "limit": clock.statutory}


urls = [path("calculator/", calculator, name="calculator")]
