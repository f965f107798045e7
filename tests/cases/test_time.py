"""What happens to cases because time passes, and because the calendar changes."""

from datetime import date, timedelta

import pytest

from legalclock import Budget
from zhengtong.cases import actions, queries, tasks
from zhengtong.cases.documents import last_day
from zhengtong.cases.models import Case
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.models import Entry
from zhengtong.timers.actions import enter_notice
from zhengtong.timers.models import Clock

from .conftest import walk_in
from .county import MORNING, days_later
from .test_rules import refused

pytestmark = pytest.mark.django_db
WINTER = MORNING.replace(year=2026, month=12, day=21)


def test_silence_for_five_working_days_is_acceptance_from_the_day_of_receipt(county, received):
    assert tasks.wake(days_later(7)) == 0, "2025-09-22 is the fifth working day and not over yet"
    assert tasks.wake(days_later(8)) == 1
    case = Case.objects.select_related("handling_clock").get(pk=received.pk)
    assert case.is_deemed_accepted
    assert case.accepted_at == MORNING
    assert last_day(case.handling_clock.promised_due) == date(2025, 9, 28), "counted from receipt, not from the silence"
    assert case.steps.filter(state="open").count() == 1
    assert Entry.objects.get(subject=case.ref, kind="case.deemed_accepted").actor == "system"


def test_waking_twice_does_nothing_twice(county, received):
    assert tasks.wake(days_later(8)) == 1
    assert tasks.wake(days_later(8)) == 0
    assert Entry.objects.filter(subject=received.ref, kind="case.deemed_accepted").count() == 1


def test_a_silent_applicants_case_ends_when_the_correction_time_is_over(county, received):
    told = [{"material": "申请书", "problem": "没有签名"}]
    actions.request_correction(received.ref, told, reply=Budget.parse("3wd"), by=county.xiaoli, at=MORNING)
    assert tasks.wake(days_later(3)) == 0
    assert tasks.wake(days_later(4)) == 1
    case = Case.objects.get(pk=received.pk)
    assert (case.state, case.result_code) == ("correction_expired", "5")
    assert case.ended_at == days_later(4)


def test_promised_papers_that_do_not_come_are_noted_and_the_case_goes_on(county):
    case = actions.accept_case(walk_in(county, missing=(3,)).ref, by=county.xiaoli, at=MORNING, with_deferral=True)
    assert tasks.wake(days_later(8)) == 1
    case.refresh_from_db()
    assert case.state == "accepted"
    assert case.materials.get(order=3).state == "missing"


def test_a_provisional_day_has_no_legal_effect(county):
    """2026-12-25 (Fri) is received; the fifth working day falls into 2027, whose 调休 nobody knows yet."""
    case = walk_in(county, at=WINTER + timedelta(days=4))
    later = WINTER + timedelta(days=40)
    assert Clock.objects.get(subject=case.ref).is_provisional
    assert tasks.wake(later) == 0
    with refused("cannot-be-determined"):
        actions.deem_accepted(case.ref, at=later)


NOTICE_2027 = [(date(2027, 1, day), "holiday", "元旦") for day in (1, 2, 3)] + [(date(2027, 1, 9), "makeup", "元旦")]


def test_the_november_notice_makes_winter_limits_certain_and_says_what_moved(county):
    case = actions.accept_case(walk_in(county, at=WINTER).ref, by=county.xiaoli, at=WINTER)
    before = case.handling_clock.promised_due
    moved = enter_notice(2027, "国办发明电〔2026〕示例号", NOTICE_2027, by="staff:BG002", at=WINTER)
    case = Case.objects.select_related("handling_clock").get(pk=case.pk)
    assert not case.handling_clock.is_provisional
    assert case.ref in {m.subject for m in moved}
    assert all(m.became_certain or m.before != m.after for m in moved)
    assert case.due_at == case.handling_clock.promised_due, "the inbox follows the clock"
    assert case.handling_clock.calendar_version == 2
    entry = Entry.objects.get(kind="calendar.noticed")
    assert entry.data["moved_count"] == len(moved)
    assert before is not None


def test_finished_cases_never_age(county, received):
    case = actions.accept_case(received.ref, by=county.xiaoli, at=MORNING)
    case = actions.withdraw_case(case.ref, reason="", by=county.zhangayi.user, at=days_later(1))
    due = Clock.objects.get(subject=case.ref, name="handling").promised_due
    enter_notice(2027, "国办发明电〔2026〕示例号", NOTICE_2027, by="staff:BG002", at=WINTER)
    clock = Clock.objects.get(subject=case.ref, name="handling")
    assert clock.promised_due == due
    assert clock.calendar_version == 1, "a stopped clock keeps the calendar it was judged by"


@pytest.mark.parametrize(
    "year, days, code",
    [
        (2029, NOTICE_2027, "year-gap"),
        (2027, [(date(2028, 1, 1), "holiday", "元旦")], "wrong-year"),
        (2027, [*NOTICE_2027, NOTICE_2027[0]], "day-twice"),
        (2027, [(date(2027, 1, 4), "makeup", "元旦")], "makeup-on-weekday"),
        (2027, [(date(2027, 1, 9), "makeup", "元旦")], "no-holiday"),
        (2027, [(date(2027, 1, 1), "holiday", "")], "no-source"),
    ],
)
def test_a_wrong_notice_is_refused_and_changes_no_clock(county, year, days, code):
    case = walk_in(county, at=WINTER)
    with refused(code):
        enter_notice(year, "国办发明电〔2026〕示例号", days, by="staff:BG002", at=WINTER)
    assert Clock.objects.get(subject=case.ref).calendar_version == 1


def test_a_clock_jumping_back_changes_nothing_that_was_written(county, accepted):
    """The server's clock is set back an hour: acts keep their order in the journal, limits keep their days."""
    with pytest.raises(Refusal):
        actions.withdraw_case(accepted.ref, reason="", by=county.zhangayi.user, at=MORNING - timedelta(days=1))
    case = Case.objects.select_related("handling_clock").get(pk=accepted.pk)
    assert case.state == "accepted"
    assert case.handling_clock.is_open


def test_the_inbox_asks_the_same_number_of_questions_however_long_it_is(county, django_assert_max_num_queries):
    for _ in range(3):
        walk_in(county)
    with django_assert_max_num_queries(4):
        assert len(list(queries.inbox(county.xiaoli, "all"))) == 3
    for _ in range(12):
        walk_in(county)
    with django_assert_max_num_queries(4):
        assert len(list(queries.inbox(county.xiaoli, "all"))) == 15
