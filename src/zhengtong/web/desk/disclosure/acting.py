"""The page of one act: what it asks, and doing it. A refusal is said beside its field."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zhengtong.disclosure.choices import REPLY_ROWS, FilePart
from zhengtong.disclosure.models import DisclosureRequest
from zhengtong.disclosure.queries import requests as queries
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.web import uploads
from zhengtong.web.desk.door import desk

from .asked import ActForm, Doing
from .forms import template_of
from .pages import PERMISSIONS, lawful_forms

FILES = "files"
_ON_A_DRAFT = frozenset({"submit", "review", "approve", "clear", "reply"})
"""Acts that are done on a draft: it stands above what they ask."""


@desk(*PERMISSIONS)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def act(request: HttpRequest, ref: str, act: str) -> HttpResponse:
    """Shown to whoever may do it now; to others who may see the request it says so, to everybody else it is not there."""
    asked = queries.request_for_desk(request.staff, ref)
    form = next((form for form in lawful_forms(asked, request.staff) if form.act == act.replace("-", "_")), None)
    if form is None:
        messages.info(request, "这件申请目前不能进行这项操作，请以页面上列出的为准。")
        return redirect("desk:disclosure-request", ref)
    at, fields = timezone.now(), form.fields(asked, request.staff)
    if request.method != "POST":
        return _page(request, asked, form, _first(request, form, fields, localdate(at).isoformat()))
    typed = {field.name: request.POST.get(field.name, "") for field in fields}
    if "template" in request.POST:
        typed["reasons"] = template_of(typed.get("kind", "")) or typed.get("reasons", "")
        return _page(request, asked, form, typed)
    came = uploads.take(request, [FILES] if form.files else [], by=f"staff:{request.staff.code}", at=at)
    files, errors = came.files.get(FILES, []), dict(came.errors)
    if errors or came.is_rearranged:
        return _page(request, asked, form, typed, files=files, errors=errors)
    try:
        form.do(Doing(asked, typed, files, request.staff, at))
    except Unknown:
        raise
    except Refusal as refusal:
        return _page(request, asked, form, typed, files=files, errors={refusal.field or "": refusal.sentence})
    messages.success(request, form.done)
    return redirect("desk:disclosure-request", ref)


def _first(request: HttpRequest, form: ActForm, fields: Any, today: str) -> dict[str, str]:
    """What stands in the fields at first: dates are today's where they must be given."""
    return {field.name: field.value or (today if field.type == "date" and field.required else "") for field in fields}


def _page(
    request: HttpRequest,
    asked: DisclosureRequest,
    form: ActForm,
    typed: dict[str, str],
    *,
    files: Any = (),
    errors: dict[str, str] | None = None,
) -> HttpResponse:
    made = getattr(asked, "reply", None) if form.act in _ON_A_DRAFT else None
    context = {
        "asked": asked,
        "form": form,
        "reply": made,
        "row": REPLY_ROWS[made.kind] if made else None,
        "files_of_reply": queries.files_of(asked, FilePart.REPLY) if made else [],
        "fields": [(field, typed.get(field.name, "")) for field in form.fields(asked, request.staff)],
        "files": files,
        "errors": errors or {},
        "upload_field": FILES,
        "has_templates": form.act == "draft",
    }
    return render(request, "desk/disclosure/act.html", context, status=409 if errors else 200)
