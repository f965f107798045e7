"""补正 and 补交容缺材料 — the materials one still owes, sent from home."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from zhengtong.cases import actions, queries
from zhengtong.cases.choices import ClockName, MaterialState
from zhengtong.cases.documents import last_day
from zhengtong.cases.models import Case, CaseMaterial
from zhengtong.cases.rules import PRE_DECISION
from zhengtong.files.choices import ACCEPT, ALLOWED_WORDS
from zhengtong.files.rules import size_words
from zhengtong.timers.models import Clock
from zhengtong.timers.queries import clocks_of
from zhengtong.web import uploads

from .door import citizen


def clock_named(case: Case, name: str) -> Clock | None:
    """The newest clock of the case with this name."""
    return next((clock for clock in reversed(clocks_of(case.ref)) if clock.name == name), None)


def _field(material: CaseMaterial) -> str:
    return f"file-{material.order}"


def _page_facts() -> dict[str, Any]:
    return {
        "accept": ACCEPT,
        "kinds": ALLOWED_WORDS,
        "max_bytes": settings.MAX_UPLOAD_BYTES,
        "max_words": size_words(settings.MAX_UPLOAD_BYTES),
    }


# --- 补正 ---


@citizen
@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: HttpRequest, ref: str) -> HttpResponse:
    """Every problem the notice told, beside the place where its material is sent anew."""
    case = queries.case_for(request.user, ref)
    if case.state != "correcting" or not queries.acts_for(request.user, case, timezone.now()):
        messages.info(request, "该办件目前没有需要您补正的材料。")
        return redirect("citizen:my-case", ref)
    wanted = list(case.materials.filter(state="rejected").prefetch_related("attachments__stored"))
    if request.method != "POST":
        return _ask_correction(request, case, wanted, uploads.Uploads())
    at = timezone.now()
    came = uploads.take(request, map(_field, wanted), by=request.actor, at=at)
    if came.is_rearranged:
        return _ask_correction(request, case, wanted, came)
    for material in wanted:
        if _field(material) not in came.files and _field(material) not in came.errors:
            came.errors[_field(material)] = f"请上传补正后的“{material.name}”。"
    if came.errors:
        return _ask_correction(request, case, wanted, came, status=422)
    actions.supply_correction(ref, {m.order: came.files[_field(m)] for m in wanted}, by=request.user, at=at)
    messages.success(request, "补正材料已提交，窗口会在五个工作日内答复是否受理。")
    return redirect("citizen:my-case", ref)


def _ask_correction(
    request: HttpRequest, case: Case, wanted: list[CaseMaterial], came: uploads.Uploads, status: int = 200
) -> HttpResponse:
    problems: dict[str, list[str]] = {}
    for told in case.correction.items:
        problems.setdefault(told["material"], []).append(told["problem"])
    rows = [
        (m, problems.pop(m.name, []), came.files.get(_field(m), []), came.errors.get(_field(m), "")) for m in wanted
    ]
    context = {
        "case": case,
        "due_on": last_day(case.correction.due_at),
        "rows": rows,
        "others": list(problems.items()),
        "errors": came.errors,
    }
    return render(request, "citizen/mine/correction.html", context | _page_facts(), status=status)


# --- 补交容缺材料 ---


@citizen
@require_http_methods(["GET", "HEAD", "POST"])
def deferred(request: HttpRequest, ref: str) -> HttpResponse:
    """What was promised at acceptance: all at once or one after the other; each material that came is an act."""
    case = queries.case_for(request.user, ref)
    owed = list(case.materials.filter(state=MaterialState.DEFERRED))
    if not owed or case.state not in PRE_DECISION or not queries.acts_for(request.user, case, timezone.now()):
        messages.info(request, "该办件目前没有需要您补交的材料。")
        return redirect("citizen:my-case", ref)
    if request.method != "POST":
        return _ask_deferred(request, case, owed, uploads.Uploads())
    at = timezone.now()
    came = uploads.take(request, map(_field, owed), by=request.actor, at=at)
    if came.is_rearranged:
        return _ask_deferred(request, case, owed, came)
    if not came.files and not came.errors:
        came.errors[_field(owed[0])] = "请至少上传一项要补交的材料。"
    if came.errors:
        return _ask_deferred(request, case, owed, came, status=422)
    sent = [material for material in owed if _field(material) in came.files]
    for material in sent:
        actions.supply_deferred(ref, material.order, by=request.user, at=at, attachments=came.files[_field(material)])
    messages.success(request, _said(sent, owed))
    return redirect("citizen:my-case" if len(sent) == len(owed) else "citizen:my-deferred", ref)


def _said(sent: list[CaseMaterial], owed: list[CaseMaterial]) -> str:
    names = "、".join(material.name for material in sent)
    still = len(owed) - len(sent)
    return f"已补交：{names}。" + (f"还有{still}项没有交。" if still else "容缺材料已全部补齐。")


def _ask_deferred(
    request: HttpRequest, case: Case, owed: list[CaseMaterial], came: uploads.Uploads, status: int = 200
) -> HttpResponse:
    clock = clock_named(case, ClockName.DEFERRAL)
    context = {
        "case": case,
        "due_on": last_day(clock.promised_due) if clock else None,
        "is_provisional": clock.is_provisional if clock else False,
        "rows": [(m, came.files.get(_field(m), []), came.errors.get(_field(m), "")) for m in owed],
        "errors": came.errors,
    }
    return render(request, "citizen/mine/deferred.html", context | _page_facts(), status=status)
