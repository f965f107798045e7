"""群众账户的窗口服务: what a window does for somebody who stands before it with their identity card."""

import secrets
from datetime import datetime

from django.db import IntegrityError

from zhengtong.foundation.checkdigits import read_mobile
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.actions import action, record

from .. import queries
from ..choices import Permission
from ..models import Citizen, Staff
from .accounts import check_free_phone

# Nothing that is read for something else when it is copied from a slip: no 0/O, 1/l/I, 2/Z.
_UPPER, _LOWER, _DIGITS = "ABCDEFGHJKMNPQRSTUVWXY", "abcdefghijkmnpqrstuvwxy", "3456789"


def one_time_password() -> str:
    """A password to be read out once and changed at the next sign-in: over 50 bits, e.g. `Kmtwa-85739-hqRN`."""
    parts = (_UPPER, 1), (_LOWER, 4), ("-", 1), (_DIGITS, 5), ("-", 1), (_LOWER, 2), (_UPPER, 2)
    return "".join(secrets.choice(letters) for letters, count in parts for _ in range(count))


@action("citizen.password_reset")
def reset_citizen_password(citizen: Citizen, *, is_checked: bool, by: Staff, at: datetime) -> str:
    """重置密码 — the one-time password, shown once; a lock is lifted, signed-in sessions end.

    `is_checked`: the clerk compared the card with the person. The owner must change it before anything else
    (等保 2.0 三级 8.1.4.1).
    """
    citizen = _for_clerk(citizen, is_checked, by)
    password, user = one_time_password(), citizen.user
    user.set_password(password)
    user.password_changed_at, user.failed_logins, user.locked_until = None, 0, None
    user.save(update_fields=["password", "password_changed_at", "failed_logins", "locked_until"])
    record("citizen.password_reset", f"citizen:{user.pk}", actor=f"staff:{by.code}", at=at, unit=by.unit.code)
    return password


@action("citizen.phone_changed")
def change_citizen_phone(citizen: Citizen, phone: str, *, is_checked: bool, by: Staff, at: datetime) -> Citizen:
    """变更手机号码 — a natural person signs in with it and is told by it; neither number is put on record."""
    citizen = _for_clerk(citizen, is_checked, by)
    number = read_mobile(phone, field="phone")
    if number == citizen.phone:
        raise Refusal("nothing-changed", "与现在登记的手机号码相同，不必变更。", "phone")
    check_free_phone(number, citizen.kind)
    citizen.phone, citizen.phone_index = number, queries.phone_index(number)
    try:
        citizen.save(update_fields=["phone", "phone_index"])
    except IntegrityError as error:  # somebody registered with it at the same moment
        raise Refusal("phone-taken", "该手机号码刚刚已被注册，请核对。", "phone") from error
    record("citizen.phone_changed", f"citizen:{citizen.user_id}", actor=f"staff:{by.code}", at=at, unit=by.unit.code)
    return citizen


def _for_clerk(citizen: Citizen, is_checked: bool, by: Staff) -> Citizen:
    """The account, held until the act ends; only a window that receives may touch it, and only after looking."""
    if not by.may(Permission.CASE_RECEIVE):
        raise Refusal("not-permitted", "只有窗口收件人员可以办理群众账户业务。")
    if not is_checked:
        raise Refusal("identity-unchecked", "请先当面核对本人有效身份证件，确认人证一致后勾选。", "is_checked")
    return Citizen.objects.select_for_update(of=("self", "user")).select_related("user").get(pk=citizen.pk)
