"""What the worker does about broadcasts: end those whose occasion is over, keep recordings, annotate them, clear up."""

import logging
import shutil
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from zhengtong.foundation.errors import Refusal
from zhengtong.live.models import Channel
from zhengtong.videos import encoding
from zhengtong.videos.choices import VideoState

from . import actions, places, queries, recording
from .choices import BroadcastState
from .models import Broadcast

log = logging.getLogger(__name__)

KEPT = timedelta(days=3)
"""What was served live stays so long after its recording can be played: who has the page open plays on."""


def follow(at: datetime) -> int:
    """结束 the broadcasts whose timeline was closed; how many."""
    closed = Channel.objects.exclude(closed_at=None).values("name")
    over = Broadcast.objects.exclude(state=BroadcastState.ENDED).filter(channel__in=closed)
    refs = list(over.values_list("ref", flat=True))
    for ref in refs:
        actions.end(ref, by=None, at=at)
    return len(refs)


@transaction.atomic
def record(at: datetime) -> int:
    """保存录像 of one broadcast that is packed; copying, so it takes seconds. How many."""
    packed = Broadcast.objects.select_for_update(of=("self",), skip_locked=True).filter(recorded_at=None)
    broadcast = packed.exclude(closed_at=None).order_by("closed_at").first()
    if broadcast is None:
        return 0
    folder = places.own(broadcast.ref) / "recording"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        whole = recording.join(broadcast, folder)
        if whole is None:
            _keep_nothing(broadcast, at, "")
        else:
            actions.keep_recording(broadcast.ref, whole, at=at)
    except Refusal as refusal:
        _keep_nothing(broadcast, at, refusal.sentence)
    except (encoding.Broken, encoding.Stopped) as fault:
        log.exception("%s: no recording", broadcast.ref)
        _keep_nothing(broadcast, at, f"录像没有保存成功（{str(fault)[:80]}），请联系技术人员。")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 1


@transaction.atomic
def annotate(at: datetime) -> int:
    """配章节字幕 for recordings that can be played by now; how many."""
    rows = Broadcast.objects.select_for_update(of=("self",), skip_locked=True)
    waiting = rows.filter(annotated_at=None).exclude(video_ref="")
    done = 0
    for broadcast in waiting.order_by("pk"):
        video = queries.recording_of(broadcast)
        if video is None or video.state == VideoState.FAILED:
            Broadcast.objects.filter(pk=broadcast.pk).update(annotated_at=at)
        elif video.is_ready:
            captions, chapters = recording.annotations(broadcast)
            actions.annotate(broadcast.ref, captions, chapters, at=at)
            done += 1
    return done


def sweep(at: datetime | None = None) -> int:
    """Remove what was served live once the recording has taken its place; how many."""
    now = at or timezone.now()
    over = Broadcast.objects.filter(annotated_at__lt=now - KEPT, cleared_at=None, state=BroadcastState.ENDED)
    gone = 0
    for broadcast in over:
        video = queries.recording_of(broadcast)
        if broadcast.began_at is not None and video is not None and not video.is_ready:
            continue  # its only copy that plays
        places.forget(broadcast.ref, broadcast.token)
        Broadcast.objects.filter(pk=broadcast.pk).update(cleared_at=now)
        gone += 1
    return gone


def _keep_nothing(broadcast: Broadcast, at: datetime, problem: str) -> None:
    Broadcast.objects.filter(pk=broadcast.pk).update(recorded_at=at, annotated_at=at, problem=problem[:200])
