"""How the picture stands: it begins, is interrupted, comes back; the timeline and the journal are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import action, record
from zhengtong.live import actions as live_actions
from zhengtong.live.models import Channel

from .. import queries
from ..choices import BroadcastState, Pause
from ..models import Broadcast, BroadcastRun

BY = "system"


@dataclass(frozen=True, slots=True)
class Shape:
    """What is made of what comes: the largest size, the folders. Runs of one shape share their playlists."""

    width: int
    height: int
    has_sound: bool
    folders: Sequence[str]


@transaction.atomic
def start_run(ref: str, number: int, shape: Shape, *, began_at: datetime, at: datetime) -> BroadcastRun:
    """The first pieces of a run are there; when its playlists are, `begin` or `resume` says so. Raises Unknown."""
    broadcast = _open(ref)
    last = broadcast.runs.order_by("number").last()
    told = (shape.width, shape.height, shape.has_sound, list(shape.folders))
    is_same = last is not None and (last.width, last.height, last.has_sound, last.folders) == told
    edition = 1 if last is None else last.edition + (0 if is_same else 1)
    BroadcastRun.objects.filter(broadcast=broadcast, ended_at=None).update(ended_at=at, why=Pause.STUDIO)
    return BroadcastRun.objects.create(
        broadcast=broadcast, number=number, edition=edition, began_at=began_at, width=shape.width,
        height=shape.height, has_sound=shape.has_sound, folders=list(shape.folders),
    )  # fmt: skip


@action("broadcast.begun")
def begin(ref: str, *, by: str, at: datetime) -> Broadcast:
    """开始 — the first picture. Raises Unknown."""
    broadcast = _open(ref)
    broadcast.began_at = at
    return _stand(broadcast, BroadcastState.ON, "broadcast.begun", by, at)


@action("broadcast.resumed")
def resume(ref: str, *, by: str, at: datetime) -> Broadcast:
    """恢复 — the picture is back. Raises Unknown, Refusal `same-state`."""
    broadcast = _open(ref)
    _refuse_same(broadcast, BroadcastState.ON)
    return _stand(broadcast, BroadcastState.ON, "broadcast.resumed", by, at)


@action("broadcast.interrupted")
def interrupt(ref: str, why: Pause, *, is_run_over: bool = True, by: str = BY, at: datetime) -> Broadcast:
    """中断 — the picture stopped, and everybody is told. `is_run_over` False: what comes next joins on without a gap.

    Raises Unknown, Refusal `same-state`.
    """
    broadcast = _open(ref)
    _refuse_same(broadcast, BroadcastState.INTERRUPTED)
    if is_run_over:
        BroadcastRun.objects.filter(broadcast=broadcast, ended_at=None).update(ended_at=at, why=why)
    broadcast.problem = why.label
    return _stand(broadcast, BroadcastState.INTERRUPTED, "broadcast.interrupted", by, at, reason=why.label)


def note(ref: str, problem: str) -> None:
    """What is wrong just now, or nothing; for the director alone, so no entry."""
    Broadcast.objects.filter(ref=ref, ended_at=None).update(problem=problem[:200])


def forget_feed(ref: str, feed: str) -> None:
    """What this session sends joins on to nothing any more: the browser begins a new one."""
    Broadcast.objects.filter(ref=ref, feed=feed).update(feed="", feed_next=0)


def forget_feeds() -> int:
    """The studio starts anew: browsers begin a new session, as the head of theirs is gone. How many were cut off."""
    return Broadcast.objects.filter(ended_at=None).exclude(feed="").update(feed="", feed_next=0)


def pack(ref: str, *, at: datetime) -> None:
    """The playlists of an ended broadcast are complete; records nothing, that it ended is recorded."""
    Broadcast.objects.filter(ref=ref, state=BroadcastState.ENDED, closed_at=None).update(closed_at=at)


def tell(broadcast: Broadcast, at: datetime) -> None:
    """A line on the timeline, if it has one that is still open."""
    if not Channel.objects.filter(name=broadcast.channel, closed_at=None).exists():
        return
    state = BroadcastState(broadcast.state)
    told = {"state": str(state), "url": queries.public_url(broadcast), "text": _SAID[state]}
    live_actions.say(broadcast.channel, "video", told, at=at)


_SAID = {
    BroadcastState.WAITING: "视频直播即将开始。",
    BroadcastState.ON: "视频直播正在进行。",
    BroadcastState.INTERRUPTED: "视频信号暂时中断，恢复后自动继续播放，文字直播不受影响。",
    BroadcastState.ENDED: "视频直播已结束。",
}


def _stand(broadcast: Broadcast, state: BroadcastState, kind: str, by: str, at: datetime, **facts: object) -> Broadcast:
    broadcast.state = state
    if state == BroadcastState.ON:
        broadcast.problem = ""
    broadcast.save(update_fields=["state", "began_at", "problem"])
    tell(broadcast, at)
    record(kind, broadcast.subject, actor=by, at=at, unit=broadcast.unit.code, unit_name=broadcast.unit.name,
           title=broadcast.title, **facts)  # fmt: skip
    return broadcast


def _refuse_same(broadcast: Broadcast, state: BroadcastState) -> None:
    if broadcast.state == state:
        raise Refusal("same-state", "已经是这个状态。")


def _open(ref: str) -> Broadcast:
    rows = Broadcast.objects.select_for_update(of=("self",)).select_related("unit")
    broadcast = rows.filter(ref=ref).exclude(state=BroadcastState.ENDED).first()
    if broadcast is None:
        raise Unknown("没有这场视频直播，或者已经结束。")
    return broadcast
