"""What may follow a card and an order: pure rules, no database."""

from datetime import UTC, date, datetime, timedelta

import pytest

from legalclock import china_calendar
from zhengtong.foundation.errors import Refusal
from zhengtong.supervision.rules import due_process as rules

AT = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
LATER = AT + timedelta(days=3)


def refused(code: str, call, *args, **kwargs) -> Refusal:
    with pytest.raises(Refusal) as caught:
        call(*args, **kwargs)
    assert caught.value.code == code
    assert caught.value.sentence.endswith("。")
    return caught.value


def test_a_red_card_is_told_to_everybody_a_yellow_one_is_told_to():
    warning, yellow, red = (rules.posts_told(level) for level in ("warning", "yellow", "red"))
    assert warning < yellow < red
    assert yellow == {"section_head", "unit_supervisor"}
    assert red - yellow == {"leader", "main_leader", "supervisor", "supervision_head"}


@pytest.mark.parametrize(
    ("verb", "before", "after"),
    [("confirm", "pending", "issued"), ("cancel", "pending", "cancelled"), ("withdraw", "issued", "withdrawn"),
     ("close", "issued", "closed")],
)  # fmt: skip
def test_a_card_goes_only_the_ways_the_table_knows(verb, before, after):
    assert rules.next_card_state(verb, before, "yellow") == after
    for state in {"pending", "issued", "cancelled", "withdrawn", "closed"} - {before}:
        refused("card-state", rules.next_card_state, verb, state, "yellow")


def test_an_appeal_is_late_from_the_last_moment_of_the_limit_on():
    until = datetime(2026, 11, 26, 16, 0, tzinfo=UTC)
    rules.check_appeal(state="issued", appeal_until=until, at=until - timedelta(seconds=1), appeals=())
    late = refused("appeal-late", rules.check_appeal, state="issued", appeal_until=until, at=until, appeals=())
    assert late.sentence == "申诉截止时间是2026年11月26日24时，已经过期，不能再提出申诉。"


def test_a_card_is_appealed_once():
    ask = {"state": "issued", "appeal_until": LATER, "at": AT}
    refused("appeal-open", rules.check_appeal, **ask, appeals=("filed",))
    refused("appeal-open", rules.check_appeal, **ask, appeals=("returned",))
    refused("appealed-already", rules.check_appeal, **ask, appeals=("upheld",))
    refused("card-state", rules.check_appeal, **ask | {"state": "withdrawn"}, appeals=())
    refused("no-appeal-limit", rules.check_appeal, **ask | {"appeal_until": None}, appeals=())


def test_what_was_asked_for_is_waited_for_and_then_decided_without_it():
    asked = {"state": "returned", "supplement_due": LATER, "card_state": "issued"}
    refused("appeal-waits", rules.check_decide, **asked, verdict="upheld", at=AT)
    rules.check_decide(**asked, verdict="upheld", at=LATER)
    refused("appeal-waits", rules.check_decide, **asked, verdict="returned", at=LATER)
    refused("appeal-decided", rules.check_decide, **asked | {"state": "granted"}, verdict="upheld", at=AT)
    refused("no-verdict", rules.check_decide, **asked, verdict="filed", at=AT)


def test_an_appeal_against_a_card_already_withdrawn_can_only_be_granted():
    gone = {"state": "filed", "supplement_due": None, "card_state": "withdrawn", "at": AT}
    refused("card-withdrawn", rules.check_decide, **gone, verdict="upheld")
    rules.check_decide(**gone, verdict="granted")


def test_the_level_of_an_order_rises_once_for_each_limit_missed():
    sign, answer = AT, AT + timedelta(days=4)
    ask = {"sign_due": sign, "answer_due": answer}
    missed = rules.missed_limit
    assert missed(**ask, state="issued", raised_for=None, at=AT - timedelta(seconds=1)) is None
    assert missed(**ask, state="issued", raised_for=None, at=AT) == ("sign", sign)
    assert missed(**ask, state="issued", raised_for=sign, at=AT) is None
    assert missed(**ask, state="issued", raised_for=sign, at=answer) == ("answer", answer)
    assert missed(**ask, state="signed", raised_for=sign, at=answer) == ("answer", answer)
    assert missed(**ask, state="answered", raised_for=None, at=answer) is None
    assert missed(**ask, state="closed", raised_for=None, at=answer) is None


def test_a_worker_that_slept_raises_for_both_limits_one_after_the_other():
    sign, answer = AT, AT + timedelta(days=4)
    ask = {"sign_due": sign, "answer_due": answer, "state": "issued", "at": AT + timedelta(days=9)}
    assert rules.missed_limit(**ask, raised_for=None) == ("sign", sign)
    assert rules.missed_limit(**ask, raised_for=sign) == ("answer", answer)
    assert rules.missed_limit(**ask, raised_for=answer) is None


def test_the_highest_level_of_an_order_stays():
    assert [rules.raised(level) for level in ("general", "key", "listed")] == ["key", "listed", "listed"]


def test_numbers_carry_their_day_and_a_check_digit():
    ref = rules.numbered("JC", date(2026, 11, 23), 17)
    assert ref.startswith("JC20261123000017") and len(ref) == 17
    assert rules.numbered("DB", date(2026, 11, 23), 12_345_678).startswith("DB2026112312345678")


def test_days_left_count_working_days_and_never_say_today_twice():
    calendar = china_calendar()
    due = datetime(2026, 11, 26, 16, 0, tzinfo=UTC)  # 24:00 of Thursday the 26th
    assert rules.last_day(due) == date(2026, 11, 26)
    assert rules.days_left(due, AT, calendar) == 3
    assert rules.days_left(due, due - timedelta(seconds=1), calendar) == 0
    assert rules.days_left(due, due, calendar) == -1
    assert rules.days_left(due, due + timedelta(days=2), calendar) == -1  # Saturday


def test_closing_asks_for_an_end():
    rules.check_may_close(matter_ended=True, order_closed=False)
    rules.check_may_close(matter_ended=False, order_closed=True)
    refused("matter-open", rules.check_may_close, matter_ended=False, order_closed=False)
    refused("appeal-open", rules.check_nothing_open, has_appeal=True, has_order=False, what="销号")
    refused("order-open", rules.check_nothing_open, has_appeal=False, has_order=True, what="销号")


def test_who_issued_by_hand_does_not_judge_it():
    refused("own-card", rules.check_other_hands, "staff:JC001", "staff:JC001", "撤销")
    rules.check_other_hands("staff:JC001", "staff:JC002", "撤销")
    rules.check_other_hands("", "staff:JC001", "撤销")


def test_what_is_written_is_measured():
    assert refused("text-missing", rules.line, "  ", 120, "标题", "title").field == "title"
    refused("text-long", rules.line, "字" * 121, 120, "标题", "title")
    refused("text-missing", rules.words, "好", 300, "理由", "reason")
    refused("bad-days", rules.check_days, 0, most=30, what="反馈期限")
    refused("bad-days", rules.check_days, None, most=30, what="反馈期限")
    refused("bad-days", rules.check_days, 31, most=30, what="反馈期限")
