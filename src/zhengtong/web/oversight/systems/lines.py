"""隔离数据: what was set aside and why; mended, told again, or given up with a reason."""

import json

import orjson
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhengtong.exchange import actions, queries
from zhengtong.exchange.choices import LineState
from zhengtong.exchange.models import OutsideSystem, QuarantinedLine
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.milestones import Milestone

from ..door import oversight
from ..wording import actor_labels
from .frame import LINE_TONES, LOOK, MANAGE, act, framed, number

PAGE = 50


@oversight(*LOOK)
@require_safe
def listed(request: HttpRequest, code: str) -> HttpResponse:
    system = queries.system_for(request.staff, code)
    state, before = request.GET.get("state", ""), number(request.GET.get("before", ""))
    state = state if state in LineState.values else ""
    rows = list(queries.quarantine(system, state=state, before=before)[: PAGE + 1])
    shown = rows[:PAGE]
    kept = {"state": state} if state else {}
    context = framed(
        request,
        system,
        "quarantine",
        rows=[(line, *LINE_TONES[LineState(line.state)]) for line in shown],
        state=state,
        states=LineState.choices,
        next_url=f"?{urlencode({**kept, 'before': shown[-1].pk})}" if len(rows) > PAGE else "",
        previous_url=f"?{urlencode(kept)}" if before else "",
    )
    return render(request, "oversight/systems/quarantine.html", context)


def _line(request: HttpRequest, code: str, line_id: int) -> tuple[OutsideSystem, QuarantinedLine]:
    system = queries.system_for(request.staff, code)
    line = queries.line_for(request.staff, line_id)
    if line.system_id != system.pk:
        raise Unknown
    return system, line


@oversight(*LOOK)
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, code: str, line_id: int) -> HttpResponse:
    """One line; a form sent here mends it, and tells it again where `replay` was pressed."""
    system, found = _line(request, code, line_id)
    errors, typed = {}, ""
    if request.method == "POST":
        typed = request.POST.get("mended", "")
        try:
            actions.mend_line(line_id, _read(typed), by=request.staff, at=timezone.now())
            if "replay" in request.POST:
                actions.replay_line(line_id, by=request.staff, at=timezone.now())
        except Unknown:
            raise
        except Refusal as refusal:
            errors = {"mended" if refusal.field else "": refusal.sentence}
            system, found = _line(request, code, line_id)
        else:
            messages.success(
                request, "已重放，数据已接收。" if "replay" in request.POST else "修正已保存，重放后才会接收。"
            )
            return redirect("oversight:system-line", code, line_id)
    names = actor_labels([found.changed_by]) if found.changed_by else {}
    context = framed(
        request,
        system,
        "quarantine",
        line=found,
        tone=LINE_TONES[LineState(found.state)],
        received=_fields(found.raw),
        corrected=_fields(found.mended),
        mended=typed or _written(found.raw if found.mended is None else found.mended),
        is_open=found.state in queries.WAITING,
        changed_by=names.get(found.changed_by, ""),
    )
    return render(request, "oversight/systems/line.html", context | {"errors": errors}, status=409 if errors else 200)


@oversight(MANAGE)
@require_POST
def replay(request: HttpRequest, code: str, line_id: int) -> HttpResponse:
    """Tell it again as it stands: its unit or item may be known by now."""
    _line(request, code, line_id)

    def doing() -> str:
        actions.replay_line(line_id, by=request.staff, at=timezone.now())
        return "已重放，数据已接收。"

    return act(request, doing, reverse("oversight:system-line", args=[code, line_id]))


@oversight(MANAGE)
@require_POST
def drop(request: HttpRequest, code: str, line_id: int) -> HttpResponse:
    _line(request, code, line_id)

    def doing() -> str:
        actions.drop_line(line_id, reason=request.POST.get("reason", ""), by=request.staff, at=timezone.now())
        return "已放弃，内容和理由保留在这里。"

    return act(request, doing, reverse("oversight:system-line", args=[code, line_id]))


FIELD_NAMES = {
    "event_id": "事件编号", "ref": "办件编号", "revision": "版次", "milestone": "办理节点", "at": "时间", "by": "经办人",
    "label": "环节", "unit": "单位编码", "department": "部门", "item": "事项编码", "item_name": "事项名称",
    "item_kind": "事项类型", "channel": "渠道", "region": "区划", "instant": "即办件", "limits": "期限", "facts": "其他内容",
}  # fmt: skip


def _fields(told: object) -> list[tuple[str, str, str]]:
    """What was told, field by field: its Chinese name, the name the interface gives it, its value."""
    if not isinstance(told, dict):
        return [("内容", "内容", _said(told))] if told is not None else []
    order = list(FIELD_NAMES)
    keys = sorted(told, key=lambda key: (order.index(key) if key in FIELD_NAMES else len(order), key))
    return [(FIELD_NAMES.get(key, key), key, _meant(key, told[key])) for key in keys]


def _meant(key: str, value: object) -> str:
    if key == "milestone" and value in set(Milestone):
        return f"{Milestone(value).label}（{value}）"
    if key == "at" and isinstance(value, str) and (moment := parse_datetime(value)) and moment.tzinfo:
        return f"{localtime(moment):%Y-%m-%d %H:%M:%S}"
    return _said(value)


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _read(text: str) -> object:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise Refusal(
            "json", f"修正后的内容不是可读的 JSON（第{error.lineno}行第{error.colno}列）。", "mended"
        ) from error


def _written(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2)


urls = [
    path("systems/<str:code>/quarantine/", listed, name="system-quarantine"),
    path("systems/<str:code>/quarantine/<int:line_id>/", line, name="system-line"),
    path("systems/<str:code>/quarantine/<int:line_id>/replay/", replay, name="system-line-replay"),
    path("systems/<str:code>/quarantine/<int:line_id>/drop/", drop, name="system-line-drop"),
]
