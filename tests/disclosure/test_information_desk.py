"""At the desk: register, publish, redact, and the annual report from its first word to the public page."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from tests.cases.county import keep_time
from tests.cast import NOON
from zhengtong.disclosure.actions import information as actions
from zhengtong.disclosure.actions import report as reports
from zhengtong.disclosure.models import AnnualReport, Information

from .register import WORDS
from .test_redaction import PLAIN, SECRET, document, written

pytestmark = pytest.mark.django_db
FORM = {
    "organ": "MZ", "title": "关于提高城乡低保标准的通知", "theme": "17", "genre": "notice", "mode": "proactive",
    "form": "page", "duty": "info.publish", "signed_on": "2026-11-20", "document_number": "安民字[2026]12号",
    "text": "自2027年1月1日起执行。", "keywords": "低保、标准", "audience": ["citizens"], "is_normative": "yes",
}  # fmt: skip


@pytest.fixture
def county(cast):
    keep_time(NOON, [])
    return cast


@pytest.fixture
def desk(county, client):
    client.force_login(county.tangbianji.user)
    return client


def test_a_document_is_registered_and_published_from_the_desk(desk):
    answer = desk.post("/desk/information/add/", FORM)
    row = Information.objects.get()
    address = f"/desk/information/{row.index_number}/"
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert (row.document_number, row.keywords, row.is_normative) == ("安民字〔2026〕12号", ["低保", "标准"], True)
    assert row.index_number in desk.get("/desk/information/").content.decode()
    assert "保密审查人" in desk.post(address, {"act": "publish"}).content.decode()
    for act, field, said in (
        ("publish", "reviewer", "白" * 61),
        ("validity", "basis", "据" * 201),
        ("validity", "x", ""),
    ):
        assert (
            desk.post(address, {"act": act, "validity": "repealed" * (field == "basis"), field: said}).status_code
            == 409
        )
    assert desk.post(address, {"act": "publish", "reviewer": "白云飞"}).status_code == 302
    assert desk.get(f"/information/{row.index_number}/").status_code == 200
    changed = {"act": "validity", "validity": "repealed", "basis": "安民发〔2026〕20号"}
    assert desk.post(address, changed).status_code == 302
    assert desk.post(address, {"act": "withdraw", "reason": "含有个人信息"}).status_code == 302
    assert desk.get(f"/information/{row.index_number}/").status_code == 404


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": ""}, "请填写标题"),
        ({"signed_on": "昨天"}, "日期请写成"),
        ({"organ": "JT"}, "请选择制作机关"),
        ({"theme": "99"}, "请选择主题分类"),
        ({"document_number": "12号"}, "不规范"),
        ({"form": "table", "table": "甲,乙\n1"}, "第2行"),
        ({"department": "股" * 61}, "责任部门最多60个字"),
        ({"summary": "述" * 1001}, "内容概述最多1000个字"),
        ({"keywords": "词" * 41}, "一个主题词最多40个字"),
        ({"mode": "on_request", "mode_reason": "因" * 501}, "不主动公开的理由最多500个字"),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_typed_is_kept(desk, change, sentence):
    answer = desk.post("/desk/information/add/", FORM | change)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert sentence in page
    assert "自2027年1月1日起执行。" in page
    assert not Information.objects.exists()


def test_a_table_pasted_from_a_spreadsheet_is_read(desk):
    desk.post("/desk/information/add/", FORM | {"form": "table", "table": "乡镇\t人数\n平都镇\t312"})
    assert Information.objects.get().table == {"head": ["乡镇", "人数"], "lines": [["平都镇", 312]]}


def test_a_slip_is_corrected_and_what_is_fixed_stays(county, desk):
    desk.post("/desk/information/add/", FORM | {"form": "table", "table": "乡镇\t人数\n平都镇\t312"})
    row = Information.objects.get()
    address = f"/desk/information/{row.index_number}/revise/"
    page = desk.get(address).content.decode()
    assert "平都镇\t312" in page and FORM["title"] in page and 'name="signed_on"' not in page
    changed = FORM | {"title": "关于提高城乡低保标准的通知", "mode": "withheld", "signed_on": "2020-01-01"}
    assert desk.post(address, changed).status_code == 302
    after = Information.objects.get()
    assert after.title == "关于提高城乡低保标准的通知" and after.table is None
    assert (after.mode, after.signed_on, after.index_number) == (row.mode, row.signed_on, row.index_number)
    refused = desk.post(address, FORM | {"title": "短"})
    assert refused.status_code == 409 and "4至200个字" in refused.content.decode()
    actions.withdraw(row.index_number, "登记重复，撤下。", by=county.tangbianji, at=NOON)
    assert desk.get(address).status_code == 302


def test_others_find_nothing(county, client, desk):
    desk.post("/desk/information/add/", FORM)
    number = Information.objects.get().index_number
    client.force_login(county.fangbianji.user)
    assert client.get(f"/desk/information/{number}/").status_code == 404
    client.force_login(county.laozhou.user)
    for page in ("", "add/", "redaction/", f"{number}/", f"{number}/revise/"):
        assert client.get(f"/desk/information/{page}").status_code == 404


def test_a_pdf_comes_back_without_what_was_to_be_hidden(desk):
    sent = SimpleUploadedFile("答复.pdf", written(document(PLAIN)), "application/pdf")
    answer = desk.post("/desk/information/redaction/", {"file": sent, "words": SECRET})
    assert answer["Content-Type"] == "application/pdf"
    assert SECRET not in PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    sent = SimpleUploadedFile("答复.pdf", written(document(PLAIN)), "application/pdf")
    refused = desk.post("/desk/information/redaction/", {"file": sent, "words": "Nobody Here"})
    assert refused.status_code == 409
    assert "没有找到" in refused.content.decode()


def test_the_report_goes_from_the_desk_to_the_public_page(county, client, desk):
    assert desk.post("/desk/annual-reports/", {"unit": "MZ", "year": "2025"}).status_code == 302
    address = "/desk/annual-reports/2025/MZ/"
    written_words = {"overview": WORDS, "problems": WORDS, "other": WORDS, "fees": "1.5"}
    assert desk.post(address, {"act": "edit", **written_words}).status_code == 302
    remedy = {
        "act": "remedy",
        "kind": "review",
        "number": "安复决〔2025〕3号",
        "filed_on": "2025-07-01",
        "result": "pending",
    }
    assert desk.post(address, remedy).status_code == 302
    page = desk.get(address).content.decode()
    assert WORDS in page
    assert "rows/?table=remedies&amp;line=review&amp;column=pending" in page
    rows = desk.get(f"{address}rows/?table=remedies&line=review&column=pending").content.decode()
    assert "安复决〔2025〕3号" in rows
    assert desk.get(f"{address}rows/?table=remedies&line=x&column=y").status_code == 404
    assert desk.get(f"{address}report.docx").content[:2] == b"PK"
    assert desk.post(address, {"act": "approve"}).status_code == 404  # whoever writes does not approve
    client.force_login(county.baifushen.user)
    assert client.post(address, {"act": "approve"}).status_code == 302
    client.force_login(county.tangbianji.user)
    assert client.post(address, {"act": "publish"}).status_code == 302
    assert AnnualReport.objects.get().state == "published"
    assert client.get("/disclosure-reports/2025/MZ/").status_code == 200


def test_a_report_that_is_not_written_says_what_is_missing(county, client):
    reports.open_report(county.unit("MZ"), 2025, by=county.tangbianji, at=NOON)
    client.force_login(county.baifushen.user)
    answer = client.post("/desk/annual-reports/2025/MZ/", {"act": "approve"})
    assert answer.status_code == 409
    assert "“总体情况”还没有写" in answer.content.decode()


def test_areas_are_drawn_on_the_pages_of_ones_own_file(county, client, desk):
    sent = SimpleUploadedFile("答复.pdf", written(document(PLAIN)), "application/pdf")
    answer = desk.post("/desk/information/redaction/", {"file": sent, "look": "yes"})
    assert answer.status_code == 302
    address = answer["Location"]
    assert "第1页" in desk.get(address).content.decode()
    picture = desk.get(f"{address}pages/1.png")
    assert picture["Content-Type"] == "image/png" and picture.content.startswith(b"\x89PNG")
    wrong = desk.post(address, {"areas": "1 10 20\n"})
    assert wrong.status_code == 409 and "第1行应为五个数字" in wrong.content.decode()
    outside = desk.post(address, {"areas": "1 10 20 110 30"})
    assert outside.status_code == 409 and "超出了页面" in outside.content.decode()
    nothing = desk.post(address, {"areas": "", "words": ""})
    assert nothing.status_code == 409 and "没有标记" in nothing.content.decode()
    made = desk.post(address, {"areas": "1 0 10 100 30"})
    assert made["Content-Type"] == "application/pdf"
    assert not PdfReader(io.BytesIO(made.content)).pages[0].extract_text().strip()
    client.force_login(county.fangbianji.user)
    for path in (address, f"{address}pages/1.png"):
        assert client.get(path).status_code == 404
    client.force_login(county.tangbianji.user)
    assert desk.post(address, {"forget": "yes"}).status_code == 302
    assert desk.get(address).status_code == 404


def test_only_a_pdf_is_opened_for_marking(desk):
    for name, content in (("名单.pdf", b"MZ not a pdf"), ("空.pdf", b"")):
        sent = SimpleUploadedFile(name, content, "application/pdf")
        assert desk.post("/desk/information/redaction/", {"file": sent, "look": "yes"}).status_code == 409
    assert desk.post("/desk/information/redaction/", {"look": "yes"}).status_code == 409
