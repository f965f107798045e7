"""One unbroken stretch of picture and sound: its first bytes are looked into, then ffmpeg makes pieces of all of it."""

import asyncio
import contextlib
import logging
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from zhengtong.videos import encoding
from zhengtong.videos.encoding import Facts, Ffmpeg, HlsJob, Live
from zhengtong.videos.rules import MAX_PIXELS

from .. import places, queries, rules
from ..actions import Shape

log = logging.getLogger(__name__)

LOOK_AFTER = 48_000
"""Bytes with which it is worth a look."""
LOOK_SECONDS = 3.0
"""So long both picture and sound are waited for; then what is there is all there is."""
GIVE_UP_SECONDS = 10.0
LOOK_EVERY = 0.5
MOST_HEAD = 8 << 20
FINISH_SECONDS = 6.0
HANGS_SECONDS = 15.0
"""Not a byte read for so long, ffmpeg hangs."""
_INPUT = ("-analyzeduration", "2000000", "-probesize", "1000000", "-fflags", "+genpts+discardcorrupt")


class Unplayable(Exception):
    """What comes is nothing that can be played."""


@dataclass(slots=True)
class Run:
    """Bytes go in with `take`; `shape` is known once ffmpeg is at work; `finish` ends it in order, `kill` at once."""

    number: int
    token: str
    own: Path
    form: str
    ffmpeg: Ffmpeg
    is_copying: bool = True
    shape: Shape | None = None
    began_at: datetime | None = None
    _first: float = 0.0
    _looked: float = 0.0
    _head: bytearray | None = None
    _process: asyncio.subprocess.Process | None = None
    _words: Path | None = None

    async def take(self, data: bytes) -> None:
        """More of it; waits while ffmpeg is behind. Raises Unplayable."""
        if self._process is not None:
            await self._write(data)
            return
        now = time.monotonic()
        if self._head is None:
            self._head, self._first, self.began_at = bytearray(), now, timezone.now()
        self._head += data
        is_late = now - self._first > LOOK_SECONDS
        is_worth = is_late or len(self._head) >= LOOK_AFTER
        if is_worth and now - self._looked > LOOK_EVERY:
            await self._look(now, is_late=is_late)

    @property
    def has_ended(self) -> bool:
        """Whether ffmpeg ended though nobody told it to."""
        return self._process is not None and self._process.returncode is not None

    def words(self) -> str:
        """The last words of ffmpeg."""
        return self._words.read_text("utf-8", "replace").strip()[-1000:] if self._words else ""

    async def finish(self) -> None:
        """No more comes: the last piece is closed."""
        if self._process is None:
            return
        if self._process.stdin:
            self._process.stdin.close()
        try:
            async with asyncio.timeout(FINISH_SECONDS):
                await self._process.wait()
        except TimeoutError:
            await self.kill()

    async def kill(self) -> None:
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()

    async def _look(self, now: float, *, is_late: bool) -> None:
        head = bytes(self._head or b"")
        self._looked = now
        try:
            facts = await asyncio.to_thread(self._facts, head)
        except (encoding.Unreadable, encoding.Stopped):
            facts = Facts(0.0)
        is_whole = facts.picture is not None and facts.sound is not None
        has_any = facts.picture is not None or facts.sound is not None
        if is_whole or (has_any and is_late):
            await self._start(facts)
            self._head = None
            await self._write(head)
        elif len(head) > MOST_HEAD or time.monotonic() - self._first > GIVE_UP_SECONDS:
            raise Unplayable("nothing to see and nothing to hear")

    def _facts(self, head: bytes) -> Facts:
        place = self.own / f"head-{self.number}"
        place.write_bytes(head)
        try:
            return encoding.look_into(self.ffmpeg, place)
        finally:
            place.unlink(missing_ok=True)

    async def _start(self, facts: Facts) -> None:
        if facts.width * facts.height > MAX_PIXELS:
            raise Unplayable("too many pixels")
        sizes = queries.sizes_for(facts)
        # Only what a player shows as it is, and no larger than the largest size made.
        is_copied = (
            self.is_copying and facts.is_plain and bool(sizes)
            and (sizes[-1].width, sizes[-1].height) == (facts.width, facts.height)
        )  # fmt: skip
        source = (*_INPUT, *encoding.STRANGERS, "-f", self.form, "-i", "pipe:0")
        job = HlsJob(source, facts, sizes, live=Live(rules.run_name(self.number), is_copied=is_copied))
        folder = places.public(self.token)
        for name in encoding.folders(job):
            (folder / name).mkdir(exist_ok=True)
        self._words = self.own / f"ffmpeg-{self.number}.log"
        with self._words.open("wb") as words:
            self._process = await asyncio.create_subprocess_exec(
                *self.ffmpeg.command, "-loglevel", "warning", *encoding.arguments(self.ffmpeg, job),
                cwd=folder, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL, stderr=words,
                env=encoding.BARE, preexec_fn=encoding.end_with_us,
            )  # fmt: skip
        self.is_copying = is_copied
        width, height = (sizes[-1].width, sizes[-1].height) if sizes else (0, 0)
        self.shape = Shape(width, height, facts.sound is not None, tuple(encoding.folders(job)))

    async def _write(self, data: bytes) -> None:
        pipe = self._process.stdin if self._process else None
        if pipe is None:
            raise ValueError("a run is written to before it has begun")
        try:
            pipe.write(data)
            async with asyncio.timeout(HANGS_SECONDS):
                await pipe.drain()
        except (BrokenPipeError, ConnectionResetError, TimeoutError) as error:
            raise Unplayable("ffmpeg ended") from error
