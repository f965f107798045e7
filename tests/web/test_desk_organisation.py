"""The organisation's pages: who may enter, what they see, and that every button does what it says."""

from datetime import date

import pytest
from django.utils import timezone

from tests.cast import PASSWORD
from zhengtong.org import queries
from zhengtong.org.models import Region, Staff

pytestmark = pytest.mark.django_db
READ = (
    "/desk/org/",
    "/desk/org/units/MZ/",
    "/desk/org/units/MZ/rename/",
    "/desk/org/units/MZ/merge/",
    "/desk/org/units/new/",
    "/desk/org/regions/",
    "/desk/org/regions/360829107000/",
    "/desk/org/regions/360829107000/rename/",
    "/desk/org/regions/360829107000/replace/",
    "/desk/org/regions/360829107000/add/",
    "/desk/org/stations/",
    "/desk/org/stations/new/",
    "/desk/org/stations/county-hall/",
    "/desk/org/stations/county-hall/windows/new/",
    "/desk/org/stations/county-hall/windows/01/",
    "/desk/org/stations/county-hall/windows/01/close/",
)
PEOPLE = (
    "/desk/org/people/",
    "/desk/org/people/new/",
    "/desk/org/people/MZ001/",
    "/desk/org/people/MZ001/edit/",
    "/desk/org/people/MZ001/reset/",
    "/desk/org/people/MZ001/dismiss/",
)


@pytest.fixture
def system(client, cast):
    client.force_login(cast.qianguanli.user)
    return client


@pytest.fixture
def security(client, cast):
    client.force_login(cast.zhouanquan.user)
    return client


def test_the_system_administrator_reads_every_page_of_the_organisation_and_none_of_the_people(system):
    for url in READ:
        assert system.get(url).status_code == 200, url
    for url in PEOPLE:
        assert system.get(url).status_code == 404, url


def test_the_security_administrator_reads_every_page_of_the_people_and_none_of_the_organisation(security):
    for url in PEOPLE:
        assert security.get(url).status_code == 200, url
    assert security.get("/desk/org/").headers["Location"] == "/desk/org/people/"
    for url in READ[1:]:
        assert security.get(url).status_code == 404, url


def test_nobody_else_learns_that_these_pages_exist(client, cast):
    for name in ("xiaoli", "laozhou", "wushenji", "zhangayi"):
        client.force_login(getattr(cast, name).user)
        for url in (*READ, *PEOPLE):
            assert client.get(url).status_code == 404, (name, url)
    client.logout()
    assert client.get("/desk/org/").status_code == 302


def test_the_list_finds_units_by_name_and_kind(system):
    page = system.get("/desk/org/", {"words": "民政"}).content.decode()
    assert "安福县民政局" in page and "安福县交通运输局" not in page
    page = system.get("/desk/org/", {"kind": "township"}).content.decode()
    assert "横龙镇人民政府" in page and "安福县民政局" not in page
    assert "没有找到单位" in system.get("/desk/org/", {"words": "没有"}).content.decode()


def test_a_unit_is_edited_renamed_and_registered(system):
    typed = {"phone": "0796-7620007", "address": "", "handles": "低保、殡葬，婚姻登记", "owns_items": "1"}
    assert system.post("/desk/org/units/MZ/", typed).status_code == 302
    assert queries.unit_by_code("MZ").handles == ["低保", "殡葬", "婚姻登记"]
    refused = system.post("/desk/org/units/MZ/", typed)
    assert refused.status_code == 409 and "没有任何改动" in refused.content.decode()

    day = timezone.localdate().isoformat()
    typed = {"name": "安福县民政和社会事务局", "short_name": "县民社局", "on": day}
    assert system.post("/desk/org/units/MZ/rename/", typed).status_code == 302
    assert "安福县民政局（MZ），用至" in system.get("/desk/org/units/MZ/").content.decode()
    refused = system.post("/desk/org/units/MZ/rename/", {**typed, "name": "新名", "on": "2026-13-40"})
    assert refused.status_code == 409 and "有效的日期" in refused.content.decode()

    typed = {
        "code": "YB", "number": "038", "name": "安福县医疗保障局", "short_name": "县医保局", "kind": "county_department",
        "region": "360829000000", "owns_items": "1",
    }  # fmt: skip
    refused = system.post("/desk/org/units/new/", {**typed, "number": "3x"})
    assert refused.status_code == 409 and 'value="安福县医疗保障局"' in refused.content.decode(), (
        "nothing typed is lost"
    )
    assert system.post("/desk/org/units/new/", typed).headers["Location"] == "/desk/org/units/YB/"


def test_the_map_is_redrawn_from_the_pages(system):
    day = timezone.localdate().isoformat()
    done = system.post(
        "/desk/org/regions/360829103000/replace/", {"code": "360829108000", "name": "横龙新镇", "on": day}
    )
    assert done.headers["Location"] == "/desk/org/regions/360829108000/"
    page = system.get(done.headers["Location"]).content.decode()
    assert "横龙镇" in page and "360829103000" in page and "石溪村" in page
    assert system.get("/desk/org/regions/360829103000/").headers["Location"] == "/desk/org/regions/360829108000/"
    assert Region.objects.get(code="360829108213").valid_to is None
    done = system.post("/desk/org/regions/360829107000/add/", {"code": "360829107299", "name": "新村村委会", "on": day})
    assert done.status_code == 302
    refused = system.post("/desk/org/regions/360829107000/rename/", {"name": "羊狮慕镇", "on": day})
    assert refused.status_code == 409
    assert system.get("/desk/org/regions/360829999000/").status_code == 404
    assert system.get("/desk/org/regions/360829107000/dissolve/").status_code == 404


def test_the_history_shows_the_former_township(system):
    page = system.get("/desk/org/regions/360829107000/").content.decode()
    assert "泰山乡" in page and "2021-06-30" in page and "360829208000" in page


def test_a_station_and_its_window_are_edited(system, cast):
    typed = {
        "name": cast.hall.name,
        "address": "安福县平都镇",
        "hours": "工作日",
        "phone": "",
        "devices": "打印机、叫号机",
    }
    assert system.post("/desk/org/stations/county-hall/", typed).status_code == 302
    assert "打印机、叫号机" in system.get("/desk/org/stations/county-hall/").content.decode()
    url = "/desk/org/stations/county-hall/windows/01/"
    assert system.post(url, {"name": "综合窗口", "units": ["MZ", "JT"]}).status_code == 302
    assert {u.code for u in cast.window.units.all()} == {"MZ", "JT"}
    assert system.post(url, {"name": "综合窗口"}).status_code == 409
    assert system.get("/desk/org/stations/nowhere/").status_code == 404


def test_a_station_is_set_up_with_a_window_and_the_window_closed_again(system):
    typed = {
        "name": "横龙镇石溪村便民服务站", "region": "360829103213", "unit": "T103", "address": "村委会一楼", "hours": "",
        "phone": "", "devices": "高拍仪",
    }  # fmt: skip
    refused = system.post("/desk/org/stations/new/", typed)
    assert refused.status_code == 409 and 'value="横龙镇石溪村便民服务站"' in refused.content.decode()
    assert "请选择所在区划" in system.post("/desk/org/stations/new/", {**typed, "region": ""}).content.decode()
    done = system.post("/desk/org/stations/new/", {**typed, "hours": "工作日上午"})
    place = done.headers["Location"]
    assert place == "/desk/org/stations/station-360829103213/"
    refused = system.post(f"{place}windows/new/", {"number": "1", "name": "综合窗口", "units": []})
    assert refused.status_code == 409 and 'value="综合窗口"' in refused.content.decode()
    assert (
        system.post(f"{place}windows/new/", {"number": "1", "name": "综合窗口", "units": ["T103"]}).status_code == 302
    )
    assert "综合窗口" in system.get(place).content.decode()
    assert system.post(f"{place}windows/01/close/").headers["Location"] == place
    page = system.get(place).content.decode()
    assert "01号窗口已撤销" in page and "还没有设窗口" in page
    assert system.get(f"{place}windows/01/").status_code == 404


def test_a_unit_is_merged_once_nobody_serves_in_it(system, cast):
    day = timezone.localdate().isoformat()
    page = system.get("/desk/org/units/MZ/merge/").content.decode()
    assert "还有在岗人员" in page and "王建平（MZ001）" in page
    refused = system.post("/desk/org/units/MZ/merge/", {"into": "SC", "on": day})
    assert refused.status_code == 409 and "7名在岗人员" in refused.content.decode()
    Staff.objects.filter(unit=cast.unit("MZ")).update(unit=cast.unit("SC"))
    assert "请选择接收其职责的单位" in system.post("/desk/org/units/MZ/merge/", {"on": day}).content.decode()
    done = system.post("/desk/org/units/MZ/merge/", {"into": "SC", "on": day})
    assert done.headers["Location"] == "/desk/org/units/SC/"
    page = system.get("/desk/org/units/SC/").content.decode()
    assert "安福县民政局已并入安福县市场监督管理局" in page and "，并入本单位" in page
    gone = system.get("/desk/org/units/MZ/").content.decode()
    assert "承接" in gone and "unit-merge" not in gone and "unit-save" not in gone
    window = system.get("/desk/org/stations/county-hall/windows/01/").content.decode()
    assert "县民政局（已撤并）" in window


def test_people_are_found_by_name_unit_and_role(security):
    page = security.get("/desk/org/people/", {"words": "王建平"}).content.decode()
    assert "MZ001" in page and "MZ002" not in page
    page = security.get("/desk/org/people/", {"unit": "JT", "role": "reviewer"}).content.decode()
    assert "周国强" in page and "王建平" not in page


def test_a_colleague_is_hired_authorised_changed_and_dismissed(security, client, cast):
    typed = {
        "name": "周小满", "code": "MZ099", "username": "zhouxiaoman", "password": "Minzheng-9", "unit": "MZ", "station": "",
        "title": "", "phone": "19900000999",
    }  # fmt: skip
    refused = security.post("/desk/org/people/new/", {**typed, "password": "short"})
    assert refused.status_code == 409 and "短" not in refused.content.decode() and "至少8位" in refused.content.decode()
    assert "short" not in refused.content.decode(), "a password is never shown again"
    assert security.post("/desk/org/people/new/", typed).headers["Location"] == "/desk/org/people/MZ099/"
    page = security.get("/desk/org/people/MZ099/").content.decode()
    assert "199****0999" in page and "19900000999" not in page

    assert security.post("/desk/org/people/MZ099/assign/", {"role": "reviewer", "unit": "MZ"}).status_code == 302
    staff = Staff.objects.get(code="MZ099")
    assert staff.may("case.review", unit=cast.unit("MZ"))
    assert security.post("/desk/org/people/MZ099/assign/", {"role": ""}).status_code == 409
    assert security.post("/desk/org/people/MZ099/assign/", {"role": "reviewer", "unit": "MZ"}).status_code == 409

    change = {"name": "周小满", "title": "科员", "phone": "", "unit": "MZ", "station": ""}
    assert security.post("/desk/org/people/MZ099/edit/", change).status_code == 302
    assert Staff.objects.get(code="MZ099").phone == "19900000999", "an empty number keeps the old one"
    held = staff.assignments.get().pk
    assert security.post(f"/desk/org/people/MZ099/withdraw/{held}/").status_code == 302
    assert security.post(f"/desk/org/people/MZ099/withdraw/{held}/").status_code == 404
    assert security.post("/desk/org/people/MZ099/reset/", {"password": "Gaimima-2026"}).status_code == 302
    assert Staff.objects.get(code="MZ099").user.check_password("Gaimima-2026")
    day = timezone.localdate().isoformat()
    assert security.post("/desk/org/people/MZ099/dismiss/", {"on": day}).status_code == 302
    assert Staff.objects.get(code="MZ099").left_on == date.fromisoformat(day)
    assert "已离岗" in security.get("/desk/org/people/MZ099/").content.decode()


def test_the_separation_of_the_three_is_said_on_the_page(security, cast):
    refused = security.post("/desk/org/people/BG002/assign/", {"role": "auditor"})
    assert refused.status_code == 409 and "三员分立" in refused.content.decode()
    assert security.post("/desk/org/people/BG003/assign/", {"role": "leader"}).status_code == 409


def test_nothing_is_changed_by_a_get(security, cast):
    security.get("/desk/org/people/MZ001/assign/")
    assert security.get("/desk/org/people/MZ001/assign/").status_code == 405
    assert cast.wangkezhang.user.check_password(PASSWORD)
