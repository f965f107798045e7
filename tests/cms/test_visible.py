"""What the public may not find it finds nowhere: not by an address, a list, a feed, a map, a picture, a document, a search."""

from datetime import timedelta

import pytest
from django.conf import settings as live_settings
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cms.doors.ground import picture_file
from tests.cms.editorial import Office, open_office, told
from zhengtong.cms import hotwords, indexing
from zhengtong.cms.models import ArticlePage, ColumnPage, Picture, SiteDocument
from zhengtong.cms.pagecache import baking, files
from zhengtong.cms.pagecache.models import CachedPage, PageChange
from zhengtong.cms.screening import queries as screening
from zhengtong.cms.sites import actions as sites
from zhengtong.cms.visible import is_visible, visible_pages
from zhengtong.cms.withdrawing import actions as withdrawing
from zhengtong.guards import actions as guards
from zhengtong.guards.models import Word
from zhengtong.guards.rules import read_draft
from zhengtong.search.queries import Query, find

pytestmark = pytest.mark.django_db
NOTICE = "因系统升级，本站临时下线，请到县政务服务中心办理业务。"


@pytest.fixture
def office(cast, portal, settings, tmp_path) -> Office:
    settings.MEDIA_ROOT = tmp_path
    return open_office(cast, portal)


def found(text: str) -> list[str]:
    return [hit.title for hit in find(Query(text=text), at=timezone.now()).hits]


def with_media(office: Office) -> tuple[ArticlePage, Picture, SiteDocument]:
    """A draft that shows a picture and offers a document."""
    picture = Picture.objects.create(
        title="图", description="图", file=picture_file(), collection=office.site.collection
    )
    document = SiteDocument.objects.create(
        title="名单", file=ContentFile("名单".encode(), name="list.txt"), collection=office.site.collection
    )
    article = office.write("未公开的救助名单", slug="secret", picture=picture)
    article.body = [{"type": "text", "value": "<p>救助名单</p>"}, {"type": "document", "value": document.pk}]
    article.save()
    article.save_revision(user=office.cast.tangbianji.user)
    return article, picture, document


def addresses(article, picture, document) -> list[str]:
    rendition = picture.get_rendition("max-100x100")
    return [article.get_url(), rendition.url, document.url, f"/documents/{document.pk}/list.txt"]


def test_a_draft_is_nowhere_for_whoever_is_not_signed_in(office, client):
    article, picture, document = with_media(office)
    for address in addresses(article, picture, document):
        assert client.get(address).status_code == 404, address
    assert client.get(f"/editor/pages/{article.pk}/").status_code in (302, 404)
    for address in ("/mz/news/", "/rss/mz/news.xml", "/sitemap.xml", "/search/?q=未公开的救助名单"):
        answer = client.get(address)
        assert answer.status_code == 200 and "secret" not in answer.content.decode(), address
    assert found("未公开的救助名单") == []
    assert not is_visible(article)


def test_once_public_its_files_are_and_withdrawn_they_are_gone_again(office, client):
    article, picture, document = with_media(office)
    article = office.publish(article)
    public = addresses(article, picture, document)
    for address in (*public[:3], "/rss/mz/news.xml"):
        assert client.get(address).status_code == 200, address
    assert "未公开的救助名单" in found("未公开的救助名单")
    withdrawing.withdraw(article, "error", "误发", by=office.cast.hanqianfa, at=timezone.now())
    assert [client.get(address).status_code for address in public[:3]] == [410, 404, 404]
    assert "secret" not in client.get("/rss/mz/news.xml").content.decode()
    assert found("未公开的救助名单") == []


def test_a_site_that_is_away_appears_nowhere(office, portal, client):
    article, picture, document = with_media(office)
    article = office.publish(article)
    public = addresses(article, picture, document)
    portal.refresh_from_db()
    at = timezone.now()
    known = {"by": office.cast.songwangzhan, "at": at}
    sites.take_offline(office.site, NOTICE, until=at + timedelta(days=2), **known)
    assert client.get(public[0]).status_code == 503
    assert [client.get(address).status_code for address in public[1:3]] == [404, 404]
    assert client.get("/rss/mz/news.xml").status_code == 404
    for address in ("/sitemap.xml", "/site-map/", "/"):
        page = client.get(address).content.decode()
        assert "/mz/" not in page and "民政局" not in page.partition("<main")[2], address
    indexing.follow(at)
    assert found("未公开的救助名单") == []
    assert not visible_pages().filter(path__startswith=office.site.path).exists()
    sites.bring_back(office.site, **known)
    assert "/mz/" in client.get("/sitemap.xml").content.decode()


# --- addresses and the end of columns ---

FORM = {
    "title": "办事", "description": "", "kind": "news", "owner_unit": "", "cycle_days": "", "keywords": "",
    "leads_to": "", "seo_title": "", "search_description": "", "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0", "comments-MAX_NUM_FORMS": "0", "go_live_at": "",
    "expire_at": "",
}  # fmt: skip


@pytest.mark.parametrize(
    "slug",
    ["hall", "search", "editor", "desk", "account", "static", "media", "api", "information", "policies", "documents"],
)
def test_no_column_takes_the_address_of_another_door(office, portal, client, slug):
    client.force_login(office.cast.songwangzhan.user)
    answer = client.post(f"/editor/pages/add/cms/columnpage/{portal.pk}/", FORM | {"slug": slug})
    assert answer.status_code == 200 and "已由平台的其他服务使用" in answer.content.decode()
    assert not ColumnPage.objects.filter(slug=slug).exists()


def test_below_another_site_the_same_name_is_free_and_moving_up_is_refused(office, portal, client):
    client.force_login(office.cast.songwangzhan.user)
    assert (
        client.post(f"/editor/pages/add/cms/columnpage/{office.site.pk}/", FORM | {"slug": "hall"}).status_code == 302
    )
    column = ColumnPage.objects.get(slug="hall")
    client.post(f"/editor/pages/{column.pk}/move/{portal.pk}/confirm/")
    assert ColumnPage.objects.get(pk=column.pk).get_parent().pk == office.site.pk


def test_a_column_with_public_articles_below_is_not_deleted(office, client):
    office.publish(office.write())
    client.force_login(office.cast.songwangzhan.user)
    answer = client.post(f"/editor/pages/{office.column.pk}/delete/", follow=True)
    assert "还有1篇已发布的稿件" in answer.content.decode()
    assert ColumnPage.objects.filter(pk=office.column.pk).exists()
    client.post(f"/editor/bulk/wagtailcore/page/delete/?id={office.column.pk}&next=/editor/")
    assert ColumnPage.objects.filter(pk=office.column.pk).exists()


def test_a_withdrawn_article_tells_since_when(office, client):
    article = office.publish(office.write(slug="relief"))
    at = timezone.now()
    withdrawing.withdraw(article, "withdrawn", "标准已调整", by=office.cast.hanqianfa, at=at)
    day = f"{timezone.localdate(at):%Y-%m-%d}"
    assert f"自{day}起停止适用" in client.get(article.url).content.decode()
    withdrawing.restore(article, "撤错了", by=office.cast.hanqianfa, at=at)
    withdrawing.withdraw(article, "error", "误发", by=office.cast.hanqianfa, at=at)
    page = client.get(article.url).content.decode()
    assert "撤回时间" in page and day in page and len(told("article.withdrawn")) == 2


# --- hot words ---


def hot(office, text="低保", url="/items/MZ-JF-0018/"):
    entry = read_draft({"kind": "hot", "text": text, "url": url})
    return guards.add_word(entry, by=office.cast.songwangzhan, at=timezone.now())


def test_a_hot_word_is_linked_once_and_never_in_a_heading_or_a_link(office, client):
    text = '<h2>低保政策</h2><p><a href="/hall/">低保大厅</a>办理低保，低保标准提高。</p>'
    article = office.publish(office.write("低保标准", slug="dibao", text=text))
    hot(office)
    client.get(article.url)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(article.url).content.decode()
    assert len(asked) <= 10
    assert page.count('class="hot-word"') == 1 and '办理<a class="hot-word" href="/items/MZ-JF-0018/">低保</a>' in page


@pytest.mark.django_db(transaction=True)
def test_a_change_of_the_hot_words_concerns_the_pages_that_have_them_and_no_other(office, tmp_path, monkeypatch):
    monkeypatch.setattr(live_settings, "HOME", tmp_path)
    with_word = office.publish(office.write("救助", slug="with", text="<p>办理低保。</p>"))
    without = office.publish(office.write("公路", slug="without", text="<p>农村公路。</p>"))
    for page in (with_word, without):
        baking.bake(baking.address_of(page))
    follow = hotwords.Follower()
    follow(timezone.now())
    PageChange.objects.all().delete()
    word = hot(office)
    assert follow(timezone.now()) == 1 and follow(timezone.now()) == 0
    assert PageChange.objects.get().tags == [f"page:{with_word.pk}"]
    baking.bake(baking.address_of(with_word))
    assert "hot-word" in kept(with_word) and "hot-word" not in kept(without)
    assert CachedPage.objects.get(page_id=with_word.pk).stale_at == CachedPage.objects.get(page_id=without.pk).stale_at
    PageChange.objects.all().delete()
    guards.retire_word(word.pk, "不再办理", by=office.cast.songwangzhan, at=timezone.now())
    assert follow(timezone.now()) == 1
    told_of = set(PageChange.objects.get().tags)
    assert told_of & set(CachedPage.objects.get(page_id=with_word.pk).tags)
    assert not told_of & set(CachedPage.objects.get(page_id=without.pk).tags)
    assert Word.objects.get(pk=word.pk).retired_at and screening.KIND == "page"


def kept(page) -> str:
    address = baking.address_of(page)
    return (files.folder(baking.pages_root(), address.host, address.path) / "index.html").read_text()
