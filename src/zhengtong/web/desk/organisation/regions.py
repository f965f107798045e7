"""区划: the tree of today, one region's history, and the changes of the map."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.foundation.errors import Unknown
from zhengtong.org import actions, queries
from zhengtong.org.choices import Permission, RegionLevel
from zhengtong.org.models import Region, Staff
from zhengtong.web import one_act

from ..door import desk
from .sections import day_of, sections


@desk(Permission.ORG_EDIT)
@require_safe
def regions(request: HttpRequest) -> HttpResponse:
    mine = {region.pk for region in queries.regions_for_desk(request.staff)}
    tree = [(township, [v for v in villages if v.pk in mine]) for township, villages in queries.region_tree()]
    context = {
        "root": queries.current_regions().filter(level=RegionLevel.COUNTY, pk__in=mine).first(),
        "tree": [(township, villages) for township, villages in tree if township.pk in mine or villages],
        "sections": sections(request.staff),
    }
    return render(request, "desk/organisation/regions.html", context)


def _region(staff: Staff, code: str) -> Region:
    found = queries.region_by_code(code)
    if not staff.may(Permission.ORG_EDIT, region=found):
        raise Unknown("没有这个区划。")
    return found


@desk(Permission.ORG_EDIT)
@require_safe
def region(request: HttpRequest, code: str) -> HttpResponse:
    found = _region(request.staff, code)
    if found.code != code:
        messages.info(request, f"区划代码{code}已不再使用，现为{found.name}。")
        return redirect("desk:region", found.code)
    context = {
        "region": found,
        "history": queries.region_history(found),
        "children": queries.current_regions().filter(parent=found),
        "stations": queries.stations_of(found).filter(region=found),
        "sections": sections(request.staff),
    }
    return render(request, "desk/organisation/region.html", context)


def _rename(found: Region, typed: dict[str, str], by: Staff) -> Region:
    return actions.rename_region(found, name=typed["name"], on=day_of(typed["on"]), by=by, at=timezone.now())


def _replace(found: Region, typed: dict[str, str], by: Staff) -> Region:
    return actions.replace_region(
        found, code=typed["code"].strip(), name=typed["name"], on=day_of(typed["on"]), by=by, at=timezone.now()
    )


def _add(found: Region, typed: dict[str, str], by: Staff) -> Region:
    return actions.add_region(
        found, code=typed["code"].strip(), name=typed["name"], on=day_of(typed["on"]), by=by, at=timezone.now()
    )


_CHANGES: dict[str, tuple[str, str, Callable[[Region, dict[str, str], Staff], Region]]] = {
    "rename": ("更名", "代码不变，原名称保留到生效日期的前一天。", _rename),
    "replace": (
        "变更代码",
        "原代码停用；所辖村（社区）的代码随之变更，后三位不变；单位、站点、人员范围一并转到新区划。",
        _replace,
    ),
    "add": ("增设下级区划", "乡镇代码的后三位为000，村（社区）代码的前九位与乡镇一致。", _add),
}


@desk(Permission.ORG_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """更名、变更代码、增设: one form, the day it takes effect asked each time."""
    found = _region(request.staff, code)
    if verb not in _CHANGES:
        raise Unknown()
    title, note, act = _CHANGES[verb]
    return one_act.form(
        request,
        "desk/organisation/region_change.html",
        {"code": "", "name": "" if verb == "add" else found.name, "on": timezone.localdate().isoformat()},
        lambda typed: act(found, typed, request.staff),
        lambda made: (f"{made.name}（{made.code}）自{made.valid_from}起生效。", redirect("desk:region", made.code)),
        region=found,
        title=title,
        note=note,
        verb=verb,
    )


urls = [
    path("org/regions/", regions, name="regions"),
    path("org/regions/<str:code>/", region, name="region"),
    path("org/regions/<str:code>/<slug:verb>/", change, name="region-change"),
]
