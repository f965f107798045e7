"""The life of a request: every limit, who may act, and what the journal tells."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.cast import NOON
from tests.disclosure.conftest import ASKED, GRANTED, TODAY
from tests.files import samples
from zhengtong.disclosure import tasks
from zhengtong.disclosure.actions import requests
from zhengtong.disclosure.models import DisclosureRequest, FeeNotice, RequestDraft, RequestReply
from zhengtong.disclosure.queries import requests as queries
from zhengtong.files.actions import store_upload
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.models import Entry
from zhengtong.journal.queries import public_timeline
from zhengtong.notices.models import Notice
from zhengtong.papers.actions import pdf
from zhengtong.papers.queries import papers_of
from zhengtong.timers.queries import explanation


def refused(refusal: str, act, *args, **kwargs) -> Refusal:
    entries = Entry.objects.count()
    with pytest.raises(Refusal) as caught:
        act(*args, **kwargs)
    assert caught.value.code == refusal
    assert Entry.objects.count() == entries
    return caught.value


def last(ref: str) -> Entry:
    return Entry.objects.filter(subject=ref).order_by("-id").first()


def now(request: DisclosureRequest) -> DisclosureRequest:
    return DisclosureRequest.objects.select_related("clock", "unit").get(pk=request.pk)


def end_of(day: date) -> datetime:
    """24:00 of the day in Anfu."""
    return datetime(day.year, day.month, day.day, 16, tzinfo=UTC)


def days_later(n: int) -> datetime:
    return NOON + timedelta(days=n)


DUE = end_of(date(2026, 12, 21))
"""Twenty working days after Monday 23 November 2026."""


# --- receipt ---


def test_a_request_from_the_web_is_received_on_the_day_both_sides_confirm(county, submit):
    request = submit(at=days_later(-4))
    assert (request.state, request.received_on, request.legal_due) == ("submitted", None, None)
    assert last(request.ref).data["sign_due"]
    request = requests.register(request.ref, confirmed_on=TODAY, track="plain", by=county.tangbianji, at=NOON)
    assert (request.received_on, request.legal_due) == (TODAY, DUE)
    entry = last(request.ref)
    assert (entry.kind, entry.actor, entry.data["sign_due"]) == ("request.registered", "staff:MZ011", None)
    assert entry.data["legal_due"] == "2026-12-22T00:00:00+08:00"


@pytest.mark.parametrize(
    ("basis", "is_oral", "received"),
    [
        ("in_person", True, date(2026, 11, 18)),
        ("signed_mail", False, date(2026, 11, 19)),
        ("ordinary_mail", False, date(2026, 11, 20)),
        ("fax", False, date(2026, 11, 20)),
    ],
)
def test_what_came_on_paper_counts_from_the_day_the_law_names(county, basis, is_oral, received):
    request = requests.take_in(
        ASKED, submission="desk-1", basis=basis, is_oral=is_oral, submitted_on=date(2026, 11, 18),
        signed_on=date(2026, 11, 19), confirmed_on=date(2026, 11, 20), by=county.tangbianji, at=NOON,
    )  # fmt: skip
    assert request.received_on == received == now(request).received_on
    first = {18: 16, 19: 17, 20: 18}[received.day]
    assert request.legal_due == end_of(date(2026, 12, first))
    refused(
        "request-duplicate", requests.take_in, ASKED, submission="desk-1", basis=basis, is_oral=False,
        submitted_on=TODAY, signed_on=TODAY, confirmed_on=TODAY, by=county.tangbianji, at=NOON,
    )  # fmt: skip


def test_word_of_mouth_is_taken_down_face_to_face_only(county):
    known = {"submitted_on": TODAY, "signed_on": None, "confirmed_on": TODAY, "by": county.tangbianji, "at": NOON}
    refused("oral-in-person", requests.take_in, ASKED, submission="a", basis="fax", is_oral=True, **known)
    refused("no-choice", requests.take_in, ASKED, submission="a", basis="web", is_oral=False, **known)
    known["by"] = county.fangbianji
    refused("not-permitted", requests.take_in, ASKED, submission="a", basis="in_person", is_oral=False, **known)


def test_who_has_no_account_proves_who_they_are_with_a_file(county):
    refused("no-identity", requests.submit, ASKED, submission="p", applicant=None, identity=(), at=NOON)
    card = store_upload(samples.upload("身份证.jpg", samples.picture()), by="request:p", at=NOON)
    request = requests.submit(ASKED, submission="p", applicant=None, identity=[card], at=NOON)
    assert [file.part for file in queries.files_of(request)] == ["identity"]


def test_a_unit_that_has_nobody_for_requests_takes_none(county, submit):
    refused("unit-takes-none", submit, unit="JT")


def test_a_page_sends_its_request_once_and_the_draft_is_gone(county, submit):
    requests.keep_draft({"wanted": "半截", "strange": "x"}, by=county.zhangayi.user, at=NOON)
    assert "半截" in queries.draft_of(county.zhangayi.user).values
    submit()
    assert not RequestDraft.objects.exists()
    refused("request-duplicate", submit)


# --- correction ---

ASK = ("没有写明年份和救助种类。", "请写明年份和救助种类。")


def ask(county, request, *, at=NOON, days=15):
    return requests.request_correction(request.ref, *ASK, days=days, by=county.tangbianji, at=at)


def test_correction_is_asked_for_once_and_the_limit_begins_anew(county, registered):
    request = ask(county, registered)
    assert (request.state, request.legal_due) == ("correcting", None)
    # Fifteen working days after the 23rd.
    assert request.correction.due_at == end_of(date(2026, 12, 14))
    assert last(request.ref).data["reply_due"] == "2026-12-15T00:00:00+08:00"
    corrected = datetime(2026, 12, 1, 4, tzinfo=UTC)
    refused("no-words", requests.supply_correction, request.ref, "", code=request.query_code, at=corrected)
    with pytest.raises(Unknown):
        requests.supply_correction(request.ref, "2025年的临时救助。", code="000000x", at=corrected)
    request = requests.supply_correction(request.ref, "2025年的临时救助。", code=request.query_code, at=corrected)
    # Twenty working days after Tuesday 1 December run to the 29th.
    assert (request.state, request.rounds, request.legal_due) == ("registered", 2, end_of(date(2026, 12, 29)))
    assert "2026年12月1日" in explanation(request.clock, "statutory").summary
    refused("corrected-already", ask, county, request, at=corrected)


def test_the_eighth_working_day_is_too_late_for_a_correction_notice(county, registered):
    # The seventh working day after the 23rd is Wednesday 2 December.
    refused("correction-late", ask, county, registered, at=end_of(date(2026, 12, 2)))
    assert ask(county, registered, at=end_of(date(2026, 12, 2)) - timedelta(seconds=1)).state == "correcting"


def test_the_time_for_correcting_is_reasonable(county, registered):
    refused("bad-days", ask, county, registered, days=2)
    refused("bad-days", ask, county, registered, days=None)


def test_a_request_not_corrected_in_time_lapses_into_its_row_of_the_table(county, registered):
    request = ask(county, registered)
    over = end_of(date(2026, 12, 14))
    refused("not-over", requests.lapse_correction, request.ref, at=over - timedelta(seconds=1))
    assert tasks.wake(over - timedelta(seconds=1)) == 0
    assert tasks.wake(over) == 1
    assert tasks.wake(over) == 0
    request = now(request)
    assert (request.state, request.reply.kind) == ("abandoned", "other_not_corrected")
    code = request.query_code
    refused("wrong-state", requests.supply_correction, request.ref, "晚了的补正", code=code, at=over)


# --- consultation ---


def consult(county, request, kind="third_party", *, at=NOON, received_on=TODAY, unit="", name="青枫茶业"):
    return requests.consult(
        request.ref, kind, unit=unit, name=name, question="该信息涉及贵单位供货价格，是否同意公开？",
        received_on=received_on, by=county.tangbianji, at=at,
    )  # fmt: skip


def test_the_time_a_third_party_takes_does_not_count(county, accepted):
    asked = consult(county, accepted)
    assert now(accepted).legal_due is None and now(accepted).state == "consulting"
    assert asked.due_at == end_of(date(2026, 12, 14))
    back = datetime(2026, 12, 7, 4, tzinfo=UTC)
    known = {"by": county.tangbianji, "at": back}
    refused("no-words", requests.end_consultation, accepted.ref, asked.pk, answer="refuses", opinion="", **known)
    request = requests.end_consultation(accepted.ref, asked.pk, answer="agrees", opinion="", **known)
    # 23 November did not count anyway; from the 7th of December, which counts again, twenty days run to 4 January.
    assert request.state == "accepted"
    assert request.legal_due > end_of(date(2026, 12, 31))
    assert last(request.ref).kind == "request.consultation_ended"


def test_a_third_partys_silence_is_no_consent_a_joint_organs_is(county, accepted):
    silent = consult(county, accepted)
    joint = consult(county, accepted, "joint_organ", unit="SC", name="")
    over = end_of(date(2026, 12, 14))
    assert tasks.wake(over - timedelta(seconds=1)) == 0
    assert tasks.wake(over) == 2
    silent.refresh_from_db()
    joint.refresh_from_db()
    assert (silent.is_silent, silent.answer, "第三十二条" in silent.opinion) == (True, "", True)
    assert (joint.is_silent, joint.answer, "视为同意" in joint.opinion) == (True, "agrees", True)
    kinds = list(Entry.objects.filter(subject=accepted.ref).order_by("-id").values_list("kind", flat=True)[:2])
    assert kinds == ["request.consultation_ended", "request.consultation_closed"]
    assert now(accepted).state == "accepted"


def test_the_fifteen_days_run_from_the_day_it_reached_them(county, accepted):
    asked = consult(county, accepted, received_on=None)
    assert asked.due_at is None
    on = date(2026, 11, 25)
    refused(
        "receipt-in-future",
        requests.note_receipt,
        accepted.ref,
        asked.pk,
        received_on=on,
        by=county.tangbianji,
        at=NOON,
    )
    asked = requests.note_receipt(accepted.ref, asked.pk, received_on=on, by=county.tangbianji, at=days_later(2))
    assert asked.due_at == end_of(date(2026, 12, 16))
    refused("own-unit", consult, county, accepted, "other_organ", unit="MZ", name="")


# --- extension ---


def extend(county, request, *, days=20, at=NOON):
    return requests.request_extension(
        request.ref, days=days, reason="需要逐册检索纸质档案", by=county.tangbianji, at=at
    )


def test_an_extension_is_approved_by_the_head_and_told_to_the_applicant(county, accepted):
    extend(county, accepted, days=10)
    known = {"is_approved": True, "answer": "同意。", "at": NOON}
    refused("not-permitted", requests.answer_extension, accepted.ref, by=county.tangbianji, **known)
    request = requests.answer_extension(accepted.ref, by=county.baifushen, **known)
    assert request.legal_due > DUE
    entry = last(request.ref)
    assert (entry.kind, entry.data["extended_days"], entry.data["approver"]) == ("request.extended", 10, "staff:MZ013")
    assert "需要逐册检索纸质档案" in Notice.objects.filter(subject=request.ref, template="disclosure-extended")[0].text
    assert "安民公开延〔2026〕1号" in {paper.number for paper in papers_of(request.ref)}
    refused("extended-already", extend, county, request)


def test_no_extension_without_signature_above_twenty_days_or_after_the_limit(county, accepted):
    refused("bad-days", extend, county, accepted, days=21)
    refused("extension-too-late", extend, county, accepted, at=DUE)
    extend(county, accepted)
    refused(
        "extension-too-late", requests.answer_extension, accepted.ref, is_approved=True, answer="", by=county.baifushen,
        at=DUE,
    )  # fmt: skip
    assert now(accepted).legal_due == DUE


def test_an_extension_refused_changes_nothing(county, accepted):
    extend(county, accepted)
    known = {"is_approved": False, "by": county.baifushen, "at": NOON}
    refused("no-words", requests.answer_extension, accepted.ref, answer="", **known)
    requests.answer_extension(accepted.ref, answer="材料已经齐备，请按期答复。", **known)
    assert now(accepted).legal_due == DUE
    assert last(accepted.ref).kind == "request.extension_refused"
    refused("no-request", requests.answer_extension, accepted.ref, answer="再看", **known)


# --- fees ---


def test_after_payment_the_limit_begins_anew_on_the_next_day(county, accepted):
    notice = requests.charge(accepted.ref, method="pages", pages=100, by=county.tangbianji, at=NOON)
    assert (notice.amount, notice.due_at) == (700, DUE)
    assert (now(accepted).state, now(accepted).legal_due) == ("awaiting_fee", None)
    paid = datetime(2026, 12, 1, 4, tzinfo=UTC)
    known = {"receipt_number": "赣财0012345", "by": county.tangbianji}
    refused("paid-in-future", requests.pay, accepted.ref, paid_on=date(2026, 12, 2), at=paid, **known)
    refused("paid-before-notice", requests.pay, accepted.ref, paid_on=date(2026, 11, 22), at=paid, **known)
    request = requests.pay(accepted.ref, paid_on=date(2026, 12, 1), at=paid, **known)
    # Day one is Wednesday 2 December; day twenty Tuesday the 29th.
    assert (request.state, request.legal_due) == ("accepted", end_of(date(2026, 12, 29)))
    refused("fee-noticed", requests.charge, accepted.ref, method="pages", pages=40, by=county.tangbianji, at=paid)


def test_a_fee_not_paid_in_twenty_working_days_ends_the_request(county, accepted):
    requests.charge(accepted.ref, method="pages", pages=31, by=county.tangbianji, at=NOON)
    late = {"paid_on": date(2026, 12, 22), "receipt_number": "赣财0012345", "by": county.tangbianji}
    refused("paid-late", requests.pay, accepted.ref, at=DUE + timedelta(hours=6), **late)
    assert tasks.wake(DUE) == 1
    request = now(accepted)
    assert (request.state, request.reply.kind) == ("abandoned_fee", "other_not_paid")
    assert requests.archive(request.ref, "2026-依申请-003", by=county.tangbianji, at=DUE).state == "archived"


def test_by_piece_the_eleventh_request_of_a_month_is_the_first_that_costs(county, accepted, submit):
    refused("fee-nothing", requests.charge, accepted.ref, method="pieces", pages=None, by=county.tangbianji, at=NOON)
    for place in range(2, 12):
        more = submit(f"page-{place}")
        requests.register(more.ref, confirmed_on=TODAY, track="plain", by=county.tangbianji, at=NOON)
    requests.accept(more.ref, by=county.tangbianji, at=NOON)
    requests.charge(more.ref, method="pieces", pages=None, by=county.tangbianji, at=NOON)
    assert FeeNotice.objects.get(request=more).amount == 100
    refused("fee-late", requests.charge, accepted.ref, method="pages", pages=99, by=county.tangbianji, at=DUE)


# --- the reply ---


def test_a_plain_reply_is_approved_issued_delivered_archived_and_published(county, replied):
    assert (replied.state, replied.legal_due) == ("replied", None)
    made = RequestReply.objects.get(request=replied)
    assert (made.number, made.signed_by) == ("安民公开答〔2026〕1号", county.baifushen)
    entry = last(replied.ref)
    assert (entry.kind, entry.data["is_on_time"], entry.data["group"]) == ("request.replied", True, "granted")
    letter = papers_of(replied.ref).get(kind="disclosure_reply")
    assert pdf(letter).startswith(b"%PDF")
    known = {"by": county.tangbianji, "at": days_later(1)}
    day = date(2026, 11, 24)
    how = {"receiver": "", "tracking": ""}
    refused("no-words", requests.deliver, replied.ref, method="mail", **how, delivered_on=day, **known)
    early = date(2026, 11, 22)
    refused("delivered-before-reply", requests.deliver, replied.ref, method="web", **how, delivered_on=early, **known)
    request = requests.deliver(replied.ref, method="web", **how, delivered_on=day, **known)
    assert request.state == "delivered"
    said = {"wanted": "横龙镇临时救助发放情况，张桂兰，19900100001", "reply": "予以公开，按村统计表已提供给张桂兰。"}
    refused("not-permitted", requests.publish, request.ref, **said, **known)
    requests.publish(request.ref, **said, by=county.baifushen, at=days_later(1))
    shown = queries.answered_requests().get()
    assert (
        "张桂兰" not in shown.published_wanted + shown.published_reply and "19900100001" not in shown.published_wanted
    )
    assert [each.ref for each in queries.similar_answered("临时救助发放")] == [request.ref]
    assert queries.similar_answered("城市道路") == [] == queries.similar_answered("救")
    requests.unpublish(request.ref, "表述有误，重新整理。", by=county.baifushen, at=days_later(1))
    assert not queries.answered_requests().exists()
    assert requests.archive(request.ref, "2026-依申请-001", **known).state == "archived"


def test_a_denial_passes_legal_review_and_each_step_is_another_persons(county, accepted):
    known = {"by": county.tangbianji, "at": NOON}
    words = "经审查，您申请公开的信息属于行政机关在履行行政管理职能过程中形成的讨论记录，不予公开。"
    requests.draft(accepted.ref, kind="denied_process", reasons=words, **known)
    refused("track-too-light", requests.submit_for_approval, accepted.ref, track="plain", opinion="", **known)
    with pytest.raises(Unknown):
        requests.review(accepted.ref, is_agreed=True, opinion="", by=county.luofagai, at=NOON)
    requests.submit_for_approval(accepted.ref, track="leader", opinion="拟不予公开。", **known)
    assert queries.request_for_desk(county.luofagai, accepted.ref).state == "legal_review"
    refused("no-words", requests.review, accepted.ref, is_agreed=False, opinion="", by=county.luofagai, at=NOON)
    requests.review(accepted.ref, is_agreed=False, opinion="请写明讨论记录的名称。", by=county.luofagai, at=NOON)
    assert now(accepted).state == "drafting"
    requests.submit_for_approval(accepted.ref, track="leader", opinion="已补充。", **known)
    requests.review(accepted.ref, is_agreed=True, opinion="适用依据准确。", by=county.luofagai, at=NOON)
    requests.approve(accepted.ref, is_agreed=True, opinion="", by=county.baifushen, at=NOON)
    refused("own-step", requests.clear, accepted.ref, is_agreed=True, opinion="", by=county.baifushen, at=NOON)
    requests.clear(accepted.ref, is_agreed=True, opinion="同意。", by=county.hanqianfa, at=NOON)
    requests.reply(accepted.ref, **known)
    assert RequestReply.objects.get(request=accepted).signed_by == county.hanqianfa
    from zhengtong.papers.queries import said

    letter = said(papers_of(accepted.ref).get(kind="disclosure_reply"))
    assert "应当自收到本答复之日起六十日内先向安福县人民政府申请行政复议" in letter["remedy"]
    assert letter["decision"] == "不予公开：属于四类过程性信息"


def test_a_reply_without_a_draft_or_with_blanks_is_refused(county, accepted):
    refused(
        "wrong-state",
        requests.submit_for_approval,
        accepted.ref,
        track="plain",
        opinion="",
        by=county.tangbianji,
        at=NOON,
    )
    requests.draft(accepted.ref, kind="granted", reasons="提供［信息名称］，请查收。", by=county.tangbianji, at=NOON)
    refused(
        "blanks-left",
        requests.submit_for_approval,
        accepted.ref,
        track="plain",
        opinion="",
        by=county.tangbianji,
        at=NOON,
    )
    refused("no-kind", requests.draft, accepted.ref, kind="other_not_paid", reasons="x", by=county.tangbianji, at=NOON)


def test_a_reply_after_the_limit_is_told_as_late(county, drafted):
    requests.submit_for_approval(drafted.ref, track="plain", opinion="", by=county.tangbianji, at=NOON)
    requests.approve(drafted.ref, is_agreed=True, opinion="", by=county.baifushen, at=NOON)
    requests.reply(drafted.ref, by=county.tangbianji, at=DUE)
    assert last(drafted.ref).data["is_on_time"] is False


# --- withdrawal, sight, silence of the journal ---


def test_the_applicant_may_withdraw_until_the_reply(county, accepted, submit):
    with pytest.raises(Unknown):
        requests.withdraw(accepted.ref, "不需要了", code="wrong", at=NOON)
    request = requests.withdraw(accepted.ref, "不需要了", code=accepted.query_code, at=NOON)
    assert (request.state, request.reply.kind, now(request).clock.is_open) == ("withdrawn", "other_other", False)
    early = submit("page-2")
    assert requests.withdraw(early.ref, "", code=early.query_code, at=NOON).state == "withdrawn"
    assert not RequestReply.objects.filter(request=early).exists()


def test_people_of_another_unit_see_nothing(county, replied):
    for stranger in (county.laozhou, county.jiaotongbianji, county.fangbianji, county.wangkezhang, county.luofagai):
        assert not queries.visible_to(stranger).exists()
        with pytest.raises(Unknown):
            queries.request_for_desk(stranger, replied.ref)
        with pytest.raises(Unknown):
            requests.archive(replied.ref, "2026-1", by=stranger, at=NOON)
    for colleague in (county.tangbianji, county.baifushen, county.hanqianfa):
        assert queries.visible_to(colleague).get().pk == replied.pk
    assert queries.waiting_for(county.tangbianji) == 1


def test_files_of_the_reply_are_the_applicants_once_it_is_out(county, drafted):
    sheet = store_upload(samples.upload("统计表.docx", samples.docx()), by="staff:MZ011", at=NOON)
    requests.draft(drafted.ref, **GRANTED, files=[sheet], by=county.tangbianji, at=NOON)
    assert not queries.may_read(county.zhangayi.user, sheet)
    assert queries.may_read(county.baifushen.user, sheet) and not queries.may_read(county.laozhou.user, sheet)
    requests.submit_for_approval(drafted.ref, track="plain", opinion="", by=county.tangbianji, at=NOON)
    requests.approve(drafted.ref, is_agreed=True, opinion="", by=county.baifushen, at=NOON)
    request = requests.reply(drafted.ref, by=county.tangbianji, at=NOON)
    assert queries.may_read(county.zhangayi.user, sheet) and not queries.may_read(county.liming.user, sheet)
    assert queries.reply_file(request, sheet.token).pk == sheet.pk


def test_no_entry_and_no_notice_tells_who_asks_or_for_what(county, replied):
    told = repr(list(Entry.objects.filter(subject=replied.ref).values()))
    told += repr(list(Notice.objects.filter(subject=replied.ref).values_list("title", "text")))
    assert all(word not in told for word in ("张桂兰", "19900100001", "360829195803140068", "临时救助"))


def test_the_public_course_reads_as_sentences(county, replied):
    sentences = [line.sentence for line in public_timeline(replied.ref)]
    assert sentences == [
        "申请已提交，安福县民政局将与您确认收到。",
        "安福县民政局于2026年11月23日收到申请，应于2026年12月21日前答复。",
        "申请内容明确，安福县民政局正在办理。",
        "安福县民政局已作出答复，文号安民公开答〔2026〕1号。",
    ]


# --- who knows of it ---


def test_supervisors_and_auditors_know_that_there_is_a_request_and_cannot_open_it(county, accepted):
    for person in ("linjiancha", "mzjiancha", "wushenji"):
        staff = getattr(county, person)
        assert accepted.ref not in set(queries.kept_from(staff).values_list("ref", flat=True)), person
        with pytest.raises(Unknown):
            queries.request_for_desk(staff, accepted.ref)


def test_another_unit_knows_nothing_of_a_request(county, accepted):
    for person in ("jiaotongbianji", "henglongjiancha", "zhaofazhi"):
        assert accepted.ref in set(queries.kept_from(getattr(county, person)).values_list("ref", flat=True)), person


def test_the_journal_of_a_request_does_not_say_who_asked_for_what(replied):
    told = " ".join(str(entry.data) for entry in Entry.objects.filter(subject=replied.ref))
    for word in (replied.wanted, replied.features, replied.name):
        assert word and word not in told
