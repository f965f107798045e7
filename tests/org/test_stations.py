"""Stations are set up where they serve, windows come and go, and nothing that was received at one loses its name."""

import pytest

from tests.cast import NOON
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.models import Entry
from zhengtong.org import actions, queries
from zhengtong.org.models import ServiceWindow, Station

pytestmark = pytest.mark.django_db


def new_station(cast, **changes):
    given = {
        "name": "横龙镇石溪村便民服务站", "region": cast.region("360829103213"), "unit": cast.unit("T103"),
        "address": "石溪村村委会一楼", "hours": "工作日 9:00–11:30", "by": cast.qianguanli, "at": NOON,
    }  # fmt: skip
    return actions.add_station(**given | changes)


def refused(act, *arguments, **named) -> str:
    before = (Entry.objects.count(), Station.objects.count(), ServiceWindow.objects.count())
    with pytest.raises(Refusal) as refusal:
        act(*arguments, **named)
    assert before == (Entry.objects.count(), Station.objects.count(), ServiceWindow.objects.count())
    return refusal.value.code


def test_a_station_takes_its_level_and_code_from_where_it_stands(cast):
    first, second = new_station(cast), new_station(cast, name="石溪村第二便民服务站")
    assert (first.code, first.level) == ("station-360829103213", "village")
    assert second.code == "station-360829103213-2"
    assert Entry.objects.filter(kind="station.added").count() == 2
    assert first in queries.stations_of(cast.region("360829103000"))


def test_a_station_needs_a_place_hours_a_unit_in_being_and_the_right_hand(cast):
    assert refused(new_station, cast, hours=" ") == "station-blank"
    assert refused(new_station, cast, name="站") == "name-shape"
    assert refused(new_station, cast, by=cast.henglong) == "beyond-reach"
    assert refused(new_station, cast, region=cast.region("360829208000")) == "region-closed"
    gone = cast.unit("T103")
    gone.valid_to = NOON.date()
    assert refused(new_station, cast, unit=gone) == "unit-closed"


def test_a_window_is_added_and_its_clerk_may_sit_at_it(cast):
    given = {"name": "综合窗口二", "units": [cast.unit("MZ")], "by": cast.qianguanli, "at": NOON}
    window = actions.add_window(cast.hall, number="2", **given)
    assert (window.number, Entry.objects.get().data["units"]) == ("02", ["MZ"])
    assert window in queries.windows_of(cast.xiaoli)
    for change, code in (
        ({"number": "二"}, "window-number"),
        ({"number": "02"}, "window-number-taken"),
        ({"number": "3", "units": []}, "window-idle"),
        ({"number": "3", "by": cast.xiaoli}, "beyond-reach"),
    ):
        assert refused(actions.add_window, cast.hall, **given | change) == code


def test_a_closed_window_receives_no_more_and_frees_its_number(cast):
    actions.close_window(cast.window, by=cast.qianguanli, at=NOON)
    assert not queries.windows_of(cast.xiaoli) and not queries.windows_at(cast.hall)
    assert queries.station_for_desk(cast.qianguanli, "county-hall").counters == 0
    assert refused(actions.close_window, cast.window, by=cast.qianguanli, at=NOON) == "window-closed"
    edit = {"name": "别名", "units": [cast.unit("MZ")], "by": cast.qianguanli, "at": NOON}
    assert refused(actions.edit_window, cast.window, **edit) == "window-closed"
    again = actions.add_window(cast.hall, number="01", **edit)
    assert ServiceWindow.objects.filter(number="01").count() == 2
    assert list(queries.windows_at(cast.hall)) == [again]
    assert str(ServiceWindow.objects.get(pk=cast.window.pk)) == "安福县政务服务中心 01号窗口"


def test_only_who_maintains_the_station_closes_its_window(cast):
    assert refused(actions.close_window, cast.window, by=cast.xiaoli, at=NOON) == "beyond-reach"
