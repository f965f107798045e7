"""采集结果 and 采集一个网址 behind the editors' door."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.capture import collecting, queries
from zhengtong.capture.actions import items
from zhengtong.capture.choices import ItemState
from zhengtong.capture.models import CapturedItem
from zhengtong.capture.trying import hand_visitor
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.reading import whole_number
from zhengtong.guards.choices import FindingLevel

from ..pasting.rules import clean
from . import actions, places
from .door import page, staff_at
from .forms import PageForm

A_PAGE = 30
LEVELS = dict(FindingLevel.choices)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What was captured for one's units, the newest first, with what the check found in it."""
    staff = staff_at(request)
    state = request.GET.get("state", "")
    state = state if state in ItemState.values else ""
    source = whole_number(request.GET.get("source", ""))
    found = Paginator(queries.items_for(staff, state=state, source=source), A_PAGE).get_page(request.GET.get("p"))
    counts = queries.counts_for(staff)
    drafts = places.seen_pages(request.user, {item.page for item in found if item.page})
    names = places.names_of({item.place for item in found})
    shown = {
        "tab": "items",
        "page_obj": found,
        "rows": [
            {
                "item": item,
                "draft": drafts.get(item.page),
                "place": names.get(item.place, ""),
                "findings": _findings(item),
            }
            for item in found
        ],
        "state": state,
        "states": [(code, label, counts.get(code, 0)) for code, label in ItemState.choices if counts.get(code)],
        "total": sum(counts.values()),
    }
    return page(request, "items.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, item_id: int) -> HttpResponse:
    """One captured article; a copy beside what it is like, and the way to let it through."""
    staff = staff_at(request)
    item = queries.item_for(staff, item_id)
    if request.method == "POST":
        try:
            items.release(item.pk, by=staff, at=timezone.now())
            return _to_draft(request, item.pk)
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        return redirect("cms_capture_item", item.pk)
    twin = item.twin if item.twin and queries.items_for(staff).filter(pk=item.twin_id).exists() else None
    keys = {key for key in (item.page, item.twin_page, twin.page if twin else None) if key}
    seen = places.seen_pages(request.user, keys)
    shown = {
        "item": item,
        "place": places.names_of({item.place}).get(item.place, ""),
        "findings": _findings(item),
        "draft": seen.get(item.page),
        "twin": twin,
        "twin_page": seen.get(item.twin_page or (twin.page if twin else None)),
        # Cleaned on the way out as well: what others wrote never runs here.
        "text": clean(item.html),
        "may_release": item.state == ItemState.DUPLICATE and bool(item.html),
    }
    return page(request, "item.html", shown, title=item.title)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest) -> HttpResponse:
    """采集一个网址: paste an address, get a draft."""
    staff = staff_at(request)
    start = {"address": request.GET.get("address", "")}
    form = PageForm(request.POST or None, groups=places.columns_for(request.user), initial=start)
    if request.method == "POST" and form.is_valid():
        chosen = places.chosen(request.user, staff, form.cleaned_data["place"])
        if chosen is None:
            raise Http404
        column, unit = chosen
        try:
            link = collecting.Link(form.cleaned_data["address"].strip())
            collecting.check(link.url)
            piece = collecting.fetch(
                link, hand_visitor(timezone.now), with_pictures=form.cleaned_data["takes_pictures"]
            )
            item = items.keep_one(piece, unit=unit, place=column.pk, by=staff, at=timezone.now())
            return _to_draft(request, item.pk)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
    return page(request, "one.html", {"form": form}, title="采集一个网址")


def _to_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft at once; what looks like a copy is shown beside what it is like."""
    draft = actions.take_in(pk, at=timezone.now())
    if draft is None:
        return redirect("cms_capture_item", pk)
    messages.success(request, f"“{draft.title}”已成为草稿，请核对后送审。")
    return redirect("wagtailadmin_pages:edit", draft.pk)


def _findings(item: CapturedItem) -> list[dict[str, Any]]:
    return [
        {"level": LEVELS.get(level, level), "tone": level, "word": word, "right": right}
        for level, word, right in item.findings
    ]
