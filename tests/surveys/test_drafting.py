"""Making a survey: two people, one draft, no question changed once it is open."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from tests.cast import NOON
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.guards import actions as guards
from zhengtong.guards.rules import Draft
from zhengtong.journal.models import Entry
from zhengtong.surveys import actions, queries
from zhengtong.surveys.models import Survey

from .conftest import MEAL_QUESTIONS, MEALS, design, draft


def refused(act, code: str) -> Refusal:
    before = Entry.objects.count()
    with pytest.raises(Refusal) as caught:
        act()
    assert caught.value.code == code
    assert Entry.objects.count() == before, "a refused act leaves no trace"
    return caught.value


def test_a_second_person_lets_it_out(cast):
    draft(cast, "meals", "survey", MEALS, MEAL_QUESTIONS)
    actions.submit_survey("meals", by=cast.tangbianji, at=NOON)
    assert queries.waiting_for(cast.luchushen) == 1
    survey = actions.open_survey("meals", by=cast.luchushen, at=NOON)
    assert (survey.state, survey.opened_by) == ("open", "staff:MZ012")
    assert queries.waiting_for(cast.luchushen) == 0
    assert [entry.kind for entry in Entry.objects.filter(subject="meals").order_by("pk")] == [
        "survey.created", "survey.changed", "survey.changed", "survey.submitted", "survey.opened",
    ]  # fmt: skip


def test_nobody_lets_out_their_own_work(cast):
    org_post(cast, "tangbianji", "first_reviewer")
    draft(cast, "meals", "survey", MEALS, MEAL_QUESTIONS)
    actions.submit_survey("meals", by=cast.tangbianji, at=NOON)
    refused(lambda: actions.open_survey("meals", by=cast.tangbianji, at=NOON), "own-work")


def org_post(cast, person: str, role: str) -> None:
    from zhengtong.org.models import Assignment

    Assignment.objects.create(staff=getattr(cast, person), role=cast.role(role), unit=cast.unit("MZ"))
    cast.people[person] = type(getattr(cast, person)).objects.get(pk=getattr(cast, person).pk)


@pytest.mark.parametrize("name", ["laozhou", "jiaotongbianji"])
def test_other_units_neither_see_nor_touch_it(cast, name):
    draft(cast, "meals", "survey", MEALS, MEAL_QUESTIONS)
    stranger = getattr(cast, name)
    assert not queries.surveys_for_desk(stranger).exists()
    for act in (
        lambda: actions.submit_survey("meals", by=stranger, at=NOON),
        lambda: actions.open_survey("meals", by=stranger, at=NOON),
        lambda: actions.change_questions("meals", design(), revision=3, by=stranger, at=NOON),
        lambda: queries.survey_for_desk(stranger, "meals"),
    ):
        with pytest.raises(Unknown):
            act()


def test_two_editors_at_once_do_not_overwrite_each_other(cast):
    survey = draft(cast, "meals", "survey", MEALS, MEAL_QUESTIONS)
    seen = survey.revision
    actions.change_settings("meals", replace(MEALS, title="助餐满意度"), revision=seen, by=cast.tangbianji, at=NOON)
    refusal = refused(
        lambda: actions.change_settings("meals", MEALS, revision=seen, by=cast.songwangzhan, at=NOON), "overtaken"
    )
    assert "请刷新页面后再改" in refusal.sentence
    assert Survey.objects.get(slug="meals").title == "助餐满意度"


def test_a_survey_without_a_question_is_not_put_forward(cast):
    draft(cast, "meals", "survey", MEALS, [])
    refused(lambda: actions.submit_survey("meals", by=cast.tangbianji, at=NOON), "no-question")
    only_words = [{"key": "head", "label": "第一部分", "kind": "heading"}]
    actions.change_questions("meals", design(*only_words), revision=3, by=cast.tangbianji, at=NOON)
    refused(lambda: actions.submit_survey("meals", by=cast.tangbianji, at=NOON), "no-question")


def test_it_cannot_close_before_it_opens(cast):
    actions.create_survey("survey", "MZ", "助餐调查", slug="meals", by=cast.tangbianji, at=NOON)
    turned = replace(MEALS, closes_on=MEALS.opens_on - timedelta(days=1))
    refusal = refused(
        lambda: actions.change_settings("meals", turned, revision=1, by=cast.tangbianji, at=NOON), "period-turned"
    )
    assert refusal.field == "closes_on"


def test_a_period_that_is_over_is_not_let_out(cast):
    draft(cast, "meals", "survey", MEALS, MEAL_QUESTIONS)
    actions.submit_survey("meals", by=cast.tangbianji, at=NOON)
    refused(lambda: actions.open_survey("meals", by=cast.luchushen, at=NOON + timedelta(days=30)), "period-over")


def test_words_that_may_not_stand_are_found_in_every_text(cast):
    guards.add_word(Draft(text="禁词甲", kind="sensitive", level="block"), by=cast.songwangzhan, at=NOON)
    asked = [{"key": "a", "label": "怎么看", "kind": "choice", "choices": [{"value": "x", "label": "禁词甲"}]}]
    draft(cast, "meals", "survey", MEALS, asked)
    refusal = refused(lambda: actions.submit_survey("meals", by=cast.tangbianji, at=NOON), "words-blocked")
    assert "问题“怎么看”" in refusal.sentence


def test_what_is_asked_does_not_change_once_it_is_open(cast, meals):
    revision = meals.revision
    refused(
        lambda: actions.change_questions("meals", design(), revision=revision, by=cast.tangbianji, at=NOON),
        "wrong-state",
    )
    refused(
        lambda: actions.change_settings("meals", MEALS, revision=revision, by=cast.tangbianji, at=NOON), "wrong-state"
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        Survey.objects.filter(pk=meals.pk).update(definition=design())
    with pytest.raises(DatabaseError), transaction.atomic():
        Survey.objects.filter(pk=meals.pk).delete()


def test_what_is_returned_is_a_draft_again_and_says_why(cast):
    draft(cast, "meals", "survey", MEALS, MEAL_QUESTIONS)
    actions.submit_survey("meals", by=cast.tangbianji, at=NOON)
    refused(lambda: actions.return_survey("meals", "改", by=cast.luchushen, at=NOON), "no-reason")
    survey = actions.return_survey("meals", "第二题请补充选项。", by=cast.luchushen, at=NOON)
    assert (survey.state, survey.returned_for) == ("draft", "第二题请补充选项。")
    actions.submit_survey("meals", by=cast.tangbianji, at=NOON)
    assert actions.withdraw_survey("meals", by=cast.tangbianji, at=NOON).state == "draft"
    actions.delete_survey("meals", by=cast.tangbianji, at=NOON)
    assert not Survey.objects.exists()


@pytest.mark.parametrize(
    ("kind", "unit", "title", "slug", "code"),
    [
        ("poll", "MZ", "调查一", "a", "unknown-kind"),
        ("survey", "JT", "调查一", "a", "no-unit"),
        ("survey", "MZ", " ", "a", "no-title"),
        ("survey", "MZ", "调查一", "A/B", "bad-slug"),
        ("survey", "MZ", "调查一", "taken", "slug-taken"),
    ],
)
def test_what_cannot_be_made_is_refused(cast, kind, unit, title, slug, code):
    actions.create_survey("survey", "MZ", "已有的调查", slug="taken", by=cast.tangbianji, at=NOON)
    refused(lambda: actions.create_survey(kind, unit, title, slug=slug, by=cast.tangbianji, at=NOON), code)


def test_an_address_is_found_where_none_is_given(cast):
    survey = actions.create_survey("survey", "MZ", "助餐调查", by=cast.tangbianji, at=NOON)
    assert survey.slug.startswith("s20261123-")
    assert date(2026, 11, 23) == MEALS.opens_on
