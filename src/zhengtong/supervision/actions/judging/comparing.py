"""What the rules find beside the cards that stand: which is new, which is borne out no longer, which says something else."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from ...choices import CardState
from ...rules import due_process
from ...rules.findings import Finding
from ...rules.timeliness import is_moot
from .judged import SYSTEM, Judged
from .rows import array_of

AGAIN = "~"
"""In a key: the occurrence was carded before, and that card taken back by the system itself."""

_SETTLED = (CardState.WITHDRAWN, CardState.CANCELLED)
_OPEN = (CardState.ISSUED, CardState.PENDING)

_Name = tuple[str, str]
"""Rule and occurrence."""


class Standing(NamedTuple):
    """A card that is there, as far as comparing asks."""

    ref: str
    state: str
    settled_by: str
    due_at: datetime | None = None


_Known = dict[_Name, list[Standing]]

_CARDS = """
    SELECT matter_id, rule_code, key, ref, state, settled_by, due_at FROM supervision_card
    WHERE matter_id = ANY(%s::bigint[]) ORDER BY id
"""


def cards_of(ids: Sequence[int]) -> tuple[dict[int, _Known], set[int]]:
    """By matter: rule and occurrence → the cards that rules issued for it, oldest first; and every matter with a card."""
    found: dict[int, _Known] = {}
    carded: set[int] = set()
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(_CARDS, [array_of(map(str, ids))])
            for matter, rule, key, *card in cursor.fetchall():
                carded.add(matter)
                if rule != due_process.BY_HAND:
                    name = (rule, key.partition(AGAIN)[0])
                    found.setdefault(matter, {}).setdefault(name, []).append(Standing(*card))
    return found, carded


def compare_one(
    found: Iterable[_Name], there: Mapping[_Name, Sequence[Standing]], moot: Collection[_Name] = ()
) -> tuple[dict[_Name, str], list[str]]:
    """Rule and key of what is found and has no card → the key of its new card; and the refs of cards not borne out.

    What the system took back because the data was corrected, and a second correction bears out again, gets a new card;
    what a person cancelled, withdrew or closed is settled. What the system closed as `moot` and is so no longer, because
    the end was taken back, is found anew.
    """
    fresh: dict[_Name, str] = {}
    wanted = dict.fromkeys(found)
    for name in wanted:
        cards = there.get(name, ())
        done = _SETTLED if name in moot else (*_SETTLED, CardState.CLOSED)
        if all(card.state in done and card.settled_by == SYSTEM for card in cards):
            fresh[name] = f"{name[1]}{AGAIN}{len(cards) + 1}" if cards else name[1]
    gone = [card.ref for name, cards in there.items() if name not in wanted for card in cards if card.state in _OPEN]
    return fresh, gone


@dataclass(slots=True)
class Difference:
    """What has to be done so that cards say what is found.

    `fresh`: no card yet, with the key of the new one, and whether it is moot. `gone`: refs no longer borne out. `moot`:
    warnings whose matter ended in time. `moved`: cards of which the limit was corrected.
    """

    fresh: list[tuple[Judged, Finding, str, bool]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    moot: list[tuple[Judged, str]] = field(default_factory=list)
    moved: list[tuple[Judged, Finding, str]] = field(default_factory=list)


def compare(judged: Sequence[Judged], known: Mapping[int, _Known]) -> Difference:
    """What is found in these matters beside the cards that are there."""
    result = Difference()
    for one in judged:
        course, there = one.course, known.get(one.matter.pk)
        if not one.findings and not there:
            continue
        found = {(finding.rule.code, finding.key): finding for finding in one.findings}
        moot = _moot(one)
        new, unborne = compare_one(found, there or {}, moot)
        for name, finding in found.items():
            if name in new:
                result.fresh.append((one, finding, new[name], name in moot))
            elif there:
                for card in there[name]:
                    if card.state in _OPEN and card.due_at != finding.due:
                        result.moved.append((one, finding, card.ref))
                    if card.state == CardState.ISSUED and name in moot:
                        result.moot.append((one, card.ref))
        # What contradicts itself proves nothing, neither for a card nor against one.
        if course is None or course.contradicted_at is None:
            result.gone += unborne
    return result


def _moot(one: Judged) -> set[_Name]:
    course = one.course
    if course is None or course.ended_at is None:
        return set()
    return {(finding.rule.code, finding.key) for finding in one.findings if is_moot(course, finding)}
