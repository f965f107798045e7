"""网上申请 — a short series of steps over one saved draft. Every step saves; it can be left and taken up again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.cases import actions, queries
from zhengtong.cases.models import Case
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.org.models import Delegation
from zhengtong.org.queries import delegations_of

from ..door import citizen
from .answers import form
from .confirmation import confirm
from .draft import address_of, form_errors, missing, of_draft, plan_of
from .papers import materials


@citizen
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Begin, for oneself or for the principal of a standing delegation; a draft of the same kind is taken up again."""
    if request.method != "POST":
        return redirect("citizen:item-apply", code)
    item_code, delegation = code.strip().upper(), _delegation(request)
    earlier = queries.drafts_of(request.user).filter(item_code=item_code, delegation=delegation)
    begun = earlier.first()
    if begun is not None:
        messages.info(request, "您上次填的草稿还在，请接着填。想重新填写的，可以先删除这份草稿。")
    else:
        try:
            begun = actions.start_draft(item_code, by=request.user, at=timezone.now(), delegation=delegation)
        except Refusal as refusal:
            if refusal.code != "draft-begun":
                raise
            begun = earlier.get()
    return redirect(address_of(begun, plan_of(begun, queries.guide(begun.version_id))[0]))


def _delegation(request: HttpRequest) -> Delegation | None:
    ref = request.POST.get("delegation", "")
    if not ref:
        return None
    found = delegations_of(request.user).filter(ref=ref).first()
    if found is None:
        raise Unknown("没有找到这份委托。")
    return found


@of_draft
@require_safe
def resume(request: HttpRequest, draft: Case) -> HttpResponse:
    """Where one left off: the first step that is not done."""
    item = queries.guide(draft.version_id)
    plan = plan_of(draft, item)
    if "form" in plan and item.form and form_errors(draft, request.actor, timezone.now()):
        return redirect(address_of(draft, "form"))
    if "materials" in plan and missing(draft):
        return redirect(address_of(draft, "materials"))
    return redirect(address_of(draft, "confirm"))


@of_draft
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, draft: Case) -> HttpResponse:
    if request.method == "POST":
        actions.discard_draft(draft.draft_token, by=request.user, at=timezone.now())
        messages.success(request, f"“{draft.version.name}”的草稿已删除。")
        return redirect("citizen:my")
    follows = ["填写的内容和上传的材料会一起删除，不能恢复。", "草稿还没有提交，删除不影响您今后重新申请。"]
    return render(request, "citizen/applications/discard.html", {"draft": draft, "follows": follows})


urls = [
    path("apply/<str:code>/start/", start, name="apply-start"),
    path("apply/<str:token>/", resume, name="apply"),
    path("apply/<str:token>/form/", form, name="apply-form"),
    path("apply/<str:token>/materials/", materials, name="apply-materials"),
    path("apply/<str:token>/confirm/", confirm, name="apply-confirm"),
    path("apply/<str:token>/discard/", discard, name="apply-discard"),
]
