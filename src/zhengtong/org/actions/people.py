"""人员管理: hire, change, dismiss, and what each may do where."""

from datetime import date, datetime

from django.utils import timezone

from zhengtong.foundation.checkdigits import read_mobile
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_line
from zhengtong.journal.actions import action, record

from .. import rules
from ..choices import Permission, UserKind
from ..models import Assignment, Region, Role, Staff, Station, Unit, User
from .accounts import check_free_username, check_new_password


@action("staff.hired")
def hire_staff(
    *,
    code: str,
    name: str,
    unit: Unit,
    username: str,
    password: str,
    by: Staff,
    at: datetime,
    title: str = "",
    phone: str = "",
    station: Station | None = None,
) -> Staff:
    """新增工作人员 — with an account whose first password must be changed at the first sign-in."""
    _require(by, unit)
    _check_in_being(unit)
    login, code = rules.check_username(username), tidy_line(code).upper()
    check_free_username(login)
    check_new_password(password, login)
    if not code or len(code) > 20:
        raise Refusal("staff-code", "请填写工号（不超过20位）。", "code")
    if Staff.objects.filter(code=code).exists():
        raise Refusal("staff-code-taken", "该工号已被使用。", "code")
    user = User(username=login, kind=UserKind.STAFF, date_joined=at, password_changed_at=None)
    user.set_password(password)
    user.save()
    staff = Staff.objects.create(
        user=user,
        code=code,
        name=rules.check_name(name, most=rules.PERSON_NAME),
        unit=unit,
        station=station,
        title=rules.check_line(title, 40, "职务", "title"),
        phone=read_mobile(phone, field="phone") if phone.strip() else "",
    )
    record(
        "staff.hired", f"staff:{code}", actor=f"staff:{by.code}", at=at, unit=unit.code, name=staff.name, title=title
    )
    return staff


@action("staff.changed")
def change_staff(
    staff: Staff, *, name: str, title: str, phone: str, unit: Unit, station: Station | None, by: Staff, at: datetime
) -> Staff:
    """变更人员信息 — a move to another unit needs the permission in both."""
    staff = _lock(staff)
    _require(by, staff.unit)
    _require(by, unit)
    _check_in_being(unit)
    _check_serving(staff)
    new = {
        "name": rules.check_name(name, most=rules.PERSON_NAME),
        "title": rules.check_line(title, 40, "职务", "title"),
        "phone": read_mobile(phone, field="phone") if phone.strip() else "",
        "unit": unit,
        "station": station,
    }
    changed = [field for field, value in new.items() if getattr(staff, field) != value]
    if not changed:
        raise Refusal("nothing-changed", "没有任何改动。")
    before = staff.unit.code
    for field in changed:
        setattr(staff, field, new[field])
    staff.save(update_fields=changed)
    record(
        "staff.changed",
        f"staff:{staff.code}",
        actor=f"staff:{by.code}",
        at=at,
        unit=unit.code,
        changed=changed,
        unit_before=before,
        name=staff.name,
        title=staff.title,
    )
    return staff


@action("staff.dismissed")
def dismiss_staff(staff: Staff, *, on: date, by: Staff, at: datetime) -> Staff:
    """离岗 — the login closes at once; the person and what they did stay on record (等保: 及时停用多余账户)."""
    staff = _lock(staff)
    _require(by, staff.unit)
    _check_serving(staff)
    rules.check_not_future(on, timezone.localdate(at))
    if staff.pk == by.pk:
        raise Refusal("self-dismissal", "不能停用自己的账户，请由其他安全管理员办理。")
    staff.left_on = on
    staff.save(update_fields=["left_on"])
    staff.user.is_active = False
    staff.user.set_unusable_password()
    staff.user.save(update_fields=["is_active", "password"])
    record("staff.dismissed", f"staff:{staff.code}", actor=f"staff:{by.code}", at=at, unit=staff.unit.code, on=on)
    return staff


@action("password.reset")
def reset_password(staff: Staff, password: str, *, by: Staff, at: datetime) -> None:
    """重置密码 — a new first password for a colleague, who must change it; a lock is lifted."""
    staff = _lock(staff)
    _require(by, staff.unit)
    _check_serving(staff)
    user = staff.user
    check_new_password(password, user.username)
    user.set_password(password)
    user.password_changed_at, user.failed_logins, user.locked_until = None, 0, None
    user.save(update_fields=["password", "password_changed_at", "failed_logins", "locked_until"])
    record("password.reset", f"staff:{staff.code}", actor=f"staff:{by.code}", at=at, unit=staff.unit.code)


@action("role.assigned")
def assign_role(
    staff: Staff, role: Role, *, unit: Unit | None, region: Region | None, by: Staff, at: datetime
) -> Assignment:
    """授予角色 — what (role) × where; an empty axis is no limit and needs an administrator without one."""
    staff = _lock(staff)
    _require(by, staff.unit)
    _check_serving(staff)
    place = region or (unit.region if unit else _county())
    if not rules.may(by.grants, Permission.USER_EDIT, unit.path if unit else None, place.path):
        raise Refusal("beyond-reach", "授予的范围超出了您的管理范围。", "unit")
    if staff.pk == by.pk:
        raise Refusal("self-grant", "不能给自己授权，请由其他安全管理员办理。")
    held = staff.assignments.select_related("role")
    rules.check_separation([*(assignment.role.code for assignment in held), role.code])
    assignment, is_new = Assignment.objects.get_or_create(staff=staff, role=role, unit=unit, region=region)
    if not is_new:
        raise Refusal("role-held", "该人员在这个范围内已有此角色。", "role")
    _record_role("role.assigned", assignment, by, at)
    return assignment


@action("role.removed")
def remove_assignment(assignment: Assignment, *, by: Staff, at: datetime) -> None:
    """收回角色."""
    staff = _lock(assignment.staff)
    _require(by, staff.unit)
    held = staff.assignments.select_related("role", "unit", "region").filter(pk=assignment.pk).first()
    if held is None:
        raise Unknown("该角色已被收回。")
    if staff.pk == by.pk:
        raise Refusal("self-grant", "不能变更自己的授权，请由其他安全管理员办理。")
    _record_role("role.removed", held, by, at)
    held.delete()


def _record_role(kind: str, assignment: Assignment, by: Staff, at: datetime) -> None:
    record(
        kind,
        f"staff:{assignment.staff.code}",
        actor=f"staff:{by.code}",
        at=at,
        unit=assignment.staff.unit.code,
        role=assignment.role.code,
        role_name=assignment.role.name,
        over_unit=assignment.unit.code if assignment.unit else "",
        over_region=assignment.region.code if assignment.region else "",
    )


def _lock(staff: Staff) -> Staff:
    return Staff.objects.select_for_update(of=("self",)).select_related("user", "unit__region").get(pk=staff.pk)


def _require(by: Staff, unit: Unit) -> None:
    if not by.may(Permission.USER_EDIT, unit=unit):
        raise Refusal("beyond-reach", f"您没有管理{unit.name}人员的权限。")


def _check_in_being(unit: Unit) -> None:
    # Locked, so that nobody joins a unit in the moment it is merged.
    if Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk).valid_to is not None:
        raise Refusal("unit-closed", f"{unit.name}已撤并，请选择在用的单位。", "unit")


def _check_serving(staff: Staff) -> None:
    if staff.left_on is not None:
        raise Refusal("staff-left", "该人员已离岗，不能再变更。")


def _county() -> Region:
    return Region.objects.get(parent=None, valid_to=None)
