"""A browser's chunks: numbered, taken once, in whatever order and however often they come; the studio reads them in order."""

import hmac
from datetime import datetime, timedelta

from django.db import transaction

from zhengtong.foundation.errors import Refusal, Unknown

from .. import places, rules
from ..choices import BroadcastState, Source
from ..models import Broadcast

SILENT = timedelta(seconds=rules.SILENT_SECONDS)
UNREAD = 120
"""So many chunks may lie unread: with a chunk a second the studio has been away for two minutes."""


@transaction.atomic
def take_chunk(ref: str, key: str, feed: str, number: int, content: bytes, *, at: datetime) -> int:
    """One chunk of the session `feed`; the number of the first chunk that is missing. Records nothing: it is a signal.

    Raises Unknown; Refusal `wrong-key`, `other-source`, `second-publisher`, `feed-unknown` (begin a new session),
    `feed-refused`, `studio-away`, `no-room`, and those of `rules.check_feed`, `check_chunk`, `check_head`.
    """
    broadcast = _with_key(ref, key)
    rules.check_feed(feed)
    if feed == broadcast.refused_feed:
        raise Refusal("feed-refused", "发来的内容无法播放，请换一个浏览器（推荐新版Chrome或Edge）重新开始。")
    if feed != broadcast.feed:
        rules.check_chunk(0, 0, len(content))
        _begin(broadcast, feed, number, content, at)
    rules.check_chunk(number, broadcast.feed_next, len(content))
    if number >= broadcast.feed_next:
        _keep(broadcast, number, content)
    broadcast.feed_at = at
    broadcast.save(update_fields=["feed", "feed_next", "feed_at"])
    return broadcast.feed_next


@transaction.atomic
def end_feed(ref: str, key: str, feed: str) -> None:
    """The browser ends its session of its own accord. Raises Unknown, Refusal `wrong-key`."""
    broadcast = _with_key(ref, key)
    if broadcast.feed == feed:
        broadcast.feed = ""
        broadcast.save(update_fields=["feed"])


def refuse_feed(ref: str, feed: str) -> None:
    """What this session sends cannot be played: the browser hears of it with its next chunk."""
    Broadcast.objects.filter(ref=ref, feed=feed).update(feed="", refused_feed=feed)


def _begin(broadcast: Broadcast, feed: str, number: int, content: bytes, at: datetime) -> None:
    if broadcast.feed and broadcast.feed_at and at - broadcast.feed_at < SILENT:
        raise Refusal("second-publisher", "已经有一路画面正在直播。请先停止那一路，再从这里开始。")
    if number != 0:
        raise Refusal("feed-unknown", "直播服务已重新启动，请重新开始发送。")
    rules.check_head(content)
    if places.is_full():
        raise Refusal("no-room", "服务器磁盘空间不足，暂时不能直播，请联系技术人员清理。")
    places.forget_chunks(broadcast.ref)
    broadcast.feed, broadcast.feed_next = feed, 0


def _keep(broadcast: Broadcast, number: int, content: bytes) -> None:
    folder = places.chunks(broadcast.ref, broadcast.feed)
    unread = {int(place.name) for place in folder.iterdir() if place.name.isdigit()}
    if len(unread) >= UNREAD:
        raise Refusal("studio-away", "直播服务没有运行，画面发不出去，请联系技术人员。")
    # Which chunk is missing next is known before this one is there: as soon as it is, the studio may have read it.
    if number == broadcast.feed_next:
        broadcast.feed_next += 1
        while broadcast.feed_next in unread:
            broadcast.feed_next += 1
    places.write(folder / f"{number:06d}", content)


def _with_key(ref: str, key: str) -> Broadcast:
    rows = Broadcast.objects.select_for_update(of=("self",))
    broadcast = rows.filter(ref=ref).exclude(state=BroadcastState.ENDED).first()
    if broadcast is None:
        raise Unknown("视频直播已经结束，或者地址不正确。")
    if not hmac.compare_digest(key.encode(), broadcast.key.encode()):
        raise Refusal("wrong-key", "推流密钥不正确，请向导播索取最新的直播地址。")
    if broadcast.source != Source.BROWSER:
        raise Refusal("other-source", f"这场直播的画面来自{broadcast.get_source_display()}，不能用浏览器发送。")
    return broadcast
