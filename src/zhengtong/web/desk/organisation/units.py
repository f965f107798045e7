"""单位: the list, one unit's facts and changes, a new unit, a merger."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line
from zhengtong.org import actions, queries
from zhengtong.org.choices import Permission, UnitKind
from zhengtong.org.models import Unit
from zhengtong.web import one_act
from zhengtong.web.one_act import Typed

from ..door import desk
from .sections import day_of, lines, sections

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


@desk(Permission.ORG_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def unit(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.unit_for_desk(request.staff, code)
    typed = {
        "phone": found.phone,
        "address": found.address,
        "handles": "、".join(found.handles),
        "owns_items": "1" if found.owns_items else "",
    }

    absorbed = list(found.absorbed.order_by("valid_to", "number"))

    def edit(typed: Typed) -> Unit:
        told = {**typed, "owns_items": bool(typed["owns_items"]), "handles": lines(typed["handles"])}
        return actions.edit_unit(found, **told, by=request.staff, at=timezone.now())

    return one_act.form(
        request,
        "desk/organisation/unit.html",
        typed,
        edit,
        lambda made: ("单位信息已修改。", redirect("desk:unit", code)),
        unit=found,
        absorbed=absorbed,
        former=[each for each in found.former if each["code"] not in {unit.code for unit in absorbed}],
        owning=OWNING,
        sections=sections(request.staff),
    )


@desk(Permission.ORG_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.unit_for_desk(request.staff, code)

    def act(typed: Typed) -> Unit:
        return actions.rename_unit(
            found,
            name=typed["name"],
            short_name=typed["short_name"],
            on=day_of(typed["on"]),
            by=request.staff,
            at=timezone.now(),
        )

    return one_act.form(
        request,
        "desk/organisation/unit_rename.html",
        {"name": found.name, "short_name": found.short_name, "on": timezone.localdate().isoformat()},
        act,
        lambda made: ("单位已更名，原名称保留在沿革中。", redirect("desk:unit", code)),
        unit=found,
    )


@desk(Permission.ORG_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, code: str) -> HttpResponse:
    """撤并: into which unit and from which day; who still serves there is named before anything is asked."""
    found = queries.unit_for_desk(request.staff, code)
    others = queries.units_for_desk(request.staff).filter(valid_to=None).exclude(pk=found.pk)

    def act(typed: Typed) -> Unit:
        into = others.filter(code=typed["into"]).first()
        if into is None:
            raise Refusal("into-missing", "请选择接收其职责的单位。", "into")
        return actions.merge_unit(found, into, on=day_of(typed["on"]), by=request.staff, at=timezone.now())

    return one_act.form(
        request,
        "desk/organisation/unit_merge.html",
        {"into": "", "on": timezone.localdate().isoformat()},
        act,
        lambda into: (f"{found.name}已并入{into.name}。", redirect("desk:unit", into.code)),
        unit=found,
        serving=queries.serving_in(found),
        others=[(other.code, other.name) for other in others],
        follows=(
            f"{found.name}停用，原有事项和未办结的办件保留原编码，由接收单位继续办理。",
            "原单位运行的便民服务站转由接收单位运行；为原单位收件的窗口同时为接收单位收件。",
            "撤并后不能恢复。",
        ),
    )


@desk(Permission.ORG_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new_unit(request: HttpRequest) -> HttpResponse:
    names = ("code", "number", "name", "short_name", "kind", "region", "parent", "credit_code")
    regions = queries.regions_for_desk(request.staff).exclude(level="village")
    parents = queries.units_for_desk(request.staff).filter(valid_to=None)

    def add(typed: Typed) -> Unit:
        region = regions.filter(code=typed["region"]).first()
        if region is None:
            raise Refusal("region-missing", "请选择所在区划。", "region")
        told = {
            **typed,
            "number": typed["number"].strip(),
            "region": region,
            "parent": parents.filter(code=typed["parent"]).first(),
            "owns_items": bool(typed["owns_items"]),
        }
        return actions.add_unit(**told, by=request.staff, at=timezone.now())

    return one_act.form(
        request,
        "desk/organisation/unit_new.html",
        dict.fromkeys(names, "") | {"owns_items": "1"},
        add,
        lambda made: (f"{made.name}已登记。", redirect("desk:unit", made.code)),
        kinds=UnitKind.choices,
        regions=[(region.code, region.name) for region in regions],
        parents=[(parent.code, parent.name) for parent in parents],
        owning=OWNING,
    )


urls = [
    path("org/", units, name="org"),
    path("org/units/new/", new_unit, name="unit-new"),
    path("org/units/<str:code>/", unit, name="unit"),
    path("org/units/<str:code>/rename/", rename, name="unit-rename"),
    path("org/units/<str:code>/merge/", merge, name="unit-merge"),
]
