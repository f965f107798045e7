"""What the public may find of the cluster: the one filter of every list, menu, map, feed, file and search of the portal.

A page is live and still not there for anybody while its site is away, merged or archived, while a page above it is kept
from the public, or once it was withdrawn in a way that hides it.
"""

from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet
from wagtail.models import Page, PageViewRestriction

from .choices import SiteState
from .models import SitePage
from .withdrawing.rules import HIDDEN

OPEN_SITES = f"""NOT EXISTS (
    SELECT 1 FROM cms_sitepage away JOIN wagtailcore_page top ON top.id = away.page_ptr_id
    WHERE away.state <> '{SiteState.OPEN}' AND starts_with(page.path, top.path)
)"""  # noqa: S608 — no value from outside
"""The same for queries written by hand: `page` is a row of wagtailcore_page."""


class _StandsIn(Func):
    """Whether a path of the tree begins with another."""

    function = "starts_with"
    output_field = BooleanField()


def in_open_sites() -> Q:
    """Pages none of whose sites is away; a condition for queries over pages of any kind."""
    return ~Exists(SitePage.objects.exclude(state=SiteState.OPEN).filter(_StandsIn(OuterRef("path"), F("path"))))


def visible_pages() -> QuerySet[Page]:
    """Every page anybody may read."""
    kept_back = PageViewRestriction.objects.filter(_StandsIn(OuterRef("path"), F("page__path")))
    shown = Q(articlepage__isnull=True) | ~Q(articlepage__withdrawal__in=HIDDEN)
    return Page.objects.filter(in_open_sites(), ~Exists(kept_back), shown, live=True, depth__gt=1)


def is_visible(page: Page) -> bool:
    """Whether anybody may read this page."""
    return visible_pages().filter(pk=page.pk).exists()
