"""What may become of an interview and what may be asked; no database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.refs import is_day_ref
from zhengtong.interviews import rules
from zhengtong.interviews.choices import InterviewState, PersonRole
from zhengtong.interviews.rules import Guest, Plan

AT = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
THREE_DAYS = timedelta(days=3)
PLAN = Plan(
    "老年助餐怎么办得更好", "回答网友提问。", AT + timedelta(days=5), AT + timedelta(days=5, hours=2),
    (Guest("guest", "刘建民", "县民政局局长"),),
)  # fmt: skip
ROLES = frozenset(PersonRole.values)


def refused(code: str):
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def test_an_interview_goes_from_draft_to_archive_one_step_after_the_other():
    state = "draft"
    for act in ("announce", "start", "end", "publish", "archive"):
        state = rules.next_state(act, state)
    assert state == "archived"


@pytest.mark.parametrize(
    ("act", "state"),
    [("start", "draft"), ("start", "live"), ("end", "announced"), ("publish", "live"), ("archive", "ended"),
     ("cancel", "live"), ("announce", "cancelled"), ("cancel", "archived")],
)  # fmt: skip
def test_no_step_is_left_out_or_taken_back(act, state):
    with refused("wrong-state"):
        rules.next_state(act, state)


def test_every_state_has_a_name_in_a_refusal():
    for state in InterviewState.values:
        for act in ("announce", "cancel", "start", "end", "publish", "archive"):
            try:
                rules.next_state(act, state)
            except Refusal as refusal:
                assert InterviewState(state).label in refusal.sentence


def test_three_days_before_needs_no_reason():
    on_time = replace(PLAN, starts_at=AT + THREE_DAYS)
    assert rules.check_announcing(on_time, at=AT, notice=THREE_DAYS, reason="") == ""


def test_a_shorter_notice_needs_a_reason_and_says_how_many_days_are_asked():
    late = replace(PLAN, starts_at=AT + THREE_DAYS - timedelta(minutes=1))
    with pytest.raises(Refusal, match="提前3日") as no:
        rules.check_announcing(late, at=AT, notice=THREE_DAYS, reason="急")
    assert (no.value.code, no.value.field) == ("short-notice", "reason")
    assert (
        rules.check_announcing(late, at=AT, notice=THREE_DAYS, reason="寒潮将至，需尽快说明") == "寒潮将至，需尽快说明"
    )
    assert rules.check_announcing(late, at=AT, notice=timedelta(days=1), reason="") == ""


@pytest.mark.parametrize(
    ("change", "code"),
    [({"people": (Guest("host", "邹雨桐"),)}, "no-guest"), ({"topic": ""}, "no-topic"),
     ({"starts_at": AT - timedelta(hours=3), "ends_at": AT - timedelta(hours=1)}, "over")],
)  # fmt: skip
def test_a_notice_tells_who_what_and_when(change, code):
    with refused(code):
        rules.check_announcing(replace(PLAN, **change), at=AT, notice=THREE_DAYS, reason="")


@pytest.mark.parametrize(
    ("change", "code"),
    [({"title": "短"}, "bad-title"), ({"ends_at": PLAN.starts_at}, "period-turned"),
     ({"ends_at": PLAN.starts_at + timedelta(hours=13)}, "too-long"), ({"people": (Guest("singer", "某人"),)}, "bad-role"),
     ({"people": (Guest("guest", "某"),)}, "bad-person"), ({"per_phone": 0}, "bad-limit"), ({"topic": "长" * 2001}, "topic-long"),
     ({"people": (Guest("guest", "某人"),) * 31}, "too-many-people")],
)  # fmt: skip
def test_a_plan_that_cannot_be_is_refused(change, code):
    with refused(code):
        rules.check_plan(replace(PLAN, **change), ROLES)


@pytest.mark.parametrize("slug", ["", "A", "a b", "../x", "a--b", "-a", "长", "a" * 61])
def test_an_address_is_made_of_small_letters(slug):
    with refused("bad-slug"):
        rules.check_slug(slug)


def test_numbers_tell_what_they_are_of():
    assert rules.interview_ref("interview", 2026, 3) == "FT-2026-0003"
    assert rules.interview_ref("press", 2026, 12) == "FY-2026-0012"
    assert is_day_ref("TW", rules.question_ref(date(2026, 11, 23), 17))


@pytest.mark.parametrize("number", ["12345678901", "1990010000", "199001000011", "abc", "", "+1 19900100001"])
def test_what_is_no_mobile_number_is_refused(number):
    with refused("bad-phone"):
        rules.check_phone(number)


def test_a_number_may_be_written_as_people_write_it():
    assert rules.check_phone("+86 199-0010-0077") == rules.check_phone("１９９００１０００７７") == "19900100077"


@pytest.mark.parametrize(("name", "text", "code"), [("", "助餐点什么时候开？", "bad-name"), ("名" * 21, "助餐点什么时候开？", "bad-name"),
                                                    ("刘女士", "开？", "bad-question"), ("刘女士", "长" * 301, "bad-question")])  # fmt: skip
def test_a_question_has_a_name_and_some_words(name, text, code):
    with refused(code):
        rules.check_question(name, text)


def test_a_code_is_sent_once_a_minute_and_ten_times_a_day():
    rules.next_code([], 0, 60, AT)
    with pytest.raises(Refusal, match="请31秒后再试"):
        rules.next_code([AT - timedelta(seconds=30)], 0, 60, AT)
    rules.next_code([AT - timedelta(seconds=60)], 0, 60, AT)
    with refused("code-too-many"):
        rules.next_code([AT - timedelta(hours=n) for n in range(1, 11)], 0, 60, AT)
    with refused("code-address"):
        rules.next_code([], 60, 60, AT)


def test_a_code_has_six_digits():
    assert rules.code_of(7) == "000007"
    assert all(len(rules.code_of()) == 6 for _ in range(50))


def test_a_poll_offers_two_to_eight_different_answers():
    assert rules.check_poll(" 您最希望 增加哪项服务 ", ["送餐", "早餐", " 送餐 "]) == (
        "您最希望 增加哪项服务",
        ["送餐", "早餐"],
    )
    for choices in (["送餐"], ["送餐", "送餐"], [str(n) for n in range(9)], ["送餐", "长" * 61]):
        with refused("bad-poll"):
            rules.check_poll("您最希望增加哪项服务", choices)


def test_every_figure_says_how_it_is_counted():
    figures = rules.Figures(3, 2, 5, 4, 3, 1, 9, None, ())
    assert [(figure.label, figure.value) for figure in figures.told()][:3] == [
        ("参与人数", 3),
        ("直播访客", 2),
        ("提问数", 5),
    ]
    assert all(len(figure.definition) > 10 for figure in figures.told())


def test_a_name_is_masked_and_what_one_is_called_is_not():
    shown = {name: rules.shown_name(name) for name in ("刘女士", "欧阳先生", "刘小红", "李明", "我是张三丰先生", "刘")}
    assert shown == {
        "刘女士": "刘女士", "欧阳先生": "欧阳先生", "刘小红": "刘*红", "李明": "李*", "我是张三丰先生": "我*****生", "刘": "*",
    }  # fmt: skip
