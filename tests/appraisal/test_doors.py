"""What each person meets at the pages of statistics and appraisal, and what stands on them."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from tests.appraisal.conftest import AFTER_APPEALS, FIRST_OF_NOVEMBER, matter, withdraw
from tests.cast import Cast
from tests.files import samples
from zhengtong.appraisal import actions, queries, tasks
from zhengtong.appraisal.models import Appraisal, Indicator, Scheme, ScoreObjection
from zhengtong.supervision.models import Card


@pytest.fixture(autouse=True)
def on_the_second(monkeypatch, settings, tmp_path):
    """It is the 2nd of November: the appeal period runs."""
    settings.FILES_ROOT = tmp_path / "files"
    monkeypatch.setattr(timezone, "now", lambda: FIRST_OF_NOVEMBER + timedelta(days=1))


def browser(person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def page(person, name: str, *args, query: str = "", status: int = 200) -> str:
    response = browser(person).get(reverse(name, args=args) + query)
    assert response.status_code == status, response.status_code
    return response.content.decode()


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


# --- statistics ---


def test_the_table_shows_counts_and_each_leads_to_its_matters(october: Cast):
    html = page(october.linjiancha, "oversight:statistics")
    assert "县民政局" in html and "横龙镇政府" in html
    links = re.findall(r'<td class="num"><a href="([^"]+)">(\d+)</a>', html)
    assert len(links) > 10
    for url, number in links:
        listed = browser(october.linjiancha).get(url.replace("&amp;", "&")).content.decode()
        assert f"共 {number} 件" in listed, url


def test_filters_stay_in_the_address_and_two_dimensions_cross(october: Cast):
    html = page(
        october.linjiancha,
        "oversight:statistics",
        query="?row=unit&column=month&measure=finished&from=2026-10-01&unit=MZ",
    )
    assert "2026年10月" in html and "横龙镇政府</th>" not in html and 'value="2026-10-01"' in html


def test_nonsense_in_the_address_is_no_fault(october: Cast):
    html = page(
        october.linjiancha,
        "oversight:statistics",
        query="?row=x&column=unit&measure=y&from=32&by=z&light=q&instant=9&page=-",
    )
    assert "县民政局" in html


def test_a_unit_supervisor_counts_their_own(october: Cast):
    html = page(october.mzjiancha, "oversight:statistics")
    assert "县民政局</th>" in html and "横龙镇政府</th>" not in html
    page(october.laozhou, "oversight:statistics", status=404)


def test_files_are_the_same_table_and_never_a_formula(october: Cast):
    matter(october, 90, item="EVIL", item_name='=HYPERLINK("http://x")')
    asked = "?row=item"
    got = browser(october.linjiancha).get(reverse("oversight:statistics-file", args=["csv"]) + asked)
    lines = list(csv.reader(io.StringIO(got.content.decode("utf-8-sig"))))
    assert lines[0][:4] == ["事项", "收件", "受理", "办结"]
    assert any(line[0].startswith("'=HYPERLINK") for line in lines) and lines[-1][:2] == ["合计", "27"]
    got = browser(october.linjiancha).get(reverse("oversight:statistics-file", args=["xlsx"]) + asked)
    sheet = load_workbook(io.BytesIO(got.content)).active
    cell = next(cell for cell in sheet["A"] if str(cell.value).startswith("=HYPERLINK"))
    assert cell.data_type == "s" and sheet.cell(row=sheet.max_row, column=2).value == 27
    assert browser(october.linjiancha).get(reverse("oversight:statistics-file", args=["exe"])).status_code == 404


def test_an_empty_county_says_what_will_come(cast: Cast):
    assert "还没有可以统计的事项" in page(cast.linjiancha, "oversight:statistics")
    assert "这个周期还没有得分" in page(cast.linjiancha, "oversight:appraisal")


# --- ranking and sheets ---


def test_the_ranking_sets_small_samples_apart(computed, october: Cast):
    html = page(october.linjiancha, "oversight:appraisal")
    ranked, small = html.index('data-element="group-ranked"'), html.index('data-element="group-small"')
    assert ranked < html.index("县民政局</a>") < small < html.index("县交通局</a>")
    assert "2026年10月" in html and "办件效能方案" in html
    for period, label in (("2026-Q4", "2026年第四季度"), ("2026-H2", "2026年下半年"), ("2026", "2026年")):
        assert label in page(october.linjiancha, "oversight:appraisal", query=f"?period={period}")
    page(october.linjiancha, "oversight:appraisal", query="?period=2026-99", status=404)
    assert "横龙镇" in page(october.linjiancha, "oversight:appraisal", query="?kind=township")
    assert "王建平" in page(october.linjiancha, "oversight:appraisal", query="?kind=person")


def test_a_sheet_says_how_each_number_came_about(computed, october: Cast):
    html = page(october.linjiancha, "oversight:score", "2026-10", "unit", "MZ")
    told = words(html)
    assert "没有超过期限的办结件占办结件的百分比" in told and "公式：按时办结率" in told
    assert "−6" in told and "无数据" not in told.split("按时办结")[0]
    link = reverse("oversight:score-behind", args=["2026-10", "unit", "MZ", "red"])
    assert link in html
    assert "JCMZ002R" in page(october.linjiancha, "oversight:score-behind", "2026-10", "unit", "MZ", "red")
    page(october.linjiancha, "oversight:score-behind", "2026-10", "unit", "MZ", "nothing", status=404)


def test_a_revision_shows_old_and_new_side_by_side(computed, october: Cast):
    before = queries.newest(computed.scores.get(kind="unit", code="MZ")).total
    withdraw(Card.objects.get(ref="JCMZ002R"), FIRST_OF_NOVEMBER)
    tasks.replay_withdrawn(FIRST_OF_NOVEMBER)
    after = queries.newest(computed.scores.get(kind="unit", code="MZ")).total
    html = page(october.linjiancha, "oversight:score", "2026-10", "unit", "MZ")
    assert f'<span class="score-before">{before}</span> {after}' in html
    assert "撤销发牌" in html and "系统故障，非本单位责任" in html


def test_a_unit_sees_its_own_until_publication_and_no_matters_of_others_after(computed, october: Cast):
    page(october.henglongjiancha, "oversight:score", "2026-10", "unit", "MZ", status=404)
    assert "县民政局" not in page(october.henglongjiancha, "oversight:appraisal")
    page(october.henglongjiancha, "oversight:score", "2026-10", "unit", "T103")
    actions.publish("2026-10", by=october.gaozhuren, at=AFTER_APPEALS)
    html = page(october.henglongjiancha, "oversight:score", "2026-10", "unit", "MZ")
    assert "/behind/" not in html and "只有本单位和监察机关可以查看" in html
    page(october.henglongjiancha, "oversight:score-behind", "2026-10", "unit", "MZ", "red", status=404)
    page(october.henglongjiancha, "oversight:score", "2026-10", "person", "MZ001", status=404)


def test_the_ranking_comes_as_a_file_too(computed, october: Cast):
    query = "?period=2026-10&kind=unit"
    got = browser(october.linjiancha).get(reverse("oversight:appraisal-file", args=["csv"]) + query)
    assert "县民政局" in got.content.decode("utf-8-sig")
    got = browser(october.mzjiancha).get(reverse("oversight:appraisal-file", args=["xlsx"]) + query)
    names = [cell.value for cell in load_workbook(io.BytesIO(got.content)).active["C"]]
    assert names == ["对象", "县民政局"]


# --- acts ---


def test_computing_and_publishing_by_the_buttons(october: Cast, monkeypatch):
    browser(october.mzjiancha).post(reverse("oversight:appraisal-compute", args=["2026-10"]))
    assert not Appraisal.objects.exists()
    browser(october.linjiancha).post(reverse("oversight:appraisal-compute", args=["2026-10"]))
    assert Appraisal.objects.get().state == "computed"
    answer = browser(october.gaozhuren).post(reverse("oversight:appraisal-publish", args=["2026-10"]), follow=True)
    assert "申诉期到2026年11月9日为止" in answer.content.decode()
    monkeypatch.setattr(timezone, "now", lambda: AFTER_APPEALS)
    assert browser(october.linjiancha).post(reverse("oversight:appraisal-publish", args=["2026-10"])).status_code == 404
    browser(october.gaozhuren).post(reverse("oversight:appraisal-publish", args=["2026-10"]))
    assert Appraisal.objects.get().state == "published"


def test_the_unit_objects_at_its_desk_and_hears_the_answer(computed, october: Cast):
    assert "可以申诉" in page(october.mzjiancha, "desk:appraisal")
    assert "MZ002" in page(october.mzjiancha, "desk:score-behind", "2026-10", "unit", "MZ", "finished")
    url = reverse("desk:score-object", args=["2026-10", "unit", "MZ"])
    short = browser(october.mzjiancha).post(url, {"line": "red", "text": "不服"})
    assert short.status_code == 409 and "不服" in short.content.decode()
    sent = {
        "line": "red",
        "text": "当日系统停机两小时，有运维记录为证。",
        "files": samples.upload("记录.pdf", samples.PDF),
    }
    browser(october.mzjiancha).post(url, sent)
    objection = ScoreObjection.objects.get()
    assert objection.evidence[0]["name"] == "记录.pdf"
    assert objection.ref in page(october.linjiancha, "oversight:score-objections")
    decide = reverse("oversight:score-objection", args=[objection.ref])
    asked = browser(october.linjiancha).post(decide, {"result": ""})
    assert asked.status_code == 409 and "-6分，数值1" in asked.content.decode()
    browser(october.linjiancha).post(decide, {"result": "accepted", "points": "6", "answer": "停机属实，调回六分。"})
    assert "停机属实" in page(october.mzjiancha, "desk:score", "2026-10", "unit", "MZ")
    for name, args in (("desk:score", ()), ("desk:score-object", ()), ("desk:score-behind", ("red",))):
        page(october.henglongjiancha, name, "2026-10", "unit", "MZ", *args, status=404)


def test_manual_points_are_given_with_evidence(computed, october: Cast):
    url = reverse("oversight:score-mark", args=["2026-10", "unit", "MZ"])
    assert "奖励加分" in page(october.linjiancha, "oversight:score-mark", "2026-10", "unit", "MZ")
    typed = {"line": "award", "points": "2", "reason": "获省级表彰加分"}
    assert "请上传评分依据" in browser(october.linjiancha).post(url, typed).content.decode()
    browser(october.linjiancha).post(url, typed | {"files": samples.upload("表彰.pdf", samples.PDF)})
    assert "奖励加分" in page(october.linjiancha, "oversight:score", "2026-10", "unit", "MZ")
    assert computed.scores.get(kind="unit", code="MZ").marks.get().points == 2


def test_a_scheme_is_edited_previewed_and_approved_by_another(computed, october: Cast):
    edit = reverse("oversight:scheme-edit", args=["efficiency"])
    assert "满分相加" in page(october.linjiancha, "oversight:scheme-edit", "efficiency")
    wrong = browser(october.linjiancha).post(edit, {"on_time.points": "30", "note": "加重按时办结"})
    assert wrong.status_code == 409 and "110" in words(wrong.content.decode())
    browser(october.linjiancha).post(edit, {"red.each": "10", "note": "红牌从严"})
    html = page(october.linjiancha, "oversight:scheme", "efficiency", 2)
    assert "当时得分" in html and "县民政局" in html
    act = reverse("oversight:scheme-act", args=["efficiency", 2, "choose"])
    assert browser(october.linjiancha).post(act).status_code == 404
    browser(october.gaozhuren).post(act)
    assert Scheme.objects.get(is_chosen=True).number == 2
    assert "正在使用" in page(october.gaozhuren, "oversight:schemes")
    page(october.mzjiancha, "oversight:scheme-edit", "efficiency", status=404)
    assert "当时得分" not in page(october.mzjiancha, "oversight:scheme", "efficiency", 2), (
        "others' scores are not given away"
    )


def test_an_indicator_is_drafted_and_approved(october: Cast):
    new = reverse("oversight:indicator-new")
    typed = {
        "code": "late_rate", "name": "超期率", "definition": "超期办结的件占办结件的百分比。", "unit": "%", "direction": "lower",
        "minimum": "10", "note": "新增超期率", "formula": '{"percent": [{"total": "late"}, {"total": "nobody"}]}',
        "example": '{"totals": {"late": 1, "finished": 8}, "value": "12.5"}',
    }  # fmt: skip
    refused = browser(october.linjiancha).post(new, typed)
    assert refused.status_code == 409 and "“nobody”不存在" in refused.content.decode()
    typed["formula"] = '{"percent": [{"total": "late"}, {"total": "finished"}]}'
    browser(october.linjiancha).post(new, typed)
    browser(october.gaozhuren).post(reverse("oversight:indicator-act", args=["late_rate", 1, "approve"]))
    assert Indicator.objects.get(code="late_rate").state == "approved"
    assert "超期率 = 超期办结 ÷ 办结 × 100%" in page(october.linjiancha, "oversight:indicators")
    assert "超期率" in page(october.linjiancha, "oversight:indicator-edit", "late_rate")
    page(october.linjiancha, "oversight:indicator-edit", "nothing", status=404)
