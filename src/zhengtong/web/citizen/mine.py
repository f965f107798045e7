"""我的办件 — what waits for me, my drafts, my cases; one page a case with everything one may do about it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhengtong.cases import actions, queries, rules
from zhengtong.cases.choices import ENDED_STATES, ClockName, Satisfaction
from zhengtong.cases.documents import last_day
from zhengtong.cases.models import Case
from zhengtong.forms.queries import definition
from zhengtong.forms.sealing import display
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.papers.queries import papers_of
from zhengtong.timers.queries import explanation, ledger
from zhengtong.web.progress import clock_card, clock_label, clock_to_show, course_of
from zhengtong.web.receipts import receipt_of
from zhengtong.web.templatetags.zhengtong import date_cn

from . import owed
from .door import citizen

PER_PAGE = 20
RATEABLE = ("finished", "delivered", "archived")
WITHDRAWALS = {
    "mistake": "填错了，改好以后重新申请",
    "unneeded": "不需要办了",
    "repeated": "重复申请了",
    "other": "其他原因",
}
_NOTE_LENGTH = 200
_WHICH = {"promised": "承诺时限", "statutory": "法定时限"}
# What the limits of a clock that is not the handling clock mean to the applicant: title, promised, statutory.
_LIMITS = {
    "intake": ("等待答复是否受理", "承诺看完材料", "法定最迟答复"),
    "correction": ("等待您补正", "补正的最后一天", "补正的最后一天"),
    "delivery": ("等待送达", "承诺送达", "法定最迟送达"),
}


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing that waits for the person: what, until when, and where to do it."""

    case: Case
    title: str
    text: str
    action: str
    url: str
    is_pressing: bool


@citizen
@require_safe
def my(request: HttpRequest) -> HttpResponse:
    mine = queries.cases_of_citizen(request.user)
    page = Paginator(mine, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "citizen/mine/list.html",
        {
            "todo": _todo(request),
            "drafts": queries.drafts_of(request.user),
            "page": page,
            "rows": [(case, _next_due(case)) for case in page.object_list],
        },
    )


def _todo(request: HttpRequest) -> list[ToDo]:
    """待补正 and 待补交 first, by their days; then 待评价, newest first."""
    waiting = (
        queries.cases_of_citizen(request.user)
        .filter(
            Q(state="correcting")
            | Q(state__in=rules.PRE_DECISION, materials__state="deferred")
            | Q(state__in=RATEABLE, rating__isnull=True)
        )
        .select_related("correction")
        .distinct()
    )
    found = [_wanted(case) for case in waiting[:PER_PAGE]]
    return sorted(found, key=lambda each: not each.is_pressing)


def _wanted(case: Case) -> ToDo:
    page = reverse("citizen:my-case", args=[case.ref])
    if case.state == "correcting":
        count = len(case.correction.items)
        text = f"有{count}处需要补正，请在{date_cn(last_day(case.correction.due_at))}前补齐，逾期申请会终止。"
        return ToDo(case, "待补正", text, "去补正", reverse("citizen:my-correction", args=[case.ref]), True)
    if case.state in rules.PRE_DECISION:
        names = "、".join(case.materials.filter(state="deferred").values_list("name", flat=True))
        clock = owed.clock_named(case, ClockName.DEFERRAL)
        until = f"，请在{date_cn(last_day(clock.promised_due))}前补交" if clock and clock.promised_due else ""
        text = f"容缺受理时承诺补交：{names}{until}。"
        return ToDo(case, "待补交", text, "去补交", reverse("citizen:my-deferred", args=[case.ref]), True)
    return ToDo(case, "待评价", "已经办结，请您评价这次服务。", "去评价", f"{page}#rating", False)


def _next_due(case: Case) -> str:
    """What comes next and when, in a line of the list."""
    clock = case.clock
    if clock is None:
        return ""
    if clock.is_suspended:
        return "计时暂停"
    if case.due_at is None:
        return ""
    verb = {"correction": "前补正", "delivery": "前送达", "intake": "前答复是否受理"}.get(clock.name, "前办结")
    return f"{last_day(case.due_at):%Y-%m-%d}{verb}{'（暂定）' if clock.is_provisional else ''}"


# --- one case ---


def _screen(request: HttpRequest, case: Case, *, status: int = 200, **more: Any) -> HttpResponse:
    now = timezone.now()
    may_act = queries.acts_for(request.user, case, now)
    lawful = rules.lawful_verbs(case.state) if may_act else frozenset()
    rating = getattr(case, "rating", None)
    why = reverse("citizen:my-why", args=[case.ref])
    shown = display(definition(case.answer.version), case.answer.values) if case.answer else []
    return render(
        request,
        "citizen/mine/case.html",
        {
            "case": case,
            "item": queries.guide(case.version_id),
            "card": clock_card(case, now, why) if case.handling_clock else None,
            "limits": _limits(case),
            "why_url": why,
            "course": course_of(case, names=False),
            "correction": case.correction if case.state == "correcting" else None,
            "reply_by": last_day(case.correction.due_at) if case.state == "correcting" else None,
            "deferred": _wanted(case) if _owes(case) else None,
            "papers": papers_of(case.ref),
            "shown": shown,
            "materials": case.materials.prefetch_related("attachments__stored"),
            "rating": rating,
            "may_correct": "supply_correction" in lawful,
            "may_supply": "supply_deferred" in lawful,
            "may_rate": "rate" in lawful and rating is None,
            "may_withdraw": "withdraw" in lawful,
            "levels": Satisfaction.choices,
            "is_ended": case.state in ENDED_STATES,
            **more,
        },
        status=status,
    )


def _limits(case: Case) -> dict[str, Any] | None:
    """Both limits of the clock that runs before acceptance; afterwards the card shows them."""
    clock = case.clock
    if clock is None or case.handling_clock_id is not None or clock.name not in _LIMITS:
        return None
    title, promised, statutory = _LIMITS[clock.name]
    days = [(promised, last_day(clock.promised_due)), (statutory, last_day(clock.statutory_due))]
    return {"title": title, "days": [(label, on) for label, on in days if on], "is_provisional": clock.is_provisional}


def _owes(case: Case) -> bool:
    return case.state in rules.PRE_DECISION and case.materials.filter(state="deferred").exists()


@citizen
@require_safe
def case_page(request: HttpRequest, ref: str) -> HttpResponse:
    return _screen(request, queries.case_for(request.user, ref))


@citizen
@require_safe
def receipt(request: HttpRequest, ref: str) -> HttpResponse:
    """The receipt as often as one needs it; the limits on it are those of the hand-in."""
    case = queries.case_for(request.user, ref)
    return render(request, "citizen/mine/receipt.html", {"case": case, "receipt": receipt_of(case)})


@citizen
@require_safe
def why(request: HttpRequest, ref: str) -> HttpResponse:
    """为什么是这一天 — day by day, for each limit of the clock that runs now."""
    case = queries.case_for(request.user, ref)
    clock = clock_to_show(case)
    if clock is None:
        raise Unknown("该办件目前没有在计算的期限。")
    limits = ledger(clock).limits()
    asked = request.GET.get("limit", "")
    chosen = asked if asked in limits else limits[0]
    return render(
        request,
        "citizen/mine/why.html",
        {
            "case": case,
            "label": clock_label(clock.name),
            "due_label": _LIMITS[clock.name][1 if chosen == "promised" else 2] if clock.name in _LIMITS else "",
            "chosen": chosen,
            "limits": [(which, _WHICH[which]) for which in limits],
            "explanation": explanation(clock, chosen),
        },
    )


# --- 撤回、评价、文书 ---


@citizen
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    case = queries.case_for(request.user, ref)
    if "withdraw" not in rules.lawful_verbs(case.state):
        messages.warning(request, f"该办件{case.get_state_display()}，不能撤回。")
        return redirect("citizen:my-case", ref)
    typed = {"reason": request.POST.get("reason", ""), "note": request.POST.get("note", "").strip()[:_NOTE_LENGTH]}
    errors = _withdrawal_errors(typed) if request.method == "POST" else {}
    if request.method == "POST" and not errors:
        said = "：".join(part for part in (WITHDRAWALS[typed["reason"]], typed["note"]) if part)
        actions.withdraw_case(ref, reason=said, by=request.user, at=timezone.now())
        messages.success(request, "申请已撤回。需要再办的，可以重新申请。")
        return redirect("citizen:my-case", ref)
    follows = [
        "这次申请到此结束，不能恢复；需要再办的，要重新申请、重新计算期限。",
        "已经缴纳的费用按规定处理，撤回不影响您今后申请。",
    ]
    context = {"case": case, "typed": typed, "errors": errors, "reasons": WITHDRAWALS, "follows": follows}
    return render(request, "citizen/mine/withdraw.html", context, status=422 if errors else 200)


def _withdrawal_errors(typed: dict[str, str]) -> dict[str, str]:
    if typed["reason"] not in WITHDRAWALS:
        return {"reason": "请选择撤回的原因。"}
    if typed["reason"] == "other" and not typed["note"]:
        return {"note": "请简单写明撤回的原因。"}
    return {}


@citizen
@require_POST
def rate(request: HttpRequest, ref: str) -> HttpResponse:
    """好差评 — nothing is chosen beforehand; a case nobody rated stays unrated."""
    case = queries.case_for(request.user, ref)
    typed = {"satisfaction": request.POST.get("satisfaction", ""), "text": request.POST.get("text", "")}
    try:
        actions.rate_case(
            ref, satisfaction=typed["satisfaction"], text=typed["text"], by=request.user, at=timezone.now()
        )
    except Unknown:
        raise
    except Refusal as refusal:
        if refusal.field is None:
            messages.info(request, refusal.sentence)
            return redirect("citizen:my-case", ref)
        return _screen(request, case, status=422, typed=typed, errors={refusal.field: refusal.sentence})
    messages.success(request, "谢谢您的评价，我们会认真看。")
    return redirect("citizen:my-case", ref)


urls = [
    path("my/", my, name="my"),
    path("my/cases/<str:ref>/", case_page, name="my-case"),
    path("my/cases/<str:ref>/receipt/", receipt, name="receipt"),
    path("my/cases/<str:ref>/why/", why, name="my-why"),
    path("my/cases/<str:ref>/correction/", owed.correction, name="my-correction"),
    path("my/cases/<str:ref>/deferred/", owed.deferred, name="my-deferred"),
    path("my/cases/<str:ref>/withdraw/", withdraw, name="my-withdraw"),
    path("my/cases/<str:ref>/rate/", rate, name="my-rate"),
]
