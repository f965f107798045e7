import shutil
from datetime import date, timedelta

import pytest
from django.conf import settings

from tests.cast import NOON, PASSWORD, ROLES
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.models import Entry
from zhengtong.org import queries
from zhengtong.org.loading import load_county
from zhengtong.org.models import Citizen, Region, Role, Staff, Station, Unit, User

pytestmark = pytest.mark.django_db


def test_the_county_is_loaded_once_and_a_second_load_changes_nothing():
    told = []
    first = load_county(settings.COUNTY_DATA, NOON, demo_password=PASSWORD, progress=lambda *step: told.append(step))
    assert (first.regions, first.units, first.stations, first.citizens) == (298, 71, 141, 6)
    assert [count for _, count in told][:2] == [298, 71]
    unit = queries.unit_by_code("MZ")
    unit.phone = "0796-0000000"
    unit.save()

    second = load_county(settings.COUNTY_DATA, NOON + timedelta(days=1), demo_password=PASSWORD)
    assert second.total == 0
    assert queries.unit_by_code("MZ").phone == "0796-0000000"
    assert [e.data["regions"] for e in Entry.objects.filter(kind="county.loaded")] == [298]

    # 泰山乡 → 羊狮慕镇, under either code
    for code in ("360829208000", "360829107000"):
        assert queries.region_on(code, date(2019, 5, 1)).name == "泰山乡"
        assert queries.region_on(code, date(2022, 5, 1)).name == "羊狮慕镇"
    assert queries.region_by_code("360829208000").code == "360829107000"
    assert queries.region_on("360829400000", date(2013, 1, 1)).name == "安福县工业园"
    assert queries.current_regions().count() == 296
    assert len(queries.region_tree()) == 20 and sum(len(v) for _, v in queries.region_tree()) == 275
    assert [r.name for r in queries.region_history(queries.region_by_code("360829107000"))] == ["泰山乡", "羊狮慕镇"]

    assert queries.township_unit(queries.region_by_code("360829107203")).code == "T107"
    assert queries.township_unit(Region.objects.get(code="360829208000")).code == "T107"
    with pytest.raises(Refusal) as refused:
        queries.township_unit(queries.region_by_code("360829000000"))
    assert refused.value.code == "no-township"

    assert Unit.objects.get(code="GS").merged_into.code == "SC"
    assert "GS" not in {u.code for u in queries.units_owning_items()}
    assert Station.objects.get(code="county-hall").windows.get(number="08").units.get().code == "GA"
    assert User.objects.get(username="zhangayi").check_password(PASSWORD)
    assert Citizen.objects.get(id_index=queries.id_index("360829195803140068")).name == "张桂兰"
    assert Staff.objects.get(code="XZ001").may("case.receive", unit=unit)
    seats = dict(Staff.objects.exclude(station=None).values_list("code", "station__code"))
    assert seats["XZ001"] == "county-hall"
    assert seats["T103002"] == "station-360829103213", "the agent of 石溪村 sits in 石溪村"
    shown = {(w.station.code, w.number) for w in queries.windows_of(Staff.objects.get(code="T100002"))}
    assert shown == {("station-T100", "01"), ("station-T100", "02")}, "not the windows of every village beneath"
    away = Staff.objects.filter(assignments__role__code__in=["township_clerk", "village_agent"], station=None)
    assert not away.exists()
    assert {r.code: (r.name, set(r.permissions)) for r in Role.objects.all()} == {
        code: (name, set(given.split())) for code, (name, given) in ROLES.items()
    }, "the cast's roles are the county's roles"


def test_without_a_demo_password_every_new_account_stays_locked():
    load_county(settings.COUNTY_DATA, NOON)
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_a_reference_that_does_not_resolve_is_named_and_nothing_is_loaded(tmp_path):
    folder = tmp_path / "county"
    shutil.copytree(settings.COUNTY_DATA, folder, ignore=shutil.ignore_patterns("items", "forms"))
    units = folder / "units.yaml"
    units.write_text(units.read_text().replace('region: "360829103000"', 'region: "360829999000"'))
    with pytest.raises(Refusal) as refused:
        load_county(folder, NOON)
    assert refused.value.code == "county-file"
    assert "units.yaml" in refused.value.sentence and "360829999000" in refused.value.sentence
    assert not Region.objects.exists() and not Entry.objects.filter(kind="county.loaded").exists()
