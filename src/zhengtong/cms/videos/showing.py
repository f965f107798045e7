"""Which videos the public can reach: those some published page of an open site shows, and no others.

A page that is published, withdrawn, taken down or removed, a site that goes away or comes back, a video that gets ready:
each looks once, after its own transaction. The schedule looks too, for what was broken off in between.
"""

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, ReferenceIndex
from wagtail.signals import page_published, page_unpublished

from zhengtong.interviews.queries import interviews_for_public
from zhengtong.videos import actions
from zhengtong.videos.choices import VideoState
from zhengtong.videos.models import Video, VideoCaptions

from ..choices import SiteState
from ..models import SitePage


def connect() -> None:
    """Listen to what opens and closes videos, and let kept pages follow (called once the apps are ready)."""
    from ..pagecache import changes

    changes.watch(Video, "video")
    changes.watch(VideoCaptions, "video", key="video_id", is_changing=False)
    page_published.connect(_look_afterwards, dispatch_uid="videos-published")
    page_unpublished.connect(_look_afterwards, dispatch_uid="videos-unpublished")
    post_delete.connect(_look_afterwards, dispatch_uid="videos-page-gone", sender=Page)
    post_save.connect(_look_afterwards, dispatch_uid="videos-site", sender=SitePage)
    post_save.connect(_ready, dispatch_uid="videos-ready", sender=Video)


def follow(at: datetime | None = None) -> int:
    """Open what published pages and transcripts of interviews show and close the rest; how many changed."""
    places, recordings = _places_by_video(), _recordings()
    held = set(Video.objects.exclude(public_token="").values_list("pk", flat=True))
    if not places and not held and not recordings:
        return 0
    live = dict(Page.objects.filter(pk__in=set().union(*places.values()), live=True).values_list("pk", "path"))
    away = tuple(SitePage.objects.exclude(state=SiteState.OPEN).values_list("path", flat=True))
    shown = {
        video
        for video, pages in places.items()
        if any(page in live and not live[page].startswith(away) for page in pages)
    } | recordings
    return actions.show(shown - held) + actions.hide(held - shown)


def _recordings() -> set[int]:
    """Recordings that stand beside a published transcript."""
    told = interviews_for_public().exclude(published_at=None).exclude(recording="")
    return set(Video.objects.filter(ref__in=told.values("recording")).values_list("pk", flat=True))


def pages_with(video: Video) -> list[Page]:
    """Every page that shows a video, published or not."""
    return list(Page.objects.filter(pk__in=_places_by_video(video).get(video.pk, set())).order_by("path"))


def _places_by_video(video: Video | None = None) -> dict[int, set[int]]:
    rows = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Video),
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    if video is not None:
        rows = rows.filter(to_object_id=str(video.pk))
    found: dict[int, set[int]] = {}
    for key, page in rows.values_list("to_object_id", "object_id"):
        found.setdefault(int(key), set()).add(int(page))
    return found


def _look_afterwards(**_: Any) -> None:
    transaction.on_commit(follow)


def _ready(instance: Video, **_: Any) -> None:
    if instance.state == VideoState.READY and not instance.public_token:
        transaction.on_commit(follow)
