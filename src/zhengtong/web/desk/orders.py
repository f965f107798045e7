"""本单位的督办单: sign for, ask for more time, answer with evidence."""

from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhengtong.foundation.reading import whole_number
from zhengtong.notices.actions import mark_read
from zhengtong.org.choices import Permission
from zhengtong.supervision import processes
from zhengtong.supervision.actions import orders as acts
from zhengtong.supervision.choices import OrderState
from zhengtong.supervision.models import SupervisionOrder
from zhengtong.supervision.rules import due_process as rules
from zhengtong.timers.queries import limit
from zhengtong.web import evidence, one_act
from zhengtong.web.processes import ORDER_TONES, course_of_order, order_rows, paper_response, wait_of_order

from .door import desk

PER_PAGE = 30
WAITING = (OrderState.ISSUED, OrderState.SIGNED, OrderState.RETURNED)
TABS = {
    "waiting": ("待签收、待反馈", WAITING),
    "answered": ("待审核", (OrderState.ANSWERED,)),
    "ended": ("已结束", (OrderState.CLOSED, OrderState.CANCELLED)),
}


@desk(Permission.CARD_ANSWER)
@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    chosen = request.GET.get("show", "waiting")
    chosen = chosen if chosen in TABS else "waiting"
    found = processes.orders_for_unit(request.staff)
    shown = found.filter(state__in=TABS[chosen][1])
    page = Paginator(shown.order_by("-issued_at") if chosen == "ended" else shown, PER_PAGE)
    page_shown = page.get_page(request.GET.get("page"))
    context = {
        "page": page_shown,
        "rows": order_rows(page_shown, timezone.now()),
        "chosen": chosen,
        "tabs": [
            (key, label, f"?show={key}", *([found.filter(state__in=states).count()] if key != "ended" else []))
            for key, (label, states) in TABS.items()
        ],
    }
    return render(request, "desk/orders/list.html", context)


@desk(Permission.CARD_ANSWER)
@require_safe
@never_cache
def order(request: HttpRequest, ref: str) -> HttpResponse:
    at, staff = timezone.now(), request.staff
    found = processes.order_for_unit(staff, ref)
    for notice in processes.unread_about(staff, ref):
        mark_read(staff.user, at=at, notice=notice)
    verbs = rules.order_verbs(found.state)
    context = {
        "order": found,
        "tone": ORDER_TONES[OrderState(found.state)],
        "wait": wait_of_order(found, at),
        "may_sign": "sign" in verbs,
        "may_answer": "answer" in verbs,
        "may_extend": _may_extend(found, at),
        "course": course_of_order(found),
        "papers": processes.papers_of_order(found),
    }
    return render(request, "desk/orders/order.html", context)


def _may_extend(found: SupervisionOrder, at: datetime) -> bool:
    is_open = "request_extension" in rules.order_verbs(found.state) and at < found.answer_due
    return is_open and found.asked_days is None and not found.extended_days


@desk(Permission.CARD_ANSWER)
@require_POST
def sign(request: HttpRequest, ref: str) -> HttpResponse:
    """签收."""
    processes.order_for_unit(request.staff, ref)
    return one_act.button(
        request,
        lambda: acts.sign_order(ref, by=request.staff, at=timezone.now()),
        "已签收，请在反馈期限前办理并反馈。",
        redirect("desk:order", ref),
    )


@desk(Permission.CARD_ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def answer(request: HttpRequest, ref: str) -> HttpResponse:
    """反馈办理结果, with evidence."""
    at, staff = timezone.now(), request.staff
    found = processes.order_for_unit(staff, ref)
    if "answer" not in rules.order_verbs(found.state):
        messages.warning(request, f"督办单现在是“{found.get_state_display()}”，不能反馈。")
        return redirect("desk:order", ref)
    return evidence.form(
        request,
        "desk/orders/answer.html",
        {"text": ""},
        lambda typed, files: acts.answer_order(ref, text=typed["text"], files=files, by=staff, at=at),
        lambda made: ("已反馈，等待监察机关审核。", redirect("desk:order", ref)),
        by=f"staff:{staff.code}",
        at=at,
        order=found,
        wait=wait_of_order(found, at),
        returned=found.steps.filter(verb="return").last(),
    )


@desk(Permission.CARD_ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def extension(request: HttpRequest, ref: str) -> HttpResponse:
    """申请延期."""
    at, staff = timezone.now(), request.staff
    found = processes.order_for_unit(staff, ref)
    if request.method != "POST" and not _may_extend(found, at):
        messages.warning(request, "这张督办单现在不能申请延期：只能在签收之后、反馈期限之前申请一次。")
        return redirect("desk:order", ref)
    return one_act.form(
        request,
        "desk/orders/extension.html",
        {"days": "", "reason": ""},
        lambda typed: acts.request_extension(
            ref, days=whole_number(typed["days"]), reason=typed["reason"], by=staff, at=at
        ),
        lambda made: ("延期申请已提交，批准之前原期限不变。", redirect("desk:order", ref)),
        order=found,
        wait=wait_of_order(found, at),
        most=limit("supervise.order.extend").amount,
    )


@desk(Permission.CARD_ANSWER)
@require_safe
@never_cache
def paper(request: HttpRequest, ref: str, code: str) -> HttpResponse:
    """《督办通知单》《监察建议书》 as PDF."""
    found = processes.paper_of_order(processes.order_for_unit(request.staff, ref), code)
    return paper_response(request, found, request.staff)


urls = [
    path("orders/", orders, name="orders"),
    path("orders/<str:ref>/", order, name="order"),
    path("orders/<str:ref>/sign/", sign, name="order-sign"),
    path("orders/<str:ref>/answer/", answer, name="order-answer"),
    path("orders/<str:ref>/extension/", extension, name="order-extension"),
    path("orders/<str:ref>/papers/<str:code>/", paper, name="order-paper"),
]
