"""Tables as events of the interface: one event a row, or one matter a row with a column for each of its moments."""

import codecs
import csv
import hashlib
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.parsers import expat

import openpyxl

from zhengtong.foundation.archives import DAMAGE
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.milestones import Milestone

from ..rules.event import KINDS
from ..rules.mapping import COUNTY_ZONE, check_columns
from ..rules.moments import day_or_moment, in_iso, zone
from .lines import Line, check_count
from .opening import Cut, Format, chunks

_ENCODINGS = ("utf-8-sig", "gb18030")
_DELIMITERS = ",;\t|"
_CODES = {label: code for code in Milestone for label in (code.value, code.label)}
_YES, _NO = {"是", "true", "1", "yes", "y"}, {"否", "false", "0", "no", "n"}

Row = tuple[int, Sequence[Any]]
"""Line of the file (from 1) and its cells."""


class Table:
    """The rows of a CSV or xlsx file. `broken` says, when they have ended, why the file is not whole."""

    def __init__(self, path: Path, form: Format, spec: Mapping[str, Any] | None = None) -> None:
        self.broken = ""
        self.broken_line = 0
        self._path = path
        self._spec = spec or {}
        self._rows = self._workbook() if form is Format.XLSX else self._text()
        head = next(self._rows, None)
        if head is None or not any(head[1]):
            raise Refusal("file-empty", "文件里没有表头。", "file")
        self.headings = ["" if cell is None else str(cell).strip() for cell in head[1]]
        twice = [name for name, count in Counter(filter(None, self.headings)).items() if count > 1]
        if twice:
            raise Refusal("heading-twice", f"表头里有两列都叫“{twice[0]}”。", "file")

    def rows(self) -> Iterator[tuple[int, dict[str, Any]]]:
        for line, cells in self._rows:
            if any(cell not in (None, "") for cell in cells):
                yield line, dict(zip(self.headings, cells, strict=False))

    def _text(self) -> Iterator[Row]:
        encoding = self._spec.get("encoding") or _encoding(self._path)
        try:
            decoder = codecs.getincrementaldecoder(encoding)()
        except LookupError as error:
            raise Refusal("mapping-encoding", f"不认识的编码“{encoding}”。", "encoding") from error
        lines = self._decoded(decoder)
        first = next(lines, "")
        delimiter = self._spec.get("delimiter") or max(_DELIMITERS, key=first.count)

        def all_lines() -> Iterator[str]:
            yield first
            yield from lines

        reader = csv.reader(all_lines(), delimiter=delimiter, strict=True)
        begins = 1
        try:
            for row in reader:
                yield begins, row
                begins = reader.line_num + 1
        except csv.Error:
            self.broken_line, self.broken = begins, f"文件不完整：第{begins}行的引号没有结束或格式不对。"
        except UnicodeDecodeError:
            self.broken_line, self.broken = begins, f"文件不完整：第{begins}行起有不是 {encoding} 编码的内容。"
        except Cut as cut:
            self.broken_line, self.broken = begins, f"文件不完整：{cut}。"

    def _decoded(self, decoder: codecs.IncrementalDecoder) -> Iterator[str]:
        rest = ""
        for chunk in chunks(self._path):
            *whole, rest = (rest + decoder.decode(chunk)).split("\n")
            for line in whole:
                yield line.removesuffix("\r") + "\n"
        if rest := rest + decoder.decode(b"", True):
            yield rest

    def _workbook(self) -> Iterator[Row]:
        try:
            book = openpyxl.load_workbook(self._path, read_only=True, data_only=True)
            name = self._spec.get("sheet")
            if name and name not in book.sheetnames:
                raise Refusal("mapping-sheet", f"工作簿里没有名为“{name}”的工作表。", "sheet")
            sheet = book[name] if name else book.worksheets[0]
            for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
                self.broken_line = number
                yield number, cells
        except (*DAMAGE, zipfile.BadZipFile, KeyError, IndexError, expat.ExpatError, SyntaxError) as error:
            if not self.broken_line:
                raise Refusal("file-broken", "表格文件已损坏，打不开。", "file") from error
            self.broken_line += 1
            self.broken = f"文件不完整：第{self.broken_line}行起读不出来。"


def _encoding(path: Path) -> str:
    """The first encoding in which the whole file can be read; a file broken in the middle is read as UTF-8."""
    for encoding in _ENCODINGS:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            for chunk in chunks(path):
                decoder.decode(chunk)
        except UnicodeDecodeError:
            continue
        except Cut:
            return encoding
        return encoding
    return _ENCODINGS[0]


class TableReading:
    """A `Reading` of a table."""

    def __init__(self, table: Table, spec: Mapping[str, Any]) -> None:
        check_columns(spec, table.headings)
        self.matters = self.events = 0
        self.broken = ""
        self._table = table
        self._columns: dict[str, str] = spec.get("columns") or {}
        self._moments: dict[str, str] = spec.get("moments") or {}
        self._limits: dict[str, str] = spec.get("limits") or {}
        self._facts: dict[str, str] = spec.get("facts") or {}
        self._spec = spec
        self._zone = zone(spec.get("zone") or COUNTY_ZONE)
        self._refs: set[str] = set()
        self._counter: Counter[str] = Counter()

    def lines(self) -> Iterator[Line]:
        for line, cells in self._table.rows():
            self.events += 1
            check_count(self.events)
            told = self._told(cells)
            self._refs.add(told.get("ref", ""))
            self.matters = len(self._refs)
            if self._moments:
                yield from self._wide(line, cells, told)
            else:
                yield Line(line, self._long(cells, told))
        if self._table.broken:
            self.broken = self._table.broken
            if not self.events:
                raise Refusal("file-broken", f"{self.broken}没有一行可以导入。", "file")
            yield Line(self._table.broken_line, {}, Refusal("file-cut", self.broken, "file"))

    def _told(self, cells: Mapping[str, Any]) -> dict[str, Any]:
        told: dict[str, Any] = {}
        for name, heading in self._columns.items():
            if name not in ("milestone", "at") and (text := _text(cells.get(heading))):
                told[name] = text
        if "instant" in told:
            said = told["instant"].lower()
            told["instant"] = True if said in _YES else False if said in _NO else told["instant"]
        if told.get("revision", "").isdecimal():
            told["revision"] = int(told["revision"])
        if heading := self._spec.get("unit_from"):
            told["unit"] = (self._spec.get("units") or {}).get(_text(cells.get(heading)), "")
        limits = {
            name: self._moment(cells.get(heading), is_limit=True)
            for name, heading in self._limits.items() if _text(cells.get(heading))
        }  # fmt: skip
        facts = {name: _fact(cells.get(heading)) for name, heading in self._facts.items() if _text(cells.get(heading))}
        return told | ({"limits": limits} if limits else {}) | ({"facts": facts} if facts else {})

    def _long(self, cells: Mapping[str, Any], told: dict[str, Any]) -> dict[str, Any]:
        said = _text(cells.get(self._columns.get("milestone", "")))
        milestone = (self._spec.get("milestones") or {}).get(said, said) or self._spec.get("milestone") or ""
        told["milestone"] = milestone if milestone in KINDS else _CODES.get(milestone, milestone)
        told["at"] = self._moment(cells.get(self._columns["at"]))
        if "event_id" not in told:
            ref = told.get("ref", "")
            same = "\x1f".join((ref, told["milestone"], told["at"], told.get("label", "")))
            self._counter[same] += 1
            mark = hashlib.blake2b(f"{same}\x1f{self._counter[same]}".encode(), digest_size=9).hexdigest()
            told["event_id"] = f"{ref[:80]}#{mark}"
        return told

    def _wide(self, line: int, cells: Mapping[str, Any], told: dict[str, Any]) -> Iterator[Line]:
        """An event for each moment that is told; the limits come with the first of them."""
        happened = [(name, cells.get(heading)) for name, heading in self._moments.items() if _text(cells.get(heading))]
        ref = told.get("ref", "")
        if not happened:
            yield Line(line, told, Refusal("moment-missing", "这一行没有任何时间，不知发生了什么。", "at"))
        for number, (name, value) in enumerate(happened):
            mine = {"milestone": name, "event_id": f"{ref[:80]}#{name}", "at": self._moment(value)}
            later = {key: value for key, value in told.items() if key not in ("limits", "facts")}
            yield Line(line, (told if number == 0 else later) | mine)

    def _moment(self, cell: Any, *, is_limit: bool = False) -> str:
        if isinstance(cell, datetime):
            return day_or_moment(cell, self._zone, is_limit=is_limit)
        return in_iso(_text(cell), self._zone, is_limit=is_limit)


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else str(cell).strip()


def _fact(cell: Any) -> Any:
    return cell if isinstance(cell, (bool, int, float)) else _text(cell)
