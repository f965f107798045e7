"""What needs a person now, the cards as they fall, and the flow of the day."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractHour

from zhengtong.org.models import Staff

from ..choices import STANDING, AppealState, CardState, OrderState
from ..models import Appeal, Card
from ..models.matter import RECORD
from .counting import CHINA, day_start
from .seen import cards_visible_to, matters_visible_to, orders_visible_to, undetermined_visible_to

NEWEST = 12
COUNTY = "county"
OUTSIDE = 100
"""Cards of outside systems among which the newest are looked for: one log read in at once draws thousands."""
MOST_OF_ONE = 3
"""Lines an outside system may take of the newest cards while others have something to show."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What waits for somebody: numbers, each with those already late where it has a limit."""

    pending: int
    appeals: int
    appeals_late: int
    orders_late: int
    undetermined: int


def needs(staff: Staff, at: datetime) -> Needs:
    """What waits for a person now, within what `staff` may see."""
    appeals = Appeal.objects.filter(card__in=cards_visible_to(staff), state=AppealState.FILED)
    counted = appeals.aggregate(all=Count("pk"), late=Count("pk", filter=Q(decide_due__lt=at)))
    return Needs(
        pending=cards_visible_to(staff).filter(state=CardState.PENDING).count(),
        appeals=counted["all"],
        appeals_late=counted["late"],
        orders_late=orders_visible_to(staff).filter(late_orders(at)).count(),
        undetermined=undetermined_visible_to(staff).filter(cleared_at=None).values("matter").distinct().count(),
    )


def late_orders(at: datetime) -> Q:
    """督办逾期: not signed for in time, or not answered in time."""
    unsigned = Q(state=OrderState.ISSUED, sign_due__lt=at)
    unanswered = Q(state__in=[OrderState.ISSUED, OrderState.SIGNED, OrderState.RETURNED], answer_due__lt=at)
    return Q(closed_at=None) & (unsigned | unanswered)


@dataclass(frozen=True, slots=True)
class Newest:
    """最新发牌, newest issue first; `folded`: outside system → how many more of its cards of today are not among them."""

    cards: list[Card]
    folded: list[tuple[str, int]]


def newest_cards(staff: Staff, at: datetime, number: int = NEWEST, most: int = MOST_OF_ONE) -> Newest:
    """The newest cards that stand, by when they were issued; what waits for confirmation is told in `needs`.

    A log that is read in at once must not push the county's own cards out of sight: an outside system takes `most`
    lines, and more only where nobody else has anything to show.
    """
    rows = cards_visible_to(staff).select_related("unit")
    found = [*_issued_here(rows)[:number], *_issued_outside(rows)[:OUTSIDE]]
    cards = _chosen(sorted(found, key=_issued, reverse=True), number, most)
    day = day_start(at)
    shown = Counter(card.system for card in cards if card.issued_at is not None and card.issued_at >= day)
    of_today = _issued_outside(cards_visible_to(staff)).filter(issued_at__gte=day).order_by()
    counted = of_today.values_list("system").annotate(Count("id")).order_by("system")
    return Newest(cards, [(system, issued - shown[system]) for system, issued in counted if issued > shown[system]])


def _chosen(cards: list[Card], number: int, most: int) -> list[Card]:
    """Of cards newest first, `number`: at most `most` of one outside system, the rest of theirs where lines are left."""
    taken = Counter[str]()
    kept, spare = [], []
    for card in cards:
        is_many = card.system != COUNTY and taken[card.system] >= most
        (spare if is_many else kept).append(card)
        taken[card.system] += 1
    kept = kept[:number]
    return sorted([*kept, *spare[: number - len(kept)]], key=_issued, reverse=True)


def _issued(card: Card) -> tuple[datetime | None, int]:
    return card.issued_at, card.pk


def _issued_here(cards: QuerySet[Card]) -> QuerySet[Card]:
    return cards.filter(state=CardState.ISSUED, system=COUNTY).order_by("-issued_at", "-id")


def _issued_outside(cards: QuerySet[Card]) -> QuerySet[Card]:
    return cards.filter(state=CardState.ISSUED).exclude(system=COUNTY).order_by("-issued_at", "-id")


def newest_mark(staff: Staff, number: int = NEWEST) -> str:
    """What the newest cards look like from afar: the numbers and states of those shown and of those that came last.

    An id is drawn before it is committed, so "is there one after the last I saw" would miss a slow one; this changes
    whenever a card comes, is confirmed or is withdrawn.
    """
    cards = cards_visible_to(staff)
    last = cards.filter(state__in=[CardState.PENDING, CardState.ISSUED]).order_by("-id")
    parts = [rows.values_list("pk", "state") for rows in (last, _issued_here(cards), _issued_outside(cards))]
    rows = parts[0][:number].union(parts[1][:number], parts[2][:OUTSIDE])
    return "".join(f"{pk}{state[0]}" for pk, state in sorted(rows))


@dataclass(frozen=True, slots=True)
class Hour:
    hour: int
    opened: int
    finished: int
    cards: int


def flow(staff: Staff, at: datetime) -> list[Hour]:
    """今日流量: what was opened, finished and carded in each hour of the day so far."""
    start = day_start(at)
    end = start + timedelta(days=1)
    matters = matters_visible_to(staff).exclude(ended_by=RECORD)
    cards = cards_visible_to(staff).filter(state__in=STANDING)
    opened, finished, issued = (
        _by_hour(rows, moment, start, end)
        for rows, moment in ((matters, "opened_at"), (matters, "ended_at"), (cards, "issued_at"))
    )
    last = at.astimezone(CHINA).hour
    return [Hour(hour, opened.get(hour, 0), finished.get(hour, 0), issued.get(hour, 0)) for hour in range(last + 1)]


def _by_hour(rows: QuerySet[Any], moment: str, start: datetime, end: datetime) -> dict[int, int]:
    within = rows.filter(**{f"{moment}__gte": start, f"{moment}__lt": end}).order_by()
    return dict(within.annotate(hour=ExtractHour(moment, tzinfo=CHINA)).values_list("hour").annotate(Count("id")))
