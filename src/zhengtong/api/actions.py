"""The door's own writes: one answer for one delivery, however often it is sent."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import orjson
from django.db import connection, transaction
from django.utils.timezone import localtime

from zhengtong.exchange.actions import receive
from zhengtong.exchange.intake import Outcome
from zhengtong.exchange.queries import Client
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.refs import verification_code
from zhengtong.journal.writing import send, together, write

from . import queries

KEPT = timedelta(hours=48)
_REMEMBER = """
    INSERT INTO api_rememberedanswer (system_id, key, digest, answer, answered_at) VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (system_id, key) DO NOTHING RETURNING id
"""
_GIVEN = "SELECT digest, answer FROM api_rememberedanswer WHERE system_id = %s AND key = %s"


class _Answered(Exception):
    """Under this key an answer was given before."""


def deliver(client: Client, key: str, body: bytes, events: Sequence[Any], *, at: datetime) -> bytes:
    """The answer to one delivery as JSON; for a delivery that was answered before, that very answer.

    What is remembered and what is received stand and fall together: a delivery is taken in as if it were the first,
    and taken back where its key turns out to be used. Of two at once with one key the second waits for the first, as
    all deliveries of one system do. Raises Refusal `idempotency-conflict` for another body under the same key, and
    those of `receive`.
    """
    digest = hashlib.blake2b(body, digest_size=16).digest()
    number = f"JK{localtime(at):%Y%m%d%H%M%S}{verification_code(6)}"
    try:
        with transaction.atomic(), together():
            answer = _told(number, receive(client.system, events, at=at, source=number))
            write(_REMEMBER, [(client.system_id, key, digest, answer.decode(), at)])
            if not send():
                raise _Answered
            return answer
    except _Answered:
        return _given(client, key, digest)


def _given(client: Client, key: str, digest: bytes) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(_GIVEN, [client.system_id, key])
        before, answer = cursor.fetchone()
    if bytes(before) != digest:
        raise Refusal(
            "idempotency-conflict", "这个 Idempotency-Key 已用于另一批内容；新的内容请换一个，重发请原样发送。"
        )
    return str(answer).encode()


def _told(number: str, outcome: Outcome) -> bytes:
    return orjson.dumps(
        {
            "delivery": number,
            "accepted": outcome.accepted,
            "duplicates": outcome.duplicates,
            "quarantined": [
                {"position": one.position, "code": one.code, "sentence": one.sentence} for one in outcome.quarantined
            ],
            "refs": sorted(outcome.refs),
        }
    )


def forget_answers(at: datetime) -> int:
    """Remove the answers older than `KEPT`: nobody sends a delivery again after two days; how many were removed."""
    return queries.answers_before(at - KEPT).delete()[0]
