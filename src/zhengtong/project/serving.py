"""What stands before Django: pages everybody is shown alike are answered from the page cache, in memory or from disk.

Nothing here asks the database, so these pages are there while it is not. `Front` answers; `Keeper`, inside it, keeps what
Django makes for somebody without an account, so that the next one finds it. How pages get there when they are published,
and change with what they show: `zhengtong.cms.pagecache`.
"""

import logging
import os
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.http.request import split_domain_port, validate_host
from django.urls import Resolver404, resolve
from django.utils.http import http_date, parse_http_date_safe

from zhengtong.cms.pagecache import baking, files, rules
from zhengtong.cms.pagecache.notes import noting
from zhengtong.visits import log as visits

logger = logging.getLogger(__name__)

MEMORY = 64 << 20
"""Bytes of pages a process holds; the oldest go first."""
HOSTS_SECONDS = 0.5
"""For how long it is known which hosts have pages of their own."""
_KNOWN_HOSTS = 256
Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]
Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Held:
    """A page ready to be sent, as it lies on disk under `mark`."""

    file: str
    mark: tuple[int, int, int]
    etag: str
    changed_at: float
    plain: bytes
    packed: bytes
    plain_headers: Headers
    packed_headers: Headers
    unchanged_headers: Headers

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.packed)


class Front:
    """The application the server calls: pages from the cache, everything else from `inside`."""

    def __init__(self, inside: Application, home: Path) -> None:
        self._inside = inside
        self._pages = files.root(home)
        self._held: dict[str, Held] = {}
        self._size = 0
        self._lock = threading.Lock()
        self._hosts: dict[str, str] = {}
        self._hosts_until = 0.0
        self._visits = _Visits(home)

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        if not rules.is_everybodys(method, environ.get("QUERY_STRING", ""), environ.get("HTTP_COOKIE", "")):
            return self._inside(environ, start)
        page = self._page(environ)
        if page is None:
            return self._inside(environ, start)
        if method == "GET":
            self._visits.note(environ)
        if rules.is_unchanged(page.etag, page.changed_at, environ, parse_http_date_safe):
            start("304 Not Modified", page.unchanged_headers)
            return ()
        if rules.accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")):
            start("200 OK", page.packed_headers)
            return (page.packed,) if method == "GET" else ()
        start("200 OK", page.plain_headers)
        return (page.plain,) if method == "GET" else ()

    def _page(self, environ: Environ) -> Held | None:
        host = self._host(environ.get("HTTP_HOST", ""))
        if host is None:
            return None
        key = f"{host}{environ['PATH_INFO']}"
        held = self._held.get(key)
        if held is not None:
            return self._read(key, held.file, held)
        path = decoded(environ)
        if path is None or not rules.is_kept_path(path):
            return None
        return self._read(key, str(files.folder(self._pages, host, path) / rules.PAGE), None)

    def _read(self, key: str, file: str, held: Held | None) -> Held | None:
        """The page as it is on disk now; None where there is none. Read again only if it is another file."""
        try:
            status = os.stat(file)
            mark = (status.st_ino, status.st_mtime_ns, status.st_size)
            if held is not None and held.mark == mark:
                return held
            with open(file, "rb") as page:
                status = os.fstat(page.fileno())
                plain = page.read()
        except (FileNotFoundError, NotADirectoryError):
            self._drop(key)
            return None
        held = _made(file, (status.st_ino, status.st_mtime_ns, status.st_size), status.st_mtime, plain)
        self._hold(key, held)
        return held

    def _hold(self, key: str, held: Held) -> None:
        with self._lock:
            if (before := self._held.pop(key, None)) is not None:
                self._size -= before.size
            self._held[key] = held
            self._size += held.size
            while self._size > MEMORY and len(self._held) > 1:
                oldest = next(iter(self._held))
                self._size -= self._held.pop(oldest).size

    def _drop(self, key: str) -> None:
        if key in self._held:
            with self._lock:
                if (before := self._held.pop(key, None)) is not None:
                    self._size -= before.size

    def _host(self, named: str) -> str | None:
        """The folder a host's pages lie in; None for a host this site does not answer to."""
        now = time.monotonic()
        if now >= self._hosts_until or len(self._hosts) > _KNOWN_HOSTS:
            self._hosts, self._hosts_until = {}, now + HOSTS_SECONDS
        if named not in self._hosts:
            self._hosts[named] = folder_of(self._pages, named) or ""
        return self._hosts[named] or None


class Keeper:
    """Inside the front: what Django makes of a page for somebody without an account is kept for the next one."""

    def __init__(self, django: Application) -> None:
        self._django = django

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        address = self._address(environ)
        if address is None:
            return self._django(environ, start)
        try:
            close_old_connections()
            begun = baking.moment()
        except DatabaseError:
            # Django finds the same and says so in words.
            return self._django(environ, start)
        with noting() as notes:
            response: Any = self._django(environ, start)
        try:
            if baking.is_for_everybody(response, notes):
                baking.keep(address, lambda: baking.asked(address), (response, notes, begun))
        except (DatabaseError, OSError):
            logger.exception("the page %s was answered but could not be kept", address.path)
        return response  # type: ignore[no-any-return]

    def _address(self, environ: Environ) -> baking.Address | None:
        """Where a page would be kept; None for what is asked in a way that only this reader asks it."""
        if environ["REQUEST_METHOD"] != "GET" or environ.get("SCRIPT_NAME"):
            return None
        if not rules.is_everybodys("GET", environ.get("QUERY_STRING", ""), environ.get("HTTP_COOKIE", "")):
            return None
        named, scheme = environ.get("HTTP_HOST", ""), environ["wsgi.url_scheme"]
        host = folder_of(baking.pages_root(), named)
        # Whatever name a reader invents, a page is kept as made for its proper one: links in it may carry the name.
        proper = urlsplit(settings.PUBLIC_URL).netloc if host == rules.DEFAULT else host
        if host is None or named.lower() != proper or scheme != urlsplit(settings.PUBLIC_URL).scheme:
            return None
        path = decoded(environ)
        try:
            if path is None or not rules.is_kept_path(path) or resolve(path).view_name != "wagtail_serve":
                return None
        except Resolver404:
            return None
        return baking.Address(host, path, named, scheme)


class _Visits:
    """Pages answered here are counted as those Django answers are; a log that cannot be written costs nobody their page."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._of_thread = threading.local()
        self._is_broken = False

    def note(self, environ: Environ) -> None:
        try:
            if not hasattr(self._of_thread, "writer"):
                self._of_thread.writer = visits.Writer(self._home)
            told = visits.line(
                host=environ.get("HTTP_HOST", ""),
                path=decoded(environ) or "",
                status=200,
                agent=environ.get("HTTP_USER_AGENT", ""),
                address=environ.get("REMOTE_ADDR", ""),
                referrer=environ.get("HTTP_REFERER", ""),
            )
            self._of_thread.writer.write(told, at=visits.now())
            self._is_broken = False
        except OSError:
            if not self._is_broken:
                logger.exception("the visit log cannot be written; pages are served, visits are not counted")
            self._is_broken = True


def folder_of(pages: Path, named: str) -> str | None:
    """The host's own folder or the default site's; None for a host this site does not answer to."""
    domain, _ = split_domain_port(named)
    if not domain or not validate_host(domain, settings.ALLOWED_HOSTS):
        return None
    own = rules.host_of(named)
    return own if own and files.has_own(pages, own) else rules.DEFAULT


def decoded(environ: Environ) -> str | None:
    """The path asked for; None for one that is no UTF-8."""
    try:
        return str(environ["PATH_INFO"].encode("latin-1").decode())
    except UnicodeError:
        return None


def _made(file: str, mark: tuple[int, int, int], changed_at: float, plain: bytes) -> Held:
    packed = files.packed(plain)
    etag = files.etag_of(plain)
    about = [
        ("ETag", etag),
        ("Last-Modified", http_date(changed_at)),
        ("Cache-Control", "no-cache"),
        ("Vary", "Cookie, Accept-Encoding"),
        ("X-Page-Cache", "kept"),
        *baking.house_headers().items(),
    ]
    content = [("Content-Type", "text/html; charset=utf-8"), ("Content-Language", "zh-CN")]
    return Held(
        file,
        mark,
        etag,
        changed_at,
        plain,
        packed,
        [*content, ("Content-Length", str(len(plain))), *about],
        [*content, ("Content-Encoding", "gzip"), ("Content-Length", str(len(packed))), *about],
        about,
    )
