"""The county, and somebody else's site that it may read."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.utils import timezone

from tests.cast import NOON, Cast
from zhengtong.capture import tasks
from zhengtong.capture.actions import hosts, runs, sources
from zhengtong.capture.fetching import Visitor
from zhengtong.capture.models import CaptureRun, CaptureSource
from zhengtong.capture.rules.sources import Wanted

from .site import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as somebody:
        yield somebody


@pytest.fixture
def listed(cast: Cast, site: Site) -> Site:
    """The site stands on the white list, as one that may lead inwards."""
    hosts.allow(
        "127.0.0.1", port=site.port, note="示例网站", with_subdomains=False, is_internal=True, by=cast.songwangzhan,
        at=NOON,
    )  # fmt: skip
    return site


@pytest.fixture
def visitor() -> Callable[..., Visitor]:
    """A visitor who need not wait between two pages."""

    def make(**how: object) -> Visitor:
        return Visitor(**({"seconds": 30.0, "clock": timezone.now, "gap": 0.0, "patience": 15.0} | how))  # type: ignore[arg-type]

    return make


@pytest.fixture
def add(cast: Cast) -> Callable[..., CaptureSource]:
    """A source of the civil affairs bureau's, set up by 唐晓雯."""

    def make(address: str, *, by: str = "tangbianji", unit: str = "MZ", place: int = 1, **how: object) -> CaptureSource:
        said = {
            "name": "省民政厅", "kind": "feed", "address": address, "rule_kind": "pattern", "rule": "",
            "since": date(2026, 1, 1), "minutes": 60, "most": 20,
        } | how  # fmt: skip
        wanted = Wanted(**said)  # type: ignore[arg-type]
        return sources.add(wanted, unit=cast.unit(unit), place=place, by=getattr(cast, by), at=NOON)

    return make


@pytest.fixture
def round_of(visitor: Callable[..., Visitor]) -> Callable[[CaptureSource], CaptureRun]:
    """One round of a source, as the worker does it."""

    def go(source: CaptureSource, **how: object) -> CaptureRun:
        CaptureSource.objects.filter(pk=source.pk).update(next_at=NOON)
        run = runs.claim(timezone.now())
        assert run is not None and run.source_id == source.pk
        tasks.collect(run, visitor(**how))
        source.refresh_from_db()
        return CaptureRun.objects.get(pk=run.pk)

    return go
