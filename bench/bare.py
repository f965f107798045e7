"""The least a fan-out in Python can be: a protocol, a set, rounds of writes. What the hub is measured against.

No ids to go on from, no limits, no metrics, no database: a line on standard input is a line to everybody.
"""

import asyncio
import gc
import sys

import uvloop

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\nretry: 3000\n\n"
STRIDE = 256
ears: set[asyncio.Transport] = set()


class Ear(asyncio.Protocol):
    """Somebody who listens."""

    __slots__ = ("transport",)

    def connection_made(self, transport: asyncio.Transport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.transport.write(HEAD)
        ears.add(self.transport)

    def connection_lost(self, error: Exception | None) -> None:
        ears.discard(self.transport)


async def main(port: int) -> None:
    """Until standard input ends."""
    loop = asyncio.get_running_loop()
    await loop.create_server(Ear, "127.0.0.1", port, backlog=4096)
    reader, number, frames = asyncio.StreamReader(), 0, []
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    print("ready", flush=True)
    while line := await reader.readline():
        gc.freeze()
        number += 1
        frames.append(b"id: %d\ndata: %s\n\n" % (number, line.strip()))
        for place, ear in enumerate(tuple(ears)):
            ear.write(frames[-1])
            if not place % STRIDE:
                await asyncio.sleep(0)


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1])))
