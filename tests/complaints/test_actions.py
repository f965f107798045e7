"""The life of a complaint from filing to the end, its clocks and its entries in the journal."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.cast import NOON
from tests.complaints.conftest import CASE
from tests.files import samples
from zhengtong.complaints import actions, queries
from zhengtong.complaints.models import Complaint
from zhengtong.complaints.rules import Statement
from zhengtong.files.actions import store_upload
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.kinds import KINDS
from zhengtong.journal.models import Entry
from zhengtong.journal.queries import public_timeline
from zhengtong.notices.models import Notice
from zhengtong.timers.queries import clocks_of

GOOD_ANSWER = ("partly", "经核查，确有两天没有接电话。", "已恢复值班。")


def refused(wanted: str, act, *args, **kwargs) -> Refusal:
    entries = Entry.objects.count()
    with pytest.raises(Refusal) as caught:
        act(*args, **kwargs)
    assert caught.value.code == wanted
    assert Entry.objects.count() == entries
    return caught.value


def last(ref: str) -> Entry:
    return Entry.objects.filter(subject=ref).order_by("-id").first()


def test_filing_starts_the_five_working_days_of_the_decision(county, complaint):
    assert complaint.state == "filed"
    # Monday the 23rd does not count; the fifth working day is Monday the 30th, until 24:00.
    assert complaint.due_at == datetime(2026, 11, 30, 16, tzinfo=UTC)
    entry = last(complaint.ref)
    assert (entry.kind, entry.unit, entry.actor) == ("complaint.filed", "JC", "citizen:anonymous")
    assert entry.data["accept_due"] == "2026-12-01T00:00:00+08:00"
    assert (entry.data["about"], entry.data["case"], entry.data["channel"]) == ("MZ", CASE, "web")


def test_no_entry_and_no_notice_tells_who_complains(county, answered):
    actions.close(answered.ref, "经核查，您反映的超期情况属实，已整改。", by=county.gaozhuren, at=NOON)
    told = repr(list(Entry.objects.filter(subject=answered.ref).values()))
    told += repr(list(Notice.objects.filter(subject=answered.ref).values_list("title", "text")))
    person = county.zhangayi
    for secret in (person.name, person.phone, person.id_number, f"citizen:{person.user.pk}", answered.query_code):
        assert secret not in told


def test_the_person_is_sealed_in_the_table(county, complaint):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone, id_number FROM complaints_complaint")
        sealed = cursor.fetchone()
    assert not {"张桂兰", "19900100001", "360829195803140068"} & set(sealed)
    assert Complaint.objects.get().name == "张桂兰"


def test_an_anonymous_complaint_keeps_no_account(county, file):
    complaint = file(is_anonymous=True, name="", phone="", id_number="", wants_written_reply=False)
    assert complaint.complainant is None
    actions.accept(complaint.ref, about="MZ", by=county.linjiancha, at=NOON)
    assert not Notice.objects.exists()
    assert queries.complaint_by_code(complaint.ref.lower(), complaint.query_code).state == "accepted"


def test_the_same_page_complains_once(county, file):
    file()
    refused("complaint-duplicate", file)
    assert Complaint.objects.count() == 1


def test_evidence_is_bound_to_the_complaint(county, file):
    photo = store_upload(samples.upload("照片.jpg", samples.picture()), by="complaint:page-1", at=NOON)
    complaint = file(evidence=[photo])
    photo.refresh_from_db()
    assert photo.subject == complaint.ref
    refused("file-bound", file, "page-2", evidence=[photo])
    assert Complaint.objects.count() == 1


def test_an_anonymous_complaint_without_any_lead_is_not_taken(county, file):
    anonymous = {"is_anonymous": True, "name": "", "phone": "", "id_number": "", "wants_written_reply": False}
    refused("no-leads", file, about="", case_ref="", text="有人态度很不好很不好", **anonymous)


def test_the_whole_course_leaves_one_entry_an_act_with_its_milestone(county, answered):
    actions.send_back(answered.ref, "没有说明整改时间。", by=county.linjiancha, at=NOON)
    actions.answer(answered.ref, *GOOD_ANSWER, by=county.chenzhuren, at=NOON)
    actions.close(answered.ref, "经核查，部分属实，已整改。", by=county.linjiancha, at=NOON)
    entries = Entry.objects.filter(subject=answered.ref).order_by("id")
    assert [(entry.kind.removeprefix("complaint."), KINDS[entry.kind].milestone) for entry in entries] == [
        ("filed", "received"),
        ("accepted", "accepted"),
        ("assigned", "step"),
        ("answered", "step"),
        ("returned", "step_returned"),
        ("answered", "step"),
        ("closed", "finished"),
    ]
    closed = last(answered.ref)
    assert (closed.unit, closed.data["about"], closed.data["case"]) == ("XZ", "MZ", CASE)
    assert (closed.data["finding"], closed.data["returned"]) == ("partly", 1)


def test_acceptance_ends_the_first_clock_and_tells_the_complainant(county, complaint):
    actions.accept(complaint.ref, about="MZ", by=county.linjiancha, at=NOON + timedelta(days=1))
    complaint.refresh_from_db()
    assert (complaint.state, complaint.due_at, complaint.clock.is_open) == ("accepted", None, False)
    assert last(complaint.ref).data["is_on_time"] is True
    assert {notice.channel for notice in Notice.objects.all()} == {"mailbox", "sms"}
    refused("wrong-state", actions.accept, complaint.ref, about="MZ", by=county.linjiancha, at=NOON)


def test_a_decided_limit_stands_still_and_an_answered_one_too(county, answered):
    told = {entry.kind: entry.data for entry in Entry.objects.filter(subject=answered.ref)}
    assert told["complaint.accepted"]["accept_due"] is None
    assert told["complaint.answered"]["answer_due"] is None
    assert told["complaint.answered"]["is_on_time"] is True


def test_the_case_is_not_told_while_it_is_not_known_whom_the_complaint_is_about(county, file):
    complaint = file(about="")
    assert last(complaint.ref).data["case"] == ""
    actions.accept(complaint.ref, about="MZ", by=county.linjiancha, at=NOON)
    assert last(complaint.ref).data["case"] == CASE


def test_what_is_known_of_the_unit_is_not_unlearned_at_acceptance(county, complaint):
    assert actions.accept(complaint.ref, about="", by=county.linjiancha, at=NOON).about.code == "MZ"


def test_a_late_decision_is_told_as_late(county, complaint):
    actions.accept(complaint.ref, about="MZ", by=county.linjiancha, at=NOON + timedelta(days=9))
    assert last(complaint.ref).data["is_on_time"] is False


def test_not_accepting_takes_a_ground_and_a_reason(county, complaint):
    refused("no-choice", actions.refuse, complaint.ref, "", "不属于我县。", by=county.linjiancha, at=NOON)
    refused("no-words", actions.refuse, complaint.ref, "not_ours", "无", by=county.linjiancha, at=NOON)
    actions.refuse(complaint.ref, "not_ours", "反映的是供电公司的收费，请拨打95598。", by=county.linjiancha, at=NOON)
    complaint.refresh_from_db()
    assert (complaint.state, complaint.ended_at) == ("not_accepted", NOON)
    said = public_timeline(complaint.ref)[-1].sentence
    assert "不属于政务服务投诉范围" in said and "95598" in said
    assert "不予受理" in Notice.objects.filter(channel="sms").get().text


def test_assigning_starts_the_limit_of_the_handling_unit(county, assigned):
    # Fifteen working days after Monday, 23 November.
    assert assigned.due_at == datetime(2026, 12, 14, 16, tzinfo=UTC)
    entry = last(assigned.ref)
    assert (entry.unit, entry.data["answer_due"]) == ("XZ", "2026-12-15T00:00:00+08:00")
    assert [clock.name for clock in clocks_of(assigned.ref)] == ["accept", "answer"]


def test_assigned_anew_the_limit_runs_on(county, assigned):
    due = assigned.due_at
    again = actions.assign(assigned.ref, "JC", "", by=county.linjiancha, at=NOON + timedelta(days=2))
    assert (again.unit.code, again.due_at, again.clock.unit) == ("JC", due, "JC")
    refused("same-unit", actions.assign, assigned.ref, "JC", "", by=county.linjiancha, at=NOON)


def test_a_unit_in_which_nobody_answers_is_not_offered(county, complaint):
    actions.accept(complaint.ref, about="MZ", by=county.linjiancha, at=NOON)
    codes = {unit.code for unit in queries.answering_units(complaint.intake)}
    assert {"XZ", "MZ", "JC", "T103"} <= codes and not {"SF", "SC"} & codes
    refused("no-choice", actions.assign, complaint.ref, "SF", "", by=county.linjiancha, at=NOON)


def test_the_unit_complained_of_does_not_get_it_against_the_complainants_will(county, complaint, file):
    actions.accept(complaint.ref, about="MZ", by=county.linjiancha, at=NOON)
    refused("not-consented", actions.assign, complaint.ref, "MZ", "", by=county.linjiancha, at=NOON)
    conduct = file("page-2", kind="conduct", may_disclose=True)
    actions.accept(conduct.ref, about="MZ", by=county.linjiancha, at=NOON)
    refused("own-complaint", actions.assign, conduct.ref, "MZ", "", by=county.linjiancha, at=NOON)
    willing = file("page-3", may_disclose=True)
    actions.accept(willing.ref, about="MZ", by=county.linjiancha, at=NOON)
    assert actions.assign(willing.ref, "MZ", "", by=county.linjiancha, at=NOON).unit.code == "MZ"


def test_the_route_suggests_the_unit(county, complaint, file):
    units = queries.answering_units(complaint.intake)
    assert queries.suggested_unit(complaint, units).code == "XZ"
    assert queries.suggested_unit(file("page-2", kind="fees"), units).code == "JC"
    assert queries.suggested_unit(file("page-3", kind="conduct", about="XZ"), units).code == "JC"


def test_only_the_handling_unit_answers(county, assigned):
    for person in (county.laozhou, county.wangkezhang, county.linjiancha, county.xiaoli, county.henglongjiancha):
        refused("unknown", actions.answer, assigned.ref, *GOOD_ANSWER, by=person, at=NOON)


def test_an_answer_says_what_was_found_and_what_was_mended(county, assigned):
    by = {"by": county.chenzhuren, "at": NOON}
    refused("no-choice", actions.answer, assigned.ref, "maybe", "经核查，情况属实，确已超期。", "", **by)
    refused("no-words", actions.answer, assigned.ref, "substantiated", "属实", "已整改。", **by)
    missing = refused("no-words", actions.answer, assigned.ref, "partly", "经核查，情况部分属实。", "", **by)
    assert missing.field == "measures"
    actions.answer(assigned.ref, "unsubstantiated", "经核查，该件仍在承诺时限内。", "", **by)
    assigned.refresh_from_db()
    assert (assigned.state, assigned.due_at, assigned.clock.is_open) == ("verifying", None, False)


def test_sent_back_the_unit_gets_a_short_limit_of_its_own(county, answered):
    actions.send_back(answered.ref, "没有说明整改时间。", by=county.linjiancha, at=NOON)
    answered.refresh_from_db()
    assert (answered.state, answered.returned) == ("assigned", 1)
    assert answered.due_at == datetime(2026, 11, 30, 16, tzinfo=UTC)


def test_the_organ_verifies_its_own_handling_with_another_pair_of_eyes(county, file):
    fees = file("page-2", kind="fees")
    actions.accept(fees.ref, about="MZ", by=county.linjiancha, at=NOON)
    actions.assign(fees.ref, "JC", "", by=county.linjiancha, at=NOON)
    actions.answer(fees.ref, *GOOD_ANSWER, by=county.linjiancha, at=NOON)
    words = "经核查，部分属实，已清退。"
    refused("own-answer", actions.close, fees.ref, words, by=county.linjiancha, at=NOON)
    refused("own-answer", actions.send_back, fees.ref, words, by=county.linjiancha, at=NOON)
    assert actions.close(fees.ref, words, by=county.gaozhuren, at=NOON).state == "closed"


def test_the_complainant_withdraws_with_the_code_until_it_is_answered(county, assigned, file):
    with pytest.raises(Unknown):
        actions.withdraw(assigned.ref, "已经办好了。", code="x", at=NOON)
    actions.withdraw(assigned.ref, "已经办好了。", code=assigned.query_code, at=NOON)
    assigned.refresh_from_db()
    assert (assigned.state, assigned.clock.is_open) == ("withdrawn", False)
    assert last(assigned.ref).actor == "citizen:anonymous"


def test_after_the_answer_it_runs_to_its_end(county, answered):
    refused("wrong-state", actions.withdraw, answered.ref, "不投诉了。", code=answered.query_code, at=NOON)


def test_a_new_calendar_moves_the_days_that_pages_show(county, complaint):
    clock = complaint.clock
    clock.promised_due += timedelta(days=1)
    clock.save()
    actions.follow_clocks([clock])
    complaint.refresh_from_db()
    assert complaint.due_at == clock.promised_due


def test_nobody_writes_down_a_complaint_about_themselves(county):
    said = Statement("attitude", "窗口的李晓兰态度很差，一直看手机。", about="XZ")
    facts = {"channel": "window", "submission": "p", "recorded_by": county.xiaoli, "at": NOON}
    refused("recorder-named", actions.file_complaint, said, **facts)
