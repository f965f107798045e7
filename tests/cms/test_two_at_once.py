"""Two editors at one text, and a page that goes to another site: nobody's words are lost, nobody reaches beyond their part."""

import pytest
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from tests.cast import Cast
from tests.cms.editorial import Office, open_office
from zhengtong.cms.models import ArticlePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast: Cast, portal, settings, tmp_path) -> Office:
    settings.MEDIA_ROOT = tmp_path
    return open_office(cast, portal)


def browser(person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def form(article: ArticlePage, title: str, loaded: int) -> dict[str, str]:
    return nested_form_data(
        {"title": title, "slug": article.slug, "source": "县民政局", "form": "page", "validity": "",
         "body": streamfield([("quote", {"text": f"{title}的正文", "source": ""})]), "comments": inline_formset([]),
         "loaded_revision_id": str(loaded)}
    )  # fmt: skip


def test_who_saves_second_overwrites_nobody_and_keeps_what_they_wrote(office):
    article = office.write("两人同改")
    address = f"/editor/pages/{article.pk}/edit/"
    loaded = article.latest_revision_id
    first, second = browser(office.cast.tangbianji), browser(office.cast.luchushen)
    assert f'value="{loaded}"' in first.get(address).content.decode()
    assert first.post(address, form(article, "先保存的", loaded)).status_code == 302
    answer = second.post(address, form(article, "后保存的", loaded))
    said = answer.content.decode()
    assert answer.status_code == 409 and "后保存的的正文" in said and "唐晓雯" in said
    latest = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert latest.title == "先保存的"


def test_one_editor_in_two_windows_is_not_stopped_by_themselves(office):
    article = office.write("自己改")
    address, loaded = f"/editor/pages/{article.pk}/edit/", article.latest_revision_id
    client = browser(office.cast.tangbianji)
    assert client.post(address, form(article, "第一个窗口", loaded)).status_code == 302
    assert client.post(address, form(article, "第二个窗口", loaded)).status_code == 302


def test_an_article_is_not_moved_to_the_site_of_another_unit(office):
    article = office.write("移动")
    client = browser(office.cast.tangbianji)
    move = f"/editor/pages/{article.pk}/move/{office.elsewhere.pk}/confirm/"
    assert client.post(move).status_code in (302, 403, 404)
    assert ArticlePage.objects.get(pk=article.pk).get_parent().pk == office.column.pk


def test_who_manages_both_sites_moves_it_and_the_old_address_leads_on(office):
    article = office.publish(office.write("搬家", slug="moved"))
    old = article.get_url()
    client = browser(office.cast.songwangzhan)
    client.post(f"/editor/pages/{article.pk}/move/{office.elsewhere.pk}/confirm/")
    moved = ArticlePage.objects.get(pk=article.pk)
    assert moved.get_parent().pk == office.elsewhere.pk
    answer = Client().get(old)
    assert answer.status_code == 301 and answer["Location"].endswith(moved.get_url())
