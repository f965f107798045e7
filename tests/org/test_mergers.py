"""A unit that is merged keeps its code on what it did; whoever took over answers for it."""

from datetime import date

import pytest

from tests.cast import NOON
from tests.catalog.items import allowance, another, publish_forms, put_through
from zhengtong.catalog import actions as items
from zhengtong.catalog import queries as catalog
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.models import Entry
from zhengtong.org import actions, queries
from zhengtong.org.models import Assignment, Staff, Unit

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 1)


@pytest.fixture
def empty(cast):
    """县民政局 with nobody left in it: its people serve in the transport bureau now, for the transport bureau."""
    Staff.objects.filter(unit=cast.unit("MZ")).update(unit=cast.unit("JT"))
    return cast.unit("MZ")


def merge(cast, unit, into="JT", **changes):
    given = {"on": DAY, "by": cast.qianguanli, "at": NOON} | changes
    return actions.merge_unit(unit, cast.unit(into), **given)


def refused(act, *arguments, **named) -> Refusal:
    before = (Entry.objects.count(), list(Unit.objects.order_by("pk").values()))
    with pytest.raises(Refusal) as refusal:
        act(*arguments, **named)
    assert before == (Entry.objects.count(), list(Unit.objects.order_by("pk").values()))
    return refusal.value


def test_the_successor_reaches_what_the_merged_unit_did(cast, empty):
    assert not cast.laozhou.may("case.review", unit=empty)
    cast.unit("JT").handles = ["客运"]
    cast.unit("JT").save()
    Unit.objects.filter(pk=empty.pk).update(handles=["低保", "客运"])
    merge(cast, empty)
    gone, successor = queries.unit_by_code("MZ"), queries.unit_by_code("JT")
    assert (gone.merged_into, gone.valid_to) == (successor, date(2026, 10, 31))
    assert gone not in queries.current_units() and queries.successor_of(gone) == successor
    assert successor.handles == ["客运", "低保"]
    laozhou = Staff.objects.get(pk=cast.laozhou.pk)
    assert laozhou.may("case.review", unit=gone)
    assert {unit.code for unit in Unit.objects.filter(queries.reach(laozhou, "case.review", unit="", region=None))} == {
        "MZ",
        "JT",
    }
    assert Entry.objects.get(kind="unit.merged").data["into"] == "JT"


def test_windows_receive_for_both_and_stations_change_hands(cast, empty):
    cast.window.units.set([empty])
    cast.hall.unit = empty
    cast.hall.save()
    merge(cast, empty)
    assert {unit.code for unit in cast.window.units.all()} == {"MZ", "JT"}
    assert queries.station_for_desk(cast.qianguanli, "county-hall").unit.code == "JT"
    assert {"MZ", "JT"} <= {unit.code for unit in queries.units_for_window(cast.window)}
    assert "MZ" not in {unit.code for unit in queries.current_units()}


def test_a_unit_in_which_somebody_serves_is_not_merged_and_the_refusal_names_them(cast):
    refusal = refused(merge, cast, cast.unit("MZ"))
    assert refusal.code == "merge-staffed"
    assert "7名在岗人员" in refusal.sentence and "王建平、刘志远、马文涛、尹秀兰" in refusal.sentence


def test_a_merger_needs_another_unit_in_being_today_and_the_right_hand(cast, empty):
    assert refused(merge, cast, empty, into="MZ").code == "merge-self"
    assert refused(merge, cast, empty, on=date(2026, 11, 24)).code == "future-day"
    assert refused(merge, cast, empty, by=cast.zhouanquan).code == "beyond-reach"
    below = {"number": "098", "name": "安福县救助站", "short_name": "县救助站", "kind": "public_institution"}
    child = actions.add_unit(
        code="MZJ", parent=empty, region=cast.region("360829000000"), by=cast.qianguanli, at=NOON, **below
    )
    parent = refused(merge, cast, empty)
    assert parent.code == "merge-parent" and "安福县救助站" in parent.sentence
    assert refused(actions.merge_unit, empty, child, on=DAY, by=cast.qianguanli, at=NOON).code == "merge-below"
    merge(cast, child)
    merge(cast, empty)
    assert refused(merge, cast, empty).code == "unit-closed"
    assert (
        refused(actions.merge_unit, cast.unit("SC"), empty, on=DAY, by=cast.qianguanli, at=NOON).code == "unit-closed"
    )


def test_nobody_is_hired_into_or_moved_to_a_unit_that_is_gone(cast, empty):
    merge(cast, empty)
    given = {"code": "MZ099", "name": "周小满", "username": "zhouxiaoman", "password": "Minzheng-9"}
    hire = refused(actions.hire_staff, **given, unit=empty, by=cast.zhouanquan, at=NOON)
    assert hire.code == "unit-closed"
    move = {"name": "周国强", "title": "", "phone": "", "unit": empty, "station": None}
    assert refused(actions.change_staff, cast.laozhou, **move, by=cast.zhouanquan, at=NOON).code == "unit-closed"


def test_a_township_whose_government_was_merged_is_answered_for_by_the_successor(cast):
    Staff.objects.filter(unit=cast.unit("T103")).update(unit=cast.unit("T100"))
    merge(cast, cast.unit("T103"), into="T100")
    assert queries.township_unit(cast.region("360829103213")).code == "T100"


def test_items_keep_the_old_code_until_the_successor_revises_them(cast):
    publish_forms()
    item = put_through(cast, allowance())
    items.draft_item(another(77), by=cast.wangkezhang, at=NOON)
    mz, jt = cast.unit("MZ"), cast.unit("JT")
    Staff.objects.filter(unit=mz).update(unit=jt)
    Assignment.objects.create(staff=cast.laozhou, role=cast.role("item_editor"), unit=jt)
    laozhou = Staff.objects.get(pk=cast.laozhou.pk)
    with pytest.raises(Refusal):
        items.revise_item("MZ-JF-0018", by=laozhou, at=NOON)
    merge(cast, mz)
    laozhou = Staff.objects.get(pk=cast.laozhou.pk)
    assert catalog.item_for_public("MZ-JF-0018") == item and item.item.unit == mz

    revised = items.revise_item("MZ-JF-0018", by=laozhou, at=NOON)
    assert revised.content["unit"] == "JT"
    assert {step["unit"] for step in revised.content["steps"]}.isdisjoint({"MZ"})
    assert not catalog.findings(revised.content)
    items.submit_version("MZ-JF-0018", by=laozhou, at=NOON)
    # A draft begun before the merger: its unit has to be named anew.
    with pytest.raises(Refusal, match="MZ"):
        items.edit_draft("MZ-JF-0077", another(77), by=laozhou, at=NOON)
    assert items.edit_draft("MZ-JF-0077", another(77, unit="JT"), by=laozhou, at=NOON).item.unit == jt
