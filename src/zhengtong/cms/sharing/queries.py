"""What was pushed to whom, and what waits to be taken in."""

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length, Substr
from wagtail.models import Page

from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff

from ..models import ArticlePage, ColumnPage
from ..policies import unit_of


def origin_of(page: Page) -> ArticlePage:
    """The article whose text a page shows: its own, or that of which it is a share."""
    article = page.specific
    return article.shared_from if article.shared_from_id else article


def shares_of(article: Page) -> QuerySet[ArticlePage]:
    """Where an article is shown besides its own place, taken in or not."""
    return ArticlePage.objects.filter(shared_from=article.pk).order_by("path")


def columns_with(article: Page) -> QuerySet[Page]:
    """The columns an article was pushed to."""
    paths = shares_of(article).annotate(column=Substr("path", 1, Length("path") - Page.steplen)).values("column")
    return Page.objects.filter(path__in=paths)


def waiting_shares(staff: Staff) -> list[ArticlePage]:
    """待接收的推送 — what others pushed to columns for which this person edits."""
    parent = ColumnPage.objects.filter(path=OuterRef("above")).values("title")[:1]
    rows = (
        ArticlePage.objects.filter(Q(shared_from__isnull=False), live=False, withdrawal="", first_published_at=None)
        .annotate(above=Substr("path", 1, Length("path") - Page.steplen))
        .annotate(column=Subquery(parent), sent_at=F("latest_revision_created_at"))
        .select_related("shared_from", "owner__staff__unit")
        .order_by("-pk")
    )
    return [
        row for row in rows if not row.workflow_in_progress and staff.may(Permission.CONTENT_EDIT, unit=unit_of(row))
    ]
