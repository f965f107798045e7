"""Making videos in the background: one at a time beside the worker's other tasks, in a thread that waits for ffmpeg."""

import atexit
import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from zhengtong.foundation.errors import Refusal

from . import actions, encoding, making, places, rules
from .actions.sending import forget_abandoned
from .actions.showing import mend
from .actions.working import Claimed, Lost
from .choices import VideoState
from .models import Video

log = logging.getLogger(__name__)

TOLD_EVERY = timedelta(seconds=1)
ABANDONED_AFTER = timedelta(days=3)
STOP_SECONDS = 8.0
INTERRUPTED = "转码多次被中断，没有完成，请重新转码；仍不成功请联系技术人员。"
UNMADE = "转码没有成功，请换一种格式（例如MP4）重新导出后上传；仍不成功请联系技术人员。"
Clock = Callable[[], datetime]


class _Beside:
    """The thread that makes videos, if one is at it, and the word that it shall stop."""

    def __init__(self) -> None:
        self.thread: threading.Thread | None = None
        self.stopping = threading.Event()

    def start(self) -> bool:
        if self.thread is not None and self.thread.is_alive():
            return False
        self.thread = threading.Thread(target=self._run, name="videos", daemon=True)
        self.thread.start()
        return True

    def stop(self) -> None:
        """As the worker ends: what is half made is let go at once, and somebody else goes on."""
        self.stopping.set()
        if self.thread is not None:
            self.thread.join(STOP_SECONDS)

    def _run(self) -> None:
        try:
            while not self.stopping.is_set() and make_next(timezone.now, self.stopping):
                continue
        except Exception:
            log.exception("making videos was broken off; the worker starts it again")
        finally:
            connection.close()


_beside = _Beside()
atexit.register(_beside.stop)


def make(at: datetime) -> int:
    """转码 — start the thread where something waits and none is at work; the other tasks go on meanwhile."""
    waiting = Q(state=VideoState.WAITING) & (Q(not_before=None) | Q(not_before__lte=at))
    orphaned = Q(state=VideoState.WORKING, claimed_until__lt=at)
    if not Video.objects.filter(waiting | orphaned, removed_at=None).exists():
        return 0
    return int(_beside.start())


def make_next(clock: Clock, stopping: threading.Event) -> bool:
    """Make the video that waits longest; False when none does."""
    claimed = actions.claim(clock())
    if claimed is None:
        return False
    video = claimed.video
    try:
        if video.tries > rules.MAX_TRIES:
            actions.fail(claimed, INTERRUPTED, at=clock())
            return True
        with places.making(claimed.claim) as folder:
            made = making.make(video, folder, clock(), _Teller(claimed, clock, stopping))
            actions.complete(
                claimed, folder, poster=made.poster, whole_bytes=made.whole_bytes, seconds=made.seconds, at=clock()
            )
    except Refusal as refusal:
        _fail(claimed, refusal.sentence, clock())
    except (encoding.Broken, encoding.Stopped, OSError) as fault:
        log.warning("video %s could not be made, try %d: %s", video.ref, video.tries, fault)
        if video.tries >= rules.MAX_TRIES:
            _fail(claimed, UNMADE, clock())
        else:
            _postpone(claimed, clock())
    except _Interrupted:
        actions.let_go(claimed)
    except Lost:
        log.info("video %s is made by somebody else", video.ref)
    return True


def sweep(at: datetime) -> int:
    """Forget uploads nobody continued, and what was left half made; open and close what should be; how many."""
    return forget_abandoned(at - ABANDONED_AFTER) + places.sweep(at - timedelta(hours=12)) + mend()


class _Interrupted(Exception):
    """The worker is told to stop."""


class _Teller:
    """Hears percents from the making, and tells the row now and then."""

    def __init__(self, claimed: Claimed, clock: Clock, stopping: threading.Event) -> None:
        self._claimed, self._clock, self._stopping = claimed, clock, stopping
        self._told_at = clock()

    def __call__(self, percent: int) -> None:
        if self._stopping.is_set():
            raise _Interrupted
        now = self._clock()
        if now - self._told_at >= TOLD_EVERY:
            self._told_at = now
            actions.keep_claim(self._claimed, percent, now)


def _fail(claimed: Claimed, reason: str, at: datetime) -> None:
    try:
        actions.fail(claimed, reason, at=at)
    except Lost:
        log.info("video %s failed after somebody else took it", claimed.video.ref)


def _postpone(claimed: Claimed, at: datetime) -> None:
    try:
        actions.postpone(claimed, at)
    except Lost:
        log.info("video %s was postponed after somebody else took it", claimed.video.ref)
