"""投诉: say what went wrong, with or without a name; the receipt; how far it has come; take it back."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.complaints import actions, queries, rules
from zhengtong.complaints.choices import ComplaintChannel
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.guards.actions import mark
from zhengtong.org.actions import count_failed_lookup
from zhengtong.org.queries import citizen_of, failed_lookups
from zhengtong.timers.queries import explanation
from zhengtong.web import one_act
from zhengtong.web.complaints import FIELDS, Came, blank, clock_card, course_of, form_context, take

from .by_code import KEPT, Door
from .screening import screen

DOOR = Door(
    "投诉", rules.REF_LETTERS, "complaint", "complaints", queries.complaint_by_ref, queries.complaint_by_code,
    lambda complaint: complaint.complainant_id, queries.NOT_FOUND,
)  # fmt: skip
FROM_AN_ADDRESS = 20
"""Complaints that one address may file, or try to with a case number that is not there, within `WINDOW`."""
WINDOW = timedelta(hours=1)
TOO_MANY = "同一网络提交的投诉太多，请稍后再试，或者拨打12345、到窗口反映。"


# --- saying it ---


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def complain(request: HttpRequest) -> HttpResponse:
    """The form; a case or a unit one came from is filled in."""
    if request.method != "POST":
        return _page(request, blank(case_ref=request.GET.get("case", "")[:50], about=request.GET.get("unit", "")[:20]))
    at, citizen = timezone.now(), citizen_of(request.user)
    if sent := queries.complaint_of_submission(request.POST.get("complaint-token", "")[:32]):
        return DOOR.already_sent(request, sent)
    address = f"complaints from {request.META.get('REMOTE_ADDR', '')}"
    if failed_lookups([address], at)[address] >= FROM_AN_ADDRESS:
        came = blank(**{name: request.POST.get(name, "") for name in FIELDS})
        came.errors = {"": TOO_MANY}
        return _page(request, came, status=429)
    came = take(request, citizen, at=at)
    if came.is_rearranged:
        came.errors = {}
        return _page(request, came)
    if came.said is None:
        if "case_ref" in came.errors:
            count_failed_lookup([address], at=at, within=WINDOW)
        return _page(request, came, status=409)
    try:
        screened = screen({"text": ("经过", came.said.text), "person": ("被投诉人", came.said.person)}, at=at)
        complaint = actions.file_complaint(
            came.said,
            channel=ComplaintChannel.WEB,
            submission=came.submission,
            complainant=citizen.user if citizen else None,
            evidence=came.files,
            at=at,
        )
    except Unknown:
        raise
    except Refusal as refusal:
        if refusal.code == "complaint-duplicate" and (sent := queries.complaint_of_submission(came.submission)):
            return DOOR.already_sent(request, sent)
        came.errors = {refusal.field or "": refusal.sentence}
        return _page(request, came, status=409)
    count_failed_lookup([address], at=at, within=WINDOW)
    mark(
        screened, kind="complaint", ref=complaint.ref, url=reverse("oversight:complaint", args=[complaint.ref]),
        title=f"投诉{complaint.ref}", unit=complaint.intake, at=at, is_confidential=True,
    )  # fmt: skip
    DOOR.remember(request, complaint)
    return redirect("citizen:complaint-receipt", complaint.ref)


def _page(request: HttpRequest, came: Came, *, status: int = 200) -> HttpResponse:
    context = form_context(came, knows_person=citizen_of(request.user) is not None)
    return render(request, "citizen/complaints/form.html", context, status=status)


# --- how far it has come ---


@require_safe
@never_cache
def receipt(request: HttpRequest, ref: str) -> HttpResponse:
    complaint = DOOR.readable(request, ref)
    return render(
        request,
        "citizen/complaints/receipt.html",
        {"complaint": complaint, "due_on": rules.due_day(complaint.due_at)},
    )


@require_safe
@never_cache
def progress(request: HttpRequest, ref: str) -> HttpResponse:
    """The course, the clock and in the end the result. Others are led to the look-up with the number filled in."""
    try:
        complaint = DOOR.readable(request, ref)
    except Unknown:
        return DOOR.led_to_look_up(ref)
    context = {
        "complaint": complaint,
        "card": clock_card(complaint, timezone.now(), reverse("citizen:complaint-why", args=[ref])),
        "course": course_of(complaint),
        "may_withdraw": "withdraw" in rules.verbs_in(complaint.state),
        "warning": rules.RETALIATION_WARNING,
    }
    return render(request, "citizen/complaints/progress.html", context)


@require_safe
@never_cache
def why(request: HttpRequest, ref: str) -> HttpResponse:
    """为什么是这一天, day by day."""
    complaint = DOOR.readable(request, ref)
    if complaint.clock is None:
        raise Unknown("这件投诉没有计时。")
    context = {"complaint": complaint, "explanation": explanation(complaint.clock, "promised")}
    return render(request, "citizen/complaints/why.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    complaint, at = DOOR.readable(request, ref), timezone.now()
    if "withdraw" not in rules.verbs_in(complaint.state):
        messages.info(request, "这件投诉目前不能撤回。")
        return redirect("citizen:complaint", ref)
    return one_act.form(
        request,
        "citizen/complaints/withdraw.html",
        {"reason": ""},
        lambda typed: actions.withdraw(ref, typed["reason"], code=complaint.query_code, at=at),
        lambda _: ("投诉已撤回。", redirect("citizen:complaint", ref)),
        complaint=complaint,
        follows=("这件投诉不再办理，也不再告知结果。", "撤回后不能恢复；有新的情况，可以另行投诉。"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def complaints(request: HttpRequest) -> HttpResponse:
    """What may be complained of, the look-up, one's own complaints."""
    asked = DOOR.look_up(request)
    if isinstance(asked, HttpResponse):
        return asked
    context = asked | {"own": queries.own_complaints(request.user)[:KEPT], "warning": rules.RETALIATION_WARNING}
    return render(request, "citizen/complaints/list.html", context, status=409 if asked["errors"] else 200)


urls = [
    path("complaints/", complaints, name="complaints"),
    path("complaints/new/", complain, name="complain"),
    path("complaints/<str:ref>/", progress, name="complaint"),
    path("complaints/<str:ref>/receipt/", receipt, name="complaint-receipt"),
    path("complaints/<str:ref>/why/", why, name="complaint-why"),
    path("complaints/<str:ref>/withdraw/", withdraw, name="complaint-withdraw"),
]
