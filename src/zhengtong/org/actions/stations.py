"""便民服务站与窗口: opened, edited, closed."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from zhengtong.foundation.errors import Refusal
from zhengtong.journal.actions import action, record

from .. import rules
from ..choices import Permission, StationLevel
from ..models import Region, ServiceWindow, Staff, Station, Unit
from .changes import change


@action("station.added")
def add_station(
    *,
    name: str,
    region: Region,
    unit: Unit,
    address: str,
    hours: str,
    by: Staff,
    at: datetime,
    phone: str = "",
    devices: Iterable[str] = (),
) -> Station:
    """设立便民服务站 — of the region's level, run by `unit`; its code follows from the region's."""
    if not by.may(Permission.ORG_EDIT, unit=unit, region=region):
        raise Refusal("beyond-reach", f"您没有在{region.name}设立便民服务站的权限。")
    if unit.valid_to is not None:
        raise Refusal("unit-closed", f"{unit.name}已撤并，请选择在用的单位。", "unit")
    if region.valid_to is not None:
        raise Refusal("region-closed", f"{region.name}已不再使用，请选择现行区划。", "region")
    # Whoever opens a second station in the same region at the same time waits here for its code.
    Region.objects.select_for_update(of=("self",)).get(pk=region.pk)
    station = Station.objects.create(
        code=_free_code(region),
        level=StationLevel(region.level),
        region=region,
        unit=unit,
        **_told(name=name, address=address, hours=hours, phone=phone, devices=devices),
    )
    record(
        "station.added", station.code, actor=f"staff:{by.code}", at=at, unit=unit.code, name=station.name,
        level=station.level, region=region.code,
    )  # fmt: skip
    return station


def _free_code(region: Region) -> str:
    code = f"station-{region.code}"
    taken = set(Station.objects.filter(code__startswith=code).values_list("code", flat=True))
    more = (f"{code}-{number}" for number in range(2, len(taken) + 2))
    return code if code not in taken else next(each for each in more if each not in taken)


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
    station = _lock(station, by)
    changes = change(station, _told(name=name, address=address, hours=hours, phone=phone, devices=devices))
    record("station.edited", station.code, actor=f"staff:{by.code}", at=at, unit=station.unit.code, changes=changes)
    return station


def _told(*, name: str, address: str, hours: str, phone: str, devices: Iterable[str]) -> dict[str, Any]:
    if not hours.strip() or not address.strip():
        raise Refusal("station-blank", "请填写地址和服务时间。", "hours" if address.strip() else "address")
    return {
        "name": rules.check_name(name),
        "address": rules.check_line(address, rules.ADDRESS, "地址", "address"),
        "hours": rules.check_line(hours, rules.HOURS, "服务时间", "hours"),
        "phone": rules.check_line(phone, rules.PHONE, "电话", "phone"),
        "devices": [rules.check_line(device, 20, "每项设备", "devices") for device in devices if device.strip()],
    }


@action("window.added")
def add_window(
    station: Station, *, number: str, name: str, units: Iterable[Unit], by: Staff, at: datetime
) -> ServiceWindow:
    """增设窗口 — `number` stands on its sign; a closed window's number may be used again."""
    station = _lock(station, by)
    number = number.strip()
    if not re.fullmatch(r"[0-9]{1,3}", number):
        raise Refusal("window-number", "窗口号应为1至3位数字。", "number")
    number = number.zfill(2)
    if station.windows.filter(number=number, closed_on=None).exists():
        raise Refusal("window-number-taken", f"本站已有{number}号窗口。", "number")
    chosen = _received_for(units)
    window = ServiceWindow.objects.create(station=station, number=number, name=rules.check_name(name, most=60))
    window.units.set(chosen)
    _record("window.added", window, by, at, name=window.name, units=sorted(unit.code for unit in chosen))
    return window


@action("window.edited")
def edit_window(window: ServiceWindow, *, name: str, units: Iterable[Unit], by: Staff, at: datetime) -> ServiceWindow:
    """修改窗口 — its name and the units it receives for; a window that receives for nobody is refused."""
    window = _lock_window(window, by)
    chosen = _received_for(units)
    before, after = sorted(unit.code for unit in window.units.all()), sorted(unit.code for unit in chosen)
    name = rules.check_name(name, most=60)
    if before == after and name == window.name:
        raise Refusal("nothing-changed", "没有任何改动。")
    window.name = name
    window.save(update_fields=["name"])
    window.units.set(chosen)
    _record("window.edited", window, by, at, name=name, before=before, units=after)
    return window


@action("window.closed")
def close_window(window: ServiceWindow, *, by: Staff, at: datetime) -> ServiceWindow:
    """撤销窗口 — nobody receives there from now on; what was received there keeps naming it."""
    window = _lock_window(window, by)
    window.closed_on = timezone.localdate(at)
    window.save(update_fields=["closed_on"])
    _record("window.closed", window, by, at, name=window.name)
    return window


def _received_for(units: Iterable[Unit]) -> list[Unit]:
    chosen = list(units)
    if not chosen:
        raise Refusal("window-idle", "请至少选择一个由该窗口收件的单位。", "units")
    return chosen


def _lock(station: Station, by: Staff) -> Station:
    station = Station.objects.select_for_update(of=("self",)).select_related("unit", "region").get(pk=station.pk)
    if not by.may(Permission.ORG_EDIT, unit=station.unit, region=station.region):
        raise Refusal("beyond-reach", f"您没有维护{station.name}的权限。")
    return station


def _lock_window(window: ServiceWindow, by: Staff) -> ServiceWindow:
    station = _lock(window.station, by)
    window = ServiceWindow.objects.select_for_update(of=("self",)).get(pk=window.pk)
    window.station = station
    if window.closed_on is not None:
        raise Refusal("window-closed", f"{window.number}号窗口已经撤销。")
    return window


def _record(kind: str, window: ServiceWindow, by: Staff, at: datetime, **facts: Any) -> None:
    station = window.station
    actor = f"staff:{by.code}"
    record(kind, station.code, actor=actor, at=at, unit=station.unit.code, window=window.number, **facts)
