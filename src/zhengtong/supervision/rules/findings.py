"""What the rules find in a matter's course: a pure function of entries, rules and calendar, three-valued.

A `Finding` says that a rule was broken, when, and by whom; a `Blank` that it cannot be determined, and what was not
told. Nothing is compared with "now": `until` is how far is looked, and a limit that was closed can no longer be missed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from legalclock import Calendar

from .expression import Unknown, Value
from .moments import Moments, day_words, is_midnight, overdue_days
from .rule import Rulebook, RuleSpec, VersionedRule
from .track import CHINA, Course, Event, LimitRun, Segment
from .vocabulary import ANY_LIMIT, APPLICANTS_LIMIT, FACTS, LIMITS, label_of
from .worktime import WorkTime


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule was broken. `key` names the occurrence within the matter; `fill` gives the values of its message."""

    rule: VersionedRule
    moment: datetime
    key: str
    due: datetime | None
    limit: str
    fill: Callable[[], dict[str, str]]

    @property
    def text(self) -> str:
        """The rule's message, filled in."""
        return self.rule.spec.template.format_map(self.fill())


@dataclass(frozen=True, slots=True)
class Blank:
    """无法判定 — what was not told, and since when it would have been needed."""

    rule: VersionedRule
    missing: tuple[str, ...]
    reason: str
    since: datetime

    @property
    def hides_a_limit(self) -> bool:
        """Whether it keeps one from saying if the matter is in time."""
        return self.rule.spec.measure.kind in ("overdue", "remaining")


@dataclass(slots=True)
class _Plan:
    """The rules for one kind of matter, laid out by what sets them off."""

    on_limit: dict[str, list[VersionedRule]] = field(default_factory=dict)
    on_any: list[VersionedRule] = field(default_factory=list)
    of_limits: dict[str, list[VersionedRule]] = field(default_factory=dict)
    from_start: dict[str, list[VersionedRule]] = field(default_factory=dict)
    on_event: dict[str, list[VersionedRule]] = field(default_factory=dict)

    @classmethod
    def of(cls, rules: Sequence[VersionedRule]) -> "_Plan":
        plan = cls()
        for rule in rules:
            measure = rule.spec.measure
            if measure.kind == "event":
                for milestone in measure.on:
                    plan.on_event.setdefault(milestone, []).append(rule)
            elif measure.kind == "rate":
                continue
            elif measure.start:
                plan.from_start.setdefault(measure.start, []).append(rule)
            elif measure.limit == ANY_LIMIT:
                plan.on_any.append(rule)
            else:
                plan.on_limit.setdefault(measure.limit, []).append(rule)
        return plan

    def of_limit(self, name: str) -> list[VersionedRule]:
        if name == APPLICANTS_LIMIT:
            return []
        found = self.of_limits.get(name)
        if found is None:
            named = self.on_limit.get(name, [])
            # A warning before a limit runs out does not take the place of the card when it has.
            kinds = {rule.spec.measure.kind for rule in named}
            found = [*named, *(rule for rule in self.on_any if rule.spec.measure.kind not in kinds)]
            self.of_limits[name] = found
        return found


class Judge:
    """The rules under one calendar, ready to judge any number of courses."""

    def __init__(self, rulebook: Rulebook, calendar: Calendar) -> None:
        self.rulebook = rulebook
        self.calendar = calendar
        self.moments = Moments(calendar)
        self._work: WorkTime | None = None
        self._plans: dict[int, tuple[tuple[VersionedRule, ...], _Plan]] = {}

    @property
    def work(self) -> WorkTime:
        if self._work is None:
            self._work = WorkTime(self.calendar)
        return self._work

    def judge(self, course: Course, until: datetime) -> tuple[list[Finding], list[Blank]]:
        """Everything the rules in force find up to `until`, included."""
        # Two versions of a rule may be broken by one occurrence on different days: it is one card, the first one's.
        found: dict[tuple[str, str], Finding] = {}
        blanks: dict[str, Blank] = {}
        for result in self._results(course, until):
            if isinstance(result, Finding):
                there = found.setdefault((result.rule.code, result.key), result)
                if result.moment < there.moment:
                    found[(result.rule.code, result.key)] = result
            else:
                blanks.setdefault(result.rule.code, result)
        return list(found.values()), list(blanks.values())

    def _results(self, course: Course, until: datetime) -> Iterator[Finding | Blank]:
        plan, undecided = self._plan(course)
        contradicted = course.contradicted_at
        for run in course.runs:
            for rule in plan.of_limit(run.name):
                if contradicted is None or run.name not in ("promised", "legal"):
                    yield from self._run(rule, run, course, until)
        if contradicted is not None:
            for rule in plan.on_limit.get("legal", ()):
                yield Blank(rule, ("contradiction",), course.contradiction, contradicted)
        elif not course.told_limits & {"legal", "promised"}:
            for rule in plan.on_limit.get("legal", ()):
                yield from self._untold(rule, course, until)
        for rule, run in self._derived(plan, course):
            yield from self._run(rule, run, course, until)
        for place, event in enumerate(course.events):
            if event.milestone in plan.on_event and event.at <= until:
                for rule in plan.on_event[event.milestone]:
                    yield from self._event(rule, course, place)
        for rule in undecided:
            if rule.is_in_force(course.opened_at.astimezone(CHINA).date()):
                yield _blank(rule, ("matter:instant",), course, course.opened_at)

    def next_moment(self, course: Course, after: datetime) -> datetime | None:
        """The next moment past `after` at which time alone can change what is found."""
        plan, _ = self._plan(course)
        nearest: datetime | None = None
        written = ((rule, run) for run in course.runs for rule in plan.of_limit(run.name))
        for rule, run in (*written, *self._derived(plan, course)):
            if run.closed_at is not None and run.closed_at <= after:
                continue
            for place, segment in enumerate(run.segments):
                end = run.segments[place + 1].since if place + 1 < len(run.segments) else run.closed_at
                if segment.due is None or (end is not None and end <= after):
                    continue
                fires = self.moments.fires(rule.spec, segment.due)
                # Where the calendar does not reach, it is undecided from the due moment on.
                moment, by_day = self._broken(fires or segment.due, segment)
                # A limit told to the minute is missed only after that minute.
                moment = moment if by_day or fires is None else moment + _MICROSECOND
                if moment > after and (nearest is None or moment < nearest) and (end is None or moment <= end):
                    nearest = moment
        return nearest

    @staticmethod
    def _broken(fires: datetime, segment: Segment) -> tuple[datetime, bool]:
        """When the rule is broken, and whether with that moment (a day that is over) or only past it."""
        return (segment.since, True) if fires < segment.since else (fires, _by_day(fires))

    def _plan(self, course: Course) -> tuple[_Plan, tuple[VersionedRule, ...]]:
        matter = course.matter
        key = (
            matter.system, matter.business, matter.region_path, matter.unit, matter.item, matter.item_kind, matter.instant
        )  # fmt: skip
        rules = self.rulebook.for_matter(*key)
        plan = self._plans.get(id(rules))
        if plan is None:
            # The rules are kept beside the plan, so that their id stays theirs.
            plan = self._plans[id(rules)] = (rules, _Plan.of(rules))
        return plan[1], self.rulebook.undecided_for(*key)

    # --- limits ---

    def _derived(self, plan: _Plan, course: Course) -> Iterator[tuple[VersionedRule, LimitRun]]:
        """The limits that rules set by themselves: from each such milestone until the first that answers it."""
        if not plan.from_start:
            return
        counts: dict[str, int] = {}
        end = next((place for place, event in enumerate(course.events) if event.milestone == course.ended_by), -1)
        for place, event in enumerate(course.events):
            rules = plan.from_start.get(event.milestone, ())
            # The occurrence is counted, not the versions of the rule: a new version must not rename what was carded.
            if rules:
                counts[event.milestone] = counts.get(event.milestone, 0) + 1
            for rule in rules:
                measure = rule.spec.measure
                if measure.within is None:
                    raise ValueError("a rule that names a start sets a limit")
                due = self.moments.end_of(measure.within, event.at)
                closed = next((e.at for e in course.events[place + 1 :] if e.milestone in measure.until), None)
                # What begins after the end, as a bad rating does, is not ended by it.
                if closed is None and place < end:
                    closed = course.ended_at
                number = counts[event.milestone]
                yield rule, LimitRun(measure.start, number, [Segment(event.at, due, due is None)], closed)

    def _untold(self, rule: VersionedRule, course: Course, until: datetime) -> Iterator[Blank]:
        """A matter was accepted and nobody told by when it must be done: neither green nor late."""
        begun = course.accepted_at
        if begun is None or begun > until or course.told_limits & {"legal", "promised"}:
            return
        if rule.is_in_force(begun.astimezone(CHINA).date()):
            yield _blank(rule, ("limit:legal",), course, begun)

    def _run(self, rule: VersionedRule, run: LimitRun, course: Course, until: datetime) -> Iterator[Finding | Blank]:
        spec = rule.spec
        for place, segment in enumerate(run.segments):
            if segment.since > until:
                return
            last = place + 1 == len(run.segments)
            end = run.closed_at if last else run.segments[place + 1].since
            bound = until if end is None or end > until else end
            if segment.provisional and not last and end is not None and end <= until:
                continue  # what could not be told then has been told since
            if segment.due is None:
                if segment.provisional:
                    missing = "calendar" if spec.measure.start else f"unreadable:{run.name}"
                    if rule.is_in_force(segment.since.astimezone(CHINA).date()):
                        yield _blank(rule, (missing,), course, segment.since)
                continue
            if end == segment.since and spec.measure.kind == "remaining":
                continue  # there was no time in which to be warned
            fires = self.moments.fires(spec, segment.due)
            if fires is None:
                if segment.due <= bound and rule.is_in_force(segment.due.astimezone(CHINA).date()):
                    yield _blank(rule, ("calendar",), course, segment.due)
                continue
            moment, by_day = self._broken(fires, segment)
            if not (moment < bound or (by_day and moment == bound)):
                continue
            if not rule.is_in_force(moment.astimezone(CHINA).date()):
                continue
            if segment.provisional:
                yield _blank(rule, ("calendar",), course, moment)
                continue
            applies = self._applies(spec, course, moment)
            if applies is False:
                continue
            if isinstance(applies, Unknown):
                yield _blank(rule, applies.missing, course, moment)
                continue
            due = segment.due
            yield Finding(
                rule, moment, f"{run.name}#{run.number}", due, run.name,
                partial(self._values, rule, course, moment, due=due, limit=run.name),
            )  # fmt: skip
            return

    def _applies(self, spec: RuleSpec, course: Course, moment: datetime) -> Value:
        """The rule's condition, as things stood at the moment."""
        if spec.condition is None:
            return True
        place = max((n for n, event in enumerate(course.events) if event.at <= moment), default=0)
        return spec.condition.value(Sight(course, place, self))

    # --- events ---

    def _event(self, rule: VersionedRule, course: Course, place: int) -> Iterator[Finding | Blank]:
        spec, event = rule.spec, course.events[place]
        value = spec.measure.value
        if value is None:
            raise ValueError("a rule measured at events has something to measure")
        if not rule.is_in_force(event.at.astimezone(CHINA).date()):
            return
        sight = Sight(course, place, self)
        applies = spec.condition.value(sight) if spec.condition is not None else True
        if applies is False:
            return
        measured = value.value(sight)
        if isinstance(measured, Unknown):
            yield _blank(rule, measured.missing, course, event.at)
        elif spec.holds(measured):
            if isinstance(applies, Unknown):
                yield _blank(rule, applies.missing, course, event.at)
                return
            key = f"e{event.facts.get('event_id') or event.entry}"
            yield Finding(
                rule, event.at, key, None, "",
                partial(self._values, rule, course, event.at, event=event, measured=measured),
            )  # fmt: skip

    def _values(
        self, rule: VersionedRule, course: Course, moment: datetime, *, due: datetime | None = None, limit: str = "",
        event: Event | None = None, measured: Value | None = None,
    ) -> dict[str, str]:  # fmt: skip
        spec = rule.spec
        step, _, actor = course.step_at(moment)
        values = {
            name: _say(value) for name, value in (event.facts.items() if event is not None else ()) if name in FACTS
        }
        days = overdue_days(self.calendar, due, moment) if due is not None and moment >= due else 0
        values |= {
            "ref": course.matter.ref,
            "item_name": course.matter.item_name or "未命名事项",
            "unit_name": course.matter.unit_name or "责任单位",
            "limit": LIMITS.get(limit, "约定期限"),
            "due": day_words(due) if due is not None else "",
            "days": str(days if days is not None else ""),
            "step": values.get("step") or step or "当前",
            "actor": actor.removeprefix("staff:"),
            "moment": day_words(moment) if due is not None else _clock_words(moment),
            "value": _say(measured) if measured is not None else "",
            "threshold": str(spec.threshold),
            "period": "",
            "level": spec.level.label,
            "rule": rule.name,
        }
        return _Told(values)


class _Told(dict[str, str]):
    """A message may name a fact that this entry did not carry: it reads 未填报, and the message still goes out."""

    def __missing__(self, key: str) -> str:
        return "未填报"


class Sight:
    """What an expression sees: a course as it stood right after one of its events (see expression.View)."""

    __slots__ = ("_course", "_events", "_judge", "_place")

    def __init__(self, course: Course, place: int, judge: Judge) -> None:
        self._course, self._place, self._judge = course, place, judge
        self._events = course.events

    def fact(self, name: str) -> object:
        facts = self._events[self._place].facts
        if name in facts:
            return facts[name]
        if name in ("item", "item_kind", "channel", "unit_name"):
            return getattr(self._course.matter, name) or None
        if name == "owner_unit":
            return self._course.matter.unit or None
        return None

    def before(self, name: str) -> object:
        for place in range(self._place - 1, -1, -1):
            if name in self._events[place].facts:
                return self._events[place].facts[name]
        return None

    def matter(self, name: str) -> object:
        if name == "corrections":
            return self.count("correction_requested")
        if name == "suspensions":
            return self.count("suspended")
        if name == "rating":
            return self._course.rating
        if name == "step":
            return self._course.step_at(self._events[self._place].at)[0] or None
        told = getattr(self._course.matter, name)
        return None if told == "" else told

    def at(self, milestone: str, which: str) -> datetime | None:
        seen = self._events[: self._place + 1]
        return next((e.at for e in (seen if which == "first" else reversed(seen)) if e.milestone == milestone), None)

    def actor(self, milestone: str) -> str | None:
        for place in range(self._place, -1, -1):
            event = self._events[place]
            if event.milestone == milestone:
                told = event.facts.get("by") if event.actor.startswith("system:") else event.actor
                return str(told) if told else None
        return None

    def count(self, milestone: str) -> int:
        return sum(event.milestone == milestone for event in self._events[: self._place + 1])

    def seconds(self, holder: str) -> int | None:
        return split(self._course, self._judge.work, self._events[self._place].at).get(holder, 0)

    def workdays(self, first: datetime, last: datetime) -> int | None:
        start, end = first.astimezone(CHINA).date(), last.astimezone(CHINA).date()
        calendar = self._judge.calendar
        if min(start, end) < calendar.covered_from or calendar.is_provisional(max(start, end)):
            return None
        return calendar.workdays_between(start, end) if end >= start else -calendar.workdays_between(end, start)

    def is_workday(self, moment: datetime) -> bool | None:
        day, calendar = moment.astimezone(CHINA).date(), self._judge.calendar
        if day < calendar.covered_from or calendar.is_provisional(day):
            return None
        return calendar.is_workday(day)

    def within_hours(self, moment: datetime) -> bool | None:
        return self._judge.work.is_within(moment)


def split(course: Course, work: WorkTime, until: datetime) -> dict[str, int]:
    """Working seconds by who held the matter, up to `until`: office, applicant, third_party, special."""
    sums: dict[str, int] = {}
    for place, holding in enumerate(course.holdings):
        if not holding.holder or holding.since >= until:
            continue
        end = course.holdings[place + 1].since if place + 1 < len(course.holdings) else until
        spent = work.seconds(holding.since, min(end, until))
        sums[holding.holder] = sums.get(holding.holder, 0) + (spent or 0)
    return sums


def _by_day(moment: datetime) -> bool:
    return is_midnight(moment.astimezone(CHINA))


def _blank(rule: VersionedRule, missing: tuple[str, ...], course: Course, since: datetime) -> Blank:
    names = "、".join(_MISSING.get(name) or _unreadable(name) or label_of(name) for name in missing)
    owner = "县工作日历" if missing == ("calendar",) else (course.matter.unit_name or "报送单位")
    sentence = f"规则“{rule.name}”无法判定：{owner}没有提供{names}。"
    return Blank(rule, missing, sentence[:300], since)


def _unreadable(name: str) -> str:
    what, _, limit = name.partition(":")
    return f"可以识别的{LIMITS.get(limit, '期限')}" if what == "unreadable" else ""


_MICROSECOND = timedelta(microseconds=1)
_MISSING = {
    "limit:legal": "办理期限（承诺期限和法定期限都没有填报）",
    "calendar": "确定的放假安排",
    "matter:instant": "办件类型等范围信息",
}


def _say(value: object) -> str:
    if value is None or value == "" or value == [] or value == ():
        return "未填报"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return _clock_words(value)
    if isinstance(value, list | tuple):
        return "、".join(str(each) for each in value)
    text: Any = value
    return f"{text.normalize():f}" if hasattr(text, "normalize") else str(text)


def _clock_words(moment: datetime) -> str:
    local = moment.astimezone(CHINA)
    return f"{local.year}年{local.month}月{local.day}日{local:%H:%M}"
