"""What is hidden in a document is gone from its copy, however the document was made."""

import io

import pypdfium2 as pdfium
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.annotations import Text as Remark
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)  # fmt: skip

from zhengtong.disclosure.redaction import Area, locate, preview, prove, redact, survey
from zhengtong.foundation.errors import Refusal

SECRET = "Zhang Cuihua"
FONT = DictionaryObject(
    {
        NameObject("/Type"): NameObject("/Font"),
        NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    }
)
PLAIN = f"BT /F 14 Tf 72 700 Td (Applicant {SECRET} of Anfu county) Tj ET"


def document(*drawings: str, width=595, height=842, **page_facts) -> PdfWriter:
    """A PDF of pages drawn by the operators given."""
    writer = PdfWriter()
    for drawing in drawings:
        page = writer.add_blank_page(width, height)
        stream = DecodedStreamObject()
        stream.set_data(drawing.encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F"): FONT})}
        )
        for key, value in page_facts.items():
            page[NameObject(f"/{key}")] = value
    return writer


def written(writer: PdfWriter) -> bytes:
    packed = io.BytesIO()
    writer.write(packed)
    return packed.getvalue()


def pixels(pdf: bytes, number: int = 1) -> Image.Image:
    document = pdfium.PdfDocument(pdf)
    document.init_forms()
    return document[number - 1].render(scale=2).to_pil().convert("L")


def darkness(pdf: bytes, area: Area) -> float:
    """The share of an area that is black."""
    picture = pixels(pdf, area.page)
    part = picture.crop(area.within(*picture.size))
    return sum(part.histogram()[:60]) / (part.width * part.height)


def assert_gone(pdf: bytes, *words: str) -> None:
    reader = PdfReader(io.BytesIO(pdf))
    text = "".join(page.extract_text() for page in reader.pages)
    for word in words or (SECRET,):
        assert word not in text
        assert word.encode() not in pdf
        assert word.encode("utf-16-be") not in pdf


def test_a_hidden_word_is_black_and_its_text_is_gone():
    source = written(document(PLAIN))
    done = redact(source, words=[SECRET])
    assert_gone(done.content)
    assert done.found == {SECRET: len(SECRET) - 1}
    for area in done.areas:
        assert darkness(done.content, area) > 0.9
    # What stands beside it is still to be seen.
    assert darkness(done.content, Area(1, 72 / 595, 1 - 716 / 842, 130 / 595, 1 - 696 / 842)) > 0.02
    assert SECRET in PdfReader(io.BytesIO(source)).pages[0].extract_text()


def test_the_copy_is_the_same_whenever_it_is_made():
    source = written(document(PLAIN))
    assert redact(source, words=[SECRET]).content == redact(source, words=[SECRET]).content


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_hidden_where_the_reader_sees_it(turn):
    done = redact(written(document(PLAIN, Rotate=NumberObject(turn))), words=[SECRET])
    assert_gone(done.content)
    shown = pdfium.PdfDocument(done.content)[0].get_size()
    assert (shown[0] > shown[1]) == (turn != 180)
    assert done.areas
    assert all(darkness(done.content, area) > 0.9 for area in done.areas)


def test_what_lies_outside_the_crop_box_does_not_come_along():
    cropped = RectangleObject((50, 600, 545, 780))
    outside = f"{PLAIN} BT /F 14 Tf 72 100 Td (Outside 13870000001) Tj ET"
    done = redact(written(document(outside, CropBox=cropped)), words=[SECRET])
    assert_gone(done.content, SECRET, "13870000001")
    assert pdfium.PdfDocument(done.content)[0].get_size() == (495, 180)
    assert all(darkness(done.content, area) > 0.9 for area in done.areas)


@pytest.mark.parametrize(
    "drawing",
    [
        "BT /F 14 Tf 72 700 Td (Zh) Tj (ang) Tj ( Cui) Tj (hua) Tj ET",
        "BT /F 14 Tf 72 700 Td [(Z) -30 (hang) -280 (Cui) 20 (hua)] TJ ET",
        "BT /F 14 Tf 72 700 Td (Zhang) Tj ET BT /F 14 Tf 72 680 Td (Cuihua) Tj ET",
        "BT /F 14 Tf 118 700 Td (Cuihua) Tj ET BT /F 14 Tf 72 400 Td (else) Tj ET BT /F 14 Tf 72 700 Td (Zhang) Tj ET",
        "BT /F 14 Tf 72 700 Td (Z h a n g C u i h u a) Tj ET",
    ],
    ids=["pieces", "kerned", "two lines", "drawn out of order", "spaced"],
)
def test_a_word_is_found_however_it_is_split(drawing):
    done = redact(written(document(drawing)), words=[SECRET])
    assert_gone(done.content, "Cuihua", "Zhang")
    assert len(done.areas) >= len(SECRET) - 1


def test_fields_remarks_attachments_and_metadata_do_not_come_along():
    writer = document(PLAIN)
    writer.add_metadata({"/Author": SECRET, "/Title": "Reply"})
    writer.add_attachment("list.txt", SECRET.encode())
    script = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject(f"app.alert('{SECRET}')"),
    }
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject(script)
    writer.add_outline_item(title=SECRET, page_number=0)
    writer.add_annotation(0, Remark(text=f"call {SECRET}", rect=(300, 300, 320, 320)))
    writer.add_annotation(0, FreeText(text=f"note on {SECRET}", rect=(300, 400, 500, 440)))
    done = redact(written(writer), words=[SECRET])
    assert_gone(done.content)
    root = PdfReader(io.BytesIO(done.content)).trailer["/Root"]
    assert set(root) == {"/Type", "/Pages"}
    assert PdfReader(io.BytesIO(done.content)).metadata in (None, {})


def test_what_stands_in_a_form_field_is_found_and_hidden():
    writer = document("BT /F 14 Tf 72 700 Td (Name) Tj ET")
    look = DecodedStreamObject()
    look.set_data(f"BT /F 12 Tf 2 6 Td ({SECRET}) Tj ET".encode())
    look.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject([FloatObject(n) for n in (0, 0, 200, 20)]),
            NameObject("/Resources"): DictionaryObject(
                {NameObject("/Font"): DictionaryObject({NameObject("/F"): FONT})}
            ),
        }
    )
    field = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Tx"),
            NameObject("/F"): NumberObject(4),
            NameObject("/T"): TextStringObject("name"),
            NameObject("/V"): TextStringObject(SECRET),
            NameObject("/Rect"): ArrayObject([FloatObject(n) for n in (72, 600, 272, 620)]),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(look)}),
        }
    )
    kept = writer._add_object(field)
    writer.pages[0][NameObject("/Annots")] = ArrayObject([kept])
    form = DictionaryObject({NameObject("/Fields"): ArrayObject([kept])})
    writer._root_object[NameObject("/AcroForm")] = writer._add_object(form)
    source = written(writer)
    shown = Area(1, 72 / 595, 1 - 620 / 842, 180 / 595, 1 - 600 / 842)
    assert darkness(source, shown) > 0.02
    done = redact(source, words=[SECRET])
    assert_gone(done.content)
    assert done.found[SECRET] == len(SECRET) - 1
    assert darkness(done.content, shown) > 0.4


def test_invisible_and_covered_text_does_not_come_along():
    tricks = (
        f"BT /F 14 Tf 3 Tr 72 600 Td ({SECRET} invisible) Tj ET "
        f"BT /F 14 Tf 0 Tr 72 500 Td ({SECRET}) Tj ET 0 g 60 490 200 30 re f"
    )
    done = redact(written(document(tricks)), words=[SECRET])
    assert_gone(done.content)


def test_a_hidden_layer_does_not_come_along():
    writer = document(f"BT /F 14 Tf 72 700 Td (Shown) Tj ET /OC /L BDC BT /F 14 Tf 72 600 Td ({SECRET}) Tj ET EMC")
    layer = writer._add_object(
        DictionaryObject({NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("draft")})
    )
    writer.pages[0]["/Resources"][NameObject("/Properties")] = DictionaryObject({NameObject("/L"): layer})
    off = DictionaryObject({NameObject("/OFF"): ArrayObject([layer])})
    writer._root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): off}
    )
    done = redact(written(writer), areas=[Area(1, 0.1, 0.1, 0.3, 0.2)])
    assert_gone(done.content)


def scanned() -> bytes:
    packed = io.BytesIO()
    Image.new("RGB", (600, 800), (230, 230, 230)).save(packed, "PDF")
    return packed.getvalue()


def test_a_scanned_page_is_said_to_be_unread_and_a_person_must_confirm_it():
    assert survey(scanned()).unread == (1,)
    with pytest.raises(Refusal) as refusal:
        redact(scanned(), words=[SECRET])
    assert refusal.value.code == "redaction-unread"
    assert "第1页" in refusal.value.sentence
    area = Area(1, 0.2, 0.2, 0.5, 0.3)
    done = redact(scanned(), areas=[area], words=[SECRET], confirmed=[1])
    assert done.confirmed == (1,)
    assert done.found == {SECRET: 0}
    assert darkness(done.content, area) > 0.9


def test_a_page_of_text_needs_nobody_to_confirm_it():
    assert survey(written(document(PLAIN))).unread == ()


def test_a_word_that_stands_nowhere_is_refused():
    with pytest.raises(Refusal) as refusal:
        redact(written(document(PLAIN)), words=["Liu Zhiyuan"])
    assert refusal.value.code == "redaction-not-found"


def test_words_are_shown_where_they_stand_before_anything_is_made():
    found = locate(written(document(PLAIN, "BT /F 9 Tf 50 50 Td (nothing) Tj ET", PLAIN)), [SECRET])
    assert {area.page for area in found[SECRET]} == {1, 3}


def test_a_preview_is_the_page_with_the_areas_black():
    picture = Image.open(io.BytesIO(preview(written(document(PLAIN)), 1, [Area(1, 0, 0, 0.5, 0.5)])))
    assert picture.width == 1000
    assert picture.getpixel((10, 10)) == (0, 0, 0)
    assert picture.getpixel((900, 1300)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({}, "redaction-nothing"),
        ({"words": ["张"]}, "redaction-short-word"),
        ({"areas": [Area(2, 0, 0, 1, 1)]}, "redaction-page"),
        ({"areas": [Area(1, 0.5, 0, 0.4, 1)]}, "redaction-area"),
        ({"areas": [Area(1, 0, 0, 1.2, 1)]}, "redaction-area"),
    ],
)
def test_what_cannot_be_hidden_is_refused_with_a_reason(asked, code):
    with pytest.raises(Refusal) as refusal:
        redact(written(document(PLAIN)), **asked)
    assert refusal.value.code == code


def test_a_broken_or_locked_file_is_refused():
    with pytest.raises(Refusal) as refusal:
        redact(b"%PDF-1.7 nothing", words=[SECRET])
    assert refusal.value.code == "pdf-unreadable"
    writer = document(PLAIN)
    writer.encrypt("secret", algorithm="RC4-128")
    with pytest.raises(Refusal) as refusal:
        redact(written(writer), words=[SECRET])
    assert refusal.value.code == "pdf-encrypted"


def test_the_proof_refuses_a_file_that_only_covers_what_it_hides():
    """The black box most people draw: the text is still underneath."""
    covered = written(document(f"{PLAIN} 0 g 60 690 300 30 re f"))
    with pytest.raises(Refusal) as refusal:
        prove(covered, words=[SECRET])
    assert refusal.value.code == "redaction-unproved"


def test_the_proof_refuses_an_area_that_is_not_black():
    done = redact(written(document(PLAIN)), words=[SECRET])
    with pytest.raises(Refusal) as refusal:
        prove(done.content, areas=[Area(1, 0.5, 0.5, 0.8, 0.8)])
    assert refusal.value.code == "redaction-unproved"


def test_the_proof_refuses_what_was_added_afterwards():
    writer = PdfWriter(clone_from=io.BytesIO(redact(written(document(PLAIN)), words=[SECRET]).content))
    writer.add_attachment("list.txt", b"nothing hidden here")
    with pytest.raises(Refusal) as refusal:
        prove(written(writer), words=[SECRET])
    assert refusal.value.code == "redaction-unproved"
