"""本单位发牌: what was issued to the unit, unread first; one card; an appeal with evidence, and what is asked for more."""

from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.notices.actions import mark_read
from zhengtong.org.choices import Permission
from zhengtong.supervision import processes
from zhengtong.supervision.actions import appeals
from zhengtong.supervision.choices import AppealState, CardState, Level
from zhengtong.supervision.models import Card
from zhengtong.web import evidence
from zhengtong.web.processes import (
    APPEAL_TONES,
    LEVEL_TONES,
    appeal_wait,
    course_of_card,
    order_rows,
    wait_of_appeal,
)

from .door import desk

PER_PAGE = 30
TABS = (("standing", "现行有效"), ("all", "全部"))


@desk(Permission.CARD_ANSWER)
@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    at, staff = timezone.now(), request.staff
    chosen = "all" if request.GET.get("show") == "all" else "standing"
    level = request.GET.get("level", "")
    found = processes.filtered_cards(
        processes.unread_first(processes.cards_for_unit(staff), staff),
        level=level if level in Level.values else "",
        state=CardState.ISSUED if chosen == "standing" else "",
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(card, LEVEL_TONES[card.level], appeal_wait(card, at), processes.appeal_of(card)) for card in page],
        "chosen": chosen,
        "tabs": [("standing", "现行有效", "?"), ("all", "全部", "?show=all")],
        "level": level,
        "levels": Level.choices,
    }
    return render(request, "desk/cards/list.html", context)


@desk(Permission.CARD_ANSWER)
@require_safe
@never_cache
def card(request: HttpRequest, ref: str) -> HttpResponse:
    at, staff = timezone.now(), request.staff
    found = processes.card_for_unit(staff, ref)
    for notice in processes.unread_about(staff, ref):
        mark_read(staff.user, at=at, notice=notice)
    appeal = processes.appeal_of(found)
    context = {
        "card": found,
        "tone": LEVEL_TONES[found.level],
        "rule": processes.rule_named(found),
        "wait": None if appeal else appeal_wait(found, at),
        "may_appeal": _may_appeal(found, at),
        "may_supplement": _may_supplement(found, at),
        "appeal": appeal,
        "appeal_tone": APPEAL_TONES[AppealState(appeal.state)] if appeal else None,
        "appeal_wait": wait_of_appeal(appeal, at) if appeal else None,
        "orders": order_rows(found.orders.order_by("pk"), at),
        "course": course_of_card(found),
    }
    return render(request, "desk/cards/card.html", context)


def _may_appeal(found: Card, at: datetime) -> bool:
    return processes.appeal_of(found) is None and appeal_wait(found, at) is not None


def _may_supplement(found: Card, at: datetime) -> bool:
    appeal = processes.appeal_of(found)
    return appeal is not None and appeal.state == AppealState.RETURNED and wait_of_appeal(appeal, at).left >= 0  # type: ignore[union-attr]


@desk(Permission.CARD_ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def appeal(request: HttpRequest, ref: str) -> HttpResponse:
    """提出申诉, or 补充材料 where the supervisors asked for more."""
    at, staff = timezone.now(), request.staff
    found = processes.card_for_unit(staff, ref)
    is_more = _may_supplement(found, at)
    if request.method != "POST" and not is_more and not _may_appeal(found, at):
        messages.warning(request, "这张牌不能再申诉：已经申诉过、已经结束或者超过了申诉期限。")
        return redirect("desk:card", ref)
    act = appeals.supplement_appeal if is_more else appeals.file_appeal
    said = "补充材料已提交，监察机关将重新审查。" if is_more else "申诉已提交，监察机关将在期限内审查。"
    return evidence.form(
        request,
        "desk/cards/appeal.html",
        {"text": ""},
        lambda typed, files: act(ref, text=typed["text"], files=files, by=staff, at=at),
        lambda made: (said, redirect("desk:card", ref)),
        by=f"staff:{staff.code}",
        at=at,
        card=found,
        tone=LEVEL_TONES[found.level],
        is_more=is_more,
        before=processes.appeal_of(found),
        wait=appeal_wait(found, at),
    )


urls = [
    path("cards/", cards, name="cards"),
    path("cards/<str:ref>/", card, name="card"),
    path("cards/<str:ref>/appeal/", appeal, name="card-appeal"),
]
