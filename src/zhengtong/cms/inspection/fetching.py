"""Questions over the network, asked aside: the worker that publishes and warns must never wait for a stranger's server.

A few threads ask; what they heard is fetched at the next occasion. Nobody is asked who stands inside the house's own
network: an address an editor wrote must not become a way to what no reader can reach.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

AT_ONCE = 4
SECONDS = 15.0
"""An answer that takes longer is none (国办秘函〔2019〕19号: 15 seconds)."""
MOST_HOPS = 5
MOST_BYTES = 64 * 1024
AGENT = "Mozilla/5.0 (compatible; Zhengtong link check bot)"
_REFUSES_HEAD = frozenset({403, 404, 405, 501})
_MOVED = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of a question: the status (None: no answer), how long it took, why it is no good ("" if it is)."""

    status: int | None
    milliseconds: int
    problem: str = ""
    is_asked: bool = True
    """False: nobody was asked, for the address is not one of the public's."""


class Fetcher:
    """Asks aside. One a process."""

    def __init__(self) -> None:
        self._pool: ThreadPoolExecutor | None = None
        self._asked: dict[Hashable, Future[Heard]] = {}

    def ask(self, key: Hashable, url: str) -> bool:
        """Ask for a stranger's address under `key`; False while too much is under way."""
        return self._submit(key, lambda: ask_outside(url))

    def ask_front(self, key: Hashable, front: tuple[str, int], host: str, path: str) -> bool:
        """Ask our own server, as a reader of `host` would."""
        return self._submit(key, lambda: ask_front(front, host, path))

    def heard(self) -> dict[Hashable, Heard]:
        """What has been answered since the last time."""
        done = {key: future for key, future in self._asked.items() if future.done()}
        for key in done:
            del self._asked[key]
        return {key: future.result() for key, future in done.items()}

    @property
    def is_idle(self) -> bool:
        return not self._asked

    def _submit(self, key: Hashable, question: Callable[[], Heard], most: int = 256) -> bool:
        if key in self._asked or len(self._asked) >= most:
            return False
        self._pool = self._pool or ThreadPoolExecutor(AT_ONCE, thread_name_prefix="inspection")
        self._asked[key] = self._pool.submit(question)
        return True


def ask_front(front: tuple[str, int], host: str, path: str) -> Heard:
    """One GET of a home page from the server itself; anything but 200 within the time is a failure."""
    begun = time.monotonic()
    connection = http.client.HTTPConnection(*front, timeout=SECONDS)
    try:
        connection.request("GET", path, headers={"Host": host, "User-Agent": AGENT})
        answer = connection.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException) as fault:
        return Heard(None, _since(begun), _said(fault))
    finally:
        connection.close()
    took = _since(begun)
    if took > SECONDS * 1000:
        return Heard(answer.status, took, "超过15秒才打开")
    return Heard(answer.status, took, "" if answer.status == 200 else f"回答了{answer.status}")


def ask_outside(url: str) -> Heard:
    """HEAD, and GET where a server does not like it; follows at most five redirects, each address looked at first."""
    begun = time.monotonic()
    try:
        for _ in range(MOST_HOPS + 1):
            status, leads_to, is_public = _one(url, begun)
            if not is_public:
                return Heard(None, _since(begun), "地址在内部网络，没有检查", is_asked=False)
            if status not in _MOVED or not leads_to:
                return Heard(status, _since(begun), f"回答了{status}" if status >= 400 else "")
            url = urljoin(url, leads_to)
        return Heard(None, _since(begun), "转来转去，没有结果")
    except (OSError, http.client.HTTPException, ValueError) as fault:
        return Heard(None, _since(begun), _said(fault))


def _one(url: str, begun: float) -> tuple[int, str, bool]:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("地址写得不对")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = _public_address(parts.hostname, port)
    if address is None:
        return 0, "", False
    status, leads_to = _request(
        "HEAD", parts.scheme, parts.hostname, address, port, _path(parts.path, parts.query), begun
    )
    if status in _REFUSES_HEAD:
        status, leads_to = _request(
            "GET", parts.scheme, parts.hostname, address, port, _path(parts.path, parts.query), begun
        )
    return status, leads_to, True


def _request(method: str, scheme: str, host: str, address: str, port: int, path: str, begun: float) -> tuple[int, str]:
    """One request to the very address that was looked at: a name cannot change its meaning in between."""
    left = SECONDS - (time.monotonic() - begun)
    if left <= 0:
        raise TimeoutError
    plain = socket.create_connection((address, port), timeout=left)
    connection = http.client.HTTPConnection(host, port, timeout=left)
    try:
        if scheme == "https":
            connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
        else:
            connection.sock = plain
        connection.request(method, path, headers={"User-Agent": AGENT, "Accept": "*/*"})
        answer = connection.getresponse()
        answer.read(MOST_BYTES)
        return answer.status, answer.getheader("Location") or ""
    finally:
        connection.close()
        plain.close()


def _path(path: str, query: str) -> str:
    safe = "/%:@!$&'()*+,;=-._~?"
    return quote(path or "/", safe=safe) + (f"?{quote(query, safe=safe)}" if query else "")


def _public_address(host: str, port: int) -> str | None:
    """An address of the host everybody can reach; None where there is none but the network's own."""
    found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    return next((one for one in found if ipaddress.ip_address(one.partition("%")[0]).is_global), None)


def _since(begun: float) -> int:
    return round((time.monotonic() - begun) * 1000)


def _said(fault: Exception) -> str:
    if isinstance(fault, TimeoutError):
        return "15秒内没有回答"
    if isinstance(fault, socket.gaierror):
        return "域名不存在"
    if isinstance(fault, ConnectionRefusedError):
        return "拒绝连接"
    if isinstance(fault, ssl.SSLError):
        return "证书不对"
    if isinstance(fault, ValueError):
        return "地址写得不对"
    return "连接中断"
