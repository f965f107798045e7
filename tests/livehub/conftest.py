"""Hubs on real sockets, fed by the project's own timeline in PostgreSQL; listeners that read what arrives."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import datetime
from typing import Any

import psycopg
import pytest
import uvloop
from django.db import connection
from psycopg.conninfo import make_conninfo

from livehub.gate import Limits
from livehub.hub import Hub
from livehub.protocol import Connection
from livehub.source import Me, PostgreSQL
from tests.cast import NOON
from zhengtong.live import actions

NAME = "ft-2026-0007"
HOST = {"name": "邹雨桐", "post": "主持人", "role": "host"}


def say(words: str, name: str = NAME, at: datetime = NOON) -> int:
    return actions.say(name, "say", {"who": HOST, "html": words}, at=at)


def address() -> str:
    """Of the test's database, as a hub is given it."""
    given = connection.get_connection_params()
    return make_conninfo(
        **{key: given[key] for key in ("dbname", "user", "password", "host", "port") if given.get(key)}
    )


def until(condition: Callable[[], Any], seconds: float = 15.0) -> Any:
    """What the condition says as soon as it says something."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return found


class Running:
    """A hub in a thread of its own, as `python -m livehub` puts it together; `ask` runs something in its loop."""

    def __init__(
        self,
        limits: Limits | None = None,
        name: str = "hub-a",
        *,
        pulse: float = 60,
        count: float = 0.2,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.now = now
        self.limits, self.me, self.pulse, self.count = limits or Limits(), Me(name, 1, "http://127.0.0.1"), pulse, count
        self.url, self.ready = address(), threading.Event()
        self.thread = threading.Thread(target=lambda: uvloop.run(self._serve()), daemon=True)
        self.thread.start()
        assert self.ready.wait(30)

    async def _serve(self) -> None:
        self.loop, self.ended = asyncio.get_running_loop(), asyncio.Event()
        source = PostgreSQL(self.url)
        self.hub = Hub(source, self.limits, self.now)
        listening = socket.create_server(("127.0.0.1", 0))
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 16 << 10)
        self.port = listening.getsockname()[1]
        server = await self.loop.create_server(lambda: Connection(self.hub), sock=listening)
        work = (
            self.hub.follow(),
            self.hub.watch(),
            self.hub.pulse(self.pulse),
            self.hub.be_counted(self.me, self.count),
        )
        tasks = [self.loop.create_task(each) for each in work]
        while not self.hub.is_linked:
            await asyncio.sleep(0.01)
        self.ready.set()
        await self.ended.wait()
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await source.close()

    def stop(self) -> None:
        """At once, and without a word: listeners are cut off, its rows stay."""
        if self.thread.is_alive():
            self.loop.call_soon_threadsafe(self.ended.set)
            self.thread.join(20)

    def get(self, path: str, *headers: str) -> tuple[int, dict[str, str], bytes]:
        """A whole answer."""
        return answer_of(
            self.port,
            f"GET {path} HTTP/1.1\r\nHost: x\r\n{''.join(h + chr(13) + chr(10) for h in headers)}\r\n".encode(),
        )

    def listen(self, after: int | None = None, *headers: str, name: str = NAME) -> "Ear":
        return Ear(self.port, f"/live/{name}/stream" + ("" if after is None else f"?after={after}"), *headers)


class Ear:
    """A listener on a socket of its own; what it was told stands in `lines` and `events`."""

    def __init__(self, port: int, path: str, *headers: str, version: str = "1.1") -> None:
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16 << 10)
        self.socket.connect(("127.0.0.1", port))
        self.socket.settimeout(0.2)
        more = "".join(f"{header}\r\n" for header in headers)
        self.socket.sendall(f"GET {path} HTTP/{version}\r\nHost: x\r\n{more}\r\n".encode())
        self.head, self.rest, self.is_over = b"", b"", False
        self.lines: list[tuple[int, dict[str, Any]]] = []
        self.events: list[tuple[str, Any]] = []

    @property
    def numbers(self) -> list[int]:
        return [number for number, _ in self.lines]

    @property
    def status(self) -> int:
        until(lambda: self.read() or self.head or self.is_over)
        return int(self.head.split()[1])

    def read(self) -> None:
        """What has come by now."""
        with suppress(TimeoutError):
            data = self.socket.recv(1 << 20)
            self.is_over = not data
            self.rest += data
        if not self.head and b"\r\n\r\n" in self.rest:
            self.head, _, self.rest = self.rest.partition(b"\r\n\r\n")
        if self.head:
            *whole, self.rest = self.rest.split(b"\n\n")
            for frame in whole:
                self._take(dict(each.split(": ", 1) for each in frame.decode().splitlines()))

    def _take(self, told: dict[str, str]) -> None:
        if "event" in told:
            self.events.append((told["event"], json.loads(told["data"])))
        elif "id" in told:
            self.lines.append((int(told["id"]), json.loads(told["data"])))

    def until(self, last: int) -> list[int]:
        """Numbers of the lines it was told, when it has that one."""
        until(lambda: (self.numbers and self.numbers[-1] >= last) or self.read())
        return self.numbers

    def until_event(self, name: str) -> Any:
        """What an event of that name says, the next one."""
        return until(lambda: next((data for found, data in self.events if found == name), None) or self.read())

    def until_over(self) -> None:
        def ended() -> bool:
            try:
                self.read()
            except ConnectionResetError:
                self.is_over = True
            return self.is_over

        until(ended, 30)

    def close(self) -> None:
        self.socket.close()


def answer_of(port: int, request: bytes) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of what is answered until the other side closes; (0, {}, b"") where it just does."""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=30)) as asked:
        asked.sendall(request)
        found = b""
        while data := asked.recv(1 << 16):
            found += data
    if not found:
        return 0, {}, b""
    head, _, body = found.partition(b"\r\n\r\n")
    first, *rest = head.decode().split("\r\n")
    return int(first.split()[1]), dict(each.split(": ", 1) for each in rest), body


@pytest.fixture
def channel(transactional_db: None) -> str:
    """An open timeline; what is said is committed."""
    actions.open_channel(NAME, at=NOON)
    return NAME


@pytest.fixture
def hubs(transactional_db: None) -> Iterator[Callable[..., Running]]:
    """Start hubs; all of them are gone after the test, their connections too."""
    made: list[Running] = []

    def start(*args: Any, **more: Any) -> Running:
        made.append(Running(*args, **more))
        return made[-1]

    yield start
    for hub in made:
        hub.stop()


def cut_off(word: str = "%") -> int:
    """pg_terminate_backend for every hub's connection whose last statement looks so; how many."""
    with psycopg.connect(address(), autocommit=True) as server:
        return len(
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                " AND application_name = 'livehub' AND query LIKE %s",
                [word],
            ).fetchall()
        )
