"""A data table of an article, taken away as a file."""

import csv
import io
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from openpyxl import Workbook
from wagtail.models import Site

from . import presenting, sheets
from .models import ArticlePage
from .visible import is_visible

FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# What a spreadsheet would take for a formula is given as text.
_FORMULA = ("=", "+", "-", "@", "\t")


@require_safe
def file(request: HttpRequest, block: str, form: str, path: str) -> HttpResponse:
    """The table `block` of the article at `path`; Http404 for what is not shown to the public."""
    site = Site.find_for_request(request)
    components = [component for component in path.split("/") if component]
    way = presenting.found_below(site.root_page.specific, components) if site else []
    article = way[-1] if way else None
    is_there = isinstance(article, ArticlePage) and len(way) == len(components) + 1 and is_visible(article)
    if not is_there:
        raise Http404
    text = article.shared_from or article
    for part in text.body:
        if part.id == block and part.block_type in ("table", "chart"):
            return _file(part.value["caption"], sheets.read(part.value["sheet"]), form)
    raise Http404


def _file(name: str, sheet: sheets.Sheet, form: str) -> HttpResponse:
    response = HttpResponse(_csv(sheet) if form == "csv" else _workbook(name, sheet), content_type=FORMS[form])
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.{form}"
    return response


def _csv(sheet: sheets.Sheet) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([[_harmless(cell) for cell in row] for row in (sheet.head, *sheet.rows)])
    # The mark of UTF-8, without which spreadsheets take Chinese for something else.
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _workbook(name: str, sheet: sheets.Sheet) -> bytes:
    book = Workbook(write_only=True)
    page = book.create_sheet("".join(sign for sign in name if sign not in "[]:*?/\\")[:31] or "数据表")
    page.append([_harmless(cell) for cell in sheet.head])
    for row in sheet.rows:
        page.append([_value(cell, is_number) for cell, is_number in zip(row, sheet.numeric, strict=True)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _value(cell: str, is_number: bool) -> str | float | None:
    return sheets.number(cell) if is_number and not cell.endswith("%") else _harmless(cell)


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) and sheets.number(cell) is None else cell
