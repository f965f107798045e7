"""投诉: decide on acceptance in five working days, assign, verify or send back, close; each act a page of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhengtong.complaints import actions, queries, rules
from zhengtong.complaints.choices import ComplaintState, Finding, RefusalGround
from zhengtong.complaints.models import Complaint
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import look
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.org.queries import current_units, names_of
from zhengtong.timers.queries import explanation
from zhengtong.web.complaints import Row, clock_card, course_of, remaining
from zhengtong.web.navigation import address

from .door import oversight

PER_PAGE = 30
TABS = (
    ("filed", "待受理", (ComplaintState.FILED,)),
    ("accepted", "待分办", (ComplaintState.ACCEPTED,)),
    ("assigned", "办理中", (ComplaintState.ASSIGNED,)),
    ("verifying", "待审核", (ComplaintState.VERIFYING,)),
    ("ended", "已结束", (ComplaintState.CLOSED, ComplaintState.NOT_ACCEPTED, ComplaintState.WITHDRAWN)),
)


@oversight(Permission.COMPLAINT_HANDLE)
@require_safe
def complaints(request: HttpRequest) -> HttpResponse:
    at, found = timezone.now(), queries.for_overseer(request.staff)
    states = {key: states for key, _, states in TABS}
    chosen = request.GET.get("state", "filed")
    chosen = chosen if chosen in states else "filed"
    page = Paginator(queries.listed(found, states[chosen]), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [Row(complaint, remaining(complaint, at)) for complaint in page],
        "page": page,
        "chosen": chosen,
        "tabs": [
            (key, label, f"?state={key}", *([queries.listed(found, of).count()] if key != "ended" else []))
            for key, label, of in TABS
        ],
    }
    return render(request, "oversight/complaints/list.html", context)


@oversight(Permission.COMPLAINT_HANDLE)
@require_safe
@never_cache
def complaint(request: HttpRequest, ref: str) -> HttpResponse:
    return _page(request, queries.overseen(request.staff, ref))


@oversight(Permission.COMPLAINT_HANDLE)
@require_POST
@never_cache
def person(request: HttpRequest, ref: str) -> HttpResponse:
    """Who complains, in full; the look is recorded first."""
    found = queries.overseen(request.staff, ref)
    if found.is_anonymous:
        raise Unknown("匿名投诉没有可以显示的信息。")
    address = request.META.get("REMOTE_ADDR") or None
    look(f"staff:{request.staff.code}", ref, "投诉人姓名、电话和证件号码", reason="处理投诉", address=address)
    return _page(request, found, is_revealed=True)


@oversight(Permission.COMPLAINT_HANDLE)
@require_safe
def why(request: HttpRequest, ref: str) -> HttpResponse:
    """为什么是这一天, day by day."""
    found = queries.overseen(request.staff, ref)
    if found.clock is None:
        raise Unknown("这件投诉没有计时。")
    context = {"complaint": found, "explanation": explanation(found.clock, "promised")}
    return render(request, "oversight/complaints/why.html", context)


def _page(request: HttpRequest, found: Complaint, *, is_revealed: bool = False) -> HttpResponse:
    context = {
        "complaint": found,
        "shown": queries.shown_to_overseer(found, is_revealed=is_revealed),
        "reveal_url": reverse("oversight:complaint-person", args=[found.ref]),
        "matter_url": _matter_url(found.case_ref),
        "own_matter_url": _matter_url(found.ref),
        "order_url": _order_url(request.staff, found),
        "card": clock_card(found, timezone.now(), reverse("oversight:complaint-why", args=[found.ref])),
        "course": course_of(found),
        "verbs": [(verb, rules.VERB_NAMES[verb], ACTS[verb].tone) for verb in _verbs(request.staff, found)],
        "answered_by": names_of([found.answered_by.removeprefix("staff:")]).get(
            found.answered_by.removeprefix("staff:"), ""
        ),
        "warning": rules.RETALIATION_WARNING,
    }
    return render(request, "oversight/complaints/complaint.html", context)


def _matter_url(ref: str) -> str:
    """The page of a supervised matter: its clock and its cards; empty where there is no number."""
    return reverse("oversight:matter", args=[ref]) if ref else ""


def _order_url(staff: Staff, found: Complaint) -> str:
    """Where an order is issued on this complaint, by whoever may; empty before it is accepted."""
    new = address("oversight:order-new") if staff.may(Permission.ORDER_ISSUE) and found.accepted_at else ""
    blamed = found.unit or found.about
    asked = {"source": "complaint", "source_ref": found.ref, "unit": blamed.code if blamed else ""}
    return f"{new}?{urlencode(asked)}" if new else ""


def _verbs(staff: Staff, found: Complaint) -> list[str]:
    """What this person may do with it now. Who answered it leaves verifying to somebody else."""
    verbs = [verb for verb in rules.verbs_in(found.state) if verb in ACTS]
    if not queries.is_handled_by(staff, found):
        verbs = [verb for verb in verbs if verb != "answer"]
    if found.answered_by == f"staff:{staff.code}":
        verbs = [verb for verb in verbs if verb not in ("send_back", "close")]
    if found.unit:  # what comes next stands first; 改派 is the exception
        verbs.sort(key=lambda verb: verb == "assign")
    return verbs


# --- the acts ---


Typed = dict[str, str]


@dataclass(frozen=True, slots=True)
class Act:
    """What an act asks (names with what stands there at first), what follows, and how it is done."""

    typed: Callable[[Complaint], Typed]
    follows: tuple[str, ...]
    perform: Callable[[str, Typed, Staff, datetime], Any]
    done: str
    tone: str = ""


def _assignment(found: Complaint) -> Typed:
    suggested = queries.suggested_unit(found, queries.answering_units(found.intake))
    return {"to": suggested.code if suggested else "", "instructions": ""}


def _reply(found: Complaint) -> Typed:
    """The beginning of what the complainant is told; the unit's own words are not passed on unread."""
    said = f"您反映的情况{found.get_finding_display()}。{found.answer}"
    return {"reply": f"{said}\n{found.measures}" if found.measures else said}


ACTS = {
    "accept": Act(
        lambda found: {"about": found.about.code if found.about else ""},
        ("停止计算受理期限。", "实名投诉人收到受理告知。", "接着请尽快分办。"),
        lambda ref, typed, by, at: actions.accept(ref, about=typed["about"], by=by, at=at),
        "已受理，请分办。",
    ),
    "refuse": Act(
        lambda found: {"ground": "", "reason": ""},
        ("这件投诉到此结束，不能恢复。", "投诉人能看到情形和理由；实名投诉人收到告知。"),
        lambda ref, typed, by, at: actions.refuse(ref, typed["ground"], typed["reason"], by=by, at=at),
        "已决定不予受理。",
        "danger",
    ),
    "assign": Act(
        _assignment,
        ("办理单位开始计算反馈期限；改派的，期限不变。", "被投诉单位不知道投诉人是谁，除非本人同意。"),
        lambda ref, typed, by, at: actions.assign(ref, typed["to"], typed["instructions"], by=by, at=at),
        "已分办。",
    ),
    "answer": Act(
        lambda found: {"finding": found.finding, "answer": found.answer, "measures": found.measures},
        ("停止计算反馈期限。", "由另一位监察人员审核。"),
        lambda ref, typed, by, at: actions.answer(
            ref, typed["finding"], typed["answer"], typed["measures"], by=by, at=at
        ),
        "已反馈，等待其他监察人员审核。",
    ),
    "send_back": Act(
        lambda found: {"reason": ""},
        ("办理单位重新办理，另行计算重办期限。", "办理单位能看到理由。"),
        lambda ref, typed, by, at: actions.send_back(ref, typed["reason"], by=by, at=at),
        "已退回重办。",
        "danger",
    ),
    "close": Act(
        _reply,
        (
            "投诉人看到核查结论和下面的答复；实名投诉人收到告知。",
            "核查结论记入被投诉单位的监察记录，属实的计入绩效评估。",
        ),
        lambda ref, typed, by, at: actions.close(ref, typed["reply"], by=by, at=at),
        "已办结，并已告知投诉人。",
    ),
}


@oversight(Permission.COMPLAINT_HANDLE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def act(request: HttpRequest, ref: str, verb: str) -> HttpResponse:
    """One act: GET asks what it needs and says what follows, POST does it."""
    found, form = queries.overseen(request.staff, ref), ACTS.get(verb)
    if form is None:
        raise Unknown()
    if verb not in _verbs(request.staff, found):
        messages.warning(request, f"这件投诉目前不能进行“{rules.VERB_NAMES[verb]}”。")
        return redirect("oversight:complaint", ref)
    typed, errors = form.typed(found), {}
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in typed}
        try:
            form.perform(ref, typed, request.staff, timezone.now())
        except Unknown:
            raise
        except Refusal as refusal:
            errors[refusal.field or ""] = refusal.sentence
        else:
            messages.success(request, f"{form.done}编号 {ref}。")
            return redirect("oversight:complaint", ref)
    context = {
        "complaint": found,
        "verb": verb,
        "title": rules.VERB_NAMES[verb],
        "tone": form.tone,
        "follows": form.follows,
        "typed": typed,
        "errors": errors,
        "route": queries.routes()[found.kind],
        "about_units": [(unit.code, unit.name) for unit in current_units()],
        "units": [(unit.code, unit.name) for unit in queries.answering_units(found.intake)],
        "grounds": RefusalGround.choices,
        "findings": Finding.choices,
    }
    return render(request, "oversight/complaints/act.html", context, status=409 if errors else 200)


urls = [
    path("complaints/", complaints, name="complaints"),
    path("complaints/<str:ref>/", complaint, name="complaint"),
    path("complaints/<str:ref>/person/", person, name="complaint-person"),
    path("complaints/<str:ref>/why/", why, name="complaint-why"),
    path("complaints/<str:ref>/<slug:verb>/", act, name="complaint-act"),
]
