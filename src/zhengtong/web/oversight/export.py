"""A table as an attachment, for whoever counts on in a spreadsheet."""

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from django.http import HttpResponse

from zhengtong.foundation.errors import Unknown
from zhengtong.foundation.spreadsheets import XLSX, Line, to_csv, to_xlsx


def attached(form: str, name: str, head: Sequence[str], lines: Iterable[Line]) -> HttpResponse:
    """A table as `csv` or `xlsx`; Unknown for any other form."""
    if form == "csv":
        response = HttpResponse(to_csv(head, lines), content_type="text/csv; charset=utf-8")
    elif form == "xlsx":
        response = HttpResponse(to_xlsx(name, head, lines), content_type=XLSX)
    else:
        raise Unknown()
    response["Content-Disposition"] = f"attachment; filename=\"table.{form}\"; filename*=UTF-8''{quote(name)}.{form}"
    return response
