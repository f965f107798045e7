"""`python -m livehub`: one hub, until it is told to end. LIVEHUB_DATABASE_URL says where the lines are."""

import argparse
import asyncio
import gc
import logging
import os
import resource
import signal
import socket
import sys
from collections.abc import Coroutine
from typing import Any

import uvloop

from .gate import LOOPBACK, Limits
from .hub import Hub
from .protocol import Connection
from .source import Me, PostgreSQL, Unreachable

log = logging.getLogger("livehub")
_usual = Limits()

COUNT_SECONDS = 3.0
PULSE_SECONDS = 15.0
STILL_SECONDS = 30.0
BACKLOG = 4096
SEND_BUFFER = 64 << 10
"""Bytes the kernel keeps for a listener that reads slowly (it doubles them), before this process has to."""
SPARE_FILES = 50
"""Open files that are no connections."""
MORE_CONNECTIONS = 400
"""Connections that do not listen: whoever asks for the tail, or has not asked yet."""


def main(argv: list[str] | None = None, url: str = "") -> int:
    """Serve; 0 when ended by SIGTERM or SIGINT. Raises OSError where the port cannot be had.

    url: where the lines are, if the environment does not say it.
    """
    parser = argparse.ArgumentParser(prog="livehub", description=__doc__)
    parser.add_argument("--bind", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--number", type=int, default=1, help="which of the hubs at this port")
    parser.add_argument("--share-port", action="store_true", help="several hubs of this machine at one port")
    parser.add_argument("--host", action="append", default=[], help="a site whose pages may listen; none: any")
    parser.add_argument("--proxy", action="append", default=[], help="an address whose X-Forwarded-For is believed")
    parser.add_argument("--listeners", type=int, default=_usual.listeners)
    parser.add_argument("--per-address", type=int, default=_usual.per_address)
    asked = parser.parse_args(argv)
    if not (url := url or os.environ.get("LIVEHUB_DATABASE_URL", "")):
        parser.error("LIVEHUB_DATABASE_URL is not set")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    connections = min(_open_files() - SPARE_FILES, asked.listeners + MORE_CONNECTIONS)
    if connections < asked.listeners:
        log.warning("the limit of open files is too low for %d listeners", asked.listeners)
    limits = Limits(
        listeners=min(asked.listeners, connections),
        connections=connections,
        per_address=asked.per_address,
        hosts=tuple(asked.host),
        proxies=LOOPBACK | frozenset(asked.proxy),
    )
    place = f"[{asked.bind}]" if ":" in asked.bind else asked.bind
    me = Me(f"{socket.gethostname()}:{asked.port}/{asked.number}", os.getpid(), f"http://{place}:{asked.port}")
    uvloop.run(_serve(_listen(asked.bind, asked.port, shares=asked.share_port), PostgreSQL(url), limits, me))
    return 0


def _listen(bind: str, port: int, *, shares: bool) -> socket.socket:
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    listening = socket.create_server((bind, port), family=family, backlog=BACKLOG, reuse_port=shares)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)  # who is accepted inherits it
    return listening


async def _serve(listening: socket.socket, source: PostgreSQL, limits: Limits, me: Me) -> None:
    hub = Hub(source, limits)
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    server = await loop.create_server(lambda: Connection(hub), sock=listening, backlog=BACKLOG)
    log.info("%s listens at %s, for %d at most", me.name, me.address, limits.listeners)
    work: list[Coroutine[Any, Any, Any]] = [
        ended.wait(), hub.follow(), hub.watch(), hub.pulse(PULSE_SECONDS), hub.be_counted(me, COUNT_SECONDS),
        _keep_still(),
    ]  # fmt: skip
    tasks = [loop.create_task(each) for each in work]
    try:
        first, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in first:
            task.result()  # nothing but the signal ends it: what else did has failed, and so has the hub
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        try:
            await source.leave(me)
        except Unreachable as fault:
            log.info("left without a word: %s", fault)
        await source.close()


async def _keep_still() -> None:
    """What lives long is taken out of garbage collection: walking twenty thousand listeners is a pause everybody feels."""
    while True:
        gc.collect()
        gc.freeze()
        await asyncio.sleep(STILL_SECONDS)


def _open_files() -> int:
    """How many files this process may open: as many as it is let."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return most


if __name__ == "__main__":
    sys.exit(main())
