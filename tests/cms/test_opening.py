"""A site is opened once, with its place, its files and its entry in the journal; whose it is decides who works on it."""

import pytest
from wagtail.models import Page, Site

from tests.cast import NOON
from zhengtong.cms import actions, policies
from zhengtong.cms.models import ColumnPage
from zhengtong.journal.models import Entry

pytestmark = pytest.mark.django_db


def test_the_portal_is_what_the_front_door_shows(portal, client):
    assert Site.objects.get(is_default_site=True).root_page_id == portal.pk
    assert "安福县人民政府" in client.get("/").content.decode()
    assert Entry.objects.filter(kind="site.opened", unit="BG").count() == 1


def test_a_page_answers_to_the_owner_of_the_nearest_column(portal, cast):
    site = actions.open_site("民政局", unit=cast.wangkezhang.unit, slug="mz", below=portal, by="system", at=NOON)
    column = portal.add_child(instance=ColumnPage(title="招考", slug="rs", owner_unit=cast.laozhou.unit))
    below = column.add_child(instance=ColumnPage(title="下级", slug="x"))
    assert policies.unit_of(site) == cast.wangkezhang.unit
    assert policies.unit_of(Page.objects.get(pk=below.pk)) == cast.laozhou.unit
    assert policies.unit_of(portal).code == "BG"


def test_nobody_without_a_content_post_enters_the_editors_door(portal, client, cast):
    for person in (cast.zhangayi, cast.xiaoli, cast.wangkezhang):
        client.force_login(person.user)
        assert client.get("/editor/").status_code == 404


def test_an_editor_finds_the_door_and_only_the_own_site(portal, client, cast):
    site = actions.open_site("民政局", unit=cast.unit("MZ"), slug="mz", below=portal, by="system", at=NOON)
    client.force_login(cast.tangbianji.user)
    home = client.get("/editor/")
    assert home.status_code == 200 and "/desk/" in home.content.decode()
    assert client.get(f"/editor/pages/{site.pk}/").status_code == 200
    client.force_login(cast.jiaotongbianji.user)
    assert client.get(f"/editor/pages/{site.pk}/edit/").status_code in (302, 404)
    assert "网站编辑" in client.get("/desk/").content.decode()
