"""The workbook of the catalogue: a sheet of items, and a sheet for each list, joined by 事项编码."""

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

from zhengtong.foundation.archives import DAMAGE
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line

from ..choices import ItemState
from ..elements import ELEMENTS, ROWS, Element
from ..guide import Guide
from ..shape import flat, nested, rows_of
from ..wording import WORDS, read, say
from .entry import Entry, Fault, Found

ITEMS = "事项"
SHEETS = {
    "materials": "材料",
    "fees": "收费",
    "bases": "依据",
    "steps": "环节",
    "special_procedures": "特别程序",
    "results": "结果",
    "faq": "问答",
}
CODE = ELEMENTS["code"]
STATE_COLUMNS = (
    Element("state", "事项状态", hint="在用、暂停、取消；导入时不改变状态"),
    Element("cancelled_on", "取消日期", "day"),
    Element("cancel_basis", "取消依据"),
)
MOST_BYTES = 60 * 1024 * 1024
MOST_LINES = 20_000
MOST_COLUMNS = 200
Sheets = dict[str, list[tuple[Any, ...]]]
# A sheet that is no valid OOXML comes out of the reader as nearly anything: it builds its objects from the XML unlooked-at.
# A fault in the XML is a SyntaxError, of whichever parser the library found installed.
_UNREADABLE = (*DAMAGE, InvalidFileException, SyntaxError, LookupError, TypeError, AttributeError, ArithmeticError)
_STATES = {label: code for code, label in ItemState.choices}
_HEAD = PatternFill("solid", fgColor="1B5FAA")
_WIDTHS = {"text": 48, "line": 22, "list": 22, "words": 20, "word": 16, "yes": 10, "whole": 10, "money": 12, "day": 13}


# --- writing ---


def to_workbook(entries: Iterable[Entry]) -> bytes:
    """All entries as one xlsx; reading it again gives the same entries."""
    found = list(entries)
    book = Workbook(write_only=True)
    _write(book, ITEMS, (*ELEMENTS.values(), *STATE_COLUMNS), (_item_line(entry) for entry in found))
    for rows in ROWS:
        lines = (
            {"code": entry.code} | {column.path: say(column, row[column.path]) for column in rows.columns}
            for entry in found
            for row in rows_of(entry.content, rows.key)
        )
        _write(book, SHEETS[rows.key], (CODE, *rows.columns), lines)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _item_line(entry: Entry) -> dict[str, str]:
    values = flat(entry.content)
    state = {
        "state": ItemState(entry.state).label,
        "cancelled_on": entry.cancelled_on.isoformat() if entry.cancelled_on else "",
        "cancel_basis": entry.cancel_basis,
    }
    return {path: say(element, values[path]) for path, element in ELEMENTS.items()} | state


def _write(book: Workbook, title: str, columns: tuple[Element, ...], lines: Iterable[dict[str, str]]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "C2" if title == ITEMS else "B2"
    for index, column in enumerate(columns, 1):
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = _WIDTHS[column.shape]
        offered = _offered(column)
        if offered and len(",".join(offered)) < 250:  # Excel takes no longer list in place
            rule = DataValidation("list", formula1=f'"{",".join(offered)}"', allow_blank=True, showErrorMessage=False)
            rule.add(f"{letter}2:{letter}{MOST_LINES}")
            sheet.data_validations.append(rule)
    sheet.append([_cell(sheet, column.label, head=True) for column in columns])
    for line in lines:
        sheet.append([_cell(sheet, line[column.path]) for column in columns])


def _offered(column: Element) -> list[str]:
    if column.path == "state":
        return list(ItemState.labels)
    if column.shape == "yes":
        return ["是", "否"]
    known = WORDS.get(column.words) if column.shape == "word" else None
    return [str(label) for label in known.labels] if known else []


def _cell(sheet: Any, text: str, *, head: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=text or None)
    if text:
        cell.data_type = "s"  # what begins with = is a text here, never a formula
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if head:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = _HEAD
    return cell


# --- reading ---


@dataclass(slots=True)
class _Line:
    """One line of a sheet: its number, its values by element path, and the faults of its cells."""

    number: int
    values: dict[str, Any]
    faults: list[Fault] = field(default_factory=list)


def read_workbook(data: bytes) -> Found:
    """Every good item, and every fault with its sheet, line and column. Raises Refusal when it is no workbook."""
    sheets = _sheets(data)
    found = Found()
    lines = _lines(sheets, ITEMS, (*ELEMENTS.values(), *STATE_COLUMNS))
    by_code: dict[str, dict[str, list[_Line]]] = defaultdict(lambda: defaultdict(list))
    found.total = len(lines)
    known = {line.values["code"] for line in lines if line.values["code"]}
    for rows in ROWS:
        for line in _lines(sheets, SHEETS[rows.key], (CODE, *rows.columns)):
            by_code[line.values["code"] or ""][rows.key].append(line)
    for code in [code for code in by_code if code not in known]:
        found.faults += [_stray(SHEETS[key], code, strays) for key, strays in by_code.pop(code).items()]
    seen: dict[str, int] = {}
    for line in lines:
        code = line.values["code"] or ""
        faults = [*line.faults, *(fault for rows in by_code[code].values() for row in rows for fault in row.faults)]
        if not code:
            faults.append(Fault(ITEMS, line.number, CODE.label, "没有填写事项编码。"))
        elif code in seen:
            told = f"事项编码“{code}”与第{seen[code]}行重复，只保留一行。"
            faults.append(Fault(ITEMS, line.number, CODE.label, told, code))
        seen.setdefault(code, line.number)
        if not faults:
            faults = _assemble(line, by_code[code], found)
        found.faults += faults
    return found


def _stray(sheet: str, code: str, lines: list[_Line]) -> Fault:
    """Lines that belong to no item of the book, told once for each sheet and code."""
    many = f"（共{len(lines)}行）" if len(lines) > 1 else ""
    told = f"事项编码“{code}”不在“{ITEMS}”表中{many}，请补上该事项或改正编码。" if code else f"没有填写事项编码{many}。"
    return Fault(sheet, lines[0].number, CODE.label, told, code)


def _sheets(data: bytes) -> Sheets:
    """The cells of every sheet we know. Refused: import-too-large, import-unreadable, import-no-sheet."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
                raise Refusal("import-too-large", "工作簿展开后超过 60 MB，请分批导入。", "file")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = {title: _rows(book[title]) for title in (ITEMS, *SHEETS.values()) if title in book.sheetnames}
    except _UNREADABLE as error:
        raise Refusal(
            "import-unreadable", "文件打不开，请确认是 xlsx 工作簿，而不是改了扩展名的其他文件。", "file"
        ) from error
    absent = [title for title in (ITEMS, *SHEETS.values()) if title not in sheets]
    if absent:
        told = f"工作簿里缺少工作表：{'、'.join(absent)}。请用导出的工作簿作样式，没有数据的表保留表头。"
        raise Refusal("import-no-sheet", told, "file")
    return sheets


def _rows(sheet: Any) -> list[tuple[Any, ...]]:
    """All cells within what a catalogue needs, whatever size the sheet says it has."""
    return list(sheet.iter_rows(values_only=True, max_row=MOST_LINES, max_col=MOST_COLUMNS))


def _lines(sheets: Sheets, title: str, columns: tuple[Element, ...]) -> list[_Line]:
    """The lines of one sheet that hold anything."""
    rows = iter(sheets[title])
    by_label = {tidy_line(column.label): column for column in columns}
    labels = [tidy_line(str(value)) if value is not None else "" for value in next(rows, ())]
    unknown = [label for label in labels if label and label not in by_label]
    absent = [column.label for label, column in by_label.items() if label not in labels]
    # A column that is left out or misspelt would silently empty that element of every item: refused as a whole.
    if unknown or absent or len(set(filter(None, labels))) != len(list(filter(None, labels))):
        told = "；".join(
            f"{words}：{'、'.join(names)}" for words, names in (("不认识的列", unknown), ("缺少的列", absent)) if names
        )
        raise Refusal(
            "import-columns", f"“{title}”表的表头不对（{told or '有重复的列'}），请对照导出的工作簿改正。", "file"
        )
    heads = [by_label.get(label) for label in labels]
    return [_line(title, number, heads, row) for number, row in enumerate(rows, 2) if any(_is_written(v) for v in row)]


def _is_written(value: Any) -> bool:
    return value is not None and str(value).strip() != ""


def _line(title: str, number: int, heads: list[Element | None], row: tuple[Any, ...]) -> _Line:
    line = _Line(number, {head.path: None for head in heads if head is not None} | {"code": None})
    for head, raw in zip(heads, row, strict=False):
        if head is None:
            continue
        try:
            value = read(head, raw)
            line.values[head.path] = value.upper() if head is CODE and value else value
        except Refusal as refusal:
            line.faults.append(Fault(title, number, head.label, refusal.sentence))
    line.faults = [Fault(f.sheet, f.line, f.column, f.sentence, line.values["code"] or "") for f in line.faults]
    return line


def _assemble(line: _Line, lists: dict[str, list[_Line]], found: Found) -> list[Fault]:
    """Add the entry to what was found, or say where it goes wrong as a whole."""
    code = line.values["code"]
    try:
        rows = {key: [row.values for row in lists.get(key, ())] for key in SHEETS}
        content = nested(line.values, rows)
        Guide.of(content)
        state = line.values.get("state")
        if state and state not in _STATES:
            raise Refusal("cell-malformed", f"“事项状态”不能是“{state}”，请填写在用、暂停或取消。", "state")
        cancelled_on = line.values.get("cancelled_on")
        entry = Entry(
            content=content,
            state=_STATES[state] if state else ItemState.ACTIVE,
            cancelled_on=date.fromisoformat(cancelled_on) if cancelled_on else None,
            cancel_basis=line.values.get("cancel_basis") or "",
        )
    except Refusal as refusal:
        return [_placed(refusal, line, lists, code)]
    found.add(entry, ITEMS, line.number)
    return []


def _placed(refusal: Refusal, line: _Line, lists: dict[str, list[_Line]], code: str) -> Fault:
    """`materials[1].need` → the sheet 材料 and the line where this item's second material stands."""
    head, bracket, rest = (refusal.field or "").partition("[")
    if bracket and head in SHEETS:
        index, _, column = rest.partition("]")
        label = next((c.label for c in _columns(head) if c.path == column.lstrip(".")), "")
        return Fault(SHEETS[head], lists[head][int(index)].number, label, refusal.sentence, code)
    element = ELEMENTS.get(refusal.field or "")
    return Fault(ITEMS, line.number, element.label if element else "", refusal.sentence, code)


def _columns(key: str) -> Iterator[Element]:
    for rows in ROWS:
        if rows.key == key:
            yield from rows.columns
