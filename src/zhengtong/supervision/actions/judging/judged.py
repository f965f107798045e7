"""A matter on its way through judgement, and the columns of its row that follow from it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from zhengtong.timers.queries import calendar_number

from ... import places
from ...choices import Light
from ...models import Matter
from ...models.matter import RECORD
from ...rules import track
from ...rules.findings import Blank, Finding, Judge, split
from ...rules.timeliness import is_on_time

SYSTEM = "system"


@dataclass(slots=True)
class Kept:
    """A matter's row where only time has passed: what a judgement reads of it, and what time alone can change."""

    pk: int
    system: str
    subject: str
    ref: str
    business: str
    unit_id: int | None
    region_id: int | None
    item: str
    item_name: str
    item_kind: str
    channel: str
    is_instant: bool | None
    light: str
    next_moment: datetime | None = None
    is_undetermined: bool = False
    rulebook: int = 0
    calendar_version: int = 0


@dataclass(slots=True)
class Judged:
    """A matter's row, all that was told of it, and what the rules find. Entries have come (a whole `Matter`), or not."""

    matter: Matter | Kept
    events: list[track.Event]
    course: track.Course | None = None
    findings: list[Finding] = field(default_factory=list)
    blanks: list[Blank] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        return self.matter.pk is None


def judge_all(judged: Sequence[Judged], judge: Judge, at: datetime) -> None:
    """Fold each matter's track and judge it up to `at`; the rows are changed, not yet written."""
    units, codes, paths = places.unit_names(), places.region_codes(), places.paths()
    book, days = judge.rulebook.number, calendar_number(judge.calendar)
    nowhere = ("", "")
    for one in judged:
        row = one.matter
        unit, unit_name = units.get(row.unit_id, nowhere) if row.unit_id else nowhere
        region, path = (codes.get(row.region_id, ""), paths.get(row.region_id, "")) if row.region_id else nowhere
        value = track.Matter(
            row.system, row.subject, row.ref, row.business, unit, unit_name, region, path, row.item, row.item_name,
            row.item_kind, row.channel, row.is_instant,
        )  # fmt: skip
        one.course = course = track.fold(value, one.events)
        row.rulebook, row.calendar_version = book, days
        if isinstance(row, Matter):
            row.track = [track.stored(event) for event in one.events]
        if course is None:
            row.next_moment, row.is_undetermined = None, False
            if isinstance(row, Matter):
                _void(row, one.events, at)
            continue
        one.findings, one.blanks, row.next_moment = judge.look(course, at)
        row.is_undetermined = any(blank.hides_a_limit for blank in one.blanks)
        if isinstance(row, Matter):
            _describe(row, course, judge)


def first_light(row: Matter | Kept) -> str:
    """亮灯 of a matter without a card."""
    return (Light.UNDETERMINED if row.is_undetermined else Light.GREEN).value


def _void(matter: Matter, events: Sequence[track.Event], at: datetime) -> None:
    matter.ended_at, matter.ended_by, matter.is_on_time = at, "voided", None
    matter.opened_at = matter.opened_at or min(event.at for event in events)


def _describe(matter: Matter, course: track.Course, judge: Judge) -> None:
    """The columns that follow from the entries alone."""
    matter.opened_at, matter.accepted_at, matter.finished_at = course.opened_at, course.accepted_at, course.finished_at
    matter.ended_at, matter.ended_by = course.ended_at, course.ended_by
    if course.is_record:
        matter.ended_at, matter.ended_by = course.events[-1].at, RECORD
    matter.promised_due, matter.legal_due = _due(course, "promised"), _due(course, "legal")
    matter.is_on_time = is_on_time(course)
    matter.corrections, matter.suspensions, matter.rating = course.corrections, course.suspensions, course.rating
    last = course.events[-1].at
    matter.step, matter.holder = course.step_at(last)[0][:60], course.holdings[-1].holder
    if course.finished_at is not None:
        matter.office_seconds = split(course, judge.work, course.finished_at).get("office", 0)
        legal = course.last_due("legal") or course.last_due("promised")
        begun = course.accepted_at or course.opened_at
        matter.allowed_seconds = judge.work.seconds(begun, legal) if legal is not None else None


def _due(course: track.Course, name: str) -> datetime | None:
    due = course.last_due(name)
    return due if due is not None or name == "legal" else course.last_due("answer")
