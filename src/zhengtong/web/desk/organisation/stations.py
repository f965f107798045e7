"""便民服务站与窗口: the list, one station, a new one, its windows."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_line
from zhengtong.org import actions, queries
from zhengtong.org.choices import Permission, StationLevel
from zhengtong.org.models import ServiceWindow, Station
from zhengtong.web import one_act
from zhengtong.web.one_act import Typed

from ..door import desk
from .sections import lines, region_choices, sections

PAGE = 50


@desk(Permission.ORG_EDIT)
@require_safe
def stations(request: HttpRequest) -> HttpResponse:
    words, level = tidy_line(request.GET.get("words", "")), request.GET.get("level", "")
    found = queries.stations_for_desk(request.staff)
    if words:
        found = found.filter(name__contains=words)
    if level in StationLevel.values:
        found = found.filter(level=level)
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "words": words,
        "level": level,
        "levels": StationLevel.choices,
        "sections": sections(request.staff),
    }
    return render(request, "desk/organisation/stations.html", context)


@desk(Permission.ORG_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def station(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.station_for_desk(request.staff, code)
    typed = {
        "name": found.name,
        "address": found.address,
        "hours": found.hours,
        "phone": found.phone,
        "devices": "、".join(found.devices),
    }

    def edit(typed: Typed) -> Station:
        told = {**typed, "devices": lines(typed["devices"])}
        return actions.edit_station(found, **told, by=request.staff, at=timezone.now())

    return one_act.form(
        request,
        "desk/organisation/station.html",
        typed,
        edit,
        lambda made: ("便民服务站信息已修改。", redirect("desk:station", code)),
        station=found,
        windows=queries.windows_at(found),
        people=queries.serving_at(found),
        sections=sections(request.staff),
    )


@desk(Permission.ORG_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new_station(request: HttpRequest) -> HttpResponse:
    """设立: where, by whom it is run, when it is open; windows are added on its page."""
    regions = queries.regions_for_desk(request.staff)
    units = queries.units_for_desk(request.staff).filter(valid_to=None)
    names = ("region", "unit", "name", "address", "hours", "phone", "devices")

    def add(typed: Typed) -> Station:
        region, unit = regions.filter(code=typed["region"]).first(), units.filter(code=typed["unit"]).first()
        if region is None:
            raise Refusal("region-missing", "请选择所在区划。", "region")
        if unit is None:
            raise Refusal("unit-missing", "请选择运行单位。", "unit")
        told = {**typed, "region": region, "unit": unit, "devices": lines(typed["devices"])}
        return actions.add_station(**told, by=request.staff, at=timezone.now())

    return one_act.form(
        request,
        "desk/organisation/station_new.html",
        dict.fromkeys(names, "") | {"region": request.GET.get("region", "")},
        add,
        lambda made: (f"{made.name}已设立，请增设窗口。", redirect("desk:station", made.code)),
        regions=region_choices(regions),
        units=[(unit.code, unit.name) for unit in units],
    )


@desk(Permission.ORG_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new_window(request: HttpRequest, code: str) -> HttpResponse:
    place = queries.station_for_desk(request.staff, code)

    def add(typed: Typed) -> ServiceWindow:
        told = {**typed, "units": queries.current_units().filter(code__in=typed["units"])}
        return actions.add_window(place, **told, by=request.staff, at=timezone.now())

    return one_act.form(
        request,
        "desk/organisation/window_new.html",
        {"number": "", "name": "", "units": []},
        add,
        lambda made: (f"{made.number}号窗口已增设。", redirect("desk:station", code)),
        station=place,
        units=[(unit.code, unit.short_name) for unit in queries.current_units()],
    )


@desk(Permission.ORG_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def window(request: HttpRequest, code: str, number: str) -> HttpResponse:
    place, found = _window(request, code, number)
    # A unit that was merged stays with the window: its items keep its code.
    offered = queries.units_for_window(found)

    def edit(typed: Typed) -> ServiceWindow:
        told = {**typed, "units": offered.filter(code__in=typed["units"])}
        return actions.edit_window(found, **told, by=request.staff, at=timezone.now())

    return one_act.form(
        request,
        "desk/organisation/window.html",
        {"name": found.name, "units": [unit.code for unit in found.units.all()]},
        edit,
        lambda made: (f"{number}号窗口已修改。", redirect("desk:station", code)),
        station=place,
        window=found,
        units=[(unit.code, f"{unit.short_name}{'（已撤并）' if unit.valid_to else ''}") for unit in offered],
    )


@desk(Permission.ORG_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, code: str, number: str) -> HttpResponse:
    place, found = _window(request, code, number)
    return one_act.form(
        request,
        "desk/organisation/window_close.html",
        {},
        lambda typed: actions.close_window(found, by=request.staff, at=timezone.now()),
        lambda made: (f"{number}号窗口已撤销。", redirect("desk:station", code)),
        station=place,
        window=found,
        follows=(
            "这个窗口从现在起不能再收件。",
            "在这个窗口收取的办件照常办理，仍注明原窗口。",
            "窗口号以后可以重新使用。",
        ),
    )


def _window(request: HttpRequest, code: str, number: str) -> tuple[Station, ServiceWindow]:
    place = queries.station_for_desk(request.staff, code)
    found = queries.windows_at(place).filter(number=number).first()
    if found is None:
        raise Unknown("没有这个窗口。")
    return place, found


urls = [
    path("org/stations/", stations, name="stations"),
    path("org/stations/new/", new_station, name="station-new"),
    path("org/stations/<str:code>/", station, name="station"),
    path("org/stations/<str:code>/windows/new/", new_window, name="window-new"),
    path("org/stations/<str:code>/windows/<str:number>/", window, name="window"),
    path("org/stations/<str:code>/windows/<str:number>/close/", close, name="window-close"),
]
