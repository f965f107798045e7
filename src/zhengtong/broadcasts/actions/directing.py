"""What the director decides: that there is a broadcast, who may send the picture, when it is over."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from zhengtong.foundation import refs
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import action, record
from zhengtong.live import queries as live
from zhengtong.org.models import Staff, Unit

from .. import places, queries, rules
from ..choices import BroadcastState, Pause, Source
from ..models import Broadcast, BroadcastRun
from .running import BY, begin, interrupt, resume, tell

SLOTS = 10
"""So many encoders may send by SRT at once, each at a port of its own."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A broadcast and its key, which nobody is shown a second time."""

    broadcast: Broadcast
    key: str


@action("broadcast.opened")
def open_broadcast(
    subject: str, title: str, *, unit: Unit, source: str, channel: str = "", by: Staff, at: datetime
) -> Opened:
    """开通 — a place to send the picture to. `channel`: the timeline that is told how the picture stands.

    Raises Unknown for a channel that is none; Refusal `not-allowed`, `no-title`, `title-too-long`, `no-source`,
    `no-outside`, `already-open`, `no-room`, `no-port`.
    """
    if not queries.may_direct(by, unit, subject):
        raise Refusal("not-allowed", "您不能为这个单位开通视频直播。")
    said = rules.clean_title(title)
    if source not in Source.values:
        raise Refusal("no-source", "请选择画面来源。", "source")
    if source == Source.OUTSIDE and not settings.LIVE_VIDEO_URL:
        raise Refusal("no-outside", "没有配置外部流媒体服务器，请选择其他画面来源。", "source")
    if Broadcast.objects.filter(subject=subject, ended_at=None).exists():
        raise Refusal("already-open", "视频直播已经开通，不用重复开通。")
    if source != Source.OUTSIDE and places.is_full():
        raise Refusal("no-room", "服务器磁盘空间不足，不能开通视频直播，请联系技术人员清理。")
    if channel:
        live.channel_by_name(channel)
    key = refs.token()
    broadcast = Broadcast.objects.create(
        ref=refs.token(), subject=subject, title=said, unit=unit, channel=channel, source=source, key=key,
        token=refs.token(), slot=_free_slot() if source == Source.SRT else None,
        opened_by=f"staff:{by.code}", opened_at=at,
    )  # fmt: skip
    _tell("broadcast.opened", broadcast, by, at, source=broadcast.get_source_display())
    return Opened(broadcast, key)


@action("broadcast.key_renewed")
def renew_key(ref: str, *, by: Staff, at: datetime) -> Opened:
    """更换密钥 — the old one opens nothing from now on; what is being sent with it is cut off. Raises Unknown, Refusal `ended`."""
    broadcast = _mine(ref, by)
    broadcast.key = key = refs.token()
    broadcast.feed = ""
    broadcast.save(update_fields=["key", "feed"])
    _tell("broadcast.key_renewed", broadcast, by, at)
    return Opened(broadcast, key)


def turn(ref: str, is_on: bool, *, by: Staff, at: datetime) -> Broadcast:
    """The director says how an outside server's picture stands: on, or interrupted. Raises Unknown, Refusal `not-outside`, `ended`,
    `same-state`."""
    broadcast = _mine(ref, by, is_locked=False)
    if broadcast.source != Source.OUTSIDE:
        raise Refusal("not-outside", "画面由系统自动识别，不用手动切换。")
    if (broadcast.state == BroadcastState.ON) == is_on:
        raise Refusal("same-state", "已经是这个状态。")
    actor = f"staff:{by.code}"
    if not is_on:
        return interrupt(ref, Pause.DIRECTOR, by=actor, at=at)
    return (begin if broadcast.began_at is None else resume)(ref, by=actor, at=at)


@action("broadcast.ended")
def end(ref: str, *, by: Staff | None, at: datetime) -> Broadcast:
    """结束 — nobody can send any more; what was recorded is kept. `by` None: the occasion itself is over.

    Raises Unknown, Refusal `ended`.
    """
    broadcast = _mine(ref, by)
    BroadcastRun.objects.filter(broadcast=broadcast, ended_at=None).update(ended_at=at, why=Pause.ENDED)
    broadcast.state, broadcast.ended_at, broadcast.problem = BroadcastState.ENDED, at, ""
    if broadcast.source == Source.OUTSIDE or broadcast.began_at is None:
        broadcast.closed_at = broadcast.recorded_at = broadcast.annotated_at = at  # nothing of ours to keep
    broadcast.save()
    tell(broadcast, at)
    _tell("broadcast.ended", broadcast, by, at)
    return broadcast


def _free_slot() -> int:
    taken = set(Broadcast.objects.filter(ended_at=None).exclude(slot=None).values_list("slot", flat=True))
    free = next((slot for slot in range(SLOTS) if slot not in taken), None)
    if free is None:
        raise Refusal("no-port", f"同时用SRT直播的已有{SLOTS}场，请等其中一场结束，或者换用其他画面来源。", "source")
    return free


def _mine(ref: str, by: Staff | None, *, is_locked: bool = True) -> Broadcast:
    rows = Broadcast.objects.select_related("unit")
    broadcast = (rows.select_for_update(of=("self",)) if is_locked else rows).filter(ref=ref).first()
    if broadcast is None or (by is not None and not queries.may_direct(by, broadcast.unit, broadcast.subject)):
        raise Unknown("没有这场视频直播。")
    if not broadcast.is_open:
        raise Refusal("ended", "视频直播已经结束。")
    return broadcast


def _tell(kind: str, broadcast: Broadcast, by: Staff | None, at: datetime, **facts: object) -> None:
    record(kind, broadcast.subject, actor=f"staff:{by.code}" if by else BY, at=at, unit=broadcast.unit.code,
           unit_name=broadcast.unit.name, title=broadcast.title, **facts)  # fmt: skip
