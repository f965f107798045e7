"""What may be handed in: the true files of every kind pass, the false ones are refused with a reason."""

import io

import pytest

from zhengtong.files import rules
from zhengtong.files.rules import archives, images
from zhengtong.foundation.errors import Refusal

from . import samples


def identify(tmp_path, name: str, content: bytes) -> str:
    place = tmp_path / "received"
    place.write_bytes(content)
    with place.open("rb") as file:
        return rules.identify(file, name, len(content)).code


def refusal(tmp_path, name: str, content: bytes) -> Refusal:
    with pytest.raises(Refusal) as caught:
        identify(tmp_path, name, content)
    return caught.value


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("申请表.pdf", samples.PDF, "pdf"),
        ("身份证.JPG", samples.picture("JPEG"), "jpeg"),
        ("scan.png", samples.picture("PNG"), "png"),
        ("scan.webp", samples.picture("WEBP"), "webp"),
        ("合同.docx", samples.docx(), "docx"),
        ("清单.xlsx", samples.xlsx(), "xlsx"),
        ("版式.ofd", samples.ofd(), "ofd"),
        ("说明.odt", samples.odt(), "odt"),
        ("旧合同.doc", samples.compound("WordDocument", "1Table"), "doc"),
        ("村里写的.wps", samples.compound("WordDocument"), "doc"),
        ("台账.xls", samples.compound("Workbook"), "xls"),
        ("说明.txt", "安福县平都镇\r\n第二行".encode(), "txt"),
        ("旧机器.txt", "安福县平都镇".encode("gb18030"), "txt"),
        ("记事本.txt", "安福县".encode("utf-16"), "txt"),
        ("名单.csv", "姓名,地址\n张三,平都镇\n".encode("utf-8-sig"), "csv"),
    ],
)
def test_every_accepted_kind_is_known_by_its_content(tmp_path, name, content, code):
    assert identify(tmp_path, name, content) == code


def test_a_program_renamed_pdf_is_refused_by_its_content(tmp_path):
    said = refusal(tmp_path, "营业执照.pdf", samples.PROGRAM)
    assert said.code == "file-mismatch"
    assert said.sentence.startswith("文件内容与扩展名不符") and "可执行程序" in said.sentence


@pytest.mark.parametrize("start", [b"\x7fELF\x02\x01", b"#!/bin/sh\nrm -rf /\n", b"\xcf\xfa\xed\xfe"])
def test_programs_of_every_system_are_refused_under_any_name(tmp_path, start):
    for name in ("a.pdf", "a.jpg", "a.docx", "a.txt"):
        assert refusal(tmp_path, name, start + bytes(100)).code == "file-mismatch"


def test_what_is_not_on_the_list_is_refused_with_the_list(tmp_path):
    said = refusal(tmp_path, "程序.exe", samples.PROGRAM)
    assert said.code == "file-kind"
    assert "“.exe”" in said.sentence and "PDF" in said.sentence
    assert refusal(tmp_path, "没有扩展名", samples.PDF).code == "file-kind"
    assert refusal(tmp_path, "page.html", b"<script>alert(1)</script>").code == "file-kind"
    assert refusal(tmp_path, "drawing.svg", b"<svg onload='alert(1)'/>").code == "file-kind"


def test_a_page_or_an_archive_under_a_document_name_is_refused(tmp_path):
    assert refusal(tmp_path, "材料.pdf", b"<html><script>alert(1)</script></html>").code == "file-mismatch"
    assert "压缩包" in refusal(tmp_path, "材料.docx", samples.archive({"a.txt": b"x"})).sentence
    assert refusal(tmp_path, "材料.txt", bytes(range(256))).code == "file-mismatch"
    assert refusal(tmp_path, "表.xlsx", samples.docx()).sentence.count("Word") == 1


def test_a_picture_may_go_by_another_picture_s_name(tmp_path):
    assert identify(tmp_path, "微信图片.jpg", samples.picture("PNG")) == "png"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("半个.pdf", samples.PDF[:60]),
        ("半个.jpg", samples.picture("JPEG", (900, 900))[:700]),
        ("半个.png", samples.picture("PNG", (900, 900))[:-30]),
        ("半个.webp", samples.picture("WEBP", (900, 900))[:-200]),
        ("半个.docx", samples.docx()[:-40]),
        ("改过.docx", samples.docx(noise=bytes(range(256))).replace(bytes(range(99)), bytes(99))),
    ],
)
def test_a_file_that_did_not_arrive_whole_is_refused(tmp_path, name, content):
    said = refusal(tmp_path, name, content)
    assert said.code == "file-damaged" and "重新" in said.sentence


def test_a_zip_bomb_is_refused_before_it_unfolds(tmp_path):
    bomb = samples.docx(**{f"word/media/{n}.bin": bytes(8 * 1024 * 1024) for n in range(6)})
    assert len(bomb) < 200_000
    assert refusal(tmp_path, "简历.docx", bomb).code == "file-bomb"


def test_a_bomb_that_lies_about_its_size_is_refused_too(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "_SMALL", 1000)
    lying = bytearray(samples.docx(filler=bytes(400_000)))
    at = lying.rfind(b"filler") - 46  # the member's line in the central directory
    lying[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert refusal(tmp_path, "简历.docx", bytes(lying)).code in ("file-bomb", "file-damaged")


def test_a_picture_of_gigapixels_is_refused_unopened(tmp_path, monkeypatch):
    monkeypatch.setattr(images, "MAX_PIXELS", 100)
    said = refusal(tmp_path, "卫星图.png", samples.picture("PNG"))
    assert said.code == "image-too-large" and "60×40" in said.sentence


def test_macros_and_passwords_are_refused_with_what_to_do(tmp_path):
    assert refusal(tmp_path, "表.docx", samples.docx(**{"word/vbaProject.bin": b"x"})).code == "file-macro"
    assert refusal(tmp_path, "表.doc", samples.compound("WordDocument", "_VBA_PROJECT")).code == "file-macro"
    said = refusal(tmp_path, "表.doc", samples.compound("EncryptedPackage"))
    assert said.code == "file-encrypted" and "去掉密码" in said.sentence


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("身份证（正反面）.jpg", "身份证（正反面）.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\张三\\桌面\\合同.docx", "合同.docx"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("发票\u202efdp.exe", "发票fdp.exe"),
        ('a<b>:"c|?*.pdf', "a_b___c___.pdf"),
        (".htaccess", "htaccess"),
        (".pdf", "pdf"),
        ("", "未命名文件"),
        ("  空格  多 .pdf", "空格 多.pdf"),
        ("", "未命名文件"),
    ],
)
def test_names_keep_their_chinese_and_lose_their_teeth(given, kept):
    assert rules.clean_name(given) == kept


def test_a_long_name_keeps_its_extension():
    name = rules.clean_name("长" * 300 + ".pdf")
    assert len(name) == 200 and name.endswith("长.pdf")


def test_sizes_are_said_in_words():
    assert [rules.size_words(n) for n in (12, 2048, 20 << 20, 52_428_801)] == ["12字节", "2KB", "20MB", "50MB"]


def test_reading_a_kind_needs_no_more_than_the_file(tmp_path):
    assert rules.identify(io.BytesIO(samples.PDF), "a.pdf", len(samples.PDF)).code == "pdf"
