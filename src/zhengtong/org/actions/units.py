"""单位、便民服务站与窗口."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone

from zhengtong.foundation.checkdigits import read_credit_code
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line
from zhengtong.journal.actions import action, record

from .. import rules
from ..choices import Permission, UnitKind
from ..models import Region, ServiceWindow, Staff, Station, Unit


@action("unit.added")
def add_unit(
    *,
    code: str,
    number: str,
    name: str,
    short_name: str,
    kind: str,
    region: Region,
    parent: Unit | None,
    by: Staff,
    at: datetime,
    credit_code: str = "",
    owns_items: bool = True,
) -> Unit:
    """新增单位 — `number` (三位单位序号) becomes part of every case number and is never used twice."""
    if not by.may(Permission.ORG_EDIT, unit=parent, region=region):
        raise Refusal("beyond-reach", "您没有在该范围新增单位的权限。")
    code = tidy_line(code).upper()
    if not re.fullmatch(r"[A-Z][A-Z0-9]{1,9}", code):
        raise Refusal("unit-code", "单位代码应为2至10位大写字母或数字，以字母开头。", "code")
    if not re.fullmatch(r"\d{3}", number):
        raise Refusal("unit-number", "单位序号应为3位数字。", "number")
    if kind not in UnitKind.values:
        raise Refusal("unit-kind", "请选择单位类别。", "kind")
    for field, value in (("code", code), ("number", number)):
        if Unit.objects.filter(**{field: value}).exists():
            raise Refusal(f"unit-{field}-taken", "该单位代码或序号已被使用。", field)
    unit = Unit.objects.create(
        code=code,
        number=number,
        name=rules.check_name(name),
        short_name=rules.check_name(short_name, "short_name"),
        kind=kind,
        region=region,
        parent=parent,
        path=f"{parent.path if parent else ''}{code}/",
        credit_code=read_credit_code(credit_code, field="credit_code") if credit_code.strip() else "",
        owns_items=owns_items,
    )
    record("unit.added", code, actor=f"staff:{by.code}", at=at, unit=code, name=unit.name, number=number)
    return unit


@action("unit.edited")
def edit_unit(
    unit: Unit, *, phone: str, address: str, owns_items: bool, handles: Iterable[str], by: Staff, at: datetime
) -> Unit:
    """修改单位信息 — what may change without a renaming."""
    unit = _lock_unit(unit, by)
    words = [tidy_line(word) for word in handles if word.strip()]
    if any(len(word) > 40 for word in words):
        raise Refusal("unit-handles", "每项业务词不超过40个字。", "handles")
    changes = _change(
        unit,
        {
            "phone": tidy_line(phone),
            "address": tidy_line(address),
            "owns_items": owns_items,
            "handles": words,
        },
    )
    record("unit.edited", unit.code, actor=f"staff:{by.code}", at=at, unit=unit.code, changes=changes)
    return unit


@action("unit.renamed")
def rename_unit(unit: Unit, *, name: str, short_name: str, on: date, by: Staff, at: datetime) -> Unit:
    """单位更名 — the former name stays on record with its last year of use."""
    unit = _lock_unit(unit, by)
    rules.check_not_future(on, timezone.localdate(at))
    before = unit.name
    name, short_name = rules.check_name(name), rules.check_name(short_name, "short_name")
    if name == before:
        raise Refusal("nothing-changed", "新名称与现名称相同。", "name")
    unit.former = [*unit.former, {"name": before, "code": unit.code, "until": on.year}]
    unit.name, unit.short_name = name, short_name
    unit.save(update_fields=["name", "short_name", "former"])
    record("unit.renamed", unit.code, actor=f"staff:{by.code}", at=at, unit=unit.code, before=before, name=name, on=on)
    return unit


@action("station.edited")
def edit_station(
    station: Station,
    *,
    name: str,
    address: str,
    hours: str,
    phone: str,
    devices: Iterable[str],
    by: Staff,
    at: datetime,
) -> Station:
    """修改便民服务站信息."""
    station = Station.objects.select_for_update(of=("self",)).select_related("unit", "region").get(pk=station.pk)
    _require(by, station)
    if not hours.strip() or not address.strip():
        raise Refusal("station-blank", "请填写地址和服务时间。", "hours" if address.strip() else "address")
    changes = _change(
        station,
        {
            "name": rules.check_name(name),
            "address": tidy_line(address),
            "hours": tidy_line(hours),
            "phone": tidy_line(phone),
            "devices": [tidy_line(device) for device in devices if device.strip()],
        },
    )
    record("station.edited", station.code, actor=f"staff:{by.code}", at=at, unit=station.unit.code, changes=changes)
    return station


@action("window.edited")
def edit_window(window: ServiceWindow, *, name: str, units: Iterable[Unit], by: Staff, at: datetime) -> ServiceWindow:
    """修改窗口 — its name and the units it receives for; a window that receives for nobody is refused."""
    window = (
        ServiceWindow.objects.select_for_update(of=("self",))
        .select_related("station__unit", "station__region")
        .get(pk=window.pk)
    )
    _require(by, window.station)
    chosen = list(units)
    if not chosen:
        raise Refusal("window-idle", "请至少选择一个由该窗口收件的单位。", "units")
    before, after = sorted(unit.code for unit in window.units.all()), sorted(unit.code for unit in chosen)
    name = rules.check_name(name)
    if before == after and name == window.name:
        raise Refusal("nothing-changed", "没有任何改动。")
    window.name = name
    window.save(update_fields=["name"])
    window.units.set(chosen)
    record(
        "window.edited",
        window.station.code,
        actor=f"staff:{by.code}",
        at=at,
        unit=window.station.unit.code,
        window=window.number,
        name=name,
        before=before,
        units=after,
    )
    return window


def _change(row: Model, new: dict[str, Any]) -> dict[str, list[Any]]:
    """Set what differs and save it; field → [before, after]. Raises Refusal if nothing does."""
    changes = {field: [getattr(row, field), value] for field, value in new.items() if getattr(row, field) != value}
    if not changes:
        raise Refusal("nothing-changed", "没有任何改动。")
    for field, (_, value) in changes.items():
        setattr(row, field, value)
    row.save(update_fields=list(changes))
    return changes


def _lock_unit(unit: Unit, by: Staff) -> Unit:
    unit = Unit.objects.select_for_update(of=("self",)).select_related("region").get(pk=unit.pk)
    if not by.may(Permission.ORG_EDIT, unit=unit):
        raise Refusal("beyond-reach", f"您没有维护{unit.name}的权限。")
    if unit.valid_to is not None:
        raise Refusal("unit-closed", f"{unit.name}已撤并，不能变更。")
    return unit


def _require(by: Staff, station: Station) -> None:
    if not by.may(Permission.ORG_EDIT, unit=station.unit, region=station.region):
        raise Refusal("beyond-reach", f"您没有维护{station.name}的权限。")
