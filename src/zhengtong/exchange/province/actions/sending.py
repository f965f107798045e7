"""发送 — batches out, receipts in. No transaction is open while the province is waited for.

A batch is taken by a short transaction that gives each message a lease; the answer is written by another. Killed in
between, the lease runs out and the message goes again under the same guid and revision, which the province knows.
"""

import secrets
import time
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from zhengtong.foundation import crypto

from ...models import ProvinceLink, ProvinceMessage, ProvinceReceipt
from .. import codes, rules, signing, transport
from ..choices import MessageState
from .collecting import area

LINK = "province"

DUE = """
    SELECT m.* FROM exchange_provincemessage m
    WHERE m.state IN ('queued', 'sent') AND m.next_try_at <= %s
      AND NOT EXISTS (
          SELECT 1 FROM exchange_provincemessage e
          WHERE e.guid = m.guid AND e.revision < m.revision AND e.state IN ('queued', 'sent', 'rejected'))
    ORDER BY m.next_try_at, m.id LIMIT %s
    FOR UPDATE OF m SKIP LOCKED
"""
"""The first unsettled message of each object that is due; a message waits for the one before it to be settled."""


def send_due(at: datetime, *, seconds: float = 5.0) -> int:
    """Send what is due, batch after batch for up to `seconds`; how many messages were answered.

    Any number of senders may run. Does nothing while no platform is configured or the link pauses after a failure.
    """
    url = settings.PROVINCE_URL
    ends = time.monotonic() + seconds
    answered = 0
    while url and (batch := take(at)):
        try:
            answer = transport.send(url, "/v1/messages", _envelope(batch, at))
        except transport.LinkFault as fault:
            put_back(batch, str(fault), at=at)
            break
        answered += keep_receipts(batch, answer, at=at)
        if time.monotonic() >= ends:
            break
    return answered


def take(at: datetime) -> list[ProvinceMessage]:
    """Lease a batch; empty when nothing is due. After a failure one message goes ahead as a probe."""
    link = ProvinceLink.objects.filter(name=LINK).first()
    if link is not None and link.next_try_at is not None and at < link.next_try_at:
        return []
    with transaction.atomic():
        most = 1 if link is not None and link.failures else rules.BATCH
        found = list(ProvinceMessage.objects.raw(DUE, [at, most]))
        if found and found[0].tries >= rules.ALONE_AFTER:
            found = found[:1]
        batch = [each for each in found if each.tries < rules.ALONE_AFTER] or found
        number = f"{area()}{at:%Y%m%d%H%M%S}{secrets.token_hex(4)}"
        for each in batch:
            each.state, each.tries, each.batch_no = MessageState.SENT, each.tries + 1, number
            each.sent_at, each.next_try_at = at, at + rules.LEASE
        ProvinceMessage.objects.bulk_update(batch, ["state", "tries", "batch_no", "sent_at", "next_try_at"])
    return batch


def wire(each: ProvinceMessage) -> dict[str, Any]:
    """The message as it travels."""
    return {
        "row_guid": str(each.guid),
        "cd_operation": each.operation,
        "object_type": each.object_type,
        "object_id": each.object_id,
        "revision": each.revision,
        "previous_revision": each.previous,
        "unit": each.unit,
        "day": each.day.isoformat(),
        "created_at": each.created_at.isoformat(),
        "reason": each.reason,
        "payload_hash": each.payload_hash,
        "payload": each.payload,
    }


def signed(body: Sequence[Any], batch_no: str, at: datetime) -> dict[str, Any]:
    """`body` in an envelope under the county's signature."""
    return signing.envelope(area(), batch_no, body, sent_at=at, public_key=crypto.public_key(), sign=crypto.sign)


def _envelope(batch: Sequence[ProvinceMessage], at: datetime) -> dict[str, Any]:
    return signed([wire(each) for each in batch], batch[0].batch_no, at)


@transaction.atomic
def put_back(batch: Sequence[ProvinceMessage], fault: str, *, at: datetime) -> None:
    """Nothing is known of what the platform did: the batch waits, the link pauses, twice as long each time."""
    ours = ProvinceMessage.objects.filter(batch_no=batch[0].batch_no, state=MessageState.SENT)
    for each in ours.select_for_update():
        each.state, each.next_try_at, each.note = MessageState.QUEUED, at + rules.pause(each.tries), fault[:300]
        each.save(update_fields=["state", "next_try_at", "note"])
    link = lock_link()
    link.failures += 1
    link.next_try_at = at + rules.pause(link.failures)
    link.fault, link.fault_at = fault[:300], at
    link.save()


@transaction.atomic
def keep_receipts(batch: Sequence[ProvinceMessage], answer: transport.Answer, *, at: datetime) -> int:
    """Store every answer and settle each message by the first one it got; how many were answered.

    What the platform said nothing of, and what it puts off, goes again later. A message that was settled meanwhile (its
    lease ran out and another sender was quicker) keeps its state; the receipt is kept all the same.
    """
    receipts = _by_message(answer)
    locked = ProvinceMessage.objects.select_for_update().filter(pk__in=[each.pk for each in batch]).order_by("pk")
    rows, kept = list(locked), []
    for each in rows:
        given = receipts.get((str(each.guid), each.revision), [])
        kept += [_receipt(each, one, at) for one in given]
        if each.state in (MessageState.SENT, MessageState.QUEUED):
            _settle(each, given[0] if given else {"code": codes.BUSY, "message": "应答中没有这条报文"}, at)
    ProvinceReceipt.objects.bulk_create(kept)
    ProvinceMessage.objects.bulk_update(rows, ["state", "code", "note", "settled_at", "next_try_at"])
    lock_link()
    ProvinceLink.objects.filter(name=LINK).update(
        failures=0,
        next_try_at=None,
        fault="",
        last_success_at=at,
        platform=str(answer.head.get("platform", ""))[:100],
        is_simulator=answer.head.get("is_simulator") is True,
    )
    return sum((str(each.guid), each.revision) in receipts for each in rows)


def _by_message(answer: transport.Answer) -> dict[tuple[str, int], list[dict[str, Any]]]:
    found: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for one in answer.body if isinstance(answer.body, list) else []:
        if isinstance(one, dict) and isinstance(one.get("revision"), int):
            found.setdefault((str(one.get("row_guid")), one["revision"]), []).append(one)
    return found


def _receipt(each: ProvinceMessage, one: dict[str, Any], at: datetime) -> ProvinceReceipt:
    return ProvinceReceipt(
        message=each,
        at=at,
        code=str(one.get("code", ""))[:20],
        number=str(one.get("receipt_no", ""))[:60],
        text=str(one.get("message", ""))[:300],
        raw=one,
    )


def _settle(each: ProvinceMessage, one: dict[str, Any], at: datetime) -> None:
    each.code, each.note = str(one.get("code", ""))[:20], str(one.get("message", ""))[:300]
    match codes.verdict(each.code):
        case codes.Verdict.ACCEPTED:
            each.state, each.settled_at = MessageState.ACKNOWLEDGED, at
        case codes.Verdict.REJECTED:
            each.state, each.settled_at = MessageState.REJECTED, at
        case codes.Verdict.LATER:
            each.state, each.next_try_at = MessageState.QUEUED, at + rules.pause(each.tries)


def lock_link() -> ProvinceLink:
    """The link's row, locked."""
    ProvinceLink.objects.bulk_create([ProvinceLink(name=LINK)], ignore_conflicts=True)
    return ProvinceLink.objects.select_for_update().get(name=LINK)
