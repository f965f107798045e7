"""网页检查 in the editors' door: the defects, the indicators, the yearly tables. Who has no part in them finds nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from legalclock.moments import last_day
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.spreadsheets import XLSX, to_csv, to_xlsx
from zhengtong.org.queries import staff_of

from . import actions, indicators, printing, queries, reporting
from .choices import DefectKind, DefectState, ReportState
from .figures import Figures
from .models import Defect, SiteReport
from .rules import report as report_rules

PAGE_LENGTH = 50
MOST_EXPORTED = 20_000
HEAD = (
    "编号", "站点", "网页", "网址", "问题类型", "位置", "原因", "发现时间", "整改期限", "状态", "责任单位",
)  # fmt: skip
View = Callable[..., HttpResponse]


def readers(view: View) -> View:
    """For who manages a site or supervises what is published; what is not theirs is not there."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not queries.may_read(request.user):
            raise Http404
        try:
            return view(request, *args, **kwargs)
        except Unknown as unknown:
            raise Http404 from unknown

    return opened


# -- defects ---------------------------------------------------------------------------------------------------------


@readers
@require_safe
def defects(request: HttpRequest) -> HttpResponse:
    """网页问题: what is open, filtered by site, kind, age and state, and how far the check reached."""
    wanted = _wanted(request)
    now = timezone.now()
    rows = queries.defects_for(request.user, wanted, now)
    if form := request.GET.get("export"):
        lines = [_cells(row) for row in rows[:MOST_EXPORTED]]
        return _attached(form, "网页问题", HEAD, lines)
    counts = queries.counts_for(request.user, wanted.site)
    page = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("p"))
    kept = {key: value for key, value in request.GET.items() if key != "p" and value}
    context = {
        "wanted": wanted,
        "sites": queries.sites_for(request.user),
        "kinds": [(kind.value, kind.label, counts[kind.value]) for kind in DefectKind],
        "total": sum(counts.values()),
        "states": DefectState.choices,
        "ages": queries.AGES.items(),
        "page": page,
        "asked": urlencode(kept),
        "coverage": queries.coverage_for(request.user, now, wanted.site),
        "now": now,
    }
    return render(request, "cms/inspection/defects.html", context)


def _wanted(request: HttpRequest) -> queries.Wanted:
    asked = request.GET
    state = asked.get("state", DefectState.OPEN)
    kind, site, age = asked.get("kind", ""), asked.get("site", ""), asked.get("age", "")
    is_known = state in DefectState.values and kind in ("", *DefectKind.values) and age in ("", *queries.AGES)
    if not is_known or (site and not (site.isascii() and site.isdigit() and len(site) < 10)):
        raise Http404
    if site:
        queries.site_for(request.user, int(site))
    return queries.Wanted(state, int(site or 0), kind, int(age or 0))


def _cells(row: Defect) -> tuple[Any, ...]:
    return (
        row.ref, row.page.site.title if row.page.site else "", row.page.title, row.page.url, row.get_kind_display(),
        row.place, row.reason, f"{timezone.localtime(row.since):%Y-%m-%d %H:%M}",
        f"{timezone.localtime(row.mend_due):%Y-%m-%d %H:%M}", row.get_state_display(), row.page.unit.name,
    )  # fmt: skip


@readers
@require_http_methods(["GET", "HEAD", "POST"])
def defect(request: HttpRequest, pk: int) -> HttpResponse:
    """One defect: what, where, since when; let stand under a signature by who manages the site."""
    row = queries.defect_for(request.user, pk)
    problem = ""
    staff = staff_of(request.user)
    if request.method == "POST" and staff is not None:
        try:
            actions.exempt(request.user, pk, request.POST.get("reason", ""), by=staff, at=timezone.now())
        except Unknown:
            raise
        except Refusal as refusal:
            problem = refusal.sentence
        else:
            messages.success(request, "已豁免，理由和签名已留存。")
            return redirect("cms_inspection_defect", pk)
    exemption = getattr(row, "exemption", None)
    context = {
        "row": row,
        "may_act": row.page.unit is not None and queries.manages(request.user, row.page.unit),
        "exemption": exemption,
        "is_genuine": exemption is not None and queries.is_genuine(exemption),
        "problem": problem,
        "typed": request.POST.get("reason", ""),
        "due_on": last_day(row.mend_due),
    }
    return render(request, "cms/inspection/defect.html", context, status=409 if problem else 200)


@readers
@require_POST
def recheck(request: HttpRequest, pk: int) -> HttpResponse:
    """立即复查 the page of a defect."""
    row = queries.defect_for(request.user, pk)
    actions.recheck(request.user, row.page_id, at=timezone.now())
    row.refresh_from_db()
    said = "问题已经改好。" if row.state == DefectState.MENDED else "已复查，问题还在。"
    messages.success(request, said)
    return redirect("cms_inspection_defect", pk)


# -- indicators ------------------------------------------------------------------------------------------------------


@readers
@require_safe
def standings(request: HttpRequest) -> HttpResponse:
    """单项否决指标 of every site one may read, the worst first."""
    county = indicators.County(timezone.now())
    rows = [(site, county.of(site)) for site in queries.sites_for(request.user)]
    rows.sort(key=lambda row: -sum(one.light == "red" for one in row[1]))
    lights = [one.light for _, of in rows for one in of]
    context = {
        "rows": rows,
        "heads": [one.name for one in rows[0][1]] if rows else [],
        "red": lights.count("red"),
        "undetermined": lights.count("undetermined"),
        "failing": sum(any(one.light == "red" for one in of) for _, of in rows),
        "coverage": queries.coverage_for(request.user, county.at),
        "now": county.at,
    }
    return render(request, "cms/inspection/standings.html", context)


@readers
@require_safe
def standing(request: HttpRequest, site_id: int) -> HttpResponse:
    """One site: every indicator with its definition, its value now and the rows behind it."""
    site = queries.site_for(request.user, site_id)
    now = timezone.now()
    context = {
        "site": site,
        "indicators": indicators.County(now).of(site),
        "deductions": indicators.deductions(site),
        "coverage": queries.coverage_for(request.user, now, site.pk),
        "now": now,
    }
    return render(request, "cms/inspection/standing.html", context)


# -- yearly tables ---------------------------------------------------------------------------------------------------


@readers
@require_http_methods(["GET", "HEAD", "POST"])
def reports(request: HttpRequest) -> HttpResponse:
    """政府网站工作年度报表: the list, and opening a year that is over."""
    problem = ""
    if request.method == "POST":
        try:
            site, year = request.POST.get("site", ""), request.POST.get("year", "")
            if not (site.isascii() and site.isdigit() and len(site) < 10 and year.isascii() and year.isdigit()):
                raise Refusal("bad-year", "请选择站点，填写四位年份。")
            found = queries.site_for(request.user, int(site))
            if not queries.manages(request.user, found.unit):
                raise Unknown
            report, _ = reporting.open_report(found, int(year[:4]), at=timezone.now())
        except Unknown:
            raise
        except Refusal as refusal:
            problem = refusal.sentence
        else:
            return redirect("cms_inspection_report", report.pk)
    rows = [(row, last_day(row.publish_due)) for row in reporting.reports_for(request.user)]
    context = {
        "rows": rows,
        "sites": [site for site in queries.sites_for(request.user) if queries.manages(request.user, site.unit)],
        "last_year": timezone.localdate().year - 1,
        "problem": problem,
        "now": timezone.now(),
    }
    return render(request, "cms/inspection/reports.html", context, status=409 if problem else 200)


@readers
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One table: counted cells that lead to their rows, cells to type into, what does not add up, publishing."""
    row = reporting.report_for(request.user, pk)
    staff = staff_of(request.user)
    problem, field = "", ""
    if request.method == "POST" and staff is not None:
        try:
            if request.POST.get("act") == "publish":
                reporting.publish(row, by=staff, at=timezone.now())
                said = "已公布。"
            else:
                values = {key: str(value) for key, value in request.POST.items() if key in report_rules.BY_KEY}
                reporting.fill(row, values, by=staff, at=timezone.now())
                said = "已保存。"
        except Unknown:
            raise
        except Refusal as refusal:
            problem, field = refusal.sentence, refusal.field or ""
        else:
            messages.success(request, said)
            return redirect("cms_inspection_report", pk)
    lines = reporting.shown(row)
    for line in lines:
        if problem and line["field"].key in request.POST:
            line["kept"] = request.POST[line["field"].key]
    values = {line["field"].key: line["value"] for line in lines}
    context = {
        "report": row,
        "lines": lines,
        "problem": problem,
        "wrong": field,
        "contradictions": report_rules.contradictions(values),
        "absent": sum(line["value"] is None for line in lines),
        "is_draft": row.state == ReportState.DRAFT,
        "may_act": queries.manages(request.user, row.site.unit),
        "due_on": last_day(row.publish_due),
    }
    return render(request, "cms/inspection/report.html", context, status=409 if problem else 200)


@readers
@require_safe
def rows(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows behind one counted cell."""
    row = reporting.report_for(request.user, pk)
    key = request.GET.get("field", "")
    if not key:
        return redirect("cms_inspection_report", pk)
    context = {
        "report": row,
        "field": report_rules.BY_KEY.get(key),
        "rows": Figures(row.site, row.year).rows(key),
    }
    return render(request, "cms/inspection/rows.html", context)


@readers
@require_safe
def document(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The table as it stands, as a document."""
    return attached_report(reporting.report_for(request.user, pk), form)


def attached_report(row: SiteReport, form: str) -> HttpResponse:
    """A table as a Word document or a workbook."""
    title = f"{row.site.title}{row.year}年政府网站工作年度报表"
    lines = reporting.shown(row)
    if form == "docx":
        at = row.published_at or timezone.now()
        content = printing.report_docx(title, lines, at=at, is_draft=row.state == ReportState.DRAFT)
        return _file(content, printing.DOCX, title, form)
    return _file(printing.report_xlsx(title, lines), XLSX, title, form)


# -- what the public reads -------------------------------------------------------------------------------------------


@require_safe
def public_reports(request: HttpRequest) -> HttpResponse:
    """历年报表 of all sites."""
    years: dict[int, list[SiteReport]] = {}
    for row in reporting.published_reports():
        years.setdefault(row.year, []).append(row)
    return render(request, "citizen/inspection/reports.html", {"years": years.items()})


@require_safe
def public_report(request: HttpRequest, year: int, unit: str) -> HttpResponse:
    """One published table."""
    row = _published(year, unit)
    return render(request, "citizen/inspection/report.html", {"report": row, "lines": reporting.shown(row)})


@require_safe
def public_document(request: HttpRequest, year: int, unit: str, form: str) -> HttpResponse:
    """The same as a document."""
    return attached_report(_published(year, unit), form)


def _published(year: int, unit: str) -> SiteReport:
    try:
        return reporting.published_report(year, unit)
    except Unknown as unknown:
        raise Http404 from unknown


def _attached(form: str, name: str, head: tuple[str, ...], lines: list[Any]) -> HttpResponse:
    if form == "csv":
        return _file(to_csv(head, lines).encode(), "text/csv; charset=utf-8", name, form)
    if form == "xlsx":
        return _file(to_xlsx(name, head, lines), XLSX, name, form)
    raise Http404


def _file(content: bytes, kind: str, name: str, form: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename=\"table.{form}\"; filename*=UTF-8''{quote(name)}.{form}"
    return response
