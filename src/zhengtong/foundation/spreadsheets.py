"""Tables as files for a spreadsheet: what is text stays text, whatever it begins with."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEAD = PatternFill("solid", fgColor="1B5FAA")
_WIDEST = 40
Line = Sequence[Any]


def to_csv(head: Sequence[str], lines: Iterable[Line]) -> str:
    """Comma-separated text with the mark by which spreadsheets know UTF-8; an absent value is an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_safe(cell) for cell in head])
    for line in lines:
        writer.writerow([_safe(cell) for cell in line])
    return "\ufeff" + out.getvalue()


def _safe(value: Any) -> Any:
    """A cell that a spreadsheet takes as text and never as a formula; numbers are no text."""
    if value is None:
        return ""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r", "\n"):
        return f"'{value}"
    return value


def to_xlsx(name: str, head: Sequence[str], lines: Iterable[Line]) -> bytes:
    """A workbook of one sheet called `name`; numbers stay numbers, text is never a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_title(name))
    sheet.freeze_panes = "B2"
    rows = [list(line) for line in lines]
    for place, words in enumerate(head, 1):
        longest = max((len(str(row[place - 1])) for row in rows if len(row) >= place), default=0)
        sheet.column_dimensions[get_column_letter(place)].width = min(max(2 * len(words), longest) + 4, _WIDEST)
    sheet.append([_cell(sheet, words, is_head=True) for words in head])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _title(name: str) -> str:
    return "".join(letter for letter in name if letter not in r"[]:*?/\'")[:31] or "Sheet1"


def _cell(sheet: Any, value: Any, *, is_head: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value if isinstance(value, int | float | Decimal) else value or None)
    if isinstance(value, str) and value:
        cell.data_type = "s"  # what begins with = is a text here, never a formula
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if is_head:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = _HEAD
    return cell
