"""我的账户: signing in and out, registering, one's own record and password; and how the pages are shown to one."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.contrib import auth, messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.org import actions, queries
from zhengtong.org.choices import CitizenKind, IdType, UserKind
from zhengtong.org.models import Region, User

from . import delegations
from .addresses import own_address
from .context import ELDER_COOKIE, staff_at
from .navigation import address
from .oversight import navigation as oversight_navigation

DISPLAY_AGE = timedelta(days=365)
PASSWORD_HINT = "至少8位，大写字母、小写字母、数字、符号至少用三类，不要用生日或连续数字。"  # noqa: S105
USERNAME_HINT = "4至30位，以字母开头，可以有字母、数字、下划线和短横线。单位用它登录。"
CONSENT = (("yes", "我已了解我的信息怎样使用，并同意用于办理我申请的事项"),)


# -- signing in and out ----------------------------------------------------------------------------------------------


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """登录 by mobile number or login name. The answer never tells whether an account exists."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    if request.method == "GET":
        if request.user.is_authenticated:
            return redirect(_landing(request.user, wanted))
        return render(request, "account/sign_in.html", {"next": wanted})

    username = request.POST.get("username", "")
    outcome = actions.sign_in(username, request.POST.get("password", ""), at=timezone.now(), address=_visitor(request))
    if isinstance(outcome, Refusal):
        context = {"next": wanted, "username": username, "problem": outcome.sentence}
        return render(request, "account/sign_in.html", context, status=409)
    auth.login(request, outcome)
    return redirect(_landing(outcome, wanted))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """退出登录; pressing it twice does no harm."""
    if request.user.is_authenticated:
        actions.sign_out(request.user, at=timezone.now(), address=_visitor(request))
        auth.logout(request)
        messages.success(request, "您已退出登录。")
    return redirect("/")


def _landing(user: User, wanted: str) -> str:
    """Where one goes after signing in: the page one wanted, else the desk, the oversight board or one's own matters."""
    if user.kind == UserKind.STAFF:
        return own_address(wanted, oversight_navigation.landing(queries.staff_of(user)) or "/desk/")
    home = own_address(wanted, address("citizen:my") or reverse("account:mine"))
    return reverse("account:mine") if home.startswith(("/desk/", "/oversight/")) else home


def _visitor(request: HttpRequest) -> str:
    return request.META.get("REMOTE_ADDR", "")


# -- registering -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed into the registration, and how it reads as a Registration."""

    typed: QueryDict
    kind: str

    def registration(self) -> actions.Registration:
        text = self.typed.get
        is_legal = self.kind == CitizenKind.LEGAL
        return actions.Registration(
            # A natural person signs in by telephone number and never needs to invent a name.
            username=text("username", "") if is_legal else f"u{secrets.token_hex(8)}",
            password=text("password", ""),
            kind=self.kind,
            name=text("name", ""),
            id_number=text("id_number", ""),
            phone=text("phone", ""),
            region=_region(text("region", "")),
            id_type=IdType.CREDIT_CODE if is_legal else IdType.RESIDENT,
            address=text("address", ""),
            legal_representative=text("legal_representative", "") if is_legal else "",
            contact_name=text("contact_name", "") if is_legal else "",
        )

    def errors(self, new: actions.Registration) -> dict[str, str]:
        """Field → what is wrong, in the order of the page."""
        found = {refusal.field or "": refusal.sentence for refusal in actions.problems_of(new, at=timezone.now())}
        if new.password != self.typed.get("password_again", ""):
            found["password_again"] = "两次输入的密码不一样，请重新输入。"  # noqa: S105
        if self.typed.get("consent") != "yes":
            found["consent"] = "请阅读个人信息的使用说明，并勾选同意。"
        order = ("name", "id_number", "legal_representative", "contact_name", "phone", "region", "username")
        return {name: found[name] for name in (*order, *found) if name in found}


@never_cache
@sensitive_post_parameters("password", "password_again", "id_number")
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """注册 of a natural or legal person; who has registered is signed in at once."""
    if request.user.is_authenticated:
        return redirect(_landing(request.user, request.GET.get("next", "")))
    kind = CitizenKind.LEGAL if request.GET.get("kind") == CitizenKind.LEGAL else CitizenKind.NATURAL
    if request.method == "GET":
        return _register_page(request, kind, request.GET.get("next", ""))

    form = Form(request.POST, kind)
    new = form.registration()
    errors = form.errors(new)
    if not errors:
        try:
            citizen = actions.register_citizen(new, at=timezone.now())
        except Refusal as refusal:
            errors = {refusal.field or "": refusal.sentence}
    if errors:
        return _register_page(request, kind, request.POST.get("next", ""), request.POST, errors, status=409)
    auth.login(request, citizen.user)
    messages.success(request, "注册成功，您已登录。")
    return redirect(_landing(citizen.user, request.POST.get("next", "")))


def _register_page(
    request: HttpRequest,
    kind: str,
    wanted: str,
    values: QueryDict | None = None,
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    here = reverse("account:register")
    tail = QueryDict(mutable=True)
    if wanted:
        tail["next"] = wanted
    after = f"&{tail.urlencode(safe='/')}" if wanted else ""
    context = {
        "kind": kind,
        "kinds": [
            (CitizenKind.NATURAL, "个人注册", f"{here}?kind=natural{after}"),
            (CitizenKind.LEGAL, "企业和其他组织注册", f"{here}?kind=legal{after}"),
        ],
        "regions": _region_choices(),
        "consent": CONSENT,
        "password_hint": PASSWORD_HINT,
        "username_hint": USERNAME_HINT,
        "values": values or {},
        "errors": errors or {},
        "next": wanted,
    }
    return render(request, "account/register.html", context, status=status)


def _region(code: str) -> Region | None:
    try:
        return queries.region_by_code(code)
    except Unknown:
        return None


def _region_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Villages and communities under their townships; whoever lives elsewhere belongs to the county as a whole."""
    townships = [
        (township.name, [(village.code, village.name) for village in villages])
        for township, villages in queries.region_tree()
    ]
    county = next(iter(queries.current_regions()), None)
    elsewhere = [("其他", [(county.code, f"不在{county.name}内")])] if county else []
    return townships + elsewhere


# -- one's own record ------------------------------------------------------------------------------------------------


@never_cache
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """我的账户: one's own record, masked, and the consents given and held."""
    if staff := staff_at(request):
        return redirect(oversight_navigation.landing(staff) or "/desk/")
    citizen = queries.citizen_of(request.user)
    if citizen is None:
        raise Unknown()
    context = {
        "citizen": citizen,
        "given": queries.delegations_by(citizen),
        "held": queries.delegations_of(request.user),
        "today": timezone.localdate(),
    }
    return render(request, "account/mine.html", context)


@never_cache
@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """修改密码; sessions on other machines end with the old one."""
    errors: dict[str, str] = {}
    wanted = request.POST.get("next", request.GET.get("next", ""))
    if request.method == "POST":
        new = request.POST.get("password", "")
        try:
            if new != request.POST.get("password_again", ""):
                raise Refusal("password-differs", "两次输入的新密码不一样，请重新输入。", "password_again")
            actions.change_password(request.user, request.POST.get("current", ""), new, at=timezone.now())
        except Refusal as refusal:
            errors[refusal.field or ""] = refusal.sentence
        else:
            request.user.refresh_from_db()
            auth.update_session_auth_hash(request, request.user)
            messages.success(request, "密码已修改，下次登录请使用新密码。")
            return redirect(_landing(request.user, wanted))
    context = {
        "errors": errors,
        "next": wanted,
        "must_change": request.user.password_changed_at is None,
        "password_hint": PASSWORD_HINT,
        "frame": "desk/base.html" if staff_at(request) else "citizen/base.html",
    }
    return render(request, "account/password.html", context, status=409 if errors else 200)


# -- how the pages are shown -----------------------------------------------------------------------------------------


@require_safe
def elder(request: HttpRequest) -> HttpResponse:
    """长者模式 on or off; a link, so that it works everywhere."""
    response = redirect(own_address(request.GET.get("next", ""), "/"))
    is_on = request.GET.get("on") == "1"
    response.set_cookie(ELDER_COOKIE, "1" if is_on else "0", max_age=DISPLAY_AGE, samesite="Lax", httponly=True)
    return response


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "account/accessibility.html")


urls = [
    path("", mine, name="mine"),
    path("sign-in/", sign_in, name="sign-in"),
    path("sign-out/", sign_out, name="sign-out"),
    path("register/", register, name="register"),
    path("password/", password, name="password"),
    *delegations.urls,
    path("elder/", elder, name="elder"),
    path("accessibility/", accessibility, name="accessibility"),
]
