"""What the pages of site management read."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.urls import get_resolver
from wagtail.models import Page, Site

from zhengtong.cms import policies
from zhengtong.cms.choices import SiteState
from zhengtong.cms.models import SitePage
from zhengtong.foundation.errors import Unknown
from zhengtong.org.choices import Permission
from zhengtong.org.models import Unit
from zhengtong.org.queries import current_units, reach, staff_of

from .models import Absence

# Answered before any address is looked up: the files of the pages themselves.
_FILES = frozenset({"static", "media"})
_WORD = re.compile(r"[a-z0-9-]+")


def sites_for(user: Any) -> QuerySet[SitePage]:
    """The sites this account manages, the portal first."""
    staff = staff_of(user)
    if staff is None:
        return SitePage.objects.none()
    own = reach(staff, Permission.SITE_MANAGE, unit="unit", region="unit__region")
    return SitePage.objects.filter(own).select_related("unit").order_by("depth", "unit__number")


def site_for(user: Any, pk: int) -> SitePage:
    """One of `sites_for`; raises Unknown."""
    site = sites_for(user).filter(pk=pk).first()
    if site is None:
        raise Unknown("没有这个站点。")
    return site


def units_for(user: Any) -> QuerySet[Unit]:
    """For which units this account may open a site."""
    staff = staff_of(user)
    if staff is None:
        return Unit.objects.none()
    return current_units().filter(reach(staff, Permission.SITE_MANAGE, unit="", region="region"))


def may_open(user: Any) -> bool:
    """Whether this account may open sites: below the portal, so whoever manages that."""
    return policies.manages(user, None)


def portal() -> SitePage:
    """The county's portal; raises Unknown before it is opened."""
    site = SitePage.objects.filter(depth=policies.PORTAL_DEPTH).first()
    if site is None:
        raise Unknown("门户网站还没有开设。")
    return site


def is_reserved(slug: str) -> bool:
    """Whether another door answers at this address already."""
    return slug in _FILES or slug in _first_parts()


@cache
def _first_parts() -> frozenset[str]:
    """With what the addresses of every other door begin: below them nothing of the portal would be reached."""
    return frozenset(_firsts(get_resolver().url_patterns))


def _firsts(patterns: Iterable[Any]) -> Iterator[str]:
    for pattern in patterns:
        route = str(pattern.pattern).lstrip("^")
        first = route.partition("/")[0]
        if route == "":
            yield from _firsts(getattr(pattern, "url_patterns", ()))
        elif _WORD.fullmatch(first):
            yield first


def own_host(site: SitePage) -> str:
    """The host name of its own a site answers at; "" if it has none."""
    row = Site.objects.filter(root_page=site, is_default_site=False).first()
    return row.hostname if row else ""


def below(site: SitePage) -> QuerySet[SitePage]:
    """Other sites that stand below this one."""
    return SitePage.objects.descendant_of(site)


def site_of(page: Page) -> SitePage | None:
    """The site a page belongs to: the nearest one at or above it. A page found by its address knows the way to it."""
    if way := getattr(page, "way", None):
        return next((one for one in reversed(way) if isinstance(one, SitePage)), None)
    above = [page.path[:end] for end in range(Page.steplen, len(page.path) + 1, Page.steplen)]
    return SitePage.objects.filter(path__in=above).order_by("-depth").first()


def away_until(site: SitePage) -> datetime | None:
    """When a site that is offline for a while is to be back."""
    absence = Absence.objects.filter(site=site).first() if site.state == SiteState.OFFLINE else None
    return absence.until if absence else None
