"""What becomes of cards that stand when their matter goes on: taken back, warned of in vain, or told of a correction."""

from collections.abc import Sequence
from datetime import datetime

from zhengtong.journal.actions import action, record, record_many
from zhengtong.journal.rules import Fresh

from ...choices import AppealState, CardState, Level
from ...models import Card
from ...rules import due_process
from ...rules.findings import Finding, Judge
from .. import cards as acts
from .. import telling
from .issuing import appeal_until, days_over
from .judged import SYSTEM, Judged

GONE = "据以发牌的数据已更正或者补报，按规则不再成立，系统撤销。"
MET = "所涉事项已按期办结，预警解除。"
ENDED = "所涉事项已终结，没有超过预警的期限，预警解除。"
CORRECTED = "据以发牌的期限已更正，按更正后的期限仍然成立，发牌内容随之更正。"


def take_back(refs: Sequence[str], at: datetime) -> None:
    """Withdraw or cancel cards that the rules no longer bear out."""
    for ref in refs:
        card = acts.lock(ref)
        if card.state in (CardState.ISSUED, CardState.PENDING):
            acts.settle(
                card, "withdraw" if card.state == CardState.ISSUED else "cancel", reason=GONE, actor=SYSTEM, at=at
            )


def lift(moot: Sequence[tuple[Judged, str]], at: datetime) -> None:
    """预警解除 — warnings whose matter ended in time; one under appeal or an order waits for what is decided there."""
    reasons = {ref: MET if one.course and one.course.finished_at else ENDED for one, ref in moot}
    cards = Card.objects.filter(ref__in=reasons, state=CardState.ISSUED)
    cards = cards.exclude(appeals__state__in=[AppealState.FILED, AppealState.RETURNED])
    cards = cards.exclude(orders__state__in=due_process.RUNNING)
    rows = list(cards.order_by("ref").values_list(*_COLUMNS))
    if rows:
        _close(rows, reasons, at)


_COLUMNS = (
    "ref", "subject", "rule_code", "rule_version", "family", "level", "moment", "title", "unit__code", "unit__name",
    "region__code", "matter__item_name",
)  # fmt: skip


@action("cards.lifted", bulk=("card.closed",))
def _close(rows: Sequence[tuple], reasons: dict[str, str], at: datetime) -> None:
    """The matters are held by the caller, and no card of theirs changes without holding them."""
    entries = []
    for ref, subject, rule, version, family, level, moment, title, unit, unit_name, region, item_name in rows:
        facts = {
            "matter": subject, "rule": rule, "version": version, "family": family, "level": level,
            "moment": moment.isoformat(), "title": title, "unit_name": unit_name or "", "owner_unit": unit or "",
            "region": region or "", "item_name": item_name or "", "state": CardState.CLOSED.value,
            "reason": reasons[ref],
        }  # fmt: skip
        entries.append(Fresh("card.closed", ref, unit or "", SYSTEM, at, facts))
    for reason in (MET, ENDED):
        refs = [row[0] for row in rows if reasons[row[0]] == reason]
        Card.objects.filter(ref__in=refs).update(
            state=CardState.CLOSED, settled_at=at, settled_by=SYSTEM, settled_reason=reason
        )
    record_many(entries)
    record("cards.lifted", "supervision", actor=SYSTEM, at=at, count=len(rows))


def correct_all(moved: Sequence[tuple[Judged, Finding, str]], judge: Judge, at: datetime) -> None:
    """Cards that hold by another due moment than they name take it over."""
    for one, finding, ref in moved:
        card = acts.lock(ref)
        if card.state in (CardState.ISSUED, CardState.PENDING):
            _correct(card, finding, days_over(one, finding, judge, at), at)


@action("card.corrected")
def _correct(card: Card, finding: Finding, overdue: int | None, at: datetime) -> None:
    """更正 — the card says by the corrected limit what it said by the old one; the old words stand in the journal."""
    before = card.text
    card.due_at, card.moment, card.overdue_days = finding.due, finding.moment, overdue
    card.text, card.basis, card.rule_version = finding.text[:600], finding.rule.spec.basis, finding.rule.version
    if card.state == CardState.ISSUED:
        card.appeal_until = appeal_until(at)
    card.save(
        update_fields=["due_at", "moment", "overdue_days", "text", "basis", "rule_version", "appeal_until"],
    )
    record(
        "card.corrected", card.ref, actor=SYSTEM, at=at, unit=acts.unit_code(card), reason=CORRECTED, before=before,
        after=card.text, due_at=card.due_at, overdue_days=overdue, appeal_until=card.appeal_until, **acts.facts(card),
    )  # fmt: skip
    if card.state == CardState.ISSUED:
        telling.tell_unit(
            card.unit, template="card-corrected", subject=card.ref,
            title=f"{Level(card.level).label}已更正：{card.title}", text=f"{CORRECTED}更正后：{card.text}",
            link=f"{telling.CARDS_DESK}{card.ref}/", at=at,
        )  # fmt: skip
