"""What a matter's journal entries say, folded: its limits through time, its steps, who held it. Pure.

A `Track` is the entries that count, as they are kept in a row; `fold` makes a `Course` of it. Everything that watches,
wakes, replays or reports folds the same track by the same function, so that no two of them can disagree.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import Any, NamedTuple

from zhengtong.journal.milestones import ENDINGS

from .vocabulary import FACTS

UTC = timezone.utc  # noqa: UP017 — mypy knows both
CHINA = timezone(timedelta(hours=8))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST, _LATEST = 1900, 2999
_MICROSECOND = timedelta(microseconds=1)

_AFTER_THE_END = frozenset({"delivery", "certificate", "special"})
_CLOSES: Mapping[str, frozenset[str]] = {
    "received": frozenset({"handover"}),
    "handed_over": frozenset({"handover"}),
    "correction_requested": frozenset({"intake"}),
    "accepted": frozenset({"intake", "accept"}),
    "step": frozenset({"step"}),
    "step_returned": frozenset({"step"}),
    "resumed": frozenset({"special"}),
    # 行政许可法 第四十二条: the limit is for the decision.
    "decided": frozenset({"promised", "legal", "step"}),
    "certified": frozenset({"certificate"}),
    "delivered": frozenset({"delivery"}),
}
_MEETS = frozenset({"accepted", "correction_requested", "decided", "certified", "delivered", "resumed"})
# A closed limit whose due moment is merely repeated stays closed; these begin it anew even for the same day.
_OPENS_ANEW: Mapping[str, str] = {
    "step": "step", "step_returned": "step", "correction_supplied": "intake", "suspended": "special",
}  # fmt: skip
_STANDS_STILL = frozenset({"promised", "legal", "step"})
_ENDINGS = frozenset(each.value for each in ENDINGS)
_KEPT = frozenset(FACTS) - {"item", "item_kind", "channel", "unit_name", "owner_unit"} | {
    "event_id", "revision", "contradiction", "provisional", "due", "entitled_to_reduction",
}  # fmt: skip
# 行政许可法 第四十五条: others do the work; a hearing is the organ's own.
_OTHERS_WORK = frozenset(
    {
        "tender",
        "auction",
        "inspection",
        "testing",
        "quarantine",
        "appraisal",
        "expert_review",
        "招标",
        "拍卖",
        "检验",
        "检测",
        "检疫",
        "鉴定",
        "专家评审",
    }
)


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


class Segment(NamedTuple):
    """A stretch in which a limit's due moment stayed the same; None while the clock stands still."""

    since: datetime
    due: datetime | None
    provisional: bool


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


class Holding(NamedTuple):
    """Who held the matter from `since` on: office, applicant, third_party or special; "" once it has ended."""

    since: datetime
    holder: str


@dataclass(frozen=True, slots=True)
class Matter:
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

    @property
    def is_record(self) -> bool:
        """Whether nothing was ever begun and no limit told: a guide that is watched, not business somebody waits for."""
        return not self.runs and all(event.milestone == "noted" for event in self.events)

    def step_at(self, moment: datetime) -> tuple[str, str, str]:
        """The step that held the matter at a moment, the unit it lies with, and who acted last for the office."""
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


def fold(matter: Matter, entries: Iterable[Event]) -> Course | None:
    """The course of a matter; None where all that was told has been taken back."""
    return course_of(matter, standing(entries))


def course_of(matter: Matter, events: list[Event]) -> Course | None:
    """The course that these events make, which stand (`standing`) and lie in order of time."""
    if not events:
        return None
    course = Course(matter, events, [], [], frozenset(), events[0].at)
    open_runs: dict[str, LimitRun] = {}
    counts: dict[str, int] = {}
    told_limits: set[str] = set()
    is_suspended, before_pause, holder = False, "office", ""
    for event in events:
        milestone, at, facts = event.milestone, event.at, event.facts
        if milestone == "suspended":
            is_suspended = True
            course.suspensions += 1
        elif milestone == "resumed":
            is_suspended = False
        elif milestone == "accepted":
            course.accepted_at = course.accepted_at or at
        elif milestone == "correction_requested":
            course.corrections += 1
        elif milestone == "decided":
            course.decided_at = at
        elif milestone == "rated":
            course.rating = _rating(facts)
        if "contradiction" in facts:
            course.contradicted_at, course.contradiction = at, str(facts["contradiction"])

        is_end = milestone in _ENDINGS and course.ended_at is None
        if is_end:
            course.ended_at, course.ended_by = at, milestone
            if milestone == "finished":
                course.finished_at = at
            closing: Iterable[str] = (
                [name for name in open_runs if name not in _AFTER_THE_END]
                if milestone == "finished"
                else list(open_runs)
            )
        else:
            closing = _CLOSES.get(milestone, ())
        for name in closing:
            run = open_runs.pop(name, None)
            if run is not None:
                run.closed_at = at

        for fact, value in facts.items():
            told = limit_of(fact)
            if told is None:
                continue
            name = told
            told_limits.add(name)
            run = open_runs.get(name)
            due = _moment(value)
            is_unreadable = due is None and value is not None
            provisional = is_unreadable or (
                due is not None and bool(facts.get("provisional")) and name in ("promised", "legal", "answer")
            )
            if run is not None:
                if value is None and not (is_suspended and name in _STANDS_STILL):
                    run.closed_at = at
                    del open_runs[name]
                elif run.segments[-1].due != due or run.segments[-1].provisional != provisional:
                    run.segments.append(Segment(at, due, provisional))
                continue
            if value is None or (course.ended_at is not None and _owes_nothing(course.ended_by, name)):
                continue
            number = counts.get(name, 0)
            shut = _shut(course, event, name)
            if shut is not None:
                # A limit told only when, or after, it was met or missed is judged all the same; told again it is not.
                if not number:
                    counts[name] = 1
                    course.runs.append(LimitRun(name, 1, [Segment(shut, due, provisional)], shut))
                continue
            if number and _OPENS_ANEW.get(milestone) != name:
                last = next(each for each in reversed(course.runs) if each.name == name)
                if last.last_due == due:
                    continue
            counts[name] = number + 1
            run = LimitRun(name, number + 1, [Segment(at, due, provisional)])
            open_runs[name] = run
            course.runs.append(run)

        now = _holder(milestone, facts, holder, before_pause)
        if milestone == "suspended" and holder not in ("third_party", "special"):
            before_pause = holder or "office"
        if course.ended_at is not None:
            now = ""
        if now != holder or not course.holdings:
            course.holdings.append(Holding(at, now))
            holder = now
    course.told_limits = frozenset(told_limits)
    return course


def _owes_nothing(ended_by: str, name: str) -> bool:
    """What was given up owes no more than to hand over what was issued; what was voided, nothing at all."""
    return ended_by != "finished" and (name not in _AFTER_THE_END or ended_by == "voided")


def _shut(course: Course, event: Event, name: str) -> datetime | None:
    """When a limit told by this entry was closed already: by what ended or decided the matter, or by the entry itself."""
    if name not in _AFTER_THE_END and course.ended_at is not None:
        return course.ended_at
    if name in ("promised", "legal") and course.decided_at is not None:
        return course.decided_at
    if event.milestone in _MEETS and name in _CLOSES[event.milestone]:
        return event.at
    return None


def _holder(milestone: str, facts: Mapping[str, Any], holder: str, before_pause: str) -> str:
    if milestone == "correction_requested":
        return "applicant"
    if milestone == "suspended":
        return "third_party" if str(facts.get("ground", "")) in _OTHERS_WORK else "special"
    if milestone == "resumed":
        return before_pause
    if milestone in ("noted", "rated", "fee") and holder:
        return holder
    if holder in ("third_party", "special"):
        return holder
    if milestone == "correction_supplied" or holder != "applicant":
        return "office"
    return holder if milestone not in ("accepted", "received") else "office"


def _moment(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    # What no calendar could ever reach is as unreadable as what is no moment at all.
    return moment if moment.tzinfo is not None and _EARLIEST <= moment.year <= _LATEST else None


def _rating(facts: Mapping[str, Any]) -> int | None:
    score = facts.get("score")
    return score if isinstance(score, int) and 1 <= score <= 5 else None
