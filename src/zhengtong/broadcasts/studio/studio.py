"""The loop: which broadcasts are open, a desk for each, one port for RTMP while one of them wants it."""

import asyncio
import contextlib
import functools
import hmac
import json
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from django.db import InterfaceError, OperationalError, close_old_connections, connections
from django.utils import timezone

from zhengtong.foundation.errors import Refusal

from .. import actions, places, queries, rtmp
from ..choices import BroadcastState, Pause, Source
from ..models import Broadcast
from .desk import Desk, Occupied
from .feeds import Chunks, Srt
from .run import Unplayable

log = logging.getLogger(__name__)

LOOK_EVERY = 0.4
IDLE_EVERY = 2.0
BEAT_EVERY = 2.0
DEAD_AFTER = 15.0
MOST_CONNECTIONS = 32
GUESS_PAUSE = 2.0
"""Who comes with a wrong key waits so long for the answer."""


class Studio:
    """Run it in an event loop until `stop` is called. One at a time in one home: who starts second would cut off the first."""

    def __init__(self, home: Path, *, bind: str, rtmp_port: int, srt_port: int) -> None:
        self._beat = beat_file(home)
        self._bind, self._rtmp_port, self._srt_port = bind, rtmp_port, srt_port
        self._desks: dict[str, Desk] = {}
        self._feeds: dict[str, Chunks | Srt] = {}
        self._server: asyncio.Server | None = None
        self._talks: set[asyncio.Task[None]] = set()
        self._problem = ""
        self._stopping = asyncio.Event()
        self._beat_at = 0.0
        # One thread, so one connection to the database.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="studio")

    def stop(self) -> None:
        self._stopping.set()

    async def run(self) -> None:
        """Until `stop`; then everything is closed in order."""
        is_fresh = True
        try:
            while not self._stopping.is_set():
                try:
                    if is_fresh:
                        await self._begin_anew()
                        is_fresh = False
                    await self.look()
                except (OperationalError, InterfaceError) as fault:
                    log.warning("the database is away: %s", fault)
                pause = LOOK_EVERY if self._desks else IDLE_EVERY
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), pause)
        finally:
            await self._close()

    async def look(self) -> None:
        """One round."""
        broadcasts = {one.ref: one for one in await self.call(queries.open_ones)}
        for ref in self._desks.keys() - broadcasts.keys():
            await self._drop(ref)
        await asyncio.gather(*(self._look_after(ref, broadcast) for ref, broadcast in broadcasts.items()))
        await self._serve_rtmp(any(one.is_open and one.source == Source.RTMP for one in broadcasts.values()))
        self._tell()

    async def call(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:
        """Something that touches the database, in the thread that may."""
        work = functools.partial(_fresh, function, *arguments, **named)
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def _begin_anew(self) -> None:
        """Whoever was here before is gone, and its ffmpegs with it."""
        await self.call(actions.forget_feeds)
        for broadcast in await self.call(queries.open_ones):
            if broadcast.state == BroadcastState.ON:
                await self.call(actions.interrupt, broadcast.ref, Pause.STUDIO, at=timezone.now())

    async def _look_after(self, ref: str, broadcast: Broadcast) -> None:
        try:
            await self._look_at(ref, broadcast)
        except (OSError, Refusal):
            log.exception("%s: a round was broken off", ref)

    async def _look_at(self, ref: str, broadcast: Broadcast) -> None:
        desk = self._desks.get(ref)
        if desk is None:
            desk = self._desks[ref] = Desk(broadcast, self.call)
            if broadcast.source == Source.BROWSER:
                self._feeds[ref] = Chunks(desk, self.call)
            elif broadcast.source == Source.SRT:
                self._feeds[ref] = Srt(desk, queries.ffmpeg(), self._bind, self._srt_port + (broadcast.slot or 0))
        desk.broadcast = broadcast
        feed = self._feeds.get(ref)
        if not broadcast.is_open:
            if isinstance(feed, Chunks):
                await feed.look()  # what had come before the end is part of it
            elif feed is not None:
                await feed.stop()
            await desk.end()
            await self._drop(ref)
            return
        if feed is not None:
            await feed.look()
        await desk.look(is_patient=isinstance(feed, Chunks))

    async def _drop(self, ref: str) -> None:
        feed, desk = self._feeds.pop(ref, None), self._desks.pop(ref)
        if feed is not None:
            await feed.stop()
        if not desk.is_done:
            await desk.stop()

    # --- RTMP ---

    async def _serve_rtmp(self, is_wanted: bool) -> None:
        if is_wanted and self._server is None:
            try:
                self._server = await asyncio.start_server(self._connected, self._bind, self._rtmp_port, limit=1 << 20)
                self._problem = ""
            except OSError as error:
                self._problem = f"端口 {self._rtmp_port} 无法使用（{error.strerror}），不能接收RTMP推流。"
                log.error("RTMP: %s", error)
        elif not is_wanted and self._server is not None:
            self._server.close()
            self._server, self._problem = None, ""

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talk = asyncio.current_task()
        if talk is None or len(self._talks) >= MOST_CONNECTIONS:
            writer.close()
            return
        self._talks.add(talk)
        talk.add_done_callback(self._talks.discard)
        try:
            await rtmp.serve(reader, writer, lambda key: self._admit(key, writer))
        except rtmp.Rejected as rejected:
            log.warning("RTMP: refused %s: %s", (writer.get_extra_info("peername") or ["?"])[0], rejected)
        except (OperationalError, InterfaceError) as fault:
            log.warning("RTMP: the database is away: %s", fault)
        finally:
            writer.close()

    async def _admit(self, key: str, writer: asyncio.StreamWriter) -> rtmp.Publisher:
        for desk in self._desks.values():
            broadcast = desk.broadcast
            if broadcast.source == Source.RTMP and hmac.compare_digest(key.encode(), broadcast.key.encode()):
                sender = _Rtmp(desk, writer)
                try:
                    desk.occupy(sender)
                except Occupied as occupied:
                    raise rtmp.Rejected(str(occupied)) from occupied
                return sender
        await asyncio.sleep(GUESS_PAUSE)
        raise rtmp.Rejected("推流密钥不正确。")

    # --- heartbeat and end ---

    def _tell(self) -> None:
        if time.monotonic() - self._beat_at < BEAT_EVERY:
            return
        self._beat_at = time.monotonic()
        told = {"at": time.time(), "open": len(self._desks), "problem": self._problem}
        places.write(self._beat, json.dumps(told, ensure_ascii=False).encode())

    async def _close(self) -> None:
        if self._server is not None:
            self._server.close()
        talks = list(self._talks)
        for talk in talks:
            talk.cancel()
        await asyncio.gather(*talks, return_exceptions=True)
        for ref in list(self._desks):
            with contextlib.suppress(OperationalError, InterfaceError):
                await self._drop(ref)
        self._beat.unlink(missing_ok=True)
        await asyncio.get_running_loop().run_in_executor(self._thread, connections.close_all)
        self._thread.shutdown()


class _Rtmp:
    """An RTMP connection as the sender at a desk."""

    def __init__(self, desk: Desk, writer: asyncio.StreamWriter) -> None:
        self._desk, self._writer = desk, writer

    async def take(self, data: bytes) -> None:
        try:
            await self._desk.take(self, data, "flv")
        except (Occupied, Unplayable) as fault:
            raise ConnectionAbortedError(str(fault)) from fault

    async def over(self) -> None:
        await self._desk.leave(self)

    def dropped(self) -> None:
        self._writer.close()


def _fresh(function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    close_old_connections()
    return function(*arguments, **named)


def beat_file(home: Path) -> Path:
    """Where the studio leaves its heartbeat."""
    folder = home / "run"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "studio.beat"


def state(home: Path) -> str:
    """What is wrong with the studio in a sentence, or nothing."""
    try:
        told = json.loads(beat_file(home).read_text())
    except FileNotFoundError:
        return "直播服务没有运行，暂时不能接收画面，请联系技术人员。"
    if time.time() - told["at"] > DEAD_AFTER:
        return "直播服务没有应答，暂时不能接收画面，请联系技术人员。"
    return str(told["problem"])
