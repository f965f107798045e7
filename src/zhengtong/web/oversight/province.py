"""省级对接: how the link is, what waits for a person, what the province answered, and whether both sides agree."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from zhengtong.exchange.province import actions, codes, queries
from zhengtong.exchange.province.choices import MessageState, ObjectType
from zhengtong.exchange.province.national import LABELS
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_line
from zhengtong.org.choices import Permission
from zhengtong.org.queries import unit_names

from .door import oversight
from .province_words import written
from .wording import actor_labels

PAGE = 50
TONES = {
    MessageState.QUEUED: ("", "clock"),
    MessageState.SENT: ("info", "send"),
    MessageState.ACKNOWLEDGED: ("success", "check"),
    MessageState.REJECTED: ("error", "alert"),
    MessageState.DEAD: ("", "cross"),
}
LOOK = (Permission.EXCHANGE_MANAGE, Permission.SUPERVISION_VIEW)


def _frame(request: HttpRequest, current: str) -> dict[str, Any]:
    """What all pages of the topic show: the tabs, how the link is, whether this person may act."""
    state = queries.link_state(timezone.now())
    return {
        "tabs": [
            ("link", "链路状况", reverse("oversight:province")),
            ("messages", "报文", reverse("oversight:province-messages")),
            ("reconciliation", "对账", reverse("oversight:province-reconciliation")),
        ],
        "current": current,
        "state": state,
        "may_manage": request.staff.may(Permission.EXCHANGE_MANAGE),
    }


@oversight(*LOOK)
@require_safe
def province(request: HttpRequest) -> HttpResponse:
    context = {
        **_frame(request, "link"),
        "link": queries.link(),
        "url": settings.PROVINCE_URL,
        "collected_at": queries.collected_at(),
        "counts": queries.counts_of_day(localdate()),
        "rejected": queries.rejected(request.staff),
        "receipts": [(one, codes.meaning(one.code)) for one in queries.receipts(request.staff)],
        "differences": len(queries.open_differences(request.staff)),
    }
    return render(request, "oversight/province/link.html", context)


@oversight(*LOOK)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    asked = {name: tidy_line(request.GET.get(name, ""))[:100] for name in ("state", "type", "number")}
    before = _number(request.GET.get("before", ""))
    rows = list(
        queries.messages(
            request.staff,
            state=asked["state"] if asked["state"] in MessageState.values else "",
            object_type=asked["type"] if asked["type"] in ObjectType.values else "",
            number=asked["number"],
            before=before,
        )[: PAGE + 1]
    )
    shown = rows[:PAGE]
    names = unit_names({row.unit for row in shown})
    kept = {key: value for key, value in asked.items() if value}
    context = {
        **_frame(request, "messages"),
        "rows": [(row, names.get(row.unit, row.unit), *TONES[MessageState(row.state)]) for row in shown],
        "asked": asked,
        "states": MessageState.choices,
        "types": ObjectType.choices,
        "is_filtered": bool(kept),
        "next_url": f"?{urlencode({**kept, 'before': rows[PAGE - 1].pk})}" if len(rows) > PAGE else "",
        "previous_url": f"?{urlencode(kept)}" if before else "",
    }
    return render(request, "oversight/province/messages.html", context)


@oversight(*LOOK)
@require_safe
def message(request: HttpRequest, guid: UUID, revision: int) -> HttpResponse:
    return _message(request, guid, revision)


def _message(request: HttpRequest, guid: UUID, revision: int, refusal: Refusal | None = None) -> HttpResponse:
    found = queries.message_of(request.staff, guid, revision)
    tone, icon = TONES[MessageState(found.state)]
    context = {
        **_frame(request, "messages"),
        "message": found,
        "tone": tone,
        "icon_name": icon,
        "unit_name": unit_names([found.unit]).get(found.unit, found.unit),
        "meaning": codes.meaning(found.code) if found.code else "",
        "advice": codes.advice(found.code),
        "fields": [
            (LABELS.get(name, name), name, written(found.object_type, name, value))
            for name, value in found.payload.items()
        ],
        "receipts": [(one, codes.meaning(one.code)) for one in found.receipts.all()],
        "settled_by": actor_labels([found.settled_by])[found.settled_by] if found.settled_by else "",
        "errors": {refusal.field: refusal.sentence} if refusal and refusal.field else {},
    }
    return render(request, "oversight/province/message.html", context, status=409 if refusal else 200)


@oversight(*LOOK)
@require_safe
def reconciliation(request: HttpRequest) -> HttpResponse:
    runs = list(queries.reconciliations())
    actors = actor_labels(run.by for run in runs)
    sums = queries.sums_of(request.staff, runs[0]) if runs else []
    names = unit_names({row["unit"] for row in sums})
    differences = list(queries.open_differences(request.staff))
    unit_of = unit_names({each.unit for each in differences})
    context = {
        **_frame(request, "reconciliation"),
        "runs": [(run, actors[run.by]) for run in runs],
        "sums": [
            {**row, "unit": names.get(row["unit"], row["unit"] or "未标明单位"), "label": _type(row["object_type"])}
            for row in sums
        ],
        "differences": [(each, unit_of.get(each.unit, each.unit or "未标明单位")) for each in differences],
        "day": localdate(),
    }
    return render(request, "oversight/province/reconciliation.html", context)


def _type(value: str) -> str:
    return ObjectType(value).label if value in ObjectType.values else value


# --- acts ---


def _act(request: HttpRequest, act: Callable[[], str], back: str) -> HttpResponse:
    """Do it and say what came of it on the page it was asked from."""
    try:
        messages.success(request, act())
    except Unknown:
        raise
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect(back)


@oversight(Permission.EXCHANGE_MANAGE)
@require_POST
def test(request: HttpRequest) -> HttpResponse:
    link = None
    try:
        link = actions.try_connection(settings.PROVINCE_URL, by=request.staff, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    if link is not None and link.fault:
        messages.error(request, f"连接测试没有通过：{link.fault}")
    elif link is not None:
        messages.success(request, f"连接正常，对方是“{link.platform}”。")
    return redirect("oversight:province")


@oversight(Permission.EXCHANGE_MANAGE)
@require_POST
def resend(request: HttpRequest, guid: UUID, revision: int) -> HttpResponse:
    def act() -> str:
        actions.resend(guid, revision, by=request.staff, at=timezone.now())
        return "已重新排队，几秒内发送。"

    return _act(request, act, reverse("oversight:province-message", args=[guid, revision]))


@oversight(Permission.EXCHANGE_MANAGE)
@require_POST
def abandon(request: HttpRequest, guid: UUID, revision: int) -> HttpResponse:
    try:
        actions.abandon(guid, revision, reason=request.POST.get("reason", ""), by=request.staff, at=timezone.now())
    except Unknown:
        raise
    except Refusal as refusal:
        return _message(request, guid, revision, refusal)
    messages.success(request, "已放弃报送，理由已记录。")
    return redirect("oversight:province-message", guid, revision)


@oversight(Permission.EXCHANGE_MANAGE)
@require_POST
def reconcile(request: HttpRequest) -> HttpResponse:
    def act() -> str:
        try:
            day = date.fromisoformat(request.POST.get("day", ""))
        except ValueError:
            raise Refusal("bad-day", "请选择要对账的日期。", field="day") from None
        found = actions.reconcile(day, by=request.staff, at=timezone.now())
        if found.fault:
            raise Refusal("not-reconciled", f"没有对成账：{found.fault}")
        return f"对账完成，差异 {found.different} 个。" if found.different else "对账完成，两边一致。"

    return _act(request, act, reverse("oversight:province-reconciliation"))


@oversight(Permission.EXCHANGE_MANAGE)
@require_POST
def repair(request: HttpRequest, number: int) -> HttpResponse:
    def act() -> str:
        count = actions.repair(number, by=request.staff, at=timezone.now())
        return f"已排队补传 {count} 条报文；发送后请重新对账。"

    return _act(request, act, reverse("oversight:province-reconciliation"))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


urls = [
    path("province/", province, name="province"),
    path("province/messages/", listed, name="province-messages"),
    path("province/messages/<uuid:guid>/<int:revision>/", message, name="province-message"),
    path("province/messages/<uuid:guid>/<int:revision>/resend/", resend, name="province-resend"),
    path("province/messages/<uuid:guid>/<int:revision>/abandon/", abandon, name="province-abandon"),
    path("province/reconciliation/", reconciliation, name="province-reconciliation"),
    path("province/reconciliation/run/", reconcile, name="province-reconcile"),
    path("province/reconciliation/<int:number>/repair/", repair, name="province-repair"),
    path("province/test/", test, name="province-test"),
]
