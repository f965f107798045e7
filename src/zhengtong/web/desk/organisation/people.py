"""人员: search, one person's posts, hiring, changing, resetting, dismissing."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_line
from zhengtong.org import actions, queries
from zhengtong.org.choices import Permission
from zhengtong.org.models import Role, Staff, Station, Unit

from ..door import desk
from .sections import posted, sections
from .units import day_of

PAGE = 50


@desk(Permission.USER_EDIT)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    words, unit = tidy_line(request.GET.get("words", "")), request.GET.get("unit", "")
    role, has_left = request.GET.get("role", ""), request.GET.get("left") == "1"
    found = queries.staff_for_desk(request.staff).prefetch_related("assignments__role")
    if words:
        found = found.filter(Q(name__contains=words) | Q(code__iexact=words) | Q(user__username=words.lower()))
    if unit:
        found = found.filter(unit__code=unit)
    if role:
        found = found.filter(assignments__role__code=role).distinct()
    if not has_left:
        found = found.filter(left_on=None)
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "words": words,
        "unit": unit,
        "role": role,
        "has_left": has_left,
        "units": _units(request.staff),
        "roles": Role.objects.order_by("name"),
        "sections": sections(request.staff),
    }
    return render(request, "desk/organisation/people.html", context)


def _units(staff: Staff) -> QuerySet[Unit]:
    return queries.current_units().filter(queries.reach(staff, Permission.USER_EDIT, unit="", region=None))


def _person(staff: Staff, code: str) -> Staff:
    found = queries.staff_for_desk(staff).filter(code=code).first()
    if found is None:
        raise Unknown("没有这位工作人员。")
    return found


def _show(request: HttpRequest, found: Staff, errors: dict[str, str], typed: dict[str, str]) -> HttpResponse:
    context = {
        "person": found,
        "assignments": queries.assignments_of(found),
        "roles": [(role.code, role.name) for role in Role.objects.order_by("name")],
        "units": [(unit.code, unit.name) for unit in _units(request.staff)],
        "regions": _region_choices(),
        "typed": typed,
        "errors": errors,
        "is_me": found.pk == request.staff.pk,
        "sections": sections(request.staff),
    }
    return render(request, "desk/organisation/person.html", context, status=409 if errors else 200)


def _region_choices() -> list[tuple[str, object]]:
    county = queries.current_regions().filter(level="county").first()
    groups: list[tuple[str, object]] = [(county.code, county.name)] if county else []
    for township, villages in queries.region_tree():
        groups.append((township.name, [(region.code, region.name) for region in (township, *villages)]))
    return groups


@desk(Permission.USER_EDIT)
@require_safe
def person(request: HttpRequest, code: str) -> HttpResponse:
    return _show(request, _person(request.staff, code), {}, {})


@desk(Permission.USER_EDIT)
@require_POST
def assign(request: HttpRequest, code: str) -> HttpResponse:
    found = _person(request.staff, code)
    typed = posted(request, "role", "unit", "region")
    try:
        role = Role.objects.filter(code=typed["role"]).first()
        if role is None:
            raise Refusal("role-missing", "请选择角色。", "role")
        actions.assign_role(
            found,
            role,
            unit=queries.unit_by_code(typed["unit"]) if typed["unit"] else None,
            region=queries.region_by_code(typed["region"]) if typed["region"] else None,
            by=request.staff,
            at=timezone.now(),
        )
    except Refusal as refusal:
        return _show(request, found, {refusal.field or "": refusal.sentence}, typed)
    messages.success(request, f"已授予{found.name}“{role.name}”。")
    return redirect("desk:person", code)


@desk(Permission.USER_EDIT)
@require_POST
def withdraw(request: HttpRequest, code: str, assignment: int) -> HttpResponse:
    found = _person(request.staff, code)
    held = queries.assignments_of(found).filter(pk=assignment).first()
    if held is None:
        raise Unknown("该角色已被收回。")
    return _do(
        request,
        code,
        lambda: actions.remove_assignment(held, by=request.staff, at=timezone.now()),
        f"已收回{found.name}的“{held.role.name}”。",
    )


def _do(request: HttpRequest, code: str, act: Callable[[], object], done: str) -> HttpResponse:
    try:
        act()
    except Unknown:
        raise
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    return redirect("desk:person", code)


@desk(Permission.USER_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    found = _person(request.staff, code)
    typed = {
        "name": found.name,
        "title": found.title,
        "phone": "",
        "unit": found.unit.code,
        "station": found.station.code if found.station else "",
    }
    errors: dict[str, str] = {}
    if request.method == "POST":
        typed = posted(request, *typed)
        try:
            actions.change_staff(
                found,
                name=typed["name"],
                title=typed["title"],
                phone=typed["phone"] or found.phone,
                unit=_chosen_unit(request.staff, typed["unit"]),
                station=Station.objects.filter(code=typed["station"]).first(),
                by=request.staff,
                at=timezone.now(),
            )
        except Refusal as refusal:
            errors[refusal.field or ""] = refusal.sentence
        else:
            messages.success(request, "人员信息已修改。")
            return redirect("desk:person", code)
    return _form(request, "desk/organisation/person_edit.html", typed, errors, found)


@desk(Permission.USER_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def hire(request: HttpRequest) -> HttpResponse:
    names = ("code", "name", "username", "unit", "station", "title", "phone")
    typed, errors = dict.fromkeys(names, ""), {}
    if request.method == "POST":
        typed = posted(request, *names)
        try:
            made = actions.hire_staff(
                code=typed["code"],
                name=typed["name"],
                username=typed["username"],
                password=request.POST.get("password", ""),
                unit=_chosen_unit(request.staff, typed["unit"]),
                station=Station.objects.filter(code=typed["station"]).first(),
                title=typed["title"],
                phone=typed["phone"],
                by=request.staff,
                at=timezone.now(),
            )
        except Refusal as refusal:
            errors[refusal.field or ""] = refusal.sentence
        else:
            messages.success(request, f"{made.name}的账户已建立，请当面告知初始密码，并在下面授予角色。")
            return redirect("desk:person", made.code)
    return _form(request, "desk/organisation/person_new.html", typed, errors, None)


def _chosen_unit(staff: Staff, code: str) -> Unit:
    unit = _units(staff).filter(code=code).first()
    if unit is None:
        raise Refusal("unit-missing", "请选择所在单位。", "unit")
    return unit


def _form(
    request: HttpRequest, template: str, typed: dict[str, str], errors: dict[str, str], found: Staff | None
) -> HttpResponse:
    context = {
        "typed": typed,
        "errors": errors,
        "person": found,
        "units": [(unit.code, unit.name) for unit in _units(request.staff)],
        "stations": [(station.code, station.name) for station in Station.objects.order_by("region__path", "code")],
    }
    return render(request, template, context, status=409 if errors else 200)


@desk(Permission.USER_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: HttpRequest, code: str) -> HttpResponse:
    found, errors = _person(request.staff, code), {}
    if request.method == "POST":
        try:
            actions.reset_password(found, request.POST.get("password", ""), by=request.staff, at=timezone.now())
        except Refusal as refusal:
            errors[refusal.field or ""] = refusal.sentence
        else:
            messages.success(request, f"{found.name}的密码已重置，请当面告知；首次登录后须修改。")
            return redirect("desk:person", code)
    context = {"person": found, "errors": errors}
    return render(request, "desk/organisation/person_reset.html", context, status=409 if errors else 200)


@desk(Permission.USER_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def dismiss(request: HttpRequest, code: str) -> HttpResponse:
    found, errors = _person(request.staff, code), {}
    typed = {"on": timezone.localdate().isoformat()}
    if request.method == "POST":
        typed = posted(request, "on")
        try:
            actions.dismiss_staff(found, on=day_of(typed["on"]), by=request.staff, at=timezone.now())
        except Refusal as refusal:
            errors[refusal.field or ""] = refusal.sentence
        else:
            messages.success(request, f"{found.name}已办理离岗，账户已停用。")
            return redirect("desk:person", code)
    follows = (
        "账户立即停用，不能再登录。",
        "所任角色随之失效，办理过的事项和记录全部保留。",
        "离岗后不能恢复，返岗须另建账户。",
    )
    context = {"person": found, "typed": typed, "errors": errors, "follows": follows}
    return render(request, "desk/organisation/person_dismiss.html", context, status=409 if errors else 200)


urls = [
    path("org/people/", people, name="people"),
    path("org/people/new/", hire, name="person-new"),
    path("org/people/<str:code>/", person, name="person"),
    path("org/people/<str:code>/edit/", edit, name="person-edit"),
    path("org/people/<str:code>/assign/", assign, name="person-assign"),
    path("org/people/<str:code>/withdraw/<int:assignment>/", withdraw, name="person-withdraw"),
    path("org/people/<str:code>/reset/", reset, name="person-reset"),
    path("org/people/<str:code>/dismiss/", dismiss, name="person-dismiss"),
]
