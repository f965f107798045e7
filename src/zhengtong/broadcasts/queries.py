from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

from zhengtong.foundation.errors import Unknown
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff, Unit
from zhengtong.org.queries import reach
from zhengtong.videos import queries as videos
from zhengtong.videos import rules as video_rules
from zhengtong.videos.encoding import Facts
from zhengtong.videos.models import Video
from zhengtong.videos.rules import Rendition, renditions

from . import places, rules
from .choices import BroadcastState, Source
from .models import Broadcast, BroadcastRun

DIRECTOR = Permission.INTERVIEW_RUN
AT = "/media/live/"
ffmpeg = videos.ffmpeg


def _directed(staff: Staff) -> QuerySet[Any]:
    """The subjects this person directs by their part in them: the room they belong to knows (`BROADCASTS_DIRECTED`)."""
    subjects: QuerySet[Any] = import_string(settings.BROADCASTS_DIRECTED)(staff)
    return subjects


def may_direct(staff: Staff | None, unit: Unit, subject: str) -> bool:
    """By their post in the unit, or by their part in what it is a broadcast of."""
    return staff is not None and (staff.may(DIRECTOR, unit=unit) or subject in _directed(staff))


def visible_to(staff: Staff | None) -> QuerySet[Broadcast]:
    """The broadcasts this person directs, newest first."""
    if staff is None:
        return Broadcast.objects.none()
    own = reach(staff, DIRECTOR, unit="unit", region="unit__region") | Q(subject__in=_directed(staff))
    return Broadcast.objects.filter(own).select_related("unit").order_by("-opened_at", "-pk")


def broadcast_for(staff: Staff | None, ref: str) -> Broadcast:
    """One of `visible_to`; raises Unknown."""
    broadcast = visible_to(staff).filter(ref=ref).first()
    if broadcast is None:
        raise Unknown("没有这场视频直播。")
    return broadcast


def by_ref(ref: str) -> Broadcast:
    """An open one, for who comes with its key; raises Unknown."""
    broadcast = Broadcast.objects.exclude(state=BroadcastState.ENDED).filter(ref=ref).first()
    if broadcast is None:
        raise Unknown("没有这场视频直播，或者已经结束。")
    return broadcast


def of_subject(subject: str) -> Broadcast | None:
    """The newest broadcast of something, whatever its state."""
    return Broadcast.objects.filter(subject=subject).order_by("-opened_at", "-pk").first()


def open_ones() -> list[Broadcast]:
    """What the studio looks after: everything not ended, and what is ended and not packed."""
    rows = Broadcast.objects.filter(closed_at=None).exclude(source=Source.OUTSIDE)
    return list(rows.select_related("unit").order_by("pk"))


def runs_of(broadcast: Broadcast) -> list[BroadcastRun]:
    return list(BroadcastRun.objects.filter(broadcast=broadcast).order_by("number"))


def is_reachable(broadcast: Broadcast) -> bool:
    """Whether there is something to play at its public address."""
    if broadcast.source == Source.OUTSIDE:
        return broadcast.state in (BroadcastState.ON, BroadcastState.INTERRUPTED)
    return broadcast.cleared_at is None and broadcast.runs.exists()


def public_url(broadcast: Broadcast) -> str:
    """The playlist people play: our own files, or what `LIVE_VIDEO_URL` names. "" before anything was sent."""
    if broadcast.source == Source.OUTSIDE:
        return settings.LIVE_VIDEO_URL.replace("{token}", broadcast.token)
    last = BroadcastRun.objects.filter(broadcast=broadcast).order_by("number").last()
    if last is None or broadcast.cleared_at is not None:
        return ""
    return f"{AT}{broadcast.token}/{rules.master_name(last.edition)}"


def poster_url(broadcast: Broadcast) -> str:
    """The still picture of it; "" without one."""
    place = places.live() / broadcast.token / "poster.jpg"
    return f"{AT}{broadcast.token}/poster.jpg" if place.exists() else ""


def recording_of(broadcast: Broadcast) -> Video | None:
    """Its recording in the videos room, however far it is; None where there is none or it was removed."""
    return videos.video_by_ref(broadcast.video_ref)


def recordings() -> dict[str, str]:
    """Subject → ref of the recording of its newest broadcast that has one, of those in the videos room now."""
    recorded = Broadcast.objects.exclude(video_ref="").order_by("opened_at", "pk").values_list("subject", "video_ref")
    there = set(
        Video.objects.filter(ref__in=recorded.values("video_ref"), removed_at=None).values_list("ref", flat=True)
    )
    return {subject: video for subject, video in recorded if video in there}


def sizes_for(facts: Facts) -> list[Rendition]:
    """The sizes made of what comes."""
    if facts.picture is None:
        return []
    return renditions(facts.width, facts.height, video_rules.LIVE_LADDER)
