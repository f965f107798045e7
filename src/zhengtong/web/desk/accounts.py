"""群众账户: who forgot the password or has a new telephone comes to a window with the identity card."""

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import look
from zhengtong.org import actions, queries
from zhengtong.org.choices import Permission
from zhengtong.org.models import Citizen

from .door import desk

_SALT = "citizen-at-the-window"
_MINUTES = 15
"""How long the page of a found account stays open: the person stands at the counter."""

_CHECKED = (("yes", "已当面核对本人有效身份证件，人证一致"),)


@desk(Permission.CASE_RECEIVE)
@never_cache
@sensitive_post_parameters("id_number")
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """By the whole number on the card and nothing less; that somebody looked is recorded."""
    errors: dict[str, str] = {}
    if request.method == "POST":
        number = request.POST.get("id_number", "")
        found = queries.citizen_by_id(number) if number.strip() else None
        if found is not None:
            subject, address = queries.actor_of(found.user), request.META.get("REMOTE_ADDR")
            look(f"staff:{request.staff.code}", subject, "公众账户", reason="窗口核验身份", address=address)
            return redirect("desk:account", signing.dumps([found.user_id, request.staff.code], salt=_SALT))
        errors["id_number"] = (
            "没有用这个证件号码注册的账户，请核对；没有注册过的，请引导本人注册。"
            if number.strip()
            else "请输入完整的证件号码。"
        )
    context = {"errors": errors, "typed": {"id_number": request.POST.get("id_number", "")}}
    return render(request, "desk/reception/accounts.html", context, status=409 if errors else 200)


def _found(request: HttpRequest, token: str) -> Citizen:
    """The account this clerk looked up a moment ago; the address opens for nobody else and not for long."""
    try:
        pk, code = signing.loads(token, salt=_SALT, max_age=_MINUTES * 60)
    except signing.BadSignature as fault:
        raise Unknown("查询已过时，请重新输入证件号码。") from fault
    found = queries.citizen_of_account(pk)
    if found is None or code != request.staff.code:
        raise Unknown("查询已过时，请重新输入证件号码。")
    return found


def _show(request: HttpRequest, token: str, found: Citizen, **more: object) -> HttpResponse:
    locked = found.user.locked_until
    context = {
        "person": found,
        "token": token,
        "checked": _CHECKED,
        "is_locked": locked is not None and locked > timezone.now(),
        "errors": {},
        "typed": {},
        **more,
    }
    return render(request, "desk/reception/account.html", context, status=409 if context["errors"] else 200)


@desk(Permission.CASE_RECEIVE)
@never_cache
@require_safe
def account(request: HttpRequest, token: str) -> HttpResponse:
    """What is registered, masked, and the two things a window does about it."""
    return _show(request, token, _found(request, token))


@desk(Permission.CASE_RECEIVE)
@never_cache
@require_POST
def reset(request: HttpRequest, token: str) -> HttpResponse:
    """重置密码: the one-time password stands on this answer and nowhere else."""
    found = _found(request, token)
    try:
        password = actions.reset_citizen_password(
            found, is_checked=_is_checked(request, "reset"), by=request.staff, at=timezone.now()
        )
    except Refusal as refusal:
        return _show(request, token, found, errors={_named(refusal, "reset"): refusal.sentence})
    return render(request, "desk/reception/account_reset.html", {"person": found, "password": password})


@desk(Permission.CASE_RECEIVE)
@never_cache
@require_POST
def change_phone(request: HttpRequest, token: str) -> HttpResponse:
    """变更手机号码: a natural person signs in with the new number from now on."""
    found, typed = _found(request, token), {"phone": request.POST.get("phone", "")}
    try:
        actions.change_citizen_phone(
            found, typed["phone"], is_checked=_is_checked(request, "phone"), by=request.staff, at=timezone.now()
        )
    except Refusal as refusal:
        return _show(request, token, found, typed=typed, errors={_named(refusal, "phone"): refusal.sentence})
    messages.success(request, "手机号码已变更，以后的通知发到新号码。")
    return redirect("desk:account", token)


def _is_checked(request: HttpRequest, what: str) -> bool:
    return request.POST.get(f"{what}-checked") == "yes"


def _named(refusal: Refusal, what: str) -> str:
    """The field of the page: each of its two forms has a tick of its own."""
    return f"{what}-checked" if refusal.field == "is_checked" else refusal.field or ""


urls = [
    path("reception/accounts/", find, name="accounts"),
    path("reception/accounts/<str:token>/", account, name="account"),
    path("reception/accounts/<str:token>/reset/", reset, name="account-reset"),
    path("reception/accounts/<str:token>/phone/", change_phone, name="account-phone"),
]
