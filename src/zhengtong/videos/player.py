"""What a page tells its player of a video."""

from collections.abc import Callable
from typing import Any

from .encoding.hls import FILM, MASTER, RECORD
from .models import Video
from .serving import public_path


def player(video: Video, at: Callable[[str], str]) -> dict[str, Any]:
    """Addresses of its files as `at` makes them of their names, and its captions, Chinese first."""
    captions = [
        {"language": one.language, "label": one.get_language_display(), "url": at(one.file)}
        for one in video.captions.all()
    ]
    captions.sort(key=lambda one: one["language"] != "zh")
    return {
        "video": video,
        "master": at(MASTER),
        "whole": at(FILM if video.has_picture else RECORD),
        "poster": at(video.poster) if video.poster else "",
        "captions": captions,
    }


def public_player(video: Video | None) -> dict[str, Any] | None:
    """The same at its public addresses; None while nobody outside may reach it."""
    if video is None or not video.is_ready or video.removed_at is not None or not video.public_token:
        return None
    return player(video, lambda name: public_path(video.public_token, name))
