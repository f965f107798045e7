"""Make pages and keep them; make them anew when what they show has changed.

A page in the making may have read what was just being changed. So the moment of the database at which it began is
remembered, and once the page is in its place, the changes are asked for that were not visible then: a page that may show
what was before is made again. A change that comes later finds the page by its row and sees to it itself.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpResponse
from django.utils import timezone
from wagtail.models import Page, Site

from . import files, rules
from .models import CachedPage, PageChange
from .notes import Notes, noting, of_others

logger = logging.getLogger(__name__)

AT_ONCE = 20
"""Pages made anew one after another while somebody waits; what else a change concerns is taken away until it is visited."""
FRONT_SECONDS, OTHER_SECONDS = 60, 600
"""How old a page may become that shows what other rooms hold: a home page or a topic, any other page."""
TRIES = 3
LEASE = timedelta(seconds=60)
REMEMBERED = timedelta(minutes=15)
"""For which changes are kept after they were seen to: longer than any page is in the making."""
EVERYTHING = "*"
_MISSED = """SELECT EXISTS (SELECT 1 FROM pagecache_pagechange
WHERE (tags && %s::varchar[] OR '*' = ANY(tags)) AND NOT pg_visible_in_snapshot(xid, %s::pg_snapshot))
OR NOT EXISTS (SELECT 1 FROM pagecache_cachedpage WHERE host = %s AND path = %s)"""
_TAKEN = """UPDATE pagecache_pagechange SET taken_at = clock_timestamp() WHERE id IN (
SELECT id FROM pagecache_pagechange WHERE done_at IS NULL AND (taken_at IS NULL OR taken_at < clock_timestamp() - %s)
ORDER BY id LIMIT 500 FOR UPDATE SKIP LOCKED) RETURNING id, tags, page_id"""

_serving = False


@dataclass(frozen=True, slots=True)
class Address:
    """A page of one host: `host` as its folder is called, `name` and `scheme` as its readers ask for it."""

    host: str
    path: str
    name: str
    scheme: str


def serve_here() -> None:
    """This process answers readers: it sees to the changes made in it itself, before it answers who made them."""
    global _serving
    _serving = True


def refresh_if_serving() -> None:
    """After a commit. What goes wrong here the worker does again: the change stands in its row."""
    if not _serving:
        return
    try:
        refresh(timezone.now())
    except Exception:
        logger.exception("pages were not made anew at once; the worker will do it")


def refresh(at: datetime, at_most: int = AT_ONCE) -> int:
    """See to the changes that wait, and to what has become too old by `at`; how many pages on disk are different now."""
    changed = _see_to_changes(at_most)
    return changed + _see_to_age(at, at_most)


def forget(at: datetime) -> int:
    """Forget changes that were seen to long ago."""
    return PageChange.objects.filter(done_at__lt=at - REMEMBERED).delete()[0]


def bake(address: Address) -> bool:
    """Make a page as a reader without an account would get it. Whether the file is another one now."""
    return keep(address, lambda: asked(address))


def keep(
    address: Address, make: Callable[[], HttpResponse], made: tuple[HttpResponse, Notes, str] | None = None
) -> bool:
    """Keep what `make` answers, again if a change came between; `made`: a first answer somebody has already."""
    changed = False
    for _ in range(TRIES):
        response, notes, begun = made or _observed(make)
        made = None
        if not is_for_everybody(response, notes):
            return remove([address]) > 0 or changed
        tags = notes.all_tags()
        changed = _store(address, response.content, notes, tags) or changed
        if not _is_missed(address, tags, begun):
            return changed
    return remove([address]) > 0 or changed


def is_for_everybody(response: HttpResponse, notes: Notes) -> bool:
    """Whether an answer may be kept: a page Wagtail served to nobody in particular, under the house's own policies."""
    headers = response.headers
    return (
        response.status_code == 200
        and notes.page_id is not None
        and not notes.is_refused
        and not response.streaming
        and not response.cookies
        and headers.get("Content-Type") == "text/html; charset=utf-8"
        and "Cache-Control" not in headers
        and all(headers.get(name) == value for name, value in house_headers().items())
    )


@cache
def house_headers() -> dict[str, str]:
    """What every kept page is sent with; a page with a policy of its own is not kept."""
    from django.utils.module_loading import import_string

    return {
        "Content-Security-Policy": import_string("zhengtong.web.middleware.CONTENT_SECURITY_POLICY"),
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
    }


def moment() -> str:
    """The database as it is visible now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_snapshot()::text")
        return str(cursor.fetchone()[0])


def pages_root() -> Path:
    return files.root(settings.HOME)


def address_at(host: str, path: str) -> Address | None:
    """A kept page's address as readers ask for it; None where its site is gone."""
    scheme = urlsplit(settings.PUBLIC_URL).scheme
    if host == rules.DEFAULT:
        return Address(host, path, urlsplit(settings.PUBLIC_URL).netloc, scheme)
    site = Site.objects.filter(hostname__iexact=host, is_default_site=False).first()
    return Address(host, path, site.hostname, scheme) if site else None


def address_of(page: Page) -> Address | None:
    """Where a page is public; None where it is not, or where its address cannot be a folder."""
    parts = page.get_url_parts()
    if not page.live or parts is None or parts[2] is None:
        return None
    site = Site.objects.get(pk=parts[0])
    return address_at(rules.DEFAULT if site.is_default_site else site.hostname.lower(), parts[2])


def remove(addresses: Iterable[Address]) -> int:
    """Take pages away; how many files that were."""
    gone = 0
    for address in addresses:
        rows = CachedPage.objects.filter(host=address.host, path=address.path)
        found = list(rows.values_list("pk", "host", "path", "page_id", "is_front"))
        gone += _remove_rows(found or [(None, address.host, address.path, None, False)])
    return gone


def _see_to_changes(at_most: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_TAKEN, [LEASE])
        taken = cursor.fetchall()
    if not taken:
        return 0
    tags = {tag for _, told, _ in taken for tag in told}
    wanted = {page_id for _, _, page_id in taken if page_id is not None}
    concerned = CachedPage.objects.all() if EVERYTHING in tags else CachedPage.objects.filter(tags__overlap=list(tags))
    rows = list(concerned.values_list("pk", "host", "path", "page_id", "is_front"))
    # First what was published itself, then the home pages; lists and single pages by their depth.
    rows.sort(key=lambda row: (row[3] not in wanted, not row[4], row[2].count("/"), row[2]))
    there = {row[3] for row in rows}
    new = Page.objects.filter(pk__in=sorted(wanted - there)[:at_most]).order_by("path")
    addresses = [address for page in new if (address := address_of(page)) is not None]
    changed = _remove_rows(rows[at_most:])
    for address in addresses:
        changed += bake(address)
    for _, host, path, *_ in rows[:at_most]:
        changed += _again(host, path)
    PageChange.objects.filter(pk__in=[pk for pk, _, _ in taken]).update(done_at=timezone.now())
    return changed


def _see_to_age(at: datetime, at_most: int) -> int:
    """Home pages that are too old are made anew, other pages taken away until somebody asks for them."""
    rows = CachedPage.objects.filter(stale_at__lte=at).order_by("stale_at")
    fronts = rows.filter(is_front=True).values_list("host", "path")[: max(1, at_most // 4)]
    changed = sum(_again(host, path) for host, path in list(fronts))
    others = rows.filter(is_front=False).values_list("pk", "host", "path", "page_id", "is_front")[:1000]
    return changed + _remove_rows(list(others))


def _again(host: str, path: str) -> bool:
    address = address_at(host, path)
    if address is None:
        return remove([Address(host, path, "", "")]) > 0
    return bake(address)


def _remove_rows(rows: list[tuple[Any, ...]]) -> int:
    """A page without a row would never be told of a change, a row without a page does no harm: so the pages go first, and
    once more after the rows. Who put one back later finds its row gone, and makes it again."""
    places = [files.folder(pages_root(), host, path) for _, host, path, *_ in rows]
    gone = [files.remove(place) for place in places]
    CachedPage.objects.filter(pk__in=[row[0] for row in rows]).delete()
    again = [files.remove(place) for place in places]
    return sum(first or second for first, second in zip(gone, again, strict=True))


def _store(address: Address, body: bytes, notes: Notes, tags: list[str]) -> bool:
    others = of_others(notes.tables)
    if others:
        notes.limit(FRONT_SECONDS if notes.is_front else OTHER_SECONDS)
    row = CachedPage(
        host=address.host,
        path=address.path,
        page_id=notes.page_id,
        tags=tags,
        etag=files.etag_of(body),
        written_at=timezone.now(),
        stale_at=timezone.now() + timedelta(seconds=notes.seconds) if notes.seconds is not None else None,
        is_front=notes.is_front,
    )
    CachedPage.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["host", "path"],
        update_fields=["page_id", "tags", "etag", "written_at", "stale_at", "is_front"],
    )
    return files.write(files.folder(pages_root(), address.host, address.path), body)


def _is_missed(address: Address, tags: list[str], begun: str) -> bool:
    """Whether something changed that was not visible when the page was begun, or somebody took the page away since."""
    with connection.cursor() as cursor:
        cursor.execute(_MISSED, [tags, begun, address.host, address.path])
        return bool(cursor.fetchone()[0])


def _observed(make: Callable[[], HttpResponse]) -> tuple[HttpResponse, Notes, str]:
    begun = moment()
    with noting() as notes:
        response = make()
    return response, notes, begun


@cache
def _handler() -> WSGIHandler:
    return WSGIHandler()


def asked(address: Address) -> HttpResponse:
    """The page as the whole of Django answers it to somebody without a cookie."""
    name, _, port = address.name.partition(":")
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": address.path.encode().decode("latin-1"),
        "QUERY_STRING": "",
        "RAW_URI": quote(address.path),
        "SERVER_NAME": name,
        "SERVER_PORT": port or ("443" if address.scheme == "https" else "80"),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": address.name,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": address.scheme,
        "wsgi.input": BytesIO(b""),
        "wsgi.errors": None,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.version": (1, 0),
    }
    return _handler()(environ, lambda *_: None)
