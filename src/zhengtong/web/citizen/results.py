"""结果反馈 and 办理进度: what became of an application, for the applicant with a code and, masked, for everybody.

A number with the wrong code and a number that does not exist are answered with the same sentence. The right pair opens
the case for this session alone; nothing personal stands in an address.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.cases.models import Case
from zhengtong.cases.queries import by_id_number, by_query_code, finished_since, public_results, ratings_of
from zhengtong.catalog.queries import item_for_public
from zhengtong.complaints.rules import is_complaint_ref
from zhengtong.dialogue.rules import is_letter_ref
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_code
from zhengtong.journal.queries import public_timeline
from zhengtong.timers.queries import explanation, ledger
from zhengtong.web.progress import clock_card, clock_deed, clock_to_show, course_of

from . import throttle
from .items import item_context

PAGE_LENGTH = 20
OPENED = "opened_cases"
_KEPT = 10
_HIDDEN_TAIL = 6  # the serial and the check digit: a masked list is no list of numbers to try


# --- 进度查询 ---

_OTHER_NUMBERS = (("投诉", is_complaint_ref, "citizen:complaints"), ("咨询", is_letter_ref, "citizen:letters"))
"""Receipts that look alike to whoever holds one: they are looked up on pages of their own."""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def progress(request: HttpRequest) -> HttpResponse:
    """Ask by 办件编号 and 查询密码."""
    ref = tidy_code(request.POST.get("ref") or request.GET.get("ref", ""))[:50]
    page: dict[str, Any] = {"ref": ref}
    if request.method != "POST":
        return render(request, "citizen/results/ask.html", page)
    for name, of_this_kind, elsewhere in _OTHER_NUMBERS:
        if of_this_kind(ref):
            messages.info(request, f"这是{name}编号，请在这里填写查询密码。")
            return redirect(f"{reverse(elsewhere)}?{urlencode({'ref': ref})}")
    secret = tidy_code(request.POST.get("code", ""))[:6]
    found = _look_up(request, ref, secret, by_query_code, asked=("code", "查询密码"))
    if isinstance(found, Case):
        return redirect("citizen:progress-case", found.ref)
    return render(request, "citizen/results/ask.html", {**page, **found}, status=found["status"])


def _look_up(
    request: HttpRequest, ref: str, secret: str, query: Callable[[str, str], Case], *, asked: tuple[str, str]
) -> Case | dict[str, Any]:
    """The case, opened for this session; or what the form has to say, with the status of the answer."""
    errors = {}
    if not ref:
        errors["ref"] = "请填写办件编号，它印在回执上，也在短信里。"
    if not secret:
        field, label = asked
        errors[field] = f"请填写{label}。"
    if errors:
        return {"errors": errors, "status": 400}
    try:
        case = throttle.tried(request, ref, timezone.now(), lambda: query(ref, secret))
    except Unknown as unknown:
        return {"errors": {"": unknown.sentence}, "status": 404}
    except Refusal as refusal:
        return {"errors": {"": refusal.sentence}, "status": 429}
    opened = {**request.session.get(OPENED, {}), case.ref: case.query_code}
    request.session[OPENED] = dict(list(opened.items())[-_KEPT:])
    return case


def _opened(request: HttpRequest, ref: str) -> Case | None:
    """The case if this session has shown its code."""
    code = request.session.get(OPENED, {}).get(ref)
    return by_query_code(ref, code) if code else None


@require_safe
@never_cache
def case_progress(request: HttpRequest, ref: str) -> HttpResponse:
    case = _opened(request, ref)
    if case is None:
        return redirect(f"{reverse('citizen:progress')}?{urlencode({'ref': ref})}")
    return render(request, "citizen/results/case.html", progress_context(case, timezone.now()))


def progress_context(case: Case, now: datetime) -> dict[str, Any]:
    """What `citizen/results/parts/progress.html` shows of a case; the pages of 我的办件 use it too."""
    has_clock = case.handling_clock_id is not None
    return {
        "case": case,
        "title": public_title(case),
        "applicant": public_name(case),
        "clock": clock_card(case, now, why_url=reverse("citizen:progress-why", args=[case.ref]) if has_clock else ""),
        "course": course_of(case, names=False),
        "timeline": [{"title": line.label, "at": line.at, "text": line.sentence} for line in public_timeline(case.ref)],
    }


def public_name(case: Case) -> str:
    """The applicant as a page may show them: a person masked, a legal person by name."""
    return case.applicant_masked


def public_title(case: Case) -> str:
    return f"关于{public_name(case)}的{case.version.name}"


def public_ref(case: Case) -> str:
    """A number one recognises as one's own but cannot try codes on."""
    return f"{case.ref[:-_HIDDEN_TAIL]}{'*' * _HIDDEN_TAIL}"


@require_safe
@never_cache
def why(request: HttpRequest, ref: str) -> HttpResponse:
    """为什么是这一天: both limits, day by day."""
    case = _opened(request, ref)
    if case is None:
        return redirect(f"{reverse('citizen:progress')}?{urlencode({'ref': ref})}")
    clock = clock_to_show(case)
    if clock is None or case.handling_clock is None:
        raise Unknown("该办件还没有受理，尚未开始计算办理期限。")
    limits = ledger(clock).limits()
    chosen = "statutory" if request.GET.get("limit") == "statutory" and "statutory" in limits else limits[0]
    return render(
        request,
        "citizen/results/why.html",
        {
            "case": case,
            "title": public_title(case),
            "chosen": chosen,
            "deed": clock_deed(clock.name),
            "limits": [(which, {"promised": "承诺时限", "statutory": "法定时限"}[which]) for which in limits],
            "explanation": explanation(clock, chosen),
        },
    )


# --- 结果反馈 ---


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def item_results(request: HttpRequest, code: str) -> HttpResponse:
    """Ask by 办件编号 and 证件号码; what was finished, masked; how it was rated."""
    version = item_for_public(code)
    page: dict[str, Any] = {}
    if request.method == "POST":
        ref = tidy_code(request.POST.get("ref", ""))[:50]
        number = tidy_code(request.POST.get("id_number", ""))[:18]
        found = _look_up(request, ref, number, by_id_number, asked=("id_number", "证件号码"))
        if isinstance(found, Case):
            return redirect("citizen:progress-case", found.ref)
        page = {"ref": ref, **found}
    finished = public_results(version.item.code)
    context = item_context(
        version,
        "results",
        page=_masked_page(request, finished),
        ratings=ratings_of(finished),
        **page,
    )
    return render(request, "citizen/results/item.html", context, status=page.get("status", 200))


def _masked_page(request: HttpRequest, cases: QuerySet[Case]) -> Any:
    page = Paginator(cases, PAGE_LENGTH).get_page(request.GET.get("page"))
    page.object_list = [
        {"ref": public_ref(case), "applicant": public_name(case), "case": case} for case in page.object_list
    ]
    return page


# --- 办结公示 ---


def month_start(now: datetime) -> datetime:
    return timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


@require_safe
def finished(request: HttpRequest) -> HttpResponse:
    """The cases behind the number on the front page (行政许可法 第四十条)."""
    begins = month_start(timezone.now())
    return render(
        request,
        "citizen/results/finished.html",
        {"begins": begins, "page": _masked_page(request, finished_since(begins))},
    )


urls = [
    path("progress/", progress, name="progress"),
    path("progress/<str:ref>/", case_progress, name="progress-case"),
    path("progress/<str:ref>/why/", why, name="progress-why"),
    path("items/<str:code>/results/", item_results, name="item-results"),
    path("results/", finished, name="finished"),
]
