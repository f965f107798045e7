"""An editorial office: a department's site with a column, the readings set up, and words for writing and reading."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from tests.cases.county import keep_time
from tests.cast import NOON, Cast
from zhengtong.cms import actions
from zhengtong.cms.models import ArticlePage, ColumnPage, ReviewState, SitePage
from zhengtong.cms.workflow import actions as reading
from zhengtong.cms.workflow import setting_up
from zhengtong.journal.models import Entry


@dataclass
class Office:
    """The site of the civil affairs bureau, and the site of the transport bureau beside it."""

    cast: Cast
    site: SitePage
    column: ColumnPage
    other: SitePage
    elsewhere: ColumnPage

    def write(
        self, title: str = "救助标准提高", by: Any = None, text: str = "<p>每人每月提高二十元。</p>", **fields: Any
    ):
        """A draft of 唐晓雯's, or of `by`."""
        person = by or self.cast.tangbianji
        article = ArticlePage(title=title, source="县民政局", live=False, owner=person.user, **fields)
        article.body = [{"type": "text", "value": text}]
        self.column.add_child(instance=article)
        article.save_revision(user=person.user)
        return ArticlePage.objects.get(pk=article.pk)

    def send(self, article: ArticlePage, by: Any = None) -> ReviewState:
        """送审."""
        article.get_workflow().start(article, (by or self.cast.tangbianji).user)
        return state_of(article)

    def approve(self, article: Page, by: Any, comment: str = "") -> None:
        reading.approve(state_of(article).pk, comment, by=by.user, at=timezone.now())

    def publish(self, article: ArticlePage) -> ArticlePage:
        """Through all three readings."""
        self.send(article)
        for person in (self.cast.luchushen, self.cast.baifushen, self.cast.hanqianfa):
            self.approve(article, person)
        return ArticlePage.objects.get(pk=article.pk)


def open_office(cast: Cast, portal: SitePage) -> Office:
    keep_time(NOON, [])
    setting_up.ensure()
    site = actions.open_site("民政局", unit=cast.unit("MZ"), slug="mz", below=portal, by="system", at=NOON)
    other = actions.open_site("交通局", unit=cast.unit("JT"), slug="jt", below=portal, by="system", at=NOON)
    column = site.add_child(instance=ColumnPage(title="工作动态", slug="news"))
    elsewhere = other.add_child(instance=ColumnPage(title="通知公告", slug="notices"))
    return Office(cast, site, column, other, elsewhere)


def state_of(article: Page) -> ReviewState:
    return ReviewState.objects.filter(page_id=article.pk).order_by("-pk").first()


def told(kind: str) -> list[Entry]:
    return list(Entry.objects.filter(kind=kind).order_by("id"))
