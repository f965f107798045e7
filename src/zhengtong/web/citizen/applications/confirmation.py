"""第三步 核对并提交 — everything read back, one declaration, one submission."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from zhengtong.cases import actions, queries
from zhengtong.cases.models import Case
from zhengtong.forms.queries import definition, opened
from zhengtong.forms.sealing import display
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.web import filling

from .draft import address_of, asks_region_of, form_errors, lines_of, missing, of_draft, plan_of, refreshed, step_page


@of_draft
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, draft: Case) -> HttpResponse:
    at = timezone.now()
    item = queries.guide(draft.version_id)
    plan = plan_of(draft, item)
    if "refresh" in request.POST:
        return refreshed(request, draft)
    if "form" in plan and form_errors(draft, request.actor, at):
        messages.warning(request, "申请表还有没填好的地方，填好后再提交。")
        return redirect(f"{address_of(draft, 'form')}?check=1")
    if "materials" in plan and missing(draft):
        messages.warning(request, "还有必要材料没有上传，传好后再提交。")
        return redirect(f"{address_of(draft, 'materials')}?check=1")
    if request.method != "POST":
        return _read_back(request, draft, {}, at)
    if request.POST.get("declare") != "yes":
        return _read_back(request, draft, {"declare": "请核对以上内容，勾选承诺后再提交。"}, at, status=422)
    try:
        case = actions.submit_application(draft.draft_token, by=request.user, at=at)
    except Refusal as refusal:
        if refusal.code == "already-submitted" or isinstance(refusal, Unknown):
            raise
        return _read_back(request, draft, {"": refusal.sentence}, at, status=409)
    return redirect("citizen:receipt", case.ref)


def _read_back(
    request: HttpRequest, draft: Case, errors: dict[str, str], at: datetime, status: int = 200
) -> HttpResponse:
    """Everything as it will be handed in."""
    item = queries.guide(draft.version_id)
    shown = []
    if draft.answer is not None:
        asked = definition(draft.answer.version)
        posted = filling.Posted(opened(draft.answer), {})
        shown = display(asked, filling.check(asked, posted, by=request.actor, at=at).values)
    return step_page(
        request,
        draft,
        "confirm",
        status,
        shown=shown,
        lines=lines_of(draft, {}),
        asks_region=asks_region_of(draft, item),
        errors=errors,
    )
