"""The demo county's accounts, for the table an operator reads after the start."""

from dataclasses import dataclass

from django.db.models import F

from zhengtong.org.choices import CitizenKind
from zhengtong.org.models import Assignment, Citizen, Role, User

PASSWORD = "Anfu@2026"  # noqa: S105 — documented in the README; only the demo county's accounts have it, and only with DEMO=1
"""What every account of the demo county signs in with until its owner changes it."""


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One line of the table."""

    role: str
    name: str
    username: str
    unit: str


def demo_accounts() -> list[DemoAccount]:
    """One account for every role, and one natural and one legal person, whose password is still as loaded."""
    return [*_staff(), *_citizens()]


def _staff() -> list[DemoAccount]:
    found = []
    for role in Role.objects.order_by("id"):
        post = (
            Assignment.objects.filter(role=role, staff__left_on=None, staff__user__in=_untouched())
            .select_related("staff__user", "staff__unit")
            .order_by("staff_id")
            .first()
        )
        if post:
            staff = post.staff
            found.append(DemoAccount(role.name, staff.name, staff.user.username, staff.unit.short_name))
    return found


def _citizens() -> list[DemoAccount]:
    found = []
    for kind in CitizenKind:
        citizen = Citizen.objects.filter(kind=kind, user__in=_untouched()).select_related("user").order_by("id").first()
        if citizen:
            found.append(DemoAccount(f"公众（{kind.label}）", citizen.name, citizen.user.username, "—"))
    return found


def _untouched():
    """Users who never changed the password they were loaded with; "!" begins one that opens nothing."""
    return User.objects.filter(is_active=True, password_changed_at=F("date_joined")).exclude(
        password__startswith="!"  # noqa: S106 — not a password: the mark of one that opens nothing
    )
