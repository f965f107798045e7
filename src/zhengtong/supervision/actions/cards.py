"""发牌的后续: confirmed, cancelled, withdrawn, settled, issued by hand; and the light of the matter after each.

Locks are taken matter first, card second, the order in which watching takes them.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.utils.timezone import localdate

from legalclock import Clock as Ledger
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import action, record
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff, Unit
from zhengtong.org.queries import unit_by_code
from zhengtong.timers import queries as timers
from zhengtong.timers.rules import lawful

from ..choices import STANDING, AppealState, CardState, Family, Level
from ..models import Card, Matter
from ..rules import due_process as rules
from . import telling

APPEAL = "supervise.appeal"
NO_CARD = "没有找到这张牌。"


@action("card.confirmed")
def confirm_card(ref: str, *, by: Staff, at: datetime) -> Card:
    """确认发牌 — a proposed card is issued; the unit may appeal from now on, and everybody of its level hears."""
    card = for_judge(ref, by=by)
    card.state = rules.next_card_state("confirm", card.state, card.level)
    card.issued_at, card.appeal_until = at, appeal_until(at)
    card.save(update_fields=["state", "issued_at", "appeal_until"])
    _shine(card)
    telling.tell([card], at=at)
    record(
        "card.confirmed", card.ref, actor=actor_of(by), at=at, unit=unit_code(card), appeal_until=card.appeal_until,
        **facts(card),
    )  # fmt: skip
    return card


@transaction.atomic
def cancel_card(ref: str, *, reason: str, by: Staff, at: datetime) -> Card:
    """取消 — a proposed card is not issued; it stays in view as cancelled, with the reason."""
    card = for_judge(ref, by=by)
    rules.next_card_state("cancel", card.state, card.level)
    said = rules.words(reason, 300, "取消的理由", "reason")
    return settle(card, "cancel", reason=said, actor=actor_of(by), at=at)


@transaction.atomic
def withdraw_card(ref: str, *, reason: str, by: Staff, at: datetime) -> Card:
    """撤销 — an issued card no longer counts; never by who issued it by hand, nor past an open appeal or order."""
    card = for_judge(ref, by=by)
    rules.next_card_state("withdraw", card.state, card.level)
    rules.check_other_hands(card.issued_by, actor_of(by), "撤销")
    rules.check_nothing_open(has_appeal=has_open_appeal(card), has_order=has_running_order(card), what="撤销")
    said = rules.words(reason, 300, "撤销的理由", "reason")
    card = settle(card, "withdraw", reason=said, actor=actor_of(by), at=at)
    tell_settled(card, "撤销", at=at)
    return card


@transaction.atomic
def close_card(ref: str, *, reason: str = "", by: Staff, at: datetime) -> Card:
    """销号 — the matter has ended, or what was ordered is done; the card goes on counting as issued."""
    card = for_judge(ref, by=by)
    rules.next_card_state("close", card.state, card.level)
    rules.check_nothing_open(has_appeal=has_open_appeal(card), has_order=has_running_order(card), what="销号")
    ended = card.matter is not None and card.matter.ended_at is not None
    rules.check_may_close(matter_ended=ended, order_closed=card.orders.filter(state="closed").exists())
    said = rules.words(reason, 300, "销号的说明", "reason", least=0) or "所涉事项已经办结。"
    card = settle(card, "close", reason=said, actor=actor_of(by), at=at)
    tell_settled(card, "销号", at=at)
    return card


@action("card.issued")
def issue_card_by_hand(
    *, level: str, family: str, title: str, text: str, basis: str, unit: str = "", subject: str = "", by: Staff,
    at: datetime,
) -> Card:  # fmt: skip
    """人工发牌 — by a supervisor against a matter (its ref or subject) or, without one, against a unit (its code)."""
    if level not in Level.values:
        raise Refusal("no-level", "请选择预警、黄牌或者红牌。", "level")
    if family not in Family.values:
        raise Refusal("no-family", "请选择类别。", "family")
    title = rules.line(title, 120, "标题", "title")
    text = rules.words(text, 600, "监察内容", "text", least=10)
    basis = rules.line(basis, 200, "依据", "basis")
    matter = _matter_named(subject, by) if subject.strip() else None
    responsible = _responsible(matter, unit)
    region = (matter.region if matter else None) or responsible.region
    if not by.may(Permission.CARD_JUDGE, unit=responsible, region=region):
        raise Refusal("not-permitted", f"您没有对{responsible.name}发牌的权限。", "unit")
    ref = next_ref("JC", "supervision_card_serial", at)
    card = Card.objects.create(
        ref=ref, matter=matter, key=ref, system=matter.system if matter else "county",
        subject=matter.subject if matter else f"unit:{responsible.code}", unit=responsible, region=region,
        rule_code=rules.BY_HAND, rule_version=0, family=family, level=level, state=CardState.ISSUED, moment=at,
        issued_at=at, issued_by=actor_of(by), title=title, text=text, basis=basis,
        duty_step=matter.step if matter else "", appeal_until=appeal_until(at),
    )  # fmt: skip
    _shine(card)
    telling.tell([card], at=at)
    record(
        "card.issued", card.ref, actor=actor_of(by), at=at, unit=unit_code(card), by_hand=True, basis=basis,
        appeal_until=card.appeal_until, **facts(card),
    )  # fmt: skip
    return card


@action("card.cancelled", "card.withdrawn", "card.closed")
def settle(card: Card, verb: str, *, reason: str, actor: str, at: datetime) -> Card:
    """Part of another act: the locked card is cancelled, withdrawn or closed (`verb`), and its matter's light follows."""
    card.state = rules.next_card_state(verb, card.state, card.level)
    card.settled_at, card.settled_by, card.settled_reason = at, actor, reason[:300]
    card.save(update_fields=["state", "settled_at", "settled_by", "settled_reason"])
    _shine(card)
    record(f"card.{card.state}", card.ref, actor=actor, at=at, unit=unit_code(card), reason=reason, **facts(card))
    return card


def tell_settled(card: Card, what: str, *, at: datetime) -> None:
    """The unit hears that its card was withdrawn or closed."""
    telling.tell_unit(
        card.unit, template="card-settled", subject=card.ref, title=f"{Level(card.level).label}已{what}：{card.title}",
        text=f"{card.ref}已{what}，理由：{card.settled_reason}", link=f"{telling.CARDS_DESK}{card.ref}/", at=at,
    )  # fmt: skip


# --- what every act on a card begins with and repeats ---


def lock(ref: str) -> Card:
    """The card, its matter locked before it; raises Unknown."""
    return lock_all([ref])[0]


def lock_all(refs: Sequence[str]) -> list[Card]:
    """These cards in the order of their refs, all their matters locked before them; raises Unknown if one is not there."""
    wanted = set(refs)
    places = Card.objects.filter(ref__in=wanted).values_list("matter_id", flat=True)
    lock_matters([matter for matter in places if matter is not None])
    cards = Card.objects.select_for_update(of=("self",)).select_related("unit__region", "region", "matter")
    found = list(cards.defer("matter__track").filter(ref__in=wanted).order_by("ref"))
    if len(found) != len(wanted):
        raise Unknown(NO_CARD)
    return found


def lock_matters(ids: Sequence[int]) -> None:
    """Lock matters in the order of their keys, as watching does."""
    list(Matter.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk", flat=True))


def for_judge(ref: str, *, by: Staff) -> Card:
    """The locked card, for those who judge it; who may not learns nothing of it."""
    card = lock(ref)
    if not by.may(Permission.CARD_JUDGE, unit=card.unit, region=card.region):
        raise Unknown(NO_CARD)
    return card


def for_unit(ref: str, *, by: Staff) -> Card:
    """The locked card, for the unit it was issued to."""
    card = lock(ref)
    shown = card.state not in (CardState.PENDING, CardState.CANCELLED)
    if card.unit is None or not shown or not by.may(Permission.CARD_ANSWER, unit=card.unit, region=card.region):
        raise Unknown(NO_CARD)
    return card


def appeal_until(at: datetime) -> datetime:
    """申诉截止: the end of the third working day after the card, or whatever the county has on record."""
    return end_of(APPEAL, at)


def end_of(key: str, at: datetime) -> datetime:
    """The end of a limit of the county's table (`key`) that runs from `at`; raises Refusal where it cannot be reckoned."""
    with lawful():
        due = Ledger.start(at, promised=timers.limit(key)).due("promised", timers.calendar()).at
    if due is None:
        raise Refusal("no-due", "期限的届满日目前无法确定，请先录入放假安排。")
    return due


def next_ref(letters: str, sequence: str, at: datetime) -> str:
    """The next 监察编号 or 督办编号; serials come from a sequence, gaps are allowed."""
    return rules.numbered(letters, localdate(at), next_serials(sequence, 1)[0])


def next_serials(sequence: str, count: int) -> list[int]:
    """So many serials in one statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [sequence, count])
        return [row[0] for row in cursor.fetchall()]


def actor_of(by: Staff) -> str:
    return f"staff:{by.code}"


def unit_code(card: Card) -> str:
    return card.unit.code if card.unit is not None else ""


def facts(card: Card) -> dict[str, Any]:
    """What every entry about a card repeats, so that a reader of the journal needs nothing else."""
    return {
        "matter": card.subject,
        "rule": card.rule_code,
        "version": card.rule_version,
        "family": card.family,
        "level": card.level,
        "moment": card.moment,
        "title": card.title,
        "unit_name": card.unit.name if card.unit is not None else "",
        "owner_unit": unit_code(card),
        "region": card.region.code if card.region is not None else "",
        "item_name": card.matter.item_name if card.matter is not None else "",
        "state": card.state,
    }


def has_open_appeal(card: Card) -> bool:
    return card.appeals.filter(state__in=[AppealState.FILED, AppealState.RETURNED]).exists()


def has_running_order(card: Card) -> bool:
    return card.orders.filter(state__in=rules.RUNNING).exists()


def _matter_named(words: str, by: Staff) -> Matter:
    named = Matter.objects.select_related("unit__region", "region").defer("track")
    said = words.strip()
    for matter in named.select_for_update(of=("self",)).filter(Q(subject=said) | Q(ref=said))[:2]:
        if by.may(Permission.SUPERVISION_VIEW, unit=matter.unit, region=matter.region):
            return matter
    raise Refusal("no-matter", "没有找到这个编号的监察事项，请核对。", "subject")


def _responsible(matter: Matter | None, unit: str) -> Unit:
    if unit:
        try:
            return unit_by_code(unit)
        except Unknown as unknown:
            raise Refusal("no-unit", "没有这个单位，请重新选择。", "unit") from unknown
    if matter is None or matter.unit is None:
        raise Refusal("no-unit", "请选择责任单位。", "unit")
    return matter.unit


# --- the light of a matter ---

_SEVERITY = "CASE level WHEN 'red' THEN 3 WHEN 'yellow' THEN 2 ELSE 1 END"
_STANDS = "state IN (" + ", ".join(f"'{state}'" for state in STANDING) + ")"
# Of a matter's standing cards the worst counts, of equals the first (is_max_supervise, domain facts §3.4).
_HIGHEST = f"""
    WITH ranked AS (
        SELECT id, {_STANDS} AND row_number() OVER (
            PARTITION BY matter_id ORDER BY {_STANDS} DESC, {_SEVERITY} DESC, moment, id) = 1 AS is_highest
        FROM supervision_card WHERE matter_id = ANY(%s))
    UPDATE supervision_card AS card SET is_highest = ranked.is_highest FROM ranked
    WHERE card.id = ranked.id AND card.is_highest IS DISTINCT FROM ranked.is_highest
"""  # noqa: S608 — the room's own words
_LIGHT = f"""
    WITH shown AS (
        SELECT matter.id, COALESCE(
            (SELECT level FROM supervision_card WHERE matter_id = matter.id AND {_STANDS}
             ORDER BY {_SEVERITY} DESC LIMIT 1),
            CASE WHEN matter.is_undetermined THEN 'undetermined' ELSE 'green' END) AS light
        FROM supervision_matter AS matter WHERE matter.id = ANY(%s))
    UPDATE supervision_matter AS matter SET light = shown.light FROM shown
    WHERE matter.id = shown.id AND matter.light <> shown.light
"""  # noqa: S608


def relight(matter_ids: Sequence[int]) -> None:
    """亮灯 and `is_highest` of these matters from their standing cards, in two statements; the caller holds the locks."""
    ids = list(matter_ids)
    if not ids:
        return
    with connection.cursor() as cursor:
        cursor.execute(_HIGHEST, [ids])
        cursor.execute(_LIGHT, [ids])


def _shine(card: Card) -> None:
    if card.matter_id is not None:
        relight([card.matter_id])
    else:
        card.is_highest = card.state in STANDING
        card.save(update_fields=["is_highest"])
