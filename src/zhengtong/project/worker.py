"""The one loop that runs the schedule: a task that fails is logged, counted and tried again later; the others go on."""

import json
import logging
import os
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import close_old_connections, transaction

from .schedule import Task

log = logging.getLogger(__name__)

LONGEST_PAUSE = 300.0  # seconds between tries of a task that goes on failing
IDLE = 1.0
BEAT_EVERY = 1.0


@dataclass(slots=True)
class _Row:
    task: Task
    next_run: float = 0.0
    failures: int = 0
    last_at: datetime | None = None
    result: int | None = None
    error: str = ""

    def as_dict(self) -> dict[str, Any]:
        return {
            "label": self.task.label,
            "at": self.last_at.isoformat() if self.last_at else None,
            "result": self.result,
            "failures": self.failures,
            "error": self.error,
        }


class Worker:
    """`clock` gives each round its one moment; waiting is measured by a clock that cannot jump."""

    def __init__(self, tasks: Iterable[Task], beat: Path, clock: Callable[[], datetime]) -> None:
        self._rows = [_Row(task) for task in tasks]
        self._beat = beat
        self._clock = clock
        self._next_beat = 0.0

    def run(self, stopping: threading.Event) -> None:
        """Rounds until told to stop; the task in hand is finished first."""
        log.info("worker runs %d tasks", len(self._rows))
        while not stopping.is_set():
            pause = self.round(time.monotonic())
            stopping.wait(pause)

    def round(self, now: float) -> float:
        """Run what is due at `now` (monotonic seconds), all at one moment; returns the seconds until the next row is due."""
        at = self._clock()
        close_old_connections()
        for row in self._rows:
            if row.next_run <= now:
                self._run(row, at)
                row.next_run = now + self._pause(row)
        if now >= self._next_beat:
            self._write_beat(at)
            self._next_beat = now + BEAT_EVERY
        due = min((row.next_run for row in self._rows), default=now + IDLE)
        return max(0.05, min(IDLE, due - time.monotonic()))

    def failing(self) -> list[str]:
        """The tasks whose last run failed."""
        return [row.task.name for row in self._rows if row.failures]

    def _run(self, row: _Row, at: datetime) -> None:
        row.last_at = at
        try:
            with transaction.atomic() if row.task.is_atomic else nullcontext():
                row.result = row.task.run(at)
        except Exception as error:
            row.failures += 1
            row.error = f"{type(error).__name__}: {error}"[:300]
            log.exception("task %s failed, time %d in a row", row.task.name, row.failures)
            close_old_connections()
        else:
            row.failures, row.error = 0, ""

    @staticmethod
    def _pause(row: _Row) -> float:
        if not row.failures:
            return row.task.every
        return max(row.task.every, min(row.task.every * 2.0 ** min(row.failures, 20), LONGEST_PAUSE))

    def _write_beat(self, at: datetime) -> None:
        content = {"at": at.isoformat(), "pid": os.getpid(), "tasks": {r.task.name: r.as_dict() for r in self._rows}}
        draft = self._beat.with_name(f"{self._beat.name}.{os.getpid()}")
        draft.write_text(json.dumps(content, ensure_ascii=False))
        draft.replace(self._beat)


def beat_file(home: Path) -> Path:
    """Where the worker leaves its heartbeat."""
    folder = home / "run"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "worker.beat"


def read_beat(path: Path) -> dict[str, Any] | None:
    """The last heartbeat: `at`, `pid` and every task's last run; None if no worker has run yet."""
    try:
        return json.loads(path.read_text())
    except FileNotFoundError:
        return None
