"""Where the picture comes from besides RTMP: a browser's chunks, an encoder that speaks SRT."""

import asyncio
import contextlib
import logging
from pathlib import Path
from urllib.parse import quote

from zhengtong.videos.encoding import BARE, Ffmpeg, end_with_us

from .. import actions, places, rules
from ..choices import Pause
from .desk import Call, Desk, Occupied
from .run import Unplayable

log = logging.getLogger(__name__)

LATENCY_US = 500_000
"""What SRT may use to get lost packets anew."""


class Chunks:
    """A browser's chunks, read in order as they come. Looks at a folder; the web process puts them there."""

    def __init__(self, desk: Desk, call: Call) -> None:
        self._desk, self._call = desk, call
        self._feed = ""
        self._next = 0
        self._form = ""

    async def look(self) -> None:
        """Read what has come."""
        feed = self._desk.broadcast.feed
        if feed != self._feed:
            await self._desk.leave(self)
            self._feed, self._next, self._form = feed, 0, ""
        if not self._feed:
            return
        folder = places.chunks(self._desk.ref, self._feed)
        if self._next and not self._desk.hears(self):
            await self._call(actions.forget_feed, self._desk.ref, self._feed)
            self._feed = ""
            return
        while (place := folder / f"{self._next:06d}").exists():
            try:
                await self._read(place)
            except Occupied as occupied:
                log.info("%s: chunks wait: %s", self._desk.ref, occupied)
                return
            except Unplayable:
                await self._call(actions.refuse_feed, self._desk.ref, self._feed)
                self._feed = ""
                return
            place.unlink(missing_ok=True)
            self._next += 1

    async def stop(self) -> None:
        self._feed = ""

    def dropped(self) -> None:
        """Noticed at the next chunk: the browser is told to begin anew."""

    async def _read(self, place: Path) -> None:
        data = await asyncio.to_thread(place.read_bytes)
        if self._next == 0:
            self._form = rules.kind_of(data)
        self._desk.occupy(self)
        await self._desk.take(self, data, self._form)


class Srt:
    """An encoder at a port of its own: ffmpeg listens there, with the key as the password of the encryption."""

    def __init__(self, desk: Desk, ffmpeg: Ffmpeg, bind: str, port: int) -> None:
        self._desk, self._ffmpeg = desk, ffmpeg
        self._address = f"srt://{bind}:{port}?mode=listener&latency={LATENCY_US}&pbkeylen=16"
        self._task: asyncio.Task[None] | None = None
        self._key = desk.broadcast.key

    async def look(self) -> None:
        """Listen, again if need be."""
        if self._key != self._desk.broadcast.key:
            self._key = self._desk.broadcast.key
            await self.stop()
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._listen())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    def dropped(self) -> None:
        """What comes next begins a new run: a transport stream can be joined anywhere."""

    async def _listen(self) -> None:
        words = places.own(self._desk.ref) / "srt.log"
        with words.open("wb") as log_file:
            process = await asyncio.create_subprocess_exec(
                *self._ffmpeg.command, "-loglevel", "warning", "-f", "mpegts",
                "-i", f"{self._address}&passphrase={quote(self._key)}", "-map", "0:v?", "-map", "0:a?", "-c", "copy",
                "-f", "mpegts", "-flush_packets", "1", "pipe:1",
                stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=log_file,
                env=BARE, preexec_fn=end_with_us,
            )  # fmt: skip
        try:
            await self._hand_on(process)
        except (Occupied, Unplayable) as fault:
            log.warning("%s: SRT: %s", self._desk.ref, fault)
        finally:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
            await process.wait()
            await self._desk.leave(self, Pause.GONE)
        await asyncio.sleep(1)

    async def _hand_on(self, process: asyncio.subprocess.Process) -> None:
        if process.stdout is None:
            raise ValueError("ffmpeg was started without an output")
        while data := await process.stdout.read(65536):
            self._desk.occupy(self)
            await self._desk.take(self, data, "mpegts")
