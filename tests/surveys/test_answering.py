"""One answer a person, and nothing that leads from the one to the other."""

import threading
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction

from tests.cast import NOON, summon
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.guards import actions as guards
from zhengtong.guards.rules import Draft
from zhengtong.journal.models import Entry, Look
from zhengtong.surveys import actions, queries, rules, tasks
from zhengtong.surveys.models import AddressTally, Envelope, Participation, Survey, SurveyAnswer

from .conftest import MEAL_QUESTIONS, MEALS, answer_as, opened

GOOD = {"happy": "3", "wants": ["早餐"], "age": "70", "town": "平都镇"}


def refused(act, code: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        act()
    assert caught.value.code == code
    assert (Participation.objects.count(), Envelope.objects.count()) == (0, 0), "a refused answer leaves no trace"
    return caught.value


def test_an_answer_arrives_and_a_second_one_does_not(cast, meals):
    who = queries.voter(meals, cast.zhangayi.user, "")
    actions.answer("meals", GOOD, who=who, address="10.0.0.1", at=NOON)
    with pytest.raises(Refusal) as caught:
        actions.answer("meals", GOOD | {"happy": "2"}, who=who, address="10.0.0.1", at=NOON + timedelta(days=1))
    assert caught.value.code == "already-answered"
    assert (Participation.objects.count(), Envelope.objects.get().values["happy"]) == (1, "3")


def test_what_is_kept_names_nobody_and_no_moment(cast, meals):
    who = queries.voter(meals, cast.zhangayi.user, "")
    before = Entry.objects.count(), Look.objects.count()
    actions.answer("meals", GOOD, who=who, address="10.1.2.3", at=NOON)
    assert (Entry.objects.count(), Look.objects.count()) == before, "the journal does not know that somebody answered"
    part, envelope = Participation.objects.get(), Envelope.objects.get()
    assert {field.name for field in SurveyAnswer._meta.fields} == {"id", "survey", "values"}
    assert {field.name for field in Envelope._meta.fields} == {"id", "survey", "values"}
    assert {field.name for field in Participation._meta.fields} == {"id", "survey", "person_key", "on", "is_mixed"}
    assert part.on == NOON.date(), "no time finer than the day"
    assert (part.id.version, envelope.id.version) == (4, 4), "random, in no order"
    kept = f"{part.__dict__} {envelope.__dict__}"
    for known in (str(cast.zhangayi.user.pk) + "'", cast.zhangayi.name, cast.zhangayi.id_number, "10.1.2.3"):
        assert known not in kept


def test_the_key_of_a_person_is_another_in_every_survey(cast, meals):
    other = opened(cast, "other", "survey", MEALS, MEAL_QUESTIONS)
    keys = {queries.voter(survey, cast.zhangayi.user, "").key for survey in (meals, other)}
    assert len(keys) == 2


def test_fewer_than_five_are_not_put_into_the_box(meals):
    for person in "abcd":
        answer_as(meals, person, GOOD)
    assert tasks.box(NOON) == 0
    assert not SurveyAnswer.objects.exists()
    answer_as(meals, "e", GOOD)
    assert tasks.box(NOON) == 5
    assert (SurveyAnswer.objects.count(), Envelope.objects.count()) == (5, 0)
    told = Entry.objects.get(kind="survey.collected")
    assert (told.data["count"], told.actor) == (5, "system")


def test_in_the_box_nothing_is_as_it_was_when_it_came(meals):
    for number in range(40):
        answer_as(meals, f"{number}", GOOD | {"age": str(20 + number)})
    came = [str(pk) for pk in Envelope.objects.values_list("pk", flat=True)]
    parts = set(Participation.objects.values_list("pk", flat=True))
    tasks.box(NOON)
    rows = as_they_lie("surveys_surveyanswer", "id, (values->>'age')::int")
    ages = [age for _, age in rows]
    assert sorted(ages) == list(range(20, 60))
    assert ages != sorted(ages), "they lie in another order"
    assert not {str(pk) for pk, _ in rows} & set(came), "under other keys"
    assert not parts & set(Participation.objects.values_list("pk", flat=True)), "and so do who took part"
    keys = as_they_lie("surveys_participation", "person_key")
    assert keys != sorted(keys)


def as_they_lie(table: str, columns: str) -> list[tuple]:
    """The rows of a table in the order of its file."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} ORDER BY ctid")  # noqa: S608 — names of this test
        return cursor.fetchall()


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_shared_by_one_person_and_one_answer():
    survey = opened(summon(), "meals", "survey", MEALS, MEAL_QUESTIONS)
    for person in "123456":
        answer_as(survey, person, GOOD)
    assert max(_joined()) <= 2, "until then, neighbouring transactions join each person and an answer"
    tasks.box(NOON)
    assert _joined() == [6] * 6, "in the box one transaction has written all of them"
    answer_as(survey, "7", GOOD)
    actions.close_survey("meals", "提前完成，结束。", by=_staff("MZ011"), at=NOON)
    tasks.box(NOON)
    assert _joined() == [7] * 7, "and the last one is not alone"
    assert SurveyAnswer.objects.count() == 7


def _joined() -> list[int]:
    """For each participation: how many answers were written by the same transaction or the one beside it."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT count(answer.written) FROM surveys_participation part LEFT JOIN (
                SELECT xmin::text::bigint AS written FROM surveys_envelope
                UNION ALL SELECT xmin::text::bigint FROM surveys_surveyanswer
            ) answer ON abs(answer.written - part.xmin::text::bigint) <= 1 GROUP BY part.id
            """
        )
        return [count for (count,) in cursor.fetchall()]


def _staff(code: str):
    from zhengtong.org.models import Staff

    return Staff.objects.get(code=code)


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_is_kept():
    survey = opened(summon(), "meals", "survey", MEALS, MEAL_QUESTIONS)
    ready, told = threading.Barrier(2), []

    def send(mark: str) -> None:
        try:
            ready.wait()
            answer_as(survey, "1", GOOD | {"happy": mark})
            told.append("kept")
        except Refusal as refusal:
            told.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(mark,)) for mark in ("3", "2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["already-answered", "kept"]
    assert (Participation.objects.count(), Envelope.objects.count()) == (1, 1)


def test_an_answer_is_never_altered(meals):
    for person in "abcde":
        answer_as(meals, person, GOOD)
    tasks.box(NOON)
    with pytest.raises(DatabaseError), transaction.atomic():
        SurveyAnswer.objects.update(values={})


@pytest.mark.parametrize(
    ("values", "code", "sentence"),
    [
        ({}, "bad-answer", "请选择您对助餐点满意吗。"),
        ({"happy": "9"}, "bad-answer", "请从所列选项中选择。"),
        ({"happy": "1"}, "bad-answer", "请填写不满意的原因。"),
        ({"happy": "3", "wants": ["早餐", "送餐上门", "低盐菜品"]}, "bad-answer", "最多选2项，现在选了3项。"),
        ({"happy": "3", "age": "200"}, "bad-answer", "年龄不能大于120。"),
        ({"happy": "1", "why": "长" * 350_000}, "bad-answer", "最多500个字，现在有350000个字。"),
        ({"happy": "3", "salary": "9000"}, "unknown-question", "与问卷的问题不符"),
    ],
)
def test_an_answer_that_cannot_stand_is_refused_in_words(meals, values, code, sentence):
    refusal = refused(lambda: answer_as(meals, "1", values), code)
    assert sentence in refusal.sentence


def test_what_a_hidden_question_says_is_not_kept(meals):
    answer_as(meals, "1", {"happy": "3", "why": "这句话不该留下"})
    assert Envelope.objects.get().values == {"happy": "3"}


def test_a_word_that_may_not_stand_is_found(cast, meals):
    guards.add_word(Draft(text="禁词甲", kind="sensitive", level="block"), by=cast.songwangzhan, at=NOON)
    refused(lambda: answer_as(meals, "1", {"happy": "1", "why": "因为禁★词★甲"}), "words-blocked")


def test_answers_come_within_the_period_only(cast, meals):
    refused(lambda: answer_as(meals, "1", GOOD, NOON - timedelta(days=1)), "not-yet")
    answer_as(meals, "1", GOOD, NOON + timedelta(days=14))
    with pytest.raises(Refusal) as caught:
        answer_as(meals, "2", GOOD, NOON + timedelta(days=15))
    assert (caught.value.code, caught.value.sentence) == ("over", "本次填写已于2026年12月7日截止，不再接收新的答卷。")


def test_its_last_day_closes_it_by_itself(meals):
    answer_as(meals, "1", GOOD)
    tasks.box(NOON + timedelta(days=14))
    assert Survey.objects.get().state == "open"
    tasks.box(NOON + timedelta(days=15))
    assert Survey.objects.get().state == "closed"
    assert SurveyAnswer.objects.count() == 1, "the last ones go into the box when it closes"
    assert Entry.objects.get(kind="survey.closed").data["participants"] == 1
    tasks.box(NOON + timedelta(days=16))
    assert Entry.objects.filter(kind="survey.closed").count() == 1


def test_a_draft_takes_no_answer(cast):
    actions.create_survey("survey", "MZ", "草稿", slug="draft", by=cast.tangbianji, at=NOON)
    with pytest.raises(Unknown):
        actions.answer("draft", GOOD, who=queries.Voter("1" * 64, False), address="", at=NOON)


def test_only_who_is_asked_answers(cast, meals):
    cases = [
        (AnonymousUser(), "needs-sign-in"), (cast.qingfeng.user, "not-a-person"), (cast.laozhou.user, "not-a-person"),
    ]  # fmt: skip
    for user, code in cases:
        refused(lambda user=user: queries.voter(meals, user, "x"), code)
    meals.audience, meals.units = "units", ["MZ"]
    refused(lambda: queries.voter(meals, cast.laozhou.user, ""), "not-asked")
    refused(lambda: queries.voter(meals, cast.zhangayi.user, ""), "not-asked")
    assert queries.voter(meals, cast.wangkezhang.user, "").is_signed_in


def test_where_nobody_signs_in_a_browser_and_an_address_count(cast):
    survey = opened(cast, "open", "survey", MEALS.__class__(**{**_all(MEALS), "audience": "anybody"}), MEAL_QUESTIONS)
    refused(lambda: queries.voter(survey, AnonymousUser(), ""), "no-cookie")
    AddressTally.objects.create(
        key=queries.address_key(survey, "10.0.0.1", NOON.date()), count=rules.MOST_FROM_ADDRESS - 1, on=NOON.date()
    )
    answer_as(survey, "1", GOOD)
    with pytest.raises(Refusal) as caught:
        answer_as(survey, "2", GOOD)
    assert caught.value.code == "too-many-from-address"
    answer_as(survey, "2", GOOD, NOON + timedelta(days=1))
    tasks.box(NOON + timedelta(days=1))
    assert AddressTally.objects.get().on == NOON.date() + timedelta(days=1), "yesterday's addresses are forgotten"


def _all(settings) -> dict:
    return {name: getattr(settings, name) for name in settings.__dataclass_fields__}
