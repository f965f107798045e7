"""委托代办: what a person consents to from their own account, and how the consent is taken back."""

from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zhengtong.catalog.queries import item_for_public
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_line
from zhengtong.org import actions, queries
from zhengtong.org.actions.consents import LONGEST
from zhengtong.org.choices import ConsentMethod
from zhengtong.org.models import Citizen, User

USUAL_DAYS = 90


def _myself(request: HttpRequest) -> Citizen:
    citizen = queries.citizen_of(request.user)
    if citizen is None:
        raise Unknown()
    return citizen


def _agent(name: str, id_number: str) -> User:
    """The registered person of that name and number; who knows only one of the two learns nothing."""
    agent = queries.citizen_by_id(id_number)
    if agent is None or agent.name != tidy_line(name):
        raise Refusal(
            "agent-unknown", "没有找到姓名和证件号码都相符的账户，请核对；代办人要先在本站注册。", "agent_id_number"
        )
    return agent.user


def _day(text: str) -> date:
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise Refusal("day-shape", "请填写委托的截止日期。", "valid_until")
    return day


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """授权他人代办: the person signed in lets another act for them; `?item=` limits the consent to one item."""
    myself, now = _myself(request), timezone.now()
    today = timezone.localdate(now)
    item_code = request.GET.get("item", "")
    version = item_for_public(item_code) if item_code else None
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            delegation = actions.record_delegation(
                actions.Principal(myself.name, myself.id_number, myself.phone, myself.id_type),
                _agent(request.POST.get("agent_name", ""), request.POST.get("agent_id_number", "")),
                method=ConsentMethod.ONLINE,
                valid_until=_day(request.POST.get("valid_until", "")),
                by=request.user,
                at=now,
                item_code=version.item.code if version else "",
            )
        except Refusal as refusal:
            field = "agent_id_number" if refusal.field == "id_number" else refusal.field
            errors[field or ""] = refusal.sentence
        else:
            messages.success(request, f"委托已登记，编号{delegation.ref}。您随时可以撤销。")
            return redirect("account:mine")
    context = {
        "errors": errors,
        "values": request.POST or {"valid_until": today + timedelta(days=USUAL_DAYS)},
        "version": version,
        "today": today,
        "longest": today + LONGEST,
    }
    return render(request, "account/delegate.html", context, status=409 if errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, ref: str) -> HttpResponse:
    """撤销委托, by the one who gave it or the one who holds it."""
    myself = _myself(request)
    given, held = queries.delegations_by(myself), queries.delegations_of(request.user)
    delegation = given.filter(ref=ref).first() or held.filter(ref=ref).first()
    if delegation is None:
        raise Unknown()
    if request.method == "POST":
        actions.revoke_delegation(ref, by=request.user, at=timezone.now())
        messages.success(request, "委托已撤销。")
        return redirect("account:mine")
    context = {
        "delegation": delegation,
        "action": reverse("account:revoke", args=[ref]),
        "follows": ("从现在起，代办人不能再以委托人的名义提交申请。", "已经提交的办件不受影响，由委托人继续跟进。"),
    }
    return render(request, "account/revoke.html", context)


urls = [
    path("delegations/add/", add, name="delegate"),
    path("delegations/<str:ref>/revoke/", revoke, name="revoke"),
]
