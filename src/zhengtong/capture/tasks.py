"""What the worker does for the room: a few rounds at a time, each on a thread of its own."""

import logging
import threading
from datetime import datetime

from django.db import connection
from django.utils import timezone

from zhengtong.foundation.errors import Refusal

from . import collecting
from .actions import runs
from .fetching import Visitor
from .models import CaptureRun

log = logging.getLogger(__name__)
ROUND_SECONDS = 240.0
"""Shorter than the lease (actions.runs): who still works is never taken for dead."""
AT_ONCE = 4


def collect(run: CaptureRun, visitor: Visitor) -> CaptureRun | None:
    """Do a round that was claimed, to its end or to its failure."""
    try:
        harvest = collecting.harvest(run.source, visitor, go_on=lambda: runs.hold(run, timezone.now()))
    except Refusal as refusal:
        return runs.fail(run, refusal, at=timezone.now())
    return runs.finish(run, harvest, at=timezone.now())


class Crew:
    """Up to four rounds at the same time; slow sites hold up neither one another nor the worker's other tasks.

    A thread dies with its worker: the lease of its source runs out, and the round is taken up again.
    """

    def __init__(self) -> None:
        self._threads: list[threading.Thread] = []
        self._failures: list[Exception] = []

    def __call__(self, at: datetime) -> int:
        if self._failures:
            raise self._failures.pop()
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        started = 0
        while len(self._threads) < AT_ONCE and (run := runs.claim(at)) is not None:
            thread = threading.Thread(target=self._work, args=[run], name=f"capture-{run.source_id}", daemon=True)
            thread.start()
            self._threads.append(thread)
            started += 1
        return started

    def _work(self, run: CaptureRun) -> None:
        try:
            collect(run, Visitor(seconds=ROUND_SECONDS, clock=timezone.now))
        except Exception as failure:
            log.exception("a round of capture failed in a way it does not know")
            self._failures.append(failure)  # raised by the next call: the worker counts it
            runs.fail(run, Refusal("internal", "采集程序内部错误，请联系技术人员。"), at=timezone.now())
        finally:
            connection.close()


run_due = Crew()
"""Every few seconds: whatever source is due is asked."""


def forget(at: datetime) -> int:
    """Drop the old rounds that brought nothing."""
    return runs.forget(at)
