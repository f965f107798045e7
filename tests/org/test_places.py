"""Regions keep their history; units, stations and windows change only under the hand of who maintains them."""

from datetime import date

import pytest

from tests.cast import NOON
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.models import Entry
from zhengtong.org import actions, queries
from zhengtong.org.models import Citizen, Region, Staff, Station, Unit

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 1)


def test_a_township_that_changes_its_code_keeps_its_history_and_its_people(cast):
    old = cast.region("360829103000")
    clerk_before = cast.henglong.may("case.receive", region=cast.region("360829103213"))
    new = actions.replace_region(old, code="360829108000", name="横龙新镇", on=DAY, by=cast.qianguanli, at=NOON)

    for code in ("360829103000", "360829108000"):
        assert queries.region_on(code, date(2026, 10, 31)).name == "横龙镇"
        assert queries.region_on(code, DAY).name == "横龙新镇"
    village = queries.region_by_code("360829103213")
    assert (village.code, village.parent, village.valid_from) == ("360829108213", new, DAY)
    assert queries.region_on("360829108213", date(2020, 1, 1)).code == "360829103213"
    assert queries.township_unit(village).code == "T103"
    assert Unit.objects.get(code="T103").region == new
    assert Citizen.objects.get(pk=cast.liming.pk).region == village
    assert [r.name for r in queries.region_history(new)] == ["横龙镇", "横龙新镇"]

    clerk = Staff.objects.get(pk=cast.henglong.pk)
    assert clerk_before and clerk.may("case.receive", unit=cast.unit("MZ"), region=village)
    # A matter of before still lies in the old region; the clerk of today answers for it.
    assert clerk.may("case.receive", unit=cast.unit("MZ"), region=Region.objects.get(code="360829103213"))
    assert Staff.objects.get(pk=cast.shixi.pk).may("case.view", unit=cast.unit("MZ"), region=village)
    assert Entry.objects.get(kind="region.replaced").data["villages"] == 1
    assert {r.code for r in queries.current_regions()}.isdisjoint({"360829103000", "360829103213"})


def test_a_renamed_region_keeps_its_code_and_answers_by_day(cast):
    old = cast.region("360829100202")
    new = actions.rename_region(old, name="向阳社区居委会", on=DAY, by=cast.qianguanli, at=NOON)
    assert queries.region_on("360829100202", date(2026, 10, 31)).name == "向阳村村委会"
    assert queries.region_on("360829100202", DAY).name == "向阳社区居委会"
    assert queries.region_by_code("360829100202") == new
    assert Citizen.objects.get(pk=cast.zhangayi.pk).region == new
    again = actions.rename_region(new, name="向阳新社区", on=date(2026, 11, 20), by=cast.qianguanli, at=NOON)
    assert [r.name for r in queries.region_history(again)] == ["向阳村村委会", "向阳社区居委会", "向阳新社区"]


def test_a_renamed_township_keeps_its_villages(cast):
    new = actions.rename_region(cast.region("360829103000"), name="横龙街道", on=DAY, by=cast.qianguanli, at=NOON)
    assert queries.region_by_code("360829103213").parent == new
    assert ("横龙街道", ["石溪村村委会"]) in [(t.name, [v.name for v in vs]) for t, vs in queries.region_tree()]


def test_a_new_village_stands_from_its_first_day(cast):
    parent = cast.region("360829103000")
    actions.add_region(parent, code="360829103299", name="新龙社区居委会", on=DAY, by=cast.qianguanli, at=NOON)
    assert queries.region_on("360829103299", DAY).parent == parent
    with pytest.raises(Unknown):
        queries.region_on("360829103299", date(2026, 10, 31))


@pytest.mark.parametrize(
    ("code", "on", "refusal"),
    [
        ("36082910329", DAY, "region-code"),
        ("360829104299", DAY, "region-parent"),
        ("360829103000", DAY, "region-code"),
        ("360829103213", DAY, "region-code-taken"),
        ("360829103299", date(2026, 11, 24), "future-day"),
    ],
)
def test_a_region_that_cannot_be_is_refused(cast, code, on, refusal):
    with pytest.raises(Refusal) as refused:
        actions.add_region(cast.region("360829103000"), code=code, name="新村", on=on, by=cast.qianguanli, at=NOON)
    assert refused.value.code == refusal and not Entry.objects.exists()


def test_changes_of_the_map_come_in_order_and_by_who_maintains_it(cast):
    current, former = cast.region("360829107000"), cast.region("360829208000")
    rename = actions.rename_region
    for region, name, on, by, code in (
        (former, "泰山镇", DAY, cast.qianguanli, "region-closed"),
        (current, "羊狮慕新镇", date(2021, 7, 1), cast.qianguanli, "region-day"),
        (current, "羊狮慕镇", DAY, cast.qianguanli, "nothing-changed"),
        (current, "羊狮慕新镇", DAY, cast.zhouanquan, "beyond-reach"),
        (current, "羊狮慕新镇", DAY, cast.henglong, "beyond-reach"),
    ):
        with pytest.raises(Refusal) as refused:
            rename(region, name=name, on=on, by=by, at=NOON)
        assert refused.value.code == code
    with pytest.raises(Refusal) as refused:
        actions.replace_region(current, code="360829208000", name="泰山乡", on=DAY, by=cast.qianguanli, at=NOON)
    assert refused.value.code == "region-code-taken"
    assert Region.objects.filter(valid_to=None).count() == 7 and not Entry.objects.exists()


def test_a_renamed_unit_remembers_its_former_name(cast):
    actions.rename_unit(
        cast.unit("SC"), name="安福县市场监管局", short_name="县市场监管局", on=DAY, by=cast.qianguanli, at=NOON
    )
    unit = queries.unit_by_code("SC")
    assert unit.former == [{"name": "安福县市场监督管理局", "code": "SC", "until": 2026}]
    assert Entry.objects.get(kind="unit.renamed").data["before"] == "安福县市场监督管理局"


def test_an_edited_unit_says_what_changed(cast):
    unit = cast.unit("MZ")
    given = {"phone": "0796-7620007", "address": "", "owns_items": True, "handles": ["低保", " 殡葬 ", ""]}
    actions.edit_unit(unit, **given, by=cast.qianguanli, at=NOON)
    assert Entry.objects.get().data["changes"] == {"phone": ["", "0796-7620007"], "handles": [[], ["低保", "殡葬"]]}
    for by, code in ((cast.qianguanli, "nothing-changed"), (cast.wangkezhang, "beyond-reach")):
        with pytest.raises(Refusal) as refused:
            actions.edit_unit(unit, **given, by=by, at=NOON)
        assert refused.value.code == code


def test_a_new_unit_gets_a_number_of_its_own(cast):
    given = {
        "name": "安福县医疗保障局", "short_name": "县医保局", "kind": "county_department", "parent": None,
        "region": cast.region("360829000000"), "by": cast.qianguanli, "at": NOON,
    }  # fmt: skip
    assert actions.add_unit(code="yb", number="038", **given).path == "YB/"
    for code, number, refusal in (
        ("YB", "039", "unit-code-taken"),
        ("YC", "038", "unit-number-taken"),
        ("Y", "039", "unit-code"),
        ("YC", "39", "unit-number"),
    ):
        with pytest.raises(Refusal) as refused:
            actions.add_unit(code=code, number=number, **given)
        assert refused.value.code == refusal
    with pytest.raises(Refusal) as refused:
        actions.add_unit(code="YC", number="040", **given | {"by": cast.zhouanquan})
    assert refused.value.code == "beyond-reach"


def test_stations_and_windows_change_under_the_hand_of_who_maintains_them(cast):
    hall, by = cast.hall, cast.qianguanli
    given = {
        "name": hall.name,
        "address": hall.address,
        "hours": "工作日 9:00–12:00",
        "phone": "",
        "devices": ["高拍仪"],
    }
    actions.edit_station(hall, **given, by=by, at=NOON)
    assert Station.objects.get(pk=hall.pk).devices == ["高拍仪"]
    actions.edit_window(cast.window, name="综合窗口", units=[cast.unit("MZ"), cast.unit("JT")], by=by, at=NOON)
    assert Entry.objects.get(kind="window.edited").data["units"] == ["JT", "MZ"]
    for change, code in (
        ({"hours": " "}, "station-blank"),
        ({}, "nothing-changed"),
        ({"by": cast.xiaoli}, "beyond-reach"),
    ):
        with pytest.raises(Refusal) as refused:
            actions.edit_station(hall, **{**given, "by": by, "at": NOON, **change})
        assert refused.value.code == code
    with pytest.raises(Refusal) as refused:
        actions.edit_window(cast.window, name="综合窗口", units=[], by=by, at=NOON)
    assert refused.value.code == "window-idle"
    assert list(queries.stations_for_desk(by)) == [hall] and not queries.stations_for_desk(cast.xiaoli).exists()
