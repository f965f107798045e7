"""公众注册、登录、退出、修改密码."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from zhengtong.foundation import crypto
from zhengtong.foundation.checkdigits import read_mobile
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line
from zhengtong.journal.actions import action, record
from zhengtong.journal.queries import entries_of

from .. import queries, rules
from ..choices import CitizenKind, IdType, UserKind
from ..models import Citizen, Region, User

_WRONG = "用户名或密码不正确。连续输错{failures}次，账户将锁定{minutes}分钟。"
_LOCKED = "密码连续输错，账户已锁定，请于{until}后再试。"
# What is compared when there is no such account, so that an answer takes as long as for one that exists.
_NO_PASSWORD = "!"  # noqa: S105 — Django's mark of an unusable password


@dataclass(frozen=True, slots=True)
class Registration:
    """What a person fills in to get an account. `id_type` is an IdType; for a legal person the credit code."""

    username: str
    password: str
    kind: str
    name: str
    id_number: str
    phone: str
    region: Region | None
    id_type: str = IdType.RESIDENT
    address: str = ""
    legal_representative: str = ""
    contact_name: str = ""


def problems_of(new: Registration, *, at: datetime) -> list[Refusal]:
    """Everything that stands against a registration, field by field, so that a page can say it all at once."""
    is_legal = new.kind == CitizenKind.LEGAL
    checks: list[Callable[[], object]] = [
        lambda: check_free_username(rules.check_username(new.username)),
        lambda: check_new_password(new.password, new.username),
        lambda: rules.check_name(new.name),
        lambda: _check_free_number(_id_number(new, at)),
        lambda: check_free_phone(read_mobile(new.phone, field="phone"), new.kind),
        lambda: _check_region(new.region),
        lambda: rules.check_line(new.address, rules.ADDRESS, "联系地址", "address"),
        lambda: rules.check_line(new.contact_name, rules.PERSON_NAME, "联系人", "contact_name"),
    ]
    if is_legal:
        checks.append(lambda: rules.check_name(new.legal_representative, "legal_representative", rules.PERSON_NAME))
    found = []
    for check in checks:
        try:
            check()
        except Refusal as refusal:
            found.append(refusal)
    return found


@action("citizen.registered")
def register_citizen(new: Registration, *, at: datetime) -> Citizen:
    """注册 — a natural or legal person gets an account; raises the first of `problems_of`."""
    for refusal in problems_of(new, at=at):
        raise refusal
    number, phone = _id_number(new, at), read_mobile(new.phone)
    username = rules.check_username(new.username)
    user = User(username=username, kind=UserKind.CITIZEN, date_joined=at, password_changed_at=at)
    user.set_password(new.password)
    try:
        user.save()
        citizen = Citizen.objects.create(
            user=user,
            kind=new.kind,
            name=rules.check_name(new.name),
            id_type=_id_type(new),
            id_number=number,
            id_index=queries.id_index(number),
            phone=phone,
            phone_index=queries.phone_index(phone),
            legal_representative=tidy_line(new.legal_representative),
            contact_name=tidy_line(new.contact_name),
            address=tidy_line(new.address),
            region=new.region,
            registered_at=at,
        )
    except IntegrityError as error:  # two registrations at the same moment
        raise Refusal("account-taken", "该用户名、证件号码或手机号码刚刚已被注册，请直接登录或更换后重试。") from error
    record(
        "citizen.registered",
        f"citizen:{user.pk}",
        actor=f"citizen:{user.pk}",
        at=at,
        citizen_kind=new.kind,
        id_type=citizen.id_type,
        region=citizen.region.code,
    )
    return citizen


def _id_type(new: Registration) -> str:
    return IdType.CREDIT_CODE if new.kind == CitizenKind.LEGAL else new.id_type


def _id_number(new: Registration, at: datetime) -> str:
    if new.kind == CitizenKind.NATURAL and new.id_type in (IdType.CREDIT_CODE, ""):
        raise Refusal("id-type", "请选择证件类型。", "id_type")
    return rules.read_id_number(_id_type(new), new.id_number, timezone.localdate(at))


def check_free_username(username: str) -> None:
    """Refuse a login name that somebody has; part of the caller's act."""
    if User.objects.filter(username=username).exists():
        raise Refusal("username-taken", "该用户名已被使用，请更换。", "username")


def _check_free_number(number: str) -> None:
    if Citizen.objects.filter(id_index=queries.id_index(number)).exists():
        raise Refusal("id-taken", "该证件号码已注册，请直接登录；如忘记密码，请持证件到窗口重置。", "id_number")


def check_free_phone(phone: str, kind: str) -> None:
    """Refuse a number another account of the kind has; part of the caller's act."""
    # A company's contact may also have an account of their own; two persons may not share a number.
    if Citizen.objects.filter(phone_index=queries.phone_index(phone), kind=kind).exists():
        raise Refusal("phone-taken", "该手机号码已注册，请直接登录或更换手机号码。", "phone")


def _check_region(region: Region | None) -> None:
    if region is None:
        raise Refusal("region-missing", "请选择所在乡镇和村（社区）。", "region")


def check_new_password(password: str, username: str) -> None:
    """Refuse a weak or common password; part of the caller's act."""
    rules.check_password(password, username.strip())
    try:
        CommonPasswordValidator().validate(password)
    except ValidationError as error:
        raise Refusal("password-common", "这个密码太常见，容易被猜到，请更换。", "password") from error


# --- sessions ---


@action("session.opened", "session.refused")
def sign_in(name: str, password: str, *, at: datetime, address: str = "") -> User | Refusal:
    """登录 by login name or mobile number — the account, or the refusal as a value.

    A failed attempt must stay on record and count, so it is returned and not raised. Whether the account exists shows
    neither in the answer nor in the time it takes (等保 2.0 三级 8.1.4.1).
    """
    typed = tidy_line(name).lower()
    user = _account(typed)
    # The password is always compared, also for nobody and for a locked account: the time must not tell.
    is_right = check_password(password, user.password if user else _NO_PASSWORD)
    if user is None:
        return _refuse_nobody(typed, at, address)

    actor = queries.actor_of(user)
    if user.locked_until is not None and user.locked_until <= at:
        user.locked_until, user.failed_logins = None, 0
    if user.locked_until is None and is_right:
        user.failed_logins, user.last_login = 0, at
        user.save(update_fields=["failed_logins", "locked_until", "last_login"])
        record("session.opened", actor, actor=actor, at=at, address=address)
        return user

    if user.locked_until is None:
        user.failed_logins += 1
        if user.failed_logins >= settings.LOGIN_FAILURES_BEFORE_LOCK:
            user.locked_until = at + settings.LOGIN_LOCK
    user.save(update_fields=["failed_logins", "locked_until"])
    record("session.refused", actor, actor=actor, at=at, address=address, is_locked=user.locked_until is not None)
    return _refusal(user.locked_until)


def _account(typed: str) -> User | None:
    """The active account behind a login name or a natural person's mobile number, its row locked."""
    accounts = User.objects.select_for_update(of=("self",)).filter(is_active=True)
    if typed.isdigit():
        return accounts.filter(
            citizen__phone_index=queries.phone_index(typed), citizen__kind=CitizenKind.NATURAL
        ).first()
    return accounts.filter(username=typed).first()


def _refuse_nobody(typed: str, at: datetime, address: str) -> Refusal:
    # People type their identity number or even a password here, so the journal gets a keyed hash of it.
    subject = f"login:{crypto.blind_index(typed, 'login')[:32]}"
    recent = entries_of(subject).filter(kind="session.refused", at__gt=at - settings.LOGIN_LOCK)
    moments = list(recent.values_list("at", flat=True)[: settings.LOGIN_FAILURES_BEFORE_LOCK])
    failures = len(moments) + 1
    locked_until = None
    if failures >= settings.LOGIN_FAILURES_BEFORE_LOCK:
        fifth = (
            moments[settings.LOGIN_FAILURES_BEFORE_LOCK - 1] if failures > settings.LOGIN_FAILURES_BEFORE_LOCK else at
        )
        locked_until = fifth + settings.LOGIN_LOCK
    record("session.refused", subject, actor="system", at=at, address=address, is_locked=locked_until is not None)
    return _refusal(locked_until)


def _refusal(locked_until: datetime | None) -> Refusal:
    if locked_until is not None:
        until = f"{timezone.localtime(locked_until):%H:%M}"
        return Refusal("sign-in-locked", _LOCKED.format(until=until))
    minutes = int(settings.LOGIN_LOCK.total_seconds() // 60)
    return Refusal(
        "sign-in-wrong", _WRONG.format(failures=settings.LOGIN_FAILURES_BEFORE_LOCK, minutes=minutes), "password"
    )


@action("session.closed")
def sign_out(user: User, *, at: datetime, address: str = "") -> None:
    """退出登录."""
    actor = queries.actor_of(user)
    record("session.closed", actor, actor=actor, at=at, address=address)


@action("password.changed")
def change_password(user: User, current: str, new: str, *, at: datetime) -> None:
    """修改密码 — the old one is asked for, the new one must differ and be strong enough."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if not check_password(current, user.password):
        raise Refusal("password-wrong", "当前密码不正确。", "current")
    check_new_password(new, user.username)
    if check_password(new, user.password):
        raise Refusal("password-same", "新密码不能与当前密码相同。", "password")
    user.set_password(new)
    user.password_changed_at = at
    user.save(update_fields=["password", "password_changed_at"])
    actor = queries.actor_of(user)
    record("password.changed", actor, actor=actor, at=at)
