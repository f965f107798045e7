"""上架稿件: what lists show is kept by the tables themselves, and read without going through everything there is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import RequestFactory
from wagtail.models import Page

from tests.cast import NOON
from zhengtong.cms import presenting
from zhengtong.cms.models import ArticlePage, ColumnPage, Picture, Shelf, SitePage
from zhengtong.cms.presenting import Wanted

REQUEST = RequestFactory().get("/", HTTP_HOST="localhost")


@pytest.fixture
def news(portal: SitePage) -> ColumnPage:
    return portal.add_child(instance=ColumnPage(title="要闻", slug="news"))


def written(column: ColumnPage, title: str, days: int = 0, *, is_live: bool = True, **fields: object) -> ArticlePage:
    return column.add_child(
        instance=ArticlePage(
            title=title, source="县政府", live=is_live, first_published_at=NOON - timedelta(days=days), **fields
        )
    )


def again(article: ArticlePage) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


def titles(place: Page, count: int = 50, *, pictured: bool = False) -> list[str]:
    wanted = Wanted(Page.objects.get(pk=place.pk).path, count, pictured)
    return [line.title for line in presenting.newest([wanted], REQUEST)[wanted]]


def told(place: Page) -> list[str]:
    """The same, read out of the pages themselves."""
    return [article.title for article in presenting.articles_of(Page.objects.get(pk=place.pk))]


def test_a_list_has_what_is_pinned_first_and_then_the_newest_of_everything_below(portal, news):
    county = news.add_child(instance=ColumnPage(title="安福要闻", slug="county"))
    written(county, "三天前", 3)
    written(news, "昨天", 1)
    written(county, "置顶", 9, is_pinned=True)
    written(news, "按发布时间", 30, published_on=NOON - timedelta(days=2))
    written(news, "草稿", is_live=False)
    assert titles(news) == ["置顶", "昨天", "按发布时间", "三天前"] == told(news)
    assert titles(county) == ["置顶", "三天前"]
    assert titles(portal, 2) == ["置顶", "昨天"]


def test_whatever_becomes_of_an_article_lists_follow(portal, news):
    other = portal.add_child(instance=ColumnPage(title="通知公告", slug="notices"))
    article = written(news, "汛期值守", 5)
    written(news, "春耕备耕", 3)

    def everywhere() -> tuple[list[str], list[str]]:
        assert (titles(news), titles(other), titles(portal)) == (told(news), told(other), told(portal))
        return titles(news), titles(other)

    assert everywhere() == (["春耕备耕", "汛期值守"], [])
    article.is_pinned = True
    article.save()
    assert everywhere() == (["汛期值守", "春耕备耕"], [])
    ArticlePage.objects.filter(pk=article.pk).update(is_pinned=False, published_on=NOON)
    assert everywhere() == (["汛期值守", "春耕备耕"], [])
    again(article).unpublish()
    assert everywhere() == (["春耕备耕"], [])
    again(article).save_revision().publish()
    assert everywhere() == (["汛期值守", "春耕备耕"], [])
    for withdrawal, shown in (("error", False), ("withdrawn", True), ("consolidated", False), ("", True)):
        ArticlePage.objects.filter(pk=article.pk).update(withdrawal=withdrawal)
        assert ("汛期值守" in everywhere()[0]) == shown, withdrawal
    again(article).move(other, pos="last-child")
    assert everywhere() == (["春耕备耕"], ["汛期值守"])
    again(article).delete()
    assert everywhere() == (["春耕备耕"], [])
    assert Shelf.objects.count() == 1


def test_a_column_that_moves_takes_its_articles_along(portal, news):
    below = portal.add_child(instance=ColumnPage(title="民政", slug="mz"))
    written(below, "低保标准", 1)
    ColumnPage.objects.get(pk=below.pk).move(ColumnPage.objects.get(pk=news.pk), pos="last-child")
    assert titles(news) == ["低保标准"] == told(news)
    ColumnPage.objects.get(pk=below.pk).delete()
    assert titles(news) == []
    assert not Shelf.objects.exists()


def test_only_what_has_a_picture_leads_with_one(portal, news, picture):
    written(news, "有图", 9, picture=picture)
    written(news, "无图", 1)
    assert titles(news, 1, pictured=True) == ["有图"]
    picture.delete()
    assert titles(news, 1, pictured=True) == []


@pytest.fixture
def picture() -> Picture:
    return Picture.objects.create(title="县城", file="original_images/a.jpg", width=800, height=600)


def test_the_neighbours_of_an_article_are_those_of_its_own_column(portal, news):
    county = news.add_child(instance=ColumnPage(title="安福要闻", slug="county"))
    older, here, newer = (written(news, title, days) for title, days in (("前", 3), ("中", 2), ("后", 1)))
    written(county, "别处", 2)
    found = presenting.beside(again(here), REQUEST)
    assert {kind: [line.title for line in lines] for kind, lines in found.items()} == {
        "newer": ["后"], "older": ["前"], "latest": ["后", "前"],
    }  # fmt: skip
    assert presenting.beside(again(newer), REQUEST)["newer"] == []
    assert presenting.beside(again(older), REQUEST)["older"] == []


def test_what_a_list_reads_does_not_grow_with_what_there_is(portal, news):
    def read() -> tuple[int, int]:
        """Blocks read for the newest of the column, and for the neighbours of one of its articles."""
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE cms_shelf, cms_articlepage, wagtailcore_page")
            counts = []
            place = [[0], [news.path], [6], [False]]
            beside = {"place": news.path, "id": middle.pk, "at": middle.shown_at}
            for statement, values in ((presenting._NEWEST, place), (presenting._BESIDE, beside)):
                cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}", values)
                plan = cursor.fetchone()[0][0]["Plan"]
                counts.append(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])
        return counts[0], counts[1]

    for number in range(20):
        middle = written(news, f"稿件{number}", number)
    few = read()
    for number in range(20, 140):
        written(news, f"稿件{number}", number)
    many = read()
    assert all(after < before + 25 for before, after in zip(few, many, strict=True)), (few, many)
