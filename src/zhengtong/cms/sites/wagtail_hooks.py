"""Where site management stands in the editors' door, and what the public meets at a site that is away."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from zhengtong.cms.choices import SiteState

from . import queries, views

HOUR = 3600  # seconds


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("site-management/", views.index, name="cms_sites"),
        path("site-management/open/", views.open_site, name="cms_site_open"),
        path("site-management/<int:pk>/archive.warc.gz", views.download, name="cms_site_archive"),
        path("site-management/<int:pk>/<slug:act>/", views.change, name="cms_site_act"),
    ]


class ManagersItem(MenuItem):
    """Shown to whoever manages a site."""

    def is_shown(self, request: HttpRequest) -> bool:
        return queries.sites_for(request.user).exists()


@hooks.register("register_admin_menu_item")
def management() -> MenuItem:
    return ManagersItem("站点管理", reverse("cms_sites"), icon_name="site", order=900)


@hooks.register("before_serve_page")
def answer_for_what_is_away(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse | None:
    """A site that is away says so: 503 for a while, 410 for good; a merged one leads on by its redirects."""
    site = queries.site_of(page)
    if site is None or site.state == SiteState.OPEN:
        return None
    if site.state == SiteState.MERGED:
        raise Http404
    is_gone = site.state == SiteState.ARCHIVED
    until = queries.away_until(site)
    context = {"site": site, "is_gone": is_gone, "until": until}
    answer = render(request, "cms/sites/away.html", context, status=410 if is_gone else 503)
    if until is not None:
        seconds = int((until - timezone.now()).total_seconds())
        answer.headers["Retry-After"] = str(max(seconds, HOUR))
    answer.headers["Cache-Control"] = "no-store"
    return answer
