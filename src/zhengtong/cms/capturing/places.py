"""Into which columns somebody may have drafts brought."""

from typing import Any

from django.db.models import Q

from zhengtong.capture import queries
from zhengtong.org.models import Staff, Unit

from ..models import ArticlePage, ColumnPage, SitePage
from ..policies import OrganisationPages, unit_of


def column(pk: int) -> ColumnPage | None:
    """The column with this key, if it is still there and holds articles of its own."""
    return ColumnPage.objects.filter(pk=pk, leads_to="").first()


def columns_for(user: Any) -> list[tuple[str, list[tuple[int, str]]]]:
    """By site: (key, name with the columns above it) of every column one may add articles to."""
    pages = OrganisationPages().instances_user_has_any_permission_for(user, {"add"})
    sites = {site.path: site for site in SitePage.objects.all()}
    rows = ColumnPage.objects.filter(pk__in=pages.values("pk"), leads_to="").order_by("path")
    names: dict[str, str] = {}
    groups: dict[str, list[tuple[int, str]]] = {}
    titles = dict(ColumnPage.objects.values_list("path", "title"))
    step = ColumnPage.steplen
    for row in rows:
        site = _above(row.path, sites)
        if site is None:
            continue
        way = [
            titles[row.path[:end]]
            for end in range(len(site.path) + step, len(row.path) + 1, step)
            if row.path[:end] in titles
        ]
        names[row.path] = " › ".join(way)
        groups.setdefault(site.path, []).append((row.pk, names[row.path]))
    return [(sites[path].title, found) for path, found in sorted(groups.items())]


def chosen(user: Any, staff: Staff, pk: int) -> tuple[ColumnPage, Unit] | None:
    """A column one may add to, and the unit that answers for it; None for any other."""
    pages = OrganisationPages().instances_user_has_any_permission_for(user, {"add"})
    found = ColumnPage.objects.filter(pk=pk, pk__in=pages.values("pk"), leads_to="").first()
    if found is None:
        return None
    unit = unit_of(found)
    return (found, unit) if queries.may_capture(staff, unit) else None


def names_of(keys: set[int]) -> dict[int, str]:
    """What columns are called: site and column."""
    sites = {site.path: site for site in SitePage.objects.all()}
    found = {}
    for row in ColumnPage.objects.filter(pk__in=keys):
        site = _above(row.path, sites)
        found[row.pk] = f"{site.title} › {row.title}" if site else row.title
    return found


def site_of(page: ColumnPage) -> SitePage:
    """The site a column stands in."""
    paths = [page.path[:end] for end in range(SitePage.steplen, len(page.path), SitePage.steplen)]
    site: SitePage = SitePage.objects.select_related("collection").filter(path__in=paths).order_by("-depth")[0]
    return site


def seen_pages(user: Any, keys: set[int]) -> dict[int, ArticlePage]:
    """Of these articles, those one may open, or that everybody can read."""
    own = OrganisationPages().instances_user_has_any_permission_for(user, {"add", "change", "publish"})
    rows = ArticlePage.objects.filter(Q(live=True) | Q(pk__in=own.values("pk")), pk__in=keys)
    return {page.pk: page for page in rows}


def _above(path: str, sites: dict[str, SitePage]) -> SitePage | None:
    step = SitePage.steplen
    nearest = (path[:end] for end in range(len(path) - step, 0, -step))
    return next((sites[one] for one in nearest if one in sites), None)
