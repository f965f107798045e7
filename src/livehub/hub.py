"""A hub: its channels, what is answered, and what goes on by itself."""

import asyncio
import json
import logging
import random
import time
from collections.abc import Callable, Coroutine
from contextlib import aclosing
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, TypeVar

from . import wire
from .channel import Channel
from .gate import Gate, Limits
from .protocol import Connection
from .source import MOST_AT_ONCE, Me, Source, Unreachable

log = logging.getLogger(__name__)
_T = TypeVar("_T")

TAIL_LINES = 200
TAIL_SECONDS = 2
RETRY_MS = (1_000, 6_000)
"""When listeners that lost their hub come back: each is told another moment, so that they do not come all at once."""
UNKNOWN_SECONDS, MOST_UNKNOWN = 3.0, 10_000
"""For so long a channel that was not there is not looked for again, unless a word of it comes."""
AHEAD_SECONDS = 1.0
"""So often at most the table is asked because somebody says they have a line that is not here yet."""
IDLE_SECONDS = 60.0
"""A channel nobody listens to or asks for is held no longer."""
MOST_OPENING = 50
"""Channels read at the same moment; who asks for one more comes again later."""
JSON = "application/json; charset=utf-8"

_AWAY = wire.Bad(HTTPStatus.SERVICE_UNAVAILABLE, "直播间暂时打不开，请稍候。")
_NO_CHANNEL = wire.Bad(HTTPStatus.NOT_FOUND, "没有这个直播间。")


@dataclass(slots=True)
class Told:
    """Counted since the hub began. reads: of lines in the table, for however many listeners."""

    streams: int = 0
    tails: int = 0
    refused: int = 0
    reads: int = 0


class Hub:
    """Everything a process serves."""

    def __init__(self, source: Source, limits: Limits, now: Callable[[], float] = time.monotonic) -> None:
        self.now, self.told, self.began = now, Told(), now()
        self.gate = Gate(limits, now)
        self.channels: dict[str, Channel] = {}
        self.elsewhere: dict[str, int] = {}
        """Listeners at other hubs, by channel."""
        self.is_linked = False
        """Whether the database answers; lines that are here are served either way."""
        self._source = source
        self._opening: dict[str, asyncio.Task[Channel | None]] = {}
        self._grown: set[str] = set()
        """Channels of which a word came while they were being read."""
        self._following = asyncio.Lock()
        """Held by whoever reads on: a channel grows in one place at a time."""
        self._unknown: dict[str, float] = {}
        self._ahead: dict[str, float] = {}
        self._tasks: set[asyncio.Task[Any]] = set()

    def online(self, name: str) -> int:
        """Who listens to a channel, at all hubs."""
        channel = self.channels.get(name)
        return (len(channel.listeners) if channel else 0) + self.elsewhere.get(name, 0)

    # --- what connections tell ---

    def left(self, one: Connection) -> None:
        """It has gone, whoever it was."""
        if one.channel is not None:
            one.channel.part(one)
            one.channel.asked = self.now()
            one.channel = None
        self.gate.left(one)

    def relieved(self, one: Connection) -> None:
        """It can be written to again: it gets what it missed."""
        self.gate.relieved(one)
        if one.channel is not None:
            one.channel.join(one)

    def asked(self, one: Connection, request: wire.Request) -> None:
        """Answer a request, now or as soon as its channel is here. Raises wire.Bad."""
        self.gate.asked(request)
        if request.path in ("/healthz", "/metrics"):
            one.answer(self._health() if request.path == "/healthz" else self._metrics())
            return
        found = wire.ADDRESS.fullmatch(request.path)
        if found is None:
            raise wire.Bad(HTTPStatus.NOT_FOUND, "没有这个地址。")
        name, what = found["channel"], found["what"]
        if what == "stream":
            self.gate.admit(one, request)
        channel = self.channels.get(name)
        if channel is not None and (request.after or 0) <= channel.last:
            self._serve(one, request, channel, what)
        else:
            self._start(self._serve_later(one, request, name, what))

    async def _serve_later(self, one: Connection, request: wire.Request, name: str, what: str) -> None:
        try:
            channel = await self._open(name)
            if channel is not None and (request.after or 0) > channel.last:
                await self._look_ahead(channel)
        except Unreachable:
            one.refuse(_AWAY)
            return
        if channel is None:
            one.refuse(_NO_CHANNEL)
        elif one.is_open:
            self._serve(one, request, channel, what)

    def _serve(self, one: Connection, request: wire.Request, channel: Channel, what: str) -> None:
        channel.asked = self.now()
        if what == "tail":
            one.answer(self._tail(request, channel))
            return
        self.told.streams += 1
        self.gate.listens(one)
        one.has = channel.last if request.after is None else request.after
        one.channel = channel
        hello = wire.hello(request.origin, random.randint(*RETRY_MS))  # noqa: S311 — spreads them, guards nothing
        one.listens(hello + wire.event("online", self.online(channel.name) + 1))
        channel.join(one)

    def _tail(self, request: wire.Request, channel: Channel) -> bytes:
        self.told.tails += 1
        online = self.online(channel.name)
        mark = f'"{channel.last}-{online}"'
        headers = [("Cache-Control", f"public, max-age={TAIL_SECONDS}"), ("ETag", mark)]
        if request.known == mark:
            return wire.answer(HTTPStatus.NOT_MODIFIED, b"", kind=JSON, origin=request.origin, headers=headers)
        body = wire.tail(channel.newest(TAIL_LINES), channel.last, online)
        return wire.answer(HTTPStatus.OK, body, kind=JSON, origin=request.origin, headers=headers)

    # --- channels ---

    async def _open(self, name: str) -> Channel | None:
        """A channel with all its lines: read once, however many ask at the same moment. Raises Unreachable."""
        if channel := self.channels.get(name):
            channel.asked = self.now()
            return channel
        if name in self._unknown and self._unknown[name] > self.now():
            return None
        if (opening := self._opening.get(name)) is None:
            if len(self._opening) >= MOST_OPENING:
                raise Unreachable("too many channels are being read")
            opening = self._opening[name] = self._start(self._read(name))
            opening.add_done_callback(lambda _: self._opening.pop(name, None))
        return await asyncio.shield(opening)

    async def _read(self, name: str) -> Channel | None:
        self._grown.discard(name)
        self.told.reads += 1
        found = await self._source.newest(name)
        if found is None:
            if len(self._unknown) > MOST_UNKNOWN:
                self._unknown.clear()
            self._unknown[name] = self.now() + UNKNOWN_SECONDS
            return None
        channel = self.channels.setdefault(name, Channel(name))
        channel.asked = self.now()
        channel.take_anew(found)
        # A word that came before there was a channel to tell: what was read may be older than the word.
        return await self._read(name) if name in self._grown else channel

    async def heard(self, word: str) -> None:
        """A word of the table: a channel's name, behind it "!" where a line's text was removed. Raises Unreachable."""
        name = word.removesuffix("!")
        self._unknown.pop(name, None)
        if name in self._opening:
            self._grown.add(name)
        if name == word:
            await self.catch_up(name)
        elif name in self.channels:
            await self._read(name)

    async def catch_up(self, name: str) -> None:
        """Read what a channel misses and tell it. Raises Unreachable."""
        while channel := self.channels.get(name):
            self.told.reads += 1
            found = await self._source.after(name, channel.last)
            channel.take(found)
            if len(found) < MOST_AT_ONCE:
                return

    async def _look_ahead(self, channel: Channel) -> None:
        """Somebody has, or says they have, a line that is not here: another hub may have been told sooner."""
        if channel.name not in self._ahead or self._ahead[channel.name] <= self.now():
            self._ahead[channel.name] = self.now() + AHEAD_SECONDS
            async with self._following:
                await self.catch_up(channel.name)

    async def catch_up_all(self) -> None:
        """Anything may have been missed: whatever has grown is read; what was taken back is forgotten. Raises Unreachable."""
        held = list(self.channels)
        standing = await self._source.standing(held) if held else {}
        for name, last in standing.items():
            channel = self.channels.get(name)
            if channel is not None and last < channel.last:
                log.warning("%s ends at line %d, %d was held: it is read anew", name, last, channel.last)
                await self._read(name)
            elif channel is not None and last > channel.last:
                await self.catch_up(name)

    # --- what goes on by itself ---

    async def follow(self) -> None:
        """Hear of new lines and read them, for ever; a lost database is waited for, what it knew is read afterwards."""
        pause = 0.2
        while True:
            try:
                async with aclosing(self._source.news()) as news:
                    async for name in news:
                        async with self._following:
                            await (self.catch_up_all() if name is None else self.heard(name))
                        self.is_linked, pause = True, 0.2
            except Unreachable as fault:
                self.is_linked = False
                log.warning("the database is away: %s", fault)
            await asyncio.sleep(pause)
            pause = min(pause * 2, 5.0)

    async def watch(self) -> None:
        """Every second: send away who is silent or too slow, let go of what nobody asks for. For ever."""
        while True:
            await asyncio.sleep(1.0)
            self.gate.send_away()
            for channel in tuple(self.channels.values()):
                if not channel.listeners and channel.asked + IDLE_SECONDS < self.now():
                    del self.channels[channel.name]
                    self._ahead.pop(channel.name, None)

    async def pulse(self, seconds: float) -> None:
        """Now and then everybody is told how many listen; who is gone without a word is noticed by it. For ever."""
        while True:
            await asyncio.sleep(seconds)
            for channel in tuple(self.channels.values()):
                await channel.tell_all(wire.event("online", self.online(channel.name)))

    async def be_counted(self, me: Me, seconds: float) -> None:
        """Say how many listen here, and hear how many do elsewhere. For ever."""
        while True:
            try:
                here = {each.name: len(each.listeners) for each in self.channels.values() if each.listeners}
                self.elsewhere = await self._source.count(me, here)
            except Unreachable as fault:
                log.info("not counted: %s", fault)
            await asyncio.sleep(seconds)

    def _start(self, work: Coroutine[Any, Any, _T]) -> "asyncio.Task[_T]":
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    # --- what is told about it ---

    def _health(self) -> bytes:
        state = {"linked": self.is_linked, "listeners": self.gate.listeners, "seconds": round(self.now() - self.began)}
        status = HTTPStatus.OK if self.is_linked else HTTPStatus.SERVICE_UNAVAILABLE
        return wire.answer(status, json.dumps(state).encode(), kind=JSON, headers=[("Cache-Control", "no-store")])

    def _metrics(self) -> bytes:
        """In the text format of Prometheus, 0.0.4."""
        rows = [f"livehub_{name} {getattr(self.told, name)}" for name in self.told.__slots__]
        rows += [f"livehub_turned_{name} {getattr(self.gate.turned, name)}" for name in self.gate.turned.__slots__]
        rows += [f"livehub_linked {int(self.is_linked)}", f"livehub_listeners {self.gate.listeners}"]
        rows += [f"livehub_connections {self.gate.connections}", f"livehub_connections_ever {self.gate.came}"]
        for channel in self.channels.values():
            said = {"lines": channel.told.lines, "deliveries": channel.told.deliveries, "rounds": channel.told.rounds,
                    "slowest_round_seconds": f"{channel.told.slowest:.6f}", "last": channel.last,
                    "here": len(channel.listeners), "online": self.online(channel.name)}  # fmt: skip
            rows += [f'livehub_channel_{name}{{channel="{channel.name}"}} {value}' for name, value in said.items()]
        body = "\n".join(rows) + "\n"
        return wire.answer(HTTPStatus.OK, body.encode(), kind="text/plain; version=0.0.4; charset=utf-8")
