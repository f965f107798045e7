"""处置 — what a person does about a rejected message, and what they find when they test the connection."""

from datetime import datetime
from uuid import UUID

from zhengtong.foundation import crypto
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_line
from zhengtong.journal.actions import action, record
from zhengtong.journal.queries import entry_by_id
from zhengtong.journal.rules import plain_facts
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff

from ...models import ProvinceLink, ProvinceMessage
from .. import signing, transport
from ..choices import MessageState, Operation
from .collecting import lock_cursor, told_of
from .sending import lock_link


@action("province.resent")
def resend(guid: UUID, revision: int, *, by: Staff, at: datetime) -> ProvinceMessage:
    """重新发送 — a rejected message goes again, worked out anew from its entry: what was mended meanwhile is in it."""
    found = _rejected(guid, revision, by)
    entry = entry_by_id(found.entry) if found.entry is not None else None
    subjects = {told.subject: told for told in told_of(entry)} if entry is not None else {}
    if (told := subjects.get(found.subject)) is not None:
        found.title, found.reason, found.payload = told.title, told.reason, plain_facts(told.payload)
        found.payload_hash = signing.payload_hash(found.payload, crypto.HASH)
    code = found.code
    found.state, found.next_try_at, found.settled_at, found.tries = MessageState.QUEUED, at, None, 0
    found.save()
    _note("province.resent", found, by, at, code=code, reason="")
    return found


@action("province.abandoned")
def abandon(guid: UUID, revision: int, *, reason: str, by: Staff, at: datetime) -> ProvinceMessage:
    """放弃 — a rejected message is given up with its reason; the object's next message follows the one before it."""
    said = tidy_line(reason)
    if not 2 <= len(said) <= 300:
        raise Refusal("reason-needed", "请写明放弃报送的理由，2 至 300 个字。", field="reason")
    lock_cursor()  # the collector reads what the next revision follows
    found = _rejected(guid, revision, by)
    found.state, found.note, found.settled_by, found.settled_at = MessageState.DEAD, said, f"staff:{by.code}", at
    found.save(update_fields=["state", "note", "settled_by", "settled_at"])
    _close_ranks(found, at)
    _note("province.abandoned", found, by, at, code=found.code, reason=said)
    return found


def _close_ranks(gone: ProvinceMessage, at: datetime) -> None:
    """The next message now follows what the province holds; if that is nothing, it is the one that makes the object known."""
    following = ProvinceMessage.objects.select_for_update().filter(guid=gone.guid, revision__gt=gone.revision)
    for each in following.exclude(state=MessageState.DEAD).order_by("revision"):
        each.previous = gone.previous
        if gone.operation == Operation.INSERT and each.operation == Operation.DELETE:
            # The province never knew what is taken back: there is nothing left to say.
            each.state, each.settled_at, each.note = MessageState.DEAD, at, "省平台没有该对象，无需撤销。"
            each.save(update_fields=["previous", "state", "settled_at", "note"])
            continue
        if gone.operation == Operation.INSERT:
            each.operation = Operation.INSERT
        elif gone.operation == Operation.DELETE and each.operation == Operation.INSERT:
            each.operation = Operation.UPDATE
        each.save(update_fields=["previous", "operation"])
        return


def _rejected(guid: UUID, revision: int, by: Staff) -> ProvinceMessage:
    if not by.may(Permission.EXCHANGE_MANAGE):
        raise Unknown()
    found = ProvinceMessage.objects.select_for_update().filter(guid=guid, revision=revision).first()
    if found is None:
        raise Unknown("没有这条报文。")
    if found.state != MessageState.REJECTED:
        raise Refusal("not-rejected", f"这条报文现在是“{found.get_state_display()}”，只有被退回的报文才能处置。")
    return found


def _note(kind: str, found: ProvinceMessage, by: Staff, at: datetime, *, code: str, reason: str) -> None:
    record(
        kind,
        found.object_id,
        actor=f"staff:{by.code}",
        at=at,
        unit=by.unit.code,
        object_type=found.object_type,
        revision=found.revision,
        title=found.title,
        code=code,
        reason=reason,
    )


def try_connection(url: str, *, by: Staff, at: datetime) -> ProvinceLink:
    """测试连接 — ask the platform who it is; the pause of the link ends where it answers. Asks outside any transaction."""
    if not by.may(Permission.EXCHANGE_MANAGE):
        raise Unknown()
    if not url:
        raise Refusal("not-configured", "还没有配置省平台地址（环境变量 PROVINCE_URL），不能测试。")
    try:
        head, fault = transport.health(url).head, ""
    except transport.LinkFault as failure:
        head, fault = {}, str(failure)
    return _keep_test(head, fault, by=by, at=at)


@action("province.tested")
def _keep_test(head: dict[str, object], fault: str, *, by: Staff, at: datetime) -> ProvinceLink:
    link = lock_link()
    link.tested_at = at
    if fault:
        link.fault, link.fault_at = fault[:300], at
    else:
        link.fault, link.next_try_at, link.failures = "", None, 0
        link.platform = str(head.get("platform", ""))[:100]
        link.is_simulator = head.get("is_simulator") is True
    link.save()
    record(
        "province.tested",
        "province",
        actor=f"staff:{by.code}",
        at=at,
        unit=by.unit.code,
        result=fault or "连接正常",
        name=link.platform,
    )
    return link
