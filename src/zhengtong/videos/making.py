"""One video made: sizes, pieces, the whole in one file, the poster. What cannot be made is refused with its reason."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from zhengtong.foundation.errors import Refusal

from . import encoding, places, queries, rules
from .actions.editing import poster_name
from .models import Video

_POSTER_AT = 0.1
"""Of the whole length: past the black beginning."""


@dataclass(frozen=True, slots=True)
class Made:
    """What became of it."""

    poster: str
    whole_bytes: int
    seconds: float


def make(video: Video, folder: Path, at: datetime, on_progress: Callable[[int], None]) -> Made:
    """Make a video in `folder`; `on_progress` hears percents and may raise to end it.

    Raises Refusal where trying again is no use (`source-gone`, `video-broken`, `video-cut-short`, `video-too-long`, …);
    Broken, Stopped, OSError where it may be.
    """
    ffmpeg, source = queries.ffmpeg(), places.source(video.ref)
    if not source.exists():
        raise Refusal("source-gone", "原文件已不在服务器上，请重新上传。")
    try:
        facts = encoding.look_into(ffmpeg, source)
    except encoding.Unreadable as unreadable:
        raise Refusal("video-broken", "视频文件已损坏或不完整，无法打开，请重新导出后上传。") from unreadable
    rules.check_streams(
        width=facts.width, height=facts.height, has_picture=facts.picture is not None, has_sound=facts.sound is not None
    )
    rules.check_length(facts.seconds, settings.VIDEO_MAX_SECONDS)

    has_picture = facts.picture is not None
    sizes = rules.renditions(facts.width, facts.height) if has_picture else []
    whole = encoding.package(
        ffmpeg, source, facts, sizes, folder,
        longest=settings.VIDEO_MAX_SECONDS,
        on_progress=lambda seconds: on_progress(int(seconds / facts.seconds * 98)),
    )  # fmt: skip
    seconds = encoding.look_into(ffmpeg, whole, is_own=True).seconds
    if rules.is_cut_short(facts.seconds, seconds):
        raise Refusal(
            "video-cut-short",
            f"视频文件不完整：应有{facts.seconds:.0f}秒，实际只有{seconds:.0f}秒。请重新导出或重新上传。",
        )
    return Made(_poster(video, ffmpeg, whole, seconds, at) if has_picture else "", whole.stat().st_size, seconds)


def _poster(video: Video, ffmpeg: encoding.Ffmpeg, whole: Path, seconds: float, at: datetime) -> str:
    chosen = video.poster_second
    second = chosen if chosen is not None else seconds * _POSTER_AT
    name = poster_name(second, at)
    encoding.take_picture(ffmpeg, whole, whole.parent / name, second=second, is_chosen=chosen is not None)
    return name
