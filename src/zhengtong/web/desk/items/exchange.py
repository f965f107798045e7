"""Import with a look first, and export of what the list shows."""

import base64

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from zhengtong.catalog import actions, importing, interchange, queries
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line

from ..door import desk
from .listing import found_for

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_SHOWN = 200


@desk("item.import")
@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: HttpRequest) -> HttpResponse:
    """Step one looks through the file and reports; step two writes what is good. Nothing is kept in between."""
    context: dict[str, object] = {"errors": {}}
    if request.method == "POST":
        try:
            name, data = _file(request)
            if "import" in request.POST:
                report = actions.import_items(name, data, by=request.staff, at=timezone.now())
                messages.success(request, f"已导入{len(report.to_write)}项，请在各事项上补充并提交审核。")
                context["is_done"] = True
            else:
                report = importing.check_import(name, data, by=request.staff)
                context["payload"] = base64.b64encode(data).decode()
        except Refusal as refusal:
            context["errors"] = {"file": refusal.sentence}
        else:
            context |= _report(report, name)
    return render(request, "desk/items/import.html", context)


def _report(report: importing.Report, name: str) -> dict[str, object]:
    wills = (importing.NEW, importing.REVISION, importing.UPDATE, importing.SAME)
    counts = [(will, report.count(will), "项", "") for will in wills]
    return {
        "report": report,
        "name": name,
        "stats": [*counts, ("未导入" if report.refused else "有错误", report.refused, "项", "")],
        "faults": sorted(report.faults, key=lambda fault: (fault.sheet, fault.line))[:MOST_SHOWN],
        "ready": report.ready[:MOST_SHOWN],
        "most_shown": MOST_SHOWN,
        "incomplete": sum(1 for one in report.to_write if one.missing),
    }


def _file(request: HttpRequest) -> tuple[str, bytes]:
    upload = request.FILES.get("file")
    if upload is not None:
        if upload.size > importing.MOST_BYTES:
            raise Refusal("import-too-large", "文件超过 3 MB，请分批导入。", "file")
        return tidy_line(upload.name), upload.read()
    if "payload" in request.POST:
        try:
            return tidy_line(request.POST.get("name", "")), base64.b64decode(request.POST["payload"], validate=True)
        except ValueError as error:
            raise Refusal("import-unreadable", "文件没有传完整，请重新选择文件。", "file") from error
    raise Refusal("import-no-file", "请选择要导入的文件。", "file")


@desk()
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """What the list shows, as a workbook or as YAML files; `blank` is a workbook with its heads alone."""
    match kind:
        case "xlsx":
            return _attachment(interchange.to_workbook(_entries(request)), XLSX, "items.xlsx")
        case "yaml":
            return _attachment(interchange.to_zip(_entries(request)), "application/zip", "items.zip")
        case "blank":
            return _attachment(interchange.to_workbook([]), XLSX, "items-blank.xlsx")
    raise Http404


def _entries(request: HttpRequest) -> list[interchange.Entry]:
    return [interchange.Entry.of(version) for version in found_for(request)]


@desk()
def version_yaml(request: HttpRequest, code: str, number: int) -> HttpResponse:
    found = queries.version_for_desk(request.staff, code, number)
    text = interchange.to_yaml(interchange.Entry.of(found))
    return _attachment(text.encode(), "application/yaml; charset=utf-8", f"{code.lower()}.yaml")


def _attachment(content: bytes, media_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
