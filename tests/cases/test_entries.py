"""What the entries of a case tell: supervision knows a case by them alone, so each says where its limits now stand."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from legalclock import Budget
from zhengtong.cases import actions
from zhengtong.cases.actions import Mark, WalkIn
from zhengtong.cases.documents import last_day
from zhengtong.cases.models import Case
from zhengtong.journal.facts import NAMES
from zhengtong.journal.kinds import KINDS
from zhengtong.journal.milestones import ENDINGS, Milestone
from zhengtong.journal.models import Entry
from zhengtong.timers.actions import enter_notice
from zhengtong.timers.models import Clock

from .conftest import walk_in
from .county import MORNING, days_later, licence, publish

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
OPINION = "材料真实，同意"


def told(ref: str, kind: str) -> dict:
    """The facts of the newest entry of a kind."""
    return Entry.objects.filter(subject=ref, kind=kind).latest("id").data


def day_of(moment: str | None) -> date | None:
    """The last day of a limit as an entry tells it."""
    return last_day(datetime.fromisoformat(moment)) if moment else None


def complete(county, ref: str, *people: str, at=MORNING) -> None:
    for name in people:
        actions.complete_step(ref, result="approved", opinion=OPINION, by=getattr(county, name), at=at)


def deliver(county, ref: str, at=MORNING) -> None:
    complete(county, ref, "wangkezhang", "laozhou", "wangkezhang", at=at)
    actions.decide_case(ref, kind="granted", opinion="同意", by=county.liujuzhang, at=at)
    actions.issue_certificate(
        ref, number=f"证{ref}", valid_from=at.date(), valid_to=None, by=county.wangkezhang, at=at + HOUR
    )
    actions.finish_case(ref, summary="准予登记", by=county.wangkezhang, at=at + HOUR)
    actions.deliver_case(ref, method="window", receiver="张桂兰", by=county.xiaoli, at=at + HOUR)


def collect(county) -> Case:
    """谢春生 of 石溪村 collects for the county department."""
    citizen = county.liming
    person = WalkIn("natural", citizen.name, "111", citizen.id_number, citizen.phone, citizen.region)
    marks = [Mark(1, "checked"), Mark(2, "checked")]
    return actions.receive_walk_in("MZ-XK-0026", person, marks, by=county.shixi, at=MORNING, attachments={})


# --- milestones ---


def test_every_act_on_a_case_is_a_milestone():
    silent = [code for code, kind in KINDS.items() if code.startswith("case.") and kind.milestone is None]
    assert silent == []


def test_a_case_ends_by_the_acts_that_end_it():
    ending = {code for code, kind in KINDS.items() if code.startswith("case.") and kind.milestone in ENDINGS}
    assert ending == {
        "case.finished", "case.pre_rejected", "case.not_accepted", "case.returned", "case.correction_expired",
        "case.withdrawn", "case.voided", "case.transferred",
    }  # fmt: skip


def test_silence_of_the_office_is_acceptance():
    assert KINDS["case.deemed_accepted"].milestone is Milestone.ACCEPTED


# --- limits ---


def test_receipt_tells_the_five_working_days(county, received):
    assert day_of(told(received.ref, "case.received")["intake_due"]) == date(2025, 9, 22)


def test_受理的流水写明当前环节的期限(county, accepted):
    entry = told(accepted.ref, "case.accepted")
    assert (entry["next_step"], entry["next_order"], entry["next_unit"]) == ("材料审查", 1, "MZ")
    assert day_of(entry["step_due"]) == date(2025, 9, 18), "three working days"
    assert (entry["promised"], entry["statutory"]) == ("10wd", "20wd")
    assert day_of(entry["promised_due"]) == date(2025, 9, 28)
    assert entry["intake_due"] is None, "what was to be looked at within five days has been"


def test_of_steps_side_by_side_the_entry_tells_the_one_due_first(county, accepted):
    complete(county, accepted.ref, "wangkezhang")
    entry = told(accepted.ref, "case.step_completed")
    assert (entry["step"], entry["step_order"], entry["step_kind"]) == ("材料审查", 1, "review")
    assert entry["next_step"] == "交通会签、业务会签"
    assert day_of(entry["step_due"]) == date(2025, 9, 17)
    complete(county, accepted.ref, "laozhou", at=days_later(1))
    entry = told(accepted.ref, "case.step_completed")
    assert (entry["next_step"], entry["next_unit"]) == ("业务会签", "MZ"), "the other one is still open"
    assert day_of(entry["step_due"]) == date(2025, 9, 17)


def test_a_returned_file_opens_the_step_before_with_a_limit_of_its_own(county, accepted):
    complete(county, accepted.ref, "wangkezhang")
    actions.return_step(accepted.ref, reason="申请书没有签名", by=county.laozhou, at=days_later(1))
    entry = told(accepted.ref, "case.step_returned")
    assert (entry["step_order"], entry["next_order"], entry["next_step"]) == (2, 1, "材料审查")
    assert day_of(entry["step_due"]) == date(2025, 9, 19)


def test_the_decision_closes_the_last_step_and_opens_the_ten_days_for_delivery(county, accepted):
    deliver(county, accepted.ref)
    entry = told(accepted.ref, "case.decided")
    assert entry["step_due"] is None and entry["next_step"] == ""
    # Ten working days from 2025-09-15; the 28th is a working Sunday.
    assert day_of(entry["delivery_due"]) == date(2025, 9, 28)
    assert day_of(told(accepted.ref, "case.finished")["delivery_due"]) == date(2025, 9, 28)


def test_a_special_procedure_tells_its_declared_end_and_everything_else_stands_still(county, accepted):
    actions.suspend_case(
        accepted.ref, ground="expert_review", days=3, reason="需要专家评审", by=county.wangkezhang, at=MORNING
    )
    entry = told(accepted.ref, "case.suspended")
    assert day_of(entry["special_due"]) == date(2025, 9, 18)
    assert (entry["promised_due"], entry["legal_due"], entry["step_due"]) == (None, None, None)
    assert entry["days"] == 3 and entry["basis"] == "行政许可法第四十五条"
    actions.resume_case(accepted.ref, result="评审通过，同意继续", by=county.wangkezhang, at=days_later(2))
    entry = told(accepted.ref, "case.resumed")
    assert entry["special_due"] is None
    assert entry["promised_due"] and entry["step_due"]
    assert not Clock.objects.filter(subject=accepted.ref, name="special", is_open=True).exists()


def test_a_second_special_procedure_has_an_end_of_its_own(county, accepted):
    for day in (0, 7):
        actions.suspend_case(
            accepted.ref,
            ground="expert_review",
            days=2,
            reason="需要专家评审",
            by=county.wangkezhang,
            at=days_later(day),
        )
        assert day_of(told(accepted.ref, "case.suspended")["special_due"]) == date(2025, 9, 17 + day)
        actions.resume_case(accepted.ref, result="评审通过，同意继续", by=county.wangkezhang, at=days_later(day + 1))


def test_while_the_applicant_mends_the_office_has_no_limit(county, received):
    problems = [{"material": "申请书", "problem": "没有签名"}, {"material": "无犯罪记录证明", "problem": "没有提交"}]
    actions.request_correction(received.ref, problems, reply=Budget.parse("5wd"), by=county.xiaoli, at=MORNING)
    entry = told(received.ref, "case.correction_requested")
    assert entry["intake_due"] is None and day_of(entry["reply_due"]) == date(2025, 9, 22)
    assert set(entry["materials_asked"]) == {"申请书", "无犯罪记录证明"}
    assert entry["outside_guide"] == ["无犯罪记录证明"], "what the guide does not list is told"
    actions.supply_correction(received.ref, {}, window=county.xiaoli, on_paper=[1], at=days_later(1))
    entry = told(received.ref, "case.correction_supplied")
    assert entry["reply_due"] is None and day_of(entry["intake_due"]) == date(2025, 9, 23)


def test_an_extension_tells_who_allowed_how_much_and_how_often(county, accepted):
    actions.request_extension(
        accepted.ref, budget=Budget.parse("5wd"), reason="案情复杂需要核实", by=county.wangkezhang, at=MORNING
    )
    actions.answer_extension(accepted.ref, approve=True, answer="同意", by=county.liujuzhang, at=MORNING)
    entry = told(accepted.ref, "case.extension_approved")
    assert (entry["extended_days"], entry["extensions"], entry["is_within_statute"]) == (5, 1, True)
    assert entry["approver"] == f"staff:{county.liujuzhang.code}"
    assert day_of(entry["promised_due"]) > date(2025, 9, 28)


# --- 代收 ---


def test_a_collected_application_tells_by_when_it_must_be_handed_over(county):
    case = collect(county)
    entry = Entry.objects.get(subject=case.ref, kind="case.submitted")
    assert entry.data["collected_by"] == "T103" and entry.data["owner_unit"] == "MZ"
    assert day_of(entry.data["handover_due"]) == date(2025, 9, 16), "one working day (agent.transfer)"
    assert entry.data["post"] == "village_agent"


def test_the_window_that_takes_it_in_hand_ends_the_handover(county):
    case = collect(county)
    actions.receive_case(case.ref, by=county.xiaoli, at=days_later(2))
    kinds = list(Entry.objects.filter(subject=case.ref).order_by("id").values_list("kind", flat=True))
    assert kinds == ["case.submitted", "case.handed_over", "case.received"]
    entry = told(case.ref, "case.handed_over")
    assert entry["handover_due"] is None and entry["is_on_time"] is False
    assert not Clock.objects.filter(subject=case.ref, name="handover", is_open=True).exists()
    assert day_of(told(case.ref, "case.received")["intake_due"]) == date(2025, 9, 22), "counted from the village"


def test_what_the_window_receives_itself_is_handed_over_to_nobody(county, received):
    assert "handover_due" not in told(received.ref, "case.received")
    assert not Clock.objects.filter(subject=received.ref, name="handover").exists()


# --- who, and by what right ---


def test_every_entry_of_the_staff_says_by_which_post(county, accepted):
    deliver(county, accepted.ref)
    by_staff = Entry.objects.filter(subject=accepted.ref, actor__startswith="staff:").order_by("id")
    posts = {entry.kind: entry.data["post"] for entry in by_staff}
    assert posts == {
        "case.received": "window_clerk", "case.accepted": "window_clerk", "case.step_completed": "section_head",
        "case.decided": "leader", "case.certified": "reviewer", "case.finished": "reviewer",
        "case.delivered": "window_clerk",
    }  # fmt: skip


def test_the_owner_stays_whoever_acts(county, accepted):
    complete(county, accepted.ref, "wangkezhang", "laozhou")
    entry = Entry.objects.filter(subject=accepted.ref, kind="case.step_completed").latest("id")
    assert (entry.unit, entry.data["owner_unit"]) == ("JT", "MZ")


# --- materials, fees, results ---


def test_silent_acceptance_tells_what_was_never_handed_in(county):
    case = walk_in(county, missing=(1, 3))
    actions.deem_accepted(case.ref, at=days_later(8))
    assert told(case.ref, "case.deemed_accepted")["missing_required"] == ["申请书", "场所证明"]


def test_what_is_promised_later_is_not_missing(county):
    case = walk_in(county, missing=(3,))
    actions.accept_case(case.ref, by=county.xiaoli, at=MORNING, with_deferral=True)
    entry = told(case.ref, "case.accepted")
    assert (entry["deferred"], entry["missing_required"]) == (["场所证明"], [])
    assert day_of(entry["reply_due"]) == date(2025, 9, 22), "the applicant's limit, not the office's"


def test_a_fee_tells_what_it_should_have_been_and_by_what(county, accepted):
    publish(licence(), number=2)
    actions.record_fee(
        accepted.ref, name="工本费", amount="20.00", receipt_number="票20250915", by=county.xiaoli, at=MORNING
    )
    entry = told(accepted.ref, "case.fee_recorded")
    assert (entry["amount"], entry["expected"], entry["basis"]) == ("20.00", "20.00", "示例收费文件")
    assert entry["reduced"] is False and entry["entitled_to_reduction"] is None, "nobody asked: it cannot be told"


def test_a_decision_tells_whether_the_guide_knows_such_a_result(county, accepted):
    deliver(county, accepted.ref)
    entry = told(accepted.ref, "case.decided")
    assert entry["result_matches"] is True and entry["outcome"] == "granted"
    assert (entry["step"], entry["step_kind"], entry["step_order"]) == ("决定", "decide", 3)


# --- the calendar ---

WINTER = MORNING.replace(year=2026, month=12, day=21)
NOTICE_2027 = [(date(2027, 1, day), "holiday", "元旦") for day in (1, 2, 3)] + [(date(2027, 1, 4), "holiday", "元旦")]


def test_a_change_of_the_calendar_tells_each_case_its_new_limits(county):
    case = actions.accept_case(walk_in(county, at=WINTER).ref, by=county.xiaoli, at=WINTER)
    before = told(case.ref, "case.accepted")
    enter_notice(2027, "国办发明电〔2026〕示例号", NOTICE_2027, by="staff:BG002", at=WINTER)
    entry = Entry.objects.get(subject=case.ref, kind="clock.moved")
    case.handling_clock.refresh_from_db()
    assert datetime.fromisoformat(entry.data["legal_due"]) == case.handling_clock.statutory_due
    assert day_of(entry.data["legal_due"]) > day_of(before["legal_due"])
    assert day_of(entry.data["before"]["legal_due"]) == day_of(before["legal_due"])
    assert (entry.unit, entry.data["calendar"], entry.actor) == ("MZ", 2, "staff:BG002")
    assert entry.data["provisional"] is False
    assert "step_due" not in entry.data, "a limit that stays where it was is not told"


def test_a_case_whose_limits_stay_is_told_nothing(county, accepted):
    enter_notice(2027, "国办发明电〔2026〕示例号", NOTICE_2027, by="staff:BG002", at=WINTER)
    assert not Entry.objects.filter(subject=accepted.ref, kind="clock.moved").exists()


# --- the words ---


def every_fact(county, ref: str) -> Iterator[tuple[str, str]]:
    for entry in Entry.objects.filter(subject=ref):
        for name in entry.data:
            yield entry.kind, name


def test_every_fact_of_a_case_has_a_chinese_name(county):
    case = collect(county)
    actions.receive_case(case.ref, by=county.xiaoli, at=MORNING)
    actions.accept_case(case.ref, by=county.xiaoli, at=MORNING, with_deferral=True)
    actions.supply_deferred(case.ref, 3, by=county.xiaoli, at=MORNING, on_paper=True)
    deliver(county, case.ref)
    assert {(kind, name) for kind, name in every_fact(county, case.ref) if name not in NAMES} == set()
