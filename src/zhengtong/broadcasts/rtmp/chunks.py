"""RTMP's messages out of its chunks, and back. Every length a stranger names is bounded before it is believed."""

import struct
from asyncio import StreamReader
from dataclasses import dataclass, field

LARGEST = 4 << 20
"""Bytes of one message: a key picture of 1080 lines is a tenth of it."""
_LARGEST_CHUNK = 1 << 20
_MOST_STREAMS = 16
_EXTENDED = 0xFFFFFF
SET_CHUNK, ABORT, ACKNOWLEDGED, CONTROL, WINDOW, BANDWIDTH = 1, 2, 3, 4, 5, 6
AUDIO, VIDEO, DATA, COMMAND, COMMAND3, DATA3 = 8, 9, 18, 20, 17, 15


class Oversized(ValueError):
    """More than a publisher ever sends."""


@dataclass(frozen=True, slots=True)
class Message:
    """What was said: its kind, its moment in milliseconds, its bytes."""

    kind: int
    at: int
    content: bytes


@dataclass(slots=True)
class _Stream:
    at: int = 0
    step: int = 0
    length: int = 0
    kind: int = 0
    is_extended: bool = False
    held: bytearray = field(default_factory=bytearray)


class Messages:
    """The messages of one connection, read one by one; counts the bytes for acknowledgement."""

    def __init__(self, reader: StreamReader) -> None:
        self._reader = reader
        self._streams: dict[int, _Stream] = {}
        self._chunk = 128
        self.received = 0

    async def next(self) -> Message:
        """Raises IncompleteReadError at the end of the connection, Oversized."""
        while True:
            message = await self._piece()
            if message is None:
                continue
            if message.kind == SET_CHUNK and len(message.content) >= 4:
                self._chunk = struct.unpack(">I", message.content[:4])[0] & 0x7FFFFFFF
                if not 1 <= self._chunk <= _LARGEST_CHUNK * 64:
                    raise Oversized("chunk size")
                self._chunk = min(self._chunk, LARGEST)
                continue
            return message

    async def _piece(self) -> Message | None:
        first = (await self._read(1))[0]
        form, number = first >> 6, first & 0x3F
        if number == 0:
            number = 64 + (await self._read(1))[0]
        elif number == 1:
            number = 64 + int.from_bytes(await self._read(2), "little")
        if number not in self._streams and len(self._streams) >= _MOST_STREAMS:
            raise Oversized("chunk streams")
        stream = self._streams.setdefault(number, _Stream())
        is_new = not stream.held
        await self._head(stream, form, is_new=is_new)
        size = min(self._chunk, stream.length - len(stream.held))
        stream.held += await self._read(size)
        if len(stream.held) < stream.length:
            return None
        message = Message(stream.kind, stream.at, bytes(stream.held))
        stream.held.clear()
        return message

    async def _head(self, stream: _Stream, form: int, *, is_new: bool) -> None:
        if form == 3:
            if stream.is_extended:
                await self._read(4)
            if is_new:
                stream.at = (stream.at + stream.step) & 0xFFFFFFFF
            return
        time = int.from_bytes(await self._read(3), "big")
        if form < 2:
            rest = await self._read(4)
            stream.length, stream.kind = int.from_bytes(rest[:3], "big"), rest[3]
            if stream.length > LARGEST:
                raise Oversized("message")
        if form == 0:
            await self._read(4)
        stream.is_extended = time == _EXTENDED
        if stream.is_extended:
            time = int.from_bytes(await self._read(4), "big")
        if form == 0:
            stream.at, stream.step = time, 0
        else:
            stream.at, stream.step = (stream.at + time) & 0xFFFFFFFF, time

    async def _read(self, size: int) -> bytes:
        data = await self._reader.readexactly(size) if size else b""
        self.received += size
        return data


def written(stream: int, kind: int, content: bytes, *, of: int = 0, chunk: int = 128) -> bytes:
    """A message in chunks of the default size, which every publisher reads."""
    head = bytes([stream]) + b"\x00\x00\x00" + struct.pack(">I", len(content))[1:] + bytes([kind])
    pieces = [content[place : place + chunk] for place in range(0, len(content), chunk)] or [b""]
    return head + struct.pack("<I", of) + bytes([0xC0 | stream]).join(pieces)
