"""What all pages of the topic share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from zhengtong.exchange import queries
from zhengtong.exchange.choices import LineState
from zhengtong.exchange.models import OutsideSystem
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.org.choices import Permission

LOOK = (Permission.EXCHANGE_MANAGE, Permission.SUPERVISION_VIEW)
MANAGE = Permission.EXCHANGE_MANAGE
LINE_TONES = {
    LineState.OPEN: ("warn", "alert"),
    LineState.MENDED: ("info", "edit"),
    LineState.REPLAYED: ("success", "check"),
    LineState.DROPPED: ("", "cross"),
}


def framed(request: HttpRequest, system: OutsideSystem, current: str, **more: Any) -> dict[str, Any]:
    """The system, its tabs, and whether this person may act upon it."""
    may_manage = queries.may_manage(request.staff, system)
    tabs: list[tuple[object, ...]] = [
        ("system", "概况", reverse("oversight:system", args=[system.code])),
        ("imports", "文件导入", reverse("oversight:system-imports", args=[system.code])),
        ("mappings", "字段映射", reverse("oversight:system-mappings", args=[system.code])),
        ("quarantine", "隔离数据", reverse("oversight:system-quarantine", args=[system.code])),
    ]
    if system.open_lines:
        tabs[-1] = (*tabs[-1], system.open_lines)
    if may_manage:
        tabs.append(("keys", "接入密钥", reverse("oversight:system-keys", args=[system.code])))
    return {"system": system, "tabs": tabs, "current": current, "may_manage": may_manage, "errors": {}, **more}


def managed(request: HttpRequest, code: str) -> OutsideSystem:
    """A system this person may act upon; raises Unknown."""
    system = queries.system_for(request.staff, code)
    if not queries.may_manage(request.staff, system):
        raise Unknown
    return system


def act(request: HttpRequest, doing: Callable[[], str], back: str) -> HttpResponse:
    """Do it and say what came of it on the page it was asked from."""
    try:
        messages.success(request, doing())
    except Unknown:
        raise
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect(back)


def number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
