"""A page is found from the moment it is public to the moment it is not, and a draft never."""

import pytest

from tests.cast import NOON
from tests.search.conftest import draft, publish
from zhengtong.cms import indexing
from zhengtong.cms.models import ColumnPage
from zhengtong.search.models import Listing
from zhengtong.search.queries import Query, find

pytestmark = pytest.mark.django_db


def titles(text: str) -> list[str]:
    return [hit.title for hit in find(Query(text=text), at=NOON).hits]


def test_what_is_published_is_found_with_its_words_column_and_organ(article):
    hit = find(Query(text="宅基地批准书"), at=NOON).hits[0]
    assert (hit.title, hit.kind, hit.column, hit.organ) == (
        "农村建房管理办法",
        "policy",
        "政策文件",
        "安福县人民政府办公室",
    )
    assert hit.url.endswith("/policies/jianfang/")


def test_what_is_unpublished_or_deleted_is_gone_at_once(article, column):
    other = publish(column, "农村建房补贴标准", "butie", "<p>建房补贴。</p>")
    article.unpublish()
    assert titles("农村建房") == ["农村建房补贴标准"]
    other.delete()
    assert titles("农村建房") == []


def test_a_draft_is_never_found_not_even_by_its_number(column):
    page = draft(column, "尚未公开的建房草稿", "caogao", "<p>建房草稿</p>")
    page.save_revision()
    indexing.mend(NOON)
    assert titles("尚未公开的建房草稿") == [] and titles(str(page.pk)) == [] and titles(f"page-{page.pk}") == []
    assert not Listing.objects.filter(ref=indexing.ref_of(page.pk)).exists()


def test_what_was_published_in_error_is_gone_though_its_page_answers(article):
    article.withdrawal = "error"
    article.save()
    indexing.index_pages([article.page_ptr])
    assert titles("农村建房") == []


def test_a_new_draft_of_a_public_page_changes_nothing_until_it_is_published(article):
    article.title = "农村建房管理办法（修订）"
    revision = article.save_revision()
    assert titles("农村建房") == ["农村建房管理办法"]
    revision.publish()
    assert titles("农村建房") == ["农村建房管理办法（修订）"]


def test_a_moved_page_is_found_where_it_stands_now(article, portal, column):
    news: ColumnPage = portal.add_child(instance=ColumnPage(title="要闻", slug="news", kind="news"))
    article.move(news, pos="last-child")
    hits = find(Query(text="农村建房"), at=NOON).hits
    assert [(hit.kind, hit.column) for hit in hits] == [("news", "要闻")] and "/news/" in hits[0].url


def test_a_renamed_column_shows_at_its_articles_after_the_next_round(article, column):
    follow = indexing.Follower()
    follow(NOON)
    assert follow(NOON) == 0
    column.title = "文件库"
    column.save_revision().publish()
    assert follow(NOON) >= 1
    assert find(Query(text="农村建房"), at=NOON).hits[0].column == "文件库"


def test_a_site_taken_offline_takes_its_pages_with_it(article, portal):
    portal.refresh_from_db()
    portal.state = "offline"
    portal.save()
    assert titles("农村建房") == []
    indexing.mend(NOON)
    assert titles("农村建房") == []


def test_mending_puts_right_what_nobody_told(article, column):
    Listing.objects.all().delete()
    assert indexing.mend(NOON) >= 2
    assert titles("农村建房") == ["农村建房管理办法"]
    assert indexing.mend(NOON) == 0
