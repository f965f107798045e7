"""What × where: the rule alone, then the same answer from a person and from a queryset."""

import pytest

from zhengtong.org import queries
from zhengtong.org.models import Assignment, Staff, Unit
from zhengtong.org.rules import Grant, may, may_somewhere

CLERK = Grant(frozenset({"case.receive"}), None, ("360829103000/",))
REVIEWER = Grant(frozenset({"case.review"}), ("MZ/",), None)


def test_a_grant_covers_its_subtree_and_nothing_beside_it():
    assert may([REVIEWER], "case.review", "MZ/JZG/", "360829000000/")
    assert not may([REVIEWER], "case.review", "MZX/", "360829000000/")
    assert not may([REVIEWER], "case.decide", "MZ/", "360829000000/")


def test_two_halves_of_two_grants_do_not_add_up_to_one():
    here = Grant(frozenset({"case.view"}), ("MZ/",), ("a/b/",))
    there = Grant(frozenset({"case.view"}), ("JT/",), ("a/c/",))
    assert not may([here, there], "case.view", "MZ/", "a/c/")


def test_a_grant_limited_on_an_axis_never_covers_what_has_no_place_on_it():
    assert not may([CLERK], "case.receive", "MZ/", None)
    assert not may([REVIEWER], "case.review", None, "360829000000/")
    assert may_somewhere([CLERK], "case.receive")


def test_a_successor_answers_for_the_places_it_took_over():
    grant = Grant(frozenset({"case.view"}), None, ("c/107/", "c/208/"))
    assert may([grant], "case.view", "T107/", "c/208/201/")


@pytest.mark.django_db
def test_the_county_window_receives_for_every_unit_and_the_township_only_at_home(cast):
    assert cast.xiaoli.may("case.receive", unit=cast.unit("MZ"), region=cast.region("360829103213"))
    assert cast.henglong.may("case.receive", unit=cast.unit("MZ"), region=cast.region("360829103213"))
    assert not cast.henglong.may("case.receive", unit=cast.unit("MZ"), region=cast.region("360829100202"))
    assert not cast.henglong.may("case.receive", unit=cast.unit("MZ"))  # a county matter without a place in 横龙镇


@pytest.mark.django_db
def test_laozhou_reviews_nothing_of_another_unit(cast):
    assert cast.laozhou.may("case.review", unit=cast.unit("JT"))
    assert not cast.laozhou.may("case.review", unit=cast.unit("MZ"), region=cast.region("360829100202"))


@pytest.mark.django_db
def test_who_has_left_may_nothing(cast):
    staff = cast.wangkezhang
    staff.left_on = "2026-11-01"
    assert not staff.may("case.review", unit=cast.unit("MZ"))
    assert not staff.may("case.review")


@pytest.mark.django_db
def test_a_merged_unit_and_a_former_region_stay_within_reach(cast):
    old = Unit.objects.create(
        code="LV", number="911", name="安福县救助站", short_name="救助站", kind="public_institution", path="LV/",
        region=cast.region("360829000000"), merged_into=cast.unit("MZ"),
    )  # fmt: skip
    assert cast.wangkezhang.may("case.review", unit=old)
    Assignment.objects.create(staff=cast.henglong, role=cast.role("township_clerk"), region=cast.region("360829107000"))
    assert cast.henglong.may("case.view", unit=cast.unit("MZ"), region=cast.region("360829208000"))


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["xiaoli", "wangkezhang", "laozhou", "henglong", "shixi", "qianguanli"])
@pytest.mark.parametrize("permission", ["case.view", "case.receive", "org.edit", "user.edit"])
def test_the_filter_and_the_person_give_the_same_answer(cast, name, permission):
    staff = getattr(cast, name)
    reached = set(Staff.objects.filter(queries.reach(staff, permission, region=None)))
    assert reached == {s for s in Staff.objects.select_related("unit__region") if staff.may(permission, unit=s.unit)}


@pytest.mark.django_db
def test_rows_without_a_unit_are_out_of_reach_of_a_grant_limited_to_one(cast):
    from zhengtong.org.models import Region

    assert not Region.objects.filter(queries.reach(cast.wangkezhang, "case.view", unit=None, region="")).exists()
    seen = Region.objects.filter(queries.reach(cast.henglong, "case.view", unit=None, region=""))
    assert {region.code for region in seen} == {"360829103000", "360829103213"}
