"""政府信息公开年报: all years and units in one place, each as a page and as a document."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from zhengtong.disclosure.printing import DOCX, report_docx
from zhengtong.disclosure.queries import report as queries
from zhengtong.foundation.errors import Unknown
from zhengtong.web.reporting import shown_tables


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """历年年报, by year."""
    by_year = [(year, list(rows)) for year, rows in groupby(queries.published_reports(), key=lambda row: row.year)]
    return render(request, "citizen/information/reports.html", {"years": by_year})


@require_safe
def report(request: HttpRequest, year: int, unit: str) -> HttpResponse:
    found = queries.report_for_public(year, unit)
    label = f"{found.year}年{found.unit.short_name}"
    context = {"report": found, "tables": shown_tables(queries.figures_of(found)), "crumb_label": label}
    return render(request, "citizen/information/report.html", context)


@require_safe
def document(request: HttpRequest, year: int, unit: str) -> HttpResponse:
    """The report as a Word document."""
    found = queries.report_for_public(year, unit)
    if found.published_at is None:
        raise Unknown("没有找到这份年度报告。")
    content = report_docx(
        unit=found.unit.name,
        year=year,
        sections=found.sections,
        figures=queries.figures_of(found),
        at=found.published_at,
        is_draft=False,
    )
    response = HttpResponse(content, content_type=DOCX)
    name = f"{found.unit.name}{year}年政府信息公开工作年度报告.docx"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


urls = [
    path("disclosure-reports/", reports, name="disclosure-reports"),
    path("disclosure-reports/<int:year>/<str:unit>/", report, name="disclosure-report"),
    path("disclosure-reports/<int:year>/<str:unit>/report.docx", document, name="disclosure-report-docx"),
]
