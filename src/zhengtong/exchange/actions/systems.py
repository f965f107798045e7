"""登记 — outside systems, the keys they prove themselves with, and how their files are read."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import action, record
from zhengtong.org import queries as org
from zhengtong.org.choices import Permission
from zhengtong.org.models import Region, Staff, Unit
from zhengtong.org.rules import check_line

from ..choices import Business
from ..keys import secret_hash
from ..models import ColumnMapping, OutsideSystem, SystemKey
from ..rules.mapping import check_mapping

CONSOLE = "system:console"
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,19}")
_OWN = "county"


@dataclass(frozen=True, slots=True)
class Issued:
    """A new key with what is told once and never again: the secret and the key for signing bodies."""

    key: SystemKey
    secret: str
    signing_key: str


@action("system.registered")
def register_system(
    code: str,
    *,
    name: str = "",
    unit: Unit | None = None,
    region: Region | None = None,
    business: str = Business.OTHER,
    contact: str = "",
    expected_every_minutes: int | None = None,
    by: Staff | None,
    at: datetime,
) -> OutsideSystem:
    """登记外部系统. Without a name it goes by its code; without a region it is the county's. `by` None: the console."""
    code = code.strip()
    if not _CODE.fullmatch(code) or code.lower() == _OWN:
        raise Refusal("system-code", "系统编码应为1至20个字母、数字、横线或下划线，且不能是 county。", "code")
    place = region or (unit.region if unit else org.current_regions()[0])
    _must_manage(by, unit, place)
    if OutsideSystem.objects.filter(code=code).exists():
        raise Refusal("system-twice", f"编码“{code}”已经登记。", "code")
    row = OutsideSystem.objects.create(
        code=code,
        name=check_line(name or code, 60, "名称", "name"),
        unit=unit,
        region=place,
        business=_business(business),
        contact=check_line(contact, 60, "联系人", "contact") if contact else "",
        expected_every_minutes=_minutes(expected_every_minutes),
        registered_at=at,
    )
    _record("system.registered", row, by, at, name=row.name, region=place.code, business=row.business)
    return row


@action("system.changed")
def change_system(
    code: str,
    *,
    name: str,
    unit: Unit | None,
    business: str,
    contact: str,
    expected_every_minutes: int | None,
    by: Staff | None,
    at: datetime,
) -> OutsideSystem:
    """修改登记 — what is told from now on counts for the new unit; entries already written stay as they are."""
    row = _locked(code, by)
    before = {"name": row.name, "unit": row.unit.code if row.unit else ""}
    row.name, row.unit, row.business = check_line(name, 60, "名称", "name"), unit, _business(business)
    row.contact = check_line(contact, 60, "联系人", "contact") if contact else ""
    row.expected_every_minutes = _minutes(expected_every_minutes)
    row.save()
    _record("system.changed", row, by, at, name=row.name, before=before)
    return row


@action("system.retired")
def retire_system(code: str, *, reason: str, by: Staff | None, at: datetime) -> OutsideSystem:
    """停用 — nothing more is taken in; what was told stays watched."""
    row = _locked(code, by)
    if not row.is_active:
        raise Refusal("system-retired", f"外部系统“{row.name}”已经停用。")
    row.is_active = False
    row.save(update_fields=["is_active"])
    _record("system.retired", row, by, at, reason=check_reason(reason))
    return row


@action("system.resumed")
def resume_system(code: str, *, by: Staff | None, at: datetime) -> OutsideSystem:
    """恢复 — a retired system may tell again."""
    row = _locked(code, by)
    if row.is_active:
        raise Refusal("system-active", f"外部系统“{row.name}”没有停用。")
    row.is_active = True
    row.save(update_fields=["is_active"])
    _record("system.resumed", row, by, at)
    return row


@action("system_key.issued")
def issue_key(code: str, *, by: Staff | None, at: datetime) -> Issued:
    """发放密钥 — the secret and the signing key are shown this once; only their hash and their sealed form are kept."""
    row = _locked(code, by)
    if not row.is_active:
        raise Refusal("system-retired", f"外部系统“{row.name}”已停用，不能发放密钥。")
    secret, signing_key = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    key = SystemKey.objects.create(
        system=row,
        client_id=f"{row.code}-{secrets.token_hex(6)}",
        secret_hash=secret_hash(secret),
        signing_key=signing_key,
        issued_at=at,
        issued_by=_actor(by),
    )
    _record("system_key.issued", row, by, at, client_id=key.client_id)
    return Issued(key, secret, signing_key)


@action("system_key.revoked")
def revoke_key(client_id: str, *, reason: str, by: Staff | None, at: datetime) -> SystemKey:
    """作废密钥 — from this moment it opens nothing."""
    key = (
        SystemKey.objects.select_for_update(of=("self",))
        .select_related("system__unit")
        .filter(client_id=client_id)
        .first()
    )
    if key is None or not _may(by, key.system):
        raise Unknown
    if key.revoked_at is not None:
        raise Refusal("key-revoked", "这个密钥已经作废。")
    key.revoked_at = at
    key.save(update_fields=["revoked_at"])
    told = check_reason(reason)
    _record("system_key.revoked", key.system, by, at, client_id=client_id, reason=told)
    return key


@action("mapping.saved")
def save_mapping(code: str, spec: Any, *, by: Staff | None, at: datetime) -> ColumnMapping:
    """保存字段映射 — a new version for files of its format; earlier ones stay with the imports they were used for."""
    row = _locked(code, by)
    checked = check_mapping(spec)
    name = checked["format"]
    last = row.mappings.filter(name=name).order_by("-version").first()
    mapping = ColumnMapping.objects.create(
        system=row,
        name=name,
        version=last.version + 1 if last else 1,
        spec=checked,
        saved_at=at,
        saved_by=_actor(by),
    )
    _record("mapping.saved", row, by, at, name=name, version=mapping.version)
    return mapping


def _locked(code: str, by: Staff | None) -> OutsideSystem:
    row = (
        OutsideSystem.objects.select_for_update(of=("self",)).select_related("unit", "region").filter(code=code).first()
    )
    if row is None or not _may(by, row):
        raise Unknown
    return row


def _may(by: Staff | None, row: OutsideSystem) -> bool:
    return by is None or by.may(Permission.EXCHANGE_MANAGE, unit=row.unit, region=row.region)


def _must_manage(by: Staff | None, unit: Unit | None, region: Region) -> None:
    if by is not None and not by.may(Permission.EXCHANGE_MANAGE, unit=unit, region=region):
        raise Refusal("not-allowed", "您没有管理外部系统的权限。")


def check_reason(reason: str) -> str:
    """A reason in 2 to 300 characters; raises Refusal."""
    said = check_line(reason, 300, "理由", "reason")
    if len(said) < 2:
        raise Refusal("reason-needed", "请写明理由，2 至 300 个字。", "reason")
    return said


def _business(business: str) -> str:
    if business not in Business.values:
        raise Refusal("business", "请选择业务类别。", "business")
    return business


def _minutes(minutes: int | None) -> int | None:
    if minutes is not None and not 1 <= minutes <= 60 * 24 * 31:
        raise Refusal("expected-every", "应报间隔应在1分钟至31天之间。", "expected_every_minutes")
    return minutes


def _actor(by: Staff | None) -> str:
    return f"staff:{by.code}" if by else CONSOLE


def _record(kind: str, row: OutsideSystem, by: Staff | None, at: datetime, **facts: Any) -> None:
    record(kind, row.code, actor=_actor(by), at=at, unit=row.unit.code if row.unit else "", **facts)
