"""公开年报: open a year, write the sections, look into every figure, approve, publish, the draft as a Word document."""

from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from legalclock.errors import ClockError
from legalclock.moments import last_day, parse_day
from zhengtong.disclosure.actions import report as actions
from zhengtong.disclosure.catalogue import RemedyKind, RemedyResult, ReportState
from zhengtong.disclosure.models import AnnualReport
from zhengtong.disclosure.printing import DOCX, report_docx
from zhengtong.disclosure.queries import report as queries
from zhengtong.disclosure.queries.information import organs_for_desk
from zhengtong.disclosure.rules.report import ENTERED, SECTIONS, TABLE_2_ACTS
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.org.choices import Permission
from zhengtong.web.reporting import shown_tables

from .door import desk

_WRITE, _APPROVE = Permission.DISCLOSURE_REGISTER, Permission.DISCLOSURE_APPROVE

_NUMBERS = {"overview": "一", "problems": "五", "other": "六"}
"""Where the written sections stand among the six (国办公开办函〔2021〕30号)."""


@desk(_WRITE, _APPROVE)
@require_http_methods(["GET", "HEAD", "POST"])
def reports(request: HttpRequest) -> HttpResponse:
    """The list, and opening a year that is over."""
    errors: dict[str, str] = {}
    organs = organs_for_desk(request.staff)
    if request.method == "POST":
        try:
            unit = organs.filter(code=request.POST.get("unit", "")).first()
            year = request.POST.get("year", "")
            if unit is None:
                raise Refusal("no-unit", "请选择单位。", "unit")
            if not (year.isdecimal() and len(year) == 4):
                raise Refusal("bad-year", "请填写四位年份。", "year")
            opened = actions.open_report(unit, int(year), by=request.staff, at=timezone.now())
        except Unknown:
            raise
        except Refusal as refusal:
            errors[refusal.field or ""] = refusal.sentence
        else:
            return redirect("desk:annual-report", opened.year, opened.unit.code)
    rows = [(row, last_day(row.publish_due)) for row in queries.reports_for_desk(request.staff)]
    context = {
        "rows": rows,
        "organs": [(unit.code, unit.name) for unit in organs],
        "typed": request.POST,
        "errors": errors,
        "last_year": timezone.localdate().year - 1,
    }
    return render(request, "desk/information/reports.html", context, status=409 if errors else 200)


@desk(_WRITE, _APPROVE)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, year: int, unit: str) -> HttpResponse:
    """One report on one page: sections, figures that lead to their rows, what does not add up, the next act."""
    found = queries.report_for_desk(request.staff, year, unit)
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            done = _act(request, found, timezone.now())
        except Unknown:
            raise
        except Refusal as refusal:
            errors[refusal.field or ""] = refusal.sentence
        else:
            messages.success(request, done)
            return redirect("desk:annual-report", year, unit)
    is_edited = request.POST.get("act") == "edit"
    kept = request.POST if is_edited else {**found.sections, **found.entered}
    context = {
        "report": found,
        "tables": shown_tables(queries.figures_of(found), lambda *cell: _address(found, cell)),
        "sections": [(key, f"{_NUMBERS[key]}、{label}", kept.get(key, "")) for key, label in SECTIONS.items()],
        "crumb_label": f"{found.year}年{found.unit.short_name}",
        "entered": [(key, TABLE_2_ACTS[key][1], TABLE_2_ACTS[key][2], kept.get(key, "")) for key in ENTERED],
        "remedies": queries.remedies_for_desk(found),
        "kinds": RemedyKind.choices,
        "results": RemedyResult.choices,
        "typed": request.POST,
        "errors": errors,
        "due_on": last_day(found.publish_due),
        "may_write": request.staff.may(_WRITE, unit=found.unit),
        "may_approve": request.staff.may(_APPROVE, unit=found.unit),
        "is_draft": found.state == ReportState.DRAFT,
    }
    return render(request, "desk/information/report.html", context, status=409 if errors else 200)


def _address(found: AnnualReport, cell: tuple[str, str, str]) -> str:
    asked = urlencode(dict(zip(("table", "line", "column"), cell, strict=True)))
    return f"{reverse('desk:annual-report-rows', args=[found.year, found.unit.code])}?{asked}"


def _act(request: HttpRequest, found: AnnualReport, at: datetime) -> str:
    """The act whose button was pressed; the sentence that tells it is done. Raises Refusal."""
    post, by, unit, year = request.POST, request.staff, found.unit.code, found.year
    match post.get("act", ""):
        case "edit":
            values = {key: str(value) for key, value in post.items()}
            actions.edit_report(unit, year, sections=values, entered=values, by=by, at=at)
            return "已保存。"
        case "remedy":
            return _recorded(request, found, at)
        case "approve":
            actions.approve_report(unit, year, by=by, at=at)
            return "已审定，各表数字不再变化。"
        case "return":
            actions.return_report(unit, year, post.get("reason", ""), by=by, at=at)
            return "已退回修改。"
        case "publish":
            actions.publish_report(unit, year, by=by, at=at)
            return "已公布。"
    raise Refusal("no-act", "请选择要做的操作。")


def _recorded(request: HttpRequest, found: AnnualReport, at: datetime) -> str:
    post = request.POST
    try:
        filed_on = parse_day(post.get("filed_on", ""))
        closed_on = parse_day(post["closed_on"]) if post.get("closed_on", "").strip() else None
    except ClockError as error:
        raise Refusal("bad-day", "请填写受理日期和审结日期，例如：2026-11-23。", "filed_on") from error
    actions.record_remedy(
        found.unit.code, found.year, kind=post.get("kind", ""), number=post.get("number", ""), filed_on=filed_on,
        closed_on=closed_on, result=post.get("result", ""), by=request.staff, at=at,
    )  # fmt: skip
    return "已登记，表四随之更新。"


@desk(_WRITE, _APPROVE)
@require_safe
def rows(request: HttpRequest, year: int, unit: str) -> HttpResponse:
    """The rows behind one figure."""
    found = queries.report_for_desk(request.staff, year, unit)
    table, line, column = (request.GET.get(name, "") for name in ("table", "line", "column"))
    if not table:
        return redirect("desk:annual-report", year, unit)
    context = {"report": found, "rows": queries.drill(found, table, line, column)}
    return render(request, "desk/information/report_rows.html", context)


@desk(_WRITE, _APPROVE)
@require_safe
def document(request: HttpRequest, year: int, unit: str) -> HttpResponse:
    """The report as it stands, as a Word document."""
    found = queries.report_for_desk(request.staff, year, unit)
    content = report_docx(
        unit=found.unit.name, year=year, sections=found.sections, figures=queries.figures_of(found),
        at=found.approved_at or timezone.now(), is_draft=found.state == ReportState.DRAFT,
    )  # fmt: skip
    response = HttpResponse(content, content_type=DOCX)
    name = f"{found.unit.name}{year}年政府信息公开工作年度报告.docx"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


urls = [
    path("annual-reports/", reports, name="annual-reports"),
    path("annual-reports/<int:year>/<str:unit>/", report, name="annual-report"),
    path("annual-reports/<int:year>/<str:unit>/rows/", rows, name="annual-report-rows"),
    path("annual-reports/<int:year>/<str:unit>/report.docx", document, name="annual-report-docx"),
]
