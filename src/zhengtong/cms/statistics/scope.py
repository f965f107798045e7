"""Which part of the cluster a person's numbers are of, and what days they are of."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from wagtail.models import Page
from wagtail.permissions import policy_registry

from zhengtong.cms.models import ColumnPage, SitePage
from zhengtong.foundation.errors import Refusal

LONGEST = 731  # days: two years side by side
DEFAULT = 30


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both counted."""

    first: date
    last: date


def read_period(first: str, last: str, today: date) -> Period:
    """The days asked for, the last thirty if none; raises Refusal for what is no day, no period, or too long."""
    try:
        end = date.fromisoformat(last) if last else today
        begin = date.fromisoformat(first) if first else end - timedelta(days=DEFAULT - 1)
    except ValueError as error:
        raise Refusal("period-unreadable", "日期应写成2026-11-01这样。", "first") from error
    if begin > end:
        raise Refusal("period-reversed", "起始日期不能晚于截止日期。", "first")
    if (end - begin).days >= LONGEST:
        raise Refusal("period-too-long", "一次最多统计两年。", "first")
    return Period(begin, end)


def within(user: Any) -> Q:
    """The pages of the sites and columns this person works for, as a filter on their tree path; nothing without a post."""
    held = policy_registry.get_by_type(Page).get_cached_permissions_for_user(user)
    reach = Q(pk__in=[])
    for place in {right.page_id: right.within for right in held}.values():
        reach |= place
    return reach


def roots(user: Any) -> list[Page]:
    """The sites and columns in which a person's reach begins, each once: what lies below another is left out."""
    held = policy_registry.get_by_type(Page).get_cached_permissions_for_user(user)
    places = sorted({right.page.path: right.page for right in held}.items())
    tops: list[Page] = []
    for path, page in places:
        if not tops or not path.startswith(tops[-1].path):
            tops.append(page)
    return tops


def sites_of(user: Any) -> list[SitePage]:
    """The sites this person works for, the portal first, then by name."""
    return list(SitePage.objects.filter(within(user)).order_by("depth", "title"))


def columns_of(user: Any, site: SitePage) -> list[ColumnPage]:
    """The columns of one site in this person's reach, in the order of the tree; those of sites below it left out."""
    below = SitePage.objects.filter(path__startswith=site.path).exclude(pk=site.pk).values_list("path", flat=True)
    columns = ColumnPage.objects.filter(within(user), path__startswith=site.path).order_by("path")
    return [column for column in columns if not column.path.startswith(tuple(below))]


def address(page: Page, portal: str) -> str:
    """The public path of a page; `portal` is the url_path of the cluster's root."""
    return "/" + page.url_path.removeprefix(portal)
