"""What the public does: prove a telephone, ask, want a question answered, vote, be there. And what floods get."""

import re
import threading
from datetime import timedelta

import pytest
from django.db import connection

from tests.cast import NOON
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.guards import actions as guards
from zhengtong.guards.rules import Draft
from zhengtong.interviews import actions, queries, tasks
from zhengtong.interviews.models import Attendance, Ballot, PhoneCode, Question, QuestionVote
from zhengtong.interviews.queries import Asker
from zhengtong.journal.queries import entries_of
from zhengtong.live import queries as timeline
from zhengtong.notices.models import Notice

from .conftest import SLUG, SOON, ask, values, visitor

PHONE = "19900100077"
ADDRESS = "10.0.0.7"


def refused(code: str):
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def code_sent() -> str:
    """The six digits of the newest message."""
    found = re.search(r"验证码是(\d{6})", Notice.objects.filter(channel="sms").latest("pk").text)
    assert found is not None
    return found[1]


def request(at=NOON, phone: str = PHONE, address: str = "10.0.0.7") -> None:
    actions.request_code(SLUG, phone, address=address, at=at)


# --- the code ---


def test_the_right_code_proves_a_telephone_for_half_an_hour(announced):
    request()
    proof = actions.confirm_code(PHONE, code_sent(), at=NOON)
    assert queries.asker_by_proof("刘女士", PHONE, proof, NOON + timedelta(minutes=29)) == Asker("刘女士", PHONE)
    with refused("phone-unproven"):
        queries.asker_by_proof("刘女士", PHONE, proof, NOON + timedelta(minutes=30))


def test_a_proof_is_worth_nothing_for_another_telephone_and_cannot_be_forged(announced):
    request()
    proof = actions.confirm_code(PHONE, code_sent(), at=NOON)
    for phone, forged in (("19900100078", proof), (PHONE, "x" * 22), (PHONE, "")):
        with refused("phone-unproven"):
            queries.asker_by_proof("刘女士", phone, forged, NOON)


def test_a_code_is_good_for_five_minutes_and_once(announced):
    request()
    code = code_sent()
    with refused("code-gone"):
        actions.confirm_code(PHONE, code, at=NOON + timedelta(minutes=5))
    actions.confirm_code(PHONE, code, at=NOON + timedelta(minutes=4))
    with refused("code-gone"):
        actions.confirm_code(PHONE, code, at=NOON + timedelta(minutes=4))


def test_five_wrong_codes_make_the_right_one_worthless(announced):
    request()
    code = code_sent()
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _ in range(5):
        with refused("code-wrong"):
            actions.confirm_code(PHONE, wrong, at=NOON)
    with refused("code-gone"):
        actions.confirm_code(PHONE, code, at=NOON)


def test_a_telephone_gets_one_code_a_minute_and_ten_a_day(announced):
    request()
    with refused("code-too-soon"):
        request(NOON + timedelta(seconds=59))
    for minute in range(1, 10):
        request(NOON + timedelta(minutes=minute), address=f"10.0.1.{minute}")
    with refused("code-too-many"):
        request(NOON + timedelta(hours=1))
    request(NOON + timedelta(days=1, minutes=10))
    assert Notice.objects.filter(template="interview-code").count() == 11


def test_an_address_gets_three_codes_for_each_question_it_may_ask(announced):
    announced.per_address = 1
    announced.save()
    for number in range(3):
        request(phone=f"1990010010{number}")
    with refused("code-address"):
        request(phone="19900100109")
    request(NOON + timedelta(hours=1), phone="19900100109")


def test_neither_telephone_nor_code_can_be_read_in_the_database(announced):
    request()
    with connection.cursor() as cursor:
        cursor.execute("SELECT code::text || phone || phone_index FROM interviews_phonecode")
        kept = cursor.fetchone()[0]
    assert PHONE not in kept
    assert code_sent() not in kept


# --- asking ---


def test_a_question_waits_in_the_queue_and_nobody_outside_reads_it(announced):
    question = ask()
    assert [each.ref for each in queries.question_queue(announced)] == [question.ref]
    assert queries.public_questions(announced) == []
    assert entries_of(question.ref).get().kind == "question.asked"
    assert PHONE not in str(entries_of(question.ref).get().data)


def test_a_page_that_was_sent_twice_asks_once(announced):
    ask(submission="page-1")
    with refused("question-duplicate"):
        ask(submission="page-1")
    assert Question.objects.count() == 1
    assert queries.question_of_submission("page-1") is not None


def test_whoever_is_signed_in_needs_no_code(county, announced):
    asker = queries.asker_of(county.zhangayi.user)
    assert asker is not None
    question = actions.ask_question(
        SLUG, "村里什么时候通公交？", asker=asker, address="10.0.0.7", submission="page-9", at=NOON
    )
    assert (question.asker, question.name) == (county.zhangayi.user, "张桂兰")
    assert queries.asker_of(county.xiaoli.user) is None


def test_a_telephone_asks_as_often_as_the_interview_allows(announced):
    for number in range(3):
        ask(f"第{number}个问题是什么？")
    with pytest.raises(Refusal, match="最多提3个问题"):
        ask("第四个问题是什么？")
    assert Question.objects.count() == 3


def test_a_flood_from_one_address_is_refused_with_a_sentence_and_the_next_village_still_asks(announced):
    for number in range(20):
        ask(phone=f"199001002{number:02d}")
    with pytest.raises(Refusal, match="从您所在的网络提交的问题太多"):
        ask(phone="19900100300")
    ask(phone="19900100300", address="10.0.0.8")
    ask(phone="19900100301", at=NOON + timedelta(hours=1))
    assert Question.objects.count() == 22


def test_words_that_may_not_stand_anywhere_are_refused_and_numbers_of_persons_are(county, announced):
    guards.add_word(Draft(text="禁词甲", kind="sensitive", level="block"), by=county.songwangzhan, at=NOON)
    with refused("words-blocked"):
        ask("你们是不是禁词甲？")
    with refused("personal-numbers"):
        ask("请打我电话19900100077说明情况")
    assert Question.objects.count() == 0


def test_questions_are_taken_from_the_notice_to_the_end_and_only_where_they_are_asked_for(county, planned):
    with pytest.raises(Unknown):
        ask()
    actions.announce(SLUG, by=county.xiedaobo, at=NOON)
    ask()
    actions.start(SLUG, by=county.xiedaobo, at=SOON)
    ask("直播中的问题是什么？", at=SOON)
    actions.end(SLUG, by=county.xiedaobo, at=SOON)
    with refused("not-taking"):
        ask("迟到的问题是什么？", at=SOON)


@pytest.mark.django_db(transaction=True)
def test_two_windows_of_one_telephone_cannot_ask_more_than_it_may(county, announced):
    announced.per_phone = 1
    announced.save()
    told: list[str] = []
    ready = threading.Barrier(4)

    def try_it(number: int) -> None:
        ready.wait()
        try:
            ask(f"第{number}个窗口的问题？", address=f"10.0.0.{number}")
            told.append("asked")
        except Refusal as refusal:
            told.append(refusal.code)
        connection.close()

    threads = [threading.Thread(target=try_it, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(told) == ["asked", "phone-limit", "phone-limit", "phone-limit"]


# --- moderation ---


def test_a_question_that_passes_is_told_to_everybody(announced, shown):
    [line] = timeline.timeline(announced.channel)
    assert (line.kind, line.ref, line.name, line.text) == ("ask", shown.ref, "刘女士", "助餐点什么时候能开到横龙镇？")
    [seen] = queries.public_questions(announced)
    assert (seen.ref, seen.name, seen.state) == (shown.ref, "刘女士", "shown")


def test_a_question_is_refused_for_a_reason_of_the_list_and_may_be_shown_after_all(county, announced):
    question = ask()
    with refused("no-reason"):
        actions.refuse_question(SLUG, question.ref, "不想回答", by=county.pengshenhe, at=NOON)
    actions.refuse_question(SLUG, question.ref, "off_topic", by=county.pengshenhe, at=NOON)
    assert timeline.timeline(announced.channel) == []
    assert entries_of(question.ref).last().data["reason"] == "与本期主题无关"
    with refused("wrong-state"):
        actions.refuse_question(SLUG, question.ref, "repeated", by=county.pengshenhe, at=NOON)
    actions.show_question(SLUG, question.ref, by=county.pengshenhe, at=NOON)
    assert len(queries.public_questions(announced)) == 1


def test_what_was_shown_is_not_shown_twice_and_a_forged_number_is_nobodys(county, announced, shown):
    with refused("wrong-state"):
        actions.show_question(SLUG, shown.ref, by=county.pengshenhe, at=NOON)
    with pytest.raises(Unknown):
        actions.show_question(SLUG, "TW20261123999999", by=county.pengshenhe, at=NOON)
    assert len(timeline.timeline(announced.channel)) == 1


def test_a_question_is_put_to_a_guest_answered_in_the_timeline_and_linked_as_a_pair(county, shown, live, say):
    guest = live.people.get(name="陈晓红")
    actions.put_question(SLUG, shown.ref, to=guest.pk, by=county.pengshenhe, at=SOON)
    with refused("no-answer"):
        actions.answer_question(SLUG, shown.ref, by=county.pengshenhe, at=SOON)
    first = say("明年三月。", guest.pk, to=shown.ref)
    second = say("先开横龙和洲湖。", guest.pk, to=shown.ref)
    answered = actions.answer_question(SLUG, shown.ref, by=county.pengshenhe, at=SOON)
    assert answered.answer_lines == [first, second]
    [seen] = queries.public_questions(live)
    assert (seen.state, seen.answer_lines) == ("answered", (first, second))
    entry = next(entry for entry in timeline.timeline(live.channel) if entry.kind == "ask")
    assert (entry.is_put, entry.answers) == (True, (first, second))


def test_an_answer_must_stand_on_the_timeline(county, shown, live, say):
    with pytest.raises(Unknown):
        actions.answer_question(SLUG, shown.ref, of=[999], by=county.pengshenhe, at=SOON)
    with pytest.raises(Unknown):
        say("答非所问", to="TW20261123999999")
    with pytest.raises(Unknown):
        actions.put_question(SLUG, shown.ref, to=10**9, by=county.pengshenhe, at=SOON)


def test_a_question_is_put_only_while_it_is_live(county, announced, shown):
    with refused("wrong-state"):
        actions.put_question(SLUG, shown.ref, by=county.pengshenhe, at=NOON)


# --- votes ---


def test_a_visitor_wants_a_question_answered_once(announced, shown):
    for _ in range(2):
        assert actions.vote(SLUG, shown.ref, visitor=visitor(1), address=ADDRESS, at=NOON) == 1
    assert actions.vote(SLUG, shown.ref, visitor=visitor(2), address=ADDRESS, at=NOON) == 2
    with refused("no-visitor"):
        actions.vote(SLUG, shown.ref, visitor="", address=ADDRESS, at=NOON)


def test_what_is_not_shown_cannot_be_voted_for(announced):
    with pytest.raises(Unknown):
        actions.vote(SLUG, ask().ref, visitor=visitor(1), address=ADDRESS, at=NOON)


def test_votes_are_told_in_one_line_at_most_every_five_seconds_and_in_the_end_exactly(county, announced, shown):
    other = actions.show_question(SLUG, ask("送餐上门怎么收费？").ref, by=county.pengshenhe, at=NOON)
    before = len(timeline.page(announced.channel))
    for number in range(100):
        actions.vote(SLUG, shown.ref, visitor=visitor(number), address=f"10.0.1.{number}", at=NOON)
        if number % 2:
            actions.vote(SLUG, other.ref, visitor=visitor(number), address=f"10.0.1.{number}", at=NOON)
        tasks.tell_votes(NOON + timedelta(seconds=number / 10))
    told = len(timeline.page(announced.channel)) - before
    assert told == 2
    tasks.tell_votes(NOON + timedelta(seconds=20))
    votes = {entry.ref: entry.votes for entry in timeline.timeline(announced.channel)}
    assert votes == {shown.ref: 100, other.ref: 50}
    assert tasks.tell_votes(NOON + timedelta(seconds=60)) == 0


def test_the_last_votes_are_told_when_it_ends(county, shown, live):
    actions.vote(SLUG, shown.ref, visitor=visitor(1), address=ADDRESS, at=SOON)
    actions.end(SLUG, by=county.xiedaobo, at=SOON)
    assert next(entry for entry in timeline.timeline(live.channel) if entry.kind == "ask").votes == 1


@pytest.mark.django_db(transaction=True)
def test_a_hundred_at_once_are_a_hundred_votes(county, announced, shown):
    def run(start: int) -> None:
        for number in range(start, start + 25):
            actions.vote(SLUG, shown.ref, visitor=visitor(number), address=f"10.0.1.{number}", at=NOON)
            actions.vote(SLUG, shown.ref, visitor=visitor(number), address=f"10.0.1.{number}", at=NOON)
        connection.close()

    threads = [threading.Thread(target=run, args=[start]) for start in (0, 25, 50, 75)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert QuestionVote.objects.count() == 100


def test_one_address_votes_for_a_question_no_more_often_than_it_may_ask(county, announced, shown):
    most = announced.per_address
    for number in range(most):
        actions.vote(SLUG, shown.ref, visitor=visitor(number), address=ADDRESS, at=NOON)
    with refused("address-limit"):
        actions.vote(SLUG, shown.ref, visitor=visitor(most), address=ADDRESS, at=NOON)
    actions.vote(SLUG, shown.ref, visitor=visitor(most), address="10.0.0.8", at=NOON)
    actions.vote(SLUG, shown.ref, visitor=visitor(most + 1), address=ADDRESS, at=NOON + timedelta(minutes=61))
    assert QuestionVote.objects.count() == most + 2


# --- polls ---


def test_a_poll_is_opened_voted_in_once_a_visitor_and_closed_with_its_counts(county, live):
    poll = actions.open_poll(SLUG, "您最希望增加哪项服务", ["送餐上门", "早餐", "周末供餐"], by=county.ousulu, at=SOON)
    with refused("poll-open"):
        actions.open_poll(SLUG, "再来一个投票", ["甲", "乙"], by=county.ousulu, at=SOON)
    assert actions.cast(SLUG, poll.ref, "a", visitor=visitor(1), address=ADDRESS, at=SOON)
    assert not actions.cast(SLUG, poll.ref, "b", visitor=visitor(1), address=ADDRESS, at=SOON)
    assert actions.cast(SLUG, poll.ref, "b", visitor=visitor(2), address=ADDRESS, at=SOON)
    for forged in ((poll.ref, "z"), ("FT-2026-0001-9", "a")):
        with pytest.raises(Unknown):
            actions.cast(SLUG, *forged, visitor=visitor(3), address=ADDRESS, at=SOON)
    actions.close_poll(SLUG, poll.ref, by=county.ousulu, at=SOON)
    [told] = timeline.standing(live.channel).polls
    assert not told.is_open
    assert [choice.count for choice in told.choices] == [1, 1, 0]
    with refused("poll-closed"):
        actions.cast(SLUG, poll.ref, "a", visitor=visitor(4), address=ADDRESS, at=SOON)
    with refused("wrong-state"):
        actions.close_poll(SLUG, poll.ref, by=county.ousulu, at=SOON)
    assert Ballot.objects.count() == 2


def test_one_address_casts_no_more_ballots_than_it_may_ask_questions(county, live):
    poll = actions.open_poll(SLUG, "您最希望增加哪项服务", ["送餐上门", "早餐"], by=county.ousulu, at=SOON)
    for number in range(live.per_address):
        actions.cast(SLUG, poll.ref, "b", visitor=visitor(number), address=ADDRESS, at=SOON)
    with refused("address-limit"):
        actions.cast(SLUG, poll.ref, "b", visitor=visitor(999), address=ADDRESS, at=SOON)
    assert actions.cast(SLUG, poll.ref, "a", visitor=visitor(999), address="10.0.0.8", at=SOON)


def test_a_poll_that_was_forgotten_is_closed_at_the_end(county, live):
    poll = actions.open_poll(SLUG, "您最希望增加哪项服务", ["送餐上门", "早餐"], by=county.ousulu, at=SOON)
    actions.cast(SLUG, poll.ref, "b", visitor=visitor(1), address=ADDRESS, at=SOON)
    actions.end(SLUG, by=county.xiedaobo, at=SOON)
    assert queries.poll_counts(poll) == {"a": 0, "b": 1}
    assert not timeline.standing(live.channel).polls[0].is_open


# --- being there, and the figures ---


def test_one_is_counted_while_it_is_live_and_once(county, announced):
    assert not actions.be_counted(SLUG, visitor=visitor(1), at=NOON)
    actions.start(SLUG, by=county.xiedaobo, at=SOON)
    for minutes in (1, 9, 3):
        assert actions.be_counted(SLUG, visitor=visitor(1), at=SOON + timedelta(minutes=minutes))
    row = Attendance.objects.get()
    assert (row.first_at, row.last_at) == (SOON + timedelta(minutes=1), SOON + timedelta(minutes=9))
    actions.end(SLUG, by=county.xiedaobo, at=SOON)
    assert not actions.be_counted(SLUG, visitor=visitor(2), at=SOON)


def test_figures_are_counted_from_rows_by_their_definitions(county, live, say):
    for number in range(5):
        actions.be_counted(SLUG, visitor=visitor(number), at=SOON)
    there = ask("在场的人问的问题？", visitor=visitor(1), phone="19900100001", at=SOON)
    ask("在场的人又问一个问题？", visitor=visitor(99), phone="19900100001", at=SOON)
    ask("没有打开页面的人问的问题？", visitor=visitor(77), phone="19900100002", at=SOON)
    refused_one = ask("被拒绝的问题是什么？", phone="19900100003", at=SOON)
    actions.refuse_question(SLUG, refused_one.ref, "unclear", by=county.pengshenhe, at=SOON)
    actions.show_question(SLUG, there.ref, by=county.pengshenhe, at=SOON)
    actions.vote(SLUG, there.ref, visitor=visitor(3), address=ADDRESS, at=SOON)
    say("这样回答", to=there.ref)
    actions.answer_question(SLUG, there.ref, by=county.pengshenhe, at=SOON)
    expected = {
        "participants": 7,
        "visitors": 5,
        "questions": 4,
        "shown": 1,
        "replies": 1,
        "left": 0,
        "votes": 1,
        "peak": 0,
    }
    assert values(live) == expected
    actions.end(SLUG, by=county.xiedaobo, at=SOON)
    assert values(live) == {**expected, "left": 2}
    actions.publish(SLUG, by=county.xiedaobo, at=SOON)
    assert entries_of(live.ref).last().data["participants"] == 7


def test_the_board_shows_the_console_everything_at_once(county, shown, live, say):
    ask("还在等待的问题？", at=SOON)
    actions.pin(SLUG, "信号调试中", by=county.ousulu, at=SOON)
    say("各位好", "host")
    board = queries.board(live, at=SOON)
    assert [question.text for question in board.waiting] == ["还在等待的问题？"]
    assert [question.ref for question in board.shown] == [shown.ref]
    assert board.standing.pinned == "<p>信号调试中</p>"
    assert [person.name for person in board.speakers] == ["邹雨桐", "刘建民", "陈晓红"]
    assert (board.online, board.figures.questions) == (0, 2)
    actions.unpin(SLUG, by=county.ousulu, at=SOON)
    assert queries.board(live, at=SOON).standing.pinned == ""


def test_codes_and_addresses_are_forgotten_after_a_day(announced):
    request()
    question = ask()
    assert tasks.forget(NOON + timedelta(hours=23)) == 0
    assert tasks.forget(NOON + timedelta(hours=25)) == 2
    assert not PhoneCode.objects.exists()
    question.refresh_from_db()
    assert question.address_key == ""


def test_a_question_whose_answer_is_withdrawn_waits_again_and_is_left_at_the_end(county, shown, live, say):
    kept, gone = say("先回答一半。", to=shown.ref), say("说错的另一半。", to=shown.ref)
    actions.answer_question(SLUG, shown.ref, by=county.pengshenhe, at=SOON)
    actions.withdraw(SLUG, gone, by=county.ousulu, at=SOON)
    entry = next(entry for entry in timeline.timeline(live.channel) if entry.kind == "ask")
    assert entry.answers == (kept,)
    assert Question.objects.get().answer_lines == [kept]
    actions.withdraw(SLUG, kept, by=county.ousulu, at=SOON)
    assert Question.objects.get().state == "put"
    actions.end(SLUG, by=county.xiedaobo, at=SOON)
    assert Question.objects.get().state == "left"
