"""Visits by page, by part of the site, by day: sums, never persons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import Max, Q, Sum
from django.db.models.functions import TruncMonth

from .models import PageDay, SiteDay

_UNDER = """SELECT prefix, coalesce(sum(views), 0)::bigint FROM unnest(%s::text[]) AS wanted(prefix)
LEFT JOIN visits_pageday ON starts_with(path, prefix) AND day BETWEEN %s AND %s GROUP BY prefix"""


@dataclass(frozen=True, slots=True)
class DaySum:
    """浏览量 and 访客数 of one day."""

    day: date
    views: int
    visitors: int


EVERYWHERE = ("/",)


def by_day(first: date, last: date, *, below: Sequence[str] = EVERYWHERE) -> list[DaySum]:
    """One row a day, days without a visit included. Visitors are told for the whole cluster only (0 below a path)."""
    pages = PageDay.objects.filter(_below(below), day__range=(first, last))
    views = dict(pages.values_list("day").annotate(views=Sum("views")))
    people = dict(
        SiteDay.objects.filter(day__range=(first, last)).values_list("day").annotate(visitors=Sum("visitors"))
        if tuple(below) == EVERYWHERE
        else ()
    )
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [DaySum(day, views.get(day, 0), people.get(day, 0)) for day in days]


def by_path(first: date, last: date, *, below: Sequence[str] = EVERYWHERE, most: int = 50) -> list[tuple[str, int]]:
    """The pages read most, most read first."""
    pages = PageDay.objects.filter(_below(below), day__range=(first, last))
    return list(pages.values_list("path").annotate(sum=Sum("views")).order_by("-sum", "path")[:most])


def _below(paths: Sequence[str]) -> Q:
    return reduce(or_, (Q(path__startswith=path) for path in paths))


def under(prefixes: Iterable[str], first: date, last: date) -> dict[str, int]:
    """How often pages under each of these paths were shown: a site's or a column's sum. One query, whatever the number."""
    wanted = sorted(set(prefixes))
    with connection.cursor() as cursor:
        cursor.execute(_UNDER, [wanted, first, last])
        return dict(cursor.fetchall())


def by_source(first: date, last: date) -> dict[str, int]:
    """来源 → pages shown to whoever came that way."""
    sums: dict[str, int] = {}
    for sources in SiteDay.objects.filter(day__range=(first, last)).values_list("sources", flat=True):
        for source, count in sources.items():
            sums[source] = sums.get(source, 0) + count
    return dict(sorted(sums.items(), key=lambda one: (-one[1], one[0])))


def of_year(year: int) -> tuple[int, int]:
    """总访问量 and 独立访问量 of a year, as the annual report of government websites asks for them (facts §5.1).

    独立访问量 is the sum of the days' visitors: nobody can be told apart from one day to the next.
    """
    views = PageDay.objects.filter(day__year=year).aggregate(sum=Sum("views"))["sum"] or 0
    visitors = SiteDay.objects.filter(day__year=year).aggregate(sum=Sum("visitors"))["sum"] or 0
    return views, visitors


def by_month(year: int) -> dict[date, int]:
    """Pages shown in each month of a year that had any."""
    months = PageDay.objects.filter(day__year=year).annotate(month=TruncMonth("day"))
    return dict(months.values_list("month").annotate(sum=Sum("views")).order_by("month"))


def last_counted() -> date | None:
    """The newest day with a visit; None where nothing was ever counted."""
    return PageDay.objects.aggregate(last=Max("day"))["last"]
