"""督办单 — issued to one unit, signed for, answered with evidence, verified or returned, closed; its own two limits.

Entries carry `sign_due` and `answer_due`, so that supervision watches its own orders as it watches everything else.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from legalclock import Budget, Ceiling, Unit
from zhengtong.files.actions import bind
from zhengtong.files.models import Attachment
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import action, record
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.org.queries import unit_by_code
from zhengtong.papers.actions import withdraw_all
from zhengtong.timers import actions as timers
from zhengtong.timers.models import Clock
from zhengtong.timers.queries import limit

from .. import documents
from ..choices import CardState, OrderLevel, OrderSource, OrderState
from ..models import Card, OrderStep, SupervisionOrder
from ..rules import due_process as rules
from . import cards, telling
from .appeals import evidence

SIGN_CLOCK, ANSWER_CLOCK = "order-sign", "order-answer"
MOST_DAYS, MOST_CARDS = 30, 100
NO_ORDER = "没有找到这份督办单。"


@action("order.issued")
def issue_order(
    *, unit: str, level: str, title: str, text: str, basis: str, source: str = OrderSource.MANUAL, source_ref: str = "",
    card_refs: Sequence[str] = (), days: int | None = None, responsible: str = "", by: Staff, at: datetime,
) -> SupervisionOrder:  # fmt: skip
    """下发督办通知单 — from cards, a complaint, an instruction or by hand. `days`: working days to answer; None: as on record."""
    found = cards.lock_all(card_refs)
    to = unit_by_code(unit) if unit else (found[0].unit if found else None)
    if to is None:
        raise Refusal("no-unit", "请选择被督办单位。", "unit")
    region = next((card.region for card in found if card.region is not None), to.region)
    if not by.may(Permission.ORDER_ISSUE, unit=to, region=region):
        raise Refusal("not-permitted", f"您没有对{to.name}下发督办单的权限。", "unit")
    _check_cards(found, to)
    if level not in OrderLevel.values:
        raise Refusal("no-level", "请选择督办级别。", "level")
    source = OrderSource.CARD if found else source
    if source not in OrderSource.values or (source == OrderSource.CARD and not found):
        raise Refusal("no-source", "请选择督办来源；来源是监察预警的，须选定发牌。", "source")
    title = rules.line(title, 120, "督办事项", "title")
    text = rules.words(text, 2000, "督办内容和要求", "text", least=10)
    basis = rules.line(basis, 200, "依据", "basis")
    budget = limit("supervise.order.answer")
    if days is not None:
        budget = Budget(rules.check_days(days, most=MOST_DAYS, what="反馈期限"), Unit.WORKDAYS)
    ref = cards.next_ref("DB", "supervision_order_serial", at)
    sign = timers.start(ref, SIGN_CLOCK, unit=to.code, at=at, promised=limit("supervise.order.sign"))
    answer = timers.start(ref, ANSWER_CLOCK, unit=to.code, at=at, promised=budget)
    order = SupervisionOrder.objects.create(
        ref=ref, source=source, source_ref=source_ref.strip()[:80], subject=found[0].subject if found else "", unit=to,
        region=region, level=level, title=title, text=text, basis=basis, responsible=responsible.strip()[:60],
        issued_by=cards.actor_of(by), issued_at=at, sign_clock=sign, sign_due=_due(sign), answer_clock=answer,
        answer_due=_due(answer),
    )  # fmt: skip
    order.cards.set(found)
    _step(order, "issue", text, (), cards.actor_of(by), at)
    documents.order_notice(order, found, by=by, at=at)
    telling.tell_of_order(
        order, "收到督办单", f"{ref}，请在{rules.moment_words(order.sign_due)}前签收，"
        f"在{rules.moment_words(order.answer_due)}前反馈。", at=at, leaders=level != OrderLevel.GENERAL,
    )  # fmt: skip
    _note(
        "order.issued", order, cards.actor_of(by), at, sign_due=order.sign_due, answer_due=order.answer_due,
        source_ref=order.source_ref, basis=basis, cards=[card.ref for card in found],
    )  # fmt: skip
    return order


@action("order.signed")
def sign_order(ref: str, *, by: Staff, at: datetime) -> SupervisionOrder:
    """签收 — the unit takes the order; the time to answer has been running since it was issued."""
    order = _for_unit(ref, "sign", by=by)
    order.state, order.signed_by, order.signed_at = OrderState.SIGNED, cards.actor_of(by), at
    _stop(order.sign_clock, at)
    order.save(update_fields=["state", "signed_by", "signed_at"])
    _step(order, "sign", "", (), cards.actor_of(by), at)
    telling.tell_issuer(order, "督办单已签收", f"{order.unit.name}已签收{order.ref}。", at=at)
    _note("order.signed", order, cards.actor_of(by), at, sign_due=None, answer_due=order.answer_due)
    return order


@action("order.answered")
def answer_order(ref: str, *, text: str, files: Sequence[Attachment] = (), by: Staff, at: datetime) -> SupervisionOrder:
    """反馈 — what was done, with evidence; the limit stands still until it is verified or returned."""
    order = _for_unit(ref, "answer", by=by)
    said = rules.words(text, 2000, "办理情况", "text", least=10)
    bind(files, order.ref)
    order.state, order.answered_at = OrderState.ANSWERED, at
    order.asked_days, order.asked_reason, order.asked_by = None, "", ""
    _stop(order.answer_clock, at)
    order.save(update_fields=["state", "answered_at", "asked_days", "asked_reason", "asked_by"])
    _step(order, "answer", said, files, cards.actor_of(by), at)
    telling.tell_issuer(order, "督办反馈待审核", f"{order.unit.name}已反馈{order.ref}，请审核。", at=at)
    is_late = at >= order.answer_due
    _note("order.answered", order, cards.actor_of(by), at, answer_due=None, is_on_time=not is_late,
          evidence=len(files))  # fmt: skip
    return order


@action("order.extension_requested")
def request_extension(ref: str, *, days: int | None, reason: str, by: Staff, at: datetime) -> SupervisionOrder:
    """申请延期 — before the limit runs out, once an order."""
    order = _for_unit(ref, "request_extension", by=by)
    most = limit("supervise.order.extend").amount
    days = rules.check_days(days, most=most, what="延期时间")
    said = rules.words(reason, 300, "延期理由", "reason")
    if order.asked_days is not None:
        raise Refusal("asked-already", "延期申请正在审批，不能重复提出。")
    if order.extended_days:
        raise Refusal("extended-already", "这份督办单已经延期一次，不能再次延期。")
    if at >= order.answer_due:
        raise Refusal("extension-late", "反馈期限已经届满，不能再申请延期。")
    order.asked_days, order.asked_reason, order.asked_by = days, said, cards.actor_of(by)
    order.save(update_fields=["asked_days", "asked_reason", "asked_by"])
    _step(order, "request_extension", f"申请延期{days}个工作日：{said}", (), cards.actor_of(by), at)
    telling.tell_issuer(order, "督办延期申请", f"{order.unit.name}申请将{order.ref}延期{days}个工作日：{said}", at=at)
    _note("order.extension_requested", order, cards.actor_of(by), at, days=days, reason=said)
    return order


@action("order.extended", "order.extension_refused")
def answer_extension(ref: str, *, approve: bool, answer: str = "", by: Staff, at: datetime) -> SupervisionOrder:
    """审批延期 — by a supervisor; refused with a reason."""
    order = for_issuer(ref, "answer_extension", by=by)
    if order.asked_days is None:
        raise Refusal("no-request", "没有待审批的延期申请。")
    days = order.asked_days
    said = rules.words(answer, 300, "不批准的理由", "answer") if not approve else answer.strip()[:300]
    if approve:
        clock = _clock(order.answer_clock)
        ceiling = Ceiling(_base_of(clock), limit("supervise.order.extend"), "监察机关")
        timers.extend(
            clock, budget=Budget(days, Unit.WORKDAYS), approver=by.name, reason=order.asked_reason,
            ceiling=ceiling, at=at,
        )  # fmt: skip
        order.answer_due, order.extended_days = _due(clock), days
    order.asked_days, order.asked_reason, order.asked_by = None, "", ""
    order.save(update_fields=["answer_due", "extended_days", "asked_days", "asked_reason", "asked_by"])
    verb = "approve_extension" if approve else "refuse_extension"
    _step(order, verb, f"{days}个工作日。{said}" if approve else said, (), cards.actor_of(by), at)
    result = (
        f"已批准延期{days}个工作日，请在{rules.moment_words(order.answer_due)}前反馈。"
        if approve
        else f"未批准延期：{said}"
    )
    telling.tell_of_order(order, "督办延期", f"{order.ref}{result}", at=at)
    kind = "order.extended" if approve else "order.extension_refused"
    _note(kind, order, cards.actor_of(by), at, answer_due=order.answer_due, days=days, reason=said)
    return order


@action("order.returned")
def return_order(ref: str, *, reason: str, days: int | None = None, by: Staff, at: datetime) -> SupervisionOrder:
    """退回重办 — the answer does not do; a new limit of `days` working days (None: as on record) runs."""
    order = for_issuer(ref, "return", by=by)
    said = rules.words(reason, 1000, "退回的理由和要求", "reason")
    budget = limit("supervise.order.answer")
    if days is not None:
        budget = Budget(rules.check_days(days, most=MOST_DAYS, what="重新反馈的期限"), Unit.WORKDAYS)
    order.returned_times += 1
    clock = timers.start(
        order.ref, ANSWER_CLOCK, unit=order.unit.code, at=at, promised=budget, sequence=order.returned_times + 1
    )
    order.state, order.answer_clock, order.answer_due, order.answered_at = OrderState.RETURNED, clock, _due(clock), None
    order.extended_days = 0
    order.save(update_fields=["state", "answer_clock", "answer_due", "answered_at", "returned_times", "extended_days"])
    _step(order, "return", said, (), cards.actor_of(by), at)
    telling.tell_of_order(
        order,
        "督办退回重办",
        f"{order.ref}退回重办，请在{rules.moment_words(order.answer_due)}前重新反馈。理由：{said}",
        at=at,
    )
    _note("order.returned", order, cards.actor_of(by), at, answer_due=order.answer_due, reason=said,
          times=order.returned_times)  # fmt: skip
    return order


@action("order.closed")
def close_order(
    ref: str, *, result: str, is_accountable: bool | None = None, by: Staff, at: datetime
) -> SupervisionOrder:
    """审核通过、办结 — with the result and whether somebody is held accountable; its cards are settled (销号)."""
    order = for_issuer(ref, "close", by=by)
    order.result = rules.words(result, 1000, "审核意见和督办结果", "result")
    if is_accountable is None:
        raise Refusal("no-accountable", "请选择是否追责。", "is_accountable")
    order.state, order.closed_by, order.closed_at = OrderState.CLOSED, cards.actor_of(by), at
    order.is_accountable = is_accountable
    order.save(update_fields=["state", "closed_by", "closed_at", "result", "is_accountable"])
    _step(order, "close", order.result, (), cards.actor_of(by), at)
    closed = _close_cards(order, actor=cards.actor_of(by), at=at)
    telling.tell_of_order(order, "督办办结", f"{order.ref}经审核办结：{order.result}", at=at)
    _note("order.closed", order, cards.actor_of(by), at, result=order.result, is_accountable=is_accountable,
          cards=closed)  # fmt: skip
    return order


@action("order.cancelled")
def cancel_order(ref: str, *, reason: str, by: Staff, at: datetime) -> SupervisionOrder:
    """撤销督办单 — issued by mistake or overtaken; it stays in view, its paper loses its effect."""
    order = for_issuer(ref, "cancel", by=by)
    said = rules.words(reason, 300, "撤销的理由", "reason")
    order.state, order.closed_by, order.closed_at = OrderState.CANCELLED, cards.actor_of(by), at
    order.result = said
    order.save(update_fields=["state", "closed_by", "closed_at", "result"])
    _stop(order.sign_clock, at)
    _stop(order.answer_clock, at)
    withdraw_all(order.ref, reason="督办单已撤销", at=at)
    _step(order, "cancel", said, (), cards.actor_of(by), at)
    telling.tell_of_order(order, "督办单已撤销", f"{order.ref}已撤销，不需要再办理。理由：{said}", at=at)
    _note("order.cancelled", order, cards.actor_of(by), at, reason=said)
    return order


@action("order.advised")
def advise(ref: str, *, advice: str, by: Staff, at: datetime) -> SupervisionOrder:
    """出具监察建议书 — what the unit should mend beyond this one matter; a numbered paper (行政监察建议)."""
    order = for_issuer(ref, "advise", by=by)
    said = rules.words(advice, 2000, "监察建议", "advice", least=10)
    paper = documents.advice(order, said, by=by, at=at)
    _step(order, "advise", said, (), cards.actor_of(by), at)
    telling.tell_of_order(order, "监察建议书", f"就{order.ref}出具监察建议书{paper.number}。", at=at, leaders=True)
    _note("order.advised", order, cards.actor_of(by), at, document=paper.number)
    return order


@action("order.escalated")
def escalate(ref: str, *, limit_name: str, due: datetime, at: datetime) -> SupervisionOrder:
    """逾期升级 — a limit of the order ran out: its level rises by one and the leaders hear, once for each limit missed.

    Raises Refusal (not-missed) where somebody else was first, or the order was signed or answered in the meantime.
    """
    order = lock(ref)
    missed = rules.missed_limit(
        state=order.state, sign_due=order.sign_due, answer_due=order.answer_due, raised_for=order.escalated_due, at=at
    )
    if missed != (limit_name, due):
        raise Refusal("not-missed", "这个期限已经处理，不需要再升级。")
    before = OrderLevel(order.level)
    order.level, order.escalated_at, order.escalated_due = rules.raised(before), at, due
    order.save(update_fields=["level", "escalated_at", "escalated_due"])
    what = "签收" if limit_name == "sign" else "反馈"
    said = f"应于{rules.moment_words(due)}前{what}，已经逾期"
    now = OrderLevel(order.level).label
    change = f"由{before.label}升为{now}" if order.level != before else f"仍为{now}"
    _step(order, "escalate", f"{said}，{change}。", (), "system", at)
    telling.tell_of_order(order, f"督办逾期未{what}", f"{order.ref}{said}，{change}，请立即办理。", at=at, leaders=True)
    telling.tell_issuer(order, f"督办逾期未{what}", f"{order.unit.name}的{order.ref}{said}，{change}。", at=at)
    _note("order.escalated", order, "system", at, limit=limit_name, missed=due, before=before.value)
    return order


# --- what every act on an order begins with and repeats ---


def lock(ref: str) -> SupervisionOrder:
    """The order with its unit, locked; raises Unknown."""
    orders = SupervisionOrder.objects.select_for_update(of=("self",)).select_related("unit__region", "region")
    order = orders.filter(ref=ref).first()
    if order is None:
        raise Unknown(NO_ORDER)
    return order


def for_issuer(ref: str, verb: str, *, by: Staff) -> SupervisionOrder:
    """The locked order for those who issue and verify."""
    _lock_cards_of(ref)
    order = lock(ref)
    if not by.may(Permission.ORDER_ISSUE, unit=order.unit, region=order.region):
        raise Unknown(NO_ORDER)
    rules.check_order(verb, order.state)
    return order


def _for_unit(ref: str, verb: str, *, by: Staff) -> SupervisionOrder:
    order = lock(ref)
    if not by.may(Permission.CARD_ANSWER, unit=order.unit, region=order.region):
        raise Unknown(NO_ORDER)
    rules.check_order(verb, order.state)
    return order


def _lock_cards_of(ref: str) -> None:
    """Matters, then cards, then the order: the one sequence in which everybody locks."""
    cards.lock_all(list(Card.objects.filter(orders__ref=ref).values_list("ref", flat=True)))


def _check_cards(found: Sequence[Card], to: Any) -> None:
    if len(found) > MOST_CARDS:
        raise Refusal("many-cards", f"一份督办单最多对应{MOST_CARDS}张牌。", "cards")
    for card in found:
        if card.state != CardState.ISSUED:
            state = CardState(card.state).label
            raise Refusal("card-state", f"{card.ref}现在是“{state}”，不能列入督办。", "cards")
        if card.unit_id != to.pk:
            raise Refusal("other-unit", f"{card.ref}的责任单位不是{to.name}，请分别下发督办单。", "cards")
        if cards.has_running_order(card):
            raise Refusal("order-open", f"{card.ref}已经在督办，不能重复下发。", "cards")


def _close_cards(order: SupervisionOrder, *, actor: str, at: datetime) -> list[str]:
    """销号 — the cards of a closed order, save those still under appeal or under another order."""
    closed = []
    for card in order.cards.select_related("unit", "region", "matter").filter(state=CardState.ISSUED).order_by("ref"):
        if cards.has_open_appeal(card) or cards.has_running_order(card):
            continue
        cards.settle(card, "close", reason=f"督办单{order.ref}已办结", actor=actor, at=at)
        closed.append(card.ref)
    return closed


def _clock(clock: Clock | None) -> Clock:
    if clock is None:
        raise LookupError("an order without its clock")
    return Clock.objects.select_for_update().get(pk=clock.pk)


def _base_of(clock: Clock) -> Budget:
    """What a clock was given: the base of its extension."""
    return Budget.parse(clock.ledger["promised"])


def _stop(clock: Clock | None, at: datetime) -> None:
    locked = _clock(clock)
    if locked.is_open:
        timers.stop(locked, at=at)


def _due(clock: Clock) -> datetime:
    if clock.promised_due is None:
        raise Refusal("no-due", "期限的届满日目前无法确定，请先录入放假安排。")
    return clock.promised_due


def _step(order: SupervisionOrder, verb: str, text: str, files: Sequence[Attachment], actor: str, at: datetime) -> None:
    OrderStep.objects.create(order=order, verb=verb, text=text[:2000], evidence=evidence(files), actor=actor, at=at)


def _note(kind: str, order: SupervisionOrder, actor: str, at: datetime, **more: Any) -> None:
    """The act's entry; what every entry about an order repeats comes with it."""
    record(
        kind, order.ref, actor=actor, at=at, unit=order.unit.code, **more, unit_name=order.unit.name,
        owner_unit=order.unit.code, region=order.region.code, item_name=order.title, source=order.source,
        level=order.level, state=order.state, matter=order.subject,
    )  # fmt: skip
