"""区划变更: regions are never overwritten; each shape is kept with the days it was valid."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from zhengtong.foundation.errors import Refusal
from zhengtong.journal.actions import action, record

from .. import rules
from ..choices import Permission, RegionLevel
from ..models import Assignment, Citizen, Region, Staff, Station, Unit

_BELOW = {RegionLevel.COUNTY: RegionLevel.TOWNSHIP, RegionLevel.TOWNSHIP: RegionLevel.VILLAGE}


@action("region.added")
def add_region(parent: Region, *, code: str, name: str, on: date, by: Staff, at: datetime) -> Region:
    """新增区划 — a township under the county, or a village under a township, from a day on."""
    _require(by, parent, on, at)
    if parent.level not in _BELOW:
        raise Refusal("region-level", "村（社区）之下不能再设区划。", "parent")
    level = _BELOW[RegionLevel(parent.level)]
    rules.check_region_code(code, level, parent.code)
    _check_free(code)
    region = Region.objects.create(
        code=code,
        name=rules.check_name(name, most=60),
        level=level,
        parent=parent,
        path=f"{parent.path}{code}/",
        valid_from=on,
    )
    record("region.added", code, actor=f"staff:{by.code}", at=at, name=region.name, level=level, on=on)
    return region


@action("region.renamed")
def rename_region(region: Region, *, name: str, on: date, by: Staff, at: datetime) -> Region:
    """区划更名 — the code stays; the new name is valid from `on`, the old one until the day before."""
    old = _close(region, on, by, at)
    new = Region.objects.create(
        code=old.code,
        name=rules.check_name(name, most=60),
        level=old.level,
        parent=old.parent,
        path=old.path,
        valid_from=on,
    )
    if new.name == old.name:
        raise Refusal("nothing-changed", "新名称与现名称相同。", "name")
    _succeed(old, new)
    old.children.update(parent=new)
    record("region.renamed", old.code, actor=f"staff:{by.code}", at=at, before=old.name, name=new.name, on=on)
    return new


@action("region.replaced")
def replace_region(region: Region, *, code: str, name: str, on: date, by: Staff, at: datetime) -> Region:
    """区划代码变更 — as 泰山乡 360829208 became 羊狮慕镇 360829107.

    The villages below get codes under the new one, their last three digits stay. Units, stations, people's posts and
    citizens move along; matters of before keep their region, and whoever is responsible now still reaches them.
    """
    if region.parent is None:
        raise Refusal("region-level", "县级区划代码不能在此变更。", "code")
    rules.check_region_code(code, region.level, region.parent.code)
    if code != region.code:
        _check_free(code)
    old = _close(region, on, by, at)
    new = Region.objects.create(
        code=code,
        name=rules.check_name(name, most=60),
        level=old.level,
        parent=old.parent,
        path=f"{old.parent.path}{code}/",
        valid_from=on,
    )
    _succeed(old, new)
    children = list(old.children.select_for_update().filter(valid_to=None))
    for child in children:
        child_code = rules.successor_code(child.code, code)
        child.valid_to = on - timedelta(days=1)
        heir = Region.objects.create(
            code=child_code,
            name=child.name,
            level=child.level,
            parent=new,
            path=f"{new.path}{child_code}/",
            valid_from=on,
        )
        _succeed(child, heir)
    record(
        "region.replaced",
        old.code,
        actor=f"staff:{by.code}",
        at=at,
        before=old.name,
        name=new.name,
        code=code,
        on=on,
        villages=len(children),
    )
    return new


def _require(by: Staff, region: Region, on: date, at: datetime) -> None:
    if not by.may(Permission.ORG_EDIT, region=region):
        raise Refusal("beyond-reach", f"您没有维护{region.name}区划的权限。")
    rules.check_not_future(on, timezone.localdate(at))


def _close(region: Region, on: date, by: Staff, at: datetime) -> Region:
    old = Region.objects.select_for_update(of=("self",)).select_related("parent").get(pk=region.pk)
    _require(by, old, on, at)
    if old.valid_to is not None:
        raise Refusal("region-closed", f"{old.name}已不再使用，不能变更。")
    if old.valid_from is not None and on <= old.valid_from:
        raise Refusal("region-day", f"生效日期应晚于上一次变更的日期{old.valid_from}。", "on")
    old.valid_to = on - timedelta(days=1)
    return old


def _succeed(old: Region, new: Region) -> None:
    old.replaced_by = new
    old.save(update_fields=["valid_to", "replaced_by"])
    for model in (Unit, Station, Assignment, Citizen):
        model._default_manager.filter(region=old).update(region=new)


def _check_free(code: str) -> None:
    if Region.objects.filter(code=code).exists():
        raise Refusal("region-code-taken", "该区划代码已被使用或曾经使用，不能重复。", "code")
