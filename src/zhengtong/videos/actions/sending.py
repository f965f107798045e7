"""An upload from its first byte to its last: piece by piece, continued where it broke off."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from zhengtong.foundation import refs
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import action, record
from zhengtong.org.models import Staff, Unit

from .. import encoding, places, queries, rules
from ..choices import VideoState
from ..models import Video


def begin(title: str, *, unit: Unit, name: str, size: int, by: Staff, at: datetime) -> Video:
    """Make a place for an upload. Records nothing: it is an act once all of it has come.

    Raises Refusal `not-allowed`, `no-title`, `title-too-long`, `video-kind`, `video-empty`, `video-too-large`, `no-room`.
    """
    if not queries.may_edit(by, unit):
        raise Refusal("not-allowed", "您不能为这个单位上传视频。", "unit")
    said, named = rules.clean_title(title), rules.clean_name(name)
    rules.check_sending(named, size, settings.VIDEO_MAX_BYTES)
    if not places.has_room(size):
        raise Refusal("no-room", "服务器存储空间不足，暂时不能上传这么大的视频，请联系技术人员。")
    return Video.objects.create(
        ref=refs.token(),
        title=said,
        unit=unit,
        file_name=named,
        size=size,
        uploaded_by=f"staff:{by.code}",
        uploaded_at=at,
    )


@transaction.atomic
def receive(ref: str, offset: int, piece: bytes, *, by: Staff) -> Video:
    """One piece of an upload by who began it; two at once wait for each other.

    Raises Unknown; Refusal `chunk-elsewhere` (`video.received` says where to go on), `chunk-too-large`, `chunk-beyond`,
    `not-a-video`.
    """
    video = _coming(ref, by)
    rules.check_chunk(offset, video.received, len(piece), video.size)
    if offset == 0:
        rules.check_head(piece[: rules.HEAD_BYTES])
    places.write_piece(ref, offset, piece)
    video.received = offset + len(piece)
    video.save(update_fields=["received"])
    return video


@action("video.received")
def finish(ref: str, *, by: Staff, at: datetime) -> Video:
    """All of it has come: look into it, and let it wait for its making.

    Raises Unknown; Refusal `upload-incomplete`, `video-broken`, `video-no-stream`, `video-too-many-pixels`,
    `video-too-long`, `video-no-length`.
    """
    video = _coming(ref, by)
    if video.received != video.size:
        raise Refusal("upload-incomplete", "文件还没有传完，请继续上传。")
    _look(video, places.incoming(ref))
    places.keep_source(ref)
    return _told(video, by=video.uploaded_by, at=at)


@action("video.received")
def take_in(file: Path, title: str, *, unit: Unit, by: str, at: datetime) -> Video:
    """A recording of the house's own, e.g. the demo county's. Raises as `finish` does."""
    video = Video(
        ref=refs.token(), title=rules.clean_title(title), unit=unit, file_name=file.name, size=file.stat().st_size,
        received=file.stat().st_size, uploaded_by=by, uploaded_at=at,
    )  # fmt: skip
    _look(video, file)
    places.adopt(video.ref, file)
    return _told(video, by=by, at=at)


def abandon(ref: str, *, by: Staff) -> None:
    """Forget an upload that is not finished; records nothing, nothing was handed in. Raises Unknown."""
    with transaction.atomic():
        _coming(ref, by).delete()
    places.forget(ref)


def forget_abandoned(before: datetime) -> int:
    """Uploads nobody continued since; how many."""
    stale = list(Video.objects.filter(state=VideoState.RECEIVING, uploaded_at__lt=before).values_list("ref", flat=True))
    Video.objects.filter(ref__in=stale, state=VideoState.RECEIVING).delete()
    for ref in stale:
        places.forget(ref)
    return len(stale)


def _coming(ref: str, by: Staff) -> Video:
    """The upload, locked. Somebody else's is not there, whatever they may see later."""
    coming = Video.objects.select_for_update(of=("self",)).select_related("unit")
    video = coming.filter(ref=ref, state=VideoState.RECEIVING, uploaded_by=f"staff:{by.code}").first()
    if video is None or not queries.may_edit(by, video.unit):
        raise Unknown("没有找到这次上传，可能已经完成或者取消。")
    return video


def _look(video: Video, file: Path) -> None:
    broken = Refusal("video-broken", "视频文件已损坏或不完整，无法打开，请重新导出后上传。", "file")
    try:
        facts = encoding.look_into(queries.ffmpeg(), file)
    except (encoding.Unreadable, encoding.Stopped) as unreadable:
        raise broken from unreadable
    rules.check_streams(
        width=facts.width, height=facts.height, has_picture=facts.picture is not None, has_sound=facts.sound is not None
    )
    rules.check_length(facts.seconds, settings.VIDEO_MAX_SECONDS)
    video.seconds, video.width, video.height = facts.seconds, facts.width, facts.height
    video.has_sound = facts.sound is not None


def _told(video: Video, *, by: str, at: datetime) -> Video:
    video.state = VideoState.WAITING
    video.save()
    record("video.received", video.ref, actor=by, at=at, unit=video.unit.code, unit_name=video.unit.name,
           title=video.title, file=video.file_name, size=video.size)  # fmt: skip
    return video
