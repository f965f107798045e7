"""What the desk and the oversight door both show of cards and orders: remaining time, courses, evidence, papers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from zhengtong.journal.actions import look
from zhengtong.journal.kinds import KINDS
from zhengtong.org.models import Staff
from zhengtong.papers import actions as papers
from zhengtong.papers.models import Paper
from zhengtong.supervision import processes
from zhengtong.supervision.choices import AppealState, CardState, OrderState
from zhengtong.supervision.models import Appeal, Card, SupervisionOrder
from zhengtong.supervision.rules import due_process as rules
from zhengtong.timers.queries import calendar

SOON = 1
"""Working days left from which a limit is marked as close."""
ORDER_TONES = {
    OrderState.ISSUED: ("warn", "inbox"),
    OrderState.SIGNED: ("info", "clock"),
    OrderState.ANSWERED: ("info", "eye"),
    OrderState.RETURNED: ("error", "undo"),
    OrderState.CLOSED: ("success", "check"),
    OrderState.CANCELLED: ("", "cross"),
}
APPEAL_TONES = {
    AppealState.FILED: ("info", "clock"),
    AppealState.RETURNED: ("warn", "undo"),
    AppealState.UPHELD: ("", "scale"),
    AppealState.GRANTED: ("success", "check"),
}
LEVEL_TONES = {"warning": ("info", "dot"), "yellow": ("warn", "triangle"), "red": ("error", "square")}
_PAPER_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"


@dataclass(frozen=True, slots=True)
class Remaining:
    """What is waited for until when, in working days; negative once it is over."""

    what: str
    due: datetime
    left: int

    @property
    def urgency(self) -> str:
        return "late" if self.left < 0 else "soon" if self.left <= SOON else ""


def remaining(what: str, due: datetime, at: datetime) -> Remaining:
    return Remaining(what, due, rules.days_left(due, at, calendar()))


def wait_of_order(order: SupervisionOrder, at: datetime) -> Remaining | None:
    """What an order waits for: to be signed for, to be answered; nothing once it is answered or over."""
    if order.state == OrderState.ISSUED:
        return remaining("签收", order.sign_due, at)
    if order.state in (OrderState.SIGNED, OrderState.RETURNED):
        return remaining("反馈", order.answer_due, at)
    return None


def wait_of_appeal(appeal: Appeal, at: datetime) -> Remaining | None:
    """What an appeal waits for: the decision, or the material that was asked for."""
    if appeal.state == AppealState.FILED:
        return remaining("审查", appeal.decide_due, at)
    if appeal.state == AppealState.RETURNED and appeal.supplement_due is not None:
        return remaining("补充", appeal.supplement_due, at)
    return None


def appeal_wait(card: Card, at: datetime) -> Remaining | None:
    """How long the unit may still appeal against an issued card; None once it may not."""
    if card.state != CardState.ISSUED or card.appeal_until is None or at >= card.appeal_until:
        return None
    return remaining("申诉", card.appeal_until, at)


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order as a list shows it."""

    order: SupervisionOrder
    wait: Remaining | None

    @property
    def tone(self) -> tuple[str, str]:
        return ORDER_TONES[OrderState(self.order.state)]


def order_rows(orders: Iterable[SupervisionOrder], at: datetime) -> list[OrderRow]:
    return [OrderRow(order, wait_of_order(order, at)) for order in orders]


def course_of_order(order: SupervisionOrder) -> list[dict[str, Any]]:
    """Every step of an order, oldest first, with who, when, what was said and the files; what comes next last."""
    done = list(order.steps.all())
    names = processes.people(step.actor for step in done)
    course = [
        {
            "title": rules.STEP_LABELS[step.verb],
            "state": "stopped" if step.verb in ("return", "escalate", "cancel", "refuse_extension") else "done",
            "at": step.at,
            "by": names[step.actor],
            "text": step.text,
            "evidence": step.evidence,
        }
        for step in done
    ]
    coming = {OrderState.ISSUED: "签收", OrderState.SIGNED: "反馈", OrderState.RETURNED: "重新反馈",
              OrderState.ANSWERED: "审核"}  # fmt: skip
    if order.state in coming:
        course.append({"title": f"等待{coming[OrderState(order.state)]}", "state": "current", "text": ""})
    return course


def course_of_card(card: Card) -> list[dict[str, Any]]:
    """The history of a card as the journal tells it."""
    return [
        {
            "title": KINDS[entry.kind].label if entry.kind in KINDS else entry.kind,
            "state": "stopped" if entry.kind in ("card.withdrawn", "card.cancelled", "appeal.returned") else "done",
            "at": entry.at,
            "by": name,
            "text": str(entry.data.get("reason") or entry.data.get("answer") or ""),
        }
        for entry, name in processes.life_of(card.ref)
    ]


def paper_response(request: HttpRequest, paper: Paper, staff: Staff) -> HttpResponse:
    """A paper's PDF; the look is recorded first."""
    actor = f"staff:{staff.code}"
    look(actor, paper.subject, f"文书 {paper.number}", address=request.META.get("REMOTE_ADDR") or None)
    response = HttpResponse(papers.pdf(paper), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(
        "download" in request.GET, f"{paper.title}-{paper.number}.pdf"
    )
    response["Content-Security-Policy"] = _PAPER_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response
