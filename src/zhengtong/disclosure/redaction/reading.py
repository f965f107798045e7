"""Where words stand on the pages of a PDF, and which pages cannot be read at all."""

import ctypes
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from zhengtong.foundation.errors import Refusal

from .areas import Area, bare, check_words

MOST_PAGES = 500
PICTURE_SHARE = 0.01
"""From this share of a page on, a picture may hold words that nobody but a person can read."""
_MARGIN = 0.15
"""How far an area reaches over the letter it hides, in letter heights."""
_KEPT_REMARKS = frozenset({raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_STAMP})
_PRIVATE = range(0xE000, 0xF900)

_lock = threading.RLock()


@dataclass(frozen=True, slots=True)
class Survey:
    """What a file is: how many pages, and those on which words cannot be looked for, so that a person has to."""

    pages: int
    unread: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter as it is shown."""

    char: str
    area: Area

    @property
    def height(self) -> float:
        return self.area.bottom - self.area.top


@contextmanager
def opened(pdf: bytes) -> Iterator[pdfium.PdfDocument]:
    """The file with its fields and stamps turned into page content and its remarks removed; one reader at a time.

    Raises Refusal `pdf-unreadable`, `pdf-encrypted`, `pdf-too-long`.
    """
    with _lock:
        document = _open(pdf)
        try:
            if not 1 <= len(document) <= MOST_PAGES:
                raise Refusal("pdf-too-long", f"文件有{len(document)}页，只能处理1至{MOST_PAGES}页的文件。")
            document.init_forms()
            yield document
        finally:
            document.close()


def _open(pdf: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD:
            raise Refusal("pdf-encrypted", "文件设有密码，请先解除密码再处理。") from error
        raise Refusal("pdf-unreadable", "无法读取这个PDF文件，文件可能已经损坏。") from error


@contextmanager
def page_of(document: pdfium.PdfDocument, number: int) -> Iterator[pdfium.PdfPage]:
    """A page as it is shown and printed, without the remarks people made on it."""
    page = document[number - 1]
    try:
        _drop_remarks(page)
        if raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_FAIL:
            raise Refusal("pdf-unreadable", f"第{number}页的表单或签章无法读取，请先打印成新的PDF再处理。")
    finally:
        page.close()
    page = document[number - 1]
    try:
        yield page
    finally:
        page.close()


def _drop_remarks(page: pdfium.PdfPage) -> None:
    for place in reversed(range(raw.FPDFPage_GetAnnotCount(page))):
        remark = raw.FPDFPage_GetAnnot(page, place)
        subtype = raw.FPDFAnnot_GetSubtype(remark)
        raw.FPDFPage_CloseAnnot(remark)
        if subtype not in _KEPT_REMARKS:
            raw.FPDFPage_RemoveAnnot(page, place)


def survey(pdf: bytes) -> Survey:
    """How many pages, and which hold pictures, drawn letters or letters without a code; raises as `opened`."""
    with opened(pdf) as document:
        unread = []
        for number in range(1, len(document) + 1):
            with page_of(document, number) as page:
                if is_unread(page, letters_of(page, number)):
                    unread.append(number)
        return Survey(len(document), tuple(unread))


def locate(pdf: bytes, words: Sequence[str]) -> dict[str, tuple[Area, ...]]:
    """Every place where each word stands, whatever blanks, line ends or pieces it is split by; raises as `opened`."""
    with opened(pdf) as document:
        found: dict[str, list[Area]] = {word: [] for word in check_words(words)}
        for number in range(1, len(document) + 1):
            with page_of(document, number) as page:
                letters = letters_of(page, number)
            for word in found:
                found[word] += places_of(word, letters)
    return {word: tuple(places) for word, places in found.items()}


def places_of(word: str, letters: Sequence[Letter]) -> list[Area]:
    """The letters that spell a word, as they follow each other in the file or as they follow each other to the eye."""
    hidden: dict[Area, None] = {}
    for line in (letters, by_sight(letters)):
        text, owners = _spelled(line)
        start = text.find(wanted := bare(word))
        while start >= 0:
            hidden |= dict.fromkeys(_grown(line[place]) for place in owners[start : start + len(wanted)])
            start = text.find(wanted, start + 1)
    return list(hidden)


def by_sight(letters: Sequence[Letter]) -> list[Letter]:
    """From line to line and from left to right, whatever order the file draws them in."""
    lines: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda one: one.area.top + one.area.bottom):
        middle = (letter.area.top + letter.area.bottom) / 2
        if lines and lines[-1][0].area.top <= middle <= lines[-1][0].area.bottom:
            lines[-1].append(letter)
        else:
            lines.append([letter])
    return [letter for line in lines for letter in sorted(line, key=lambda one: one.area.left)]


def _spelled(letters: Sequence[Letter]) -> tuple[str, list[int]]:
    """The comparable text, and for each of its characters the letter it comes from."""
    text, owners = [], []
    for place, letter in enumerate(letters):
        for char in bare(letter.char):
            text.append(char)
            owners.append(place)
    return "".join(text), owners


def _grown(letter: Letter) -> Area:
    """The area of a letter and a little more: what is left of its edges could still be read."""
    area, more = letter.area, letter.height * _MARGIN
    return Area(
        area.page,
        max(0.0, area.left - more),
        max(0.0, area.top - more),
        min(1.0, area.right + more),
        min(1.0, area.bottom + more),
    )


def letters_of(page: pdfium.PdfPage, number: int) -> list[Letter]:
    """Every letter on a page with its place as shown: rotation and crop box are reckoned in."""
    text = page.get_textpage()
    try:
        letters = []
        for index in range(text.count_chars()):
            code = raw.FPDFText_GetUnicode(text, index)
            char = chr(code) if 0 < code < 0x110000 else ""
            area = _shown(page, number, text.get_charbox(index, loose=True))
            if area is not None and (not char or bare(char)):
                letters.append(Letter(char or "\ufffd", area))
        return letters
    finally:
        text.close()


_FINE = 1_000_000


def _shown(page: pdfium.PdfPage, number: int, box: tuple[float, float, float, float]) -> Area | None:
    """A box of the page's own coordinates as the reader sees it; None where it lies off the page."""
    corners = [_to_device(page, x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    across, down = [x / _FINE for x, _ in corners], [y / _FINE for _, y in corners]
    left, right = max(0.0, min(across)), min(1.0, max(across))
    top, bottom = max(0.0, min(down)), min(1.0, max(down))
    return Area(number, left, top, right, bottom) if left < right and top < bottom else None


def _to_device(page: pdfium.PdfPage, x: float, y: float) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, x, y, ctypes.byref(across), ctypes.byref(down))
    return across.value, down.value


def is_unread(page: pdfium.PdfPage, letters: Sequence[Letter]) -> bool:
    """Whether something on the page may be read by eye that the text does not tell."""
    if any(letter.char == "\ufffd" or ord(letter.char) in _PRIVATE for letter in letters):
        return True
    objects = list(page.get_objects(max_depth=8))
    width, height = page.get_size()
    for each in objects:
        if each.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = each.get_bounds()
            if abs((right - left) * (top - bottom)) >= PICTURE_SHARE * width * height:
                return True
    return bool(objects) and not letters
