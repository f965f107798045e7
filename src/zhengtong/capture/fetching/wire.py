"""One request to one numeric address: bytes, seconds and redirects are limited here, whatever the other side sends."""

import http.client
import io
import socket
import ssl
import zlib
from dataclasses import dataclass
from email.message import Message
from time import monotonic

from zhengtong.capture.rules.addresses import PORTS, Address
from zhengtong.foundation.errors import Refusal

PIECE = 64 * 1024
CONNECT_SECONDS = 8.0
_GZIP = 31  # zlib's number for a gzip frame


@dataclass(frozen=True, slots=True)
class Reply:
    """What came over the wire: the body is unpacked and never longer than was asked for."""

    status: int
    headers: Message
    body: bytes


class _Timed(io.RawIOBase):
    """Reads a socket until a moment: a drop every second does not make the moment later."""

    def __init__(self, line: socket.socket, until: float) -> None:
        self._line, self._until = line, until

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        left = self._until - monotonic()
        if left <= 0:
            raise TimeoutError
        self._line.settimeout(left)
        return self._line.recv_into(buffer)


class _Socket:
    """What `http.client` needs of a socket, read through `_Timed`."""

    def __init__(self, line: socket.socket, until: float) -> None:
        self._line, self._until = line, until

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Timed(self._line, self._until), PIECE)

    def sendall(self, content: bytes) -> None:
        self._line.sendall(content)

    def close(self) -> None:
        """The reader still needs the line: `ask` closes it."""


def numbers_of(address: Address) -> list[str]:
    """The numeric addresses of a host, asked for once; raises Refusal `unknown-host`."""
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Refusal("unknown-host", f"找不到主机“{address.host}”。") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def ask(
    address: Address, number: str, headers: dict[str, str], *, most: int, seconds: float, may_cut: bool = False
) -> Reply:
    """GET `address` from the machine at `number`, the one that was checked: no name is looked up a second time.

    Raises Refusal `timeout`, `unreachable`, `bad-certificate`, `bad-answer`, `too-large` (unless `may_cut`).
    """
    until = monotonic() + seconds
    try:
        line = _connected(address, number, min(CONNECT_SECONDS, seconds))
        try:
            return _talk(address, line, headers, most, until, may_cut)
        finally:
            line.close()
    except TimeoutError as error:
        raise Refusal("timeout", f"“{address.host}”在{seconds:g}秒内没有答完。") from error
    except ssl.SSLError as error:
        raise Refusal("bad-certificate", f"“{address.host}”的证书不被信任，未建立连接。") from error
    except OSError as error:
        raise Refusal(
            "unreachable", f"连接不上“{address.host}”（{error.strerror or type(error).__name__}）。"
        ) from error
    except (http.client.HTTPException, zlib.error, ValueError) as error:
        raise Refusal("bad-answer", f"“{address.host}”的应答不合HTTP规范，无法读取。") from error


def _connected(address: Address, number: str, seconds: float) -> socket.socket:
    line = socket.create_connection((number, address.port), timeout=seconds)
    if address.scheme == "http":
        return line
    try:
        return ssl.create_default_context().wrap_socket(line, server_hostname=address.host)
    except (OSError, ValueError):
        line.close()
        raise


def _talk(
    address: Address, line: socket.socket, headers: dict[str, str], most: int, until: float, may_cut: bool
) -> Reply:
    host = address.origin.partition("://")[2]
    connection = http.client.HTTPConnection(host, PORTS[address.scheme])
    connection.sock = _Socket(line, until)  # type: ignore[assignment]
    connection.putrequest("GET", address.target, skip_host=True, skip_accept_encoding=True)
    for name, value in ({"Host": host, "Accept-Encoding": "gzip", "Connection": "close"} | headers).items():
        connection.putheader(name, value)
    connection.endheaders()
    response = connection.getresponse()
    try:
        body = _body(response, most, may_cut) if response.status == http.client.OK else b""
        return Reply(response.status, response.headers, body)
    finally:
        response.close()


def _body(response: http.client.HTTPResponse, most: int, may_cut: bool) -> bytes:
    coding = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip"):
        raise ValueError(coding)
    if coding == "identity" and (response.length or 0) > most and not may_cut:
        raise _too_large(most)
    unpack = zlib.decompressobj(_GZIP) if coding != "identity" else None
    found = bytearray()
    while piece := response.read1(PIECE):
        found += unpack.decompress(piece, most + 1 - len(found)) if unpack else piece
        if len(found) > most:
            if may_cut:
                break
            raise _too_large(most)
    return unpacked(bytes(found[:most]), most)


def unpacked(content: bytes, most: int) -> bytes:
    """A file that is itself packed (sitemap.xml.gz), unpacked as far as is allowed."""
    if not content.startswith(b"\x1f\x8b"):
        return content
    found = zlib.decompressobj(_GZIP).decompress(content, most + 1)
    if len(found) > most:
        raise _too_large(most)
    return found


def _too_large(most: int) -> Refusal:
    return Refusal("too-large", f"内容超过{most / (1 << 20):g}MB，已停止接收。")
