"""通知 — who hears of a card and of what follows from it: into the mailbox, and by SMS where it is red.

Part of the caller's act: nothing here records anything. Whoever must hear is read once for any number of cards.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from zhengtong.notices.actions import Message, notify_all
from zhengtong.org.models import Assignment, Staff, Unit
from zhengtong.org.rules import Grant

from ..choices import SEVERITY, CardState, Level
from ..models import Card, SupervisionOrder
from ..rules import due_process as rules
from .new_card import NewCard

CARDS_DESK, CARDS_OVERSIGHT = "/desk/cards/", "/oversight/cards/"
ORDERS_DESK, ORDERS_OVERSIGHT = "/desk/orders/", "/oversight/orders/"


@dataclass(frozen=True, slots=True)
class _Post:
    staff: Staff
    role: str
    grant: Grant


@dataclass(frozen=True, slots=True)
class _Told:
    """One person who hears, and the folder of the page they may open ("": none)."""

    staff: Staff
    folder: str


class Roster:
    """Everybody who holds one of the posts of the cascade, with where; answers for a unit are kept."""

    def __init__(self) -> None:
        held = (
            Assignment.objects.filter(role__code__in=rules.POSTS_TOLD, staff__left_on=None)
            .select_related("staff__user", "role", "unit", "region")
            .prefetch_related("unit__absorbed", "region__predecessors")
            .order_by("staff__code")
        )
        self._posts = [
            _Post(
                row.staff,
                row.role.code,
                Grant(
                    frozenset({row.role.code}),
                    row.unit.paths() if row.unit else None,
                    row.region.paths() if row.region else None,
                ),
            )
            for row in held
        ]
        self._kept: dict[tuple[int | None, frozenset[str]], list[_Post]] = {}

    def holding(self, posts: frozenset[str], unit: Unit | None) -> list[_Post]:
        """Who holds any of `posts` (role codes) for `unit`; of a unit nobody knows only the county's supervisors hear."""
        key = (unit.pk if unit else None, posts)
        if key not in self._kept:
            self._kept[key] = [post for post in self._posts if post.role in posts and _covers(post, unit)]
        return self._kept[key]


def _covers(post: _Post, unit: Unit | None) -> bool:
    if unit is None:
        return post.role in rules.COUNTY_SUPERVISORS
    return post.grant.covers(post.role, unit.path, unit.region.path)


def tell(cards: Sequence[Card | NewCard], *, at: datetime) -> None:
    """Tell of cards just issued (or proposed), each to those of its level and below (domain facts §3.4).

    Costs a handful of statements however many the cards; more than five for one person are one summary.
    """
    if not cards:
        return
    roster = Roster()
    units = _units_of(cards)
    handlers = _handlers_of(cards)
    pile: dict[int, tuple[_Told, list[Card | NewCard]]] = {}
    alike: dict[tuple[int | None, str, str, str], list[_Told]] = {}
    for card in cards:
        key = (card.unit_id, card.level, card.state, card.duty_actor)
        concerned = alike.get(key)
        if concerned is None:
            unit = units.get(card.unit_id) if card.unit_id is not None else None
            concerned = alike[key] = list(_told(card, unit, roster, handlers).values())
        for told in concerned:
            pile.setdefault(told.staff.pk, (told, []))[1].append(card)
    notify_all((message for told, theirs in pile.values() for message in _messages(told, theirs)), at=at)


def _units_of(cards: Iterable[Card | NewCard]) -> Mapping[int, Unit]:
    return Unit.objects.select_related("region").in_bulk({card.unit_id for card in cards if card.unit_id is not None})


def _handlers_of(cards: Iterable[Card | NewCard]) -> Mapping[str, Staff]:
    codes = {card.duty_actor.removeprefix("staff:") for card in cards if card.duty_actor.startswith("staff:")}
    serving = Staff.objects.filter(code__in=codes, left_on=None).select_related("user") if codes else ()
    return {f"staff:{staff.code}": staff for staff in serving}


def _told(card: Card | NewCard, unit: Unit | None, roster: Roster, handlers: Mapping[str, Staff]) -> dict[int, _Told]:
    if card.state == CardState.PENDING or unit is None:
        posts = rules.COUNTY_SUPERVISORS
    else:
        posts = rules.posts_told(card.level)
    told = {post.staff.pk: _Told(post.staff, _folder(post.role)) for post in roster.holding(posts, unit)}
    if card.state == CardState.PENDING:
        return told
    handler = handlers.get(card.duty_actor)
    if handler is not None:
        told.setdefault(handler.pk, _Told(handler, ""))
    elif unit is not None:
        for post in roster.holding(frozenset({"unit_supervisor"}), unit):
            told.setdefault(post.staff.pk, _Told(post.staff, CARDS_DESK))
    return told


def _folder(role: str) -> str:
    return CARDS_OVERSIGHT if role in rules.COUNTY_SUPERVISORS else CARDS_DESK


def _messages(told: _Told, cards: Sequence[Card | NewCard]) -> list[Message]:
    phone = told.staff.phone
    if len(cards) > rules.NOTICES_AT_MOST:
        has_red = any(card.level == Level.RED and card.state == CardState.ISSUED for card in cards)
        return [
            Message(
                template="cards-issued",
                subject="cards",
                title=f"新增监察信息{len(cards)}条",
                text=f"新增{_counted(cards)}，请逐件查看并办理。",
                link=told.folder,
                user=told.staff.user,
                phone=phone if has_red else "",
            )
        ]
    return [_message(told, card, phone) for card in cards]


def _message(told: _Told, card: Card | NewCard, phone: str) -> Message:
    level = Level(card.level).label
    is_pending = card.state == CardState.PENDING
    return Message(
        template="card-proposed" if is_pending else "card-issued",
        subject=card.ref,
        title=f"{'待确认' if is_pending else ''}{level}：{card.title}"[:80],
        text=card.text if is_pending else f"{card.text}{_appeal_words(card)}",
        link=f"{told.folder}{card.ref}/" if told.folder else "",
        user=told.staff.user,
        phone=phone if card.level == Level.RED and not is_pending else "",
    )


def _appeal_words(card: Card | NewCard) -> str:
    if card.appeal_until is None:
        return ""
    return f"对发牌有异议的，可在{rules.moment_words(card.appeal_until)}前提出申诉。"


def _counted(cards: Iterable[Card | NewCard]) -> str:
    counts = Counter(card.level for card in cards)
    levels = sorted(counts, key=lambda level: -SEVERITY[level])
    return "、".join(f"{Level(level).label}{counts[level]}张" for level in levels)


# --- what follows from a card ---


def tell_supervisors(unit: Unit | None, *, template: str, subject: str, title: str, text: str, link: str,
                     at: datetime) -> None:  # fmt: skip
    """A message to the county's supervisors."""
    posts = Roster().holding(rules.COUNTY_SUPERVISORS, unit)
    _send(posts, template=template, subject=subject, title=title, text=text, link=link, at=at)


def tell_unit(unit: Unit | None, *, template: str, subject: str, title: str, text: str, link: str, at: datetime,
              leaders: bool = False) -> None:  # fmt: skip
    """A message to a unit's section heads and supervisors, and with `leaders` to its leaders too."""
    if unit is None:
        return
    posts = rules.posts_told(Level.YELLOW) | (rules.LEADERS if leaders else frozenset())
    _send(Roster().holding(posts, unit), template=template, subject=subject, title=title, text=text, link=link, at=at)


def tell_of_order(order: SupervisionOrder, title: str, text: str, *, at: datetime, leaders: bool = False) -> None:
    """A message to the ordered unit about its order."""
    tell_unit(
        order.unit, template="order", subject=order.ref, title=f"{title}：{order.title}", text=text,
        link=f"{ORDERS_DESK}{order.ref}/", at=at, leaders=leaders,
    )  # fmt: skip


def tell_issuer(order: SupervisionOrder, title: str, text: str, *, at: datetime) -> None:
    """A message to the supervisors about an order of theirs."""
    tell_supervisors(
        order.unit, template="order", subject=order.ref, title=f"{title}：{order.title}", text=text,
        link=f"{ORDERS_OVERSIGHT}{order.ref}/", at=at,
    )  # fmt: skip


def _send(posts: Iterable[_Post], *, template: str, subject: str, title: str, text: str, link: str,
          at: datetime) -> None:  # fmt: skip
    people = {post.staff.pk: post.staff for post in posts}
    notify_all(
        [Message(template, subject, title[:80], text, link, user=staff.user) for staff in people.values()], at=at
    )
