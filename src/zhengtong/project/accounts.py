"""Accounts as the operator at the console meets them: the demo county's, and the first way in where there are none."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from zhengtong.foundation.errors import Refusal
from zhengtong.journal.actions import action, record
from zhengtong.org.actions.accounts import check_new_password
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


def _untouched() -> QuerySet[User]:
    """Users who never changed the password they were loaded with; "!" begins one that opens nothing."""
    return User.objects.filter(is_active=True, password_changed_at=F("date_joined")).exclude(
        password__startswith="!"  # noqa: S106 — not a password: the mark of one that opens nothing
    )


@action("password.reset")
def open_account(username: str, password: str, *, at: datetime) -> User:
    """重置密码 from the console — for the first security administrator, and for whoever is locked out altogether.

    Raises Refusal for an unknown login name or a weak password. The owner must change it at the next sign-in.
    """
    user = User.objects.select_for_update().filter(username=username, is_active=True).first()
    if user is None:
        raise Refusal("no-account", f"没有用户名为“{username}”的账号，或者已停用。")
    check_new_password(password, user.username)
    user.set_password(password)
    user.password_changed_at, user.failed_logins, user.locked_until = None, 0, None
    user.save(update_fields=["password", "password_changed_at", "failed_logins", "locked_until"])
    record("password.reset", f"user:{user.username}", actor="system", at=at)
    return user
