"""视频 as a part of an article."""

from typing import Any

from django.urls import reverse
from wagtail import blocks

from zhengtong.videos.encoding.hls import FILM, MASTER, RECORD
from zhengtong.videos.models import Video
from zhengtong.videos.serving import public_path

from .chooser import VideoChooserBlock


class VideoBlock(blocks.StructBlock):
    """One video or recording with its captions, and what is said under it."""

    video = VideoChooserBlock(label="视频")
    caption = blocks.CharBlock(label="说明", required=False, max_length=120)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        request = (parent_context or {}).get("request")
        is_preview = bool(getattr(request, "is_preview", False))
        return context | {"player": player(value["video"], is_preview=is_preview), "is_preview": is_preview}

    def get_searchable_content(self, value: Any) -> list[str]:
        title = [value["video"].title] if value["video"] else []
        return [*super().get_searchable_content(value), *title]

    class Meta:
        icon = "media"
        label = "视频"
        template = "portal/blocks/video.html"


def player(video: Video | None, *, is_preview: bool) -> dict[str, Any] | None:
    """What the player is told; None for a video that cannot be shown (yet). Editors see it before the public does."""
    if video is None or not video.is_ready or video.removed_at is not None:
        return None
    if not is_preview and not video.public_token:
        return None

    def at(name: str) -> str:
        if is_preview:
            return reverse("cms_video_file", args=[video.ref, name])
        return public_path(video.public_token, name)

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
