"""The annual report is counted and never typed; once approved it stays as it was; it is published in time or told of."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from docx import Document

from tests.cases.county import keep_time
from tests.cast import NOON
from zhengtong.disclosure import duties
from zhengtong.disclosure.actions import information
from zhengtong.disclosure.actions import report as actions
from zhengtong.disclosure.models import DisclosureRequest, RequestReply
from zhengtong.disclosure.printing import report_docx
from zhengtong.disclosure.queries import report as queries
from zhengtong.disclosure.rules.information import Details
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.models import Entry

pytestmark = pytest.mark.django_db
JANUARY = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
WORDS = "本年度按照条例规定，认真做好主动公开和依申请公开工作，及时回应群众关切。"
SECTIONS = {"overview": WORDS, "problems": WORDS, "other": WORDS}


@pytest.fixture
def county(cast):
    keep_time(NOON, [])
    return cast


def a_request(cast, number, received, *, unit="MZ", column="natural", ended=None, kind="granted", state="replied"):
    row = DisclosureRequest.objects.create(
        ref=f"XXGK{number:05d}", query_code="123456", submission=f"s{number}", unit=cast.unit(unit),
        state=state if ended else "accepted", applicant_kind=column, name="张翠华", id_type="111", id_number="1",
        applicant_index="i", phone="19900100001", wanted="2024年低保资金发放情况", features="发放表",
        receipt_basis="web", submitted_at=NOON, received_on=received,
        ended_at=ended and datetime(ended.year, ended.month, ended.day, 3, tzinfo=UTC),
    )  # fmt: skip
    if ended and state == "replied":
        RequestReply.objects.create(
            request=row, kind=kind, reasons="已予公开", drafted_by=cast.tangbianji, drafted_at=NOON
        )
    return row


@pytest.fixture
def report(county):
    a_request(county, 1, date(2024, 12, 20), ended=date(2025, 1, 8))
    a_request(county, 2, date(2025, 3, 1), column="company", ended=date(2025, 3, 20), kind="denied_secret")
    a_request(county, 3, date(2025, 5, 1), ended=date(2025, 6, 1), state="abandoned")
    a_request(county, 4, date(2025, 12, 30), column="law_firm")
    a_request(county, 5, date(2025, 5, 1), unit="JT", ended=date(2025, 5, 20))
    a_request(county, 6, date(2026, 1, 2))
    return actions.open_report(county.unit("MZ"), 2025, by=county.tangbianji, at=JANUARY)


def test_table_3_is_counted_from_the_requests_of_the_unit(county, report):
    cells = queries.figures_of(report).requests
    assert {c: len(refs) for c, refs in cells["received"].items() if refs} == {
        "natural": 1, "company": 1, "law_firm": 1, "total": 3,
    }  # fmt: skip
    assert cells["carried_in"]["natural"] == ("XXGK00001",)
    assert cells["granted"]["total"] == ("XXGK00001",)
    assert cells["denied_secret"]["company"] == ("XXGK00002",)
    assert cells["other_not_corrected"]["natural"] == ("XXGK00003",)
    assert len(cells["total"]["total"]) == 3
    assert cells["carried_out"]["law_firm"] == ("XXGK00004",)
    assert queries.figures_of(report).problems == ()


def test_every_cell_leads_to_its_rows(report):
    (row,) = queries.drill(report, "requests", "denied_secret", "company")
    assert (row.ref, row.title) == ("XXGK00002", "2024年低保资金发放情况")
    assert queries.drill(report, "requests", "denied_law", "company") == []
    with pytest.raises(Unknown):
        queries.drill(report, "requests", "nothing", "company")


def test_the_office_reports_for_the_whole_county(county, report):
    whole = actions.open_report(county.unit("BG"), 2025, by=county.fangbianji, at=JANUARY)
    assert len(queries.figures_of(whole).requests["received"]["total"]) == 4
    assert whole.publish_due > report.publish_due


def test_normative_documents_are_counted_from_the_register(county, report):
    details = Details(
        title="安福县临时救助办法", theme="17", genre="notice", signed_on=date(2025, 2, 1), is_normative=True,
        text="第一条……", document_number="安民发〔2025〕1号",
    )  # fmt: skip
    row = information.sign(details, organ=county.unit("MZ"), by=county.tangbianji, at=NOON)
    information.sign(
        replace(details, title="安福县旧救助办法", signed_on=date(2019, 2, 1)),
        organ=county.unit("MZ"),
        by=county.tangbianji,
        at=NOON,
    )
    figures = queries.figures_of(report)
    assert figures.documents["normative.made"] == (row.index_number,)
    assert len(figures.documents["normative.in_force"]) == 2
    (drilled,) = queries.drill(report, "documents", "normative", "made")
    assert drilled.title == "安福县临时救助办法"


def test_reviews_and_lawsuits_are_recorded_and_counted(county, report):
    kept = {
        "kind": "review",
        "number": "安复决〔2025〕3号",
        "filed_on": date(2025, 7, 1),
        "by": county.tangbianji,
        "at": NOON,
    }
    actions.record_remedy("MZ", 2025, **kept)
    assert queries.figures_of(report).remedies["review"]["pending"] == ("安复决〔2025〕3号",)
    actions.record_remedy("MZ", 2025, **kept, closed_on=date(2025, 9, 1), result="upheld")
    assert queries.figures_of(report).remedies["review"]["upheld"] == ("安复决〔2025〕3号",)
    assert queries.remedies_for_desk(report).count() == 1
    with pytest.raises(Refusal):
        actions.record_remedy("MZ", 2025, **{**kept, "kind": "prayer"})


def edited(cast, **entered):
    return actions.edit_report("MZ", 2025, sections=SECTIONS, entered=entered, by=cast.tangbianji, at=JANUARY)


def test_an_approved_report_stays_as_it_was_whatever_happens_to_the_rows(county, report):
    edited(county, penalty="12", fees="3.50")
    actions.approve_report("MZ", 2025, by=county.baifushen, at=JANUARY)
    a_request(county, 7, date(2025, 8, 1))
    kept = queries.report_for_desk(county.tangbianji, 2025, "MZ")
    assert len(queries.figures_of(kept).requests["received"]["total"]) == 3
    assert queries.figures_of(kept).acts["penalty"].value == 12
    with pytest.raises(Refusal) as refusal:
        edited(county)
    assert refusal.value.code == "report-approved"


def test_a_report_that_does_not_add_up_or_is_not_written_is_not_approved(county, report):
    with pytest.raises(Refusal) as refusal:
        actions.approve_report("MZ", 2025, by=county.baifushen, at=JANUARY)
    assert refusal.value.code == "section-missing"
    edited(county)
    RequestReply.objects.filter(request__ref="XXGK00002").delete()
    with pytest.raises(Refusal) as refusal:
        actions.approve_report("MZ", 2025, by=county.baifushen, at=JANUARY)
    assert refusal.value.code == "not-balanced"
    assert "XXGK00002" in refusal.value.sentence


def test_whoever_writes_the_report_does_not_approve_it(county, report):
    edited(county)
    for person in (county.tangbianji, county.laozhou, county.wangkezhang):
        with pytest.raises(Unknown):
            actions.approve_report("MZ", 2025, by=person, at=JANUARY)
    with pytest.raises(Unknown):
        actions.edit_report("MZ", 2025, sections=SECTIONS, entered={}, by=county.baifushen, at=JANUARY)
    assert not queries.reports_for_desk(county.laozhou).exists()


def test_a_published_report_is_everybodys_and_on_time(county, report):
    edited(county)
    with pytest.raises(Refusal) as refusal:
        actions.publish_report("MZ", 2025, by=county.tangbianji, at=JANUARY)
    assert refusal.value.code == "not-approved"
    actions.approve_report("MZ", 2025, by=county.hanqianfa, at=JANUARY)
    assert not queries.published_reports().exists()
    actions.publish_report("MZ", 2025, by=county.tangbianji, at=JANUARY)
    assert queries.report_for_public(2025, "MZ") == report
    entry = Entry.objects.get(kind="annual_report.published")
    assert (entry.subject, entry.data["is_on_time"]) == ("NB-MZ-2025", True)
    with pytest.raises(Refusal):
        actions.return_report("MZ", 2025, "数字有误", by=county.baifushen, at=JANUARY)


def test_a_returned_report_is_a_draft_again(county, report):
    edited(county)
    actions.approve_report("MZ", 2025, by=county.baifushen, at=JANUARY)
    row = actions.return_report("MZ", 2025, "请补充基层公开情况", by=county.baifushen, at=JANUARY)
    assert (row.state, row.tables) == ("draft", None)
    edited(county)


def test_next_years_report_is_checked_against_what_this_one_carried_out(county, report):
    edited(county)
    actions.approve_report("MZ", 2025, by=county.baifushen, at=JANUARY)
    a_request(county, 8, date(2025, 12, 31))  # entered after the report was approved
    later = JANUARY + timedelta(days=365)
    after = actions.open_report(county.unit("MZ"), 2026, by=county.tangbianji, at=later)
    assert "上年年报的结转下年度" in queries.figures_of(after).problems[0]


def test_a_year_that_is_not_over_has_no_report_and_no_year_has_two(county, report):
    with pytest.raises(Refusal) as refusal:
        actions.open_report(county.unit("MZ"), 2026, by=county.tangbianji, at=JANUARY)
    assert refusal.value.code == "bad-year"
    with pytest.raises(Refusal) as refusal:
        actions.open_report(county.unit("MZ"), 2025, by=county.tangbianji, at=JANUARY)
    assert refusal.value.code == "report-exists"


def test_a_new_year_opens_the_reports_of_the_last_and_supervision_is_told_by_when(county):
    assert duties.open_reports(NOON) == 0  # in November nothing is owed
    assert duties.open_reports(JANUARY) == len(queries.reports_for_desk(county.hanqianfa))
    assert duties.open_reports(JANUARY) == 0
    entry = Entry.objects.get(kind="annual_report.opened", subject="NB-MZ-2025")
    assert entry.data["publish_due"] == "2026-02-01T00:00:00+08:00"
    assert (entry.unit, entry.actor) == ("MZ", "system")


def test_the_document_holds_the_six_sections_and_every_figure(county, report):
    kept = edited(county, fees="3.50")
    content = report_docx(
        unit="安福县民政局", year=2025, sections=kept.sections, figures=queries.figures_of(kept), at=NOON, is_draft=True
    )
    paper = Document(io.BytesIO(content))
    words = [paragraph.text for paragraph in paper.paragraphs]
    for heading in ("一、总体情况", "二、主动公开政府信息情况", "六、其他需要报告的事项"):
        assert heading in words
    two, three, four = paper.tables
    assert [cell.text for cell in three.rows[2].cells] == [
        "一、本年新收政府信息公开申请数量",
        "1",
        "1",
        "0",
        "0",
        "1",
        "0",
        "3",
    ]
    assert any("3.5" in cell.text for row in two.rows for cell in row.cells)
    assert len(four.columns) == 6
