"""The portal with a column to publish in, and what the feed has to follow."""

import pytest
from wagtail.models import Page

from tests.cast import NOON, Cast
from tests.cms.conftest import portal  # noqa: F401 — the county's portal, as the editors' door finds it
from zhengtong.cms.models import ArticlePage, ColumnPage, SitePage


@pytest.fixture
def column(portal: SitePage, cast: Cast) -> ColumnPage:  # noqa: F811
    """政策文件, of the county's office."""
    page: ColumnPage = portal.add_child(
        instance=ColumnPage(title="政策文件", slug="policies", kind="policy", owner_unit=cast.unit("BG"))
    )
    page.save_revision().publish()
    return page


@pytest.fixture
def article(column: ColumnPage) -> ArticlePage:
    """A published article."""
    return publish(column, "农村建房管理办法", "jianfang", "<p>建房先取得宅基地批准书。</p>")


def publish(below: Page, title: str, slug: str, text: str) -> ArticlePage:
    """An article as the workflow leaves it: a revision that was published."""
    page: ArticlePage = draft(below, title, slug, text)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def draft(below: Page, title: str, slug: str, text: str) -> ArticlePage:
    """An article nobody has published."""
    body = [("text", text)]
    page: ArticlePage = below.add_child(
        instance=ArticlePage(title=title, slug=slug, source="县政府办", body=body, live=False, published_on=NOON)
    )
    return page
