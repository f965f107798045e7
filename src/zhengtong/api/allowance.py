"""How many requests a client may send: a bucket that fills at a steady rate, kept by each web process for itself."""

import threading
import time
from collections.abc import Callable


class Allowance:
    """`rate` requests a second for each client, and as many at once after a pause."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._left: dict[str, tuple[float, float]] = {}

    def take(self, client: str, rate: int) -> bool:
        """Whether this request may go on. Called for known clients only, so that strangers fill no memory."""
        with self._lock:
            now = self._clock()
            left, since = self._left.get(client, (float(rate), now))
            left = min(float(rate), left + (now - since) * rate)
            self._left[client] = (left - 1 if left >= 1 else left, now)
            return left >= 1

    def forget(self) -> None:
        with self._lock:
            self._left.clear()
