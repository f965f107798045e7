"""The pages on which an article is withdrawn, restored, or declared 失效 or 废止."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from zhengtong.foundation.errors import Refusal
from zhengtong.org.models import Staff
from zhengtong.org.queries import staff_of

from ..choices import Validity, Withdrawal
from ..models import ArticlePage
from ..policies import unit_of
from ..workflow.queries import places
from . import actions
from .actions import may_withdraw

__all__ = ["may_withdraw", "restore", "validity", "withdraw"]

MOST_FOUND = 20
MEANINGS = {
    Withdrawal.ERROR: "地址显示“已撤回”，不再显示正文；列表、搜索和订阅中同时消失。",
    Withdrawal.CONSOLIDATED: "地址永久转到替代它的稿件；列表、搜索和订阅中同时消失。",
    Withdrawal.WITHDRAWN: "正文仍可查阅，页首注明已停止适用和日期。",
}
STATES = (Validity.IN_FORCE, Validity.AMENDED, Validity.LAPSED, Validity.REPEALED)


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    article, staff = _mine(request, pk)
    chosen = request.POST.get("replaced_by", "")
    other = ArticlePage.objects.filter(pk=chosen).first() if chosen.isdigit() else None

    def act() -> str:
        actions.withdraw(
            article,
            request.POST.get("kind", ""),
            request.POST.get("reason", ""),
            note=request.POST.get("note", ""),
            replaced_by=other,
            by=staff,
            at=timezone.now(),
        )
        return f"“{article.title}”已撤稿。"

    sought = request.GET.get("q", "").strip()
    kinds = [(kind.value, kind.label, meaning) for kind, meaning in MEANINGS.items()]
    shown = {"kinds": kinds, "sought": sought, "found": _found(article, sought)}
    return _one_act(request, article, "撤稿", "withdraw", act, shown)


def _found(article: ArticlePage, sought: str) -> list[dict[str, Any]]:
    """Published articles of that title, for naming what took an article's place."""
    if not sought:
        return []
    rows = list(ArticlePage.objects.live().filter(title__icontains=sought).exclude(pk=article.pk)[:MOST_FOUND])
    at = places(rows)
    return [{"page": row, "place": " › ".join(filter(None, at[row.pk]))} for row in rows]


def restore(request: HttpRequest, pk: int) -> HttpResponse:
    article, staff = _mine(request, pk)

    def act() -> str:
        actions.restore(article, request.POST.get("reason", ""), by=staff, at=timezone.now())
        return f"“{article.title}”已恢复。"

    return _one_act(request, article, "撤销撤稿", "restore", act, {})


def validity(request: HttpRequest, pk: int) -> HttpResponse:
    article, staff = _mine(request, pk)

    def act() -> str:
        state, basis = request.POST.get("validity", ""), request.POST.get("basis", "")
        changed = actions.change_validity(article, state, basis, by=staff, at=timezone.now())
        return f"“{article.title}”现为“{changed.get_validity_display()}”。"

    return _one_act(request, article, "变更有效性", "validity", act, {"states": STATES})


def _mine(request: HttpRequest, pk: int) -> tuple[ArticlePage, Staff]:
    """The article, for who may withdraw it; to everybody else it is not there."""
    staff = staff_of(request.user)
    article = get_object_or_404(ArticlePage, pk=pk)
    if staff is None or not may_withdraw(staff, unit_of(article)):
        raise Http404
    return article, staff


def _one_act(
    request: HttpRequest, article: ArticlePage, name: str, page: str, act: Callable[[], str], shown: dict[str, Any]
) -> HttpResponse:
    problem = None
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    if request.method == "POST":
        try:
            messages.success(request, act())
        except Refusal as refusal:
            problem = refusal
        else:
            return redirect(edit)
    frame = {
        "header_title": f"{name}：{article.title}",
        "header_icon": "doc-full-inverse",
        "breadcrumbs_items": [
            {"url": "/editor/", "label": "首页"},
            {"url": edit, "label": article.title},
            {"url": "", "label": name},
        ],
        "article": article,
        "problem": problem,
        "said": request.POST,
    }
    return render(request, f"cms/withdrawing/{page}.html", frame | shown, status=409 if problem else 200)
