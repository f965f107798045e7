"""A matter's course as its entries tell it: the limits that ran, who held it, the steps, the end. Values only."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from .event import Event


class Segment(NamedTuple):
    """A stretch in which a limit's due moment stayed the same; None while the clock stands still."""

    since: datetime
    due: datetime | None
    provisional: bool


STANDING = frozenset({"column"})
"""Limits of a duty that is never done (a column is to be kept up for as long as it stands): nobody's business runs by them."""


@dataclass(slots=True)
class LimitRun:
    """One run of a limit: opened by an entry, its due moment perhaps moved, closed by another."""

    name: str
    number: int
    segments: list[Segment]
    closed_at: datetime | None = None

    @property
    def opened_at(self) -> datetime:
        return self.segments[0].since

    @property
    def due(self) -> datetime | None:
        return self.segments[-1].due

    @property
    def last_due(self) -> datetime | None:
        """The last due moment that was told, also while the clock stands still."""
        for segment in reversed(self.segments):
            if segment.due is not None:
                return segment.due
        return None

    def stretches(self) -> list[tuple[Segment, datetime | None]]:
        """Each segment with the moment it ended; None for the last of a limit that still runs."""
        if len(self.segments) == 1:
            return [(self.segments[0], self.closed_at)]
        ends = [*(segment.since for segment in self.segments[1:]), self.closed_at]
        return list(zip(self.segments, ends, strict=True))


class Holding(NamedTuple):
    """Who held the matter from `since` on: office, applicant, third_party or special; "" once it has ended."""

    since: datetime
    holder: str


class Matter(NamedTuple):
    """What a track says of the matter itself."""

    system: str
    subject: str
    ref: str
    business: str
    unit: str = ""
    unit_name: str = ""
    region: str = ""
    region_path: str = ""
    item: str = ""
    item_name: str = ""
    item_kind: str = ""
    channel: str = ""
    instant: bool | None = None


@dataclass(slots=True)
class Course:
    """A matter's course up to its last event."""

    matter: Matter
    events: list[Event]
    runs: list[LimitRun]
    holdings: list[Holding]
    told_limits: frozenset[str]
    opened_at: datetime
    accepted_at: datetime | None = None
    decided_at: datetime | None = None
    finished_at: datetime | None = None
    ended_at: datetime | None = None
    ended_by: str = ""
    contradicted_at: datetime | None = None
    contradiction: str = ""
    corrections: int = 0
    suspensions: int = 0
    rating: int | None = None
    _step: tuple[datetime, tuple[str, str, str]] | None = field(default=None, compare=False, repr=False)

    @property
    def is_record(self) -> bool:
        """Whether nothing was ever begun that somebody waits for: a guide, or a column with its standing duty."""
        return all(run.name in STANDING for run in self.runs) and all(
            event.milestone == "noted" for event in self.events
        )

    def step_at(self, moment: datetime) -> tuple[str, str, str]:
        """The step that held the matter at a moment, the unit it lies with, and who acted last for the office."""
        # A finding's words and its card ask for the same moment.
        if self._step is None or self._step[0] != moment:
            self._step = (moment, self._step_at(moment))
        return self._step[1]

    def _step_at(self, moment: datetime) -> tuple[str, str, str]:
        step = unit = actor = ""
        for event in self.events:
            if event.at > moment:
                break
            facts = event.facts
            if "next_step" in facts:
                step, unit = str(facts["next_step"] or ""), str(facts.get("next_unit") or "")
            elif event.milestone in ("step", "noted") and "label" in facts:
                step = str(facts["label"])
            if event.actor.startswith("staff:"):
                actor = event.actor
            elif facts.get("by"):
                actor = str(facts["by"])
        return step, unit, actor

    def last_due(self, name: str) -> datetime | None:
        """The due moment of the newest run of a limit."""
        for run in reversed(self.runs):
            if run.name == name:
                return run.last_due
        return None
