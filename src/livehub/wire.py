"""What goes over the wire: request heads as they may be, answers, and lines as server-sent events (WHATWG HTML 9.2).

A connection carries one request: an answer ends it, a stream never does. Nobody can hide a second request in the first.
"""

import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl

MOST_HEAD = 8 * 1024
"""Bytes of a request's head; browsers send a tenth of it."""
ADDRESS = re.compile(r"/live/(?P<channel>[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?)/(?P<what>stream|tail)")
_REQUEST = re.compile(rb"GET (/[!-~]*) HTTP/1\.[01]\r\n")
_METHOD = re.compile(rb"[A-Z]{3,16} ")
_DIGITS = re.compile(r"[0-9]{1,18}")
_RETRY_AFTER = 30
"""Seconds after which somebody who found no room may try again."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request as far as a hub reads it. after: the last line somebody has; None when they have none."""

    path: str
    after: int | None
    origin: str
    forwarded: str
    """The address a proxy saw last, "" without one."""
    known: str
    """The mark of the answer somebody has already (If-None-Match)."""


class Bad(Exception):
    """A request that is answered with a status and a sentence."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


def read(head: bytes) -> Request:
    """A request's head, up to and with the empty line. Raises Bad."""
    found = _REQUEST.match(head)
    if found is None:
        if _METHOD.match(head) and not head.startswith(b"GET "):
            raise Bad(HTTPStatus.METHOD_NOT_ALLOWED, "这里只能读取，不能提交。")
        raise Bad(HTTPStatus.BAD_REQUEST, "请求不合HTTP规范。")
    headers: dict[str, str] = {}
    for each in head[found.end() : -4].split(b"\r\n"):
        name, colon, value = each.partition(b":")
        if each and not colon:
            raise Bad(HTTPStatus.BAD_REQUEST, "请求不合HTTP规范。")
        headers[name.decode("latin-1").lower()] = value.decode("latin-1").strip()
    path, _, query = found[1].decode("ascii").partition("?")
    said = headers.get("last-event-id") or dict(parse_qsl(query)).get("after", "")
    if said and not _DIGITS.fullmatch(said):
        raise Bad(HTTPStatus.BAD_REQUEST, "Last-Event-ID须为行号。")
    return Request(
        path=path,
        after=int(said) if said else None,
        origin=headers.get("origin", ""),
        forwarded=headers.get("x-forwarded-for", "").rpartition(",")[2].strip(),
        known=headers.get("if-none-match", ""),
    )


# --- the stream ---


def hello(origin: str, retry: int) -> bytes:
    """The head of an endless answer. retry: milliseconds until a browser that lost it asks again."""
    return (
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-store\r\n"
        f"X-Accel-Buffering: no\r\nConnection: close\r\n{_allowing(origin)}\r\nretry: {retry}\n\n"
    ).encode()


def line(number: int, text: str) -> bytes:
    """One line as an event. `text` is one line of JSON: a line break in it can only be white space."""
    if "\n" in text or "\r" in text:
        text = text.replace("\n", " ").replace("\r", " ")
    return f"id: {number}\ndata: {text}\n\n".encode()


def text_of(frame: bytes) -> str:
    """What `line` was given."""
    return frame[frame.index(b"\ndata: ") + 7 : -2].decode()


def event(name: str, data: object) -> bytes:
    """An event without a number: it is told now and never again."""
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()


def reload(last: int) -> bytes:
    """Told to whoever cannot be given what they miss: read the page anew. From here they go on at line `last`."""
    return f"id: {last}\nevent: reload\ndata: {last}\n\n".encode()


# --- whole answers ---


def answer(
    status: HTTPStatus, body: bytes, *, kind: str, origin: str = "", headers: Iterable[tuple[str, str]] = ()
) -> bytes:
    """A whole answer."""
    more = "".join(f"{name}: {value}\r\n" for name, value in headers)
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
        f"X-Content-Type-Options: nosniff\r\nConnection: close\r\n{_allowing(origin)}{more}\r\n"
    )
    return head.encode() + body


def refusal(bad: Bad) -> bytes:
    """A page with the sentence; where it is only a matter of time, it says when to come again."""
    body = (
        '<!doctype html>\n<html lang="zh-CN"><meta charset="utf-8">'
        f"<title>在线直播</title><p>{html.escape(bad.sentence)}</p></html>\n"
    )
    headers = [("Cache-Control", "no-store")]
    if bad.status in (HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS):
        headers.append(("Retry-After", str(_RETRY_AFTER)))
    if bad.status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers.append(("Allow", "GET"))
    return answer(bad.status, body.encode(), kind="text/html; charset=utf-8", headers=headers)


def tail(numbered: Iterable[tuple[int, str]], last: int, online: int) -> bytes:
    """The newest lines for whoever asks again and again: the texts are JSON already."""
    lines = ",".join(f"[{number},{text}]" for number, text in numbered)
    return f'{{"last":{last},"online":{online},"lines":[{lines}]}}'.encode()


def _allowing(origin: str) -> str:
    """Whoever is answered may read it: forbidden origins are refused before."""
    return f"Access-Control-Allow-Origin: {origin}\r\nVary: Origin\r\n" if origin else ""
