"""What the demo county captures. Only what is missing is made, and nothing is asked of anybody's server."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from django.conf import settings
from django.utils.timezone import localdate

from zhengtong.capture import collecting, queries
from zhengtong.capture.actions import hosts, runs, sources
from zhengtong.capture.fetching import Answer
from zhengtong.capture.models import CaptureSource
from zhengtong.capture.rules.sources import Wanted
from zhengtong.foundation.errors import Refusal
from zhengtong.org.models import Staff
from zhengtong.org.queries import current_units

from ..models import ColumnPage, SitePage
from . import actions

SINCE = timedelta(days=60)
FIRST_AFTER = timedelta(minutes=3)
"""The portal reads itself once it is up."""


class Shelf:
    """Answers from a folder what a visitor would be answered by the site."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, url: str, **how: Any) -> Answer:
        name = urlsplit(url).path.rpartition("/")[2] or "index.html"
        path = self._folder / name
        if not path.is_file():
            raise Refusal("gone", "网页不存在（HTTP 404）。")
        head = Message()
        head["Content-Type"] = "text/html; charset=utf-8"
        return Answer(url, path.read_bytes(), head)


def load_capture(folder: Path, *, at: datetime) -> int:
    """The white list, the sources and one round of the source whose pages lie in `folder`; how many sources were made."""
    shelf = folder / "portal" / "captured"
    plan = yaml.safe_load((shelf / "sources.yaml").read_text(encoding="utf-8"))
    known = {str(row) for row in queries.hosts()}
    portal = urlsplit(settings.PUBLIC_URL)
    own = {"host": portal.hostname, "port": portal.port, "note": "本站", "is_internal": True}
    for row in (*plan["hosts"], own):
        entry = {"port": None, "with_subdomains": False, "is_internal": False} | row
        if (f"{entry['host']}:{entry['port']}" if entry["port"] else entry["host"]) not in known:
            hosts.allow(**entry, by=None, at=at)
    names = set(CaptureSource.objects.values_list("name", flat=True))
    rows = [row for row in plan["sources"] if row["name"] not in names]
    for row in rows:
        _source(row, shelf, at)
    return len(rows)


def _source(row: Mapping[str, Any], shelf: Path, at: datetime) -> None:
    code, path = row["column"]
    unit = current_units().get(code=code)
    column = _column(SitePage.objects.filter(unit=unit).order_by("depth")[0], path)
    keeper = Staff.objects.select_related("user").get(user__username=row["keeper"])
    wanted = Wanted(
        name=row["name"], kind=row["kind"], address=row["address"].format(portal=settings.PUBLIC_URL),
        rule_kind=row["rule_kind"], rule=row["rule"], since=localdate(at) - SINCE, minutes=row["minutes"], most=20,
    )  # fmt: skip
    has_pages = row.get("pages", False)
    source = sources.add(
        wanted, unit=unit, place=column.pk, by=keeper, at=at, is_paused=row["paused"] and not has_pages,
        first_at=at if has_pages else at + FIRST_AFTER,
    )  # fmt: skip
    if has_pages:
        _round(source, shelf, at)
        sources.pause(source.pk, by=keeper, at=at)


def _column(site: SitePage, path: str) -> ColumnPage:
    column: ColumnPage = ColumnPage.objects.get(url_path=f"{site.url_path}{path}/")
    return column


def _round(source: CaptureSource, shelf: Path, at: datetime) -> None:
    run = runs.claim(at)
    if run is None or run.source_id != source.pk:
        raise RuntimeError("another source was due while the demo county was loaded")
    harvest = collecting.harvest(source, Shelf(shelf), go_on=lambda: True)  # type: ignore[arg-type]
    runs.finish(run, harvest, at=at)
    for pk in queries.waiting_items(len(harvest.pieces)):
        actions.take_in(pk, at=at)
