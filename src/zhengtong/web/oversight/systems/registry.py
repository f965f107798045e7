"""登记: the list of outside systems with what they tell, and one system's entry."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhengtong.exchange import actions, queries
from zhengtong.exchange.choices import Business
from zhengtong.exchange.models import OutsideSystem
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_line
from zhengtong.org.choices import Permission
from zhengtong.org.models import Unit
from zhengtong.org.queries import current_units, unit_by_code

from ..door import oversight
from .frame import LOOK, MANAGE, act, framed, managed

_FIELDS = ("name", "unit", "business", "contact", "expected_every_minutes")


def feed(system: OutsideSystem, late: frozenset[str]) -> tuple[str, str, str]:
    """How its feed stands: tone, word, icon."""
    if not system.is_active:
        return "", "已停用", "cross"
    if system.code in late:
        return "error", "逾期未报", "alert"
    if system.expected_every_minutes is None:
        return "", "不定期报送", "clock"
    return "success", "按时报送", "check"


def every(minutes: int | None) -> str:
    """How often it ought to tell something."""
    if minutes is None:
        return "不定期"
    span = timedelta(minutes=minutes)
    if span.seconds == 0:
        return f"每{span.days}天"
    return f"每{minutes // 60}小时" if minutes % 60 == 0 else f"每{minutes}分钟"


def _late(at: datetime) -> frozenset[str]:
    return frozenset(system.code for system in queries.late_feeds(at))


@oversight(*LOOK)
@require_safe
def systems(request: HttpRequest) -> HttpResponse:
    found, late = list(queries.systems_visible_to(request.staff)), _late(timezone.now())
    tallies = queries.tallies(found)
    context = {
        "rows": [(system, feed(system, late), tallies[system.code], {"system": system.code}) for system in found],
        "may_register": request.staff.may(Permission.EXCHANGE_MANAGE),
        "sees_matters": request.staff.may(Permission.SUPERVISION_VIEW),
    }
    return render(request, "oversight/systems/list.html", context)


@oversight(*LOOK)
@require_safe
def system(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.system_for(request.staff, code)
    context = framed(
        request,
        found,
        "system",
        feed=feed(found, _late(timezone.now())),
        every=every(found.expected_every_minutes),
        tally=queries.tallies([found])[code],
        asked={"system": code},
        sees_matters=request.staff.may(Permission.SUPERVISION_VIEW),
        imports=queries.imports_of(found)[:3],
    )
    return render(request, "oversight/systems/system.html", context)


# --- acts ---


@oversight(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    typed, errors = {"business": Business.OTHER, **_typed(request, ("code", *_FIELDS))}, {}
    if request.method == "POST":
        try:
            made = actions.register_system(typed["code"], by=request.staff, at=timezone.now(), **_told(typed))
        except Refusal as refusal:
            errors = {refusal.field or "": refusal.sentence}
        else:
            messages.success(request, "已登记。需要通过接口报送的，请发放接入密钥。")
            return redirect("oversight:system", made.code)
    return _form(request, typed, errors, None)


@oversight(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    found, errors = managed(request, code), {}
    typed = {
        "name": found.name, "unit": found.unit.code if found.unit else "", "business": found.business,
        "contact": found.contact, "expected_every_minutes": found.expected_every_minutes or "",
    }  # fmt: skip
    if request.method == "POST":
        typed = _typed(request, _FIELDS)
        try:
            actions.change_system(code, by=request.staff, at=timezone.now(), **_told(typed))
        except Unknown:
            raise
        except Refusal as refusal:
            errors = {refusal.field or "": refusal.sentence}
        else:
            messages.success(request, "登记信息已修改。")
            return redirect("oversight:system", code)
    return _form(request, typed, errors, found)


@oversight(MANAGE)
@require_POST
def switch(request: HttpRequest, code: str) -> HttpResponse:
    """停用 or 恢复, whichever the system is not."""
    found = managed(request, code)

    def doing() -> str:
        if found.is_active:
            reason = request.POST.get("reason", "")
            actions.retire_system(code, reason=reason, by=request.staff, at=timezone.now())
            return "已停用，不再接收这个系统的数据；已收到的办件继续监察。"
        actions.resume_system(code, by=request.staff, at=timezone.now())
        return "已恢复接收。"

    return act(request, doing, reverse("oversight:system", args=[code]))


def _typed(request: HttpRequest, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: tidy_line(request.POST.get(name, "")) for name in names if request.method == "POST"}


def _told(typed: dict[str, Any]) -> dict[str, Any]:
    """What the form says, as the action takes it. Raises Refusal."""
    minutes = typed["expected_every_minutes"]
    if minutes and not (minutes.isascii() and minutes.isdigit() and len(minutes) < 9):
        raise Refusal("expected-every", "应报间隔应为分钟数。", "expected_every_minutes")
    if not typed["name"]:
        raise Refusal("name-missing", "请填写系统名称。", "name")
    return {
        "name": typed["name"],
        "unit": _unit(typed["unit"]),
        "business": typed["business"],
        "contact": typed["contact"],
        "expected_every_minutes": int(minutes) if minutes else None,
    }


def _unit(code: str) -> Unit | None:
    try:
        return unit_by_code(code) if code else None
    except Unknown:
        raise Refusal("unit-unknown", "请从列表中选择责任单位。", "unit") from None


def _form(
    request: HttpRequest, typed: dict[str, Any], errors: dict[str, str], found: OutsideSystem | None
) -> HttpResponse:
    context = {
        "typed": typed,
        "errors": errors,
        "system": found,
        "units": [(unit.code, unit.name) for unit in current_units()],
        "businesses": Business.choices,
    }
    return render(request, "oversight/systems/form.html", context, status=409 if errors else 200)


urls = [
    path("systems/", systems, name="systems"),
    path("new-system/", new, name="system-new"),
    path("systems/<str:code>/", system, name="system"),
    path("systems/<str:code>/edit/", edit, name="system-edit"),
    path("systems/<str:code>/switch/", switch, name="system-switch"),
]
