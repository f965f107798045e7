"""What pages read of cards, appeals and orders. Visibility is a queryset: supervisors by reach, a unit its own."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.utils import timezone

from zhengtong.foundation.errors import Unknown
from zhengtong.journal.models import Entry
from zhengtong.journal.queries import entries_of
from zhengtong.notices.queries import mailbox
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff, Unit
from zhengtong.org.queries import current_units, names_of, reach
from zhengtong.papers.models import Paper
from zhengtong.papers.queries import paper_by_code, papers_of

from .board.seen import in_sight
from .choices import SEVERITY, STANDING, AppealState, CardState, Level, OrderState, VersionState
from .models import Appeal, Card, RuleVersion, SupervisionOrder
from .rules.due_process import BY_HAND, RUNNING

ALL_STANDING = "standing"
"""The filter for every card that counts, whether it is settled or not."""
SHOWN_TO_UNITS = (CardState.ISSUED, CardState.WITHDRAWN, CardState.CLOSED)
"""A unit hears of a card once it is issued; what was only proposed or was cancelled is the supervisors' affair."""


# --- cards ---


def cards_for_oversight(staff: Staff) -> QuerySet[Card]:
    """发牌 within reach of a supervisor, newest first."""
    return _cards().filter(in_sight(staff)).order_by("-pk")


def cards_for_unit(staff: Staff) -> QuerySet[Card]:
    """本单位发牌, newest first."""
    return _cards().filter(reach(staff, Permission.CARD_ANSWER), state__in=SHOWN_TO_UNITS).order_by("-issued_at", "-pk")


def unread_first(cards: QuerySet[Card], staff: Staff) -> QuerySet[Card]:
    """The same cards with `is_unread`, what this person was told of and has not opened first."""
    told = mailbox(staff.user).filter(subject=OuterRef("ref"), read_at=None)
    return cards.annotate(is_unread=Exists(told)).order_by("-is_unread", "-issued_at", "-pk")


def unread_about(staff: Staff, subject: str) -> list[int]:
    """The unread messages of this person about a card or an order."""
    return list(mailbox(staff.user).filter(subject=subject, read_at=None).values_list("pk", flat=True))


def rule_named(card: Card) -> str:
    """What the rule of a card is called; 人工发牌 for one issued by hand."""
    if card.rule_code == BY_HAND:
        return "人工发牌"
    version = RuleVersion.objects.filter(rule__code=card.rule_code, number=card.rule_version).first()
    name = f" {version.name}" if version else ""
    return f"{card.rule_code}{name}（第{card.rule_version}版）"


def seen_cards(staff: Staff) -> QuerySet[Card]:
    """Every card this person may see, through either door."""
    of_unit = reach(staff, Permission.CARD_ANSWER) & Q(state__in=SHOWN_TO_UNITS)
    return Card.objects.filter(in_sight(staff) | of_unit)


def _cards() -> QuerySet[Card]:
    rows = Card.objects.select_related("unit", "region", "matter").prefetch_related("appeals")
    return rows.defer("matter__track")


def card_for_oversight(staff: Staff, ref: str) -> Card:
    return _one(cards_for_oversight(staff).filter(ref=ref), "没有找到这张牌。")


def card_for_unit(staff: Staff, ref: str) -> Card:
    return _one(cards_for_unit(staff).filter(ref=ref), "没有找到这张牌。")


def filtered_cards(
    cards: QuerySet[Card],
    *,
    level: str = "",
    state: str = "",
    family: str = "",
    unit: str = "",
    region: str = "",
    rule: str = "",
    system: str = "",
    words: str = "",
    first: date | None = None,
    last: date | None = None,
    issued_first: date | None = None,
    issued_last: date | None = None,
) -> QuerySet[Card]:
    """The cards that answer all filters. `region` is a code with everything below it; `first` and `last` are days of the
    broken moment, `issued_…` of the issue; the state "standing" takes all that count (choices.STANDING).
    """
    plain = {"level": level, "family": family, "unit__code": unit, "rule_code": rule, "system": system}
    cards = cards.filter(**{name: value for name, value in plain.items() if value})
    if state:
        cards = cards.filter(state__in=STANDING if state == ALL_STANDING else [state])
    if region:
        cards = cards.filter(region__path__contains=f"{region}/")
    if words:
        cards = cards.filter(Q(ref=words) | Q(subject=words) | Q(matter__ref=words) | Q(title__icontains=words))
    return _days(_days(cards, "moment", first, last), "issued_at", issued_first, issued_last)


def _days(cards: QuerySet[Card], moment: str, first: date | None, last: date | None) -> QuerySet[Card]:
    if first:
        cards = cards.filter(**{f"{moment}__gte": _start(first)})
    if last:
        cards = cards.filter(**{f"{moment}__lt": _start(last + timedelta(days=1))})
    return cards


def worst_first(cards: QuerySet[Card]) -> QuerySet[Card]:
    """What is still open first, the heaviest level first, within a level what was due first; then the newest."""
    is_over = Case(When(state__in=[CardState.PENDING, CardState.ISSUED], then=Value(0)), default=Value(1))
    severity = Case(*(When(level=level, then=Value(weight)) for level, weight in SEVERITY.items() if level))
    return cards.order_by(is_over, severity.desc(), F("due_at").asc(nulls_last=True), "-pk")


def newest_first(cards: QuerySet[Card]) -> QuerySet[Card]:
    """What waits to be issued first, then by when it was issued."""
    return cards.order_by(F("issued_at").desc(nulls_first=True), "-pk")


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def rules_with_cards() -> list[tuple[str, str]]:
    """Code and name of every rule that ever drew a card, by code; the name is that of its newest approved version."""
    codes = list(Card.objects.order_by("rule_code").values_list("rule_code", flat=True).distinct())
    approved = RuleVersion.objects.filter(rule__code__in=codes, state=VersionState.APPROVED).order_by("number")
    names = {BY_HAND: "人工发牌", **dict(approved.values_list("rule__code", "name"))}
    return [(code, names.get(code, "")) for code in codes]


def units_to_watch(staff: Staff) -> QuerySet[Unit]:
    """The units of today within reach of a supervisor."""
    return current_units().filter(reach(staff, Permission.SUPERVISION_VIEW, unit="", region=None))


def life_of(subject: str) -> list[tuple[Entry, str]]:
    """The history of a card or an order from the journal, oldest first, each entry with the name of who acted."""
    entries = list(entries_of(subject))
    names = names_of({entry.actor.removeprefix("staff:") for entry in entries if entry.actor.startswith("staff:")})
    return [(entry, actor_name(entry.actor, names)) for entry in entries]


def actor_name(actor: str, names: dict[str, str]) -> str:
    """A name for a page: the person, or 系统."""
    if actor.startswith("staff:"):
        code = actor.removeprefix("staff:")
        return names.get(code, code)
    return "系统" if actor == "system" else actor


def people(actors: Iterable[str]) -> dict[str, str]:
    """Actors (`staff:<code>`, system) → names for a page."""
    wanted = set(actors) - {""}
    names = names_of({actor.removeprefix("staff:") for actor in wanted if actor.startswith("staff:")})
    return {actor: actor_name(actor, names) for actor in wanted}


# --- appeals ---


def appeals_for_oversight(staff: Staff) -> QuerySet[Appeal]:
    """申诉 within reach: what must be decided first comes first, decided ones newest first."""
    visible = in_sight(staff, "card__unit", "card__region")
    rows = Appeal.objects.filter(visible).select_related("card__unit", "card__matter").defer("card__matter__track")
    return rows.order_by("decide_due", "pk")


def appeal_of(card: Card) -> Appeal | None:
    """The newest appeal of a card."""
    return max(card.appeals.all(), key=lambda appeal: appeal.pk, default=None)


def open_appeals(staff: Staff) -> QuerySet[Appeal]:
    return appeals_for_oversight(staff).filter(state=AppealState.FILED)


# --- orders ---


def orders_for_oversight(staff: Staff) -> QuerySet[SupervisionOrder]:
    """督办单 within reach of a supervisor, what is due first first."""
    return _orders().filter(in_sight(staff)).order_by("answer_due", "pk")


def orders_for_unit(staff: Staff) -> QuerySet[SupervisionOrder]:
    """本单位的督办单, what is due first first."""
    return _orders().filter(reach(staff, Permission.CARD_ANSWER)).order_by("answer_due", "pk")


def seen_orders(staff: Staff) -> QuerySet[SupervisionOrder]:
    """Every order this person may see, through either door."""
    return SupervisionOrder.objects.filter(in_sight(staff) | reach(staff, Permission.CARD_ANSWER))


def _orders() -> QuerySet[SupervisionOrder]:
    return SupervisionOrder.objects.select_related("unit", "region", "sign_clock", "answer_clock")


def order_for_oversight(staff: Staff, ref: str) -> SupervisionOrder:
    return _one(_with_steps(orders_for_oversight(staff)).filter(ref=ref), "没有找到这份督办单。")


def order_for_unit(staff: Staff, ref: str) -> SupervisionOrder:
    return _one(_with_steps(orders_for_unit(staff)).filter(ref=ref), "没有找到这份督办单。")


def _with_steps(orders: QuerySet[SupervisionOrder]) -> QuerySet[SupervisionOrder]:
    return orders.prefetch_related("steps", Prefetch("cards", _cards().order_by("ref")))


def papers_of_order(order: SupervisionOrder) -> list[Paper]:
    """《督办通知单》 first, then every 《监察建议书》."""
    return list(papers_of(order.ref))


def paper_of_order(order: SupervisionOrder, code: str) -> Paper:
    """One of its papers by verification code; raises Unknown."""
    paper = paper_by_code(code)
    if paper is None or paper.subject != order.ref:
        raise Unknown("没有找到这份文书。")
    return paper


# --- what waits at the desk ---


def waiting_cards(staff: Staff, at: datetime) -> int:
    """Cards of the unit that may still be appealed, or whose appeal wants more material."""
    mine = Card.objects.filter(reach(staff, Permission.CARD_ANSWER))
    open_to_appeal = Q(state=CardState.ISSUED, appeal_until__gt=at, appeals=None)
    wanting = Q(appeals__state=AppealState.RETURNED, appeals__supplement_due__gt=at)
    return mine.filter(open_to_appeal | wanting).exclude(level=Level.WARNING, appeals=None).distinct().count()


def waiting_orders(staff: Staff) -> int:
    """Orders the unit must sign or answer."""
    wanted = (OrderState.ISSUED, OrderState.SIGNED, OrderState.RETURNED)
    return SupervisionOrder.objects.filter(reach(staff, Permission.CARD_ANSWER), state__in=wanted).count()


def running_orders(staff: Staff) -> QuerySet[SupervisionOrder]:
    return orders_for_oversight(staff).filter(state__in=RUNNING)


def _one(rows: QuerySet, sentence: str):  # type: ignore[no-untyped-def]
    found = rows.first()
    if found is None:
        raise Unknown(sentence)
    return found
