"""Rules applied to a course under one calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from legalclock import Calendar

from ..expression import Unknown, Value
from ..moments import Moments, clock_words, day_words, overdue_days
from ..rule import Rulebook, RuleSpec, VersionedRule
from ..track import CHINA, Course, Event, LimitRun, Segment
from ..vocabulary import FACTS, LIMITS
from ..worktime import WorkTime
from .finding import Blank, Finding, Told, blank, say
from .plan import Plan
from .sight import Sight

_MICROSECOND = timedelta(microseconds=1)
_KINDS_AT_MOST = 20_000

_Kind = tuple[str, str, str, str, str, str, bool | None]
_Broken = tuple[datetime, bool] | None
"""When the rule is broken within a segment, and whether with that moment or only past it; None: nobody can tell."""
_Limit = tuple[VersionedRule, LimitRun, list[tuple[Segment, datetime | None, _Broken]]]


@dataclass(frozen=True, slots=True)
class _Laid:
    """A course with the rules that speak of it: those on its written limits, and those on limits they set themselves."""

    plan: Plan
    undecided: tuple[VersionedRule, ...]
    written: list[_Limit]
    derived: list[_Limit]


class Judge:
    """The rules under one calendar, ready to judge any number of courses."""

    def __init__(self, rulebook: Rulebook, calendar: Calendar) -> None:
        self.rulebook = rulebook
        self.calendar = calendar
        self.moments = Moments(calendar)
        self._work: WorkTime | None = None
        self._plans: dict[int, tuple[tuple[VersionedRule, ...], Plan]] = {}
        self._kinds: dict[_Kind, tuple[Plan, tuple[VersionedRule, ...]]] = {}

    @property
    def work(self) -> WorkTime:
        if self._work is None:
            self._work = WorkTime(self.calendar)
        return self._work

    def judge(self, course: Course, until: datetime) -> tuple[list[Finding], list[Blank]]:
        """Everything the rules in force find up to `until`, included."""
        return self._judge(self._lay(course), course, until)

    def next_moment(self, course: Course, after: datetime) -> datetime | None:
        """The next moment past `after` at which time alone can change what is found."""
        return self._next(self._lay(course), after)

    def look(self, course: Course, at: datetime) -> tuple[list[Finding], list[Blank], datetime | None]:
        """`judge` up to `at` and the `next_moment` after it, of one reading of the course."""
        laid = self._lay(course)
        return *self._judge(laid, course, at), self._next(laid, at)

    # --- the rules for a course ---

    def _lay(self, course: Course) -> _Laid:
        plan, undecided = self._plan(course)
        written = [self._limit(rule, run) for run in course.runs for rule in plan.of_limit(run.name)]
        derived = [self._limit(*own) for own in self._derived(plan, course)] if plan.from_start else []
        return _Laid(plan, undecided, written, derived)

    def _limit(self, rule: VersionedRule, run: LimitRun) -> _Limit:
        fires, spec = self.moments.fires, rule.spec
        stretches = []
        for segment, end in run.stretches():
            broken = fires(spec, segment.due) if segment.due is not None else None
            # What had run out before it was told is broken as soon as it is told.
            if broken is not None and broken[0] < segment.since:
                broken = (segment.since, True)
            stretches.append((segment, end, broken))
        return rule, run, stretches

    def _plan(self, course: Course) -> tuple[Plan, tuple[VersionedRule, ...]]:
        matter = course.matter
        kind = (
            matter.system, matter.business, matter.region_path, matter.unit, matter.item, matter.item_kind, matter.instant
        )  # fmt: skip
        found = self._kinds.get(kind)
        if found is None:
            rules = self.rulebook.for_matter(*kind)
            plan = self._plans.get(id(rules))
            if plan is None:
                # The rules are kept beside the plan, so that their id stays theirs.
                plan = self._plans[id(rules)] = (rules, Plan.of(rules))
            if len(self._kinds) >= _KINDS_AT_MOST:
                self._kinds.clear()
            found = self._kinds[kind] = (plan[1], self.rulebook.undecided_for(*kind))
        return found

    # --- everything that is found ---

    def _judge(self, laid: _Laid, course: Course, until: datetime) -> tuple[list[Finding], list[Blank]]:
        # Two versions of a rule may be broken by one occurrence on different days: it is one card, the first one's.
        found: dict[tuple[str, str], Finding] = {}
        blanks: dict[str, Blank] = {}
        for result in self._results(laid, course, until):
            if isinstance(result, Finding):
                there = found.setdefault((result.rule.code, result.key), result)
                if result.moment < there.moment:
                    found[(result.rule.code, result.key)] = result
            else:
                blanks.setdefault(result.rule.code, result)
        return list(found.values()), list(blanks.values())

    def _results(self, laid: _Laid, course: Course, until: datetime) -> list[Finding | Blank]:
        plan, contradicted = laid.plan, course.contradicted_at
        results: list[Finding | Blank] = []
        for limit in laid.written:
            if contradicted is None or limit[1].name not in ("promised", "legal"):
                _, _, broken = limit[2][0]
                # Most limits of most matters are still far off.
                if broken is None or broken[0] <= until or len(limit[2]) > 1:
                    self._run(limit, course, until, results)
        if contradicted is not None:
            for rule in plan.on_limit.get("legal", ()):
                results.append(Blank(rule, ("contradiction",), course.contradiction, contradicted))
        elif not course.told_limits & {"legal", "promised"}:
            for rule in plan.on_limit.get("legal", ()):
                results += self._untold(rule, course, until)
        for limit in laid.derived:
            self._run(limit, course, until, results)
        for place, event in enumerate(course.events):
            if event.milestone in plan.on_event and event.at <= until:
                for rule in plan.on_event[event.milestone]:
                    results += self._event(rule, course, place)
        for rule in laid.undecided:
            if rule.is_in_force(course.opened_at.astimezone(CHINA).date()):
                results.append(blank(rule, ("matter:instant",), course, course.opened_at))
        return results

    @staticmethod
    def _next(laid: _Laid, after: datetime) -> datetime | None:
        nearest: datetime | None = None
        for _, _, stretches in (*laid.written, *laid.derived):
            for segment, end, broken in stretches:
                if segment.due is None or (end is not None and end <= after):
                    continue
                if broken is None:
                    # Where the calendar does not reach, it is undecided from the due moment on.
                    moment = max(segment.due, segment.since)
                else:
                    # A limit told to the minute is missed only after that minute.
                    moment = broken[0] if broken[1] else broken[0] + _MICROSECOND
                if moment > after and (nearest is None or moment < nearest) and (end is None or moment <= end):
                    nearest = moment
        return nearest

    # --- limits ---

    def _derived(self, plan: Plan, course: Course) -> Iterator[tuple[VersionedRule, LimitRun]]:
        """The limits that rules set by themselves: from each such milestone until the first that answers it."""
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
            yield blank(rule, ("limit:legal",), course, begun)

    def _run(self, limit: _Limit, course: Course, until: datetime, results: list[Finding | Blank]) -> None:
        rule, run, stretches = limit
        spec = rule.spec
        last = stretches[-1][0]
        for segment, end, broken in stretches:
            if segment.since > until:
                return
            bound = until if end is None or end > until else end
            if segment.provisional and segment is not last and end is not None and end <= until:
                continue  # what could not be told then has been told since
            if segment.due is None:
                if segment.provisional:
                    missing = "calendar" if spec.measure.start else f"unreadable:{run.name}"
                    if rule.is_in_force(segment.since.astimezone(CHINA).date()):
                        results.append(blank(rule, (missing,), course, segment.since))
                continue
            if end == segment.since and spec.measure.kind == "remaining":
                continue  # there was no time in which to be warned
            if broken is None:
                if segment.due <= bound and rule.is_in_force(segment.due.astimezone(CHINA).date()):
                    results.append(blank(rule, ("calendar",), course, segment.due))
                continue
            moment, by_day = broken
            if not (moment < bound or (by_day and moment == bound)):
                continue
            if not rule.is_in_force(moment.astimezone(CHINA).date()):
                continue
            if segment.provisional:
                results.append(blank(rule, ("calendar",), course, moment))
                continue
            applies = self._applies(spec, course, moment)
            if applies is False:
                continue
            if isinstance(applies, Unknown):
                results.append(blank(rule, applies.missing, course, moment))
                continue
            due = segment.due
            values = partial(self._values, rule, course, moment, due=due, limit=run.name)
            results.append(Finding(rule, moment, f"{run.name}#{run.number}", due, run.name, values))
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
            yield blank(rule, measured.missing, course, event.at)
        elif spec.holds(measured):
            if isinstance(applies, Unknown):
                yield blank(rule, applies.missing, course, event.at)
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
            name: say(value) for name, value in (event.facts.items() if event is not None else ()) if name in FACTS
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
            "moment": day_words(moment) if due is not None else clock_words(moment),
            "value": say(measured) if measured is not None else "",
            "threshold": str(spec.threshold),
            "period": "",
            "level": spec.level.label,
            "rule": rule.name,
        }
        return Told(values)
