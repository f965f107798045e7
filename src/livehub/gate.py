"""Who is let in, and who is sent away: limits of connections and addresses, the silent and the slow."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from .protocol import Connection
from .wire import Bad, Request

LOOPBACK = frozenset(["127.0.0.1", "::1", ""])
"""A proxy on this machine; a Unix socket has no address."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Who is let in, and for how many seconds somebody may be silent or read nothing.

    connections: all of them, listeners and others, below the process's limit of open files. hosts: names of the sites
    whose pages may listen, as in Django's ALLOWED_HOSTS; empty or "*": any. proxies: addresses whose word is taken for where
    a visitor comes from.
    """

    listeners: int = 19_500
    connections: int = 19_900
    per_address: int = 2_000
    head_seconds: float = 10.0
    choked_seconds: float = 15.0
    hosts: tuple[str, ...] = ()
    proxies: frozenset[str] = LOOPBACK


@dataclass(slots=True)
class Turned:
    """Whoever was turned away since the hub began. away: found no room; silent: owed a request or an end; slow: did not read."""

    away: int = 0
    silent: int = 0
    slow: int = 0


class Gate:
    """Every connection of a hub passes here when it comes, asks, chokes and goes."""

    def __init__(self, limits: Limits, now: Callable[[], float]) -> None:
        self.limits, self.turned = limits, Turned()
        self.connections = self.listeners = 0
        self.came = 0
        """All connections there ever were."""
        self._now = now
        self._owing: dict[Connection, None] = {}  # by age: the first has waited longest
        self._choked: dict[Connection, None] = {}
        self._addresses: Counter[str] = Counter()

    def arrived(self, one: Connection) -> None:
        """Where there is no room left, whoever has owed a request longest makes it."""
        self.connections += 1
        self.came += 1
        if self.connections > self.limits.connections and self._owing:
            self.turned.silent += 1
            longest = next(iter(self._owing))
            del self._owing[longest]
            longest.drop()
        self.waits_for(one)

    def waits_for(self, one: Connection) -> None:
        """It owes a request, or the end of an answered one."""
        one.since = self._now()
        self._owing.pop(one, None)
        self._owing[one] = None

    def asked(self, request: Request) -> None:
        """A request is here. Raises Bad for a page of another site."""
        if request.origin and not self._is_ours(request.origin):
            raise Bad(HTTPStatus.FORBIDDEN, "不接受来自其他网站的请求。")

    def admit(self, one: Connection, request: Request) -> None:
        """Let it listen. Raises Bad where there is no room, in the hub or for its address."""
        if self.listeners >= self.limits.listeners:
            self.turned.away += 1
            raise Bad(HTTPStatus.SERVICE_UNAVAILABLE, "在线人数已满，页面会自动改为每隔几秒刷新一次。")
        peer = one.peer
        address = customer(request.forwarded if request.forwarded and peer in self.limits.proxies else peer)
        if self._addresses[address] >= self.limits.per_address:
            self.turned.away += 1
            raise Bad(HTTPStatus.TOO_MANY_REQUESTS, "来自您所在网络的连接太多，页面会自动改为每隔几秒刷新一次。")
        self._addresses[address] += 1
        self.listeners += 1
        one.address = address

    def listens(self, one: Connection) -> None:
        """It owes nothing any more."""
        self._owing.pop(one, None)

    def left(self, one: Connection) -> None:
        self.connections -= 1
        self._owing.pop(one, None)
        self._choked.pop(one, None)
        if one.address:
            self.listeners -= 1
            self._addresses[one.address] -= 1
            if not self._addresses[one.address]:
                del self._addresses[one.address]
            one.address = ""

    def choked(self, one: Connection) -> None:
        one.since = self._now()
        self._choked[one] = None

    def relieved(self, one: Connection) -> None:
        self._choked.pop(one, None)

    def send_away(self) -> None:
        """Whoever has owed something for too long; called every second."""
        now = self._now()
        for one in _before(self._owing, now - self.limits.head_seconds):
            self.turned.silent += 1
            one.drop()
        for one in _before(self._choked, now - self.limits.choked_seconds):
            self.turned.slow += 1
            one.drop()

    def _is_ours(self, origin: str) -> bool:
        if not self.limits.hosts or "*" in self.limits.hosts:
            return True
        try:
            host = urlsplit(origin).hostname or ""
        except ValueError:
            return False
        return any(
            host in (name.strip("[]"), name.removeprefix(".")) or (name.startswith(".") and host.endswith(name))
            for name in self.limits.hosts
        )


def customer(address: str) -> str:
    """What counts as one address: an IPv4 address, or the /64 that an IPv6 customer is given."""
    if ":" not in address:
        return address or "-"
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return str(ip_network((int(found), 64), strict=False))
    return str(found.ipv4_mapped if isinstance(found, IPv6Address) else found)


def _before(those: dict[Connection, None], moment: float) -> list[Connection]:
    """The first of them, as long as they are older."""
    old = []
    for one in those:
        if one.since >= moment:
            break
        old.append(one)
    return old
