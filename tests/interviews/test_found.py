"""What was said is found by the search once it is published, and looked over when the list of words changes."""

from datetime import timedelta

import pytest

from zhengtong.interviews import actions
from zhengtong.project import search_feed
from zhengtong.search.models import Listing
from zhengtong.search.queries import Query, find
from zhengtong.web.public_texts import public_interviews

from .conftest import SLUG, SOON, ask


def found(words: str) -> list[str]:
    return [hit.url for hit in find(Query(text=words), at=SOON).hits]


@pytest.fixture
def published(county, live, say):
    say("助餐点就近设在敬老院。")
    ask("红心杉木地板怎么保养？", at=SOON)
    actions.end(SLUG, by=county.xiedaobo, at=SOON)
    return actions.publish(SLUG, by=county.xiedaobo, at=SOON)


def test_a_notice_is_found_and_the_transcript_once_it_is_published(county, live, say):
    say("助餐点就近设在敬老院。")
    search_feed.compare_interviews()
    assert found("老年助餐") == [f"/interviews/{SLUG}/"]
    assert found("敬老院") == []
    actions.end(SLUG, by=county.xiedaobo, at=SOON)
    actions.publish(SLUG, by=county.xiedaobo, at=SOON)
    assert search_feed.compare_interviews([live.ref]) == 1
    assert found("敬老院") == [f"/interviews/{SLUG}/"]
    assert search_feed.compare_interviews() == 0


def test_a_late_answer_is_found_and_a_question_nobody_showed_is_not(county, published):
    question = published.questions.get()
    actions.reply(question.ref, "用软布擦拭。", "安福县民政局", at=SOON + timedelta(days=1))
    search_feed.compare_interviews()
    assert found("红心杉木地板") == []


def test_what_is_called_off_is_found_no_more(county, announced):
    search_feed.compare_interviews()
    actions.cancel(SLUG, "因防汛工作需要，改期举行", by=county.xiedaobo, at=SOON)
    assert search_feed.compare_interviews([announced.ref]) == 1
    assert not Listing.objects.exists()


def test_the_guards_look_over_everything_that_is_public(county, published):
    [text] = public_interviews("")
    assert (text.ref, text.unit) == (SLUG, "MZ")
    assert "敬老院" in text.text
    assert "红心杉" not in text.text
    assert list(public_interviews(SLUG)) == []
