"""Who makes which video: a row is claimed for a while and the claim renewed; whoever lost it leaves no trace."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import F, Q

from zhengtong.foundation import refs
from zhengtong.journal.actions import action, record

from .. import places, rules
from ..choices import VideoState
from ..models import Video

BY = "system"
LEASE = timedelta(seconds=60)
"""How long a claim holds without a word; whoever was killed loses it then."""


class Lost(Exception):
    """The claim is somebody else's by now."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A video and the claim under which it is made."""

    video: Video
    claim: str


@transaction.atomic
def claim(at: datetime) -> Claimed | None:
    """Take the video that waits longest, exactly once; None when nothing waits. One whose maker went silent counts too."""
    waiting = Q(state=VideoState.WAITING) & (Q(not_before=None) | Q(not_before__lte=at))
    orphaned = Q(state=VideoState.WORKING, claimed_until__lt=at)
    rows = Video.objects.select_for_update(of=("self",), skip_locked=True).filter(waiting | orphaned, removed_at=None)
    video = rows.order_by("uploaded_at", "pk").first()
    if video is None:
        return None
    video.state, video.claim, video.claimed_until = VideoState.WORKING, refs.token(), at + LEASE
    video.tries, video.percent = video.tries + 1, 0
    video.save(update_fields=["state", "claim", "claimed_until", "tries", "percent"])
    return Claimed(video, video.claim)


def keep_claim(claimed: Claimed, percent: int, at: datetime) -> None:
    """Say how far it is and that somebody is still at it; raises Lost. Pages hear of it only when it is done."""
    mine = Video.objects.filter(pk=claimed.video.pk, claim=claimed.claim, removed_at=None)
    if not mine.update(percent=min(percent, 99), claimed_until=at + LEASE):
        raise Lost


@action("video.encoded")
def complete(claimed: Claimed, folder: Path, *, poster: str, whole_bytes: int, seconds: float, at: datetime) -> Video:
    """What was made in `folder` takes its place; raises Lost."""
    video = _mine(claimed)
    places.keep_made(folder, video.ref)
    video.state, video.percent, video.problem, video.ready_at = VideoState.READY, 100, "", at
    video.claim, video.claimed_until, video.not_before = "", None, None
    video.poster, video.whole_bytes, video.seconds = poster, whole_bytes, seconds
    video.save()
    record("video.encoded", video.ref, actor=BY, at=at, unit=video.unit.code, unit_name=video.unit.name,
           title=video.title, tries=video.tries)  # fmt: skip
    return video


@action("video.failed")
def fail(claimed: Claimed, reason: str, *, at: datetime) -> Video:
    """It cannot be made; the reason is for the editor. Raises Lost."""
    video = _mine(claimed)
    video.state, video.problem = VideoState.FAILED, reason[:300]
    video.claim, video.claimed_until, video.percent = "", None, 0
    video.save()
    record("video.failed", video.ref, actor=BY, at=at, unit=video.unit.code, unit_name=video.unit.name,
           title=video.title, reason=reason[:300], tries=video.tries)  # fmt: skip
    return video


@transaction.atomic
def postpone(claimed: Claimed, at: datetime) -> None:
    """Something of the machine's went wrong: again after a while. Raises Lost."""
    video = _mine(claimed)
    video.state, video.claim, video.claimed_until, video.percent = VideoState.WAITING, "", None, 0
    video.not_before = at + timedelta(seconds=rules.pause_before(video.tries))
    video.save()


def let_go(claimed: Claimed) -> None:
    """The worker stops in order: somebody else goes on at once, and the try does not count."""
    Video.objects.filter(pk=claimed.video.pk, claim=claimed.claim).update(
        state=VideoState.WAITING, claim="", claimed_until=None, percent=0, tries=F("tries") - 1
    )


def _mine(claimed: Claimed) -> Video:
    rows = Video.objects.select_for_update(of=("self",)).select_related("unit")
    video = rows.filter(pk=claimed.video.pk, claim=claimed.claim, removed_at=None).first()
    if video is None:
        raise Lost
    return video
