"""How every column stands, read from what is published in it: one query for the columns, one for their newest articles."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils.timezone import localdate

from zhengtong.cms.choices import DEFAULT_CYCLE_DAYS, UPDATE_CYCLE_DAYS, SiteState
from zhengtong.cms.models import ColumnPage, SitePage
from zhengtong.cms.models.duty import ColumnDuty
from zhengtong.org.models import Unit

from .rules import Duty, Standing

STEP = ColumnPage.steplen
# An article stands directly in its column; what is scheduled, withdrawn by mistake or merged away is nothing new.
_NEWEST = """SELECT left(page.path, length(page.path) - %s) AS above,
    max(coalesce(article.published_on, page.first_published_at)) AS newest
FROM cms_articlepage article JOIN wagtailcore_page page ON page.id = article.page_ptr_id
WHERE page.live AND article.withdrawal IN ('', 'withdrawn') GROUP BY 1"""


@dataclass(frozen=True, slots=True)
class Column:
    """A column, who answers for it, where it stands, and its duty."""

    page: ColumnPage
    site: SitePage
    unit: Unit
    newest_at: datetime | None
    duty: Duty

    def standing(self, today: date) -> Standing:
        return self.duty.standing(today)


def columns(within: Any = None) -> list[Column]:
    """Every live column of an open site that holds articles itself; `within` narrows them (a filter on pages).

    A column that only gathers others has no duty of its own: what is new in them is new in it.
    """
    newest = _newest()
    sites = {site.path: site for site in SitePage.objects.select_related("unit__region")}
    pages = ColumnPage.objects.filter(live=True).select_related("owner_unit__region").order_by("path")
    every = list(pages)
    gathers = {page.path[:-STEP] for page in every}
    wanted = None if within is None else set(ColumnPage.objects.filter(within).values_list("pk", flat=True))
    found = []
    for page in every:
        site = _above(page.path, sites)
        told = newest.get(page.path)
        is_ours = wanted is None or page.pk in wanted
        if site is None or site.state != SiteState.OPEN or not is_ours or (page.path in gathers and told is None):
            continue
        unit = page.owner_unit or site.unit
        since = localdate(page.first_published_at or site.first_published_at)
        duty = Duty(localdate(told) if told else None, since, cycle_of(page))
        found.append(Column(page, site, unit, told, duty))
    return found


def cycle_of(page: ColumnPage) -> int:
    """更新周期 in calendar days: the column's own, else that of its kind."""
    return page.cycle_days or UPDATE_CYCLE_DAYS.get(page.kind, DEFAULT_CYCLE_DAYS)


def told() -> dict[int, ColumnDuty]:
    """What the journal was last told, by column."""
    return {duty.column_id: duty for duty in ColumnDuty.objects.all()}


def _newest() -> dict[str, datetime]:
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, [STEP])
        return dict(cursor.fetchall())


def _above(path: str, sites: dict[str, SitePage]) -> SitePage | None:
    """The nearest site above a page."""
    nearest = (path[:end] for end in range(len(path) - STEP, 0, -STEP))
    return next((sites[one] for one in nearest if one in sites), None)


def worst_first(found: Iterable[Column], today: date) -> list[Column]:
    """Empty and overdue columns first, the longest neglected before the others."""
    order = [Standing.OVERDUE, Standing.EMPTY, Standing.NEAR, Standing.KEPT]
    return sorted(
        found,
        key=lambda one: (order.index(one.standing(today)), one.duty.cycle_days - one.duty.days_since(today)),
    )
