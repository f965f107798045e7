"""文书 — the papers of an order: 《督办通知单》 and 《监察建议书》, numbered by the organ of who issues them."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import localtime

from zhengtong.org.models import Staff
from zhengtong.papers.actions import issue
from zhengtong.papers.choices import PaperKind
from zhengtong.papers.models import Paper

from .choices import Level, OrderLevel, OrderSource
from .models import Card, SupervisionOrder
from .rules.due_process import moment_words


def order_notice(order: SupervisionOrder, cards: Sequence[Card], *, by: Staff, at: datetime) -> Paper:
    """督办通知单."""
    content = {
        "addressee": order.unit.name,
        "order_ref": order.ref,
        "level": OrderLevel(order.level).label,
        "source": OrderSource(order.source).label,
        "title": order.title,
        "text": order.text,
        "basis": order.basis,
        "responsible": order.responsible,
        "cards": [
            {
                "ref": card.ref,
                "level": Level(card.level).label,
                "title": card.title,
                "moment": f"{localtime(card.moment):%Y-%m-%d %H:%M}",
            }
            for card in cards
        ],
        "sign_by": moment_words(order.sign_due),
        "answer_by": moment_words(order.answer_due),
    }
    return _issue(PaperKind.SUPERVISION_ORDER, order, content, by, at)


def advice(order: SupervisionOrder, said: str, *, by: Staff, at: datetime) -> Paper:
    """监察建议书; while the order runs, its limit is also the limit to report back."""
    content = {
        "addressee": order.unit.name,
        "order_ref": order.ref,
        "title": order.title,
        "facts": order.text,
        "advice": said,
        "basis": order.basis,
        "answer_by": moment_words(order.answer_due) if order.closed_at is None and order.answer_due > at else "",
    }
    return _issue(PaperKind.SUPERVISION_ADVICE, order, content, by, at)


def _issue(kind: PaperKind, order: SupervisionOrder, content: dict[str, object], by: Staff, at: datetime) -> Paper:
    return issue(kind, subject=order.ref, unit=by.unit, content=content, by=f"staff:{by.code}", at=at)
