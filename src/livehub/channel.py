"""One channel: its lines as bytes, its listeners, and the rounds in which they are told.

A round writes to every listener what it does not have yet. Lines that arrive meanwhile wait for the next round and go out
joined, in one write: under load a listener gets fewer, longer writes, and nobody falls behind for ever.
"""

import asyncio
import time
from dataclasses import dataclass
from typing import Protocol

from . import wire

STRIDE = 128
"""Listeners written to before others have a turn: requests are read, lines are taken in."""
MOST_AT_ONCE = 32 << 10
"""Bytes given to one listener in one write, but at least a line: what waits for a slow one stays small."""
MOST_HELD = 32 << 20
"""Bytes of lines a channel holds; whoever needs older ones reads the page anew."""


class Listener(Protocol):
    """Somebody who listens. has: the number of the last line written to them; is_choked: no more can be written."""

    has: int
    is_choked: bool

    def tell(self, data: bytes) -> None: ...


@dataclass(slots=True)
class Told:
    """What a channel has done so far. slowest: seconds of its slowest round."""

    lines: int = 0
    deliveries: int = 0
    rounds: int = 0
    slowest: float = 0.0


class Channel:
    """Lines are numbered from 1 without gaps; `last` is the newest, `first` the oldest that is held."""

    __slots__ = ("_bytes", "_frames", "_round", "asked", "first", "last", "listeners", "name", "told")

    def __init__(self, name: str) -> None:
        self.name = name
        self.told = Told()
        self.listeners: set[Listener] = set()
        self.asked = 0.0
        """When somebody last asked for it, on the hub's clock."""
        self.first, self.last = 1, 0
        self._frames: list[bytes] = []
        self._bytes = 0
        self._round: asyncio.Task[None] | None = None

    # --- lines ---

    def take(self, numbered: list[tuple[int, str]]) -> None:
        """Take in what follows and tell it; what is here already is passed over.

        Where a number is missing everything before it is forgotten: listeners are never told across a hole.
        """
        for number, text in numbered:
            if number <= self.last:
                continue
            if number != self.last + 1:
                self._frames, self._bytes = [], 0
            if not self._frames:
                self.first = number
            frame = wire.line(number, text)
            self._frames.append(frame)
            self._bytes += len(frame)
            self.last = number
            self.told.lines += 1
        if self._bytes > MOST_HELD:
            self._forget_half()
        if self.listeners:
            self._begin()

    def take_anew(self, numbered: list[tuple[int, str]]) -> None:
        """Hold these lines and no others. Nobody is told again what they have; whoever has more is told `reload`."""
        self._frames, self._bytes, self.first, self.last = [], 0, 1, 0
        self.take(numbered)

    def _forget_half(self) -> None:
        half = len(self._frames) // 2
        self._bytes -= sum(map(len, self._frames[:half]))
        del self._frames[:half]
        self.first += half

    def following(self, number: int) -> tuple[bytes, int]:
        """What follows a number, joined, at most MOST_AT_ONCE, and the number it reaches; `reload` where that is not held."""
        if not self.first - 1 <= number <= self.last:
            return wire.reload(self.last), self.last
        at = number + 1 - self.first
        size, end = 0, at
        while end < len(self._frames) and (not size or size + len(self._frames[end]) <= MOST_AT_ONCE):
            size += len(self._frames[end])
            end += 1
        return b"".join(self._frames[at:end]), self.first + end - 1

    def newest(self, most: int) -> list[tuple[int, str]]:
        """The last lines with their numbers."""
        frames = self._frames[-most:]
        return [(number, wire.text_of(frame)) for number, frame in enumerate(frames, self.last + 1 - len(frames))]

    # --- listeners ---

    def join(self, listener: Listener) -> None:
        """Give a listener what it misses and keep it told from now on."""
        self.listeners.add(listener)
        if listener.has != self.last:
            data, listener.has = self.following(listener.has)
            self.told.deliveries += 1
            listener.tell(data)
            if listener.has != self.last:
                self._begin()

    def part(self, listener: Listener) -> None:
        self.listeners.discard(listener)

    def _begin(self) -> None:
        if self._round is None:
            self._round = asyncio.get_running_loop().create_task(self._tell())

    async def _tell(self) -> None:
        """Rounds, until everybody who can take it has the newest line."""
        try:
            behind = True
            while behind:
                began = time.monotonic()
                behind = await self._tell_once()
                self.told.rounds += 1
                self.told.slowest = max(self.told.slowest, time.monotonic() - began)
        finally:
            self._round = None

    async def _tell_once(self) -> bool:
        """One round; whether somebody may be behind after it: lines arrived, or were too many for one write."""
        at_start, is_partial, written = self.last, False, 0
        since, known, upto, data = -1, -1, -1, b""
        for number, listener in enumerate(tuple(self.listeners), 1):
            has, last = listener.has, self.last
            if has != last and not listener.is_choked:
                if has != since or last != known:
                    data, upto = self.following(has)
                    since, known = has, last
                    is_partial |= upto != last
                listener.has = upto
                listener.tell(data)
                written += 1
            if not number % STRIDE:
                await asyncio.sleep(0)
        self.told.deliveries += written
        await asyncio.sleep(0)  # what was written goes out, and whoever cannot take it says so
        return is_partial or self.last != at_start

    async def tell_all(self, data: bytes) -> None:
        """Something without a number to everybody, e.g. how many are here."""
        for number, listener in enumerate(tuple(self.listeners), 1):
            if not listener.is_choked:
                listener.tell(data)
            if not number % STRIDE:
                await asyncio.sleep(0)
