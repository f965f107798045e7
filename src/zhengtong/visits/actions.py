"""Fold the visit log into sums. Counting is no act of anybody: it leaves no journal entry, and a second run adds nothing."""

import json
import logging
import secrets
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils.timezone import localdate

from . import log, rules
from .models import ReadUpTo, SiteDay, VisitorToday

logger = logging.getLogger("zhengtong.visits")

GRACE = timedelta(minutes=10)
"""After midnight; a page begun before may still write its line."""
PIECE = 4 << 20
"""Bytes counted in one transaction."""
_VIEWS = """INSERT INTO visits_pageday (day, host, path, views)
SELECT %s, host, path, views FROM unnest(%s::text[], %s::text[], %s::int[]) AS told(host, path, views)
ON CONFLICT (day, host, path) DO UPDATE SET views = visits_pageday.views + excluded.views"""
_VISITORS = """INSERT INTO visits_visitortoday (day, host, token)
SELECT %s, host, token FROM unnest(%s::text[], %s::text[]) AS told(host, token) ON CONFLICT DO NOTHING"""


def fold(at: datetime) -> int:
    """Count what was written since; days that are over are closed and their lines removed. How many pages were shown."""
    home = log.folder(settings.HOME)
    shown = 0
    for file in sorted(home.glob("????-??-??.log")):
        day = date.fromisoformat(file.stem)
        while (count := _fold_piece(file, day)) is not None:
            shown += count
        if day < localdate(at - GRACE):
            _close(file, day)
    return shown


@transaction.atomic
def _fold_piece(file: Path, day: date) -> int | None:
    """Count one piece of a day's file; None when nothing is left of it."""
    ReadUpTo.objects.get_or_create(name=file.name)
    mark = ReadUpTo.objects.select_for_update().get(name=file.name)
    with open(file, "rb") as lines:
        lines.seek(mark.offset)
        piece = lines.read(PIECE)
    whole = piece[: piece.rfind(b"\n") + 1]
    if not whole:
        return None
    sums = rules.Day()
    sums.add(_visits(whole, _salt(file)))
    _add(day, sums)
    mark.offset += len(whole)
    mark.save(update_fields=["offset"])
    return sum(sums.views.values())


def _visits(lines: bytes, salt: bytes) -> Iterator[rules.Visit]:
    broken = 0
    for text in lines.splitlines():
        try:
            visit = rules.visit_of(json.loads(text), salt)
        except (ValueError, KeyError, TypeError, AttributeError):
            broken += 1
            continue
        if visit is not None:
            yield visit
    if broken:
        logger.warning("%d lines of the visit log cannot be read and were left out", broken)


def _add(day: date, sums: rules.Day) -> None:
    if not sums.views:
        return
    pages, counts = zip(*sorted(sums.views.items()), strict=True)
    hosts, tokens = zip(*sorted((h, t) for h, every in sums.visitors.items() for t in every), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_VIEWS, [day, [h for h, _ in pages], [p for _, p in pages], list(counts)])
        cursor.execute(_VISITORS, [day, list(hosts), list(tokens)])
    for host in sorted(sums.visitors):
        row, _ = SiteDay.objects.select_for_update().get_or_create(day=day, host=host, defaults={"visitors": 0})
        for (of, source), count in sums.sources.items():
            if of == host:
                row.sources[source] = row.sources.get(source, 0) + count
        row.visitors = VisitorToday.objects.filter(day=day, host=host).count()
        row.save(update_fields=["visitors", "sources"])


def _salt(file: Path) -> bytes:
    """The day's secret, made by whoever counts first; it never leaves the folder and goes with the day."""
    place = file.with_suffix(".salt")
    if not place.exists():
        fresh = place.with_suffix(f".salt-{secrets.token_hex(4)}")
        fresh.write_bytes(secrets.token_bytes(32))
        fresh.chmod(0o600)
        try:
            place.hardlink_to(fresh)
        except FileExistsError:
            logger.info("another process made the salt of %s", file.stem)
        fresh.unlink()
    return place.read_bytes()


def _close(file: Path, day: date) -> None:
    """The day is counted: nothing is kept that tells one visitor from another."""
    VisitorToday.objects.filter(day=day).delete()
    file.unlink(missing_ok=True)
    file.with_suffix(".salt").unlink(missing_ok=True)
    ReadUpTo.objects.filter(name=file.name).delete()
