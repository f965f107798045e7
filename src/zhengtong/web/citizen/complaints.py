"""投诉: say what went wrong, with or without a name; the receipt; how far it has come; take it back."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.complaints import actions, queries, rules
from zhengtong.complaints.choices import ComplaintChannel
from zhengtong.complaints.models import Complaint
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_code
from zhengtong.org.actions import count_failed_lookup
from zhengtong.org.queries import citizen_of, failed_lookups
from zhengtong.timers.queries import explanation
from zhengtong.web.complaints import FIELDS, Came, blank, clock_card, course_of, form_context, take

from . import throttle

KEPT = 20
SESSION_KEY = "complaints"
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
        return _already_sent(request, sent)
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
            return _already_sent(request, sent)
        came.errors = {refusal.field or "": refusal.sentence}
        return _page(request, came, status=409)
    count_failed_lookup([address], at=at, within=WINDOW)
    _remember(request, complaint)
    return redirect("citizen:complaint-receipt", complaint.ref)


def _page(request: HttpRequest, came: Came, *, status: int = 200) -> HttpResponse:
    context = form_context(came, knows_person=citizen_of(request.user) is not None)
    return render(request, "citizen/complaints/form.html", context, status=status)


def _already_sent(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    """A double click: the complaint is there once, and whoever sent it sees its receipt."""
    if not _may_read(request, complaint):
        raise Refusal("complaint-duplicate", "这件投诉已经提交成功，不必重复提交。")
    messages.info(request, "这件投诉已经提交成功，不必重复提交。")
    return redirect("citizen:complaint-receipt", complaint.ref)


# --- who may read it ---


def _remember(request: HttpRequest, complaint: Complaint) -> None:
    """This browser filed the complaint, or knew its code: it may read it until it leaves."""
    known = [ref for ref in request.session.get(SESSION_KEY, []) if ref != complaint.ref]
    request.session[SESSION_KEY] = [complaint.ref, *known][:KEPT]


def _may_read(request: HttpRequest, complaint: Complaint) -> bool:
    is_own = request.user.is_authenticated and complaint.complainant_id == request.user.pk
    return is_own or complaint.ref in request.session.get(SESSION_KEY, [])


def _readable(request: HttpRequest, ref: str) -> Complaint:
    complaint = queries.complaint_by_ref(ref)
    if not _may_read(request, complaint):
        raise Unknown(queries.NOT_FOUND)
    return complaint


# --- how far it has come ---


@require_safe
@never_cache
def receipt(request: HttpRequest, ref: str) -> HttpResponse:
    complaint = _readable(request, ref)
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
        complaint = _readable(request, ref)
    except Unknown:
        return redirect(f"{reverse('citizen:complaints')}?ref={tidy_code(ref)[:50]}")
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
    complaint = _readable(request, ref)
    if complaint.clock is None:
        raise Unknown("这件投诉没有计时。")
    context = {"complaint": complaint, "explanation": explanation(complaint.clock, "promised")}
    return render(request, "citizen/complaints/why.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    complaint, errors = _readable(request, ref), {}
    typed = {"reason": request.POST.get("reason", "")}
    if "withdraw" not in rules.verbs_in(complaint.state):
        messages.info(request, "这件投诉目前不能撤回。")
        return redirect("citizen:complaint", ref)
    if request.method == "POST":
        try:
            actions.withdraw(ref, typed["reason"], code=complaint.query_code, at=timezone.now())
        except Unknown:
            raise
        except Refusal as refusal:
            errors[refusal.field or ""] = refusal.sentence
        else:
            messages.success(request, "投诉已撤回。")
            return redirect("citizen:complaint", ref)
    context = {
        "complaint": complaint,
        "typed": typed,
        "errors": errors,
        "follows": ("这件投诉不再办理，也不再告知结果。", "撤回后不能恢复；有新的情况，可以另行投诉。"),
    }
    return render(request, "citizen/complaints/withdraw.html", context, status=409 if errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def complaints(request: HttpRequest) -> HttpResponse:
    """What may be complained of, the look-up, one's own complaints."""
    errors: dict[str, str] = {}
    ref, code = (request.POST.get(name, "")[:40] for name in ("ref", "code"))
    if request.method == "POST":
        try:
            found = _looked_up(request, ref, code)
        except Refusal as refusal:
            errors[refusal.field or ""] = refusal.sentence
        else:
            _remember(request, found)
            return redirect("citizen:complaint", found.ref)
    context: dict[str, Any] = {
        "ref": ref or request.GET.get("ref", "")[:40],
        "errors": errors,
        "own": queries.own_complaints(request.user)[:KEPT],
        "warning": rules.RETALIATION_WARNING,
    }
    return render(request, "citizen/complaints/list.html", context, status=409 if errors else 200)


def _looked_up(request: HttpRequest, ref: str, code: str) -> Complaint:
    if not ref.strip():
        raise Refusal("missing", "请填写投诉编号，见提交后的回执，以TS开头。", "ref")
    if not code.strip():
        raise Refusal("missing", "请填写查询密码，回执上的六位数字。", "code")
    at = timezone.now()
    throttle.check(request, tidy_code(ref), at)
    try:
        return queries.complaint_by_code(ref, code)
    except Unknown:
        throttle.failed(request, tidy_code(ref), at)
        raise


urls = [
    path("complaints/", complaints, name="complaints"),
    path("complaints/new/", complain, name="complain"),
    path("complaints/<str:ref>/", progress, name="complaint"),
    path("complaints/<str:ref>/receipt/", receipt, name="complaint-receipt"),
    path("complaints/<str:ref>/why/", why, name="complaint-why"),
    path("complaints/<str:ref>/withdraw/", withdraw, name="complaint-withdraw"),
]
