"""One run of ffmpeg: below everybody else's priority, with few threads, ended when it stands still or we are ended."""

import contextlib
import ctypes
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

NICE = 15
STILL_SECONDS = 180.0
"""Without a word of progress for so long, it hangs."""
_PR_SET_PDEATHSIG = 1
# Looked up before any fork: between fork and exec only the call itself is safe.
_prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None
# What a stranger sent may be a playlist that names files of this machine or addresses of this network: neither is opened.
STRANGERS = (
    "-protocol_whitelist", "file,pipe",
    "-format_whitelist", "mov,matroska,avi,asf,flv,mpeg,mpegts,mp3,aac,wav,ogg,flac",
)  # fmt: skip
OWN = ("-protocol_whitelist", "file,pipe,crypto")
"""For reading what we made ourselves."""


BARE = {"LC_ALL": "C", "PATH": os.defpath}
"""The environment ffmpeg gets: nothing of ours, where addresses and keys stand."""


class Broken(Exception):
    """ffmpeg ended with a fault; `words` are its last ones."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class Stopped(Exception):
    """Somebody else ended the run: it hung, or the work was taken from us."""


@dataclass(frozen=True, slots=True)
class Ffmpeg:
    """Which program, and how many processor cores it may use."""

    program: str
    threads: int = 1

    def run(
        self,
        arguments: Sequence[str],
        *,
        folder: Path | None = None,
        on_progress: Callable[[float], None] | None = None,
        still: float = STILL_SECONDS,
    ) -> str:
        """Run to the end; its words on the error channel. `on_progress` hears the seconds made, and may raise to end it.

        Raises Broken, Stopped, and whatever `on_progress` raises.
        """
        command = [*self.command, "-progress", "pipe:1", *arguments]
        with tempfile.TemporaryFile() as words:
            process = subprocess.Popen(
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=words,
                env=BARE,
                preexec_fn=step_back,
            )
            try:
                self._listen(process, on_progress, still)
                code = process.wait()
            finally:
                if process.poll() is None:
                    process.kill()
                    process.wait()
                if process.stdout:
                    process.stdout.close()
            words.seek(max(0, words.seek(0, os.SEEK_END) - 20_000))
            said = words.read().decode("utf-8", "replace")
        if code:
            raise Broken(said.strip()[-2000:])
        return said

    @property
    def command(self) -> list[str]:
        """The beginning of every command line."""
        return [self.program, "-nostdin", "-hide_banner", "-nostats"]

    @property
    def frugal(self) -> list[str]:
        """The arguments that keep a run to its cores; for the input and the output alike."""
        return ["-threads", str(self.threads)]

    @staticmethod
    def _listen(process: subprocess.Popen[bytes], on_progress: Callable[[float], None] | None, still: float) -> None:
        output = process.stdout
        if output is None:
            raise ValueError("ffmpeg was started without an output to listen to")
        heard, last = b"", time.monotonic()
        while True:
            ready, _, _ = select.select([output], [], [], 1.0)
            if not ready:
                if time.monotonic() - last > still:
                    raise Stopped("ffmpeg stands still")
                continue
            piece = os.read(output.fileno(), 65536)
            if not piece:
                return
            last = time.monotonic()
            *lines, heard = (heard + piece).split(b"\n")
            for line in lines:
                name, _, value = line.partition(b"=")
                if name == b"out_time_us" and on_progress is not None:
                    with contextlib.suppress(ValueError):  # "N/A" until the first picture is made
                        made = int(value) / 1_000_000
                        on_progress(made)


def step_back() -> None:
    """In the new process: everybody else goes first; should we be killed, it ends with us."""
    os.nice(NICE)
    end_with_us()


def end_with_us() -> None:
    """In the new process, where it must keep up with a broadcast: should we be killed, it ends with us."""
    if _prctl:
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
