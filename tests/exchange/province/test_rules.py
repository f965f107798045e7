"""Names, pauses, sums and sentences of the link, without a database."""

import random
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.cast import NOON
from zhengtong.exchange.province import codes, national, rules, signing
from zhengtong.exchange.province.choices import DifferenceKind, ObjectType
from zhengtong.exchange.province.comparison import Line, sum_of
from zhengtong.journal.milestones import Milestone

MZ = national.Unit("MZ", "安福县民政局", "11360829014899237J")


def event(kind: str, milestone: str | None = None, subject: str = "permits:1", **facts):
    return national.Event(
        kind, "标签", Milestone(milestone) if milestone else None, subject, NOON, "staff:MZ001", MZ, facts
    )


def test_local_keys_carry_the_area_code_once():
    assert rules.object_id("360829", "permits:17") == "360829permits:17"
    assert rules.object_id("360829", "360829007XK20261123000017") == "360829007XK20261123000017"


def test_the_guid_belongs_to_the_object_and_never_changes():
    assert rules.row_guid("card", "360829A") == rules.row_guid("card", "360829A")
    assert rules.row_guid("card", "360829A") != rules.row_guid("order", "360829A")


def test_pauses_double_up_to_five_minutes_and_never_jitter():
    assert [rules.pause(n).total_seconds() for n in (1, 2, 3, 4, 8, 9, 1000)] == [2, 4, 8, 16, 256, 300, 300]


def test_first_told_is_an_insert_and_what_was_never_told_is_not_taken_back():
    assert rules.operation("U", None) == "I"
    assert rules.operation("U", "I") == rules.operation("U", "U") == "U"
    assert rules.operation("D", "U") == "D"
    assert rules.operation("D", None) is None and rules.operation("D", "D") is None
    assert rules.operation("U", "D") == "I"


def test_the_sum_of_a_day_does_not_depend_on_order():
    lines = [Line(f"360829{n}", n, f"sm3:{n}") for n in range(50)]
    shuffled = random.Random(7).sample(lines, 50)
    assert sum_of(lines, "sm3") == sum_of(shuffled, "sm3")
    assert sum_of(lines, "sm3") != sum_of(lines[:-1], "sm3")
    assert sum_of([], "sm3").count == 0


def test_differences_are_named_and_what_is_under_way_is_left_out():
    ours = [Line("A", 1, "x"), Line("B", 2, "x"), Line("C", 1, "x"), Line("E", 1, "x")]
    theirs = [Line("A", 1, "x"), Line("B", 1, "x"), Line("D", 1, "x"), Line("E", 1, "y"), Line("F", 1, "x")]
    found = {each.object_id: each.kind for each in rules.differences(ours, theirs, {"F"})}
    assert found == {
        "B": DifferenceKind.DIFFERS,
        "C": DifferenceKind.MISSING,
        "D": DifferenceKind.EXTRA,
        "E": DifferenceKind.DIFFERS,
    }


def test_the_link_alarms_after_ten_minutes_or_twenty_rejects():
    late = NOON - timedelta(minutes=11)
    assert rules.alarm(NOON - timedelta(minutes=9), 19, "", NOON) == ""
    assert "已等待 11 分钟" in rules.alarm(late, 0, "连接不上。", NOON)
    assert "20 条报文被省平台退回" in rules.alarm(None, 20, "", NOON)


@pytest.mark.parametrize("code", sorted(codes.MEANINGS))
def test_every_code_has_a_meaning_and_a_verdict(code):
    assert codes.meaning(code) and codes.advice(code) and codes.verdict(code)


def test_an_unknown_code_counts_as_rejected():
    assert codes.verdict("9999") == codes.Verdict.REJECTED
    assert codes.meaning("9999") == "未列入代码表的代码"


# --- what is told ---


def test_a_milestone_is_told_under_the_national_names():
    told = national.tell(
        event("case.accepted", "accepted", "360829007XK20261123000017", item="MZ-XK-0001", item_name="低保",
              instant=False, channel="window", promised_due="2026-12-01T00:00:00+08:00", region="360829100000")
    )  # fmt: skip
    assert told.object_type == ObjectType.MATTER and not told.is_withdrawal
    assert told.payload | {
        "project_no": "360829007XK20261123000017", "local_task_code": "MZ-XK-0001", "task_name": "低保",
        "project_type": "2", "apply_type": "0", "promise_date": "2026-12-01 00:00:00", "message_code": "SL",
        "nodetype": "1", "noderesult": "4", "accept_date": "2026-11-23 12:00:00", "org_code": "11360829014899237J",
        "handle_user_code": "MZ001", "area_code": "360829100000",
    } == told.payload  # fmt: skip


@pytest.mark.parametrize(("milestone", "code"), [("returned", "1"), ("voided", "2"), ("lapsed", "5")])
def test_an_ending_says_how_it_ended(milestone, code):
    assert national.tell(event("case.x", milestone)).payload["result_type"] == code
    told = national.tell(event("case.finished", "finished", result_code="0"))
    assert told.payload["result_type"] == "0" and told.payload["result_date"] == "2026-11-23 12:00:00"


def test_a_special_procedure_is_of_kind_b_and_an_extension_of_kind_a():
    assert national.tell(event("case.suspended", "suspended", name="听证")).payload["special_type"] == "B"
    assert national.tell(event("case.extension_approved", "extended")).payload["special_type"] == "A"


def test_what_is_not_in_the_tables_does_not_leave_the_house():
    told = national.tell(
        event("complaint.accepted", "accepted", complainant="张阿姨", phone="19900100001", text="内容")
    )
    assert "张阿姨" not in str(told) and "1990" not in str(told) and "内容" not in str(told)
    assert national.tell(event("draft.saved")) is None
    assert national.tell(event("case.materials_checked", "noted")) is None
    assert national.tell(event("card.proposed")) is None


def test_cards_orders_appeals_scores_and_rules_have_types_of_their_own():
    types = {
        kind: national.tell(event(kind)).object_type
        for kind in ("card.issued", "appeal.filed", "order.signed", "appraisal.published", "rule.approved")
    }
    assert list(types.values()) == ["card", "appeal", "order", "score", "rule"]
    assert national.tell(event("card.issued", level="yellow")).payload["level"] == "2"


def test_scores_are_told_once_they_are_published():
    assert national.tell(event("appraisal.revised", is_published=False)) is None
    told = national.tell(event("appraisal.revised", is_published=True, period="2026-10", scores=[{"code": "MZ"}]))
    assert told.payload["scores"] == [{"code": "MZ"}] and told.payload["is_revision"] == "1"


def test_a_withdrawn_card_is_taken_back_with_its_reason():
    told = national.tell(event("card.withdrawn", reason="来源系统更正了办结时间"))
    assert told.is_withdrawal and told.reason == "来源系统更正了办结时间"
    assert told.payload["state"] == "C" and told.payload["revoke_reason"] == told.reason


def test_a_corrected_card_is_told_once_the_province_knows_of_it():
    told = national.tell(event("card.corrected", state="issued", level="red", after="超过法定期限2个工作日"))
    assert told.payload["state"] == "Y" and told.payload["descript"] == "超过法定期限2个工作日"
    assert national.tell(event("card.corrected", state="pending", after="")) is None


def test_a_corrected_matter_says_so():
    assert (
        national.tell(event("outside.accepted", "accepted", revision=2, event_id="e")).reason == "来源系统更正：第2版"
    )
    assert not national.tell(event("outside.retracted", "noted", event_id="e")).is_withdrawal
    assert national.tell(event("outside.retracted", "noted")).is_withdrawal


# --- the envelope ---


def sealed(body):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    at = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
    return signing.envelope("360829", "B1", body, sent_at=at, public_key=public, sign=key.sign), public


def test_a_signature_covers_head_and_body():
    envelope, key = sealed([{"a": 1}])
    assert signing.is_sound(envelope, key)
    assert not signing.is_sound({**envelope, "body": [{"a": 2}]}, key)
    assert not signing.is_sound({**envelope, "head": {**envelope["head"], "batch_no": "B2"}}, key)
    assert not signing.is_sound({**envelope, "head": {**envelope["head"], "signature": "§"}}, key)
    assert not signing.is_sound(envelope, sealed([])[1])


def test_a_hash_names_its_algorithm():
    assert signing.payload_hash({"b": 1, "a": 2}, "sm3") == signing.payload_hash({"a": 2, "b": 1}, "sm3")
    assert signing.is_hash_of({"a": 1}, signing.payload_hash({"a": 1}, "sha256"))
    assert not signing.is_hash_of({"a": 1}, "none:00")
