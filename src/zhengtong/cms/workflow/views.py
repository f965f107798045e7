"""待审稿件 of all sites on one page, and the page on which one of them is decided."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.panels import get_edit_handler
from wagtail.models import Page

from zhengtong.foundation.errors import Refusal
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.org.queries import staff_of

from ..models import ArticlePage, ReviewState
from ..policies import unit_of
from ..screening import queries as screening
from . import actions, queries

A_PAGE = 30
ROOT = {"url": "/editor/", "label": "首页"}
INBOX = {"url": "/editor/inbox/", "label": "待审稿件"}


def staff_at(request: HttpRequest) -> Staff:
    """Who stands at the door; 404 for an account that is nobody's."""
    staff = staff_of(request.user)
    if staff is None:
        raise Http404
    return staff


def inbox(request: HttpRequest) -> HttpResponse:
    staff = staff_at(request)
    now = timezone.now()
    page = Paginator(queries.inbox(staff), A_PAGE).get_page(request.GET.get("p"))
    mine = list(queries.submitted_by(staff)[:A_PAGE])
    places = queries.places([state.page for state in (*page.object_list, *mine)])
    return render(
        request,
        "cms/inbox/inbox.html",
        {
            "header_title": "待审稿件",
            "header_icon": "tasks",
            "breadcrumbs_items": [ROOT, INBOX],
            "page_obj": page,
            "rows": [_row(state, places, now) for state in page.object_list],
            "mine": [_row(state, places, now) for state in mine],
        },
    )


def _row(state: ReviewState, places: dict[int, tuple[str, str]], now: Any) -> dict[str, Any]:
    site, column = places[state.page_id]
    return {
        "state": state,
        "site": site,
        "column": column,
        "is_late": state.due_at is not None and state.due_at <= now,
        "age": now - state.started_at,
    }


def review(request: HttpRequest, pk: int) -> HttpResponse:
    staff = staff_at(request)
    state = queries.one_for_review(staff, pk)
    if state is None:
        return _gone(request, pk)
    if request.method == "POST":
        return _decide(request, state)
    article = state.page.specific
    revision = state.page.get_latest_revision()
    sent = revision.as_object()
    before = article if article.live else type(article)()
    site, column = queries.places([state.page])[state.page_id]
    return render(
        request,
        "cms/inbox/review.html",
        {
            "header_title": state.page.draft_title,
            "header_icon": "doc-full-inverse",
            "breadcrumbs_items": [ROOT, INBOX, {"url": "", "label": state.page.draft_title}],
            "state": state,
            "revision": revision,
            "site": site,
            "column": column,
            "is_new": not article.live,
            "comparison": compare(request, before, sent),
            "opinions": _opinions(state),
            "standing": screening.standing(state.page),
            "go_live_at": sent.go_live_at,
            "is_late": state.due_at is not None and state.due_at <= timezone.now(),
        },
    )


def compare(request: HttpRequest, before: Page, after: Page) -> list[Any]:
    """What differs between two texts of one page, field by field; an empty `before` shows the whole of `after`."""
    panel = get_edit_handler(type(after)).get_bound_panel(instance=after, request=request, form=None)
    found = [comparison(before, after) for comparison in panel.get_comparison()]
    return [one for one in found if one.has_changed()]


def _opinions(state: ReviewState) -> list[ReviewState]:
    done = ReviewState.objects.filter(workflow_state=state.workflow_state).exclude(pk=state.pk)
    return list(done.select_related("finished_by__staff").order_by("pk"))


def _decide(request: HttpRequest, state: ReviewState) -> HttpResponse:
    said, at = request.POST.get("comment", ""), timezone.now()
    level, title = state.get_level_display(), state.page.draft_title
    try:
        if request.POST.get("decision") == "return":
            actions.send_back(state.pk, said, by=request.user, at=at)
            messages.success(request, f"已将“{title}”退回修改。")
        else:
            read = request.POST.get("revision", "")
            revision = int(read) if read.isdigit() else None
            actions.approve(state.pk, said, by=request.user, at=at, revision=revision)
            messages.success(request, f"“{title}”{level}已通过。")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("editor-review", state.pk)
    return redirect("editor-inbox")


def _gone(request: HttpRequest, pk: int) -> HttpResponse:
    """Decided in the meantime is told to whoever might have decided; to everybody else there is nothing here."""
    if request.method == "POST" and ReviewState.objects.filter(pk=pk).exists():
        messages.error(request, "这篇稿件已经有人处理，或者不由您审核。")
        return redirect("editor-inbox")
    raise Http404


def urgent(request: HttpRequest, pk: int) -> HttpResponse:
    staff = staff_at(request)
    article = get_object_or_404(ArticlePage, pk=pk)
    if not staff.may(Permission.CONTENT_SIGN, unit=unit_of(article)):
        raise Http404
    problem = None
    if request.method == "POST":
        try:
            actions.publish_urgently(article, request.POST.get("reason", ""), by=staff, at=timezone.now())
        except Refusal as refusal:
            problem = refusal
        else:
            messages.success(request, f"“{article.draft_title}”已加急签发。")
            return redirect("wagtailadmin_explore", article.get_parent().pk)
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    return render(
        request,
        "cms/inbox/urgent.html",
        {
            "header_title": f"加急签发：{article.draft_title}",
            "header_icon": "upload",
            "breadcrumbs_items": [ROOT, {"url": edit, "label": article.draft_title}, {"url": "", "label": "加急签发"}],
            "article": article,
            "standing": screening.standing(article),
            "problem": problem,
            "said": request.POST.get("reason", ""),
        },
        status=409 if problem else 200,
    )
