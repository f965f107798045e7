"""The acts on a result that the doors do not try."""

import pytest

from tests.cast import NOON
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.surveys import actions, tasks
from zhengtong.surveys.models import Excerpt

from .conftest import MEAL_QUESTIONS, MEALS, OUTING, OUTING_QUESTIONS, answer_as, opened

SUMMARY = "共5人参加，主要意见是离家远，将在向阳村增设助餐点。"


@pytest.fixture
def closed(cast, meals):
    for number in range(5):
        answer_as(meals, f"{number}", {"happy": "1", "why": f"意见{number}"})
    actions.close_survey("meals", "已经足够了。", by=cast.tangbianji, at=NOON)
    tasks.box(NOON)
    return meals


def code(act) -> str:
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value.code


def test_an_excerpt_is_chosen_once_and_can_be_dropped(cast, closed):
    by = cast.tangbianji
    excerpt = actions.add_excerpt("meals", "why", "意见3", by=by, at=NOON)
    assert code(lambda: actions.add_excerpt("meals", "why", "意见3", by=by, at=NOON)) == "picked-already"
    actions.drop_excerpt("meals", excerpt.pk, by=by, at=NOON)
    assert not Excerpt.objects.exists()
    with pytest.raises(Unknown):
        actions.drop_excerpt("meals", excerpt.pk, by=by, at=NOON)


def test_a_summary_that_is_returned_is_written_anew(cast, closed):
    assert code(lambda: actions.publish_results("meals", by=cast.luchushen, at=NOON)) == "no-summary"
    actions.write_summary("meals", SUMMARY, by=cast.tangbianji, at=NOON)
    survey = actions.return_results("meals", "请写明采用情况。", by=cast.luchushen, at=NOON)
    assert (survey.summary, survey.returned_for) == ("", "请写明采用情况。")


def test_what_was_not_to_be_published_is_not(cast):
    survey = opened(cast, "quiet", "survey", MEALS.__class__(**_of(MEALS, results="never")), MEAL_QUESTIONS)
    assert code(lambda: actions.write_summary("quiet", SUMMARY, by=cast.tangbianji, at=NOON)) == "wrong-state"
    actions.close_survey(survey.slug, "已经足够了。", by=cast.tangbianji, at=NOON)
    assert code(lambda: actions.write_summary("quiet", SUMMARY, by=cast.tangbianji, at=NOON)) == "not-for-publication"


def test_a_form_has_no_result(cast):
    opened(cast, "outing", "form", OUTING, OUTING_QUESTIONS)
    with pytest.raises(Unknown):
        actions.publish_results("outing", by=cast.luchushen, at=NOON)


def _of(settings, **changed) -> dict:
    return {name: getattr(settings, name) for name in settings.__dataclass_fields__} | changed
