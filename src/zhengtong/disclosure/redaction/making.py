"""Draw, paint over, build anew, prove."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
from PIL import Image, ImageDraw
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, NumberObject, StreamObject

from zhengtong.foundation.errors import Refusal

from .areas import Area, check_areas, check_words
from .proof import prove
from .reading import is_unread, letters_of, opened, page_of, places_of

DOTS_PER_INCH = 200
MOST_PIXELS = 40_000_000
"""A page larger than this at full sharpness is drawn less sharp."""
QUALITY = 85
PREVIEW_WIDTH = 1000
BLACK = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Redacted:
    """遮盖件 — the new file, what it hides, and the pages a person has read because the machine cannot."""

    content: bytes
    pages: int
    areas: tuple[Area, ...]
    found: dict[str, int]
    confirmed: tuple[int, ...]


def redact(
    pdf: bytes, *, areas: Iterable[Area] = (), words: Iterable[str] = (), confirmed: Iterable[int] = ()
) -> Redacted:
    """A new file in which `areas` and every place of `words` are black, proved to hold nothing of them.

    `confirmed`: pages a person has looked through, for pictures and drawn letters cannot be searched. Raises Refusal:
    `redaction-nothing`, `redaction-not-found` (a word stands nowhere), `redaction-unread` (pages that
    cannot be searched are not confirmed), `redaction-unproved`, and as `opened`.
    """
    hidden = check_words(words)
    read_by_eye = frozenset(confirmed)
    with opened(pdf) as document:
        pages = len(document)
        marked = list(check_areas(areas, pages))
        found = dict.fromkeys(hidden, 0)
        unread, drawn = [], []
        for number in range(1, pages + 1):
            with page_of(document, number) as page:
                letters = letters_of(page, number)
                for word in hidden:
                    places = places_of(word, letters)
                    found[word] += len(places)
                    marked += places
                if is_unread(page, letters):
                    unread.append(number)
                here = [area for area in marked if area.page == number]
                drawn.append((page.get_size(), _painted(_picture(page), here)))
    if not marked and not hidden:
        raise Refusal("redaction-nothing", "没有标记要遮盖的区域，也没有填写要遮盖的词语。")
    _check_unread(unread, read_by_eye)
    if missing := [word for word, count in found.items() if not count and not unread]:
        raise Refusal(
            "redaction-not-found", f"文件中没有找到“{'”“'.join(missing)}”，请核对，或者在页面上标记区域。", "words"
        )
    content = _built(drawn)
    prove(content, areas=marked, words=hidden)
    return Redacted(content, pages, tuple(marked), found, tuple(number for number in unread if number in read_by_eye))


def _check_unread(unread: Sequence[int], read_by_eye: frozenset[int]) -> None:
    if left := [str(number) for number in unread if number not in read_by_eye]:
        raise Refusal(
            "redaction-unread",
            f"第{'、'.join(left)}页是图像，或者含有图像和无法识别的文字，系统不能在其中查找词语。"
            "请逐页人工核对，标记需要遮盖的区域，并确认已经核对。",
            "confirmed",
        )


def preview(pdf: bytes, number: int, areas: Iterable[Area] = ()) -> bytes:
    """A PNG of one page as it is shown, with the areas black; raises Refusal as `opened`, `redaction-page`."""
    with opened(pdf) as document:
        if not 1 <= number <= len(document):
            raise Refusal("redaction-page", f"文件只有{len(document)}页。")
        here = [area for area in check_areas(areas, len(document)) if area.page == number]
        with page_of(document, number) as page:
            picture = _picture(page, PREVIEW_WIDTH / page.get_width())
    packed = io.BytesIO()
    _painted(picture, here).save(packed, "PNG")
    return packed.getvalue()


def _picture(page: pdfium.PdfPage, scale: float = DOTS_PER_INCH / 72) -> Image.Image:
    width, height = page.get_size()
    scale = min(scale, (MOST_PIXELS / (width * height)) ** 0.5)
    bitmap = page.render(scale=scale, may_draw_forms=False, draw_annots=False)
    try:
        return bitmap.to_pil().convert("RGB")
    finally:
        bitmap.close()


def _painted(picture: Image.Image, areas: Sequence[Area]) -> Image.Image:
    pen = ImageDraw.Draw(picture)
    for area in areas:
        left, top, right, bottom = area.within(*picture.size)
        pen.rectangle((left, top, right - 1, bottom - 1), fill=BLACK)
    return picture


def _built(drawn: Sequence[tuple[tuple[float, float], Image.Image]]) -> bytes:
    """A file of pictures and nothing else: no metadata, and the same bytes for the same pictures."""
    writer = PdfWriter()
    writer.metadata = None
    for (width, height), picture in drawn:
        page = writer.add_blank_page(width, height)
        image = writer._add_object(_jpeg(picture))
        content = DecodedStreamObject()
        content.set_data(f"q {width:.4f} 0 0 {height:.4f} 0 0 cm /Page Do Q".encode())
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/XObject"): DictionaryObject({NameObject("/Page"): image})}
        )
        page[NameObject("/Contents")] = writer._add_object(content)
    packed = io.BytesIO()
    writer.write(packed)
    return packed.getvalue()


def _jpeg(picture: Image.Image) -> StreamObject:
    packed = io.BytesIO()
    picture.save(packed, "JPEG", quality=QUALITY)
    image = StreamObject()
    image.set_data(packed.getvalue())
    facts = {"/Type": "/XObject", "/Subtype": "/Image", "/ColorSpace": "/DeviceRGB", "/Filter": "/DCTDecode"}
    image.update({NameObject(key): NameObject(value) for key, value in facts.items()})
    numbers = {"/Width": picture.width, "/Height": picture.height, "/BitsPerComponent": 8}
    image.update({NameObject(key): NumberObject(value) for key, value in numbers.items()})
    return image
