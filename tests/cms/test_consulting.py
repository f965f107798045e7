"""我要咨询 on the pages of the portal: whose page it is, and an answer that comes back to the page and to no other."""

import pytest
from django.db import transaction
from django.test import Client

from tests.cases.county import keep_time
from tests.cast import NOON
from zhengtong.cms.models import ColumnPage
from zhengtong.cms.pagecache import tasks
from zhengtong.dialogue import actions
from zhengtong.dialogue.pages import asked_page
from zhengtong.dialogue.rules import Question
from zhengtong.foundation.errors import Unknown

from .test_pagecache import ages, keep_all, pages, read, write  # noqa: F401 — pages: where they are kept

pytestmark = pytest.mark.django_db(transaction=True)
QUESTION = Question("办法从哪天实行", "看了通知，从哪一天开始？", True, "刘女士", "19900100001")


@pytest.fixture
def column(portal, pages, cast):  # noqa: F811
    keep_time(NOON, [])
    return portal.add_child(instance=ColumnPage(title="社会救助", slug="relief", owner_unit=cast.unit("MZ")))


def test_a_page_leads_to_its_owner(column):
    article = write(column, "低保标准调整", "standard")
    place = f"/consult/about/page/{article.translation_key}/"
    for address in ("/relief/standard/", "/relief/"):
        assert "我要咨询" in Client().get(address).content.decode()
    assert place in Client().get("/relief/standard/").content.decode()
    page = asked_page("page", str(article.translation_key))
    assert (page.unit.code, page.title, page.url) == ("MZ", "低保标准调整", "/relief/standard/")
    assert "由安福县民政局答复" in Client().get(place).content.decode()
    with transaction.atomic():
        article.unpublish()
    with pytest.raises(Unknown):
        asked_page("page", str(article.translation_key))
    assert Client().get(place).status_code == 404


@pytest.mark.parametrize("key", ["", "1", "not-a-key", "00000000-0000-0000-0000-000000000000"])
def test_a_page_that_is_not_there_has_no_owner(portal, key):
    with pytest.raises(Unknown):
        asked_page("page", key)


def test_an_answer_is_written_into_the_kept_page_it_was_asked_from(column, pages, cast):  # noqa: F811
    asked, other = write(column, "低保标准调整", "standard"), write(column, "另一篇", "other")
    keep_all(pages)
    before = ages(pages)
    page = asked_page("page", str(asked.translation_key))
    letter = actions.ask_about(page, QUESTION, writer=None, submission="p1", at=NOON)
    tasks.refresh(NOON)
    assert ages(pages) == before, "a question alone changes no page"
    actions.answer(letter.ref, "自印发之日起。", publish=True, by=cast.wangkezhang, at=NOON)
    tasks.refresh(NOON)
    assert "自印发之日起。" in read(pages, "/relief/standard/")
    assert "刘女士" not in read(pages, "/relief/standard/")
    changed = {name for name, age in ages(pages).items() if before.get(name) != age}
    assert changed == {"relief/standard"}, other.title
    actions.unpublish(letter.ref, "政策已经调整。", by=cast.wangkezhang, at=NOON)
    tasks.refresh(NOON)
    assert "自印发之日起。" not in read(pages, "/relief/standard/")
