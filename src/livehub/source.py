"""Where lines come from: one table of PostgreSQL, and a word when it has grown."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any, Protocol

import psycopg

WORD = "livehub"
"""The channel of NOTIFY; its word is the name of a channel that has grown."""
SILENCE_SECONDS = 5.0
"""After so long without a word a hub looks itself: a word is lost with the connection that carried it."""
ANSWER_SECONDS = 10.0
"""A database that says nothing for so long is away: a cut cable tells nobody."""
AWAY_SECONDS = 10.0
"""A hub that has not counted for so long has nobody."""
MOST_AT_ONCE = 20_000
"""Lines of one read."""

_NEWEST = """
    SELECT line.number, line.text FROM live_channel channel
    LEFT JOIN LATERAL (
        SELECT number, text FROM live_line WHERE channel_id = channel.id ORDER BY number DESC LIMIT %s
    ) line ON true
    WHERE channel.name = %s ORDER BY line.number
"""
_AFTER = """
    SELECT line.number, line.text FROM live_line line JOIN live_channel channel ON channel.id = line.channel_id
    WHERE channel.name = %s AND line.number > %s ORDER BY line.number LIMIT %s
"""
_STANDING = "SELECT name, last FROM live_channel WHERE name = ANY(%s)"
_COUNT = """
    WITH gone AS (
        DELETE FROM live_presence WHERE hub = %(hub)s AND channel <> ALL(%(names)s)
    ), here AS (
        INSERT INTO live_presence (hub, channel, listeners, at)
        SELECT %(hub)s, name, count, clock_timestamp() FROM unnest(%(names)s::text[], %(counts)s::int[]) AS told(name, count)
        ON CONFLICT (hub, channel) DO UPDATE SET listeners = excluded.listeners, at = excluded.at
    ), alive AS (
        INSERT INTO live_hub AS known (name, pid, address, started_at, at)
        VALUES (%(hub)s, %(pid)s, %(address)s, clock_timestamp(), clock_timestamp())
        ON CONFLICT (name) DO UPDATE SET pid = excluded.pid, address = excluded.address, at = excluded.at,
        started_at = CASE WHEN known.pid = excluded.pid THEN known.started_at ELSE excluded.started_at END
    )
    SELECT channel, sum(listeners)::int FROM live_presence
    WHERE hub <> %(hub)s AND at > clock_timestamp() - make_interval(secs => %(away)s) GROUP BY channel
"""
_GONE = """
    WITH gone AS (DELETE FROM live_presence WHERE hub = %(hub)s)
    DELETE FROM live_hub WHERE name = %(hub)s AND pid = %(pid)s
"""


class Unreachable(Exception):
    """The database does not answer."""


@dataclass(frozen=True, slots=True)
class Me:
    """A hub as others see it. name: the same after a restart, so that nobody is counted twice."""

    name: str
    pid: int
    address: str


class Source(Protocol):
    """What a hub asks. Everything raises Unreachable."""

    async def newest(self, name: str) -> list[tuple[int, str]] | None:
        """The last lines of a channel in order, at most MOST_AT_ONCE; None when there is no such channel."""

    async def after(self, name: str, number: int) -> list[tuple[int, str]]:
        """The lines that follow a number, in order, at most MOST_AT_ONCE of them."""

    async def standing(self, names: list[str]) -> dict[str, int]:
        """The number of the last line of each of these channels."""

    def news(self) -> AsyncGenerator[str | None, None]:
        """Names of channels that have grown; None whenever anything may have been missed."""

    async def count(self, me: Me, here: dict[str, int]) -> dict[str, int]:
        """Write down who listens here; who listens elsewhere, by channel."""


class PostgreSQL:
    """Two connections: one reads and writes, one only waits for words. Times are the database's own."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._line: psycopg.AsyncConnection[Any] | None = None
        self._turn = asyncio.Lock()

    async def newest(self, name: str) -> list[tuple[int, str]] | None:
        rows = await self._ask(_NEWEST, [MOST_AT_ONCE, name])
        return [(number, text) for number, text in rows if number is not None] if rows else None

    async def after(self, name: str, number: int) -> list[tuple[int, str]]:
        return await self._ask(_AFTER, [name, number, MOST_AT_ONCE])

    async def standing(self, names: list[str]) -> dict[str, int]:
        return dict(await self._ask(_STANDING, [names]))

    async def count(self, me: Me, here: dict[str, int]) -> dict[str, int]:
        named = {"hub": me.name, "pid": me.pid, "address": me.address, "away": AWAY_SECONDS}
        return dict(await self._ask(_COUNT, named | {"names": list(here), "counts": list(here.values())}))

    async def leave(self, me: Me) -> None:
        """Nobody listens here any more; the last thing that is said. Raises Unreachable."""
        await self._ask(_GONE, {"hub": me.name, "pid": me.pid})

    async def news(self) -> AsyncGenerator[str | None, None]:
        try:
            async with await self._connect() as line:
                await line.execute(f"LISTEN {WORD}")
                yield None
                while True:
                    heard: list[str] = []
                    async for word in line.notifies(timeout=SILENCE_SECONDS, stop_after=1):
                        heard.append(word.payload)
                    for name in dict.fromkeys(heard) or (None,):
                        yield name
        except (psycopg.Error, OSError) as error:
            raise Unreachable(str(error).strip()) from error

    async def close(self) -> None:
        if self._line is not None:
            await self._line.close()

    async def _connect(self) -> psycopg.AsyncConnection[Any]:
        return await psycopg.AsyncConnection.connect(
            self._url, autocommit=True, connect_timeout=5, application_name="livehub"
        )

    async def _ask(self, statement: str, values: list[Any] | dict[str, Any]) -> list[Any]:
        async with self._turn:
            for is_last in (False, True):  # a line that broke while it was idle is noticed only now
                try:
                    async with asyncio.timeout(ANSWER_SECONDS):
                        if self._line is None or self._line.closed:
                            self._line = await self._connect()
                        cursor = await self._line.execute(statement, values)
                        return await cursor.fetchall() if cursor.description else []
                except (psycopg.Error, OSError, TimeoutError) as error:
                    if self._line is not None:
                        await self._line.close()
                        self._line = None
                    if is_last:
                        raise Unreachable(str(error).strip() or "no answer") from error
        raise AssertionError("unreachable")
