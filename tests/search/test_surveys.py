"""A survey is found by its title and by what it asks, from the day it opens; a draft is found by nobody."""

import pytest

from tests.cast import NOON
from tests.surveys.conftest import MEAL_QUESTIONS, MEALS, draft
from zhengtong.project import search_feed
from zhengtong.search.queries import Query, find
from zhengtong.surveys import actions

pytestmark = pytest.mark.django_db


def hits(text: str) -> list[tuple[str, str]]:
    return [(hit.kind, hit.url) for hit in find(Query(text=text), at=NOON).hits]


def test_it_is_found_once_it_is_open(cast):
    draft(cast, "meals", "survey", MEALS, MEAL_QUESTIONS)
    search_feed.compare_surveys()
    assert hits("老年助餐") == []
    actions.submit_survey("meals", by=cast.tangbianji, at=NOON)
    actions.open_survey("meals", by=cast.luchushen, at=NOON)
    search_feed.compare_surveys({"meals"})
    for words in ("老年助餐", "最需要哪些服务"):
        assert hits(words) == [("survey", "/surveys/meals/")], words
    assert find(Query(text="老年助餐", organ="安福县民政局", kind="survey"), at=NOON).total == 1
    assert search_feed.compare_surveys() == 0
