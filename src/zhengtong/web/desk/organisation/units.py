"""单位: the list, one unit's facts and changes, a new unit."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_line
from zhengtong.org import actions, queries
from zhengtong.org.choices import Permission, UnitKind
from zhengtong.org.models import Staff, Unit

from ..door import desk
from .sections import lines, posted, sections

OWNING = (("1", "在办事大厅列出本单位的事项"),)


@desk(Permission.ORG_EDIT, Permission.USER_EDIT)
@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """单位名录; who only administers people goes to them at once."""
    if not request.staff.may(Permission.ORG_EDIT):
        return redirect("desk:people")
    words, kind = tidy_line(request.GET.get("words", "")), request.GET.get("kind", "")
    found = queries.units_for_desk(request.staff)
    if words:
        found = found.filter(name__contains=words) | found.filter(short_name__contains=words) | found.filter(code=words)
    if kind in UnitKind.values:
        found = found.filter(kind=kind)
    context = {
        "units": found,
        "words": words,
        "kind": kind,
        "kinds": UnitKind.choices,
        "sections": sections(request.staff),
    }
    return render(request, "desk/organisation/units.html", context)


def _unit(staff: Staff, code: str) -> Unit:
    found = queries.units_for_desk(staff).filter(code=code).first()
    if found is None:
        raise Unknown("没有这个单位。")
    return found


@desk(Permission.ORG_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def unit(request: HttpRequest, code: str) -> HttpResponse:
    found = _unit(request.staff, code)
    typed = {
        "phone": found.phone,
        "address": found.address,
        "handles": "、".join(found.handles),
        "owns_items": "1" if found.owns_items else "",
    }
    errors: dict[str, str] = {}
    if request.method == "POST":
        typed = posted(request, *typed)
        try:
            actions.edit_unit(
                found,
                phone=typed["phone"],
                address=typed["address"],
                owns_items=bool(typed["owns_items"]),
                handles=lines(typed["handles"]),
                by=request.staff,
                at=timezone.now(),
            )
        except Refusal as refusal:
            errors[refusal.field or ""] = refusal.sentence
        else:
            messages.success(request, "单位信息已修改。")
            return redirect("desk:unit", code)
    context = {
        "unit": found,
        "typed": typed,
        "errors": errors,
        "owning": OWNING,
        "sections": sections(request.staff),
    }
    return render(request, "desk/organisation/unit.html", context, status=409 if errors else 200)


@desk(Permission.ORG_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, code: str) -> HttpResponse:
    found = _unit(request.staff, code)
    typed = {"name": found.name, "short_name": found.short_name, "on": timezone.localdate().isoformat()}
    errors: dict[str, str] = {}
    if request.method == "POST":
        typed = posted(request, *typed)
        try:
            actions.rename_unit(
                found,
                name=typed["name"],
                short_name=typed["short_name"],
                on=day_of(typed["on"]),
                by=request.staff,
                at=timezone.now(),
            )
        except Refusal as refusal:
            errors[refusal.field or ""] = refusal.sentence
        else:
            messages.success(request, "单位已更名，原名称保留在沿革中。")
            return redirect("desk:unit", code)
    context = {"unit": found, "typed": typed, "errors": errors}
    return render(request, "desk/organisation/unit_rename.html", context, status=409 if errors else 200)


@desk(Permission.ORG_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new_unit(request: HttpRequest) -> HttpResponse:
    names = ("code", "number", "name", "short_name", "kind", "region", "parent", "credit_code", "owns_items")
    typed = dict.fromkeys(names, "") | {"owns_items": "1"}
    errors: dict[str, str] = {}
    regions = queries.regions_for_desk(request.staff).exclude(level="village")
    parents = queries.units_for_desk(request.staff).filter(valid_to=None)
    if request.method == "POST":
        typed = posted(request, *names)
        region = regions.filter(code=typed["region"]).first()
        try:
            if region is None:
                raise Refusal("region-missing", "请选择所在区划。", "region")
            made = actions.add_unit(
                code=typed["code"],
                number=typed["number"].strip(),
                name=typed["name"],
                short_name=typed["short_name"],
                kind=typed["kind"],
                region=region,
                parent=parents.filter(code=typed["parent"]).first(),
                credit_code=typed["credit_code"],
                owns_items=bool(typed["owns_items"]),
                by=request.staff,
                at=timezone.now(),
            )
        except Refusal as refusal:
            errors[refusal.field or ""] = refusal.sentence
        else:
            messages.success(request, f"{made.name}已登记。")
            return redirect("desk:unit", made.code)
    context = {
        "typed": typed,
        "errors": errors,
        "kinds": UnitKind.choices,
        "regions": [(region.code, region.name) for region in regions],
        "parents": [(parent.code, parent.name) for parent in parents],
        "owning": OWNING,
    }
    return render(request, "desk/organisation/unit_new.html", context, status=409 if errors else 200)


def day_of(text: str) -> date:
    """A typed day; raises Refusal."""
    try:
        day = parse_date(text.strip())
    except ValueError:
        day = None
    if day is None:
        raise Refusal("day-shape", "请填写有效的日期，例如2026-11-23。", "on")
    return day


urls = [
    path("org/", units, name="org"),
    path("org/units/new/", new_unit, name="unit-new"),
    path("org/units/<str:code>/", unit, name="unit"),
    path("org/units/<str:code>/rename/", rename, name="unit-rename"),
]
