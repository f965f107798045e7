"""Documents are read as far as they can be, and what could not be read is said."""

import io
import zipfile

import pytest
from docx import Document
from openpyxl import Workbook
from pypdf import PdfWriter

from zhengtong.guards import documents
from zhengtong.guards.documents import read, read_apart


def docx() -> bytes:
    document = Document()
    document.add_paragraph("正文里").add_run("既").bold = True
    document.paragraphs[0].add_run("使")
    document.add_table(1, 1).cell(0, 0).text = "表格里13800138000"
    document.sections[0].header.paragraphs[0].text = "页眉里的字"
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def xlsx() -> bytes:
    book = Workbook()
    book.active.append(["姓名", 13800138000, "身份证360829199003070012"])
    hidden = book.create_sheet("隐藏")
    hidden.sheet_state = "hidden"
    hidden.append(["既使"])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def test_a_word_document_is_read_with_its_tables_and_headers():
    got = read(docx(), "docx")
    assert got.gap == ""
    assert {"正文里既使", "表格里13800138000", "页眉里的字"} <= set(got.text.split("\n\n"))


def test_a_workbook_is_read_with_its_numbers_and_hidden_sheets():
    got = read(xlsx(), "xlsx")
    assert {"13800138000", "身份证360829199003070012", "既使"} <= set(got.text.split("\n\n"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_plain_text_is_read_in_either_encoding(encoding):
    assert read("既使下雨".encode(encoding), "txt") == documents.Read("既使下雨")


def test_a_page_without_text_is_undetermined_and_not_clean():
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    packed = io.BytesIO()
    writer.write(packed)
    assert "扫描件" in read(packed.getvalue(), "pdf").gap


@pytest.mark.parametrize(
    ("content", "kind", "said"),
    [
        (b"%PDF-1.4 broken", "pdf", "损坏"),
        (b"no archive", "docx", "损坏"),
        (b"\xff\xff\xff\x00", "txt", "损坏"),
        (b"", "txt", "没有可以读出的文字"),
        (b"PK", "ofd", "不能自动读出"),
        (b"\x89PNG", "png", "不能自动读出"),
        (b"x" * (documents.MOST_BYTES + 1), "txt", "太大"),
    ],
)
def test_what_cannot_be_read_is_said(content, kind, said):
    got = read(content, kind)
    assert (got.text, said in got.gap) == ("", True)


def test_an_entity_bomb_is_not_opened():
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbb">]><a><p>&b;</p></a>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", bomb)
    assert "损坏" in read(packed.getvalue(), "docx").gap


def test_reading_ends_with_its_ceilings_and_says_so(monkeypatch):
    monkeypatch.setattr(documents, "MOST_CHARACTERS", 5)
    got = read("一二三四五六七".encode(), "txt")
    assert (got.text, "只检查了前面" in got.gap) == ("一二三四五", True)
    assert "时间过长" in read(docx(), "docx", seconds=-1).gap


def test_a_file_is_read_in_a_process_of_its_own_that_may_fail_alone(monkeypatch):
    assert read_apart("既使".encode(), "txt").text == "既使"
    monkeypatch.setattr(documents.sys, "executable", "/bin/false")
    assert "损坏" in read_apart(b"x", "txt").gap
