"""An entry of the journal as far as rules ask of it, as a track keeps it; and which of all that was told stands."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import Any, NamedTuple

from ..vocabulary import FACTS

UTC = timezone.utc  # noqa: UP017 — mypy knows both
CHINA = timezone(timedelta(hours=8))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_KEPT = frozenset(FACTS) - {"item", "item_kind", "channel", "unit_name", "owner_unit"} | {
    "event_id", "revision", "contradiction", "provisional", "due", "entitled_to_reduction",
}  # fmt: skip


class Event(NamedTuple):
    """One entry as far as rules ask of it. `at` in UTC; `facts` only what rules may name, and limits."""

    entry: int
    milestone: str
    kind: str
    at: datetime
    actor: str
    unit: str
    facts: Mapping[str, Any]


@lru_cache(maxsize=4096)
def limit_of(fact: str) -> str | None:
    """The limit a fact tells of: `legal_due` → legal, `due` → answer; None where it is no limit."""
    if fact.endswith("_due"):
        return fact[:-4]
    return "answer" if fact == "due" else None


def kept_facts(data: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of an entry that a track keeps."""
    return {name: value for name, value in data.items() if name in _KEPT or name.endswith("_due")}


def tells_a_limit(data: Mapping[str, Any]) -> bool:
    return any(name.endswith("_due") or name == "due" for name in data)


def stored(event: Event) -> list[Any]:
    """An event as plain JSON; the moment in whole microseconds since 1970."""
    return [
        event.entry, event.milestone, event.kind, (event.at - _EPOCH) // _MICROSECOND, event.actor, event.unit,
        event.facts,
    ]  # fmt: skip


def read_back(row: Sequence[Any]) -> Event:
    """What `stored` wrote."""
    return Event(row[0], row[1], row[2], _EPOCH + timedelta(microseconds=row[3]), row[4], row[5], row[6])


def standing(events: Iterable[Event]) -> list[Event]:
    """What counts of all that was told, in order of time: of each outside event its highest revision, less what was
    taken back.
    """
    plain: list[Event] = []
    revised: dict[str, Event] = {}
    for event in events:
        key = event.facts.get("event_id")
        if key is None:
            plain.append(event)
            continue
        there = revised.get(key)
        if there is None or _revision(event) > _revision(there):
            revised[key] = event
    if revised:
        plain.extend(event for event in revised.values() if event.kind != "outside.retracted")
    plain.sort(key=_in_time)
    return plain


def _revision(event: Event) -> tuple[int, int]:
    """Of the same revision told twice the first entry holds."""
    told = event.facts.get("revision")
    return (told if isinstance(told, int) else 0), -event.entry


def _in_time(event: Event) -> tuple[datetime, int]:
    return event.at, event.entry
