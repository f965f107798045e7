"""What the public reads: every page says whose it is and where it stands, asks little, and shows nothing it should not."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.cast import NOON
from zhengtong.cms import content, manuscripts
from zhengtong.cms.models import ArticlePage, ColumnPage, SitePage
from zhengtong.cms.traditional import TraditionalMiddleware

pytestmark = pytest.mark.django_db
TABLE = "```table 价格|示例\n品名\t价格\n茶叶\t120\n=火腿\t-85\n```"
HOME = [
    {"headlines": {"title": "要闻", "column": "news", "count": 8}},
    {"column_list": {"title": "动态", "columns": ["news/anfu", "news/towns"], "count": 6}},
    {"policies": {"title": "政策", "policies": "news/anfu", "interpretations": "news/towns", "count": 4}},
    {"services": {"title": "我要办", "count": 8}},
    {"interaction": {"title": "互动交流", "count": 4}},
    {"entries": {"title": "公开", "entries": [{"label": "指南", "icon": "book", "address": "/disclosure/"}]}},
    {"topics": {"title": "专题", "count": 4}},
    {"sites": {"title": "部门和乡镇"}},
]


@pytest.fixture
def columns(portal: SitePage) -> dict[str, ColumnPage]:
    """要闻 with two columns in it, and an arranged home page."""
    news = portal.add_child(
        instance=ColumnPage(title="要闻", slug="news", show_in_menus=True, description="县内大事", keywords="要闻;动态")
    )
    made = {
        "news": news,
        "anfu": news.add_child(instance=ColumnPage(title="安福要闻", slug="anfu")),
        "towns": news.add_child(instance=ColumnPage(title="乡镇动态", slug="towns")),
    }
    portal.refresh_from_db()
    content.arrange(portal, HOME)
    return made


def write(portal: SitePage, column: str, count: int, text: str = "第一段。\n\n第二段。", **more: object) -> None:
    start = ArticlePage.objects.count()
    articles = [
        manuscripts.Manuscript(
            slug=f"a{start + n}", column=column, title=f"稿件{start + n}", days=start + n, source="县融媒体中心",
            text=text, summary="一句话摘要", keywords="示例;稿件", **more,
        )
        for n in range(count)
    ]  # fmt: skip
    content.publish([(portal, one) for one in articles], {}, NOON)


def shown(client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def asked(client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_the_home_page_shows_its_sections_with_the_newest_of_each_column(portal, columns, client):
    write(portal, "news/anfu", 3)
    page = shown(client, "/")
    assert page.count("稿件0") >= 2 and "2026-11-23" in page
    for section in ("要闻", "动态", "政策", "我要办", "互动交流", "公开", "专题", "部门和乡镇"):
        assert f">{section}</h2>" in page


def test_a_home_page_asks_little_however_much_there_is(portal, columns, client):
    write(portal, "news/anfu", 2)
    few = asked(client, "/")
    write(portal, "news/anfu", 30)
    write(portal, "news/towns", 30)
    assert asked(client, "/") == few <= 25


def test_an_article_asks_little_however_much_stands_beside_it(portal, columns, client):
    write(portal, "news/anfu", 2)
    few = asked(client, "/news/anfu/a0/")
    write(portal, "news/anfu", 30)
    assert asked(client, "/news/anfu/a0/") == few <= 10


def test_a_column_asks_little_and_lists_twenty_a_page_pinned_first(portal, columns, client):
    write(portal, "news/anfu", 4)
    few = asked(client, "/news/")
    write(portal, "news/towns", 40)
    assert asked(client, "/news/") == few <= 12
    old = ArticlePage.objects.get(slug="a43")
    old.is_pinned = True
    old.save()
    page = shown(client, "/news/")
    assert page.count("<time datetime") == 20 and page.index("稿件43") < page.index("稿件0<")
    assert "稿件42" in shown(client, "/news/?page=3") and "置顶" in page
    assert 'href="/news/towns/"' in page and 'href="/rss/news.xml"' in page


def test_every_kind_of_page_carries_the_tags_of_the_standard(portal, columns, client):
    write(portal, "news/anfu", 1)
    site = ("SiteName", "SiteDomain", "SiteIDCode")
    column = ("ColumnName", "ColumnType")
    said = {path: tags(shown(client, path)) for path in ("/", "/news/", "/news/anfu/a0/")}
    for path, found in said.items():
        assert found["SiteName"] == "安福县人民政府" and found["SiteIDCode"] == "3608290001", path
        assert set(site) <= set(found) and found["Url"].endswith(path)
    assert said["/news/"].items() >= {
        "ColumnName": "要闻", "ColumnDescription": "县内大事", "ColumnKeywords": "要闻;动态", "ColumnType": "政务动态",
    }.items()  # fmt: skip
    article = said["/news/anfu/a0/"]
    assert set(column) <= set(article) and article["ColumnName"] == "安福要闻"
    assert article["ArticleTitle"] == "稿件0" and article["PubDate"] == "2026-11-23 08:00"
    assert article["ContentSource"] == "县融媒体中心" and article["Keywords"] == "示例;稿件"
    assert article["Description"] == "一句话摘要"
    assert not set(column) & set(said["/"]) and "ArticleTitle" not in said["/news/"]


def tags(page: str) -> dict[str, str]:
    return dict(re.findall(r'<meta name="([A-Z]\w+)" content="([^"]*)">', page))


def test_every_page_carries_the_marks_a_government_site_must_have(portal, columns, client):
    for path in ("/", "/news/", "/site-map/"):
        foot = shown(client, path).split('data-element="foot"')[1]
        for mark in (
            "党政机关",
            "找错",
            "网站标识码",
            "主办",
            "ICP备",
            "公网安备",
            "站点地图",
            "隐私",
            "无障碍",
            "电话",
        ):
            assert mark in foot, (path, mark)


def test_an_article_tells_its_source_its_moment_and_its_neighbours(portal, columns, client):
    write(portal, "news/anfu", 3)
    page = shown(client, "/news/anfu/a1/")
    assert "来源：县融媒体中心" in page and "2026-11-22" in page
    beside = page.split("article-beside")[1]
    assert beside.index("稿件0") < beside.index("稿件2")
    assert "policy-facts" not in page


def test_a_document_that_lapsed_or_was_repealed_says_so(portal, columns, client):
    write(portal, "news/anfu", 1, validity="lapsed")
    write(portal, "news/anfu", 1, validity="repealed")
    assert "本文件已失效" in shown(client, "/news/anfu/a0/")
    assert "本文件已废止" in shown(client, "/news/anfu/a1/")


def test_each_kind_of_withdrawal_has_its_own_public_face(portal, columns, client):
    write(portal, "news/anfu", 4)
    pages = {article.slug: article for article in ArticlePage.objects.all()}
    ArticlePage.objects.filter(slug="a0").update(withdrawal="error", withdrawal_note="数字有误")
    ArticlePage.objects.filter(slug="a1").update(withdrawal="consolidated", replaced_by=pages["a3"])
    ArticlePage.objects.filter(slug="a2").update(withdrawal="withdrawn", withdrawal_note="政策已调整")
    gone = shown(client, "/news/anfu/a0/", 410)
    assert "数字有误" in gone and "第一段" not in gone
    led = client.get("/news/anfu/a1/")
    assert led.status_code == 301 and led["Location"] == "/news/anfu/a3/"
    kept = shown(client, "/news/anfu/a2/")
    assert "政策已调整" in kept and "第一段" in kept
    listed = shown(client, "/news/anfu/")
    assert "稿件2" in listed and "稿件0<" not in listed and "稿件1<" not in listed


def test_an_article_shown_by_reference_tells_the_original(portal, columns, client):
    write(portal, "news/anfu", 1, text="原文在此。")
    original = ArticlePage.objects.get()
    shared = ArticlePage(title="转", slug="shared", source="县融媒体中心", shared_from=original, published_on=NOON)
    columns["towns"].refresh_from_db()
    columns["towns"].add_child(instance=shared)
    page = shown(client, "/news/towns/shared/")
    assert "原文在此" in page and 'rel="canonical" href="' in page
    assert page.split('rel="canonical" href="')[1].split('"')[0].endswith("/news/anfu/a0/")


def test_what_is_not_public_is_in_no_list_no_feed_no_map_and_has_no_address(portal, columns, client):
    write(portal, "news/anfu", 3, text=TABLE)
    ArticlePage.objects.filter(slug="a1").update(live=False)
    block = ArticlePage.objects.get(slug="a1").body[0].id
    for path in ("/news/", "/news/anfu/", "/rss/news/anfu.xml", "/sitemap.xml", "/"):
        assert "稿件1" not in shown(client, path) and "/a1/" not in shown(client, path), path
    shown(client, "/news/anfu/a1/", 404)
    shown(client, f"/tables/{block}.csv/news/anfu/a1", 404)
    PageViewRestriction.objects.create(page=columns["anfu"], restriction_type="login")
    assert "/a0/" not in shown(client, "/sitemap.xml")
    shown(client, "/rss/news/anfu.xml", 404)
    shown(client, f"/tables/{block}.csv/news/anfu/a0", 404)
    assert client.get("/news/anfu/a0/").status_code == 302


def test_the_feed_of_a_column_carries_the_newest_of_everything_below(portal, columns, client):
    write(portal, "news/anfu", 2)
    feed = client.get("/rss/news.xml")
    assert feed["Content-Type"].startswith("application/rss+xml")
    assert feed.content.decode().count("<item>") == 2
    shown(client, "/rss/nowhere.xml", 404)


def test_a_column_that_stands_for_another_place_leads_there(portal, columns, client):
    portal.add_child(
        instance=ColumnPage(title="政务服务", slug="services-column", show_in_menus=True, leads_to="/hall/")
    )
    assert '<a href="/hall/">政务服务</a>' in shown(client, "/")
    assert client.get("/services-column/")["Location"] == "/hall/"


def test_a_data_table_is_taken_away_as_a_file_that_runs_nothing(portal, columns, client):
    write(portal, "news/anfu", 1, text=TABLE)
    block = ArticlePage.objects.get().body[0].id
    page = shown(client, "/news/anfu/a0/")
    address = f"/tables/{block}.csv/news/anfu/a0"
    assert address in page and '<td class="num">120</td>' in page
    text = client.get(address).content.decode("utf-8-sig")
    assert text.splitlines() == ["品名,价格", "茶叶,120", "'=火腿,-85"]
    assert client.get(address.replace(".csv", ".xlsx")).content[:2] == b"PK"


def test_the_site_map_shows_columns_to_any_depth(portal, columns, client):
    page = shown(client, "/site-map/")
    assert 'href="/news/anfu/"' in page and 'href="/news/towns/"' in page


def test_who_chose_traditional_characters_reads_the_portal_in_them(portal, columns, client):
    write(portal, "news/anfu", 1, text="发展农业")
    chosen = client.get("/news/anfu/a0/?lang=hant")
    assert chosen.status_code == 302 and chosen["Location"] == "/news/anfu/a0/"
    page = client.get("/news/anfu/a0/")
    assert page["Content-Language"] == "zh-Hant" and 'lang="zh-Hant"' in page.content.decode()
    assert "發展農業" in page.content.decode() and "發展农业" not in page.content.decode()
    client.get("/?lang=hans")
    back = client.get("/news/anfu/a0/")
    assert back["Content-Language"] == "zh-CN" and "发展农业" in back.content.decode()


def test_a_crafted_address_with_a_choice_of_characters_leads_nowhere_else(rf):
    request = rf.get("/?lang=hant&a=1")
    request.path = "//evil.example/"
    assert TraditionalMiddleware(lambda _: HttpResponse())(request)["Location"] == "/evil.example/?a=1"


def test_the_large_letters_of_the_elder_mode_hold_on_the_portal(portal, columns, client):
    client.cookies["elder"] = "1"
    assert 'class="elder"' in shown(client, "/news/")


def test_loading_articles_twice_makes_them_once(portal, columns, client):
    one = manuscripts.Manuscript("x", "news/anfu", "题", 3, "源", "文")
    assert content.publish([(portal, one)], {}, NOON) == 1
    assert content.publish([(portal, one)], {}, NOON + timedelta(days=1)) == 0
    article = ArticlePage.objects.get()
    assert article.get_latest_revision_as_object().title == "题" and article.live_revision is not None
    column = ColumnPage.objects.get(slug="anfu")
    assert column.get_children().count() == 1 and column.numchild == 1
    assert ArticlePage.find_problems() == ([], [], [], [], [])
