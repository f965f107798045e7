"""The draft under the hand: whose it is, which steps it takes, what it still lacks, what stands on every step."""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from zhengtong.cases import actions, queries
from zhengtong.cases.models import Case, CaseMaterial
from zhengtong.catalog.guide import Guide, Material
from zhengtong.forms.models import FormVersion
from zhengtong.forms.queries import current_version, definition, opened
from zhengtong.foundation.errors import Refusal
from zhengtong.web import filling

from ..door import citizen

STEPS = {"form": "填写申请表", "materials": "上传材料", "confirm": "核对并提交"}
TOWNSHIP = "TOWN"
# What an applicant wants to hear of, when the guide was published anew; the rest is a link to the whole comparison.
_TOLD = ("materials", "conditions", "fees", "limits", "deferral", "quantity_limit", "results", "form")

View = Callable[[HttpRequest, Case], HttpResponse]


def of_draft(view: View) -> Callable[[HttpRequest, str], HttpResponse]:
    """Give the view one's own draft; one that was handed in leads to its receipt, so nothing is ever sent twice."""

    @functools.wraps(view)
    def enter(request: HttpRequest, token: str) -> HttpResponse:
        done = queries.handed_in(request.user, token)
        if done is None:
            try:
                return view(request, queries.draft_for(request.user, token))
            except Refusal as refusal:
                done = queries.handed_in(request.user, token)
                if refusal.code != "already-submitted" or done is None:
                    raise
        messages.info(request, f"这份申请已经提交过了，办件编号是{done.ref}，不用再交一次。")
        return redirect("citizen:receipt", done.ref)

    return citizen(enter)


def plan_of(draft: Case, item: Guide) -> list[str]:
    """The steps this item needs, in order."""
    plan = ["form"] if item.form or asks_region_of(draft, item) else []
    return [*plan, *(["materials"] if item.materials else []), "confirm"]


def asks_region_of(draft: Case, item: Guide) -> bool:
    """Whether the place decides who handles the case; an agent's own place says nothing of the principal's."""
    units = {item.unit, draft.version.item.unit.code, *(step.unit for step in item.steps)}
    return TOWNSHIP in units or draft.delegation_id is not None


def step_page(request: HttpRequest, draft: Case, step: str, status: int = 200, **more: Any) -> HttpResponse:
    """One step with what stands on every one of them."""
    item = queries.guide(draft.version_id)
    plan = plan_of(draft, item)
    place = plan.index(step)
    behind = queries.changes_since(draft)
    return render(
        request,
        f"citizen/applications/{step}.html",
        {
            "draft": draft,
            "item": item,
            "steps": [(STEPS[key], address_of(draft, key)) for key in plan],
            "place": place + 1,
            "back": address_of(draft, plan[place - 1]) if place else "",
            "behind": behind,
            "told": [change for change in behind.item if change.path.startswith(_TOLD)] if behind else [],
            **more,
        },
        status=status,
    )


def address_of(draft: Case, step: str) -> str:
    return reverse(f"citizen:apply-{step}", args=[draft.draft_token])


def onward(draft: Case, step: str) -> HttpResponse:
    plan = plan_of(draft, queries.guide(draft.version_id))
    return redirect(address_of(draft, plan[plan.index(step) + 1]))


def refreshed(request: HttpRequest, draft: Case) -> HttpResponse:
    """更新草稿 — the guide or the form was published anew; answers and files are carried over.

    The button belongs to the form of the step it stands on, so what was typed there is saved before.
    """
    actions.refresh_draft(draft.draft_token, by=request.user, at=timezone.now())
    messages.success(request, "草稿已更新到最新的办事指南和表格，填过的内容都保留着。请把变动的地方核对一遍。")
    return redirect(address_of(draft, plan_of(draft, queries.guide(draft.version_id))[0]))


# --- what is there and what is not ---


def form_version(draft: Case, item: Guide) -> FormVersion | None:
    """The form version of the answers, or the one in force while there are none."""
    if draft.answer is not None:
        return draft.answer.version
    return current_version(item.form) if item.form else None


def form_errors(draft: Case, actor: str, at: datetime) -> dict[str, str]:
    """What still stands against the saved answers; a form nobody has touched is wrong as a whole."""
    item = queries.guide(draft.version_id)
    version = form_version(draft, item)
    if version is None:
        return {}
    posted = filling.Posted(opened(draft.answer) if draft.answer else {}, {})
    return filling.check(definition(version), posted, by=actor, at=at).errors


@dataclass(frozen=True, slots=True)
class Line:
    """A material of the guide with what the applicant has sent for it. `is_form`: filled in on the page instead."""

    asked: Material
    row: CaseMaterial
    is_form: bool
    problem: str = ""


def lines_of(draft: Case, errors: Mapping[str, str]) -> list[Line]:
    item = queries.guide(draft.version_id)
    form = queries.filled_online(item) if draft.answer_id else None
    rows = {row.order: row for row in draft.materials.prefetch_related("attachments__stored")}
    return [Line(m, rows[m.order], m == form, errors.get(f"file-{m.order}", "")) for m in item.materials]


def missing(draft: Case) -> dict[str, str]:
    """A sentence for every main material that is not there yet."""
    return {
        f"file-{row.order}": f"请上传“{row.name}”，这是必须提交的材料。"
        for row in queries.missing_for_submission(draft)
    }
