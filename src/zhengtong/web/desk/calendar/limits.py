"""法定期限参数: every limit of the law as a row with its article and how sure we are of it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from legalclock import load_laws
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_line
from zhengtong.org.choices import Permission
from zhengtong.timers import actions, queries
from zhengtong.timers.choices import CONFIDENCE, RHYTHMS, STARTS, UNITS
from zhengtong.timers.models import LegalLimit
from zhengtong.web import one_act

from ..door import desk
from .sections import may_edit, sections

_TONES = {"V": ("success", "check-circle"), "S": ("success", "check"), "P": ("warn", "help"), "M": ("warn", "help")}


@dataclass(frozen=True, slots=True)
class Row:
    """A limit in words. `is_budget`: a stretch of time a clock can run on, which is what may be changed here."""

    limit: LegalLimit
    label: str
    amount: str
    start: str
    confidence: str
    tone: str
    icon: str
    is_budget: bool


def _labels() -> dict[str, str]:
    return {law.key: law.label for law in load_laws()}


def _row(limit: LegalLimit, labels: dict[str, str]) -> Row:
    tone, icon = _TONES.get(limit.confidence, ("info", "info"))
    return Row(
        limit,
        labels.get(limit.key, limit.key),
        _amount(limit),
        STARTS.get(limit.start, limit.start),
        CONFIDENCE.get(limit.confidence, limit.confidence),
        tone,
        icon,
        limit.unit in UNITS and limit.amount != "0",
    )


def _amount(limit: LegalLimit) -> str:
    if limit.unit in UNITS:
        return "届满即刻" if limit.amount == "0" else f"{limit.amount}{UNITS[limit.unit]}"
    if limit.unit == "date":
        month, day = limit.amount.split("-")
        return f"每年{int(month)}月{int(day)}日"
    if limit.unit == "period":
        return RHYTHMS.get(limit.amount, limit.amount)
    return f"{limit.amount}次"


@desk()
@require_safe
def limits(request: HttpRequest) -> HttpResponse:
    """All limits; `?words=` finds by name, article or key."""
    words, labels = tidy_line(request.GET.get("words", ""))[:40], _labels()
    rows = [_row(limit, labels) for limit in queries.limits()]
    if words:
        rows = [row for row in rows if words in row.label or words in row.limit.basis or words in row.limit.key]
    context = {
        "sections": sections(),
        "rows": rows,
        "words": words,
        "may_edit": may_edit(request.staff),
    }
    return render(request, "desk/calendar/limits.html", context)


@desk(Permission.CALENDAR_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: str) -> HttpResponse:
    found = queries.limit_row(key)
    if found is None:
        raise Unknown("没有这个期限参数。")
    row = _row(found, _labels())
    if not row.is_budget:
        raise Unknown("这个参数不是可以计时的期限。")

    def change(typed: one_act.Typed) -> None:
        told = {name: tidy_line(text) for name, text in typed.items()}
        if told["unit"] not in UNITS:
            raise Refusal("bad-unit", "请选择期限的单位。", "unit")
        actions.change_limit(key, **told, by=f"staff:{request.staff.code}", at=timezone.now())

    return one_act.form(
        request,
        "desk/calendar/limit_edit.html",
        {"amount": found.amount, "unit": found.unit, "basis": found.basis},
        change,
        lambda made: (
            f"“{row.label}”已修改，今后开始的计时按新期限，正在计时的不变。",
            redirect("desk:calendar-limits"),
        ),
        sections=sections(),
        row=row,
        units=UNITS,
    )


urls = [
    path("calendar/limits/", limits, name="calendar-limits"),
    path("calendar/limits/<str:key>/", edit, name="calendar-limit"),
]
