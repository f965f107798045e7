"""Which pages are public tonight: the cluster's, a bit at a time, and those of the other doors."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from wagtail.models import Page, Site

from zhengtong.cms import policies
from zhengtong.cms.choices import SiteState, Withdrawal
from zhengtong.cms.models import SitePage

from .models import InspectedPage, Night
from .rules import PageKind

CHUNK = 1000
"""Pages put on the list at a time."""
_KINDS = {
    "sitepage": PageKind.HOME,
    "columnpage": PageKind.COLUMN,
    "topicpage": PageKind.COLUMN,
    "articlepage": PageKind.CONTENT,
}
_LISTED = ("page", "site", "unit", "kind", "title", "is_public", "listed_on")


@dataclass(frozen=True, slots=True)
class OtherPage:
    """A public page of another door: its path, what kind the 标签规范 calls it, its name."""

    path: str
    kind: PageKind
    title: str


def list_some(night: Night, others: Iterable[OtherPage]) -> None:
    """Put the next pages on the list of this night; sets `is_listed` once all are on it. The caller saves."""
    if night.listed_to == 0:
        _list_others(night.day, others)
    pages = _public().filter(pk__gt=night.listed_to).order_by("pk")
    rows = list(pages.values_list("pk", "title", "path", "url_path", "content_type__model")[:CHUNK])
    sites = {site.path: site for site in SitePage.objects.select_related("unit")}
    roots = _roots()
    _put(_row(*row, sites, roots, night.day) for row in rows)
    night.listed_to = rows[-1][0] if rows else night.listed_to
    night.is_listed = len(rows) < CHUNK


def _public() -> QuerySet[Page]:
    """Live pages of open sites that answer with something of their own."""
    pages = Page.objects.filter(live=True, content_type__model__in=_KINDS)
    for path in SitePage.objects.exclude(state=SiteState.OPEN).values_list("path", flat=True):
        pages = pages.exclude(path__startswith=path)
    answered = Q(articlepage__isnull=True) | ~Q(articlepage__withdrawal__in=(Withdrawal.ERROR, Withdrawal.CONSOLIDATED))
    return pages.filter(answered).filter(Q(columnpage__isnull=True) | Q(columnpage__leads_to=""))


def _roots() -> list[tuple[str, str]]:
    """url_path of each host's root → what stands before its pages' paths; the longest first."""
    own = {site.pk for site in Site.objects.filter(is_default_site=False)}
    found = [(site.root_path, site.root_url if site.site_id in own else "") for site in Site.get_site_root_paths()]
    return sorted(found, key=lambda row: -len(row[0]))


def _row(
    pk: int,
    title: str,
    path: str,
    url_path: str,
    model: str,
    sites: dict[str, SitePage],
    roots: Sequence[tuple[str, str]],
    day: date,
) -> InspectedPage:
    above = (path[:end] for end in range(len(path), 0, -Page.steplen))
    site = next(sites[one] for one in above if one in sites)
    return InspectedPage(
        url=_address(url_path, roots), page_id=pk, site=site, unit=site.unit, kind=_KINDS[model], title=title,
        is_public=True, listed_on=day,
    )  # fmt: skip


def address_of(url_path: str) -> str:
    """Where a page is public: its path, with the host in front where its site has one of its own."""
    return _address(url_path, _roots())


def _address(url_path: str, roots: Sequence[tuple[str, str]]) -> str:
    root, before = next(((one, host) for one, host in roots if url_path.startswith(one)), ("/", ""))
    return f"{before}/{url_path[len(root) :]}"


def _list_others(day: date, others: Iterable[OtherPage]) -> None:
    portal = SitePage.objects.filter(depth=policies.PORTAL_DEPTH).select_related("unit").first()
    if portal is None:
        return
    _put(
        InspectedPage(
            url=one.path,
            site=portal,
            unit=portal.unit,
            kind=one.kind,
            title=one.title[:255],
            is_public=True,
            listed_on=day,
        )
        for one in others
    )


def _put(rows: Iterable[InspectedPage]) -> None:
    """Who answers for a page is found out when it is looked over; until then it is the site's unit."""
    InspectedPage.objects.bulk_create(
        {row.url: row for row in rows}.values(),
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=["url"],
        update_fields=[name for name in _LISTED if name != "unit"],
    )
