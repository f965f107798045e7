"""Drafting and editing an item: one long form whose rows come and go by buttons; nothing typed is ever lost."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from zhengtong.catalog import actions, queries
from zhengtong.catalog.choices import ItemKind, ProjectType, VersionState
from zhengtong.catalog.elements import SECTIONS
from zhengtong.catalog.models import ItemVersion
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.reading import aware_moment

from ..door import desk
from .names import Names
from .sheet import Sheet

BLANK = {
    "level": "4",
    "quantity_limit": "无",
    "apply": {"online": True, "window": True},
    "hours": "工作日 8:30–12:00，14:30–17:30（夏季 15:00–18:00）",
}
ASKED = ("code", "name", "unit", "kind", "project_type")


@desk("item.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new_item(request: HttpRequest) -> HttpResponse:
    """A new item begins with what can never be missing; everything else is filled in on the next page."""
    typed = {name: request.POST.get(name, "").strip() for name in ASKED}
    errors: dict[str, str] = {}
    if request.method == "POST":
        typed["code"] = typed["code"].upper()
        told = {
            "code": "事项编码",
            "name": "事项名称",
            "unit": "实施主体",
            "kind": "事项类型",
            "project_type": "办件类型",
        }
        errors = {name: f"请填写{label}。" for name, label in told.items() if not typed[name]}
        if not errors:
            try:
                actions.draft_item({**BLANK, **typed}, by=request.staff, at=timezone.now())
            except Refusal as refusal:
                errors[refusal.field if refusal.field in ASKED else ""] = refusal.sentence
            else:
                messages.success(request, "草稿已建好，请补充各项要素。")
                return redirect("desk:item-edit", typed["code"])
    units = [(unit.code, unit.name) for unit in queries.units_for_editing(request.staff)]
    context = {"typed": typed, "errors": errors, "units": units}
    context |= {"kinds": ItemKind.choices, "project_types": ProjectType.choices}
    return render(request, "desk/items/new.html", context, status=409 if errors else 200)


@desk("item.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """The draft as one form. A button may add, move or remove a row (nothing is saved then), or save."""
    draft = _draft(request, code)
    errors: dict[str, str] = {}
    is_dirty = False
    if request.method == "POST":
        sheet = Sheet.typed(request.POST)
        operation = request.POST.get("row", "")
        if operation:
            sheet.arrange(operation)
            is_dirty = True
        else:
            errors = _save(request, code, sheet, draft)
            if not errors:
                messages.success(request, "草稿已保存。")
                return redirect("desk:item", code) if "finish" in request.POST else redirect("desk:item-edit", code)
    else:
        sheet = Sheet.of(draft.content)
    names = Names.now()
    context: dict[str, Any] = {
        "version": draft,
        "item": draft.item,
        "sections": [
            (section.title, sheet.fields(section.elements, names, errors, skip=("code", "illustrative")))
            for section in SECTIONS
            if section.title != "示例数据"
        ],
        "lists": sheet.lists(names, errors),
        "illustrative": sheet.single.get("illustrative", ""),
        "errors": errors,
        "is_dirty": is_dirty,
        "seen": request.POST.get("seen") or draft.edited_at.isoformat(),
        "missing": queries.findings(draft.content) if request.method != "POST" else [],
    }
    return render(request, "desk/items/edit.html", context, status=409 if errors else 200)


def _draft(request: HttpRequest, code: str) -> ItemVersion:
    for found in queries.history_for(request.staff, code):
        if found.state == VersionState.DRAFT and request.staff.may("item.edit", unit=found.item.unit):
            return found
    raise Http404


def _save(request: HttpRequest, code: str, sheet: Sheet, draft: ItemVersion) -> dict[str, str]:
    """Errors by field name, empty when the draft is saved."""
    content, errors = sheet.read()
    if errors:
        return errors
    seen = aware_moment(request.POST.get("seen", ""))
    try:
        actions.edit_draft(code, {**content, "code": code}, by=request.staff, at=timezone.now(), seen=seen)
    except Refusal as refusal:
        return {sheet.name_of(refusal.field or ""): refusal.sentence}
    return {}
