"""What an editor decides about a video: its title, its poster, its captions, whether it stays."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import action, record
from zhengtong.org.models import Staff

from .. import encoding, places, queries, rules
from ..choices import CaptionLanguage, VideoState
from ..encoding.hls import FILM
from ..models import Video, VideoCaptions


@action("video.renamed")
def rename(ref: str, title: str, *, by: Staff, at: datetime) -> Video:
    """Another title, at once wherever it is shown. Raises Unknown; Refusal `no-title`, `title-too-long`, `same-title`."""
    video, said = _mine(ref, by), rules.clean_title(title)
    before, video.title = video.title, said
    if said == before:
        raise Refusal("same-title", "标题没有变化。", "title")
    video.save(update_fields=["title"])
    _tell("video.renamed", video, by, at, before=before)
    return video


@action("video.poster_chosen")
def choose_poster(ref: str, second: str, *, by: Staff, at: datetime) -> Video:
    """The picture at this second stands for the video. Raises Unknown; Refusal `not-ready`, `no-picture`, `poster-second`."""
    video = _ready(ref, by)
    if not video.has_picture:
        raise Refusal("no-picture", "录音没有画面，不能选择封面。", "second")
    moment = rules.check_poster(second, video.seconds)
    name = poster_name(moment, at)
    folder = places.made(ref)
    try:
        encoding.take_picture(queries.ffmpeg(), folder / FILM, folder / name, second=moment, is_chosen=True)
    except (encoding.Broken, encoding.Stopped, FileNotFoundError) as fault:
        raise Refusal("poster-second", "这一秒取不出画面，请换一个时间。", "second") from fault
    before, video.poster, video.poster_second = video.poster, name, moment
    video.save()
    _tell("video.poster_chosen", video, by, at, second=f"{moment:g}")
    if before != name:
        transaction.on_commit(lambda: (folder / before).unlink(missing_ok=True))
    return video


@action("video.captioned")
def add_captions(ref: str, language: str, content: bytes, *, by: Staff, at: datetime) -> VideoCaptions:
    """字幕 in one language, in the place of what was there. Raises Unknown; Refusal `not-ready`, `captions-language`
    and those of `rules.read_captions`."""
    video = _ready(ref, by)
    if language not in CaptionLanguage.values:
        raise Refusal("captions-language", "请选择字幕语言。", "language")
    captions = _caption(video, language, content, by=f"staff:{by.code}", at=at)
    video.save(update_fields=["state"])  # pages that show it hear of it
    _tell("video.captioned", video, by, at, label=captions.get_language_display(), count=captions.cues)
    return captions


@transaction.atomic
def annotate(ref: str, captions: str, chapters: Sequence[Mapping[str, Any]], *, by: str, at: datetime) -> int:
    """Chapters, and Chinese captions unless somebody brought some; how many cues. Part of an act that records itself.

    `captions`: WebVTT, or nothing. Raises Unknown for a video that is not ready, Refusal as `rules.read_captions`.
    """
    video = Video.objects.select_for_update(of=("self",)).filter(ref=ref, removed_at=None).first()
    if video is None or not video.is_ready:
        raise Unknown("没有这个视频。")
    video.chapters = list(chapters)
    video.save(update_fields=["chapters"])
    if not captions or VideoCaptions.objects.filter(video=video, language=CaptionLanguage.CHINESE).exists():
        return 0
    return _caption(video, CaptionLanguage.CHINESE, captions.encode(), by=by, at=at).cues


@action("video.caption_removed")
def remove_captions(ref: str, language: str, *, by: Staff, at: datetime) -> None:
    """Raises Unknown."""
    video = _ready(ref, by)
    captions = VideoCaptions.objects.filter(video=video, language=language).first()
    if captions is None:
        raise Unknown("没有这份字幕。")
    captions.delete()
    video.save(update_fields=["state"])
    _tell("video.caption_removed", video, by, at, label=captions.get_language_display())
    transaction.on_commit(lambda: (places.made(ref) / captions.file).unlink(missing_ok=True))


@action("video.retried")
def retry(ref: str, *, by: Staff, at: datetime) -> Video:
    """Make a failed one once more. Raises Unknown; Refusal `not-failed`, `source-gone`."""
    video = _mine(ref, by)
    if video.state != VideoState.FAILED:
        raise Refusal("not-failed", "只有转码失败的视频可以重新转码。")
    if not places.source(ref).exists():
        raise Refusal("source-gone", "原文件已不在服务器上，请重新上传。")
    video.state, video.tries, video.problem, video.not_before = VideoState.WAITING, 0, "", None
    video.save()
    _tell("video.retried", video, by, at)
    return video


@action("video.removed")
def remove(ref: str, *, is_used: bool, by: Staff, at: datetime) -> None:
    """Take a video away with everything of it; what an article shows stays (`is_used`: the door knows its articles).

    Raises Unknown; Refusal `video-in-use`.
    """
    video = _mine(ref, by)
    if is_used:
        raise Refusal("video-in-use", "还有稿件使用这个视频。请先从稿件中移除，再删除视频。")
    token, video.public_token, video.claim, video.removed_at = video.public_token, "", "", at
    video.save()
    _tell("video.removed", video, by, at)

    def gone() -> None:
        if token:
            places.hide(token)
        places.forget(ref)

    transaction.on_commit(gone)


def _caption(video: Video, language: str, content: bytes, *, by: str, at: datetime) -> VideoCaptions:
    read = rules.read_captions(content, video.seconds)
    data = read.vtt.encode()
    name = f"captions-{language}-{hashlib.sha256(data).hexdigest()[:12]}.vtt"
    places.write(video.ref, name, data)
    old = VideoCaptions.objects.filter(video=video, language=language).values_list("file", flat=True).first()
    captions, _ = VideoCaptions.objects.update_or_create(
        video=video, language=language,
        defaults={"cues": read.cues, "file": name, "uploaded_by": by, "uploaded_at": at},
    )  # fmt: skip
    if old and old != name:
        transaction.on_commit(lambda: (places.made(video.ref) / old).unlink(missing_ok=True))
    return captions


def poster_name(second: float, at: datetime) -> str:
    """A name of its own for every choice: what browsers keep under the old one is the old picture."""
    return f"poster-{int(second * 1000)}-{int(at.timestamp())}.jpg"


def _mine(ref: str, by: Staff) -> Video:
    rows = Video.objects.select_for_update(of=("self",)).select_related("unit")
    video = rows.filter(ref=ref, removed_at=None).exclude(state=VideoState.RECEIVING).first()
    if video is None or not queries.may_edit(by, video.unit):
        raise Unknown("没有这个视频。")
    return video


def _ready(ref: str, by: Staff) -> Video:
    video = _mine(ref, by)
    if not video.is_ready:
        raise Refusal("not-ready", "视频还没有转码完成，请稍后再试。")
    return video


def _tell(kind: str, video: Video, by: Staff, at: datetime, **facts: object) -> None:
    record(kind, video.ref, actor=f"staff:{by.code}", at=at, unit=video.unit.code, unit_name=video.unit.name,
           title=video.title, **facts)  # fmt: skip
