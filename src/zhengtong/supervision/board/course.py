"""What a matter's entries say of its limits and of who held it: for the page of one matter, from the journal alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from zhengtong.journal.kinds import KINDS
from zhengtong.journal.milestones import ENDINGS, Milestone
from zhengtong.journal.models import Entry

CLOSES: Mapping[Milestone, str] = {
    Milestone.ACCEPTED: "intake",
    Milestone.STEP: "step",
    Milestone.STEP_RETURNED: "step",
    Milestone.CORRECTION_SUPPLIED: "reply",
    Milestone.RESUMED: "special",
    Milestone.HANDED_OVER: "handover",
    Milestone.DELIVERED: "delivery",
    Milestone.CERTIFIED: "certificate",
}
OUTLIVES = frozenset({"delivery", "certificate", "special"})
"""What may still be owed when the handling has ended."""
HOLDS: Mapping[Milestone, str] = {
    Milestone.CORRECTION_REQUESTED: "applicant",
    Milestone.CORRECTION_SUPPLIED: "office",
    Milestone.SUSPENDED: "special",
    Milestone.RESUMED: "office",
}


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a limit; `due` None while the clock stands still."""

    name: str
    due: datetime | None
    closed_at: datetime | None = None
    is_provisional: bool = False


@dataclass(frozen=True, slots=True)
class Hold:
    """Who held a matter from when; `until` None: holds it still."""

    holder: str
    since: datetime
    until: datetime | None = None


def runs_of(entries: Iterable[Entry]) -> list[Run]:
    """Every run of every limit, in the order they were opened: a fact `…_due` opens or moves one, a milestone closes it."""
    closed: list[Run] = []
    open_: dict[str, Run] = {}
    for entry in in_order(entries):
        milestone = _milestone(entry)
        ends = milestone in ENDINGS
        for name in [name for name in open_ if name == CLOSES.get(milestone) or (ends and name not in OUTLIVES)]:
            closed.append(replace(open_.pop(name), closed_at=entry.at))
        if ends and milestone is not Milestone.FINISHED:
            continue
        for name, due in _dues(entry):
            if ends and name not in OUTLIVES:
                continue
            open_[name] = Run(name, due, is_provisional=entry.data.get("provisional") is True)
    return [*closed, *open_.values()]


def _dues(entry: Entry) -> Iterable[tuple[str, datetime | None]]:
    for fact, value in entry.data.items():
        if fact == "due":
            yield "answer", _moment(value)
        elif fact.endswith("_due"):
            yield fact.removesuffix("_due"), _moment(value)


def holds_of(entries: Iterable[Entry]) -> list[Hold]:
    """Who held the matter from its first entry to its end: the office, the applicant asked to correct, a special procedure."""
    holds: list[Hold] = []
    for entry in in_order(entries):
        milestone = _milestone(entry)
        if milestone is None:
            continue
        if milestone in ENDINGS:
            return _closed(holds, entry.at)
        holder = HOLDS.get(milestone, "" if holds else "office")
        if holder and not (holds and holds[-1].holder == holder):
            holds = [*_closed(holds, entry.at), Hold(holder, entry.at)]
    return holds


def _closed(holds: list[Hold], at: datetime) -> list[Hold]:
    return [*holds[:-1], replace(holds[-1], until=at)] if holds else []


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """As things happened; what was told late stands where it belongs."""
    return sorted(entries, key=lambda entry: (entry.at, entry.pk))


def _milestone(entry: Entry) -> Milestone | None:
    return KINDS[entry.kind].milestone if entry.kind in KINDS else None


def _moment(value: object) -> datetime | None:
    """The moment a fact tells; None for none, and for what is no moment with an offset."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
