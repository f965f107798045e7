"""What happened, as an appraisal sees it, and its fold into totals. Order does not matter, and nothing counts twice."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from .totals import CARD_TOTALS, LEVELS, TOTALS

_DAY = timedelta(days=1)
LEAST_GOOD = 3
"""基本满意: 国办发〔2019〕51号 counts 不满意 and 非常不满意 as bad ratings, everything else as good."""


@dataclass(frozen=True, slots=True)
class MatterFact:
    """One matter as supervision knows it; see supervision.models.Matter for what each column means."""

    subject: str
    opened_at: datetime
    accepted_at: datetime | None = None
    finished_at: datetime | None = None
    ended_at: datetime | None = None
    ended_by: str = ""
    promised_due: datetime | None = None
    is_on_time: bool | None = None
    office_seconds: int | None = None
    allowed_seconds: int | None = None
    corrections: int = 0
    suspensions: int = 0
    rating: int | None = None
    channel: str = ""
    is_undetermined: bool = False


@dataclass(frozen=True, slots=True)
class CardFact:
    """One card: `is_standing` is false for a withdrawn one, which counts for nothing."""

    ref: str
    subject: str
    level: str
    family: str
    moment: datetime
    is_standing: bool = True


@dataclass(frozen=True, slots=True)
class OrderFact:
    ref: str
    issued_at: datetime
    sign_due: datetime
    signed_at: datetime | None
    answer_due: datetime
    answered_at: datetime | None
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class ComplaintFact:
    ref: str
    decided_at: datetime
    is_substantiated: bool


Fact = MatterFact | CardFact | OrderFact | ComplaintFact


@dataclass(frozen=True, slots=True)
class Total:
    """A total and what stands behind it: the numbers of the matters, cards, orders or complaints counted."""

    value: Decimal
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """All totals of one subject and period. Cards are kept singly, because withdrawing one uncovers a milder one."""

    totals: Mapping[str, Total]
    cards: tuple[CardFact, ...]

    def total(self, name: str, families: tuple[str, ...] = ()) -> Total:
        """A total by its name; a card total counts matters by their highest standing card of those families."""
        if name not in CARD_TOTALS:
            return self.totals[name]
        highest: dict[str, CardFact] = {}
        for card in self.cards:
            if card.is_standing and (not families or card.family in families):
                there = highest.get(card.subject)
                if there is None or _rank(card) > _rank(there):
                    highest[card.subject] = card
        refs = sorted(card.ref for card in highest.values() if card.level == CARD_TOTALS[name])
        return Total(Decimal(len(refs)), tuple(refs))

    def without(self, ref: str) -> "Tally":
        """The same month with one card withdrawn."""
        return replace(
            self, cards=tuple(replace(card, is_standing=False) if card.ref == ref else card for card in self.cards)
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "totals": {name: [str(total.value), *total.refs] for name, total in self.totals.items()},
            "cards": [
                [card.ref, card.subject, card.level, card.family, card.moment.isoformat(), card.is_standing]
                for card in self.cards
            ],
        }

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> "Tally":
        return cls(
            {name: Total(Decimal(value), tuple(refs)) for name, (value, *refs) in record["totals"].items()},
            tuple(
                CardFact(ref, subject, level, family, datetime.fromisoformat(moment), standing)
                for ref, subject, level, family, moment, standing in record["cards"]
            ),
        )


def _rank(card: CardFact) -> tuple[int, str]:
    # The number decides between equals, so that the order of events does not.
    return LEVELS.index(card.level), card.ref


def tally(facts: Iterable[Fact], first: datetime, last: datetime) -> Tally:
    """Fold facts into the totals of the period from `first` up to, not including, `last`."""
    totals = _Totals(first, last)
    seen: set[tuple[type, str]] = set()
    cards = []
    for fact in facts:
        key = (type(fact), fact.subject if isinstance(fact, MatterFact) else fact.ref)
        if key in seen:
            continue
        seen.add(key)
        match fact:
            case MatterFact():
                totals.matter(fact)
            case CardFact():
                if totals.is_within(fact.moment):
                    cards.append(fact)
            case OrderFact():
                totals.order(fact)
            case ComplaintFact():
                totals.complaint(fact)
    return Tally(totals.made(), tuple(sorted(cards, key=lambda card: card.ref)))


class _Totals:
    def __init__(self, first: datetime, last: datetime) -> None:
        self._first, self._last = first, last
        self._refs: dict[str, list[str]] = defaultdict(list)
        self._sums: dict[str, int] = defaultdict(int)

    def is_within(self, moment: datetime | None) -> bool:
        return moment is not None and self._first <= moment < self._last

    def matter(self, fact: MatterFact) -> None:
        subject = fact.subject
        if fact.opened_at < self._last and (fact.ended_at is None or fact.ended_at >= self._first):
            self._add(subject, handled=True, undetermined=fact.is_undetermined)
            self._add(subject, in_hand=fact.ended_at is None or fact.ended_at >= self._last)
        if self.is_within(fact.opened_at):
            self._add(
                subject,
                opened=True,
                corrected=fact.corrections > 0,
                online=fact.channel == "online",
                channel_told=fact.channel != "",
            )
        self._add(subject, accepted=self.is_within(fact.accepted_at))
        if self.is_within(fact.ended_at):
            self._add(
                subject,
                not_accepted=fact.ended_by == "not_accepted",
                returned=fact.ended_by in ("returned", "pre_rejected"),
            )
        if self.is_within(fact.finished_at):
            self._finished(fact)

    def _finished(self, fact: MatterFact) -> None:
        self._add(
            fact.subject,
            finished=True,
            early=is_early(fact),
            on_time=fact.is_on_time is True,
            late=fact.is_on_time is False,
            untold=fact.is_on_time is None,
            suspended=fact.suspensions > 0,
            once=fact.corrections == 0,
            ratings_all=fact.rating is not None,
            ratings_good=fact.rating is not None and fact.rating >= LEAST_GOOD,
        )
        if fact.office_seconds is None:
            return
        self._add(fact.subject, timed=True)
        self._sum(fact.subject, "office_seconds", fact.office_seconds)
        if fact.allowed_seconds is not None:
            self._add(fact.subject, compared=True)
            self._sum(fact.subject, "compared_office_seconds", fact.office_seconds)
            self._sum(fact.subject, "compared_allowed_seconds", fact.allowed_seconds)

    def order(self, fact: OrderFact) -> None:
        if fact.is_cancelled:
            return
        # The moment of the limit itself is late, as everywhere: a limit is 24:00 of its last day.
        signs, answers = self.is_within(fact.sign_due), self.is_within(fact.answer_due)
        self._add(
            fact.ref,
            orders=self.is_within(fact.issued_at),
            orders_to_sign=signs,
            orders_signed_in_time=signs and fact.signed_at is not None and fact.signed_at < fact.sign_due,
            orders_to_answer=answers,
            orders_answered_in_time=answers and fact.answered_at is not None and fact.answered_at < fact.answer_due,
        )

    def complaint(self, fact: ComplaintFact) -> None:
        decided = self.is_within(fact.decided_at)
        self._add(fact.ref, complaints=decided, complaints_substantiated=decided and fact.is_substantiated)

    def _add(self, ref: str, **counted: bool) -> None:
        for name, counts in counted.items():
            if counts:
                self._refs[name].append(ref)

    def _sum(self, ref: str, name: str, amount: int) -> None:
        self._refs[name].append(ref)
        self._sums[name] += amount

    def made(self) -> dict[str, Total]:
        made = {}
        for name in TOTALS:
            if name not in CARD_TOTALS:
                refs = tuple(sorted(self._refs[name]))
                is_sum = name.endswith("_seconds")
                made[name] = Total(Decimal(self._sums[name] if is_sum else len(refs)), refs)
        return made


def is_early(fact: MatterFact) -> bool:
    """提前办结: on time, and before the last day of the promise began (a limit ends at 24:00 of its last day)."""
    return (
        fact.is_on_time is True
        and fact.finished_at is not None
        and fact.promised_due is not None
        and fact.finished_at < fact.promised_due - _DAY
    )
