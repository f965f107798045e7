"""A visitor knows the white list, reads robots.txt, waits its turn, and says who it is."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import Message
from email.utils import parsedate_to_datetime
from hashlib import blake2b
from urllib.parse import urljoin

from django.conf import settings
from django.db import connection
from protego import Protego

from zhengtong.capture import queries
from zhengtong.capture.models import Courtesy
from zhengtong.capture.rules.addresses import Address, checked_number, entry_for, read
from zhengtong.capture.rules.characters import decoded
from zhengtong.foundation.errors import Refusal

from . import wire

AGENT = "Zhengtong"
MOST_PAGE = 2 << 20
MOST_LIST = 10 << 20
_MOST_ROBOTS = 500 << 10  # RFC 9309 2.5: at least 500 KiB are read, the rest may be cut
_ROBOTS_HOLD = timedelta(hours=24)  # RFC 9309 2.4
_MOST_HOPS = 5
_TURN = 0.2  # seconds between two tries to get a turn
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_GONE = frozenset({404, 410})
_MOST_RETRY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Answer:
    """A page as it was answered, at the address it was found at in the end."""

    url: str
    content: bytes
    headers: Message
    is_unchanged: bool = False

    @property
    def text(self) -> str:
        return decoded(self.content, self.headers.get_content_charset("") or "")


class Visitor:
    """One errand: everything it asks together may take `seconds`, waiting included.

    `clock` tells the moment, `sleep` waits; `gap` is the least number of seconds between two requests to one host.
    """

    def __init__(
        self,
        *,
        seconds: float,
        clock: Callable[[], datetime],
        sleep: Callable[[float], None] = time.sleep,
        gap: float = 2.0,
        patience: float = 15.0,
    ) -> None:
        self._clock, self._sleep, self._gap, self._patience = clock, sleep, gap, patience
        self._ends = clock() + timedelta(seconds=seconds)
        self._listed = queries.listed_hosts()

    @property
    def left(self) -> float:
        """Seconds this errand may still take."""
        return (self._ends - self._clock()).total_seconds()

    def get(self, url: str, *, most: int = MOST_PAGE, etag: str = "", modified: str = "") -> Answer:
        """The page at `url`, through at most five redirects, each of them checked like the first.

        Raises Refusal: `bad-address`, `host-not-listed`, `internal-address`, `unknown-host`, `robots`,
        `robots-unreachable`, `asked-to-wait`, `redirect-loop`, `gone`, `http-error`, and those of the wire.
        """
        seen: list[str] = []
        address = read(url)
        while str(address) not in seen and len(seen) <= _MOST_HOPS:
            seen.append(str(address))
            reply = self._visit(address, most, etag, modified)
            if reply.status not in _REDIRECTS:
                return _answer(address, reply)
            address = read(urljoin(str(address), reply.headers.get("Location", "")).partition("#")[0])
        raise Refusal("redirect-loop", f"“{address.host}”的网址反复跳转，没有尽头。")

    def _visit(self, address: Address, most: int, etag: str, modified: str) -> wire.Reply:
        entry_for(address, self._listed)
        with self._turn(address.host):
            manners = self._manners(address)
            rules = Protego.parse(manners.robots)
            if not manners.is_open:
                raise Refusal("robots-unreachable", f"“{address.host}”的robots.txt暂时读不到，按规则不访问。")
            if not rules.can_fetch(str(address), AGENT):
                raise Refusal("robots", f"“{address.host}”的robots.txt不允许采集这个网址。")
            self._wait(manners, address)
            asked = {"If-None-Match": etag, "If-Modified-Since": modified}
            try:
                reply = self._ask(address, most, {name: value for name, value in asked.items() if value})
            except Refusal:
                self._keep_apart(manners, self._delay(rules))
                raise
            self._keep_apart(manners, max(self._delay(rules), self._asked_for(reply)))
            return reply

    @contextmanager
    def _turn(self, host: str) -> Iterator[None]:
        """One request at a time to a host, over all processes of the house."""
        key = int.from_bytes(blake2b(f"capture:{host}".encode(), digest_size=8).digest(), signed=True)
        waited = 0.0
        while not _told("SELECT pg_try_advisory_lock(%s)", key):
            if waited >= min(self._patience, self.left):
                raise Refusal("asked-to-wait", f"正在访问“{host}”的其他网页，请稍后再试。")
            self._sleep(_TURN)
            waited += _TURN
        try:
            yield
        finally:
            _told("SELECT pg_advisory_unlock(%s)", key)

    def _manners(self, address: Address) -> Courtesy:
        """What the site asks of its visitors, read again once a day."""
        manners, _ = Courtesy.objects.get_or_create(origin=address.origin)
        now = self._clock()
        hold = _ROBOTS_HOLD if manners.is_open else timedelta(minutes=10)
        if manners.robots_at is not None and now - manners.robots_at < hold:
            return manners
        self._wait(manners, address)
        manners.robots, manners.is_open = self._robots(
            Address(address.scheme, address.host, address.port, "/robots.txt")
        )
        manners.robots_at = self._clock()
        manners.save(update_fields=["robots", "is_open", "robots_at"])
        return manners

    def _robots(self, address: Address) -> tuple[str, bool]:
        """RFC 9309 2.3.1: none there allows everything, none to be had allows nothing."""
        try:
            for _ in range(_MOST_HOPS + 1):
                reply = self._ask(address, _MOST_ROBOTS, {}, may_cut=True)
                if reply.status in _REDIRECTS:
                    address = read(urljoin(str(address), reply.headers.get("Location", "")).partition("#")[0])
                    continue
                if reply.status == 200:
                    return decoded(reply.body).replace("\0", ""), True
                return "", 400 <= reply.status < 500 and reply.status not in _BUSY
        except Refusal as refusal:
            if refusal.code in ("host-not-listed", "internal-address"):
                raise
            return "", False
        return "", False

    def _ask(self, address: Address, most: int, headers: dict[str, str], *, may_cut: bool = False) -> wire.Reply:
        entry = entry_for(address, self._listed)
        number = checked_number(wire.numbers_of(address), entry)
        said = {
            "User-Agent": f"{AGENT}/1.0 (+{settings.PUBLIC_URL})",
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
            "Accept-Language": "zh-CN,zh;q=0.9",
        }
        seconds = min(self._patience, self.left)
        if seconds <= 0:
            raise Refusal("out-of-time", "这一轮采集的时间用完了，其余的下一轮再采。")
        return wire.ask(address, number, said | headers, most=most, seconds=seconds, may_cut=may_cut)

    def _wait(self, manners: Courtesy, address: Address) -> None:
        if manners.free_at is None:
            return
        seconds = (manners.free_at - self._clock()).total_seconds()
        if seconds > self.left:
            raise Refusal("asked-to-wait", f"“{address.host}”要求放慢访问，其余的下一轮再采。")
        if seconds > 0:
            self._sleep(seconds)

    def _delay(self, rules: Protego) -> float:
        rate = rules.request_rate(AGENT)
        asked = [rules.crawl_delay(AGENT) or 0.0, rate.seconds / max(rate.requests, 1) if rate else 0.0]
        return min(max(self._gap, *asked), _MOST_RETRY.total_seconds())

    def _asked_for(self, reply: wire.Reply) -> float:
        """Seconds of Retry-After, as a number or a moment."""
        said = reply.headers.get("Retry-After", "").strip() if reply.status in _BUSY else ""
        if said.isascii() and said.isdigit():
            return min(float(said[:6]), _MOST_RETRY.total_seconds())
        try:
            seconds = (parsedate_to_datetime(said) - self._clock()).total_seconds() if said else 0.0
        except (ValueError, TypeError):
            return 0.0
        return min(max(seconds, 0.0), _MOST_RETRY.total_seconds())

    def _keep_apart(self, manners: Courtesy, seconds: float) -> None:
        manners.free_at = self._clock() + timedelta(seconds=seconds)
        manners.save(update_fields=["free_at"])


def _answer(address: Address, reply: wire.Reply) -> Answer:
    if reply.status == 304:
        return Answer(str(address), b"", reply.headers, is_unchanged=True)
    if reply.status in _GONE:
        raise Refusal("gone", f"网页不存在（HTTP {reply.status}）。")
    if reply.status in _BUSY:
        raise Refusal("asked-to-wait", f"“{address.host}”请来访者稍后再来（HTTP {reply.status}）。")
    if reply.status != 200:
        raise Refusal("http-error", f"“{address.host}”没有给出网页（HTTP {reply.status}）。")
    return Answer(str(address), reply.body, reply.headers)


def _told(statement: str, key: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, [key])
        return bool(cursor.fetchone()[0])
