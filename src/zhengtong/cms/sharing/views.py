"""The pages on which an article is pushed to other columns, and on which what was pushed is taken in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from zhengtong.foundation.errors import Refusal
from zhengtong.org.queries import staff_of

from ..models import ArticlePage, ColumnPage
from ..workflow.queries import places
from ..workflow.views import ROOT, staff_at
from . import actions, queries

MOST_FOUND = 30


def share(request: HttpRequest, pk: int) -> HttpResponse:
    staff = staff_at(request)
    article = get_object_or_404(ArticlePage, pk=pk)
    if not any(staff.may(post, unit=actions.unit_of(article)) for post in actions.SENDERS):
        raise Http404
    problems: list[str] = []
    if request.method == "POST":
        chosen = [int(key) for key in request.POST.getlist("columns") if key.isdigit()]
        sent = 0
        for column in ColumnPage.objects.filter(pk__in=chosen):
            try:
                actions.share(article, column, by=staff, at=timezone.now())
                sent += 1
            except Refusal as refusal:
                problems.append(f"{column.title}：{refusal.sentence}")
        if not chosen:
            problems.append("请选择要推送到的栏目。")
        elif not problems:
            messages.success(request, f"已推送到{sent}个栏目；对方接收并审核后显示，您有签发权的栏目已经显示。")
            return redirect("wagtailadmin_pages:edit", article.pk)
    sought = request.GET.get("q", "").strip()
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    shares = list(queries.shares_of(queries.origin_of(article)))
    at = places(shares)
    return render(
        request,
        "cms/sharing/share.html",
        {
            "header_title": f"推送：{article.title}",
            "header_icon": "link",
            "breadcrumbs_items": [ROOT, {"url": edit, "label": article.title}, {"url": "", "label": "推送到其他栏目"}],
            "article": article,
            "sought": sought,
            "columns": _columns(sought),
            "problems": problems,
            "shares": [{"page": one, "place": " › ".join(filter(None, at[one.pk]))} for one in shares],
        },
        status=409 if problems else 200,
    )


def _columns(sought: str) -> list[dict[str, object]]:
    """Columns by their own name or their site's."""
    if not sought:
        return []
    rows = ColumnPage.objects.live()
    words = sought.split()
    found = []
    for row in rows.filter(title__icontains=words[-1]).order_by("path")[: MOST_FOUND * 4]:
        found.append(row)
    at = places(found)
    listed = [{"page": row, "site": at[row.pk][0], "above": at[row.pk][1]} for row in found]
    return [row for row in listed if all(w in f"{row['site']}{row['page'].title}" for w in words)][:MOST_FOUND]


def waiting(request: HttpRequest) -> HttpResponse:
    staff = staff_at(request)
    rows = queries.waiting_shares(staff)
    at = places(rows)
    return render(
        request,
        "cms/sharing/waiting.html",
        {
            "header_title": "推送接收",
            "header_icon": "link",
            "breadcrumbs_items": [ROOT, {"url": "", "label": "推送接收"}],
            "rows": [{"page": row, "site": at[row.pk][0], "column": at[row.pk][1]} for row in rows],
        },
    )


def decide(request: HttpRequest, pk: int) -> HttpResponse:
    staff = staff_of(request.user)
    mine = {row.pk: row for row in queries.waiting_shares(staff)} if staff else {}
    if staff is None or pk not in mine or request.method != "POST":
        raise Http404
    try:
        if request.POST.get("decision") == "decline":
            actions.decline(mine[pk], request.POST.get("reason", ""), by=staff, at=timezone.now())
            messages.success(request, f"没有接收“{mine[pk].title}”，已告知推送单位。")
        else:
            actions.accept(mine[pk], by=staff, at=timezone.now())
            messages.success(request, f"已接收“{mine[pk].title}”并送审。")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("editor-shares")
