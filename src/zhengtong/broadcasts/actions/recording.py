"""After the end: the recording goes to the videos room; when it can be played it gets its chapters and captions."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from zhengtong.journal.actions import action, record
from zhengtong.videos import actions as videos

from .. import rules
from ..models import Broadcast
from .running import BY


@action("broadcast.recorded")
def keep_recording(ref: str, file: Path, *, at: datetime) -> Broadcast:
    """保存录像 — a file of the whole becomes a video. Raises what `videos.take_in` raises."""
    broadcast = Broadcast.objects.select_for_update(of=("self",)).select_related("unit").get(ref=ref)
    video = videos.take_in(file, broadcast.title, unit=broadcast.unit, by=broadcast.opened_by, at=at)
    broadcast.video_ref, broadcast.recorded_at = video.ref, at
    broadcast.save(update_fields=["video_ref", "recorded_at"])
    _tell("broadcast.recorded", broadcast, at, seconds=round(video.seconds))
    return broadcast


@action("broadcast.annotated")
def annotate(ref: str, captions: str, chapters: Sequence[rules.Chapter], *, at: datetime) -> Broadcast:
    """配章节字幕 — out of what was said and asked on the timeline; a recording of silence has none. Raises what `videos.annotate` raises."""
    broadcast = Broadcast.objects.select_for_update(of=("self",)).select_related("unit").get(ref=ref)
    told = [{"second": chapter.second, "title": chapter.title} for chapter in chapters]
    cues = videos.annotate(broadcast.video_ref, captions, told, by=BY, at=at)
    broadcast.annotated_at = at
    broadcast.save(update_fields=["annotated_at"])
    _tell("broadcast.annotated", broadcast, at, chapters=len(chapters), count=cues)
    return broadcast


def _tell(kind: str, broadcast: Broadcast, at: datetime, **facts: object) -> None:
    record(kind, broadcast.subject, actor=BY, at=at, unit=broadcast.unit.code, unit_name=broadcast.unit.name,
           title=broadcast.title, **facts)  # fmt: skip
