"""登记 of what came on paper, by fax or by word of mouth."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.disclosure.actions import requests as actions
from zhengtong.disclosure.choices import ReceiptBasis
from zhengtong.disclosure.queries import requests as queries
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.org.choices import Permission
from zhengtong.web.desk.door import desk
from zhengtong.web.disclosure import TOKEN, Came, blank, form_context, take

SESSION_KEY = "disclosure-requests-recorded"
KEPT = 20
DAYS = ("submitted_on", "signed_on", "confirmed_on")
BASES = [(value, label) for value, label in ReceiptBasis.choices if value != ReceiptBasis.WEB]


@desk(Permission.DISCLOSURE_HANDLE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def take_in(request: HttpRequest) -> HttpResponse:
    """The form with how and when it came; registered at once, the receipt to be printed."""
    at = timezone.now()
    how = {"receipt_basis": ReceiptBasis.IN_PERSON.value, "is_oral": "", "submitted_on": localdate(at).isoformat()}
    if request.method != "POST":
        return _page(request, blank(unit=request.staff.unit.code), how | {"signed_on": "", "confirmed_on": ""})
    how = {name: request.POST.get(name, "") for name in ("receipt_basis", "is_oral", *DAYS)}
    if sent := queries.request_of_submission(request.POST.get(TOKEN, "")[:32]):
        return _recorded(request, sent.ref, "这件申请已经登记，不必重复提交。")
    came = take(request, None, at=at, needs_phone=False)
    if came.is_rearranged:
        came.errors = {}
        return _page(request, came, how)
    days: dict[str, date | None] = {}
    for name in DAYS:
        try:
            days[name] = date.fromisoformat(how[name]) if how[name] else None
        except ValueError:
            came.errors[name] = "日期不正确，请按 2026-11-23 的格式填写。"
    if not came.errors and days["submitted_on"] is None:
        came.errors["submitted_on"] = "请填写申请人提交的日期。"
    if came.errors or came.said is None:
        return _page(request, came, how, status=409)
    try:
        made = actions.take_in(
            came.said,
            submission=came.submission,
            basis=how["receipt_basis"],
            is_oral=how["is_oral"] == "yes",
            submitted_on=days["submitted_on"],
            signed_on=days["signed_on"],
            confirmed_on=days["confirmed_on"],
            identity=[*came.identity, *came.more],
            by=request.staff,
            at=at,
        )
    except Unknown:
        raise
    except Refusal as refusal:
        came.errors = {refusal.field or "": refusal.sentence}
        return _page(request, came, how, status=409)
    known = request.session.get(SESSION_KEY, [])
    request.session[SESSION_KEY] = [made.ref, *known][:KEPT]
    return _recorded(request, made.ref, "已登记，请把回执交给或者寄给申请人。")


def _page(request: HttpRequest, came: Came, how: dict[str, str], *, status: int = 200) -> HttpResponse:
    context = form_context(came, knows_person=False) | {
        "how": how,
        "bases": BASES,
        "yes_oral": (("yes", "口头提出，由工作人员代为填写"),),
        "is_desk": True,
        "phone_required": False,
        "units": [
            (unit.code, unit.name)
            for unit in queries.units_taking_requests()
            if request.staff.may(Permission.DISCLOSURE_HANDLE, unit=unit)
        ],
    }
    return render(request, "desk/disclosure/new.html", context, status=status)


def _recorded(request: HttpRequest, ref: str, said: str) -> HttpResponse:
    if ref not in request.session.get(SESSION_KEY, []):
        raise Refusal("request-duplicate", "这件申请已经提交成功，不必重复提交。")
    messages.success(request, said)
    return redirect("desk:disclosure-request-registered", ref)


@desk(Permission.DISCLOSURE_HANDLE)
@require_safe
@never_cache
def registered(request: HttpRequest, ref: str) -> HttpResponse:
    """The receipt, for whoever registered it and only until they sign out: it carries the query code."""
    if ref not in request.session.get(SESSION_KEY, []):
        raise Unknown("没有找到这张回执。")
    return render(request, "desk/disclosure/registered.html", {"asked": queries.request_by_ref(ref)})
