"""The page on which an article is linked with its entry in the register."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from zhengtong.cms.models import ArticlePage
from zhengtong.cms.policies import unit_of
from zhengtong.foundation.errors import Refusal
from zhengtong.org.queries import staff_of

from . import actions, queries


def link(request: HttpRequest, pk: int) -> HttpResponse:
    """What the unit has signed and no article publishes yet; or the entry that is linked already."""
    article = get_object_or_404(ArticlePage, pk=pk)
    staff = staff_of(request.user)
    if staff is None or not actions.may_link(staff, unit_of(article)):
        raise Http404
    problem = None
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    if request.method == "POST":
        try:
            if request.POST.get("act") == "unlink":
                actions.unlink(article, by=staff, at=timezone.now())
                messages.success(request, "已取消关联。")
            else:
                made = actions.link(article, request.POST.get("number", ""), by=staff, at=timezone.now())
                messages.success(request, f"已关联“{made.information.title}”，稿件发布时这条信息同时公开。")
        except Refusal as refusal:
            problem = refusal
        else:
            return redirect(edit)
    sought = request.GET.get("q", "").strip()[:60]
    context = {
        "header_title": f"政府信息：{article.draft_title}",
        "header_icon": "folder-open-inverse",
        "breadcrumbs_items": [
            {"url": "/editor/", "label": "首页"},
            {"url": edit, "label": article.draft_title},
            {"url": "", "label": "关联政府信息"},
        ],
        "article": article,
        "problem": problem,
        "linked": queries.information_of(article),
        "sought": sought,
        "found": list(queries.linkable(article, sought)[: queries.MOST_FOUND]),
    }
    return render(request, "cms/register/link.html", context, status=409 if problem else 200)
