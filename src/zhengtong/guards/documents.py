"""The text of a document that was handed in: docx, xlsx, odt, ods, pdf, txt, csv.

Such files come from strangers. They are read in a process of their own with an end to its time and memory, and what
could not be read is said: a file without findings that nobody could read is not a clean file.

`python -m zhengtong.guards.documents <kind>` reads the bytes from its input and answers in JSON.
"""

import json
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from zhengtong.foundation.archives import DAMAGE

MOST_BYTES = 50 * 1024 * 1024
MOST_CHARACTERS = 5_000_000
MOST_PAGES = 500
SECONDS = 10
MEMORY = 1024 * 1024 * 1024
PARAGRAPH = "\n\n"


@dataclass(frozen=True, slots=True)
class Read:
    """What a document says, and why that may not be all of it ("" if it is)."""

    text: str
    gap: str = ""


class _Enough(Exception):
    """No further: pages, characters or seconds are used up."""


class _Collected:
    """Paragraphs up to the ceiling."""

    def __init__(self, seconds: float) -> None:
        self.parts: list[str] = []
        self._left = MOST_CHARACTERS
        self._until = time.monotonic() + seconds

    def add(self, text: str) -> None:
        if time.monotonic() > self._until:
            raise _Enough("读取时间过长")
        self.parts.append(text[: self._left])
        self._left -= len(text)
        if self._left <= 0:
            raise _Enough("文字太多")


def read(content: bytes, kind: str, *, seconds: float = SECONDS) -> Read:
    """The text of a document of `kind` (a code of files.choices), in this process."""
    take = _READERS.get(kind)
    if take is None:
        return Read("", "这类文件不能自动读出文字")
    if len(content) > MOST_BYTES:
        return Read("", "文件太大")
    collected, gap = _Collected(seconds), ""
    try:
        take(content, collected)
    except _Enough as end:
        gap = f"{end}，只检查了前面的部分"
    except _UNREADABLE:
        gap = "文件损坏或者有密码，没有读完"
    text = PARAGRAPH.join(part for part in collected.parts if part.strip())
    # What no database keeps: nulls, and halves of characters that a damaged font table gives.
    text = text.replace("\0", "").encode("utf-8", "ignore").decode()
    return Read(text, gap or ("" if text else "文件里没有可以读出的文字，可能是扫描件"))


def read_apart(content: bytes, kind: str) -> Read:
    """The same in a process of its own: what takes too long or too much memory ends there."""
    if kind not in _READERS:
        return read(b"", kind)
    try:
        answer = subprocess.run(
            [sys.executable, "-m", "zhengtong.guards.documents", kind],
            input=content, capture_output=True, timeout=SECONDS + 5, check=True,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return Read("", "读取时间过长")
    except subprocess.CalledProcessError:
        return Read("", "文件损坏，没有读出文字")
    return Read(**json.loads(answer.stdout))


# --- the kinds ---


def _docx(content: bytes, into: _Collected) -> None:
    """Body, headers, footers, notes and comments; also what was deleted while changes were recorded."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in sorted(archive.namelist()):
            if name.startswith("word/") and name.endswith(".xml") and "/" not in name[5:]:
                _paragraphs(archive, name, into, ends="p", says=("t", "delText", "instrText"))


def _xlsx(content: bytes, into: _Collected) -> None:
    """Every cell of every sheet, hidden ones too; numbers as they are stored. A cell is a paragraph of its own."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in sorted(archive.namelist()):
            if name == "xl/sharedStrings.xml":
                _paragraphs(archive, name, into, ends="si", says=("t",))
            elif name.startswith(("xl/worksheets/", "xl/comments")) and name.endswith(".xml"):
                for cell in _elements(archive, name, ("c", "comment")):
                    # t="s": the value is a place in the shared strings.
                    said = "t" if cell.get("t") in ("s", "inlineStr") or _local(cell) == "comment" else "v"
                    into.add("".join(part.text or "" for part in cell.iter() if _local(part) == said))


def _open_document(content: bytes, into: _Collected) -> None:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in ("content.xml", "styles.xml"):
            if name in archive.namelist():
                for paragraph in _elements(archive, name, ("p", "h")):
                    into.add("".join(paragraph.itertext()))


def _pdf(content: bytes, into: _Collected) -> None:
    from pypdf import PdfReader

    pages = PdfReader(BytesIO(content)).pages
    for number, page in enumerate(pages):
        if number == MOST_PAGES:
            raise _Enough(f"超过{MOST_PAGES}页")
        into.add(page.extract_text())


def _text(content: bytes, into: _Collected) -> None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return into.add(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise ValueError("text of an unknown encoding")


def _paragraphs(archive: zipfile.ZipFile, name: str, into: _Collected, *, ends: str, says: tuple[str, ...]) -> None:
    for paragraph in _elements(archive, name, (ends,)):
        into.add("".join(part.text or "" for part in paragraph.iter() if _local(part) in says))


def _elements(archive: zipfile.ZipFile, name: str, wanted: tuple[str, ...]) -> Iterator[Element]:
    """The elements as they end; each is forgotten after use."""
    with archive.open(name) as file:
        for _, element in iterparse(file, events=("end",), forbid_dtd=True):
            if _local(element) in wanted:
                yield element
                element.clear()


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


_READERS: dict[str, Callable[[bytes, _Collected], None]] = {
    "docx": _docx,
    "xlsx": _xlsx,
    "odt": _open_document,
    "ods": _open_document,
    "pdf": _pdf,
    "txt": _text,
    "csv": _text,
}
READABLE = frozenset(_READERS)


def _pdf_faults() -> tuple[type[Exception], ...]:
    from pypdf.errors import PyPdfError

    # A damaged PDF comes out of the reader as nearly anything: it builds its objects from the bytes unlooked-at.
    return (PyPdfError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, AssertionError)


_UNREADABLE = (*DAMAGE, ParseError, DefusedXmlException, *_pdf_faults())


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS + 2, SECONDS + 2))
    answer = read(sys.stdin.buffer.read(MOST_BYTES + 1), sys.argv[1])
    sys.stdout.write(json.dumps(asdict(answer)))


if __name__ == "__main__":
    main()
