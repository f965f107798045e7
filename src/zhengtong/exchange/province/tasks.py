"""What the worker does for the link. Asking the province takes as long as the province likes, so it happens aside."""

import threading
from collections.abc import Callable
from datetime import datetime, time, timedelta
from time import monotonic

from django.conf import settings
from django.db import connection
from django.utils.timezone import localtime

from . import queries
from .actions import collecting, reconciling, sending

COLLECT_SECONDS = 0.5
RECONCILE_AFTER = time(2, 0)
TRY_AGAIN_AFTER = timedelta(minutes=30)


class Aside:
    """One piece of work at a time on a thread of its own, so that a slow province holds up nobody's alarms.

    A call waits up to `patience` seconds; work that takes longer goes on, and a later call brings its result or its
    failure. The thread ends by itself: killed half-way, the leases of what was under way run out.
    """

    def __init__(self, work: Callable[[datetime], int], patience: float = 0.2) -> None:
        self._work = work
        self._patience = patience
        self._thread: threading.Thread | None = None
        self._result = 0
        self._failure: Exception | None = None

    def __call__(self, at: datetime) -> int:
        if self._thread is None:
            self._result, self._failure = 0, None
            self._thread = threading.Thread(target=self._run, args=[at], name=self._work.__name__)
            self._thread.start()
        self._thread.join(self._patience)
        if self._thread.is_alive():
            return 0
        self._thread = None
        if self._failure is not None:
            raise self._failure
        return self._result

    def wait(self, seconds: float) -> None:
        """Until the work in hand is done."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self, at: datetime) -> None:
        try:
            self._result = self._work(at)
        except Exception as failure:  # noqa: BLE001 — raised to the worker by the next call, which logs and counts it
            self._failure = failure
        finally:
            connection.close()


def collect(at: datetime) -> int:
    """Follow the journal for up to half a second a round; only once a platform is configured: the journal keeps all."""
    if not settings.PROVINCE_URL:
        return 0
    read = 0
    ends = monotonic() + COLLECT_SECONDS
    while count := collecting.collect(at):
        read += count
        if count < collecting.BATCH or monotonic() >= ends:
            break
    return read


def _reconcile_yesterday(at: datetime) -> int:
    now = localtime(at)
    yesterday = now.date() - timedelta(days=1)
    if (
        not settings.PROVINCE_URL
        or now.time() < RECONCILE_AFTER
        or not queries.is_to_reconcile(yesterday, since=at - TRY_AGAIN_AFTER)
    ):
        return 0
    reconciling.reconcile(yesterday, by=None, at=at)
    return 1


send = Aside(sending.send_due)
"""Every two seconds: what is due goes out."""
reconcile = Aside(_reconcile_yesterday)
"""Once a night after two o'clock in China; again every half hour while the province cannot be asked."""
