"""A batch of matters judged and written."""

from collections.abc import Sequence
from datetime import datetime

from ...rules.findings import Judge
from .. import cards as acts
from .blanks import blanks_of, write_blanks
from .comparing import cards_of, compare
from .following_up import correct_all, lift, take_back
from .issuing import card_of, issue, light_first
from .judged import Judged, judge_all
from .rows import touched, write_told


def settle(judged: Sequence[Judged], judge: Judge, at: datetime) -> None:
    """Judge these matters up to `at` and write what follows; the caller holds the rows of those that exist."""
    if not judged:
        return
    judge_all(judged, judge, at)
    ids = [one.matter.pk for one in judged if not one.is_new]
    known, carded = cards_of(ids)
    blanks = blanks_of(ids)
    found = compare(judged, known)
    highest = light_first(judged, found.fresh, carded)
    write_told(judged, at)
    with touched(judged):
        cards = [card_of(one, finding, key, judge, at) for one, finding, key, _ in found.fresh]
    for card, (_, finding, _, _) in zip(cards, found.fresh, strict=True):
        card.is_highest = id(finding) in highest
    write_blanks(judged, blanks, at)
    if cards:
        moot = [(fresh[0], card) for card, fresh in zip(cards, found.fresh, strict=True) if fresh[3]]
        done = {id(card) for _, card in moot}
        # Of a warning whose matter had ended in time before we heard of it there is nothing to tell.
        issue(cards, at, told=[card for card in cards if id(card) not in done])
        found.moot += [(one, card.ref) for one, card in moot]
    if found.moot:
        lift(found.moot, at)
    take_back(found.gone, at)
    correct_all(found.moved, judge, at)
    acts.relight(sorted(carded))
