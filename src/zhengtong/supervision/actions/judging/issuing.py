"""New cards: made of a finding, written together, told to those concerned, and each recorded."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.utils.timezone import localdate

from legalclock.errors import ClockError
from zhengtong.foundation.copying import copy_in, draw_keys
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.actions import action, record, record_many
from zhengtong.journal.rules import Fresh

from ... import places
from ...choices import SEVERITY, CardState, Issue
from ...models import Card, Matter
from ...rules import due_process
from ...rules.findings import Finding, Judge, split
from ...rules.moments import overdue_days
from .. import cards as acts
from .. import telling
from ..new_card import NewCard
from .judged import SYSTEM, Judged, Kept, first_light

COUNTY = "county"


def card_of(one: Judged, finding: Finding, key: str, judge: Judge, at: datetime) -> NewCard:
    """The card of a finding: who is responsible, what it says, and how things stood at the moment."""
    course, matter, spec = one.course, one.matter, finding.rule.spec
    if course is None:
        raise ValueError("nothing is found in a matter of which all was taken back")
    step, unit, actor = course.step_at(finding.moment)
    # A step may lie with another unit than the matter: who held it answers for it.
    duty = places.unit_id(unit) if finding.limit == "step" and unit else None
    is_certain = spec.issue == Issue.AUTOMATIC
    return NewCard(
        matter_id=matter.pk,
        key=key[:120],
        system=matter.system,
        subject=matter.subject,
        unit_id=duty or matter.unit_id,
        region_id=matter.region_id,
        rule_code=finding.rule.code,
        rule_version=finding.rule.version,
        family=finding.rule.family,
        level=spec.level.value,
        state=CardState.ISSUED.value if is_certain else CardState.PENDING.value,
        moment=finding.moment,
        issued_at=at if is_certain else None,
        title=f"{_name_of(matter)}：{finding.rule.name}"[:120],
        text=finding.text[:600],
        basis=spec.basis,
        duty_step=step[:60],
        duty_actor=actor[:60],
        duty_name="" if actor.startswith("staff:") else actor[:60],
        due_at=finding.due,
        overdue_days=days_over(one, finding, judge, at),
        split=split(course, judge.work, finding.moment),
    )


def days_over(one: Judged, finding: Finding, judge: Judge, at: datetime) -> int | None:
    """Working days that the limit of a finding was over at `at`, or when the matter ended; None without a limit."""
    if finding.due is None:
        return None
    ended = one.course.ended_at if one.course is not None else None
    moment = at if ended is None or at < ended else ended
    return (overdue_days(judge.calendar, finding.due, moment) or 0) if moment >= finding.due else 0


def _name_of(matter: Matter | Kept) -> str:
    """What people know a matter by; a number from another system means nothing without the system's name."""
    return matter.item_name or (f"{matter.system} {matter.ref}" if matter.system != COUNTY else matter.ref)


def light_first(
    judged: Sequence[Judged], fresh: Sequence[tuple[Judged, Finding, str, bool]], carded: Collection[int]
) -> set[int]:
    """The lights of matters that had no card before, written with the rest of the row; `relight` does the others.

    Of a matter's first cards the worst counts, of equals the earliest, as `relight` has it; the ids of those findings.
    """
    for one in judged:
        if one.matter.pk not in carded:
            one.matter.light = first_light(one.matter)
    highest: dict[int, tuple[Judged, Finding]] = {}
    for one, finding, _, _ in fresh:
        spec = finding.rule.spec
        if spec.issue == Issue.AUTOMATIC and one.matter.pk not in carded:
            _, there = highest.setdefault(id(one), (one, finding))
            worst = there.rule.spec.level
            if (SEVERITY[spec.level], there.moment) > (SEVERITY[worst], finding.moment):
                highest[id(one)] = (one, finding)
    for one, finding in highest.values():
        one.matter.light = finding.rule.spec.level.value
    return {id(finding) for _, finding in highest.values()}


@action("cards.issued", bulk=("card.issued", "card.proposed"))
def issue(cards: Sequence[NewCard | Card], at: datetime, *, told: Sequence[NewCard | Card] | None = None) -> None:
    """Write the cards, tell whom they concern (of those in `told` alone, if given), and record each of them."""
    until = appeal_until(at)
    day = localdate(at)
    serials = acts.next_serials("supervision_card_serial", len(cards))
    keys = draw_keys(Card, len(cards))
    for card, serial, key in zip(cards, serials, keys, strict=True):
        card.id, card.ref = key, due_process.numbered("JC", day, serial)
        card.appeal_until = until if card.state == CardState.ISSUED else None
    copy_in(Card, cards)
    names, codes = places.unit_names(), places.region_codes()
    # Made one by one while the database stores those before.
    record_many(
        _entry(card, *names.get(card.unit_id or 0, ("", "")), codes.get(card.region_id or 0, ""), at) for card in cards
    )
    telling.tell(cards if told is None else told, at=at)
    counts = {level: sum(card.level == level for card in cards) for level in SEVERITY if level}
    record("cards.issued", "supervision", actor=SYSTEM, at=at, count=len(cards), levels=counts)


def _entry(card: NewCard | Card, unit: str, unit_name: str, region: str, at: datetime) -> Fresh:
    kind = "card.issued" if card.state == CardState.ISSUED else "card.proposed"
    facts = {
        "matter": card.subject, "rule": card.rule_code, "version": card.rule_version, "family": card.family,
        "level": str(card.level), "moment": card.moment.isoformat(), "title": card.title, "text": card.text,
        "basis": card.basis, "unit_name": unit_name, "owner_unit": unit, "region": region, "state": str(card.state),
        "duty_step": card.duty_step, "duty_name": card.duty_name,
        "due_at": card.due_at.isoformat() if card.due_at else None, "overdue_days": card.overdue_days,
        "appeal_until": card.appeal_until.isoformat() if card.appeal_until else None,
    }  # fmt: skip
    return Fresh(kind, card.ref, unit, SYSTEM, at, facts)


def appeal_until(at: datetime) -> datetime | None:
    """None where the calendar does not reach so far: the card is issued all the same, and may be appealed at any time."""
    try:
        return acts.appeal_until(at)
    except (Refusal, ClockError):
        return None
