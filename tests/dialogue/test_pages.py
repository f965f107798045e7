"""我要咨询: a question about a public page goes to the page's unit, and its answer back to the page."""

import re

import pytest
from django.template import Context, Template
from django.test import Client

from tests.cast import NOON
from tests.disclosure.register import published_information
from zhengtong.dialogue import actions
from zhengtong.dialogue.models import Letter
from zhengtong.dialogue.pages import PAGES, AskedPage
from zhengtong.foundation.errors import Refusal
from zhengtong.guards import actions as guards
from zhengtong.guards.rules import Draft
from zhengtong.journal.models import Entry

PLACE = "/consult/about/page/a1/"
GOOD = {
    "title": "办法从哪天实行", "question": "看了通知，从哪一天开始？", "publish": "yes", "name": "刘女士",
    "phone": "19900100001",
}  # fmt: skip


@pytest.fixture
def page(county, monkeypatch) -> AskedPage:
    """A page of the transport bureau, as a door would find it."""
    page = AskedPage("page", "a1", "关于公交线路调整的通知", "/jtj/tzgg/bus/", county.unit("JT"))
    monkeypatch.setitem(PAGES, "page", lambda key: page if key == "a1" else None)
    monkeypatch.setattr("zhengtong.web.citizen.consultation.timezone.now", lambda: NOON)
    return page


def ask(client: Client, **typed):
    token = re.search(r'name="letter-token" value="([^"]+)"', client.get(PLACE).content.decode())[1]
    return client.post(PLACE, GOOD | {"letter-token": token} | typed, follow=True)


def test_a_question_about_a_page_goes_to_its_unit_and_its_clock_runs(page, county):
    client = Client()
    form = client.get(PLACE).content.decode()
    assert "由安福县交通运输局答复" in form
    assert 'href="/jtj/tzgg/bus/"' in form
    receipt = ask(client).content.decode()
    letter = Letter.objects.get()
    assert (letter.unit.code, letter.page, letter.page_url) == ("JT", "page:a1", "/jtj/tzgg/bus/")
    assert letter.ref in receipt
    assert "2026年11月30日前" in receipt
    told = Entry.objects.get(kind="letter.sent").data
    assert (told["owner_unit"], told["page"], told["item_name"]) == ("JT", "page:a1", page.title)
    assert "due" in told, "supervision watches it as any other"
    desk = Client()
    desk.force_login(county.laozhou.user)
    assert page.title in desk.get(f"/desk/letters/{letter.ref}/").content.decode()
    desk.force_login(county.wangkezhang.user)
    assert desk.get(f"/desk/letters/{letter.ref}/").status_code == 404


def test_a_published_answer_shows_on_the_page_it_was_asked_from(page, county):
    ask(Client())
    letter = Letter.objects.get()
    actions.answer(letter.ref, "自12月1日起。电话19900100009。", publish=True, by=county.laozhou, at=NOON)
    shown = Template('{% load consultation %}{% consult_entry "page" "a1" %}').render(Context())
    assert "自12月1日起" in shown
    assert "19900100009" not in shown
    assert PLACE in shown
    other = Template('{% load consultation %}{% consult_entry "page" "b2" %}').render(Context())
    assert "自12月1日起" not in other
    assert "自12月1日起" in Client().get("/consult/").content.decode()


def test_what_may_not_stand_is_not_published(page, county):
    ask(Client())
    letter = Letter.objects.get()
    guards.add_word(Draft(text="禁词甲", kind="sensitive", level="block"), by=county.songwangzhan, at=NOON)
    with pytest.raises(Refusal) as refused:
        actions.answer(letter.ref, "有禁词甲。", publish=True, by=county.laozhou, at=NOON)
    assert (refused.value.code, refused.value.field) == ("words-blocked", "answer")
    assert Letter.objects.get().state == "open"


@pytest.mark.parametrize(
    "place", ["/consult/about/page/zz/", "/consult/about/secret/a1/", "/consult/about/page/../a1/"]
)
def test_a_page_that_is_not_there_cannot_be_asked_about(page, place):
    assert Client().get(place).status_code == 404
    assert Client().post(place, GOOD).status_code == 404
    assert not Letter.objects.exists()


def test_information_of_the_register_leads_to_its_organ(county):
    information, _ = published_information(county)
    place = f"/consult/about/information/{information.index_number}/"
    shown = Client().get(f"/information/{information.organ_part}/{information.number_part}/").content.decode()
    assert place in shown
    assert f"由{information.organ.name}答复" in Client().get(place).content.decode()
    assert Client().get("/consult/about/information/none/2026-1/").status_code == 404
