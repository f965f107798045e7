"""白名单: what may be asked at all. The list is the county's, kept by who manages its sites."""

from datetime import datetime

from zhengtong.capture import queries
from zhengtong.capture.models import AllowedHost
from zhengtong.capture.rules.sources import host_entry
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line
from zhengtong.journal.actions import action, record
from zhengtong.org.models import Staff


@action("capture.host_allowed")
def allow(
    host: str, *, port: int | None, note: str, with_subdomains: bool, is_internal: bool, by: Staff | None, at: datetime
) -> AllowedHost:
    """加入白名单 (`by` None: the demo county's own). Raises Refusal `not-manager`, `bad-host`, `too-wide`, `no-note`, `host-exists`."""
    _check_manager(by)
    entry = host_entry(host, port, with_subdomains=with_subdomains, is_internal=is_internal)
    said = tidy_line(note)[:100]
    if not said:
        raise Refusal("no-note", "请写明这是哪个单位的网站。", "note")
    if AllowedHost.objects.filter(host=entry.host, port=port).exists():
        raise Refusal("host-exists", f"“{entry.host}”已经在白名单内。", "host")
    row = AllowedHost.objects.create(
        host=entry.host, port=port, with_subdomains=with_subdomains, is_internal=is_internal, note=said, added_by=by,
        added_at=at,
    )  # fmt: skip
    record("capture.host_allowed", str(row), actor=_actor(by), at=at, note=said, with_subdomains=with_subdomains,
           is_internal=is_internal)  # fmt: skip
    return row


@action("capture.host_removed")
def remove(pk: int, *, by: Staff, at: datetime) -> None:
    """移出白名单 — from now on nothing is fetched from there. Raises Refusal `not-manager`, Unknown."""
    _check_manager(by)
    row = queries.host_named(pk)
    row.delete()
    record("capture.host_removed", str(row), actor=_actor(by), at=at, note=row.note)


def _check_manager(by: Staff | None) -> None:
    if by is not None and not queries.may_keep_hosts(by):
        raise Refusal("not-manager", "采集白名单由全县的网站管理员维护。")


def _actor(by: Staff | None) -> str:
    return f"staff:{by.code}" if by else "system"
