"""What an entry of the list must say, and how a file of them is read."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from zhengtong.foundation.archives import DAMAGE
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line

from .folding import fold
from .markup import is_address

KINDS = {
    "sensitive": "敏感词",
    "error": "错词",
    "leader": "领导人姓名职务",
    "expired": "过期表述",
    "hot": "热词",
    "exception": "例外词",
}
LEVELS = {"block": "禁止", "review": "复核", "suggest": "提示"}
_USUAL_LEVELS = {"sensitive": "block", "error": "suggest", "leader": "review", "expired": "suggest"}
_NEEDS_RIGHT = ("error", "expired")
HEAD = {
    "kind": "类别", "text": "词语", "right": "正确词语", "level": "级别", "url": "链接", "note": "说明", "source": "来源",
    "valid_from": "生效日期", "valid_to": "失效日期",
}  # fmt: skip
_LONGEST = {"text": 60, "right": 120, "url": 300, "note": 200, "source": 200}
SHORTEST = 2
MOST_BYTES = 5 * 1024 * 1024
MOST_LINES = 20_000
# A fault in the XML is a SyntaxError, of whichever parser the library found installed.
_UNREADABLE = (*DAMAGE, InvalidFileException, SyntaxError, LookupError, TypeError, AttributeError, ArithmeticError)


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry as it may be written down."""

    kind: str
    text: str
    right: str = ""
    level: str = ""
    url: str = ""
    note: str = ""
    source: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def folded(self) -> str:
        return fold(self.text)


def read_draft(values: Mapping[str, str]) -> Draft:
    """The typed values (codes or Chinese words for kind and level, ISO days) as a Draft; raises Refusal with the field."""
    said = {name: tidy_line(values.get(name, "")) for name in HEAD}
    kind = _code(said["kind"], KINDS, "kind", "类别")
    for name, longest in _LONGEST.items():
        if len(said[name]) > longest:
            raise Refusal("word-long", f"{HEAD[name]}不能超过{longest}个字。", name)
    folded = fold(said["text"])
    if len(folded) < SHORTEST:
        raise Refusal("word-short", f"词语至少{SHORTEST}个字（标点和空格不算），一个字的词会处处误报。", "text")
    level = ""
    if kind in _USUAL_LEVELS:
        level = _code(said["level"] or _USUAL_LEVELS[kind], LEVELS, "level", "级别")
    if kind in _NEEDS_RIGHT and not said["right"]:
        raise Refusal("word-no-right", f"{KINDS[kind]}请填写正确的词语。", "right")
    if said["right"] and said["right"] == said["text"]:
        raise Refusal("word-same", "正确词语与词语相同。", "right")
    if kind == "hot" and not is_address(said["url"]):
        raise Refusal("word-address", "热词的链接请填写本站地址（以/开头）或者以http://、https://开头的网址。", "url")
    if kind == "hot" and (said["valid_from"] or said["valid_to"]):
        raise Refusal("word-hot-days", "热词不设生效和失效日期，不用时请停用。", "valid_from")
    valid_from, valid_to = _day(said["valid_from"], "valid_from"), _day(said["valid_to"], "valid_to")
    if valid_from and valid_to and valid_to < valid_from:
        raise Refusal("word-days", "失效日期不能早于生效日期。", "valid_to")
    return Draft(
        kind, said["text"],
        right=said["right"] if kind not in ("hot", "exception") else "",
        level=level, url=said["url"] if kind == "hot" else "",
        note=said["note"], source=said["source"], valid_from=valid_from, valid_to=valid_to,
    )  # fmt: skip


def _code(value: str, known: Mapping[str, str], name: str, called: str) -> str:
    for code, label in known.items():
        if value in (code, label):
            return code
    raise Refusal(f"word-{name}", f"{called}请从{'、'.join(known.values())}中选择。", name)


def _day(text: str, name: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise Refusal("word-day", f"{HEAD[name]}请按 2026-11-23 的格式填写。", name) from error


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file (numbered as a spreadsheet does), and what it says or what is wrong with it."""

    number: int
    draft: Draft | None = None
    fault: str = ""
    said: str = field(default="")


def read_file(name: str, content: bytes) -> list[Line]:
    """The lines of a CSV (UTF-8 or GB 18030) or of the first sheet of a workbook; raises Refusal for the whole file."""
    if len(content) > MOST_BYTES:
        raise Refusal("words-file-large", "文件超过5 MB，请分批导入。", "file")
    is_book = name.lower().endswith(".xlsx")
    rows = _book_rows(content) if is_book else _csv_rows(content)
    try:
        head = [tidy_line(str(cell or "")) for cell in next(rows)]
    except StopIteration:
        raise Refusal("words-file-empty", "文件里没有内容。", "file") from None
    columns = {code: head.index(label) for code, label in HEAD.items() if label in head}
    if not {"kind", "text"} <= set(columns):
        raise Refusal("words-file-head", "第一行应为表头，至少有“类别”和“词语”两列，可以下载空白表格对照。", "file")
    return list(_lines(rows, columns))


def _lines(rows: Iterable[list[Any]], columns: Mapping[str, int]) -> Iterator[Line]:
    for number, row in enumerate(rows, 2):
        values = {code: _cell(row[at]) for code, at in columns.items() if at < len(row)}
        if not any(values.values()):
            continue
        if number > MOST_LINES + 1:
            raise Refusal("words-file-long", f"一次最多导入{MOST_LINES}行，请分批导入。", "file")
        said = values.get("text", "")[:60]
        try:
            yield Line(number, read_draft(values), said=said)
        except Refusal as refusal:
            yield Line(number, fault=refusal.sentence, said=said)


def _cell(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    # A cell that a spreadsheet must not take for a formula is written with an apostrophe before it.
    return "" if value is None else str(value).strip().removeprefix("'")


def _csv_rows(content: bytes) -> Iterator[list[Any]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        try:
            yield from csv.reader(io.StringIO(text))
        except csv.Error as error:
            raise Refusal("words-file-unreadable", "文件格式不正确，请另存为CSV或xlsx后再试。", "file") from error
        return
    raise Refusal("words-file-unreadable", "文件的文字编码无法识别，请另存为UTF-8的CSV或者xlsx后再试。", "file")


def _book_rows(content: bytes) -> Iterator[list[Any]]:
    try:
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_LINES + 2, max_col=40, values_only=True)
        yield from (list(row) for row in rows)
    except _UNREADABLE as error:
        raise Refusal("words-file-unreadable", "文件损坏、有密码或者不是xlsx工作簿，请检查后再试。", "file") from error
