"""Start the product's processes, keep them running, stop them in order. No thread, no Django."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

STOP_SECONDS = 20.0
LONGEST_PAUSE = 30.0
SETTLED = 60.0  # seconds a process must have lived for its next death to count as the first
_PR_SET_PDEATHSIG = 1
# Looked up before any fork: between fork and exec only the call itself is safe.
_prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None


@dataclass(slots=True)
class Child:
    """One process of the product: what the screen calls it, how it is started, where its words go."""

    label: str
    command: Sequence[str]
    log: Path
    deaths: int = 0
    started: float = 0.0
    next_start: float = 0.0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)


class Supervisor:
    """Call `start`, then `look` a few times a second, then `stop`."""

    def __init__(self, children: Sequence[Child], environment: Mapping[str, str], say: Callable[[str], None]) -> None:
        self.children = list(children)
        self._environment = dict(environment)
        self._say = say

    def start(self) -> None:
        for child in self.children:
            self._start(child)

    def look(self) -> None:
        """Notice who died, say so, and start it again after a pause that doubles each time."""
        now = time.monotonic()
        for child in self.children:
            if child.process is not None and child.process.poll() is not None:
                self._mourn(child, now)
            if child.process is None and now >= child.next_start:
                self._start(child)

    def stop(self) -> None:
        """Stop in the order given: first who takes work in, last who works it off."""
        for child in self.children:
            if child.process is None:
                continue
            _signal(child.process, signal.SIGTERM)
            try:
                child.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._say(f"{child.label}在 {STOP_SECONDS:.0f} 秒内没有停下，已强制结束。")
            _end_group(child.process)
            child.process.wait()
            child.process = None

    def _start(self, child: Child) -> None:
        with child.log.open("ab") as log:
            child.process = subprocess.Popen(
                child.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self._environment,
                start_new_session=True,  # Ctrl-C reaches the supervisor alone, which stops everyone in order
                preexec_fn=_end_with_parent if _prctl else None,
            )
        child.started = time.monotonic()

    def _mourn(self, child: Child, now: float) -> None:
        code = child.process.returncode if child.process else 0
        if child.process:
            _end_group(child.process)
        child.process = None
        child.deaths = 1 if now - child.started > SETTLED else child.deaths + 1
        pause = min(2.0 ** (child.deaths - 1), LONGEST_PAUSE)
        child.next_start = now + pause
        self._say(f"{child.label}意外退出（代码 {code}），{pause:.0f} 秒后重新启动；原因见 {child.log}。")


def _end_with_parent() -> None:
    """Should the supervisor itself be killed, the kernel tells its children to stop."""
    if _prctl:
        _prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _signal(process: subprocess.Popen[bytes], number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(number)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """What is left of a process's own children (web workers hold the port) goes with it."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
