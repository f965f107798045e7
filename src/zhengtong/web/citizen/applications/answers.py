"""第一步 填写申请表 — saved with every press of a button; what is wrong is said beside its field."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from zhengtong.cases import actions, queries
from zhengtong.cases.models import Case
from zhengtong.forms.models import FormVersion
from zhengtong.forms.queries import definition, opened, region_choices
from zhengtong.forms.rules import Definition
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.org.models import Region
from zhengtong.org.queries import region_by_code, township_unit
from zhengtong.web import filling

from .draft import (
    address_of,
    asks_region_of,
    form_errors,
    form_version,
    of_draft,
    onward,
    plan_of,
    refreshed,
    step_page,
)

REGION = "handling-region"


@of_draft
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, draft: Case) -> HttpResponse:
    at = timezone.now()
    item = queries.guide(draft.version_id)
    if "form" not in plan_of(draft, item):
        return redirect(address_of(draft, plan_of(draft, item)[0]))
    version = form_version(draft, item)
    asked = definition(version) if version else Definition("", "", ())
    if request.method == "POST":
        return _take_form(request, draft, version, asked, at)
    entries = opened(draft.answer) if draft.answer else {}
    errors = form_errors(draft, request.actor, at) if "check" in request.GET else {}
    return _show_form(request, draft, asked, entries, errors, at)


def _take_form(
    request: HttpRequest, draft: Case, version: FormVersion | None, asked: Definition, at: datetime
) -> HttpResponse:
    """Whatever was typed is saved first; only then is it looked at."""
    posted = filling.take(request, asked, by=request.actor, at=at)
    errors = dict(posted.upload_errors)
    region = _region(request, draft, errors)
    actions.save_draft(
        draft.draft_token, form_version=version, values=posted.entries, region=region, by=request.user, at=at
    )
    draft = queries.draft_for(request.user, draft.draft_token)
    if "refresh" in request.POST and not errors:
        return refreshed(request, draft)
    if not posted.is_rearranged and "next" in request.POST:
        errors |= filling.check(asked, posted, by=request.actor, at=at).errors
        if not errors:
            return onward(draft, "form")
    if errors:
        return _show_form(request, draft, asked, posted.entries, errors, at, status=422)
    if not posted.is_rearranged:
        messages.success(request, "草稿已保存，可以接着填，也可以以后从“我的办件”继续。")
    return redirect(f"{address_of(draft, 'form')}{_anchor(request)}")


def _region(request: HttpRequest, draft: Case, errors: dict[str, str]) -> Region | None:
    """The place that was chosen, if it can be the place of this case."""
    if not asks_region_of(draft, queries.guide(draft.version_id)):
        return None
    try:
        region = region_by_code(request.POST.get(REGION, ""))
        township_unit(region)
    except Refusal as refusal:
        errors[REGION] = "请从列表中选择村（社区）。" if isinstance(refusal, Unknown) else refusal.sentence
        return None
    return region


def _anchor(request: HttpRequest) -> str:
    """After a row came or went the page opens at its table again."""
    pressed = next((name for name in request.POST if name.startswith(("add-row:", "remove-row:", "remove-file:"))), "")
    return f"#f-{pressed.split(':')[1]}" if pressed else ""


def _show_form(
    request: HttpRequest,
    draft: Case,
    asked: Definition,
    entries: Mapping[str, Any],
    errors: dict[str, str],
    at: datetime,
    status: int = 200,
) -> HttpResponse:
    asks_region = asks_region_of(draft, queries.guide(draft.version_id))
    return step_page(
        request,
        draft,
        "form",
        status,
        form=filling.show(asked, entries, errors, by=request.actor, at=at),
        errors=errors,
        region_name=REGION,
        regions=region_choices(localdate(at))[1:] if asks_region else [],
        region_typed=request.POST.get(REGION, draft.region.code),
    )
