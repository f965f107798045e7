"""What the law says of a request, against worked examples: receipt, kinds of reply, fees, tracks, remedies."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalclock import Clock, china_calendar
from zhengtong.disclosure.choices import (
    APPLICANT_COLUMNS,
    ENDED_STATES,
    OPEN_STATES,
    REPLY_ROWS,
    ApplicantKind,
    OpinionStep,
    ReceiptBasis,
    ReplyGroup,
    ReplyKind,
    RequestState,
    RequestTrack,
)
from zhengtong.disclosure.rules import consultation, course, fees, reply
from zhengtong.disclosure.rules.application import is_request_ref, read_application, request_ref
from zhengtong.disclosure.rules.receipt import received_on
from zhengtong.foundation.errors import Refusal

CHINA = china_calendar()
SENT, SIGNED, CONFIRMED, TODAY = date(2026, 11, 18), date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 24)


def refused(code: str, act, *args, **kwargs) -> Refusal:
    with pytest.raises(Refusal) as caught:
        act(*args, **kwargs)
    assert caught.value.code == code
    return caught.value


# --- 收到申请之日 (第三十一条) ---


@pytest.mark.parametrize(
    ("basis", "day"),
    [
        ("in_person", SENT),
        ("signed_mail", SIGNED),
        ("ordinary_mail", CONFIRMED),
        ("web", CONFIRMED),
        ("fax", CONFIRMED),
    ],
)
def test_each_way_of_handing_in_has_its_own_day_of_receipt(basis, day):
    assert received_on(basis, submitted_on=SENT, signed_on=SIGNED, confirmed_on=CONFIRMED, today=TODAY) == day


def test_a_letter_is_not_received_before_it_is_signed_for_or_confirmed():
    known = {"submitted_on": SENT, "today": TODAY}
    refused("no-signature", received_on, "signed_mail", signed_on=None, confirmed_on=CONFIRMED, **known)
    for basis in ("ordinary_mail", "web", "fax"):
        refused("no-confirmation", received_on, basis, signed_on=SIGNED, confirmed_on=None, **known)
    early = date(2026, 11, 17)
    refused("receipt-before-submission", received_on, "web", signed_on=None, confirmed_on=early, **known)
    late = date(2026, 11, 25)
    refused("receipt-in-future", received_on, "fax", signed_on=None, confirmed_on=late, **known)


def test_all_five_ways_are_explained():
    from zhengtong.disclosure.rules.receipt import EXPLAINED

    assert set(EXPLAINED) == set(ReceiptBasis)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        # 28 September and 11 October 2025 are worked, 1 to 8 October are off.
        (date(2025, 9, 26), date(2025, 10, 30)),
        (date(2026, 11, 23), date(2026, 12, 21)),
    ],
)
def test_a_reply_is_due_twenty_working_days_after_receipt(received, due):
    assert Clock.start(received, statutory="20wd").due("statutory", CHINA).on == due


# --- 表三 ---

TABLE_3 = {
    "（一）予以公开": ["予以公开"],
    "（二）部分公开": ["部分公开"],
    "（三）不予公开": [
        "属于国家秘密", "其他法律行政法规禁止公开", "危及“三安全一稳定”", "保护第三方合法权益", "属于三类内部事务信息",
        "属于四类过程性信息", "属于行政执法案卷", "属于行政查询事项",
    ],
    "（四）无法提供": ["本机关不掌握相关政府信息", "没有现成信息需要另行制作", "补正后申请内容仍不明确"],
    "（五）不予处理": [
        "信访举报投诉类申请", "重复申请", "要求提供公开出版物", "无正当理由大量反复申请", "要求行政机关确认或重新出具已获取信息",
    ],
    "（六）其他处理": [
        "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "其他",
    ],
}  # fmt: skip


def test_the_kinds_of_reply_are_the_leaf_rows_of_table_3_in_their_order():
    listed: dict[str, list[str]] = {}
    for row in REPLY_ROWS.values():
        listed.setdefault(row.group.label, []).append(row.label)
    assert listed == TABLE_3
    assert set(REPLY_ROWS) == set(ReplyKind.values)
    for group in (ReplyGroup.DENIED, ReplyGroup.UNABLE, ReplyGroup.UNPROCESSED, ReplyGroup.OTHER):
        numbers = [row.number for row in REPLY_ROWS.values() if row.group == group]
        assert numbers == [str(place) for place in range(1, len(numbers) + 1)]
    assert all(row.article.startswith("第") and row.reasons for row in REPLY_ROWS.values())


def test_the_kinds_of_applicant_are_the_columns_of_table_3():
    assert [heading for _, _, heading in APPLICANT_COLUMNS] == [
        "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计",
    ]  # fmt: skip
    assert [code for code, _, _ in APPLICANT_COLUMNS] == [*ApplicantKind.values, "total"]


# --- 信息处理费 (国办函〔2020〕109号) ---


@pytest.mark.parametrize(
    ("place", "yuan"),
    [(1, 0), (10, 0), (11, 100), (30, 100), (31, 200), (40, 200), (41, 300), (50, 300), (51, 400)],
)
def test_by_piece_ten_are_free_and_every_further_ten_above_thirty_cost_100_more(place, yuan):
    assert fees.fee_by_pieces(place).yuan == yuan


@pytest.mark.parametrize(
    ("pages", "yuan"),
    [(1, 0), (30, 0), (31, 10), (100, 700), (101, 720), (200, 2700), (201, 2740), (300, 6700)],
)
def test_by_page_each_part_has_its_own_price(pages, yuan):
    assert fees.fee_by_pages(pages).yuan == yuan


@given(st.integers(min_value=1, max_value=2000))
def test_a_further_page_never_costs_less_and_never_more_than_the_highest_price(pages):
    more = fees.fee_by_pages(pages + 1).yuan - fees.fee_by_pages(pages).yuan
    assert more in (0, 10, 20, 40)
    assert (more == 0) == (pages < 30)


@given(st.integers(min_value=1, max_value=500))
def test_a_further_piece_never_costs_less_and_a_step_is_ten_pieces(place):
    now, after, a_step_on = (fees.price_of_piece(n) for n in (place, place + 1, place + 10))
    assert after - now in (0, 100)
    assert place <= 30 or a_step_on == now + 100


def test_one_method_only_and_one_notice_in_time():
    refused("no-method", fees.fee, "both", 40)
    asked = fees.fee("pages", 40)
    assert (asked.yuan, "第31至40页10页×10元" in asked.basis) == (100, True)
    assert fees.check_chargeable(asked, was_noticed=False, is_late=False) is asked
    refused("fee-noticed", fees.check_chargeable, asked, was_noticed=True, is_late=False)
    refused("fee-late", fees.check_chargeable, asked, was_noticed=False, is_late=True)
    refused("fee-nothing", fees.check_chargeable, fees.fee("pages", 30), was_noticed=False, is_late=False)
    refused("bad-quantity", fees.fee, "pages", 0)


# --- 办理流程 ---


def test_every_act_and_every_state_has_its_place_in_the_table():
    assert set(course.NEXT) == set(course.ACTS)
    reached = {state for turns in course.NEXT.values() for state in turns.values()} | {RequestState.CLEARING}
    assert reached == set(RequestState) - {RequestState.SUBMITTED}
    left = {state for turns in course.NEXT.values() for state in turns}
    assert set(RequestState) - left == set()
    assert set(RequestState) == OPEN_STATES | ENDED_STATES
    for act, turns in course.NEXT.items():
        for state in RequestState:
            if state in turns:
                assert course.next_state(act, state) == turns[state]
            else:
                assert course.ACTS[act] in refused("wrong-state", course.next_state, act, state).sentence


def test_an_ended_request_can_only_be_delivered_archived_or_published():
    for state in ENDED_STATES:
        assert set(course.acts_in(state)) <= {"deliver", "archive", "publish"}


@pytest.mark.parametrize(
    ("track", "states"),
    [
        ("plain", ["approving", "approved"]),
        ("sensitive", ["legal_review", "approving", "approved"]),
        ("leader", ["legal_review", "approving", "clearing", "approved"]),
    ],
)
def test_a_reply_passes_everybody_its_track_names(track, states):
    acts = {"legal_review": "review", "approving": "approve", "clearing": "clear"}
    state, passed = course.after_step("submit", "drafting", track), []
    while state != "approved":
        passed.append(state)
        state = course.after_step(acts[state], state, track)
    assert [*passed, state] == states
    assert course.CHAINS[RequestTrack(track)][0] == OpinionStep.HANDLE


def test_what_withholds_anything_passes_legal_review():
    for kind in ("denied_process", "partial"):
        refused("track-too-light", course.check_track, "plain", kind)
        course.check_track("sensitive", kind)
    course.check_track("plain", "granted")
    refused("no-track", course.check_track, "", "granted")


def test_silence_of_a_joint_organ_is_consent_and_of_a_third_party_is_not():
    assert consultation.answer_of_silence("joint_organ") == "agrees"
    assert consultation.answer_of_silence("third_party") == ""
    assert consultation.answer_of_silence("other_organ") == ""
    refused("no-words", consultation.check_answer, "refuses", "", is_silent=False, is_over=False)
    refused("no-choice", consultation.check_answer, "", "", is_silent=False, is_over=False)


# --- 答复 ---

PLAIN = {"was_corrected": False, "consulted": set(), "open_consultations": 0, "files": 1}
GOOD = "您申请公开的信息，本机关予以公开，随本答复书提供。"


def test_a_reply_with_an_unfilled_place_does_not_go_out():
    refused("blanks-left", reply.check_reply, "granted", REPLY_ROWS["granted"].reasons, "", "", **PLAIN)
    assert reply.check_reply("granted", GOOD, "", "", **PLAIN).kind == "granted"


def test_a_reply_must_be_what_its_kind_says():
    refused("nothing-provided", reply.check_reply, "granted", GOOD, "", "", **(PLAIN | {"files": 0}))
    refused("nothing-withheld", reply.check_reply, "partial", GOOD, "", "", **PLAIN)
    refused("third-party-unheard", reply.check_reply, "denied_third_party", GOOD, "", "", **PLAIN)
    refused("not-corrected", reply.check_reply, "unable_unclear", GOOD, "", "", **PLAIN)
    refused("by-lapse", reply.check_reply, "other_not_paid", GOOD, "", "", **PLAIN)
    refused("consultation-open", reply.check_reply, "granted", GOOD, "", "", **(PLAIN | {"open_consultations": 1}))
    refused("no-kind", reply.check_reply, "no-such", GOOD, "", "", **PLAIN)


def test_the_days_for_reconsideration_and_suit_are_computed():
    free = reply.remedies("granted", date(2026, 3, 2), CHINA)
    # Sixty days end on Friday 1 May, a holiday until the 5th: the 6th. Six months end on Wednesday 2 September.
    assert (free.reconsider_first, free.reconsider_by, free.sue_by) == (False, date(2026, 5, 6), date(2026, 9, 2))
    bound = reply.remedies("denied_secret", date(2026, 3, 2), CHINA)
    assert (bound.reconsider_first, bound.reconsider_by, bound.sue_by) == (True, date(2026, 5, 6), None)
    assert "应当先申请行政复议" in bound.sentence
    assert reply.remedies("partial", None, CHINA).reconsider_by is None


# --- 申请 ---

TYPED = {
    "unit": "MZ", "applicant_kind": "natural", "name": "张桂兰", "id_type": "111", "id_number": "360829195803140068",
    "phone": "19900100001", "wanted": "临时救助资金发放情况", "features": "2025年横龙镇临时救助的户数和金额。",
    "carrier": "electronic", "route": "web",
}  # fmt: skip


def test_an_application_asks_only_what_the_law_asks():
    asked, errors = read_application(TYPED, today=TODAY)
    assert errors == {} and asked.person.name == "张桂兰" and asked.wants_fee_waiver is False


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"id_number": "360829195803140069"}, "id_number"),
        ({"wanted": ""}, "wanted"),
        ({"features": "名单"}, "features"),
        ({"phone": "12345"}, "phone"),
        ({"route": "mail"}, "address"),
        ({"applicant_kind": "company", "id_type": "001", "id_number": "91360829MAFT00019T"}, "contact"),
        ({"applicant_kind": "natural", "id_type": "001", "id_number": "91360829MAFT00019T"}, "id_type"),
        ({"email": "nobody"}, "email"),
        ({"carrier": "stone"}, "carrier"),
        ({"unit": ""}, "unit"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(changed, field):
    asked, errors = read_application(TYPED | changed, today=TODAY)
    assert asked is None and set(errors) == {field}


def test_a_number_tells_what_it_is_of_and_finds_typing_slips():
    ref = request_ref(TODAY, 17)
    assert ref.startswith("YSQ20261124") and is_request_ref(ref)
    assert not is_request_ref(ref[:-1] + str((int(ref[-1]) + 1) % 10))
