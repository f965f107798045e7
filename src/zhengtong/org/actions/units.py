"""单位: registered, edited, renamed, merged into one another."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone

from zhengtong.foundation.checkdigits import read_credit_code
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line
from zhengtong.journal.actions import action, record

from .. import rules
from ..choices import Permission, UnitKind
from ..models import Region, Staff, Unit
from .changes import change


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
        short_name=rules.check_name(short_name, "short_name", 30),
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
    changes = change(
        unit,
        {
            "phone": rules.check_line(phone, rules.PHONE, "电话", "phone"),
            "address": rules.check_line(address, rules.ADDRESS, "地址", "address"),
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
    name, short_name = rules.check_name(name), rules.check_name(short_name, "short_name", 30)
    if name == before:
        raise Refusal("nothing-changed", "新名称与现名称相同。", "name")
    unit.former = [*unit.former, {"name": before, "code": unit.code, "until": on.year}]
    unit.name, unit.short_name = name, short_name
    unit.save(update_fields=["name", "short_name", "former"])
    record("unit.renamed", unit.code, actor=f"staff:{by.code}", at=at, unit=unit.code, before=before, name=name, on=on)
    return unit


@action("unit.merged")
def merge_unit(unit: Unit, into: Unit, *, on: date, by: Staff, at: datetime) -> Unit:
    """单位撤并 — `unit` ceases the day before `on`; whoever serves in `into` answers for what it did.

    Its items and open cases stay under its code. Stations it ran are run by the successor, and windows that received for
    it receive for both. Refuses while anybody serves in it or a unit stands below it.
    """
    # One order for everybody, so that two mergers at once wait for each other instead of for ever.
    first, second = sorted((unit, into), key=lambda each: each.pk)
    locked = {each.pk: _lock_unit(each, by) for each in (first, second)}
    unit, into = locked[unit.pk], locked[into.pk]
    rules.check_not_future(on, timezone.localdate(at))
    if unit.pk == into.pk:
        raise Refusal("merge-self", "不能并入本单位，请选择接收其职责的单位。", "into")
    if into.path.startswith(unit.path):
        raise Refusal("merge-below", f"{into.name}是本单位的下级单位，不能并入。", "into")
    below = unit.children.filter(valid_to=None).order_by("number")
    if below:
        raise Refusal("merge-parent", f"下级单位{_listed(below)}还在，请先办理下级单位的撤并。")
    serving = unit.staff.filter(left_on=None).order_by("code")
    if serving:
        raise Refusal(
            "merge-staffed",
            f"{unit.name}还有{len(serving)}名在岗人员（{_listed(serving)}），请先由安全管理员调入其他单位或办理离岗。",
        )
    unit.merged_into, unit.valid_to = into, on - timedelta(days=1)
    unit.save(update_fields=["merged_into", "valid_to"])
    into.handles = list(dict.fromkeys([*into.handles, *unit.handles]))
    into.save(update_fields=["handles"])
    stations = unit.stations.update(unit=into)
    windows = unit.windows.filter(closed_on=None)
    for window in windows:
        window.units.add(into)
    record(
        "unit.merged",
        unit.code,
        actor=f"staff:{by.code}",
        at=at,
        unit=unit.code,
        name=unit.name,
        into=into.code,
        into_name=into.name,
        on=on,
        stations=stations,
        windows=len(windows),
    )
    return into


def _listed(rows: Iterable[Unit | Staff], most: int = 5) -> str:
    """甲、乙等7个 — the first few by name."""
    names = [row.name for row in rows]
    return "、".join(names[:most]) + ("等" if len(names) > most else "")


def _lock_unit(unit: Unit, by: Staff) -> Unit:
    unit = Unit.objects.select_for_update(of=("self",)).select_related("region").get(pk=unit.pk)
    if not by.may(Permission.ORG_EDIT, unit=unit):
        raise Refusal("beyond-reach", f"您没有维护{unit.name}的权限。")
    if unit.valid_to is not None:
        raise Refusal("unit-closed", f"{unit.name}已撤并，不能变更。")
    return unit
