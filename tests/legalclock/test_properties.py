"""What must hold for every clock on every calendar."""

import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from legalclock import (
    SHANGHAI,
    Budget,
    Calendar,
    Clock,
    DayKind,
    Extension,
    SpecialDay,
    Suspension,
    SuspensionGround,
    Unit,
    Verdict,
    anfu_office_hours,
    china_calendar,
    rederive,
)
from legalclock.provisional import may_move

from .strategies import STARTS, budgets, clocks, suspensions

CHINA = china_calendar(anfu_office_hours())
ONE = timedelta(days=1)
few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
many = settings(max_examples=200, deadline=None)


def walked(clock: Clock, calendar: Calendar) -> date | None:
    """The due day of a one-unit limit, found the slow way: one day after another."""
    left, day = 0, clock.started_on
    plan = clock.plan("statutory")
    for budget in plan:
        left += budget.amount
    if plan[0].unit is Unit.MONTHS:
        month = day.month - 1 + left
        year, month = day.year + month // 12, month % 12 + 1
        last = (date(year + month // 12, month % 12 + 1, 1) - ONE).day
        left = (date(year, month, min(day.day, last)) - day).days
    while True:
        day += ONE
        running = [s for s in clock.suspensions if s.from_on <= day and (s.until_on is None or day < s.until_on)]
        if running:
            if any(s.until_on is None for s in running):
                return None
            continue
        if plan[0].unit is not Unit.WORKDAYS or calendar.day(day).works:
            left -= 1
        if left <= 0 and calendar.day(day).works:
            return day


@many
@given(
    st.sampled_from([Unit.WORKDAYS, Unit.DAYS, Unit.MONTHS]).flatmap(lambda unit: clocks(ended=False, units=(unit,)))
)
def test_the_due_day_is_the_one_found_by_walking(clock: Clock) -> None:
    assert clock.due("statutory", CHINA).on == walked(clock, CHINA)


@few
@given(clocks(), st.lists(st.integers(1, 200), min_size=1, max_size=6))
def test_adding_a_holiday_never_makes_a_limit_earlier(clock: Clock, steps: list[int]) -> None:
    added = {clock.started_on + timedelta(days=step) for step in steps}
    edited = CHINA.with_days([SpecialDay(day, DayKind.HOLIDAY, "加放", "县里的通知") for day in added], version="加放")

    before, after = clock.due("statutory", CHINA), clock.due("statutory", edited)

    assert before.on and after.on and after.on >= before.on


@few
@given(clocks(), st.lists(st.integers(1, 200), min_size=1, max_size=6))
def test_adding_a_worked_weekend_never_makes_a_limit_later(clock: Clock, steps: list[int]) -> None:
    added = {day for step in steps if (day := clock.started_on + timedelta(days=step)).weekday() >= 5}
    edited = CHINA.with_days([SpecialDay(day, DayKind.MAKEUP, "调休", "县里的通知") for day in added], version="调休")

    before, after = clock.due("statutory", CHINA), clock.due("statutory", edited)

    assert before.on and after.on and after.on <= before.on


@many
@given(clocks())
def test_the_last_day_is_a_working_day_and_not_suspended(clock: Clock) -> None:
    due = clock.due("statutory", CHINA)
    assert due.on is not None and due.at is not None
    assert CHINA.is_workday(due.on)
    assert not any(suspension.covers(due.on) for suspension in clock.suspensions)
    assert due.at == datetime.combine(due.on + ONE, time.min, SHANGHAI)
    assert due.on > clock.started_on


@many
@given(clocks(ended=False))
def test_explain_adds_up_to_the_budget(clock: Clock) -> None:
    explanation = clock.explain("statutory", CHINA)
    due = explanation.due
    numbers = [line.number for line in explanation.days if line.counted]

    assert numbers == list(range(1, len(numbers) + 1))
    assert [line.on for line in explanation.days] == [
        clock.started_on + timedelta(days=n) for n in range(len(explanation.days))
    ]
    assert all(line.reason for line in explanation.days)
    if due.open_ended:
        assert explanation.counted < explanation.total or explanation.total == explanation.counted
        assert explanation.days[-1].because == "suspended"
    else:
        assert explanation.counted == explanation.total
        assert explanation.days[-1].on == due.on
    if all(budget.unit is not Unit.MONTHS for budget in clock.plan("statutory")):
        assert explanation.total == sum(budget.amount for budget in clock.plan("statutory"))


@many
@given(st.data())
def test_suspending_and_resuming_in_any_order_conserves_the_budget(data: st.DataObject) -> None:
    start = data.draw(STARTS)
    limit = data.draw(budgets((Unit.WORKDAYS,)))
    stretches = data.draw(
        st.lists(suspensions(start), min_size=1, max_size=4, unique_by=lambda suspension: suspension.ground)
    )
    acts = [("suspend", s) for s in stretches] + [("resume", s) for s in stretches]
    order = data.draw(st.permutations(acts))
    begun: set[SuspensionGround] = set()
    clock = Clock(start, statutory=limit)
    for verb, stretch in sorted(order, key=lambda act: act[0] == "resume"):
        if verb == "suspend":
            clock = clock.suspend(stretch.from_on, stretch.ground, "告知书")
            begun.add(stretch.ground)
        else:
            clock = clock.resume(stretch.until_on or start, stretch.ground)

    reached = clock.due("statutory", CHINA).on
    explanation = clock.explain("statutory", CHINA)

    assert explanation.counted == limit.amount
    assert reached == Clock(start, statutory=limit, suspensions=tuple(stretches)).due("statutory", CHINA).on
    plain = Clock(start, statutory=limit).due("statutory", CHINA).on
    assert reached and plain and reached >= plain
    removed = {line.on for line in explanation.days if line.because == "suspended" and CHINA.is_workday(line.on)}
    assert CHINA.workdays_between(start, reached) == limit.amount + len(removed)


@many
@given(clocks(), st.data())
def test_one_more_suspension_never_makes_a_limit_earlier_and_twice_the_same_is_once(
    clock: Clock, data: st.DataObject
) -> None:
    extra = data.draw(suspensions(clock.started_on))
    once = replace(clock, suspensions=(*clock.suspensions, extra)).due("statutory", CHINA).on
    twice = replace(clock, suspensions=(extra, *clock.suspensions, extra)).due("statutory", CHINA).on
    before = clock.due("statutory", CHINA).on
    assert before and once and once >= before
    assert once == twice


@many
@given(clocks(), budgets())
def test_an_extension_never_makes_a_limit_earlier(clock: Clock, budget: Budget) -> None:
    plain = replace(clock, extensions=())
    longer = replace(clock, extensions=(Extension(budget, "局长", clock.started_on, "案情复杂"),))
    before, after = plain.due("statutory", CHINA).on, longer.due("statutory", CHINA).on
    assert before and after and after >= before


@many
@given(STARTS, st.integers(1, 400))
def test_counting_is_monotone_and_can_be_undone(day: date, n: int) -> None:
    due = CHINA.add_workdays(day, n)
    assert CHINA.add_workdays(day, n + 1) > due
    assert CHINA.add_workdays(day + ONE, n) >= due
    assert CHINA.workdays_between(day, due) == n
    back = CHINA.subtract_workdays(due, n)
    assert back <= day and CHINA.add_workdays(back, n) == due


@many
@given(st.lists(STARTS, max_size=30), st.integers(1, 90))
def test_bulk_equals_single(days: list[date], n: int) -> None:
    singly = [CHINA.add_workdays(day, n) for day in days]
    assert CHINA.add_workdays_bulk(days, n) == singly
    assert CHINA.add_workdays_bulk([day.toordinal() for day in days], n) == [day.toordinal() for day in singly]


@few
@given(st.dates(date(2026, 10, 1), date(2028, 3, 1)), budgets(), st.data())
def test_no_coming_arrangement_moves_a_limit_beyond_the_bounds_it_was_shown_with(
    start: date, limit: Budget, data: st.DataObject
) -> None:
    clock = Clock(start, statutory=limit)
    due = clock.due("statutory", CHINA)
    weekends, weekdays = may_move(date(2027, 1, 1), date(2028, 12, 31))
    worked = data.draw(st.sets(st.sampled_from(weekends), max_size=25))
    freed = data.draw(st.sets(st.sampled_from(weekdays), max_size=25))
    notice = [SpecialDay(day, DayKind.MAKEUP, "调休", "通知") for day in worked]
    notice += [SpecialDay(day, DayKind.HOLIDAY, "放假", "通知") for day in freed]
    announced = CHINA.with_days(notice, version="通知以后")

    actual = clock.due("statutory", announced).on

    assert due.earliest_on and due.latest_on and actual
    assert due.earliest_on <= actual <= due.latest_on
    assert due.determined == (due.on is not None and due.on <= CHINA.covered_until)


@many
@given(clocks(ended=False), st.integers(0, 400))
def test_a_verdict_is_monotone_in_time_and_a_finished_clock_never_ages(clock: Clock, step: int) -> None:
    rank = {Verdict.ON_TIME: 0, Verdict.CANNOT_BE_DETERMINED: 1, Verdict.LATE: 2}
    day = clock.started_on + timedelta(days=step)
    now = clock.verdict("statutory", CHINA, day)
    later = clock.verdict("statutory", CHINA, day + timedelta(days=30))
    assert rank[now] <= rank[later]
    assert clock.stop(day).verdict("statutory", CHINA, day + timedelta(days=3650)) is now


@many
@given(clocks(ended=False), st.integers(0, 300))
def test_consumed_and_remaining_make_the_total_and_only_grow(clock: Clock, step: int) -> None:
    day = clock.started_on + timedelta(days=step)
    today = clock.position(CHINA, day).statutory
    tomorrow = clock.position(CHINA, day + ONE).statutory
    assert today and tomorrow
    assert today.consumed + today.remaining == today.total
    assert 0 <= tomorrow.consumed - today.consumed <= 1
    if today.due.on is not None:
        assert (day >= today.due.on) == (today.remaining_workdays == 0)
        assert (today.overdue_workdays > 0) <= (today.verdict is not Verdict.ON_TIME)


@many
@given(clocks(ended=False), st.integers(0, 200))
def test_nothing_changes_before_the_next_moment(clock: Clock, step: int) -> None:
    after = datetime.combine(clock.started_on + timedelta(days=step), time(9, 30), SHANGHAI)
    moment = clock.next_moment(CHINA, after)
    here = clock.position(CHINA, after)
    probe = after + timedelta(days=200) if moment is None else moment - timedelta(seconds=1)
    assert moment is None or moment > after
    there = clock.position(CHINA, probe)
    assert there.state is here.state
    assert here.statutory and there.statutory
    assert there.statutory.consumed == here.statutory.consumed
    assert there.statutory.remaining_workdays == here.statutory.remaining_workdays
    assert there.statutory.due == here.statutory.due


@many
@given(clocks(ended=False), st.booleans())
def test_a_clock_comes_back_from_json_as_it_was(clock: Clock, restart: bool) -> None:
    kept = clock.restart(clock.started_on + timedelta(days=3), "决定被撤销后重新办理") if restart else clock
    assert Clock.from_json(json.loads(json.dumps(kept.to_json()))) == kept


@few
@given(st.lists(clocks(), max_size=5), st.sets(st.integers(0, 300), max_size=5))
def test_rederiving_names_exactly_the_clocks_that_moved(found: list[Clock], steps: set[int]) -> None:
    added = [date(2026, 6, 1) + timedelta(days=step) for step in steps]
    edited = CHINA.with_days([SpecialDay(day, DayKind.HOLIDAY, "加放", "通知") for day in added], version="新")
    running = dict(enumerate(found))

    moved = rederive(running, CHINA, edited)

    changed = [key for key, c in running.items() if c.due("statutory", CHINA).at != c.due("statutory", edited).at]
    assert [one.key for one in moved] == changed
    assert rederive(running, CHINA, CHINA) == []


@many
@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2026, 10, 1)),  # noqa: DTZ001 — made aware below
    st.integers(1, 40),
    st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), max_size=2),
)
def test_working_hours_add_up_to_the_second(start: datetime, hours: int, stretches: list[tuple[int, int]]) -> None:
    begun = start.replace(microsecond=0, tzinfo=SHANGHAI)
    clock = Clock(
        begun.date(),
        statutory=Budget(hours, Unit.WORK_HOURS),
        started_at=begun,
        suspensions=tuple(
            Suspension(
                begun.date() + timedelta(days=a), begun.date() + timedelta(days=a + b), SuspensionGround.TESTING, ""
            )
            for a, b in stretches
        ),
    )
    explanation = clock.explain("statutory", CHINA)
    due = explanation.due
    assume(not due.provisional)
    assert sum(line.seconds or 0 for line in explanation.days) == hours * 3600 == explanation.total
    assert due.at and due.on and CHINA.is_workday(due.on)
    assert clock.verdict("statutory", CHINA, due.at) is Verdict.ON_TIME
    assert clock.verdict("statutory", CHINA, due.at + timedelta(seconds=1)) is Verdict.LATE
    standing = clock.position(CHINA, due.at).statutory
    assert standing and standing.remaining == 0
