"""The two statistics pages of the editors' door. Each shows the part of the cluster the person works for."""

from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from zhengtong.cms.models import SitePage
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.spreadsheets import XLSX, to_csv, to_xlsx
from zhengtong.visits import queries as visits

from . import scope, workload

PORTAL_DEPTH = 2
"""Of the cluster's root page: who works there works for all."""
SOURCES = {"direct": "直接访问", "inside": "站内跳转", "search": "搜索引擎"}


@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """工作量统计."""
    by = request.GET.get("by", "person")
    if by not in workload.BY:
        raise Http404
    context = _period(request) | {
        "title": "工作量统计",
        "icon": "tasks",
        "by": by,
        "ways": workload.BY,
        "head": workload.HEAD,
    }
    if "problem" not in context:
        rows = workload.table(request.user, context["period"], by)
        if form := request.GET.get("export"):
            head = (workload.BY[by].removeprefix("按"), *workload.HEAD)
            return _attached(form, "工作量统计", head, [row.cells() for row in rows])
        context["rows"] = [row.cells() for row in rows]
    return render(request, "cms/statistics/work.html", context, status=400 if "problem" in context else 200)


@require_safe
def visited(request: HttpRequest) -> HttpResponse:
    """访问量统计: each site, or the columns and pages of one."""
    roots = scope.roots(request.user)
    if not roots:
        raise Http404
    sites = scope.sites_of(request.user)
    wanted = request.GET.get("site", "")
    site = next((one for one in sites if one.slug == wanted), None)
    if wanted and site is None:
        raise Http404
    context = _period(request) | {"title": "访问量统计", "icon": "view", "sites": sites, "site": site}
    if "problem" in context:
        return render(request, "cms/statistics/visits.html", context, status=400)
    portal = SitePage.objects.filter(depth=2).values_list("url_path", flat=True).get()
    is_whole = site is None and roots[0].depth == PORTAL_DEPTH
    parts: list[Any] = scope.columns_of(request.user, site) if site else sites if is_whole else roots
    addresses = {part.pk: scope.address(part, portal) for part in parts}
    first, last = context["period"].first, context["period"].last
    sums = visits.under(addresses.values(), first, last)
    rows = sorted(
        ((part.title, addresses[part.pk], sums[addresses[part.pk]], part) for part in parts),
        key=lambda row: (-row[2], row[0]),
    )
    if form := request.GET.get("export"):
        head = ("栏目" if site else "站点", "地址", "浏览量")
        return _attached(form, "访问量统计", head, [row[:3] for row in rows])
    below = [scope.address(one, portal) for one in ([site] if site else roots)]
    days = visits.by_day(first, last, below=below)
    context |= {
        "rows": [(title, url, views, part.slug if part in sites else "") for title, url, views, part in rows],
        "days": days,
        "total": sum(day.views for day in days),
        "visitors": sum(day.visitors for day in days) if is_whole else None,
        "pages": visits.by_path(first, last, below=below, most=20),
        "sources": _sources(context["period"]) if is_whole else [],
        "chart": {
            "labels": [f"{day.day:%m-%d}" for day in days],
            "values": [day.views for day in days],
            "unit": "次",
            "is_line": True,
        },
    }
    return render(request, "cms/statistics/visits.html", context)


def _sources(period: scope.Period) -> list[tuple[str, int]]:
    found = visits.by_source(period.first, period.last)
    return [(SOURCES.get(key, key), count) for key, count in found.items()][:10]


def _period(request: HttpRequest) -> dict[str, Any]:
    said = {"first": request.GET.get("first", ""), "last": request.GET.get("last", "")}
    today = timezone.localdate()
    try:
        period = scope.read_period(said["first"], said["last"], today)
    except Refusal as refusal:
        return {"problem": refusal.sentence, "said": said}
    return {"period": period, "said": {"first": period.first.isoformat(), "last": period.last.isoformat()}}


def _attached(form: str, name: str, head: tuple[str, ...], rows: list[Any]) -> HttpResponse:
    if form == "csv":
        response = HttpResponse(to_csv(head, rows), content_type="text/csv; charset=utf-8")
    elif form == "xlsx":
        response = HttpResponse(to_xlsx(name, head, rows), content_type=XLSX)
    else:
        raise Http404
    response["Content-Disposition"] = f"attachment; filename=\"table.{form}\"; filename*=UTF-8''{quote(name)}.{form}"
    return response
