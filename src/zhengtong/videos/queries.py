from collections.abc import Iterable
from functools import reduce
from operator import or_
from pathlib import Path

from django.conf import settings
from django.db.models import Q, QuerySet

from zhengtong.foundation.errors import Unknown
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff, Unit
from zhengtong.org.queries import current_units, reach

from . import places, serving
from .choices import VideoState
from .encoding import Ffmpeg
from .models import Video

EDITORS = (Permission.CONTENT_EDIT, Permission.SITE_MANAGE)
READERS = (
    *EDITORS, Permission.CONTENT_REVIEW_FIRST, Permission.CONTENT_REVIEW_SECOND, Permission.CONTENT_SIGN,
)  # fmt: skip


def visible_to(staff: Staff | None) -> QuerySet[Video]:
    """The videos of the units for which this person writes, reads or signs, newest first."""
    if staff is None:
        return Video.objects.none()
    own = reduce(or_, (reach(staff, post, unit="unit", region="unit__region") for post in READERS), Q(pk__in=[]))
    return Video.objects.filter(own, removed_at=None).select_related("unit").order_by("-uploaded_at", "-pk")


def video_for(staff: Staff | None, ref: str) -> Video:
    """One of `visible_to`; raises Unknown."""
    video = visible_to(staff).filter(ref=ref).first()
    if video is None:
        raise Unknown("没有这个视频。")
    return video


def choosable_by(staff: Staff | None) -> QuerySet[Video]:
    """What may be put into an article: whole recordings, ready or on the way."""
    return visible_to(staff).exclude(state__in=[VideoState.RECEIVING, VideoState.FAILED])


def may_edit(staff: Staff | None, unit: Unit) -> bool:
    return staff is not None and any(staff.may(post, unit=unit) for post in EDITORS)


def may_send(staff: Staff | None) -> bool:
    """Whether this person may send videos for any unit at all."""
    return staff is not None and any(staff.may(post) for post in EDITORS)


def units_for(staff: Staff | None) -> QuerySet[Unit]:
    """For which units this person may send videos."""
    if staff is None:
        return Unit.objects.none()
    own = reduce(or_, (reach(staff, post, unit="", region="region") for post in EDITORS))
    return current_units().filter(own)


def video_by_ref(ref: str) -> Video | None:
    """Whatever its state, for whoever keeps its ref; None once it was removed."""
    return Video.objects.filter(ref=ref, removed_at=None).first() if ref else None


def of_everybody(pks: Iterable[int]) -> dict[int, Video]:
    """Videos by their keys with their captions, for pages that show them; two queries."""
    rows = Video.objects.filter(pk__in=set(pks), removed_at=None).prefetch_related("captions")
    return {video.pk: video for video in rows}


def file_of(video: Video, name: str) -> Path:
    """A file of what was made, for who may see it before the public does; raises Unknown."""
    place = serving.within(places.made(video.ref), name)
    if place is None:
        raise Unknown("没有这个文件。")
    return place


def source_size(video: Video) -> int:
    """Bytes of the recording as it was sent; 0 where it is gone."""
    place = places.source(video.ref)
    return place.stat().st_size if place.exists() else 0


def ffmpeg() -> Ffmpeg:
    """The program the county chose, else the one that came along."""
    if settings.FFMPEG:
        return Ffmpeg(settings.FFMPEG, settings.VIDEO_THREADS)
    from imageio_ffmpeg import get_ffmpeg_exe

    return Ffmpeg(get_ffmpeg_exe(), settings.VIDEO_THREADS)
