"""工作日历 at the desk: anybody who serves reads it, one role changes it, and nothing moves unseen."""

from datetime import UTC, datetime

import pytest

from legalclock import Budget
from tests.cases.county import keep_time
from zhengtong.timers import actions
from zhengtong.timers.models import Clock, HolidayNotice, LegalLimit, OfficeSeason

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SOURCE = "国务院办公厅关于2027年部分节假日安排的通知（国办发明电〔2026〕7号）"
EDIT = "/desk/calendar/notices/2027/edit/"


@pytest.fixture
def county(cast):
    keep_time()
    actions.start("R1", "handling", unit="MZ", at=AT, statutory=Budget.parse("30wd"))
    return cast


@pytest.fixture
def editor(client, county):
    client.force_login(county.qianguanli.user)
    return client


def page(client, url, status=200, **data):
    response = client.post(url, data) if data else client.get(url)
    assert response.status_code == status
    return response.content.decode()


def notice(step, lines="2027-01-01至2027-01-04 放假 元旦", source=SOURCE):
    return {"step": step, "source": source, "lines": lines, "on": "", "kind": "holiday", "name": ""}


def test_the_year_shows_its_days_how_far_it_is_certain_and_what_hangs_on_the_rest(editor):
    said = page(editor, "/desk/calendar/?year=2026")
    for phrase in ("2026-12-31", "国庆节", "元旦节假日", "春节调休上班", "国办发明电〔2025〕7号", "录入2027年放假安排"):
        assert phrase in said
    assert 'data-element="provisional-clocks">1<' in said
    assert "本年为暂定" not in said and "本年为暂定" in page(editor, "/desk/calendar/?year=2027")


@pytest.mark.parametrize("asked", ["1900", "9999", "x", "", "²²²²"])
def test_a_year_out_of_reach_is_answered_with_one_within_it(editor, asked):
    page(editor, f"/desk/calendar/?year={asked}")


def test_a_notice_is_looked_at_before_it_is_entered_and_what_moved_is_kept(editor):
    was = Clock.objects.get().statutory_due
    said = page(editor, EDIT, **notice("preview"))
    assert "将有1个正在计时的期限变动" in said and "R1" in said and "2027-01-04" in said and "由暂定转为确定" in said
    assert not HolidayNotice.objects.filter(year=2027).exists() and Clock.objects.get().statutory_due == was
    response = editor.post(EDIT, notice("confirm"), follow=True)
    said = response.content.decode()
    assert response.redirect_chain == [("/desk/calendar/notices/2027/", 302)]
    assert "1个正在计时的期限随之变动" in said and SOURCE in said and "钱永康录入：1个期限变动" in said and "R1" in said
    assert Clock.objects.get().statutory_due > was


def test_a_new_year_begins_with_the_holidays_of_the_law_and_can_be_taken_back_to_the_form(editor):
    said = page(editor, EDIT)
    assert 'value="2027-01-01"' in said and 'value="2027-10-03"' in said and "预填法定节假日" in said
    rows = {"on": ["2027-01-01", ""], "kind": ["holiday", "holiday"], "name": ["元旦", ""]}
    for step in ("edit", "more"):
        said = page(editor, EDIT, step=step, source="文号甲", **rows)
        assert 'value="文号甲"' in said and 'value="2027-01-01"' in said
    assert "还没有保存" in page(editor, EDIT, step="preview", source="文号甲", **rows)


def test_what_is_wrong_stands_beside_the_field_and_nothing_typed_is_lost(editor):
    said = page(editor, EDIT, 409, **notice("preview", lines="1月1日放假"))
    assert "第1行“1月1日放假”看不懂" in said and ">\n1月1日放假</textarea>" in said and SOURCE in said
    said = page(editor, EDIT, 409, **notice("confirm", source=""))
    assert 'href="#f-source">请填写放假安排通知的文号或标题。' in said
    said = page(editor, EDIT, 409, step="preview", source=SOURCE, on="2027-02-30", kind="holiday", name="春节")
    assert "第1行的日期“2027-02-30”不正确" in said
    said = page(editor, EDIT, 409, step="preview", source=SOURCE, on="2027-01-01", kind="holiday", name="")
    assert "第1行（2027-01-01）缺少类型或名称" in said
    assert not HolidayNotice.objects.filter(year=2027).exists()


def test_only_the_next_year_and_those_on_record_can_be_entered(editor):
    for year in (1999, 2028, 99999):
        page(editor, f"/desk/calendar/notices/{year}/edit/", 404)
        page(editor, f"/desk/calendar/notices/{year}/", 404)
    page(editor, "/desk/calendar/notices/2027/", 404)
    assert 'value="2026-10-01"' in page(editor, "/desk/calendar/notices/2026/edit/")


def test_office_hours_are_changed_with_a_word_on_what_followed(editor):
    assert "冬季作息" in page(editor, "/desk/calendar/hours/")
    url = "/desk/calendar/hours/winter/"
    assert "起止日期" in page(editor, url, 409, first="13-1", last="04-30", sessions="08:30-12:00")
    response = editor.post(url, {"first": "10-08", "last": "04-30", "sessions": "09:00-12:00"}, follow=True)
    assert "冬季作息已调整，没有正在计时的期限因此变动" in response.content.decode()
    assert OfficeSeason.objects.get(code="winter").first == "10-08"
    page(editor, "/desk/calendar/hours/spring/", 404)


def test_a_limit_of_the_law_is_found_and_changed_with_its_article(editor):
    said = page(editor, "/desk/calendar/limits/?words=许可法")
    assert "补正一次性告知" in said and "5个工作日" in said and "行政许可法第三十二条" in said and "双公示" not in said
    assert "没有找到期限参数" in page(editor, "/desk/calendar/limits/?words=zzz")
    url = "/desk/calendar/limits/license.correction_notice/"
    assert "-3" in page(editor, url, 409, amount="-3", unit="wd", basis="某条")
    assert "请选择期限的单位" in page(editor, url, 409, amount="3", unit="date", basis="某条")
    response = editor.post(url, {"amount": "3", "unit": "wd", "basis": "省政府令第1号第二条"}, follow=True)
    assert "“补正一次性告知”已修改" in response.content.decode()
    assert LegalLimit.objects.get(key="license.correction_notice").amount == "3"
    for fixed in ("no.such", "villageaffairs.general", "supervise.yellow"):
        page(editor, f"/desk/calendar/limits/{fixed}/", 404)


def test_any_staff_reads_and_only_the_editor_of_the_calendar_changes(client, county):
    client.force_login(county.laozhou.user)
    for url in ("", "notices/", "notices/2026/", "hours/", "limits/"):
        said = page(client, f"/desk/calendar/{url}")
        assert "/edit/" not in said and "修改<" not in said and "调整<" not in said
    for url in (EDIT, "/desk/calendar/hours/winter/", "/desk/calendar/limits/license.decide/"):
        page(client, url, 404)
        page(client, url, 404, **notice("confirm"))
    assert not HolidayNotice.objects.filter(year=2027).exists()
