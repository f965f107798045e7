"""The site map: for search engines as XML, for people as a page."""

from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from . import presenting
from .frame import frame
from .models import ColumnPage, SitePage, TopicPage
from .visible import visible_pages

MOST = 50_000
"""Addresses in one file (sitemaps.org)."""
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@dataclass(frozen=True, slots=True)
class Branch:
    """A column with what stands below it."""

    title: str
    url: str
    below: list["Branch"] = field(default_factory=list)


@require_safe
def xml(request: HttpRequest) -> HttpResponse:
    """Every public page; beyond 50,000 an index whose parts are asked for with ?part=1, 2, …"""
    root = _root(request)
    pages = _public(root).order_by("pk")
    count = pages.count()
    part = request.GET.get("part", "")
    if not part and count > MOST:
        parts = range(1, -(-count // MOST) + 1)
        body = "".join(
            f"<sitemap><loc>{settings.PUBLIC_URL}/sitemap.xml?part={number}</loc></sitemap>" for number in parts
        )
        return _answer(f"<sitemapindex {_SPACE}>{body}</sitemapindex>")
    if part and not (part.isascii() and part.isdigit() and 0 < int(part) <= max(-(-count // MOST), 1)):
        raise Http404
    start = (int(part) - 1) * MOST if part else 0
    rows = pages.values_list("url_path", "last_published_at")[start : start + MOST]
    body = "".join(_address(presenting.address(url_path, request), changed_at) for url_path, changed_at in rows)
    return _answer(f"<urlset {_SPACE}>{body}</urlset>")


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """站点地图: the columns of the portal to any depth, and the sites of departments and townships."""
    root = _root(request)
    rows = _public(root).filter(depth__gt=root.depth).select_related("columnpage", "topicpage", "sitepage__unit")
    places = rows.filter(numchild__gte=0).exclude(articlepage__isnull=False).order_by("path")
    branches: dict[str, Branch] = {root.path: Branch(root.title, "/")}
    sites: list[tuple[str, str]] = []
    for row in places:
        place = presenting.as_it_is(row)
        above = branches.get(place.path[: -presenting.STEP])
        if isinstance(place, SitePage):
            sites.append((place.title, presenting.address(place.url_path, request)))
        elif above is not None and isinstance(place, ColumnPage | TopicPage):
            branches[place.path] = Branch(place.title, presenting.leads_to(place, request))
            above.below.append(branches[place.path])
    shown = frame(root, request) | {"page": root, "columns": branches[root.path].below, "sites": sites}
    return render(request, "portal/site_map.html", shown | {"canonical": f"{settings.PUBLIC_URL}{request.path}"})


def _root(request: HttpRequest) -> SitePage:
    site = Site.find_for_request(request)
    if site is None or not isinstance(root := site.root_page.specific, SitePage):
        raise Http404
    return root


def _public(root: Page) -> QuerySet[Page]:
    """What anybody may read below a site."""
    return visible_pages().filter(path__startswith=root.path)


def _address(address: str, changed_at: object) -> str:
    url = address if "://" in address else f"{settings.PUBLIC_URL}{address}"
    changed = f"<lastmod>{changed_at:%Y-%m-%d}</lastmod>" if changed_at else ""
    return f"<url><loc>{escape(url)}</loc>{changed}</url>"


def _answer(body: str) -> HttpResponse:
    return HttpResponse(f'<?xml version="1.0" encoding="UTF-8"?>{body}', content_type="application/xml")
