"""发牌以后: what supervisors and units have done about a few of the first cards, by the same acts as any day."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.supervision.actions import appeals, cards, orders
from zhengtong.supervision.choices import AppealState, CardState, Family, Level, OrderLevel
from zhengtong.supervision.models import Appeal, Card, SupervisionOrder

from .people import People


@transaction.atomic
def follow_up(at: datetime, people: People, tell: Callable[[str], None]) -> int:
    """One card confirmed, one appeal upheld, one waiting, one order issued and signed; 0 if anybody did so before."""
    if Appeal.objects.exists() or SupervisionOrder.objects.exists():
        return 0
    done = [_confirm(people, at), *_appeals(people, at), _order(people, at)]
    count = sum(done)
    tell(f"发牌后续 {count} 件")
    return count


def _confirm(people: People, at: datetime) -> bool:
    card = Card.objects.filter(state=CardState.PENDING).order_by("ref").first()
    if card is not None:
        cards.confirm_card(card.ref, by=people.staff("linjiancha"), at=at)
    return card is not None


def _appeals(people: People, at: datetime) -> list[bool]:
    unit = people.staff("mzjiancha")
    found = list(_issued(unit, Level.YELLOW)[:2])
    for card, text in zip(found, _GROUNDS, strict=False):
        appeals.file_appeal(card.ref, text=text, by=unit, at=at)
    for card in found[:1]:
        answer = "入户核查的安排在承诺时限内可以预见，不属于依法可以不计入的时间，理由不成立，维持黄牌。"
        appeals.decide_appeal(
            card.ref, verdict=AppealState.UPHELD, answer=answer, by=people.staff("gaozhuren"), at=at
        )  # fmt: skip
    return [True] * len(found)


_GROUNDS = (
    "入户核查期间申请人外出务工，约定的时间两次改期，核查因此推迟，请予撤销。",
    "该件在乡镇环节已提前办结，县级审核时系统故障半天，故障记录已报电子政务办，请核实。",
)


def _order(people: People, at: datetime) -> bool:
    answering = {
        staff.unit_id: staff
        for staff in Staff.objects.filter(
            assignments__role__permissions__contains=[Permission.CARD_ANSWER], left_on=None
        ).select_related("unit")
    }
    reds = Card.objects.filter(state=CardState.ISSUED, level=Level.RED, family=Family.TIME, unit__in=answering)
    card = reds.select_related("unit").order_by("-moment", "ref").first()
    if card is None:
        return False
    order = orders.issue_order(
        unit=card.unit.code, level=OrderLevel.KEY, title="超期办件限期办结", card_refs=[card.ref],
        text="请查明该件超期的原因，明确责任人员和整改措施，限期办结或者向申请人书面说明，并反馈办理情况。",
        basis=card.basis, by=people.staff("linjiancha"), at=at,
    )  # fmt: skip
    orders.sign_order(order.ref, by=answering[card.unit_id], at=at)
    return True


def _issued(by: Staff, level: str):  # type: ignore[no-untyped-def]
    return Card.objects.filter(state=CardState.ISSUED, level=level, unit=by.unit, family=Family.TIME).order_by("ref")
