"""单项否决指标 and 年度报表: three-valued, each with its rows; nothing is green that nobody looked at."""

import io
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document
from openpyxl import load_workbook

from tests.cast import NOON
from zhengtong.cms import actions as cms
from zhengtong.cms.inspection import indicators, reporting
from zhengtong.cms.inspection.choices import DefectKind
from zhengtong.cms.inspection.fetching import Heard
from zhengtong.cms.inspection.models import Defect, InspectedPage, Probe, SiteReport
from zhengtong.cms.inspection.probing import probe
from zhengtong.cms.inspection.rules import report as form
from zhengtong.cms.inspection.rules import veto
from zhengtong.cms.inspection.rules.veto import Light
from zhengtong.cms.models import ArticlePage, ColumnPage, SitePage
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.models import Entry
from zhengtong.visits.models import PageDay

JANUARY = NOON.replace(year=2027, month=1, day=5)


def test_each_verdict_has_its_limit_and_says_when_it_cannot_tell():
    week = {f"2026-11-{day}": (144, 0) for day in range(16, 23)}
    assert veto.judge_availability(week).light == Light.GREEN
    assert veto.judge_availability(week | {"2026-11-22": (144, 51)}).light == Light.RED
    assert veto.judge_availability(week | {"2026-11-22": (144, 50)}).light == Light.GREEN
    assert veto.judge_availability({}).light == Light.UNDETERMINED
    assert veto.judge_availability({"2026-11-22": (100, 0)}).light == Light.UNDETERMINED
    assert [veto.judge_home(days).light for days in (0, 14, 15, None)] == ["green", "green", "red", "red"]
    assert [veto.judge_columns(2, 2, 4, 0, 20).light, veto.judge_columns(3, 2, 5, 0, 20).light] == ["green", "red"]
    assert [veto.judge_columns(0, 0, 10, 0, 20).light, veto.judge_columns(0, 0, 0, 5, 20).light] == ["red", "red"]
    assert veto.judge_columns(0, 0, 0, 0, 0).light == Light.UNDETERMINED
    assert [veto.judge_services(0, 0).light, veto.judge_services(9, 5).light, veto.judge_services(9, 6).light] == [
        "excused", "green", "red",
    ]  # fmt: skip
    assert [veto.judge_services(3, 2).light, veto.judge_services(3, 3).light] == ["green", "red"]
    assert veto.judge_errors(0, 0, is_covered=False).light == Light.UNDETERMINED
    assert [veto.judge_interaction(1, 9, has_channel=True).light, veto.judge_interaction(0, 0, has_channel=False).light] == [
        "red", "undetermined",
    ]  # fmt: skip


def test_what_is_typed_into_the_form_is_a_whole_number_or_a_short_text():
    assert form.read_typed({"responses": " 3 ", "robot": "是", "innovation": ""}) == {"responses": 3, "robot": "是"}
    for key, said, code in (
        ("responses", "-1", "no-number"), ("responses", "三", "no-number"), ("responses", "9" * 30, "no-number"),
        ("innovation", "长" * 501, "too-long"),
    ):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            form.read_typed({key: said})
        assert refused.value.code == code and refused.value.field == key
    assert form.read_typed({"name": "别的名字", "nothing": "1"}) == {}


def test_a_part_larger_than_its_whole_is_named():
    assert form.contradictions({"letters": 2, "letters_public": 3}) == ["“公开答复数量”（3）大于“收到留言数量”（2）。"]
    assert form.contradictions({"letters": None, "letters_public": 3}) == []


@pytest.fixture
def county(portal, cast):
    """The portal with a fresh column, the bureau's site with a column left alone since spring."""
    news = portal.add_child(
        instance=ColumnPage(title="要闻", slug="news", first_published_at=NOON - timedelta(days=300))
    )
    mz = cms.open_site("民政局", unit=cast.unit("MZ"), slug="mz", below=portal, by="system", at=NOON)
    SitePage.objects.filter(pk__in=(portal.pk, mz.pk)).update(first_published_at=NOON - timedelta(days=700))
    old = mz.add_child(instance=ColumnPage(title="动态", slug="news", first_published_at=NOON - timedelta(days=300)))
    for column, slug, days in ((news, "a", 2), (old, "b", 100)):
        article = ArticlePage(
            title=f"稿件{slug}", slug=slug, source="县政府办", first_published_at=NOON - timedelta(days=days)
        )
        column.add_child(instance=article)
    return portal, SitePage.objects.get(pk=mz.pk)


def lights(site, at=NOON) -> dict[str, str]:
    return {one.key: str(one.light) for one in indicators.County(at).of(site)}


@pytest.mark.django_db
def test_a_site_is_judged_by_its_own_part_and_every_value_has_its_rows(county):
    portal, mz = county
    assert lights(portal) == {
        "errors": "undetermined", "availability": "undetermined", "home": "green", "columns": "green",
        "interaction": "green", "services": "excused",
    }  # fmt: skip
    assert lights(mz)["home"] == "red"
    home = next(one for one in indicators.County(NOON).of(mz) if one.key == "home")
    assert [(row.title, row.url) for row in home.rows] == [("稿件b", "/mz/news/b/")] and "100天" in home.verdict.said


@pytest.mark.django_db
def test_a_leak_is_a_red_light_with_the_page_it_stands_on(county, cast):
    portal, _ = county
    page = InspectedPage.objects.create(
        url="/news/a/", site=portal, unit=cast.unit("BG"), kind="content", title="稿件a", listed_on=NOON.date()
    )
    Defect.objects.create(
        page=page,
        key="k",
        kind=DefectKind.LEAK,
        place="正文",
        what="w",
        reason="正文里有手机号码",
        since=NOON,
        mend_due=NOON,
    )
    errors = indicators.County(NOON).of(portal)[0]
    assert errors.light == Light.RED and errors.rows[0].url == "/news/a/"


@pytest.mark.django_db
def test_the_table_of_all_sites_asks_no_more_for_more_sites(county, cast):
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            judged = indicators.County(NOON)
            for site in SitePage.objects.select_related("unit"):
                judged.of(site)
        return len([one for one in found if "wagtailcore_site" not in one["sql"] and "guards_rescan" not in one["sql"]])

    few = asked()
    for code in ("JT", "SF", "SC", "XZ"):
        cms.open_site(code, unit=cast.unit(code), slug=code.lower(), below=county[0], by="system", at=NOON)
    assert asked() <= few + 1


class Visits:
    """A fetcher that has heard at once."""

    def __init__(self, problem: str = "") -> None:
        self.problem, self.asked = problem, {}

    def ask_front(self, key, front, host, path) -> bool:
        self.asked[key] = (host, path)
        return True

    def heard(self):
        told, self.asked = {key: Heard(200, 12, self.problem) for key in self.asked}, {}
        return told

    @property
    def is_idle(self) -> bool:
        return not self.asked


@pytest.mark.django_db
def test_every_home_page_is_visited_once_a_round_and_a_failure_counts(county):
    portal, _ = county
    visits = Visits("超过15秒才打开")
    assert probe(NOON, ("::1", 8000), fetcher=visits) == 0
    assert sorted(path for _, path in visits.asked.values()) == ["/", "/mz/"]
    assert probe(NOON + timedelta(minutes=1), ("::1", 8000), fetcher=visits) == 2
    assert probe(NOON + timedelta(minutes=2), ("::1", 8000), fetcher=visits) == 0 and not visits.asked
    for number in range(30):
        Probe.objects.create(site=portal, slot=NOON - timedelta(minutes=20 * number + 20), milliseconds=10)
    verdict = indicators.County(NOON).of(portal)[1].verdict
    assert verdict.light == Light.UNDETERMINED and "失败1次" in verdict.said


# -- the yearly table ------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_in_january_the_table_of_the_year_before_is_opened_with_its_day(county):
    assert reporting.open_due(JANUARY) == 2 and reporting.open_due(JANUARY) == 0
    opened = Entry.objects.filter(kind="site_report.opened", unit="MZ").get()
    assert datetime.fromisoformat(opened.data["publish_due"]) == datetime.fromisoformat("2027-02-01T00:00:00+08:00")
    with pytest.raises(Refusal) as refused:
        reporting.open_report(county[0], 2027, at=JANUARY)
    assert refused.value.code == "year-not-over"


@pytest.fixture
def report(county) -> SiteReport:
    PageDay.objects.create(day=NOON.date(), host="h", path="/mz/news/", views=5)
    return reporting.open_report(county[1], 2026, at=JANUARY)[0]


def said(report: SiteReport) -> dict[str, dict]:
    return {line["field"].key: line for line in reporting.shown(report)}


@pytest.mark.django_db
def test_what_the_house_knows_is_counted_and_what_is_missing_has_a_footnote(report):
    lines = said(report)
    assert (lines["published"]["value"], lines["news"]["value"], lines["views"]["value"]) == (1, 1, 5)
    assert lines["visitors"]["value"] is None and "同一域名" in lines["visitors"]["note"]
    assert lines["responses"]["note"] == "尚未填报"
    numbered = [line["number"] for line in lines.values() if line["number"]]
    assert numbered == list(range(1, len(numbered) + 1))


@pytest.mark.django_db
def test_who_typed_a_value_stands_beside_it_and_a_count_is_never_overwritten(report, cast):
    manager = cast.songwangzhan
    reporting.fill(report, {"responses": "2", "published": "999"}, by=manager, at=JANUARY)
    report.refresh_from_db()
    lines = said(report)
    assert lines["responses"]["value"] == 2 and lines["responses"]["typed_by"]["by"] == manager.name
    assert lines["published"]["value"] == 1
    for person, values, fault in (
        (cast.tangbianji, {"responses": "3"}, Unknown),
        (manager, {"responses": "2"}, Refusal),
        (manager, {"responses": "二"}, Refusal),
    ):
        with pytest.raises(fault):
            reporting.fill(report, values, by=person, at=JANUARY)


@pytest.mark.django_db
def test_a_published_table_does_not_move_any_more_and_is_everybodys(report, county, cast, client):
    manager = cast.songwangzhan
    assert client.get("/site-reports/2026/MZ/").status_code == 404
    reporting.publish(report, by=manager, at=JANUARY)
    ArticlePage.objects.filter(title="稿件b").delete()
    page = client.get("/site-reports/2026/MZ/").content.decode()
    assert "民政局" in page and "访客按域名统计" in page
    assert said(SiteReport.objects.get())["published"]["value"] == 1
    assert "民政局" in client.get("/site-reports/").content.decode()
    words = Document(io.BytesIO(client.get("/site-reports/2026/MZ/report.docx").content))
    assert any("信息发布" in cell.text for cell in words.tables[0].columns[0].cells)
    sheet = load_workbook(io.BytesIO(client.get("/site-reports/2026/MZ/report.xlsx").content)).active
    assert ("信息发布", "总数", 1) in [row[:3] for row in sheet.iter_rows(values_only=True)]
    with pytest.raises(Refusal) as refused:
        reporting.fill(SiteReport.objects.get(), {"responses": "3"}, by=manager, at=JANUARY)
    assert refused.value.code == "report-published"


@pytest.mark.django_db
def test_the_public_table_carries_the_tags_of_content(report, cast, client):
    from zhengtong.cms.inspection import rules

    reporting.publish(report, by=cast.songwangzhan, at=JANUARY)
    seen = rules.read(client.get("/site-reports/2026/MZ/").content.decode())
    assert not rules.check_tags(seen, rules.PageKind.CONTENT) and not rules.check_foot(seen)


# -- the pages -------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_pages_show_each_person_their_part(report, county, cast, client):
    _, mz = county
    page = InspectedPage.objects.create(
        url="/mz/news/b/", site=mz, unit=cast.unit("MZ"), kind="content", title="稿件b", listed_on=NOON.date()
    )
    row = Defect.objects.create(
        page=page, key="k", kind=DefectKind.ALT, place="正文第1张图片", what="/a.jpg", reason="图片没有替代文字", since=NOON,
        mend_due=NOON,
    )  # fmt: skip
    for person in (cast.tangbianji, cast.jiaotongbianji, cast.wangkezhang):
        client.force_login(person.user)
        for path in ("", f"{row.pk}/", "indicators/", f"indicators/{mz.pk}/", "reports/", f"reports/{report.pk}/"):
            assert client.get(f"/editor/inspection/{path}").status_code == 404
    client.force_login(cast.songwangzhan.user)
    listed = client.get("/editor/inspection/").content.decode()
    assert "图片没有替代文字" in listed and "没有全部检查" in listed
    assert "图片没有替代文字" not in client.get("/editor/inspection/?kind=link").content.decode()
    assert "稿件b" in client.get("/editor/inspection/?export=csv").content.decode()
    for bad in ("?kind=x", "?state=x", "?site=9999", "?site=a", "?age=2", "?export=exe"):
        assert client.get(f"/editor/inspection/{bad}").status_code == 404
    assert "最近一次更新距今" in client.get(f"/editor/inspection/indicators/{mz.pk}/").content.decode()
    assert "民政局" in client.get("/editor/inspection/indicators/").content.decode()
    where = f"/editor/inspection/reports/{report.pk}/"
    assert client.post(where, {"responses": "二"}).status_code == 409
    assert client.post(where, {"act": "fill", "responses": "2"}).status_code == 302
    assert "宋志明" in client.get(where).content.decode()
    assert "稿件b" in client.get(f"{where}rows/?field=published").content.decode()
    assert client.get(f"{where}rows/?field=responses").status_code == 404
    assert client.post(f"/editor/inspection/{row.pk}/", {"reason": ""}).status_code == 409
    assert client.post(f"/editor/inspection/{row.pk}/", {"reason": "历史照片，保留原貌"}).status_code == 302
    assert "签名核验无误" in client.get(f"/editor/inspection/{row.pk}/").content.decode()
    client.force_login(cast.hanqianfa.user)
    assert client.get(f"/editor/inspection/{row.pk}/").status_code == 200
    assert client.post(f"/editor/inspection/{row.pk}/recheck/").status_code == 404
