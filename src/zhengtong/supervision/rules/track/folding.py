"""Entries folded into a course: one pass, in order of time."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from zhengtong.journal.milestones import ENDINGS

from .course import STANDING, Course, Holding, LimitRun, Matter, Segment
from .event import Event, limit_of, standing

_EARLIEST, _LATEST = 1900, 2999
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
            if run is not None and name in STANDING and run.segments[-1].due != due:
                # Kept once more: one turn of the duty is over, and the next begins.
                run.closed_at = at
                del open_runs[name]
                run = None
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
    return _read(value) if isinstance(value, str) else None


@lru_cache(maxsize=16_384)
def _read(value: str) -> datetime | None:
    """Many matters run out at the end of the same day."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    # What no calendar could ever reach is as unreadable as what is no moment at all.
    return moment if moment.tzinfo is not None and _EARLIEST <= moment.year <= _LATEST else None


def _rating(facts: Mapping[str, Any]) -> int | None:
    score = facts.get("score")
    return score if isinstance(score, int) and 1 <= score <= 5 else None
