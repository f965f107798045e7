"""What was not answered: five working days, a letter, an answer that comes back; nothing lost whatever dies in between."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils.timezone import localtime

from zhengtong.dialogue import actions as letters
from zhengtong.dialogue.models import Letter
from zhengtong.interviews import actions, queries
from zhengtong.interviews.models import Question
from zhengtong.journal.queries import entries_of
from zhengtong.notices.models import Notice
from zhengtong.project import handing_over
from zhengtong.supervision.actions import watching
from zhengtong.supervision.models import Matter
from zhengtong.timers.models import Clock

from .conftest import SLUG, SOON, ask, values

LATER = SOON + timedelta(minutes=10)


def left(county, *texts: str, is_shown: bool = True) -> list[Question]:
    """Questions of an interview that has just ended."""
    asked = [ask(text, phone=f"1990010020{number}", at=SOON) for number, text in enumerate(texts)]
    for question in asked if is_shown else []:
        actions.show_question(SLUG, question.ref, by=county.pengshenhe, at=SOON)
    actions.end(SLUG, by=county.xiedaobo, at=SOON)
    return list(Question.objects.order_by("pk"))


def answer(county, letter: Letter, text: str = "已列入明年计划，预计三月开放。", *, publish: bool = True) -> None:
    letters.answer(letter.ref, text, publish=publish, by=county.wangkezhang, at=LATER)


def test_a_question_that_was_left_has_five_working_days_from_the_end(county, live):
    [question] = left(county, "洲湖镇什么时候有助餐点？")
    assert question.state == "left"
    assert question.due_at is not None
    assert localtime(question.due_at).date() == date(2026, 12, 5)  # 24:00 on the fifth: 28 November is a Saturday
    entry = entries_of(question.ref).last()
    assert (entry.kind, entry.data["due"][:10]) == ("question.left", "2026-12-05")
    assert "1990010020" not in str(entry.data)


def test_answered_and_refused_questions_are_not_left(county, live, say):
    answered = ask("第一个问题是什么？", at=SOON)
    actions.show_question(SLUG, answered.ref, by=county.pengshenhe, at=SOON)
    say("回答", to=answered.ref)
    actions.answer_question(SLUG, answered.ref, by=county.pengshenhe, at=SOON)
    actions.refuse_question(SLUG, ask("第二个问题是什么？", at=SOON).ref, "unclear", by=county.pengshenhe, at=SOON)
    actions.end(SLUG, by=county.xiedaobo, at=SOON)
    assert not queries.left_questions().exists()
    assert handing_over.follow(LATER) == 0


def test_it_becomes_a_letter_once_with_the_clock_that_began_at_the_end(county, live):
    [question] = left(county, "洲湖镇什么时候有助餐点？")
    assert handing_over.follow(LATER + timedelta(days=1)) == 1
    assert handing_over.follow(LATER + timedelta(days=1)) == 0
    letter = Letter.objects.get()
    assert (letter.channel, letter.text, letter.writer_phone) == ("interview", question.text, "19900100200")
    assert (letter.unit.code, letter.page, letter.due_at) == ("MZ", f"interview:{SLUG}", question.due_at)
    question.refresh_from_db()
    assert question.letter == letter.ref
    assert not Clock.objects.get(subject=question.ref).is_open
    assert Clock.objects.get(subject=letter.ref).is_open
    told = Notice.objects.get(template="question-handed")
    assert letter.ref in told.text
    assert letter.query_code in told.text


def test_questions_nobody_had_looked_at_yet_are_left_as_well_but_not_shown(county, live):
    [question] = left(county, "还没有人审核的问题？", is_shown=False)
    handing_over.follow(LATER)
    assert Letter.objects.get().text == question.text
    assert queries.public_questions(live) == []


def test_until_it_is_answered_it_awaits_an_answer_and_then_stands_with_it(county, live):
    left(county, "洲湖镇什么时候有助餐点？")
    handing_over.follow(LATER)
    [seen] = queries.public_questions(live)
    assert (seen.label, seen.reply) == ("待答复", None)
    answer(county, Letter.objects.get())
    assert handing_over.follow(LATER) == 1
    [seen] = queries.public_questions(live)
    assert seen.reply is not None
    assert (seen.state, seen.reply.text, seen.reply.unit) == (
        "answered", "已列入明年计划，预计三月开放。", "安福县民政局",
    )  # fmt: skip
    assert values(live)["replies"] == 1
    assert handing_over.follow(LATER) == 0


def test_an_answer_its_unit_keeps_from_the_public_is_not_shown_here_either(county, live):
    left(county, "我家的情况能不能办？")
    handing_over.follow(LATER)
    answer(county, Letter.objects.get(), "您家的情况……", publish=False)
    handing_over.follow(LATER)
    [seen] = queries.public_questions(live)
    assert seen.reply is not None
    assert seen.reply.text == "已直接答复提问人。"


def test_an_answer_that_is_taken_off_the_public_pages_goes_from_here(county, live):
    left(county, "洲湖镇什么时候有助餐点？")
    handing_over.follow(LATER)
    letter = Letter.objects.get()
    answer(county, letter)
    handing_over.follow(LATER)
    letters.unpublish(letter.ref, "内容已经过时，需要重新核实", by=county.wangkezhang, at=LATER)
    assert handing_over.follow(LATER) == 1
    [seen] = queries.public_questions(live)
    assert seen.reply is not None
    assert seen.reply.text == "已直接答复提问人。"
    assert handing_over.follow(LATER) == 0


def test_figures_stay_what_the_rows_say_after_everything(county, live):
    left(county, "第一个问题是什么？", "第二个问题是什么？", "第三个问题是什么？")
    handing_over.follow(LATER)
    answer(county, Letter.objects.order_by("pk").first())
    handing_over.follow(LATER)
    told = values(live)
    rows = Question.objects.all()
    assert told["questions"] == rows.count() == 3
    assert told["replies"] == rows.filter(state="answered").count() == 1
    assert told["left"] == rows.filter(state="left").count() == 2


# --- what may die in between ---


def test_an_end_that_fails_leaves_no_trace(county, live, say, monkeypatch):
    say("大家好")
    ask("第一个问题是什么？", at=SOON)

    def die(*_: object) -> int:
        raise RuntimeError

    monkeypatch.setattr("zhengtong.interviews.actions.stage.take_from_timeline", die)
    with pytest.raises(RuntimeError):
        actions.end(SLUG, by=county.xiedaobo, at=SOON)
    monkeypatch.undo()
    assert Question.objects.get().state == "waiting"
    actions.end(SLUG, by=county.xiedaobo, at=SOON)
    assert Question.objects.get().state == "left"


def test_a_worker_that_dies_between_the_letter_and_the_note_of_it_does_neither_and_the_next_does_both(
    county, live, monkeypatch
):
    left(county, "洲湖镇什么时候有助餐点？")

    class Killed(BaseException):
        """As by the operator, in the middle of everything."""

    def die(*_: object, **__: object) -> None:
        raise Killed

    monkeypatch.setattr("zhengtong.project.handing_over.interviews.hand_over", die)
    with pytest.raises(Killed):
        handing_over.follow(LATER)
    assert not Letter.objects.exists()
    monkeypatch.undo()
    assert handing_over.follow(LATER) == 1
    assert Letter.objects.get().ref == Question.objects.get().letter


def test_a_worker_that_was_away_for_days_loses_nothing(county, live):
    left(county, "第一个问题是什么？", "第二个问题是什么？")
    assert handing_over.follow(LATER + timedelta(days=4)) == 2
    assert {letter.due_at for letter in Letter.objects.all()} == {Question.objects.first().due_at}


@pytest.mark.django_db(transaction=True)
def test_two_workers_make_one_letter(county, live):
    left(county, "第一个问题是什么？", "第二个问题是什么？")
    ready = threading.Barrier(2)
    counts: list[int] = []

    def work() -> None:
        ready.wait()
        counts.append(handing_over.follow(LATER))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert Letter.objects.count() == 2
    assert sum(counts) == 2


@pytest.mark.django_db(transaction=True)
def test_supervision_watches_the_question_until_it_is_a_letter_and_then_the_letter(county, live):
    [question] = left(county, "洲湖镇什么时候有助餐点？")
    watching.catch_up(SOON)
    open_one = Matter.objects.get(subject=question.ref)
    assert (open_one.business, open_one.unit.code, open_one.ended_at) == ("question", "MZ", None)
    handing_over.follow(LATER)
    watching.catch_up(LATER)
    open_one.refresh_from_db()
    assert open_one.ended_by == "transferred"
    letter = Matter.objects.get(subject=Letter.objects.get().ref)
    assert (letter.business, letter.ended_at) == ("letter", None)


def test_one_question_that_cannot_be_handed_over_keeps_no_other_waiting(county, live, monkeypatch, caplog):
    first, second = left(county, "第一个问题是什么？", "第二个问题是什么？")
    really = letters.take_over

    def fail(handed, **how):
        if handed.ref == first.ref:
            raise RuntimeError("no such unit")
        return really(handed, **how)

    monkeypatch.setattr("zhengtong.project.handing_over.letters.take_over", fail)
    assert handing_over.follow(LATER) == 1
    assert Letter.objects.get().submission == f"question:{second.ref}"
    assert first.ref in caplog.text
    monkeypatch.undo()
    assert handing_over.follow(LATER) == 1
