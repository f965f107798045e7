"""投诉 at the desk: written down at the window or the telephone, and handled by the unit it was assigned to."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhengtong.complaints import actions, queries, rules
from zhengtong.complaints.choices import ComplaintChannel, ComplaintState, Finding
from zhengtong.complaints.models import Complaint
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import look
from zhengtong.org.choices import Permission
from zhengtong.web.complaints import Came, Row, blank, clock_card, course_of, form_context, remaining, take

from .door import desk

PER_PAGE = 30
SESSION_KEY = "complaints-recorded"
KEPT = 20
TABS = (
    ("open", "待办理", (ComplaintState.ASSIGNED,)),
    ("verifying", "待审核", (ComplaintState.VERIFYING,)),
    ("ended", "已办结", (ComplaintState.CLOSED, ComplaintState.WITHDRAWN)),
)
RECORDED_AT = ((ComplaintChannel.WINDOW, "窗口当面反映"), (ComplaintChannel.PHONE, "电话反映"))


# --- written down for somebody ---


@desk(Permission.CASE_RECEIVE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def record(request: HttpRequest) -> HttpResponse:
    """投诉登记 — what somebody says at the window or on the telephone, in their words."""
    if request.method != "POST":
        return _record_page(request, blank(), ComplaintChannel.WINDOW)
    at, channel = timezone.now(), request.POST.get("channel", "")
    if sent := queries.complaint_of_submission(request.POST.get("complaint-token", "")[:32]):
        return _recorded(request, sent, "这件投诉已经登记，不必重复提交。")
    came = take(request, None, at=at)
    if came.is_rearranged:
        came.errors = {}
        return _record_page(request, came, channel)
    if channel not in dict(RECORDED_AT):
        came.errors["channel"] = "请选择反映方式。"
    if came.errors or came.said is None:
        return _record_page(request, came, channel, status=409)
    try:
        complaint = actions.file_complaint(
            came.said,
            channel=channel,
            submission=came.submission,
            recorded_by=request.staff,
            evidence=came.files,
            at=at,
        )
    except Unknown:
        raise
    except Refusal as refusal:
        came.errors = {refusal.field or "": refusal.sentence}
        return _record_page(request, came, channel, status=409)
    known = request.session.get(SESSION_KEY, [])
    request.session[SESSION_KEY] = [complaint.ref, *known][:KEPT]
    return _recorded(request, complaint, "已登记，请把回执交给投诉人。")


def _record_page(request: HttpRequest, came: Came, channel: str, *, status: int = 200) -> HttpResponse:
    context = form_context(came, knows_person=False) | {"channel": channel, "channels": RECORDED_AT}
    return render(request, "desk/complaints/record.html", context, status=status)


def _recorded(request: HttpRequest, complaint: Complaint, said: str) -> HttpResponse:
    if complaint.ref not in request.session.get(SESSION_KEY, []):
        raise Refusal("complaint-duplicate", "这件投诉已经提交成功，不必重复提交。")
    messages.success(request, said)
    return redirect("desk:complaint-recorded", complaint.ref)


@desk(Permission.CASE_RECEIVE)
@require_safe
@never_cache
def recorded(request: HttpRequest, ref: str) -> HttpResponse:
    """The receipt, for whoever wrote the complaint down and only until they sign out: it carries the query code."""
    if ref not in request.session.get(SESSION_KEY, []):
        raise Unknown("没有找到这张回执。")
    complaint = queries.complaint_by_ref(ref)
    context = {"complaint": complaint, "due_on": rules.due_day(complaint.due_at)}
    return render(request, "desk/complaints/recorded.html", context)


# --- handled by the unit ---


@desk(Permission.COMPLAINT_ANSWER)
@require_safe
def complaints(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    found = queries.for_handler(request.staff)
    chosen = request.GET.get("state", "open")
    states = {key: states for key, _, states in TABS}
    chosen = chosen if chosen in states else "open"
    page = Paginator(queries.listed(found, states[chosen]), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [Row(complaint, remaining(complaint, at)) for complaint in page],
        "page": page,
        "chosen": chosen,
        "tabs": [
            (key, label, f"?state={key}", *([queries.listed(found, of).count()] if key == "open" else []))
            for key, label, of in TABS
        ],
    }
    return render(request, "desk/complaints/list.html", context)


@desk(Permission.COMPLAINT_ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def complaint(request: HttpRequest, ref: str) -> HttpResponse:
    """One complaint and, while it is the unit's turn, the form to answer it."""
    found = queries.handled(request.staff, ref)
    if request.method != "POST":
        return _page(request, found)
    typed = {name: request.POST.get(name, "") for name in ("finding", "answer", "measures")}
    try:
        actions.answer(ref, typed["finding"], typed["answer"], typed["measures"], by=request.staff, at=timezone.now())
    except Unknown:
        raise
    except Refusal as refusal:
        return _page(request, found, typed, {refusal.field or "": refusal.sentence})
    messages.success(request, f"已反馈，等待{found.intake.short_name}审核。编号 {ref}。")
    return redirect("desk:complaints")


@desk(Permission.COMPLAINT_ANSWER)
@require_POST
@never_cache
def person(request: HttpRequest, ref: str) -> HttpResponse:
    """Who complains, in full, where the unit may know; the look is recorded first."""
    found = queries.handled(request.staff, ref)
    if not queries.shown_to_handler(found).may_reveal:
        raise Unknown("没有可以显示的信息。")
    address = request.META.get("REMOTE_ADDR") or None
    look(f"staff:{request.staff.code}", ref, "投诉人姓名、电话和证件号码", reason="办理投诉", address=address)
    return _page(request, found, is_revealed=True)


def _page(
    request: HttpRequest,
    found: Complaint,
    typed: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    *,
    is_revealed: bool = False,
) -> HttpResponse:
    context = {
        "complaint": found,
        "shown": queries.shown_to_handler(found, is_revealed=is_revealed),
        "reveal_url": reverse("desk:complaint-person", args=[found.ref]),
        "card": clock_card(found, timezone.now()),
        "course": course_of(found),
        "may_answer": found.state == ComplaintState.ASSIGNED,
        "findings": Finding.choices,
        "typed": typed or {"finding": found.finding, "answer": found.answer, "measures": found.measures},
        "errors": errors or {},
        "warning": rules.RETALIATION_WARNING,
    }
    return render(request, "desk/complaints/complaint.html", context, status=409 if errors else 200)


urls = [
    path("complaints/", complaints, name="complaints"),
    path("complaints/new/", record, name="complaint-record"),
    path("complaints/recorded/<str:ref>/", recorded, name="complaint-recorded"),
    path("complaints/<str:ref>/", complaint, name="complaint"),
    path("complaints/<str:ref>/person/", person, name="complaint-person"),
]
