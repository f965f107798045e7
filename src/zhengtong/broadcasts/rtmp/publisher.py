"""One publisher's connection: greeting, commands, then picture and sound as an FLV stream."""

import asyncio
import os
import struct
from collections.abc import Awaitable, Callable
from typing import Protocol

from . import amf, chunks
from .chunks import Message, Messages, Oversized

GREETING = 1536
PATIENCE = 10.0
"""Seconds a connection has to say who it is."""
WINDOW = 2_500_000
_STREAM = 1


class Rejected(Exception):
    """Who publishes may not: the sentence is told."""


class Publisher(Protocol):
    """What takes the picture: told each piece of FLV, and when it is over."""

    async def take(self, data: bytes) -> None: ...

    async def over(self) -> None: ...


Admit = Callable[[str], Awaitable[Publisher]]
"""Finds who takes the stream of a key; raises Rejected."""


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, admit: Admit) -> None:
    """Everything of one connection, to its end. Faults of the stranger's end it quietly; raises Rejected after telling it."""
    try:
        async with asyncio.timeout(PATIENCE):
            await _greet(reader, writer)
            messages = Messages(reader)
            publisher = await _negotiate(messages, writer, admit)
    except (asyncio.IncompleteReadError, ConnectionError, TimeoutError, Oversized, amf.Malformed):
        return
    try:
        await _hand_on(messages, writer, publisher)
    except (asyncio.IncompleteReadError, ConnectionError, Oversized, amf.Malformed):
        return
    finally:
        await publisher.over()


async def _greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    hello = await reader.readexactly(1 + GREETING)
    if hello[0] != 3:
        raise amf.Malformed("not RTMP")
    own = struct.pack(">II", 0, 0) + os.urandom(GREETING - 8)
    writer.write(b"\x03" + own + hello[1:])
    await writer.drain()
    await reader.readexactly(GREETING)


async def _negotiate(messages: Messages, writer: asyncio.StreamWriter, admit: Admit) -> Publisher:
    writer.write(chunks.written(2, chunks.WINDOW, struct.pack(">I", WINDOW)))
    writer.write(chunks.written(2, chunks.BANDWIDTH, struct.pack(">IB", WINDOW, 2)))
    while True:
        message = await messages.next()
        command = _command(message)
        if command is None:
            continue
        name, number, arguments = command
        if name == "connect":
            about = {"fmsVer": "FMS/3,0,1,123", "capabilities": 31.0}
            status = _status("NetConnection.Connect.Success", "Connection succeeded.") | {"objectEncoding": 0.0}
            await _answer(writer, "_result", number, about, status)
        elif name == "createStream":
            await _answer(writer, "_result", number, None, float(_STREAM))
        elif name == "publish":
            key = next((one for one in arguments if isinstance(one, str)), "")
            try:
                publisher = await admit(key.partition("?")[0])
            except Rejected as rejected:
                told = _status("NetStream.Publish.BadName", str(rejected), level="error")
                await _answer(writer, "onStatus", 0.0, None, told, of=_STREAM)
                raise
            writer.write(chunks.written(2, chunks.CONTROL, struct.pack(">HI", 0, _STREAM)))
            await _answer(writer, "onStatus", 0.0, None, _status("NetStream.Publish.Start", "Publishing."), of=_STREAM)
            return publisher
        elif name == "play":
            raise amf.Malformed("nobody plays here")
        elif number:
            await _answer(writer, "_result", number, None, None)


async def _hand_on(messages: Messages, writer: asyncio.StreamWriter, publisher: Publisher) -> None:
    await publisher.take(b"FLV\x01\x05\x00\x00\x00\x09\x00\x00\x00\x00")
    acknowledged = 0
    while True:
        message = await messages.next()
        if messages.received - acknowledged > WINDOW // 2:
            acknowledged = messages.received
            writer.write(chunks.written(2, chunks.ACKNOWLEDGED, struct.pack(">I", acknowledged & 0xFFFFFFFF)))
        if message.kind in (chunks.AUDIO, chunks.VIDEO):
            if message.content:
                await publisher.take(_tag(message))
        elif (command := _command(message)) and command[0] in ("FCUnpublish", "deleteStream", "closeStream"):
            return


def _tag(message: Message) -> bytes:
    size, at = len(message.content), message.at
    head = struct.pack(">B", message.kind) + struct.pack(">I", size)[1:]
    head += struct.pack(">I", at & 0xFFFFFF)[1:] + bytes([at >> 24 & 0xFF]) + b"\x00\x00\x00"
    return head + message.content + struct.pack(">I", size + 11)


def _command(message: Message) -> tuple[str, float, list[amf.Value]] | None:
    if message.kind not in (chunks.COMMAND, chunks.COMMAND3):
        return None
    content = message.content[1:] if message.kind == chunks.COMMAND3 else message.content
    values = amf.read_all(content)
    name = values[0] if values else None
    number = values[1] if len(values) > 1 else 0.0
    if not isinstance(name, str) or not isinstance(number, float):
        raise amf.Malformed("no command")
    return name, number, values[2:]


async def _answer(writer: asyncio.StreamWriter, name: str, number: float, *values: amf.Value, of: int = 0) -> None:
    writer.write(chunks.written(3, chunks.COMMAND, amf.write_all(name, number, *values), of=of))
    await writer.drain()


def _status(code: str, words: str, level: str = "status") -> dict[str, amf.Value]:
    return {"level": level, "code": code, "description": words}
