"""What everybody reads of the catalogue, the policy library, the open data and the annual reports."""

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook

from tests.cases.county import keep_time
from tests.cast import NOON
from tests.files import samples
from zhengtong.disclosure.actions import information
from zhengtong.disclosure.actions import report as reports
from zhengtong.disclosure.rules.information import Details, Table
from zhengtong.files.actions import store_upload

pytestmark = pytest.mark.django_db
JANUARY = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
POLICY = Details(
    title="关于提高城乡低保标准的通知", theme="17", genre="notice", signed_on=date(2026, 11, 20),
    document_number="安民字〔2026〕12号", text="自2027年1月1日起执行。", is_normative=True, keywords=("低保",),
)  # fmt: skip
TABLE = replace(
    POLICY, title="城乡低保对象人数", form="table", document_number="", is_normative=False,
    table=Table(("乡镇", "人数"), (("平都镇", 312), ("=横龙镇", None))),
)  # fmt: skip


@pytest.fixture
def county(cast):
    keep_time(NOON, [])
    return cast


def published(cast, details=POLICY, **more):
    row = information.sign(details, organ=cast.unit("MZ"), by=cast.tangbianji, at=NOON)
    return information.publish(row.index_number, reviewer="白云飞", by=cast.tangbianji, at=NOON, **more)


def text(response) -> str:
    return response.content.decode()


def test_the_library_is_narrowed_by_year_number_theme_and_validity(county, client):
    published(county)
    published(county, TABLE)
    page = text(client.get("/policies/"))
    assert "关于提高城乡低保标准的通知" in page
    assert "城乡低保对象人数" not in page
    assert "城乡低保对象人数" in text(client.get("/information/"))
    for asked in ("year=2026", "theme=17", "validity=valid", "q=安民字(2026)12号", "organ=MZ&year=2026"):
        assert "关于提高城乡低保标准的通知" in text(client.get(f"/policies/?{asked}"))
    for asked in ("year=2025", "theme=04", "validity=repealed", "q=没有", "year=今年"):
        page = text(client.get(f"/policies/?{asked}"))
        assert "没有找到符合条件的信息" in page
        assert "关于提高城乡低保标准的通知" not in page


def test_a_question_full_of_rubbish_is_answered_with_a_page(county, client):
    assert client.get("/policies/", {"q": "%00'\"<script>", "page": "x", "year": "²⁰²⁶"}).status_code == 200


def test_a_page_of_information_shows_its_metadata_and_its_interpretation(county, client):
    row = published(county)
    piece = published(county, replace(POLICY, title="低保标准政策解读", genre="interpretation", document_number=""))
    information.link_interpretation(row.index_number, piece.index_number, by=county.tangbianji, at=NOON)
    page = text(client.get(row.get_absolute_url()))
    for words in (
        row.index_number,
        "安民字〔2026〕12号",
        "2026年11月20日",
        "民政、扶贫、救灾",
        "有效",
        "低保标准政策解读",
    ):
        assert words in page
    assert "关于提高城乡低保标准的通知" in text(client.get(piece.get_absolute_url()))


def test_a_repealed_document_warns_before_its_text(county, client):
    row = published(county)
    information.change_validity(row.index_number, "repealed", "安民发〔2026〕20号", by=county.tangbianji, at=NOON)
    page = text(client.get(row.get_absolute_url()))
    assert page.index("这份文件已经失去效力") < page.index("自2027年1月1日起执行")


def test_what_is_not_published_is_not_found_by_anybody(county, client):
    waiting = information.sign(POLICY, organ=county.unit("MZ"), by=county.tangbianji, at=NOON)
    withdrawn = published(county, TABLE)
    information.withdraw(withdrawn.index_number, "含有个人信息", by=county.tangbianji, at=NOON)
    client.force_login(county.tangbianji.user)
    for row in (waiting, withdrawn):
        assert client.get(f"/information/{row.index_number}/").status_code == 404
        assert client.get(f"/information/{row.index_number}/table.csv").status_code == 404


def test_a_data_table_is_downloaded_as_csv_and_xlsx(county, client):
    row = published(county, TABLE)
    csv = client.get(f"{row.get_absolute_url()}table.csv")
    assert csv.content.decode("utf-8-sig").splitlines() == ["乡镇,人数", "平都镇,312", "'=横龙镇,"]
    book = load_workbook(io.BytesIO(client.get(f"{row.get_absolute_url()}table.xlsx").content))
    assert [list(line) for line in book.active.values] == [["乡镇", "人数"], ["平都镇", 312], ["=横龙镇", None]]
    assert client.get(f"{published(county).get_absolute_url()}table.csv").status_code == 404


def test_a_file_is_everybodys_once_the_information_is(county, client):
    row = information.sign(POLICY, organ=county.unit("MZ"), by=county.tangbianji, at=NOON)
    file = store_upload(samples.upload("附件.jpg", samples.picture()), by=f"staff:{county.tangbianji.code}", at=NOON)
    address = f"/information/{row.index_number}/files/{file.token}/"
    assert client.get(address).status_code == 404
    information.publish(row.index_number, reviewer="白云飞", by=county.tangbianji, at=NOON, attachments=[file])
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    other = published(county)
    assert client.get(f"/information/{other.index_number}/files/{file.token}/").status_code == 404


def test_the_open_data_catalogue_is_dcat_with_working_addresses(county, client):
    row = published(county, TABLE)
    published(county)
    assert "城乡低保对象人数" in text(client.get("/opendata/"))
    answer = client.get("/opendata/catalog.jsonld")
    assert answer["Content-Type"].startswith("application/ld+json")
    document = json.loads(answer.content)
    (dataset,) = document["dcat:dataset"]
    assert (document["@type"], dataset["dct:identifier"]) == ("dcat:Catalog", row.index_number)
    for distribution in dataset["dcat:distribution"]:
        assert client.get(distribution["dcat:downloadURL"]["@id"].removeprefix("http://testserver")).status_code == 200


def test_a_report_is_read_and_downloaded_once_it_is_published(county, client):
    words = "本年度认真做好主动公开和依申请公开工作，及时回应群众关切。"
    reports.open_report(county.unit("MZ"), 2025, by=county.tangbianji, at=JANUARY)
    sections = {"overview": words, "problems": words, "other": words}
    reports.edit_report("MZ", 2025, sections=sections, entered={"fees": "1.5"}, by=county.tangbianji, at=JANUARY)
    reports.approve_report("MZ", 2025, by=county.baifushen, at=JANUARY)
    assert client.get("/disclosure-reports/2025/MZ/").status_code == 404
    assert client.get("/disclosure-reports/2025/MZ/report.docx").status_code == 404
    reports.publish_report("MZ", 2025, by=county.tangbianji, at=JANUARY)
    assert "安福县民政局2025年" in text(client.get("/disclosure-reports/"))
    page = text(client.get("/disclosure-reports/2025/MZ/"))
    assert words in page
    assert "（三）不予公开" in page
    document = client.get("/disclosure-reports/2025/MZ/report.docx")
    assert document["Content-Type"].endswith("wordprocessingml.document")
    assert document.content[:2] == b"PK"
