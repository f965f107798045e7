"""The only writes: open, say, close, and what corrects what was said.

No entries of the journal: a line is its own record, kept by triggers as the journal is. The rooms whose timeline it is
record their acts themselves, in the same transaction.
"""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from zhengtong.foundation.errors import Refusal, Unknown

from . import queries, rules
from .choices import LineKind
from .models import Channel, Hub, Line, Presence

WORD = "livehub"
"""The channel of NOTIFY to which every hub listens; its word is the name of a timeline that has grown."""
KEEP = timedelta(days=1)
"""Rows of hubs that are gone are kept so long."""
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
_NEXT = "UPDATE live_channel SET last = last + 1 WHERE name = %s AND closed_at IS NULL RETURNING id, last"
_SAMPLE = """
    INSERT INTO live_sample (channel_id, at, online) SELECT id, date_trunc('minute', %s::timestamptz), %s
    FROM live_channel WHERE name = %s
    ON CONFLICT (channel_id, at) DO UPDATE SET online = greatest(live_sample.online, excluded.online)
"""


def open_channel(name: str, *, at: datetime) -> Channel:
    """开通 — a new timeline. ValueError for a name that is none, IntegrityError for one that is taken."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of a channel")
    return Channel.objects.create(name=name, opened_at=at)


@transaction.atomic
def close_channel(name: str, *, at: datetime) -> None:
    """关闭 — nothing is said any more; the last count is taken. Closing what is closed does nothing."""
    sample(name, at=at)
    Channel.objects.filter(name=name, closed_at=None).update(closed_at=at)


@transaction.atomic
def say(channel: str, kind: str, payload: Mapping[str, Any], *, at: datetime) -> int:
    """发布一条 — into the caller's transaction; hubs hear of it when that commits. Returns the line's number.

    Who publishes on one channel at the same time waits for the other's commit: numbers are the order of commits, and one
    that is rolled back leaves no gap. `html` is cleaned here whatever the caller did. Raises Unknown, Refusal
    `live-closed`, `line-empty`, `line-too-long`.
    """
    if "html" in payload:
        payload = {**payload, "html": rules.as_html(rules.refuse_long(payload["html"]))}
    text = rules.compose(kind, payload, at)
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [channel])
        taken = cursor.fetchone()
        if taken is None:
            queries.channel_by_name(channel)
            raise Refusal("live-closed", "直播已经结束，不能再发布内容。")
        cursor.execute(
            "INSERT INTO live_line (channel_id, number, text, at) VALUES (%s, %s, %s, %s)", [*taken, text, at]
        )
        cursor.execute("SELECT pg_notify(%s, %s)", [WORD, channel])
    return taken[1]


def correct(channel: str, of: int, words: str, *, at: datetime) -> int:
    """更正 — line `of` reads otherwise from now on. Raises Unknown for a line that nobody said, and what `say` raises."""
    _stands(channel, of)
    return say(channel, LineKind.FIX, {"of": of, "html": words}, at=at)


def withdraw(channel: str, of: int, *, at: datetime) -> int:
    """撤回 — line `of` stands no more; that it was said is kept. Raises Unknown as `correct` does."""
    _stands(channel, of)
    return say(channel, LineKind.GONE, {"of": of}, at=at)


@transaction.atomic
def erase(channel: str, of: int, *, at: datetime) -> int:
    """删除内容 — withdrawn, and its words removed from the record, where the law wants that. Returns the number of the
    withdrawal, of the line itself where the timeline is closed and tells nothing any more.

    (个人信息保护法 第四十七条; 网络信息内容生态治理规定 第十条). Hubs that hold the line read it anew.
    """
    _stands(channel, of)
    is_open = queries.channel_by_name(channel).closed_at is None
    number = say(channel, LineKind.GONE, {"of": of}, at=at) if is_open else of
    line = Line.objects.select_for_update(of=("self",)).get(channel__name=channel, number=of)
    line.text = rules.erased(line.text)
    line.save(update_fields=["text"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [WORD, f"{channel}!"])
    return number


def pin(channel: str, words: str, *, at: datetime) -> int:
    """置顶公告."""
    return say(channel, LineKind.PIN, {"html": words}, at=at)


def unpin(channel: str, *, at: datetime) -> int:
    """取消置顶."""
    return say(channel, LineKind.UNPIN, {}, at=at)


def _stands(channel: str, of: int) -> None:
    found = next((entry for entry in queries.timeline(channel) if entry.number == of), None)
    if found is None or found.kind != LineKind.SAY:
        raise Unknown("没有找到要更正或撤回的发言，可能已经撤回。")


# --- presence ---


def sample(channel: str, *, at: datetime) -> int:
    """采样 — how many listen now; of a minute the most is kept."""
    here = queries.online(channel, at)
    with connection.cursor() as cursor:
        cursor.execute(_SAMPLE, [at, here, channel])
    return here


def sample_open(at: datetime) -> int:
    """Every open channel; how many there are."""
    counts = queries.online_at_once(at)
    with connection.cursor() as cursor:
        cursor.executemany(_SAMPLE, [(at, count, name) for name, count in counts.items()])
    return len(counts)


def forget_hubs(at: datetime) -> int:
    """Rows of hubs that have been gone for a day."""
    Presence.objects.filter(at__lt=at - KEEP).delete()
    return Hub.objects.filter(at__lt=at - KEEP).delete()[0]
