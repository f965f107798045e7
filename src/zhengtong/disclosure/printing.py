"""The annual report as a Word document: six sections, tables 2 to 4 in the form every organ uses (国办公开办函〔2021〕30号)."""

import io
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from docx import Document
from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell

from .choices import APPLICANT_COLUMNS
from .queries.report import Figures
from .rules import report as rules

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BODY, _HEADING, _TITLE = "仿宋", "黑体", "方正小标宋简体"
_DOCUMENT_HEADS = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")


def report_docx(
    *, unit: str, year: int, sections: Mapping[str, str], figures: Figures, at: datetime, is_draft: bool
) -> bytes:
    """The whole report; `at` is its date inside the file, so that the same report gives the same words."""
    paper = Document()
    _lay_out(paper)
    title = f"{unit}{year}年政府信息公开工作年度报告"
    paper.core_properties.title, paper.core_properties.author = title, unit
    paper.core_properties.created = paper.core_properties.modified = at.replace(tzinfo=None)
    _paragraph(paper, title, font=_TITLE, size=22, align=WD_ALIGN_PARAGRAPH.CENTER)
    if is_draft:
        _paragraph(paper, "（征求意见稿）", font=_BODY, size=16, align=WD_ALIGN_PARAGRAPH.CENTER)
    _section(paper, "一、总体情况", sections.get("overview", ""))
    _section(paper, "二、主动公开政府信息情况")
    table_2(paper, figures)
    _section(paper, "三、收到和处理政府信息公开申请情况")
    table_3(paper, figures)
    _section(paper, "四、政府信息公开行政复议、行政诉讼情况")
    table_4(paper, figures)
    _section(paper, "五、存在的主要问题及改进情况", sections.get("problems", ""))
    _section(paper, "六、其他需要报告的事项", sections.get("other", ""))
    packed = io.BytesIO()
    paper.save(packed)
    return packed.getvalue()


def table_2(paper: Paper, figures: Figures) -> None:
    """主动公开: documents by what became of them, then decisions and fees."""
    table = _table(paper, 4)
    _line(table, "第二十条第（一）项", span=4)
    _line(table, *_DOCUMENT_HEADS)
    for kind, label in rules.TABLE_2_DOCUMENTS.items():
        counts = [
            str(len(figures.documents[f"{kind}.{what}"])) for what in (rules.MADE, rules.REPEALED, rules.IN_FORCE)
        ]
        _line(table, label, *counts)
    shown = ""
    for key, (article, label, measured) in rules.TABLE_2_ACTS.items():
        if article != shown:
            _line(table, article, span=4)
            cells = _line(table, "信息内容", measured, "", "")
            cells[1].merge(cells[3])
            shown = article
        cells = _line(table, label, figure_words(figures.acts[key].value), "", "")
        cells[1].merge(cells[3])


def table_3(paper: Paper, figures: Figures) -> None:
    """收到和处理申请: the leaf rows by the seven columns."""
    table = _table(paper, len(rules.COLUMNS) + 1)
    heads = [_line(table, "", *("" for _ in rules.COLUMNS)) for _ in range(2)]
    heads[0][0].merge(heads[1][0])
    _fill(heads[0][0], "本列数据的勾稽关系：第一项加第二项之和，等于第三项总计加第四项之和")
    heads[0][2].merge(heads[0][6])
    _fill(heads[0][2], "法人或其他组织")
    for place, (_, above, label) in enumerate(APPLICANT_COLUMNS, 1):
        if above:
            _fill(heads[1][place], label)
        else:
            heads[0][place].merge(heads[1][place])
            _fill(heads[0][place], label)
    for line in rules.table_3_lines():
        counts = [str(len(figures.requests[line.key][column])) for column in rules.COLUMNS] if line.key else [""] * 7
        cells = _line(table, line.label, *counts)
        cells[0].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT
        cells[0].paragraphs[0].paragraph_format.left_indent = Pt(9 * line.depth)
        if not line.key:
            cells[0].merge(cells[-1])


def table_4(paper: Paper, figures: Figures) -> None:
    """复议、诉讼: three blocks of five columns each, a block a row."""
    table = _table(paper, len(rules.REMEDY_RESULTS) + 1)
    _line(table, "", *rules.REMEDY_RESULTS.values())
    for kind, label in rules.REMEDY_KINDS.items():
        _line(table, label, *(str(len(figures.remedies[kind][result])) for result in rules.REMEDY_RESULTS))


def figure_words(value: Decimal) -> str:
    """A figure without noughts that say nothing: 12.50 → 12.5, 3.0 → 3."""
    return f"{value.normalize():f}"


def _lay_out(paper: Paper) -> None:
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    style = paper.styles["Normal"]
    style.font.name, style.font.size = _BODY, Pt(16)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _BODY)


def _section(paper: Paper, heading: str, words: str = "") -> None:
    _paragraph(paper, heading, font=_HEADING, size=16)
    for line in words.split("\n"):
        if line.strip():
            _paragraph(paper, line.strip(), font=_BODY, size=16, indent=True)


def _paragraph(
    paper: Paper, words: str, *, font: str, size: int, align: WD_ALIGN_PARAGRAPH | None = None, indent: bool = False
) -> None:
    paragraph = paper.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.line_spacing = Pt(28)
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(2 * size)
    run = paragraph.add_run(words)
    run.font.name, run.font.size = font, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _table(paper: Paper, columns: int) -> Table:
    table = paper.add_table(rows=0, cols=columns, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    return table


def _line(table: Table, *words: str, span: int = 0) -> list[_Cell]:
    cells = list(table.add_row().cells)
    for cell, said in zip(cells, words, strict=False):
        _fill(cell, said)
    if span:
        cells[0].merge(cells[span - 1])
    return cells


def _fill(cell: _Cell, words: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.text = ""
    run = paragraph.add_run(words)
    run.font.size = Pt(9)
