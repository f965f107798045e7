"""The connections: a head is read, answered or refused, and whoever listens is written to until they leave."""

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from . import wire
from .channel import Channel

if TYPE_CHECKING:
    from .hub import Hub

MOST_UNWRITTEN = 64 << 10
"""Bytes that wait in this process for one listener before it is left to itself."""


class Connection(asyncio.Protocol):
    """A connection, from its first byte to its last; a listener from the moment its head is read."""

    __slots__ = ("_head", "_hub", "_transport", "address", "channel", "has", "is_choked", "since")

    def __init__(self, hub: "Hub") -> None:
        self._hub = hub
        self._head: bytes | None = b""
        self._transport: asyncio.Transport | None = None
        self.address = ""
        """Where it is counted; "" while it is not."""
        self.channel: Channel | None = None
        self.has = 0
        self.is_choked = False
        self.since = 0.0
        """When it began to owe something, on the hub's clock: a request, an end, or reading what was written."""

    # --- asyncio ---

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._hub.gate.arrived(self)

    def data_received(self, data: bytes) -> None:
        if self._head is None:
            return  # one request a connection: a listener has nothing more to say
        head = self._head + data
        end = head.find(b"\r\n\r\n")
        if max(end, 0) > wire.MOST_HEAD or (end < 0 and len(head) > wire.MOST_HEAD):
            self.refuse(wire.Bad(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "请求头过长。"))
        elif end < 0:
            self._head = head
        else:
            self._head = None
            try:
                self._hub.asked(self, wire.read(head[: end + 4]))
            except wire.Bad as bad:
                self.refuse(bad)

    def eof_received(self) -> bool:
        return False  # close: nobody listens with a closed mouth

    def connection_lost(self, error: Exception | None) -> None:
        self._transport = None
        self._hub.left(self)

    def pause_writing(self) -> None:
        self.is_choked = True
        self._hub.gate.choked(self)

    def resume_writing(self) -> None:
        self.is_choked = False
        self._hub.relieved(self)

    # --- what the hub does with it ---

    @property
    def is_open(self) -> bool:
        return self._transport is not None

    @property
    def peer(self) -> str:
        """The other side's address; "" on a Unix socket."""
        found = self._transport.get_extra_info("peername") if self._transport else None
        return str(found[0]) if isinstance(found, tuple) else ""

    def listens(self, head: bytes) -> None:
        """From now on it is a listener."""
        if self._transport is not None:
            self._transport.set_write_buffer_limits(high=MOST_UNWRITTEN)
            self._transport.write(head)

    def tell(self, data: bytes) -> None:
        if self._transport is not None:
            self._transport.write(data)

    def answer(self, data: bytes) -> None:
        """A whole answer; the other side has read it when it closes, and is not waited for very long."""
        self._head = None
        if self._transport is not None:
            self._transport.write(data)
            self._transport.write_eof()
            self._hub.gate.waits_for(self)

    def refuse(self, bad: wire.Bad) -> None:
        """A page that says why."""
        self._hub.told.refused += 1
        self.answer(wire.refusal(bad))

    def drop(self) -> None:
        """End it at once: what is still to be written is given up."""
        if self._transport is not None:
            self._transport.abort()
