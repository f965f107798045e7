"""The acts of a case, one after the other, each with its entry, its clock and its paper."""

from datetime import date, timedelta

import pytest

from legalclock import Budget
from zhengtong.cases import actions, queries
from zhengtong.cases.actions import Mark
from zhengtong.cases.documents import last_day
from zhengtong.cases.models import Case
from zhengtong.files.models import Attachment
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.models import Entry
from zhengtong.notices.models import Notice
from zhengtong.org.models import Assignment, Role, Staff, Station
from zhengtong.papers.models import Paper
from zhengtong.timers.models import Clock

from .conftest import walk_in
from .county import MORNING, days_later, licence, publish
from .test_rules import refused

pytestmark = pytest.mark.django_db


def kinds(ref: str) -> list[str]:
    return list(Entry.objects.filter(subject=ref).order_by("id").values_list("kind", flat=True))


def papers(ref: str) -> list[str]:
    return list(Paper.objects.filter(subject=ref).order_by("id").values_list("kind", flat=True))


def again(case: Case) -> Case:
    return Case.objects.select_related("clock", "handling_clock", "unit").get(pk=case.pk)


# --- reception ---


def test_a_walk_in_gets_a_number_a_receipt_and_five_working_days(county, received):
    case = again(received)
    assert case.state == "received"
    assert case.ref.startswith("360829007XK20250915")
    assert last_day(case.clock.statutory_due) == date(2025, 9, 22)
    assert papers(case.ref) == ["receipt"]
    assert kinds(case.ref) == ["case.received"]
    assert case.applicant_user == county.zhangayi.user, "her account is found by her number"


def test_a_wrong_check_digit_is_refused_beside_its_field_and_leaves_no_trace(county):
    with pytest.raises(Refusal) as refusal:
        walk_in(county, id_number="360829195803140069")
    assert (refusal.value.code, refusal.value.field) == ("id-check", "id_number")
    assert not Case.objects.exists()
    assert not Entry.objects.filter(kind="case.received").exists()


def test_a_village_agent_collects_and_the_departments_window_receives(county):
    citizen = county.liming
    from zhengtong.cases.actions import WalkIn

    case = actions.receive_walk_in(
        "MZ-XK-0026",
        WalkIn("natural", citizen.name, "111", citizen.id_number, citizen.phone, citizen.region),
        [Mark(1, "checked"), Mark(2, "checked")], by=county.shixi, at=MORNING, attachments={},
    )  # fmt: skip
    assert case.state == "submitted"
    with refused("not-permitted"):
        actions.receive_case(case.ref, by=county.shixi, at=MORNING)
    assert actions.receive_case(case.ref, by=county.xiaoli, at=MORNING).state == "received"


def test_what_is_collected_says_where(county):
    """The channel is where the station stands; without one, whether the clerk may receive at all."""
    citizen = county.liming
    person = actions.WalkIn("natural", citizen.name, "111", citizen.id_number, citizen.phone, citizen.region)

    def collected(by) -> str:
        marks = [Mark(1, "checked"), Mark(2, "checked")]
        return actions.receive_walk_in("MZ-XK-0026", person, marks, by=by, at=MORNING, attachments={}).channel

    assert collected(county.shixi) == "village"
    post = Assignment.objects.get(staff=county.shixi)
    post.role = Role.objects.get(code="township_clerk")
    post.region = county.region("360829103000")
    post.save()
    clerk = Staff.objects.get(pk=county.shixi.pk)
    assert collected(clerk) == "township"
    centre = Station.objects.create(
        code="t", name="横龙镇便民服务中心", level="township", region=county.region("360829103000"),
        unit=clerk.unit, address="横龙镇", hours="8:30-17:30",
    )  # fmt: skip
    for level in ("township", "village"):
        Station.objects.filter(pk=centre.pk).update(level=level)
        Staff.objects.filter(pk=clerk.pk).update(station=centre)
        assert collected(Staff.objects.get(pk=clerk.pk)) == level


def test_another_unit_sees_nothing_of_it(county, received):
    with pytest.raises(Unknown):
        actions.accept_case(received.ref, by=county.laozhou, at=MORNING)
    assert not queries.visible_to(county.laozhou.user).exists()
    with pytest.raises(Unknown):
        queries.case_for(county.laozhou.user, received.ref)
    with pytest.raises(Unknown):
        queries.case_for(county.liming.user, received.ref)


# --- acceptance ---


def test_acceptance_starts_both_limits_the_day_itself_not_counted(accepted):
    clock = again(accepted).handling_clock
    assert last_day(clock.promised_due) == date(2025, 9, 28), "ten working days, Sunday 9-28 is a makeup day"
    assert last_day(clock.statutory_due) == date(2025, 10, 17), "twenty, over Golden Week; Saturday 10-11 is one"
    assert not clock.is_provisional
    assert papers(accepted.ref) == ["receipt", "acceptance"]


def test_a_second_acceptance_is_refused_and_changes_nothing(county, accepted):
    before = kinds(accepted.ref)
    with refused("already-accepted"):
        actions.accept_case(accepted.ref, by=county.xiaoli, at=days_later(1))
    assert kinds(accepted.ref) == before
    assert Clock.objects.filter(subject=accepted.ref, name="handling").count() == 1


def test_a_winter_limit_is_provisional(county):
    at = MORNING.replace(year=2026, month=12, day=21)
    case = actions.accept_case(walk_in(county, at=at).ref, by=county.xiaoli, at=at)
    assert case.handling_clock.is_provisional
    assert "暂定" in Paper.objects.get(subject=case.ref, kind="acceptance").content


def test_missing_papers_are_not_accepted(county):
    case = walk_in(county, missing=(1, 2))
    with refused("materials-missing"):
        actions.accept_case(case.ref, by=county.xiaoli, at=MORNING)


def test_deferred_papers_have_a_limit_of_their_own_and_hold_the_decision(county):
    case = walk_in(county, missing=(3,))
    with refused("deferral-unasked"):
        actions.accept_case(case.ref, by=county.xiaoli, at=MORNING)
    case = actions.accept_case(case.ref, by=county.xiaoli, at=MORNING, with_deferral=True)
    assert case.is_deferral
    assert Clock.objects.get(subject=case.ref, name="deferral").is_open
    to_decision(county, case)
    with refused("deferral-open"):
        actions.decide_case(case.ref, kind="granted", opinion="同意", by=county.liujuzhang, at=days_later(5))
    actions.supply_deferred(case.ref, 3, by=county.xiaoli, at=days_later(5), on_paper=True)
    assert not Clock.objects.get(subject=case.ref, name="deferral").is_open
    actions.decide_case(case.ref, kind="granted", opinion="同意", by=county.liujuzhang, at=days_later(5))


def test_refusing_acceptance_names_ground_reason_and_whom_to_ask(county, received):
    with refused("no-addressee"):
        actions.refuse_acceptance(
            received.ref, ground="not_competent", reason="不属于本局职权", by=county.xiaoli, at=MORNING
        )
    case = actions.refuse_acceptance(received.ref, ground="not_competent", reason="不属于本局职权", by=county.xiaoli,
                                     at=MORNING, send_to="安福县市场监督管理局")  # fmt: skip
    assert case.state == "not_accepted"
    assert case.ended_at == MORNING
    assert not Clock.objects.filter(subject=case.ref, is_open=True).exists()
    assert "安福县市场监督管理局" in Paper.objects.get(subject=case.ref, kind="non_acceptance").content


# --- correction ---


def test_correction_is_told_once_stops_the_office_and_starts_anew_when_supplied(county, received):
    told = [{"material": "申请书", "problem": "没有签名"}, {"material": "照片", "problem": "不清楚"}]
    case = actions.request_correction(
        received.ref, told, reply=Budget.parse("10wd"), by=county.xiaoli, at=days_later(1)
    )
    assert case.state == "correcting"
    assert case.clock.name == "correction"
    assert not Clock.objects.get(subject=case.ref, name="intake").is_open
    with refused("still-missing"):
        actions.supply_correction(case.ref, {}, at=days_later(2), by=county.zhangayi.user)
    actions.supply_correction(case.ref, {}, at=days_later(2), window=county.xiaoli, on_paper=[1, 4])
    case = again(case)
    assert case.state == "received"
    assert last_day(case.clock.statutory_due) == date(2025, 9, 24), "five working days from the corrected papers"
    with refused("told-before"):
        actions.request_correction(case.ref, told, reply=Budget.parse("10wd"), by=county.xiaoli, at=days_later(3))
    assert papers(case.ref) == ["receipt", "correction_notice", "correction_receipt"]


def test_only_the_applicant_supplies_the_correction(county, received):
    told = [{"material": "申请书", "problem": "没有签名"}]
    actions.request_correction(received.ref, told, reply=Budget.parse("10wd"), by=county.xiaoli, at=MORNING)
    with pytest.raises(Unknown):
        actions.supply_correction(received.ref, {}, at=MORNING, by=county.liming.user)


# --- review ---


def to_decision(county, case) -> None:
    """王科长 reviews, 老周 and 王科长 countersign side by side."""
    actions.complete_step(case.ref, result="approved", opinion="材料真实", by=county.wangkezhang, at=days_later(2))
    actions.complete_step(case.ref, result="approved", opinion="同意会签", by=county.laozhou, at=days_later(3))
    actions.complete_step(case.ref, result="approved", opinion="同意会签", by=county.wangkezhang, at=days_later(3))


def test_the_chain_opens_stage_by_stage_and_countersigning_side_by_side(county, accepted):
    case = again(accepted)
    assert [s.name for s in case.steps.filter(state="open")] == ["材料审查"]
    with refused("not-your-step"):
        actions.complete_step(case.ref, result="approved", opinion="同意", by=county.liujuzhang, at=days_later(1))
    assert not queries.visible_to(county.laozhou.user).filter(pk=case.pk).exists(), "老周's step has not come yet"
    actions.complete_step(case.ref, result="approved", opinion="材料真实", by=county.wangkezhang, at=days_later(1))
    assert {s.name for s in case.steps.filter(state="open")} == {"交通会签", "业务会签"}
    assert queries.visible_to(county.laozhou.user).filter(pk=case.pk).exists(), "老周 sees it once his unit is asked"
    actions.complete_step(case.ref, result="approved", opinion="同意会签", by=county.laozhou, at=days_later(2))
    assert again(case).state == "reviewing"
    actions.complete_step(case.ref, result="approved", opinion="同意会签", by=county.wangkezhang, at=days_later(2))
    assert again(case).state == "deciding"


def test_a_decision_before_the_review_is_refused(county, accepted):
    with refused("wrong-state"):
        actions.decide_case(accepted.ref, kind="granted", opinion="同意", by=county.liujuzhang, at=MORNING)


def test_a_returned_file_is_reviewed_again_and_wins_no_time(county, accepted):
    to_decision(county, accepted)
    due = again(accepted).due_at
    actions.return_step(accepted.ref, reason="会签意见不明确", by=county.liujuzhang, at=days_later(4))
    case = again(accepted)
    assert case.state == "reviewing"
    assert case.due_at == due
    assert case.steps.filter(state="open", round=2).count() == 2
    actions.complete_step(case.ref, result="approved", opinion="补充意见", by=county.laozhou, at=days_later(4))
    actions.complete_step(case.ref, result="approved", opinion="补充意见", by=county.wangkezhang, at=days_later(4))
    assert again(case).state == "deciding"


def test_a_step_is_forwarded_only_to_who_holds_the_post(county, accepted):
    with refused("wrong-post"):
        actions.assign_step(accepted.ref, to=county.liujuzhang, by=county.wangkezhang, at=MORNING)
    step = actions.assign_step(accepted.ref, to=county.wangkezhang, by=county.wangkezhang, at=MORNING)
    assert step.assignee == county.wangkezhang
    assert queries.inbox(county.wangkezhang, "mine").filter(pk=accepted.pk).exists()


# --- special procedure and extension ---


def test_expert_review_stops_the_clock_and_shifts_both_limits(county, accepted):
    promised = again(accepted).handling_clock.promised_due
    case = actions.suspend_case(accepted.ref, ground="expert_review", days=15, reason="需要组织专家评审",
                                by=county.wangkezhang, at=days_later(1))  # fmt: skip
    assert case.state == "suspended"
    assert case.handling_clock.is_suspended
    assert case.due_at is None, "while it stands still nothing is due"
    with refused("wrong-state"):
        actions.complete_step(case.ref, result="approved", opinion="同意", by=county.wangkezhang, at=days_later(2))
    case = actions.resume_case(case.ref, result="评审通过", by=county.wangkezhang, at=days_later(3))
    assert case.state == "accepted"
    assert case.handling_clock.promised_due - promised == timedelta(days=2), "9-16 and 9-17 did not count"
    assert "special_procedure" in papers(case.ref)


def test_a_hearing_is_told_with_a_notice_of_its_own(county):
    hearing = {"ground": "hearing", "name": "听证", "amount": 20, "unit": "wd", "basis": "行政许可法第四十六条"}
    publish(licence() | {"special_procedures": [hearing]}, number=2)
    case = actions.accept_case(walk_in(county).ref, by=county.xiaoli, at=MORNING)
    actions.suspend_case(case.ref, ground="hearing", days=20, reason="涉及公共利益需要听证", by=county.wangkezhang,
                         at=days_later(1))  # fmt: skip
    assert papers(case.ref)[-2:] == ["special_procedure", "hearing_notice"]


def test_an_on_site_check_stops_no_clock(county, accepted):
    with refused("other-procedure"):
        actions.suspend_case(accepted.ref, ground="site_visit", days=3, reason="现场核查场地", by=county.wangkezhang,
                             at=days_later(1))  # fmt: skip
    assert not again(accepted).handling_clock.is_suspended


def test_an_extension_needs_another_hand_and_comes_once(county, accepted):
    with refused("over-ceiling"):
        actions.request_extension(accepted.ref, budget=Budget.parse("11wd"), reason="情况复杂需要核实",
                                  by=county.wangkezhang, at=days_later(1))  # fmt: skip
    actions.request_extension(accepted.ref, budget=Budget.parse("10wd"), reason="情况复杂需要核实",
                              by=county.wangkezhang, at=days_later(1))  # fmt: skip
    with refused("not-permitted"):
        actions.answer_extension(accepted.ref, approve=True, answer="", by=county.wangkezhang, at=days_later(1))
    case = actions.answer_extension(accepted.ref, approve=True, answer="", by=county.liujuzhang, at=days_later(1))
    assert last_day(case.handling_clock.statutory_due) == date(2025, 10, 31), "twenty and ten working days"
    with refused("extended-already"):
        actions.request_extension(accepted.ref, budget=Budget.parse("5wd"), reason="还需要更多时间",
                                  by=county.wangkezhang, at=days_later(2))  # fmt: skip


# --- outcome ---


def test_the_whole_course_to_delivery_and_rating(county, accepted):
    to_decision(county, accepted)
    actions.record_fee(accepted.ref, name="工本费", amount="0", receipt_number="JX0001", reduced_reason="首次申领免收",
                       by=county.xiaoli, at=days_later(4))  # fmt: skip
    case = actions.decide_case(accepted.ref, kind="granted", opinion="同意发证", by=county.liujuzhang, at=days_later(4))
    assert case.state == "granted"
    assert not again(case).handling_clock.is_open, "the decision ends the time to decide"
    assert last_day(case.clock.statutory_due) == date(2025, 10, 10), "ten working days to deliver, over Golden Week"
    with refused("certificate-due"):
        actions.finish_case(case.ref, summary="准予登记", by=county.wangkezhang, at=days_later(4))
    actions.issue_certificate(case.ref, number="安民证字第001号", valid_from=date(2025, 9, 19), valid_to=None,
                              by=county.wangkezhang, at=days_later(4))  # fmt: skip
    actions.finish_case(case.ref, summary="准予登记", by=county.wangkezhang, at=days_later(4))
    with refused("no-tracking"):
        actions.deliver_case(case.ref, method="mail", receiver="张桂兰", by=county.xiaoli, at=days_later(7))
    actions.deliver_case(case.ref, method="window", receiver="张桂兰", by=county.xiaoli, at=days_later(7))
    rating = actions.rate_case(case.ref, satisfaction="very_satisfied", by=county.zhangayi.user, at=days_later(8))
    assert rating.score == 5
    with refused("rated-already"):
        actions.rate_case(case.ref, satisfaction="fair", by=county.zhangayi.user, at=days_later(9))
    case = again(case)
    assert (case.state, case.result_code) == ("delivered", "0")
    assert case.ended_at is not None
    assert not Clock.objects.filter(subject=case.ref, is_open=True).exists()
    assert kinds(case.ref) == [
        "case.received", "case.accepted", "case.step_completed", "case.step_completed", "case.step_completed",
        "case.fee_recorded", "case.decided", "case.certified", "case.finished", "case.delivered", "case.rated",
    ]  # fmt: skip
    assert papers(case.ref) == [
        "receipt",
        "acceptance",
        "grant",
        "certificate",
        "completion",
        "service_return",
        "handover",
    ]
    assert Notice.objects.filter(subject=case.ref, channel="mailbox").count() == 3


def test_a_denial_states_reasons_basis_and_remedies(county, accepted):
    to_decision(county, accepted)
    with refused("no-reason"):
        actions.decide_case(accepted.ref, kind="denied", opinion="不同意", by=county.liujuzhang, at=days_later(4))
    actions.decide_case(accepted.ref, kind="denied", opinion="不同意", reasons="场所不符合规定条件",
                        basis="社会团体登记管理条例第十条", by=county.liujuzhang, at=days_later(4))  # fmt: skip
    paper = Paper.objects.get(subject=accepted.ref, kind="denial")
    assert "场所不符合规定条件" in paper.content
    assert "复议" in paper.content or "人民政府" in paper.content


def test_the_applicant_may_withdraw_until_it_is_decided(county, accepted):
    with pytest.raises(Unknown):
        actions.withdraw_case(accepted.ref, reason="", by=county.liming.user, at=days_later(1))
    case = actions.withdraw_case(accepted.ref, reason="不想办了", by=county.zhangayi.user, at=days_later(1))
    assert case.state == "withdrawn"
    assert not case.steps.filter(state__in=["open", "waiting"]).exists()
    with refused("wrong-state"):
        actions.complete_step(case.ref, result="approved", opinion="同意", by=county.wangkezhang, at=days_later(2))


def test_voiding_takes_the_right_and_a_reason(county, accepted):
    with refused("not-permitted"):
        actions.void_case(accepted.ref, reason="重复录入的办件", by=county.xiaoli, at=days_later(1))
    case = actions.void_case(accepted.ref, reason="重复录入的办件", by=county.wangkezhang, at=days_later(1))
    assert (case.state, case.result_code) == ("voided", "2")


def test_transfer_ends_the_countys_part(county, accepted):
    case = actions.transfer_case(accepted.ref, to="吉安市民政局", reason="依法由市级审批机关决定", by=county.wangkezhang,
                                 at=days_later(1))  # fmt: skip
    assert (case.state, case.result_code) == ("transferred", "4")


# --- joint handling ---


def test_joint_handling_counts_the_matter_once_and_waits_for_its_children(county, accepted):
    publish(licence() | {"code": "JT-XK-0033", "unit": "JT", "name": "道路运输经营许可"})
    children = actions.open_joint(accepted.ref, ["JT-XK-0033"], by=county.xiaoli, at=MORNING)
    assert [c.unit.code for c in children] == ["JT"]
    with refused("joint-running"):
        actions.open_joint(accepted.ref, ["JT-XK-0033"], by=county.xiaoli, at=MORNING)
    assert queries.countable().count() == 1
    assert queries.visible_to(county.laozhou.user).filter(pk=children[0].pk).exists()
    to_decision(county, accepted)
    with refused("children-open"):
        actions.decide_case(accepted.ref, kind="granted", opinion="同意", by=county.liujuzhang, at=days_later(4))


def test_files_of_a_case_rise_in_trust_when_compared_with_the_original(county, received):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from zhengtong.files.actions import bind, store_upload

    upload = SimpleUploadedFile("说明.txt", "情况说明".encode())
    attachment = store_upload(upload, by=f"citizen:{county.zhangayi.user.pk}", at=MORNING)
    bind([attachment], received.ref)
    received.materials.get(order=4).attachments.add(attachment)
    actions.check_materials(received.ref, [Mark(4, "checked")], by=county.xiaoli, at=MORNING)
    assert Attachment.objects.get(pk=attachment.pk).trust == "B"
