"""The new file is read as an adversary would read it; what was hidden must not be there."""

import io
from collections.abc import Iterable, Sequence

import pypdfium2 as pdfium
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject, StreamObject

from zhengtong.foundation.errors import Refusal

from .areas import Area, bare
from .reading import opened

DARKEST = 48
"""How light a painted pixel may have become by being packed, of 255."""
_CODINGS = ("utf-8", "utf-16-be", "utf-16-le", "gb18030")
_PIXEL_EDGE = 3
SHARPNESS = 3.0
"""Pixels a point by which the painted areas are looked at."""
MOST_PIXELS = 40_000_000


def prove(pdf: bytes, *, areas: Iterable[Area] = (), words: Iterable[str] = ()) -> None:
    """Nothing of `words` in the text or the bytes, nothing but black in `areas`, and nothing but pictures in the file.

    Raises Refusal `redaction-unproved` and says where.
    """
    reader = PdfReader(io.BytesIO(pdf))
    _prove_bare(reader)
    texts = [page.extract_text() for page in reader.pages]
    with opened(pdf) as document:
        for number in range(1, len(document) + 1):
            page = document[number - 1]
            texts.append(page.get_textpage().get_text_bounded())
            _prove_black(page, [area for area in areas if area.page == number], number)
    if any(bare(text) for text in texts):
        raise _unproved("新文件中还能读出文字")
    for word in words:
        _prove_gone(word, reader)


def _unproved(sentence: str) -> Refusal:
    return Refusal("redaction-unproved", f"遮盖没有通过检验：{sentence}。文件没有生成，请重新标记后再试。")


def _prove_bare(reader: PdfReader) -> None:
    """Pages with a picture each; whatever else a file can carry is not there."""
    root = reader.trailer["/Root"].get_object()
    if extra := set(root) - {"/Type", "/Pages"}:
        raise _unproved(f"新文件带有附加内容（{'、'.join(sorted(extra))}）")
    if "/Info" in reader.trailer and reader.trailer["/Info"].get_object():
        raise _unproved("新文件带有文档属性")
    allowed = {"/Type", "/Parent", "/Resources", "/MediaBox", "/Contents"}
    for number, page in enumerate(reader.pages, 1):
        if extra := set(page) - allowed:
            raise _unproved(f"第{number}页带有附加内容（{'、'.join(sorted(extra))}）")


def _prove_black(page: pdfium.PdfPage, areas: Sequence[Area], number: int) -> None:
    if not areas:
        return
    width, height = page.get_size()
    scale = min(SHARPNESS, (MOST_PIXELS / (width * height)) ** 0.5)
    picture: Image.Image = page.render(scale=scale).to_pil().convert("L")
    for area in areas:
        left, top, right, bottom = area.within(*picture.size)
        inner = (left + _PIXEL_EDGE, top + _PIXEL_EDGE, right - _PIXEL_EDGE, bottom - _PIXEL_EDGE)
        if inner[0] >= inner[2] or inner[1] >= inner[3]:
            continue
        if picture.crop(inner).getextrema()[1] > DARKEST:
            raise _unproved(f"第{number}页有一处没有完全涂黑")


def _prove_gone(word: str, reader: PdfReader) -> None:
    """Not in any string or stream but the pixels of pictures, which hold no letters."""
    spellings = {each.encode(coding) for each in (word, bare(word)) for coding in _CODINGS}
    spellings |= {spelling.hex().encode() for spelling in spellings}
    for held in _held(reader):
        lowered = held.lower()
        if any(spelling.lower() in lowered for spelling in spellings):
            raise _unproved(f"新文件的字节中还有“{word}”")


def _held(reader: PdfReader) -> list[bytes]:
    return [part for number in range(1, int(reader.trailer["/Size"])) for part in _told(reader.get_object(number))]


def _told(thing: PdfObject | None) -> list[bytes]:
    if isinstance(thing, StreamObject):
        pixels = thing.get("/Subtype") == "/Image"
        return [_written(DictionaryObject(thing)), *([] if pixels else [thing.get_data()])]
    if isinstance(thing, DictionaryObject | ArrayObject):
        return [_written(thing)]
    return [] if thing is None else [str(thing).encode()]


def _written(thing: DictionaryObject | ArrayObject) -> bytes:
    packed = io.BytesIO()
    thing.write_to_stream(packed)
    return packed.getvalue()
