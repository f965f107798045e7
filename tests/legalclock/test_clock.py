"""受理、特别程序、延期、办结: what a clock allows, refuses and says."""

import json
from datetime import date, datetime, timedelta

import pytest

from legalclock import (
    SHANGHAI,
    Budget,
    Calendar,
    Clock,
    ClockError,
    Extension,
    State,
    Suspension,
    SuspensionGround,
    Unit,
    Verdict,
    ceiling,
    china_calendar,
    rederive,
)
from legalclock.extension import Ceiling
from legalclock.moments import parse_moment

MONDAY = date(2026, 3, 2)  # no holiday until 4 April
LICENSE = ceiling("license.decide")


def refused(code: str, act: object) -> str:
    with pytest.raises(ClockError) as refusal:
        act()  # type: ignore[operator]
    assert refusal.value.code == code
    assert refusal.value.sentence.endswith("。") and str(refusal.value) == refusal.value.sentence
    return refusal.value.sentence


def at(text: str) -> datetime:
    return parse_moment(text)


def extension(limit: str = "10wd", approver: str = "王局长", on: date = MONDAY, reason: str = "案情复杂") -> Extension:
    return Extension(Budget.parse(limit), approver, on, reason)


@pytest.fixture
def clock() -> Clock:
    return Clock.start(MONDAY, promised="5wd", statutory="20wd")


# --- two limits ---


def test_a_clock_has_two_due_moments(clock: Clock, china: Calendar) -> None:
    promised, statutory = clock.due("promised", china), clock.due("statutory", china)
    assert (promised.on, statutory.on) == (date(2026, 3, 9), date(2026, 3, 30))
    assert promised.at == datetime(2026, 3, 10, tzinfo=SHANGHAI)
    assert promised.determined and not promised.provisional and not promised.open_ended
    assert promised.calendar_version == china.version
    assert str(promised) == "2026年3月9日（周一）24时"


def test_a_promise_longer_than_the_law_allows_is_refused() -> None:
    refused("promise-exceeds-statute", lambda: Clock.start(MONDAY, promised="21wd", statutory="20wd"))


def test_a_limit_that_was_not_set_cannot_be_asked_for(china: Calendar) -> None:
    only = Clock.start(MONDAY, statutory="20wd")
    refused("no-such-limit", lambda: only.due("promised", china))
    assert only.position(china, MONDAY).promised is None
    refused("no-limit", lambda: Clock.start(MONDAY))


# --- suspensions ---


@pytest.mark.parametrize("ground", list(SuspensionGround))
def test_each_of_the_eight_procedures_stops_the_clock(ground: SuspensionGround, clock: Clock, china: Calendar) -> None:
    waiting = clock.suspend(date(2026, 3, 4), ground.label, "安许特告〔2026〕1号").resume(date(2026, 3, 11))
    # 3 (1) | 4-10 March removed | 11 (2) 12 (3) 13 (4) 16 (5)
    assert waiting.due("promised", china).on == date(2026, 3, 16)
    assert ground.article == "行政许可法第四十五条"


def test_there_are_eight_grounds_and_no_more() -> None:
    assert [ground.label for ground in SuspensionGround] == [
        "听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审",
    ]  # fmt: skip


@pytest.mark.parametrize("visit", ["现场核查", "site_visit", "site-visit", "实地核查", "现场勘查"])
def test_a_site_visit_by_the_agency_does_not_stop_the_clock_and_the_refusal_says_why(visit: str, clock: Clock) -> None:
    sentence = refused("site-visit-counts", lambda: clock.suspend(MONDAY, visit, "通知书"))
    assert "行政机关自身的审查工作" in sentence and "行政许可法第四十五条" in sentence


def test_any_other_reason_is_refused_with_the_eight_that_exist(clock: Clock) -> None:
    sentence = refused("not-a-ground", lambda: clock.suspend(MONDAY, "领导出差", "通知书"))
    assert "听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审" in sentence


def test_the_day_of_suspending_is_the_first_uncounted_and_the_day_of_resuming_counts_again(
    clock: Clock, china: Calendar
) -> None:
    lines = clock.suspend(date(2026, 3, 4), "检测", "告知书").resume(date(2026, 3, 6)).explain("promised", china).days
    assert [line.on.day for line in lines if line.because == "suspended"] == [4, 5]
    assert [line.on.day for line in lines if line.counted] == [3, 6, 9, 10, 11]


def test_a_suspension_ended_on_its_first_day_removes_nothing(clock: Clock, china: Calendar) -> None:
    same_day = clock.suspend(date(2026, 3, 4), "检测", "告知书").resume(date(2026, 3, 4))
    assert same_day.due("promised", china).on == clock.due("promised", china).on


def test_two_procedures_at_once_remove_each_day_once(clock: Clock, china: Calendar) -> None:
    both = clock.suspend(date(2026, 3, 4), "检测", "一").suspend(date(2026, 3, 5), "专家评审", "二")
    refused("which-suspension", lambda: both.resume(date(2026, 3, 6)))
    done = both.resume(date(2026, 3, 9), "检测").resume(date(2026, 3, 6), "专家评审")
    # 3 (1) | 4-8 removed | 9 (2) 10 11 12 (5)
    assert done.due("promised", china).on == date(2026, 3, 12)


def test_while_suspended_without_end_there_is_no_due_day_and_nothing_is_late(clock: Clock, china: Calendar) -> None:
    waiting = clock.suspend(date(2026, 3, 4), "鉴定", "告知书")
    due = waiting.due("promised", china)
    assert (due.on, due.at, due.open_ended, due.determined) == (None, None, True, False)
    assert "2026年3月4日起暂停计时" in str(due)
    assert waiting.verdict("promised", china, date(2026, 12, 1)) is Verdict.ON_TIME
    position = waiting.position(china, date(2026, 3, 20))
    assert position.state is State.SUSPENDED
    assert position.promised and (position.promised.consumed, position.promised.remaining) == (1, 4)
    assert waiting.next_moment(china, at("2026-03-20T09:00")) is None


def test_a_suspension_after_the_limit_ran_out_does_not_bring_it_back(clock: Clock, china: Calendar) -> None:
    late = clock.suspend(date(2026, 3, 16), "鉴定", "告知书")
    assert late.due("promised", china).on == date(2026, 3, 9)
    assert late.verdict("promised", china, date(2026, 3, 20)) is Verdict.LATE


def test_what_cannot_be_suspended_or_resumed_is_refused(clock: Clock) -> None:
    day = date(2026, 3, 4)
    waiting = clock.suspend(day, "听证", "告知书")
    refused("no-document", lambda: clock.suspend(day, "听证", " "))
    refused("already-suspended", lambda: waiting.suspend(day, "听证", "告知书"))
    refused("not-suspended", lambda: clock.resume(day))
    refused("resume-before-suspend", lambda: waiting.resume(date(2026, 3, 3)))
    refused("suspend-before-start", lambda: clock.suspend(date(2026, 3, 1), "听证", "告知书"))
    refused("already-stopped", lambda: clock.stop(day).suspend(day, "听证", "告知书"))


def test_every_act_gives_a_new_clock_and_leaves_the_old_one(clock: Clock) -> None:
    before = clock.to_json()
    clock.suspend(date(2026, 3, 4), "听证", "告知书").resume(date(2026, 3, 5)).stop(date(2026, 3, 6))
    assert clock.to_json() == before


# --- extensions ---


def test_the_law_gives_twenty_and_ten_and_forty_five_and_fifteen() -> None:
    assert (str(LICENSE.base), str(LICENSE.extension)) == ("20个工作日", "10个工作日")
    joint = ceiling("license.joint")
    assert (str(joint.base), str(joint.extension), joint.approver) == ("45个工作日", "15个工作日", "本级人民政府负责人")


def test_an_extension_moves_both_limits_unless_it_names_one(clock: Clock, china: Calendar) -> None:
    longer = clock.extend(extension(), LICENSE, china)
    # 20 + 10 from 2 March: 30 March is the 20th; 31 Mar 1 2 3 Apr (24) | 4-6 Qingming | 7-10 (28) 13 14 (30)
    assert longer.due("statutory", china).on == date(2026, 4, 14)
    assert longer.due("promised", china).on == date(2026, 3, 23)
    only = Extension(Budget.parse("10wd"), "王局长", MONDAY, "案情复杂", ("statutory",))
    assert clock.extend(only, LICENSE, china).due("promised", china).on == date(2026, 3, 9)


def test_an_unlawful_extension_is_refused(clock: Clock, china: Calendar) -> None:
    def extend(one: Extension, to: Clock = clock, limit: Ceiling = LICENSE) -> object:
        return lambda: to.extend(one, limit, china)

    sentence = refused("over-ceiling", extend(extension("11wd")))
    assert "最多延长10个工作日" in sentence and "行政许可法第四十二条" in sentence
    refused("no-approver", extend(extension(approver=" ")))
    refused("no-reason", extend(extension(reason="")))
    refused("extension-unit", extend(extension("10d")))
    refused("extended-already", extend(extension("1wd"), clock.extend(extension("5wd"), LICENSE, china)))
    refused("extension-too-late", extend(extension(on=date(2026, 3, 31))))
    refused("approved-before-start", extend(extension(on=date(2026, 3, 1))))
    refused("already-stopped", extend(extension(), clock.stop(date(2026, 3, 5))))
    refused("over-ceiling", extend(extension(), Clock.start(MONDAY, statutory="21wd")))


def test_an_extension_on_the_last_day_is_in_time(clock: Clock, china: Calendar) -> None:
    assert clock.extend(extension(on=date(2026, 3, 30)), LICENSE, china).extensions


def test_an_extension_is_refused_while_nobody_can_say_whether_the_limit_has_run_out(china: Calendar) -> None:
    winter = Clock.start(date(2026, 12, 21), statutory="20wd")
    doubtful = extension(on=date(2027, 1, 20))
    sentence = refused("extension-undetermined", lambda: winter.extend(doubtful, LICENSE, china))
    assert "先录入放假安排通知" in sentence


def test_days_and_working_hours_are_never_added_up(china: Calendar) -> None:
    quick = Clock.start(at("2026-03-02T09:00"), promised="2wh", statutory="20wd")
    refused("extension-unit", lambda: quick.extend(extension(), LICENSE, china))
    only = Extension(Budget.parse("10wd"), "王局长", MONDAY, "案情复杂", ("statutory",))
    assert quick.extend(only, LICENSE, china).due("promised", china).at == at("2026-03-02T11:00")


def test_calendar_days_extended_by_working_days_run_one_after_the_other(china: Calendar) -> None:
    mixed = Clock(MONDAY, statutory=Budget(15, Unit.DAYS), extensions=(extension("3wd"),))
    # 15 days end Tue 17 March; 18 19 20 are three working days more
    assert mixed.due("statutory", china).on == date(2026, 3, 20)
    standing = mixed.position(china, date(2026, 3, 18)).statutory
    assert standing and (standing.total, standing.consumed, standing.remaining) == (18, 16, 2)


# --- stop, restart ---


def test_a_finished_clock_is_judged_by_the_day_it_stopped(clock: Clock, china: Calendar) -> None:
    years_later = date(2027, 12, 1)
    assert clock.stop(date(2026, 3, 9)).verdict("promised", china, years_later) is Verdict.ON_TIME
    assert clock.stop(date(2026, 3, 10)).verdict("promised", china, years_later) is Verdict.LATE
    assert clock.stop(at("2026-03-09T23:59:59")).verdict("promised", china, years_later) is Verdict.ON_TIME
    assert clock.stop(at("2026-03-10T00:00")).verdict("promised", china, years_later) is Verdict.LATE
    assert clock.stop(date(2026, 3, 9)).position(china, years_later).state is State.STOPPED
    assert clock.stop(date(2026, 3, 9)).next_moment(china, at("2026-03-09T10:00")) is None


def test_what_cannot_be_stopped_is_refused(clock: Clock) -> None:
    assert "请核对时间" in refused("stop-before-start", lambda: clock.stop(date(2026, 3, 1)))
    refused("already-stopped", lambda: clock.stop(MONDAY).stop(MONDAY))
    refused("stop-needs-time", lambda: Clock.start(at("2026-03-02T09:00"), promised="2wh").stop(MONDAY))


def test_a_restart_runs_the_whole_limit_again_and_keeps_what_was_before(clock: Clock, china: Calendar) -> None:
    stopped = clock.suspend(date(2026, 3, 4), "听证", "告知书").resume(date(2026, 3, 6)).stop(date(2026, 3, 20))
    again = stopped.restart(date(2026, 4, 1), "行政复议决定责令重新办理")
    assert again.suspensions == () and again.restarted and again.restarted.before == stopped
    # 2 3 April (2) | 4-6 off | 7 8 9 (5)
    assert again.due("promised", china).on == date(2026, 4, 9)
    assert "重新计算" in again.explain("promised", china).summary
    refused("no-reason", lambda: stopped.restart(date(2026, 4, 1), ""))
    refused("restart-before-start", lambda: stopped.restart(date(2026, 3, 19), "理由"))


def test_a_clock_jumping_back_is_refused(clock: Clock, china: Calendar) -> None:
    for ask in (
        lambda: clock.verdict("promised", china, date(2026, 3, 1)),
        lambda: clock.position(china, date(2026, 3, 1)),
    ):
        assert "请核对系统时间" in refused("before-start", ask)
    refused("naive-moment", lambda: clock.verdict("promised", china, datetime(2026, 3, 5, 9)))  # noqa: DTZ001
    refused("not-a-day", lambda: Clock(at("2026-03-02T09:00"), statutory=Budget.parse("5wd")))
    refused("start-disagrees", lambda: Clock(MONDAY, Budget.parse("5wd"), started_at=at("2026-03-03T09:00")))


# --- where it stands ---


def test_the_remaining_days_fall_to_nothing_on_the_last_day(clock: Clock, china: Calendar) -> None:
    seen = []
    for day in (2, 3, 6, 7, 8, 9, 10, 11):
        standing = clock.position(china, date(2026, 3, day)).promised
        assert standing
        seen.append((standing.consumed, standing.remaining_workdays, standing.overdue_workdays, standing.verdict.value))
    assert seen == [
        (0, 5, 0, "on_time"),
        (1, 4, 0, "on_time"),
        (4, 1, 0, "on_time"),
        (4, 1, 0, "on_time"),
        (4, 1, 0, "on_time"),
        (5, 0, 0, "on_time"),
        (5, 0, 1, "late"),
        (5, 0, 2, "late"),
    ]


def test_the_next_moment_is_the_first_threshold_boundary_or_end(clock: Clock, china: Calendar) -> None:
    now = at("2026-03-02T10:00")
    assert clock.next_moment(china, now) == at("2026-03-03T00:00")
    assert clock.next_moment(china, now, remaining=()) == at("2026-03-10T00:00")
    # two working days left on the promise once Thursday 5 March has begun: 6 and 9 remain
    assert clock.next_moment(china, now, remaining=(2,)) == at("2026-03-05T00:00")
    assert clock.next_moment(china, at("2026-03-05T00:00"), remaining=(2,)) == at("2026-03-10T00:00")
    assert clock.next_moment(china, at("2026-03-10T00:00"), remaining=(2,)) == at("2026-03-26T00:00")
    assert clock.next_moment(china, at("2026-04-10T00:00"), remaining=(2,)) is None
    planned = clock.suspend(date(2026, 3, 4), "听证", "告知书", until=date(2026, 3, 11))
    assert planned.next_moment(china, now, remaining=()) == at("2026-03-04T00:00")
    assert planned.next_moment(china, at("2026-03-04T00:00")) == at("2026-03-11T00:00")


# --- winter: what nobody knows yet ---


def test_a_winter_limit_is_provisional_and_cannot_be_determined_where_it_matters(china: Calendar) -> None:
    winter = Clock.start(date(2026, 12, 21), statutory="20wd")
    due = winter.due("statutory", china)
    assert (due.on, due.provisional, due.determined) == (date(2027, 1, 19), True, False)
    assert "暂定" in str(due) and "调休安排尚未公布" in due.reason
    assert due.earliest_on and due.latest_on and due.earliest_on < due.on < due.latest_on

    def verdict(day: date) -> Verdict:
        return winter.verdict("statutory", china, day)

    assert verdict(date(2026, 12, 31)) is Verdict.ON_TIME
    assert verdict(due.earliest_on) is Verdict.ON_TIME
    assert verdict(due.earliest_on + timedelta(days=1)) is Verdict.CANNOT_BE_DETERMINED
    assert verdict(due.on) is Verdict.CANNOT_BE_DETERMINED
    assert verdict(due.latest_on) is Verdict.CANNOT_BE_DETERMINED
    assert verdict(due.latest_on + timedelta(days=1)) is Verdict.LATE
    assert winter.stop(date(2026, 12, 28)).verdict("statutory", china, date(2028, 1, 1)) is Verdict.ON_TIME


def test_entering_the_notice_settles_a_winter_limit_and_says_what_moved(china: Calendar) -> None:
    clocks = {
        "冬天": Clock.start(date(2026, 12, 21), statutory="20wd"),
        "春天": Clock.start(MONDAY, statutory="20wd"),
        "已办结": Clock.start(date(2026, 12, 21), statutory="20wd").stop(date(2026, 12, 25)),
    }
    announced = china.with_days([], covered_until=date(2027, 12, 31), version="2027年安排")
    (moved,) = rederive(clocks, china, announced)
    assert (moved.key, moved.which, moved.became_determined) == ("冬天", "statutory", True)
    # with no arrangement entered for it, 1 January 2027 is an ordinary Friday
    assert moved.after.on == date(2027, 1, 18) and moved.after.determined
    assert "由暂定转为确定" in str(moved)


def test_an_open_suspension_beyond_the_coverage_is_neither_late_nor_surely_on_time(china: Calendar) -> None:
    winter = Clock.start(date(2026, 12, 21), statutory="20wd")
    waiting = winter.suspend(date(2027, 1, 18), "鉴定", "告知书")
    assert waiting.due("statutory", china).open_ended
    assert waiting.verdict("statutory", china, date(2027, 6, 1)) is Verdict.CANNOT_BE_DETERMINED


# --- working hours ---


def test_an_hour_limit_is_kept_to_the_second(china: Calendar) -> None:
    clock = Clock.start(at("2026-03-02T09:00"), promised="2wh")
    assert clock.due("promised", china).exact
    assert clock.stop(at("2026-03-02T11:00:00")).verdict("promised", china, MONDAY) is Verdict.ON_TIME
    assert clock.stop(at("2026-03-02T11:00:01")).verdict("promised", china, date(2026, 3, 3)) is Verdict.LATE
    standing = clock.position(china, at("2026-03-02T09:30")).promised
    assert standing and (standing.total, standing.consumed, standing.remaining) == (7200, 1800, 5400)


def test_without_office_hours_an_hour_limit_is_refused_and_never_guessed() -> None:
    clock = Clock.start(at("2026-03-02T09:00"), promised="2wh")
    assert "没有设置作息时间" in refused("office-hours-missing", lambda: clock.due("promised", china_calendar()))
    refused("start-needs-time", lambda: Clock.start(MONDAY, promised="2wh"))


def test_a_suspended_day_has_no_working_hours(china: Calendar) -> None:
    clock = Clock.start(at("2026-03-02T11:30"), promised="2wh").suspend(date(2026, 3, 3), "检测", "告知书")
    late = Clock.start(at("2026-03-02T17:00"), promised="2wh").suspend(date(2026, 3, 3), "检测", "告知书")
    assert clock.due("promised", china).at == at("2026-03-02T16:00")
    assert late.due("promised", china).open_ended
    assert [line.because for line in late.explain("promised", china).days] == ["counted", "suspended"]
    assert late.resume(date(2026, 3, 5)).due("promised", china).at == at("2026-03-05T10:00")


# --- explanations ---


def test_every_day_says_why_it_counted_or_not(china: Calendar) -> None:
    explanation = Clock.start(date(2025, 9, 26), statutory="5wd").explain("statutory", china)
    said = {line.on: line for line in explanation.days}
    assert said[date(2025, 9, 26)].reason == "起算当日，不计入"
    assert "民法典" in said[date(2025, 9, 26)].source
    assert said[date(2025, 9, 27)].reason == "周末，不计入"
    assert said[date(2025, 9, 28)].reason == "调休上班（国庆节），计入第1个工作日"
    assert said[date(2025, 10, 6)].reason == "中秋节放假，不计入"
    assert "国办发明电〔2024〕12号" in said[date(2025, 10, 1)].source
    assert said[date(2025, 10, 10)].reason == "工作日，计入第5个工作日，期限最后一日"
    assert explanation.summary == (
        "法定时限5个工作日，自2025年9月26日起算（当日不计入），其间不计入周末1天、节假日8天，"
        "调休上班1天照常计入，最后一日为2025年10月10日（周五）24时。"
    )


def test_a_limit_that_ends_on_a_day_off_says_that_it_moved(china: Calendar) -> None:
    lines = Clock.start(date(2014, 7, 9), statutory="60d").explain("statutory", china).days
    assert [(line.on.day, line.because, line.number) for line in lines[-3:]] == [
        (7, "counted", 60),
        (8, "rolled", None),
        (9, "last", None),
    ]
    assert lines[-3].reason == "周末，计入第60日，期满日为休息日，顺延"
    assert lines[-1].source == "《中华人民共和国民法典》第二百零三条"


def test_a_suspended_day_names_the_procedure_and_its_document(clock: Clock, china: Calendar) -> None:
    line = clock.suspend(date(2026, 3, 4), "听证", "安听〔2026〕3号").explain("promised", china).days[-1]
    assert line.reason == "听证（安听〔2026〕3号）所需时间，不计入"
    assert line.source == "行政许可法第四十五条"


def test_the_explanation_is_a_table_for_people_and_plain_values_for_programs(clock: Clock, china: Calendar) -> None:
    explanation = clock.explain("promised", china)
    lines = str(explanation).splitlines()
    assert lines[0].split() == ["日期", "星期", "计入", "说明", "依据"]
    assert len(lines) == 1 + len(explanation.days) + 2
    record = json.loads(json.dumps(explanation.as_dict()))
    assert record["due"] == "2026-03-09" and record["counted"] == record["total"] == 5
    assert record["days"][0]["on"] == "2026-03-02" and record["days"][-1]["number"] == 5


def test_a_provisional_day_is_marked_in_the_table(china: Calendar) -> None:
    text = str(Clock.start(date(2026, 12, 21), statutory="20wd").explain("statutory", china))
    assert "元旦放假，不计入（暂定）" in text and "最早可能为" in text


# --- stored ledgers ---


def test_a_full_ledger_comes_back_from_json(clock: Clock, china: Calendar) -> None:
    full = (
        clock.suspend(date(2026, 3, 4), "听证", "告知书")
        .resume(date(2026, 3, 6))
        .extend(extension(), LICENSE, china)
        .stop(at("2026-03-20T10:00"))
        .restart(date(2026, 4, 1), "重新办理")
        .suspend(date(2026, 4, 7), "鉴定", "告知书")
    )
    assert Clock.from_json(json.loads(json.dumps(full.to_json()))) == full


@pytest.mark.parametrize(
    "damage",
    [
        {"started_on": None},
        {"started_on": "2026-02-30"},
        {"promised": 5},
        {"promised": "5周"},
        {"suspensions": None},
        {"suspensions": [{"from_on": "2026-03-04", "until_on": None, "ground": "假期", "document": ""}]},
        {"extensions": [{"budget": "10wd"}]},
        {"restarted": {"on": "2026-03-04", "reason": "x"}},
    ],
)
def test_a_damaged_ledger_is_refused_and_not_mended(damage: dict[str, object], clock: Clock) -> None:
    with pytest.raises(ClockError) as refusal:
        Clock.from_json(clock.to_json() | damage)
    assert refusal.value.sentence.endswith("。")


@pytest.mark.parametrize(
    "damage",
    [
        {"version": None},
        {"days": [{"on": "2026-01-01", "kind": "festival", "name": "x", "source": "x"}]},
        {"office_hours": "8-12"},
        {"office_hours": {"ordinary": "12:00-08:30", "seasons": []}},
        {"covered_until": "someday"},
    ],
)
def test_a_damaged_calendar_is_refused_and_not_mended(damage: dict[str, object], china: Calendar) -> None:
    with pytest.raises(ClockError):
        Calendar.from_json(china.to_json() | damage)


def test_suspensions_given_in_any_order_are_the_same_clock_in_effect(china: Calendar) -> None:
    first = Suspension(date(2026, 3, 4), date(2026, 3, 6), SuspensionGround.TESTING, "一")
    second = Suspension(date(2026, 3, 10), date(2026, 3, 12), SuspensionGround.HEARING, "二")
    forward = Clock(MONDAY, statutory=Budget.parse("10wd"), suspensions=(first, second))
    backward = Clock(MONDAY, statutory=Budget.parse("10wd"), suspensions=(second, first))
    assert forward.due("statutory", china) == backward.due("statutory", china)
