"""便民服务站与窗口."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_line
from zhengtong.org import actions, queries
from zhengtong.org.choices import Permission, StationLevel
from zhengtong.org.models import Staff, Station

from ..door import desk
from .sections import lines, posted, sections

PAGE = 50


@desk(Permission.ORG_EDIT)
@require_safe
def stations(request: HttpRequest) -> HttpResponse:
    words, level = tidy_line(request.GET.get("words", "")), request.GET.get("level", "")
    found = queries.stations_for_desk(request.staff).annotate(counters=Count("windows"))
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


def _station(staff: Staff, code: str) -> Station:
    found = queries.stations_for_desk(staff).filter(code=code).first()
    if found is None:
        raise Unknown("没有这个便民服务站。")
    return found


@desk(Permission.ORG_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def station(request: HttpRequest, code: str) -> HttpResponse:
    found = _station(request.staff, code)
    typed = {
        "name": found.name,
        "address": found.address,
        "hours": found.hours,
        "phone": found.phone,
        "devices": "、".join(found.devices),
    }
    errors: dict[str, str] = {}
    if request.method == "POST":
        typed = posted(request, *typed)
        try:
            actions.edit_station(
                found,
                name=typed["name"],
                address=typed["address"],
                hours=typed["hours"],
                phone=typed["phone"],
                devices=lines(typed["devices"]),
                by=request.staff,
                at=timezone.now(),
            )
        except Refusal as refusal:
            errors[refusal.field or ""] = refusal.sentence
        else:
            messages.success(request, "便民服务站信息已修改。")
            return redirect("desk:station", code)
    context = {
        "station": found,
        "windows": found.windows.prefetch_related("units").order_by("number"),
        "people": found.staff.filter(left_on=None).order_by("code"),
        "typed": typed,
        "errors": errors,
        "sections": sections(request.staff),
    }
    return render(request, "desk/organisation/station.html", context, status=409 if errors else 200)


@desk(Permission.ORG_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def window(request: HttpRequest, code: str, number: str) -> HttpResponse:
    place = _station(request.staff, code)
    found = place.windows.filter(number=number).first()
    if found is None:
        raise Unknown("没有这个窗口。")
    name, chosen = found.name, [unit.code for unit in found.units.all()]
    errors: dict[str, str] = {}
    if request.method == "POST":
        name, chosen = request.POST.get("name", ""), request.POST.getlist("units")
        try:
            actions.edit_window(
                found,
                name=name,
                units=queries.current_units().filter(code__in=chosen),
                by=request.staff,
                at=timezone.now(),
            )
        except Refusal as refusal:
            errors[refusal.field or ""] = refusal.sentence
        else:
            messages.success(request, f"{number}号窗口已修改。")
            return redirect("desk:station", code)
    context = {
        "station": place,
        "window": found,
        "name": name,
        "chosen": chosen,
        "units": [(unit.code, unit.short_name) for unit in queries.current_units()],
        "errors": errors,
    }
    return render(request, "desk/organisation/window.html", context, status=409 if errors else 200)


urls = [
    path("org/stations/", stations, name="stations"),
    path("org/stations/<str:code>/", station, name="station"),
    path("org/stations/<str:code>/windows/<str:number>/", window, name="window"),
]
