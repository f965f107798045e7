"""督办: orders by state with the days left, one order's whole course, issuing, verifying, returning, closing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.reading import whole_number
from zhengtong.foundation.text import tidy_line
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.supervision import processes
from zhengtong.supervision.actions import orders as acts
from zhengtong.supervision.board import late_orders
from zhengtong.supervision.choices import CardState, OrderLevel, OrderSource, OrderState
from zhengtong.supervision.models import SupervisionOrder
from zhengtong.supervision.rules import due_process as rules
from zhengtong.timers.queries import limit
from zhengtong.web import one_act
from zhengtong.web.processes import ORDER_TONES, course_of_order, order_rows, paper_response, wait_of_order

from .door import oversight

PER_PAGE = 50
LATE = "late"
TABS: Mapping[str, tuple[str, tuple[OrderState, ...]]] = {
    "verify": ("待审核", (OrderState.ANSWERED,)),
    "sign": ("待签收", (OrderState.ISSUED,)),
    "work": ("办理中", (OrderState.SIGNED, OrderState.RETURNED)),
    "ended": ("已结束", (OrderState.CLOSED, OrderState.CANCELLED)),
}


@oversight()
@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    at, staff = timezone.now(), request.staff
    found = processes.orders_for_oversight(staff)
    level, unit = request.GET.get("level", ""), tidy_line(request.GET.get("unit", ""))[:20]
    if level in OrderLevel.values:
        found = found.filter(level=level)
    if unit:
        found = found.filter(unit__code=unit)
    chosen, late = request.GET.get("show", ""), found.filter(late_orders(at))
    states = TABS[chosen][1] if chosen in TABS else rules.RUNNING
    shown = late if chosen == LATE else found.filter(state__in=states)
    page = Paginator(shown.order_by("-closed_at") if chosen == "ended" else shown, PER_PAGE)
    page_shown = page.get_page(request.GET.get("page"))
    kept = "".join(f"&{name}={value}" for name, value in (("level", level), ("unit", unit)) if value)
    context = {
        "page": page_shown,
        "rows": order_rows(page_shown, at),
        "chosen": chosen if chosen in TABS or chosen == LATE else "running",
        "tabs": [
            ("running", "全部在办", f"?{kept.removeprefix('&')}", found.filter(state__in=rules.RUNNING).count()),
            (LATE, "逾期", f"?show={LATE}{kept}", late.count()),
            *(
                (key, label, f"?show={key}{kept}", *([found.filter(state__in=of).count()] if key != "ended" else []))
                for key, (label, of) in TABS.items()
            ),
        ],
        "level": level,
        "levels": OrderLevel.choices,
        "unit": unit,
        "units": [(unit.code, unit.short_name) for unit in processes.units_to_watch(staff)],
        "may_issue": staff.may(Permission.ORDER_ISSUE),
        "show": chosen,
    }
    return render(request, "oversight/orders/list.html", context)


@oversight(Permission.ORDER_ISSUE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """下发督办单; `?card=` may name cards of one unit, `?source=complaint&source_ref=` what else it comes from."""
    staff, refs = request.staff, request.GET.getlist("card")[: acts.MOST_CARDS]
    cards = [processes.card_for_oversight(staff, ref) for ref in dict.fromkeys(refs)]
    typed = {
        "unit": cards[0].unit.code if cards and cards[0].unit else tidy_line(request.GET.get("unit", ""))[:20],
        "level": OrderLevel.KEY if any(card.level == "red" for card in cards) else OrderLevel.GENERAL,
        "source": OrderSource.CARD if cards else tidy_line(request.GET.get("source", ""))[:12],
        "source_ref": tidy_line(request.GET.get("source_ref", ""))[:80],
        "title": cards[0].title if cards else "",
        "text": "\n".join(card.text for card in cards)[:1500],
        "basis": cards[0].basis if cards else "",
        "responsible": "",
        "days": str(limit("supervise.order.answer").amount),
    }

    def issue(said: dict[str, Any]) -> SupervisionOrder:
        return acts.issue_order(
            **said | {"days": _days(said["days"])}, card_refs=[card.ref for card in cards], by=staff, at=timezone.now()
        )

    return one_act.form(
        request,
        "oversight/orders/new.html",
        typed,
        issue,
        lambda made: (f"督办单{made.ref}已下发。", redirect("oversight:order", made.ref)),
        cards=cards,
        units=[(unit.code, unit.name) for unit in processes.units_to_watch(staff)],
        levels=OrderLevel.choices,
        sources=[choice for choice in OrderSource.choices if choice[0] != OrderSource.CARD],
        most=acts.MOST_DAYS,
    )


def _days(text: str) -> int:
    """What was typed as a number of days; anything else is refused as no number of days at all."""
    return whole_number(text) or 0


@oversight()
@require_safe
@never_cache
def order(request: HttpRequest, ref: str) -> HttpResponse:
    at, staff = timezone.now(), request.staff
    found = processes.order_for_oversight(staff, ref)
    names = processes.people([found.issued_by, found.signed_by, found.closed_by, found.asked_by])
    context = {
        "order": found,
        "tone": ORDER_TONES[OrderState(found.state)],
        "wait": wait_of_order(found, at),
        "course": course_of_order(found),
        "papers": processes.papers_of_order(found),
        "verbs": [(verb, ACTS[verb].name, ACTS[verb].tone) for verb in _verbs(staff, found)],
        "issued_by": names.get(found.issued_by, ""),
        "signed_by": names.get(found.signed_by, ""),
        "closed_by": names.get(found.closed_by, ""),
        "asked_by": names.get(found.asked_by, ""),
        "standing": [card for card in found.cards.all() if card.state == CardState.ISSUED],
    }
    return render(request, "oversight/orders/order.html", context)


def _verbs(staff: Staff, found: SupervisionOrder) -> list[str]:
    if not staff.may(Permission.ORDER_ISSUE, unit=found.unit, region=found.region):
        return []
    lawful = rules.order_verbs(found.state)
    return [verb for verb in ACTS if verb in lawful and (verb != "answer_extension" or found.asked_days is not None)]


Typed = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Act:
    """What an act is called, asks and leads to, and how it is done."""

    name: str
    typed: Typed
    perform: Callable[[str, Typed, Staff, datetime], SupervisionOrder]
    done: str
    follows: tuple[str, ...]
    tone: str = ""


def _close(ref: str, typed: Typed, by: Staff, at: datetime) -> SupervisionOrder:
    told = {"yes": True, "no": False}.get(typed["is_accountable"])
    return acts.close_order(ref, result=typed["result"], is_accountable=told, by=by, at=at)


def _extension(ref: str, typed: Typed, by: Staff, at: datetime) -> SupervisionOrder:
    if typed["approve"] not in ("yes", "no"):
        raise Refusal("no-verdict", "请选择批准或者不批准。", "approve")
    return acts.answer_extension(ref, approve=typed["approve"] == "yes", answer=typed["answer"], by=by, at=at)


ACTS: Mapping[str, Act] = {
    "close": Act(
        "审核通过、办结", {"result": "", "is_accountable": ""}, _close, "督办单已办结，所列的牌已销号。",
        ("督办单办结，所列的牌销号；仍在申诉的牌除外。", "被督办单位收到通知。"),
    ),
    "return": Act(
        "退回重办", {"reason": "", "days": ""},
        lambda ref, typed, by, at: acts.return_order(
            ref, reason=typed["reason"], days=_days(typed["days"]) if typed["days"].strip() else None, by=by, at=at
        ),
        "已退回重办。", ("被督办单位重新办理，另行计算反馈期限。", "退回次数计入统计。"), "danger",
    ),
    "answer_extension": Act(
        "审批延期", {"approve": "", "answer": ""}, _extension, "延期申请已审批。", ("被督办单位收到通知。",),
    ),
    "advise": Act(
        "出具监察建议书", {"advice": ""},
        lambda ref, typed, by, at: acts.advise(ref, advice=typed["advice"], by=by, at=at),
        "监察建议书已出具。", ("生成有文号的《监察建议书》，可打印盖章。", "被督办单位及其领导收到通知。"),
    ),
    "cancel": Act(
        "撤销督办单", {"reason": ""},
        lambda ref, typed, by, at: acts.cancel_order(ref, reason=typed["reason"], by=by, at=at),
        "督办单已撤销。", ("被督办单位不需要再办理。", "《督办通知单》失效，记录保留。"), "danger",
    ),
}  # fmt: skip


@oversight(Permission.ORDER_ISSUE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def act(request: HttpRequest, ref: str, verb: str) -> HttpResponse:
    """One act on an order: GET asks what it needs and says what follows, POST does it."""
    found, form = processes.order_for_oversight(request.staff, ref), ACTS.get(verb)
    if form is None or not request.staff.may(Permission.ORDER_ISSUE, unit=found.unit, region=found.region):
        raise Unknown()
    if verb not in _verbs(request.staff, found):
        messages.warning(request, f"督办单现在是“{found.get_state_display()}”，不能再“{form.name}”。")
        return redirect("oversight:order", ref)
    return one_act.form(
        request,
        "oversight/orders/act.html",
        dict(form.typed),
        lambda typed: form.perform(ref, typed, request.staff, timezone.now()),
        lambda made: (form.done, redirect("oversight:order", ref)),
        order=found,
        form=form,
        verb=verb,
        answer=found.steps.filter(verb="answer").last(),
        usual=limit("supervise.order.answer").amount,
        most=acts.MOST_DAYS,
        accountables=[("no", "不追责"), ("yes", "追责")],
        approvals=[("yes", "批准"), ("no", "不批准")],
    )


@oversight()
@require_safe
@never_cache
def paper(request: HttpRequest, ref: str, code: str) -> HttpResponse:
    """《督办通知单》《监察建议书》 as PDF."""
    found = processes.paper_of_order(processes.order_for_oversight(request.staff, ref), code)
    return paper_response(request, found, request.staff)


urls = [
    path("orders/", orders, name="orders"),
    path("orders/new/", new, name="order-new"),
    path("orders/<str:ref>/", order, name="order"),
    path("orders/<str:ref>/papers/<str:code>/", paper, name="order-paper"),
    path("orders/<str:ref>/<slug:verb>/", act, name="order-act"),
]
