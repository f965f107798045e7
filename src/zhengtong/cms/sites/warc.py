"""A site written down as the public saw it (WARC 1.1, ISO 28500:2017): every page with its pictures and documents."""

import gzip
import hashlib
import re
from base64 import b32encode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urljoin, urlsplit
from uuid import NAMESPACE_URL, uuid5

from django.contrib.staticfiles import finders
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse

from zhengtong.cms.models import SitePage
from zhengtong.cms.pagecache import baking

_LINK = re.compile(r'(?:src|href|poster)="([^"]+)"|srcset="([^"]+)"')
_KEPT = ("/media/", "/documents/", "/static/")
SOFTWARE = "Zhengtong"


@dataclass(frozen=True, slots=True)
class Archive:
    """What was written: how many answers, how large the file is (bytes), its SHA-256."""

    records: int
    bytes: int
    sha256: str


def write(site: SitePage, path: Path, *, at: datetime) -> Archive:
    """Write the archive of `site` as the public sees it at this moment to `path` (gzip, one member a record)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".part")
    records = 0
    with beside.open("wb") as file:
        about = f"software: {SOFTWARE}\r\nformat: WARC File Format 1.1\r\nisPartOf: {site.title}\r\n"
        _record(file, "warcinfo", f"urn:site:{site.pk}", about.encode(), at, "application/warc-fields")
        for address, response in _answers(site):
            content = b"".join(response.streaming_content) if response.streaming else response.content
            _response(file, address, response, content, at)
            records += 1
    beside.replace(path)
    content = path.read_bytes()
    return Archive(records, len(content), hashlib.sha256(content).hexdigest())


def _answers(site: SitePage) -> Iterator[tuple[str, HttpResponse]]:
    """Every published page, then what they show: each address once, as somebody without an account gets it."""
    shown: dict[str, baking.Address] = {}
    for page in site.get_descendants(inclusive=True).live().specific():
        address = baking.address_of(page)
        if address is None:
            continue
        response = _asked(address)
        yield _url(address), response
        if response.status_code == 200 and not response.streaming:
            for link in _links(response.content.decode(errors="replace"), _url(address)):
                shown.setdefault(link, replace(address, path=urlsplit(link).path))
    for link, address in sorted(shown.items()):
        yield link, _asset(address)


@cache
def _handler() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def _asked(address: baking.Address) -> HttpResponse:
    """What somebody without an account is answered, within the act's own transaction."""
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(address.path).encode().decode("latin-1"),
        "QUERY_STRING": "",
        "SERVER_NAME": address.name.partition(":")[0],
        "SERVER_PORT": address.name.partition(":")[2] or ("443" if address.scheme == "https" else "80"),
        "HTTP_HOST": address.name,
        "HTTP_USER_AGENT": f"{SOFTWARE} archive bot",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": address.scheme,
        "wsgi.input": BytesIO(b""),
    }
    return _handler().get_response(WSGIRequest(environ))


def _asset(address: baking.Address) -> HttpResponse:
    if not address.path.startswith("/static/"):
        return _asked(address)
    found = finders.find(address.path.removeprefix("/static/"))
    if not isinstance(found, str):
        return HttpResponse(status=404)
    kind = "text/css" if found.endswith(".css") else "application/octet-stream"
    return HttpResponse(Path(found).read_bytes(), content_type=kind)


def _links(html: str, base: str) -> Iterator[str]:
    for one, several in _LINK.findall(html):
        for link in [one] if one else [part.split()[0] for part in several.split(",") if part.split()]:
            whole = urlsplit(urljoin(base, unescape(link)))
            if whole.netloc == urlsplit(base).netloc and whole.path.startswith(_KEPT):
                yield f"{whole.scheme}://{whole.netloc}{whole.path}"


def _url(address: baking.Address) -> str:
    return f"{address.scheme}://{address.name}{address.path}"


def _response(file: BinaryIO, url: str, response: HttpResponse, content: bytes, at: datetime) -> None:
    kept = {name: value for name, value in response.headers.items() if name not in ("Set-Cookie", "Transfer-Encoding")}
    kept["Content-Length"] = str(len(content))
    lines = "".join(f"{name}: {value}\r\n" for name, value in kept.items())
    head = f"HTTP/1.1 {response.status_code} {response.reason_phrase}\r\n{lines}\r\n"
    _record(
        file,
        "response",
        url,
        head.encode("latin-1", "replace") + content,
        at,
        "application/http; msgtype=response",
        payload=content,
    )


def _record(
    file: BinaryIO, kind: str, url: str, block: bytes, at: datetime, content_type: str, payload: bytes | None = None
) -> None:
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, f'{kind} {url} {moment}')}>",
        "WARC-Date": moment,
        "Content-Type": content_type,
        "Content-Length": str(len(block)),
        "WARC-Block-Digest": _digest(block),
    }
    if payload is not None:
        fields |= {"WARC-Target-URI": url, "WARC-Payload-Digest": _digest(payload)}
    head = "WARC/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n"
    file.write(gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0))


def _digest(content: bytes) -> str:
    return "sha256:" + b32encode(hashlib.sha256(content).digest()).decode()
