"""视频 as a part of an article."""

from typing import Any

from django.urls import reverse
from wagtail import blocks

from zhengtong.videos.models import Video
from zhengtong.videos.player import player as player_at
from zhengtong.videos.player import public_player

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
    if not is_preview:
        return public_player(video)
    if video is None or not video.is_ready or video.removed_at is not None:
        return None
    return player_at(video, lambda name: reverse("cms_video_file", args=[video.ref, name]))
