"""A letter is asked once, answered once, by the right unit, on its clock."""

from datetime import date, timedelta

import pytest
from django.db import connection

from tests.cast import NOON
from zhengtong.dialogue import actions, queries
from zhengtong.dialogue.models import Letter
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.models import Entry
from zhengtong.notices.models import Notice
from zhengtong.timers.actions import enter_notice
from zhengtong.timers.models import Clock

from .conftest import QUESTION

LATER = NOON + timedelta(hours=3)


def last_entry() -> Entry:
    return Entry.objects.order_by("-id").first()


def test_a_question_goes_to_the_unit_of_its_item_with_five_working_days(letter):
    assert (letter.unit.code, letter.state, letter.item_name) == ("MZ", "open", "最低生活保障审核确认")
    assert queries.is_letter_ref(letter.ref)
    assert len(letter.query_code) == 6
    assert letter.clock.is_open
    # Monday 2026-11-23 does not count; the fifth working day after it is Monday the 30th, to its end.
    assert actions.rules.due_day(letter.due_at) == date(2026, 11, 30)
    entry = last_entry()
    assert (entry.kind, entry.subject, entry.unit, entry.actor) == (
        "letter.sent",
        letter.ref,
        "MZ",
        "citizen:anonymous",
    )


def test_the_journal_and_the_table_keep_no_telephone_number(letter):
    assert "19900100001" not in str(last_entry().data)
    with connection.cursor() as cursor:
        cursor.execute("SELECT writer_phone FROM dialogue_letter")
        assert "19900100001" not in cursor.fetchone()[0]


def test_the_same_page_sends_its_letter_once(county, letter):
    with pytest.raises(Refusal) as refusal:
        actions.ask("MZ-JF-0018", QUESTION, writer=None, submission="page-1", at=NOON)
    assert refusal.value.code == "letter-duplicate"
    assert Letter.objects.count() == Clock.objects.count() == 1
    assert Entry.objects.filter(kind="letter.sent").count() == 1
    assert actions.ask("MZ-JF-0018", QUESTION, writer=None, submission="page-2", at=NOON).ref != letter.ref


def test_what_every_township_handles_is_answered_by_the_writers_own(county):
    from zhengtong.catalog.models import ServiceItem
    from zhengtong.org.models import Unit

    townships = Unit.objects.create(
        code="TOWN", number="199", name="安福县各乡镇人民政府", short_name="各乡镇政府", kind="township",
        region=county.region("360829000000"), path="TOWN/",
    )  # fmt: skip
    ServiceItem.objects.filter(code="MZ-JF-0018").update(unit=townships)
    with pytest.raises(Refusal) as refusal:
        actions.ask("MZ-JF-0018", QUESTION, writer=None, submission="page-1", at=NOON)
    assert refusal.value.code == "letter-needs-place"
    letter = actions.ask("MZ-JF-0018", QUESTION, writer=county.liming.user, submission="page-2", at=NOON)
    assert (letter.unit.code, letter.clock.unit) == ("T103", "T103")


def test_nobody_asks_about_what_is_not_there(county):
    with pytest.raises(Unknown):
        actions.ask("MZ-JF-9999", QUESTION, writer=None, submission="page-1", at=NOON)
    assert not Letter.objects.exists()


def test_an_answer_stops_the_clock_and_tells_the_writer(county, letter):
    answered = actions.answer(letter.ref, " 带身份证和户口簿。 ", publish=True, by=county.wangkezhang, at=LATER)
    assert (answered.state, answered.answer, answered.is_published) == ("answered", "带身份证和户口簿。", True)
    assert not Clock.objects.get().is_open
    entry = last_entry()
    assert (entry.kind, entry.actor, entry.data["is_on_time"]) == ("letter.answered", "staff:MZ001", True)
    told = Notice.objects.get()
    assert (told.channel, told.address, told.subject) == ("sms", "19900100001", letter.ref)
    assert "19900100001" not in told.text


def test_a_writer_with_an_account_is_told_in_the_mailbox_too(county):
    asked = actions.ask("MZ-JF-0018", QUESTION, writer=county.zhangayi.user, submission="page-9", at=NOON)
    actions.answer(asked.ref, "可以。", publish=False, by=county.wangkezhang, at=LATER)
    assert sorted(Notice.objects.values_list("channel", flat=True)) == ["mailbox", "sms"]


def test_a_late_answer_says_so(county, letter):
    actions.answer(letter.ref, "可以。", publish=False, by=county.wangkezhang, at=NOON + timedelta(days=9))
    assert last_entry().data["is_on_time"] is False


def test_another_unit_does_not_know_the_letter(county, letter):
    before = Entry.objects.count()
    with pytest.raises(Unknown):
        actions.answer(letter.ref, "可以。", publish=False, by=county.laozhou, at=LATER)
    with pytest.raises(Unknown):
        queries.letter_for_desk(county.laozhou, letter.ref)
    assert list(queries.letters_for_desk(county.laozhou)) == []
    assert list(queries.visible_to(county.laozhou.user)) == []
    assert list(queries.visible_to(county.zhangayi.user)) == []
    assert list(queries.visible_to(county.wangkezhang.user)) == [letter]
    assert Entry.objects.count() == before


def test_a_refused_answer_leaves_no_trace(county):
    closed = QUESTION.__class__(QUESTION.title, QUESTION.text, False, QUESTION.name, QUESTION.phone)
    letter = actions.ask("MZ-JF-0018", closed, writer=None, submission="page-1", at=NOON)
    for text, publish, code in (("可以。", True, "not-consented"), ("　\n", False, "no-answer")):
        with pytest.raises(Refusal) as refusal:
            actions.answer(letter.ref, text, publish=publish, by=county.wangkezhang, at=LATER)
        assert refusal.value.code == code
    assert Letter.objects.get().state == "open"
    assert Clock.objects.get().is_open
    assert not Notice.objects.exists()
    actions.answer(letter.ref, "可以。", publish=False, by=county.wangkezhang, at=LATER)
    with pytest.raises(Refusal) as refusal:
        actions.answer(letter.ref, "再答一次。", publish=False, by=county.wangkezhang, at=LATER)
    assert refusal.value.code == "letter-answered"


def test_the_inbox_begins_with_what_is_due_first(county, letter):
    earlier = actions.ask("MZ-JF-0018", QUESTION, writer=None, submission="b", at=NOON - timedelta(days=4))
    latest = actions.ask("MZ-JF-0018", QUESTION, writer=None, submission="c", at=NOON + timedelta(days=1))
    assert list(queries.letters_for_desk(county.wangkezhang)) == [earlier, letter, latest]
    actions.answer(earlier.ref, "可以。", publish=False, by=county.wangkezhang, at=LATER)
    assert list(queries.letters_for_desk(county.wangkezhang)) == [letter, latest]
    assert list(queries.letters_for_desk(county.wangkezhang, "answered")) == [earlier]


def test_only_answered_and_published_letters_are_public_newest_first_and_masked(county, letter):
    asked = [actions.ask("MZ-JF-0018", QUESTION, writer=None, submission=s, at=NOON) for s in "abc"]
    for place, (each, publish) in enumerate(zip(asked, (True, False, True), strict=True)):
        at = LATER + timedelta(minutes=place)
        actions.answer(each.ref, "请带360829195803140068的户口簿。", publish=publish, by=county.wangkezhang, at=at)
    public = queries.published_letters("MZ-JF-0018")
    assert list(public) == [asked[2], asked[0]]
    assert list(queries.published_letters("JT-XK-0001")) == []
    shown = queries.PublicLetter.of(public[0])
    assert shown.answer == "请带360829************的户口簿。"
    assert "199****0001" in shown.text
    assert "刘女士" not in str(shown)


def test_a_letter_is_found_by_number_and_code_together(letter):
    assert queries.letter_by_code(f" {letter.ref.lower()} ", letter.query_code) == letter
    wrong = "000000" if letter.query_code != "000000" else "111111"
    for ref, code in ((letter.ref, wrong), (letter.ref, ""), ("ZX20261123999999", letter.query_code), ("x", "y")):
        with pytest.raises(Unknown):
            queries.letter_by_code(ref, code)


def test_a_new_holiday_notice_moves_the_due_day_of_an_open_letter(county, letter):
    answered = actions.ask("MZ-JF-0018", QUESTION, writer=None, submission="b", at=NOON)
    actions.answer(answered.ref, "可以。", publish=False, by=county.wangkezhang, at=LATER)
    moved = enter_notice(2026, "县政府通知", [(date(2026, 11, 25), "holiday", "县庆")], by="staff:BG002", at=LATER)
    assert [clock.subject for clock in moved] == [letter.ref]
    letter.refresh_from_db()
    assert actions.rules.due_day(letter.due_at) == date(2026, 12, 1)
