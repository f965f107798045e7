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
from .rows import write_matters


def settle(judged: Sequence[Judged], judge: Judge, at: datetime) -> None:
    """Judge these matters up to `at` and write what follows; the caller holds the rows of those that exist."""
    if not judged:
        return
    judge_all(judged, judge, at)
    ids = [one.matter.pk for one in judged if not one.is_new]
    known, carded = cards_of(ids)
    blanks = blanks_of(ids)
    found = compare(judged, known)
    cards = [(one, card_of(one, finding, key, judge, at)) for one, finding, key, _ in found.fresh]
    light_first(judged, cards, carded)
    write_matters(judged, at)
    write_blanks(judged, blanks, at)
    for one, card in cards:
        card.matter_id = one.matter.pk
    if cards:
        moot = {id(card): one for (one, card), fresh in zip(cards, found.fresh, strict=True) if fresh[3]}
        # Of a warning whose matter had ended in time before we heard of it there is nothing to tell.
        issue([card for _, card in cards], at, told=[card for _, card in cards if id(card) not in moot])
        found.moot += [(moot[id(card)], card.ref) for _, card in cards if id(card) in moot]
    if found.moot:
        lift(found.moot, at)
    take_back(found.gone, at)
    correct_all(found.moved, judge, at)
    acts.relight(sorted(carded))
