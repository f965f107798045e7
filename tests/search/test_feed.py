"""Items and answers are found as the journal tells of them, and everything can be made anew."""

import pytest

from tests.cases.county import keep_time
from tests.cast import NOON
from tests.catalog.items import allowance, publish_forms, put_through
from zhengtong.catalog import actions as catalog
from zhengtong.dialogue import actions as dialogue
from zhengtong.dialogue.rules import Question
from zhengtong.journal.models import Entry
from zhengtong.project import search_feed
from zhengtong.search.models import Listing
from zhengtong.search.queries import Query, find

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def item(cast):
    keep_time(NOON, [])
    publish_forms()
    return put_through(cast, allowance())


@pytest.fixture
def answered(item, cast):
    question = Question("外地人能办低保吗", "我叫李四，电话19900100001。", True, "李四", "19900100001")
    letter = dialogue.ask(item.item.code, question, writer=None, submission="page-1", at=NOON)
    return dialogue.answer(letter.ref, "向户籍地乡镇申请。", publish=True, by=cast.wangkezhang, at=NOON)


def kinds(text: str) -> list[str]:
    return [hit.kind for hit in find(Query(text=text), at=NOON).hits]


def test_an_item_is_found_by_its_other_names_and_gone_when_it_is_cancelled(item, cast):
    feed = search_feed.Feed()
    assert feed(NOON) >= 1
    hit = find(Query(text="低保"), at=NOON).hits[0]
    assert (hit.title, hit.url) == ("最低生活保障审核确认", f"/items/{item.item.code}/")
    assert feed(NOON) == 0
    catalog.cancel_item(item.item.code, basis="国发〔2026〕1号", on=NOON.date(), by=cast.sunzhuren, at=NOON)
    assert feed(NOON) == 1
    assert kinds("低保") == []


def test_an_answer_is_found_once_it_is_public_without_who_asked(answered):
    search_feed.Feed()(NOON)
    hit = next(hit for hit in find(Query(text="外地人 低保"), at=NOON).hits if hit.kind == "answer")
    listing = Listing.objects.get(ref=answered.ref)
    assert "19900100001" not in listing.body and hit.url.endswith("/consult/")


def test_an_answer_taken_off_the_public_pages_is_gone(answered, cast):
    feed = search_feed.Feed()
    feed(NOON)
    dialogue.unpublish(answered.ref, reason="涉及个人情况", by=cast.wangkezhang, at=NOON)
    feed(NOON)
    assert "answer" not in kinds("外地人 低保")


def test_a_rebuild_finds_the_same_and_is_told_in_the_journal(item):
    search_feed.Feed()(NOON)
    count = search_feed.rebuild(by="console", at=NOON)
    assert count == Listing.objects.count() >= 1
    assert Entry.objects.get(kind="search.rebuilt").data["count"] == count
