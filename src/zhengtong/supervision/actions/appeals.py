"""申诉 — the watched unit objects to a card with evidence; a supervisor upholds, withdraws the card, or asks for more."""

from collections.abc import Sequence
from datetime import datetime

from zhengtong.files.actions import bind
from zhengtong.files.models import Attachment
from zhengtong.journal.actions import action, record
from zhengtong.org.models import Staff

from ..choices import AppealState, CardState, Level
from ..models import Appeal, Card
from ..rules import due_process as rules
from . import cards, telling

DECIDE = "supervise.appeal_decide"


@action("appeal.filed")
def file_appeal(ref: str, *, text: str, files: Sequence[Attachment] = (), by: Staff, at: datetime) -> Appeal:
    """提出申诉 — by the unit the card was issued to, within the limit, once a card."""
    card = cards.for_unit(ref, by=by)
    before = tuple(card.appeals.values_list("state", flat=True))
    rules.check_appeal(state=card.state, appeal_until=card.appeal_until, at=at, appeals=before)
    said = rules.words(text, 2000, "申诉的事实和理由", "text", least=10)
    bind(files, card.ref)
    appeal = Appeal.objects.create(
        card=card, unit=card.unit, text=said, evidence=evidence(files), filed_by=cards.actor_of(by), filed_at=at,
        decide_due=cards.end_of(DECIDE, at),
    )  # fmt: skip
    _tell_supervisors(card, "新的申诉", f"{card.unit}对{card.ref}提出申诉，请在期限内审查。", at=at)
    _note("appeal.filed", appeal, card, by, at, decide_by=appeal.decide_due, evidence=len(files))
    return appeal


@action("appeal.supplemented")
def supplement_appeal(ref: str, *, text: str, files: Sequence[Attachment] = (), by: Staff, at: datetime) -> Appeal:
    """补充申诉材料 — what the supervisors asked for; the time to decide runs anew."""
    card = cards.for_unit(ref, by=by)
    appeal = _last(card)
    rules.check_supplement(state=appeal.state, supplement_due=appeal.supplement_due, at=at)
    said = rules.words(text, 1000, "补充说明", "text")
    bind(files, card.ref)
    appeal.text = rules.words(f"{appeal.text}\n【补充】{said}", 2000, "申诉的全部内容", "text")
    appeal.evidence = [*appeal.evidence, *evidence(files)]
    appeal.state, appeal.supplement_due, appeal.decide_due = AppealState.FILED, None, cards.end_of(DECIDE, at)
    appeal.save(update_fields=["text", "evidence", "state", "supplement_due", "decide_due"])
    _tell_supervisors(card, "申诉补充材料", f"{card.unit}已就{card.ref}的申诉补充材料，请在期限内审查。", at=at)
    _note("appeal.supplemented", appeal, card, by, at, decide_by=appeal.decide_due, evidence=len(files))
    return appeal


@action("appeal.upheld", "appeal.granted", "appeal.returned")
def decide_appeal(ref: str, *, verdict: str, answer: str, by: Staff, at: datetime) -> Appeal:
    """审查申诉 — 维持, 撤销发牌 (the card is withdrawn at once) or 退回补充; never by who issued the card by hand."""
    card = cards.for_judge(ref, by=by)
    appeal = _last(card)
    rules.check_decide(
        state=appeal.state, verdict=verdict, supplement_due=appeal.supplement_due, card_state=card.state, at=at
    )
    rules.check_other_hands(card.issued_by, cards.actor_of(by), "申诉")
    appeal.answer = rules.words(answer, 1000, "审查意见", "answer")
    appeal.state = AppealState(verdict)
    if verdict == AppealState.RETURNED:
        appeal.supplement_due = cards.end_of(cards.APPEAL, at)
    else:
        appeal.decided_by, appeal.decided_at = cards.actor_of(by), at
    appeal.save(update_fields=["answer", "state", "supplement_due", "decided_by", "decided_at"])
    if verdict == AppealState.GRANTED and card.state == CardState.ISSUED:
        cards.settle(card, "withdraw", reason=f"申诉成立：{appeal.answer}", actor=cards.actor_of(by), at=at)
    telling.tell_unit(
        card.unit, template="appeal-decided", subject=card.ref, title=f"申诉{_RESULTS[appeal.state]}：{card.title}",
        text=_told(appeal, card), link=f"{telling.CARDS_DESK}{card.ref}/", at=at,
    )  # fmt: skip
    _note(f"appeal.{appeal.state}", appeal, card, by, at, answer=appeal.answer)
    return appeal


_RESULTS = {AppealState.UPHELD: "未予支持", AppealState.GRANTED: "成立", AppealState.RETURNED: "需补充材料"}


def _told(appeal: Appeal, card: Card) -> str:
    level = Level(card.level).label
    if appeal.state == AppealState.UPHELD:
        return f"对{card.ref}的申诉经审查，维持{level}。审查意见：{appeal.answer}"
    if appeal.state == AppealState.GRANTED:
        return f"对{card.ref}的申诉经审查成立，{level}已撤销，不再计入统计。审查意见：{appeal.answer}"
    until = rules.moment_words(appeal.supplement_due) if appeal.supplement_due else ""
    return f"对{card.ref}的申诉需要补充材料，请在{until}前补充。要求：{appeal.answer}"


def evidence(files: Sequence[Attachment]) -> list[dict[str, str]]:
    """Stored files as a row keeps them."""
    return [{"token": file.token, "name": file.name} for file in files]


def _last(card: Card) -> Appeal:
    appeal = card.appeals.select_for_update().order_by("-pk").first()
    if appeal is None:
        raise cards.Unknown("这张牌没有申诉。")
    return appeal


def _tell_supervisors(card: Card, title: str, text: str, *, at: datetime) -> None:
    telling.tell_supervisors(
        card.unit, template="appeal", subject=card.ref, title=f"{title}：{card.title}", text=text,
        link=f"/oversight/appeals/{card.ref}/", at=at,
    )  # fmt: skip


def _note(kind: str, appeal: Appeal, card: Card, by: Staff, at: datetime, **more: object) -> None:
    record(kind, card.ref, actor=cards.actor_of(by), at=at, unit=cards.unit_code(card), filed_at=appeal.filed_at,
           **more, **cards.facts(card))  # fmt: skip
