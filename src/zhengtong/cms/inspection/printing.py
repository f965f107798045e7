"""The yearly table as a Word document and as a workbook."""

import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from zhengtong.foundation.spreadsheets import to_xlsx

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HEAD = ("类别", "指标", "数值", "单位", "说明")
_BODY, _TITLE = "仿宋", "方正小标宋简体"


def said(value: object) -> str:
    """A value as the table shows it; what cannot be told is a dash with a footnote, never a nought."""
    return "—" if value is None else str(value)


def report_docx(title: str, lines: Iterable[Mapping[str, Any]], *, at: datetime, is_draft: bool) -> bytes:
    """The table on A4, its footnotes below; `at` is its date inside the file."""
    paper = Document()
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    style = paper.styles["Normal"]
    style.font.name, style.font.size = _BODY, Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _BODY)
    paper.core_properties.title = title
    paper.core_properties.created = paper.core_properties.modified = at.replace(tzinfo=None)
    head = paper.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = head.add_run(title + ("（填报中）" if is_draft else ""))
    run.font.size = Pt(20)
    run.font.name = _TITLE
    run._element.rPr.rFonts.set(qn("w:eastAsia"), _TITLE)
    table = paper.add_table(rows=1, cols=3)
    table.style = "Table Grid"
    for cell, words in zip(table.rows[0].cells, ("类别", "指标", "数值"), strict=True):
        cell.text = words
    notes = []
    shown = ""
    for line in lines:
        one = line["field"]
        cells = table.add_row().cells
        cells[0].text = "" if one.group == shown else one.group
        shown = one.group
        mark = f"〔{line['number']}〕" if line["number"] else ""
        cells[1].text = f"{one.label}（{one.unit}）{mark}" if one.unit else f"{one.label}{mark}"
        cells[2].text = said(line["value"])
        if mark:
            notes.append(f"{mark}{line['note']}。")
    for note in notes:
        paper.add_paragraph(note)
    packed = io.BytesIO()
    paper.save(packed)
    return packed.getvalue()


def report_xlsx(title: str, lines: Iterable[Mapping[str, Any]]) -> bytes:
    """The same as a workbook of one sheet; numbers stay numbers."""
    rows = [
        (line["field"].group, line["field"].label, line["value"], line["field"].unit, line["note"]) for line in lines
    ]
    return to_xlsx(title[:31], HEAD, rows)
