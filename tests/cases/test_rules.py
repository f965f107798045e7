"""What may happen to a case, told without a database."""

import pytest

from zhengtong.cases import rules
from zhengtong.cases.choices import ENDED_STATES, OPEN_STATES, State
from zhengtong.cases.rules import FeeRow, StepView, Supplied
from zhengtong.foundation.errors import Refusal


def refused(code: str):
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def test_every_state_is_open_or_ended_or_a_draft():
    assert OPEN_STATES | ENDED_STATES | {"draft"} == set(State.values)
    assert not OPEN_STATES & ENDED_STATES


def test_every_verb_has_a_chinese_name_and_leads_to_a_known_state():
    assert set(rules.MOVES) == set(rules.VERB_NAMES)
    for allowed, target in rules.MOVES.values():
        assert allowed <= set(State.values)
        assert target is None or target in State.values


def test_an_ended_case_can_only_be_archived_or_rated():
    for state in ENDED_STATES:
        assert rules.lawful_verbs(state) <= {"archive", "rate"}


def test_a_case_is_accepted_once():
    assert rules.next_state("accept", "received") == "accepted"
    with refused("already-accepted"):
        rules.next_state("accept", "reviewing")


@pytest.mark.parametrize("state", ["not_accepted", "withdrawn", "voided", "pre_rejected", "correction_expired"])
def test_nothing_is_accepted_after_it_ended(state):
    with refused("wrong-state"):
        rules.next_state("accept", state)


@pytest.mark.parametrize(
    "verb, state",
    [
        ("decide", "accepted"),
        ("decide", "reviewing"),
        ("finish", "deciding"),
        ("deliver", "granted"),
        ("decide", "suspended"),
        ("finish", "reviewing"),
    ],
)
def test_no_step_is_skipped(verb, state):
    with refused("wrong-state"):
        rules.next_state(verb, state)


def test_a_refusal_names_the_state_and_the_verb_in_chinese():
    with pytest.raises(Refusal) as refusal:
        rules.next_state("deliver", "reviewing")
    assert "审查中" in refusal.value.sentence
    assert "送达" in refusal.value.sentence


MAIN = Supplied(1, "申请书", "required", "supplied")
LATER = Supplied(2, "健康证明", "deferrable", "missing")


def test_a_main_material_must_be_there():
    with pytest.raises(Refusal) as refusal:
        rules.check_acceptance([Supplied(1, "申请书", "required", "missing")], with_deferral=True, may_defer=True)
    assert refusal.value.code == "materials-missing"
    assert "申请书" in refusal.value.sentence


def test_a_deferrable_material_may_follow_only_with_the_applicants_promise():
    with refused("deferral-unasked"):
        rules.check_acceptance([MAIN, LATER], with_deferral=False, may_defer=True)
    assert rules.check_acceptance([MAIN, LATER], with_deferral=True, may_defer=True) == [LATER]


def test_an_item_without_deferral_accepts_nothing_incomplete():
    with refused("no-deferral"):
        rules.check_acceptance([MAIN, LATER], with_deferral=True, may_defer=False)


def test_a_rejected_material_counts_as_missing_even_with_a_file():
    assert rules.missing_materials([Supplied(1, "申请书", "required", "rejected", has_file=True)])


def test_an_optional_material_is_never_missing():
    assert not rules.missing_materials([Supplied(1, "照片", "optional", "missing")])


def test_correction_is_told_once_and_completely():
    told = rules.check_correction(
        [{"material": "申请书", "problem": "未签名 "}, {"material": "照片", "problem": ""}], was_told=False
    )
    assert told == [{"material": "申请书", "problem": "未签名"}]
    with refused("told-before"):
        rules.check_correction([{"material": "申请书", "problem": "字迹不清"}], was_told=True)
    with refused("nothing-told"):
        rules.check_correction([{"material": "申请书", "problem": " "}], was_told=False)


CHAIN = [
    StepView(1, 1, "review", "done"),
    StepView(2, 2, "countersign", "open"),
    StepView(3, 2, "countersign", "open"),
    StepView(4, 3, "decide", "waiting"),
]


def test_the_next_stage_waits_for_every_countersigner():
    assert rules.following(CHAIN) == []
    one_done = [CHAIN[0], StepView(2, 2, "countersign", "done"), CHAIN[2], CHAIN[3]]
    assert rules.following(one_done) == []
    all_done = [CHAIN[0], StepView(2, 2, "countersign", "done"), StepView(3, 2, "countersign", "done"), CHAIN[3]]
    assert [step.id for step in rules.following(all_done)] == [4]


def test_side_by_side_steps_open_together():
    start = [StepView(1, 1, "countersign", "waiting"), StepView(2, 1, "countersign", "waiting"), CHAIN[3]]
    assert [step.id for step in rules.following(start)] == [1, 2]


def test_the_state_follows_the_open_step():
    assert rules.state_of_review([StepView(1, 1, "review", "open")], any_done=False) == "accepted"
    assert rules.state_of_review([StepView(2, 2, "review", "open")], any_done=True) == "reviewing"
    assert rules.state_of_review([StepView(4, 3, "decide", "open")], any_done=True) == "deciding"


def test_a_file_goes_back_one_stage_and_never_before_the_first():
    assert [s.id for s in rules.steps_to_reopen(CHAIN, 2)] == [1]
    with refused("first-step"):
        rules.steps_to_reopen(CHAIN, 1)


def test_a_clock_stops_only_for_what_the_item_names():
    rules.check_ground("expert_review", named_by_item={"expert_review"})
    with refused("no-procedure"):
        rules.check_ground("expert_review", named_by_item=())
    with refused("other-procedure"):
        rules.check_ground("hearing", named_by_item={"expert_review"})


def test_nothing_hangs_when_the_decision_is_made():
    good = {
        "open_deferrals": (),
        "open_children": 0,
        "open_steps": [StepView(4, 3, "decide", "open")],
        "extension_waits": False,
    }
    rules.check_decision(**good)
    for change, code in [
        ({"open_deferrals": ["健康证明"]}, "deferral-open"),
        ({"open_children": 1}, "children-open"),
        ({"open_steps": CHAIN[1:3]}, "review-open"),
        ({"extension_waits": True}, "extension-open"),
    ]:
        with refused(code):
            rules.check_decision(**good | change)


FEES = [
    FeeRow("工本费", "20元/证", "20.00", True),
    FeeRow("登记费", "80元/件", "80.00", False),
    FeeRow("补偿费", "按面积计算", "", False),
]


def test_only_listed_fees_up_to_their_standard():
    assert rules.check_fee(FEES, "工本费", "20.00", "").name == "工本费"
    with refused("fee-unlisted"):
        rules.check_fee(FEES, "加急费", "50", "")
    with refused("fee-above"):
        rules.check_fee(FEES, "工本费", "40", "")


def test_a_reduction_needs_a_ground_and_a_fee_that_may_be_reduced():
    with refused("fee-reason"):
        rules.check_fee(FEES, "工本费", "0", " ")
    assert rules.check_fee(FEES, "工本费", "0", "首次申领免收")
    with refused("fee-below"):
        rules.check_fee(FEES, "登记费", "0", "困难")
    assert rules.check_fee(FEES, "补偿费", "1234.50", "")


@pytest.mark.parametrize("amount", ["", "二十", "-1", "1e400", "NaN", "Infinity", "1.234"])
def test_an_amount_is_a_plain_number_of_yuan(amount):
    with refused("fee-amount"):
        rules.check_fee(FEES, "补偿费", amount, "")


def test_reasons_and_opinions_are_sentences():
    assert rules.check_opinion(" 同意 ") == "同意"
    for text in ("", " ", "无"):
        with refused("no-opinion"):
            rules.check_opinion(text)
    with refused("no-reason"):
        rules.check_reason("不行")
    with refused("long-reason"):
        rules.check_reason("长" * 501)
