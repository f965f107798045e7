"""举例 — when a rule's card falls in a made-up matter, found by judging that matter: text and behaviour cannot differ. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from legalclock import Budget, Calendar, Clock, ClockError
from legalclock.moments import chinese_day, chinese_moment, day_end
from zhengtong.journal.milestones import Milestone

from ..choices import Level
from .findings import Judge
from .rule import Rulebook, RuleSpec, Scope, VersionedRule
from .track import CHINA, Event, Matter, fold
from .vocabulary import ANY_LIMIT, LIMITS, limit_label

START = datetime(2018, 10, 15, 10, 0, tzinfo=CHINA)
"""The day of the worked example in 湖南省平台《监察规则说明》, so that the two can be laid side by side."""
PROMISED, LEGAL, OTHER = Budget.parse("7wd"), Budget.parse("10wd"), Budget.parse("5wd")
PAUSE = 3
"""Working days of the special procedure in the second example."""


@dataclass(frozen=True, slots=True)
class Example:
    """What is given, and what the rule does then."""

    title: str
    given: str
    lines: tuple[str, ...]


def examples(rule: VersionedRule, calendar: Calendar, *, start: datetime = START) -> list[Example]:
    """Worked examples of a rule on a limit: plainly, with a special procedure, done in time. Others have none."""
    measure = rule.spec.measure
    if measure.kind not in ("overdue", "remaining"):
        return []
    always = replace(rule, effective_on=date.min, until=None, is_enabled=True, spec=_for_everybody(rule))
    judge = Judge(Rulebook.of(1, [always]), calendar)
    try:
        if measure.start:
            return _own(rule, judge, start)
        return _written(rule, judge, start)
    except ClockError as error:
        return [Example("无法举例", f"工作日历没有覆盖{chinese_day(start.date())}前后。", (error.sentence,))]


def _for_everybody(rule: VersionedRule) -> RuleSpec:
    """The rule without its scope and its further condition: the example is about time alone."""
    return replace(rule.spec, scope=Scope(), condition=None)


def _written(rule: VersionedRule, judge: Judge, start: datetime) -> list[Example]:
    name = rule.spec.measure.limit if rule.spec.measure.limit != ANY_LIMIT else "rectify"
    if name in ("promised", "legal"):
        dues = {"promised": _due(PROMISED, start, judge), "legal": _due(LEGAL, start, judge)}
        told = f"{chinese_moment(start)}受理，承诺{PROMISED}，法定{LEGAL}：承诺期限至{_day(dues['promised'])}，法定期限至{_day(dues['legal'])}。"
        opening = Milestone.ACCEPTED
    else:
        dues = {name: _due(OTHER, start, judge)}
        told = f"{chinese_moment(start)}起算，{limit_label(name)}{OTHER}：至{_day(dues[name])}。"
        opening = Milestone.SUSPENDED if name == "special" else Milestone.NOTED
    first = _event(1, opening, start, {f"{limit}_due": due.isoformat() for limit, due in dues.items()})
    can_pause = name in ("promised", "legal", "step")
    made = [Example("没有特别程序" if can_pause else "一直没有完成", told, _found(rule, judge, [first]))]
    if can_pause:
        made.append(_paused(rule, judge, start, first, dues))
    closing = {"delivery": Milestone.DELIVERED, "certificate": Milestone.CERTIFIED, "special": Milestone.RESUMED}
    done = _event(2, closing.get(name, Milestone.FINISHED), start + timedelta(hours=1), {})
    made.append(Example("一小时后即完成", "其他同上。", _found(rule, judge, [first, done])))
    return made


def _paused(rule: VersionedRule, judge: Judge, start: datetime, first: Event, dues: dict[str, datetime]) -> Example:
    """行政许可法 第四十五条: the days of a special procedure are not counted, so every due day moves by as many."""
    calendar = judge.calendar
    begun = datetime.combine(calendar.add_workdays(start.date(), 2), time(9), CHINA)
    ended = datetime.combine(calendar.add_workdays(begun.date(), PAUSE), time(9), CHINA)
    moved = {
        name: day_end(calendar.add_workdays((due - timedelta(microseconds=1)).date(), PAUSE))
        for name, due in dues.items()
    }
    pause = _event(2, Milestone.SUSPENDED, begun, {f"{name}_due": None for name in dues})
    resumed = _event(3, Milestone.RESUMED, ended, {f"{name}_due": due.isoformat() for name, due in moved.items()})
    given = "、".join(f"{LIMITS[name]}顺延至{_day(due)}" for name, due in moved.items())
    told = f"其他同上，{chinese_day(begun.date())}启动特别程序，{PAUSE}个工作日后结束：{given}。"
    return Example(f"有{PAUSE}个工作日的特别程序", told, _found(rule, judge, [first, pause, resumed]))


def _own(rule: VersionedRule, judge: Judge, start: datetime) -> list[Example]:
    measure = rule.spec.measure
    begun, answered = Milestone(measure.start), Milestone(measure.until[0])
    first = _event(1, begun, start, {})
    done = _event(2, answered, start + timedelta(hours=1), {})
    told = f"{chinese_moment(start)}{begun.label}，{measure.within}内应当{answered.label}。"
    return [
        Example(f"一直没有{answered.label}", told, _found(rule, judge, [first])),
        Example(f"一小时后{answered.label}", "其他同上。", _found(rule, judge, [first, done])),
    ]


def _found(rule: VersionedRule, judge: Judge, events: Iterable[Event]) -> tuple[str, ...]:
    course = fold(Matter(system="county", subject="example", ref="example", business="case"), list(events))
    if course is None:
        raise ValueError("an example has events")
    found, blanks = judge.judge(course, course.opened_at + timedelta(days=400))
    if blanks:
        return tuple(blank.reason for blank in blanks)
    level = Level(rule.spec.level).label
    return tuple(f"{chinese_moment(finding.moment)}发{level}。" for finding in found) or ("不发牌。",)


def _event(number: int, milestone: Milestone, at: datetime, facts: dict[str, str | None]) -> Event:
    return Event(number, milestone.value, f"example.{milestone.value}", at, "staff:example", "example", facts)


def _due(budget: Budget, start: datetime, judge: Judge) -> datetime:
    due = Clock.start(start.date(), statutory=budget).due("statutory", judge.calendar).at
    if due is None:
        raise ValueError("a clock without suspensions ends")
    return due


def _day(due: datetime) -> str:
    return f"{chinese_day((due.astimezone(CHINA) - timedelta(microseconds=1)).date())}24时"
