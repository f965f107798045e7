"""人员: search, one person's posts, hiring, changing, resetting, dismissing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_line
from zhengtong.org import actions, queries
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff, Station, Unit
from zhengtong.web import one_act
from zhengtong.web.one_act import Typed

from ..door import desk
from .sections import day_of, region_choices, sections

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
        "units": [(each.code, each.short_name) for each in queries.units_staffed_by(request.staff)],
        "roles": [(each.code, each.name) for each in queries.all_roles()],
        "sections": sections(request.staff),
    }
    return render(request, "desk/organisation/people.html", context)


def _show(request: HttpRequest, found: Staff, errors: dict[str, str], typed: dict[str, str]) -> HttpResponse:
    context = {
        "person": found,
        "assignments": queries.assignments_of(found),
        "roles": [(role.code, role.name) for role in queries.all_roles()],
        "units": [(unit.code, unit.name) for unit in queries.units_staffed_by(request.staff)],
        "regions": region_choices(queries.current_regions()),
        "typed": typed,
        "errors": errors,
        "is_me": found.pk == request.staff.pk,
        "sections": sections(request.staff),
    }
    return render(request, "desk/organisation/person.html", context, status=409 if errors else 200)


@desk(Permission.USER_EDIT)
@require_safe
def person(request: HttpRequest, code: str) -> HttpResponse:
    return _show(request, queries.person_for_desk(request.staff, code), {}, {})


@desk(Permission.USER_EDIT)
@require_POST
def assign(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.person_for_desk(request.staff, code)
    typed = one_act.posted(request, {"role": "", "unit": "", "region": ""})
    try:
        role = queries.all_roles().filter(code=typed["role"]).first()
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
    found = queries.person_for_desk(request.staff, code)
    held = queries.assignments_of(found).filter(pk=assignment).first()
    if held is None:
        raise Unknown("该角色已被收回。")
    return one_act.button(
        request,
        lambda: actions.remove_assignment(held, by=request.staff, at=timezone.now()),
        f"已收回{found.name}的“{held.role.name}”。",
        redirect("desk:person", code),
    )


@desk(Permission.USER_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.person_for_desk(request.staff, code)
    typed = {
        "name": found.name,
        "title": found.title,
        "phone": "",
        "unit": found.unit.code,
        "station": found.station.code if found.station else "",
    }

    def change(typed: Typed) -> Staff:
        told = {**typed, "phone": typed["phone"] or found.phone, **_place(request.staff, typed)}
        return actions.change_staff(found, **told, by=request.staff, at=timezone.now())

    return one_act.form(
        request,
        "desk/organisation/person_edit.html",
        typed,
        change,
        lambda made: ("人员信息已修改。", redirect("desk:person", code)),
        person=found,
        **_places(request.staff),
    )


@desk(Permission.USER_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def hire(request: HttpRequest) -> HttpResponse:
    names = ("code", "name", "username", "unit", "station", "title", "phone")

    def act(typed: Typed) -> Staff:
        told = {**typed, **_place(request.staff, typed)}
        # The password is not among the names: it is never shown again.
        return actions.hire_staff(
            **told, password=request.POST.get("password", ""), by=request.staff, at=timezone.now()
        )

    return one_act.form(
        request,
        "desk/organisation/person_new.html",
        dict.fromkeys(names, ""),
        act,
        lambda made: (
            f"{made.name}的账户已建立，请当面告知初始密码，并在下面授予角色。",
            redirect("desk:person", made.code),
        ),
        **_places(request.staff),
    )


def _place(staff: Staff, typed: Typed) -> dict[str, Unit | Station | None]:
    unit = queries.units_staffed_by(staff).filter(code=typed["unit"]).first()
    if unit is None:
        raise Refusal("unit-missing", "请选择所在单位。", "unit")
    return {"unit": unit, "station": queries.all_stations().filter(code=typed["station"]).first()}


def _places(staff: Staff) -> dict[str, list[tuple[str, str]]]:
    return {
        "units": [(unit.code, unit.name) for unit in queries.units_staffed_by(staff)],
        "stations": [(station.code, station.name) for station in queries.all_stations()],
    }


@desk(Permission.USER_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.person_for_desk(request.staff, code)

    def act(typed: Typed) -> None:
        actions.reset_password(found, request.POST.get("password", ""), by=request.staff, at=timezone.now())

    return one_act.form(
        request,
        "desk/organisation/person_reset.html",
        {},
        act,
        lambda made: (f"{found.name}的密码已重置，请当面告知；首次登录后须修改。", redirect("desk:person", code)),
        person=found,
    )


@desk(Permission.USER_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def dismiss(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.person_for_desk(request.staff, code)
    return one_act.form(
        request,
        "desk/organisation/person_dismiss.html",
        {"on": timezone.localdate().isoformat()},
        lambda typed: actions.dismiss_staff(found, on=day_of(typed["on"]), by=request.staff, at=timezone.now()),
        lambda made: (f"{found.name}已办理离岗，账户已停用。", redirect("desk:person", code)),
        person=found,
        follows=(
            "账户立即停用，不能再登录。",
            "所任角色随之失效，办理过的事项和记录全部保留。",
            "离岗后不能恢复，返岗须另建账户。",
        ),
    )


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
