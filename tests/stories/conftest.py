"""The ground of the stories: a browser, a county with one licence and real forms, a clock one may set, people at screens."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Browser, sync_playwright

from tests.browser import BROWSER
from tests.cases.county import DATA, keep_time, licence, publish
from tests.cast import Cast, cast
from tests.files.samples import PDF, PROGRAM, picture
from zhengtong.cases import queries
from zhengtong.forms.actions import load_form
from zhengtong.forms.rules import parse_definition

from .people import Clerk, Visitor

__all__ = ["cast"]

MONDAY = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
"""2026-11-23 09:30 in Anfu: a working day, no holiday before New Year's Day."""
FORMS = ("general-natural", "consultation")
_QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


class Clock:
    """The moment at which the stories happen: it runs on as time does, and can be set to another day."""

    def __init__(self) -> None:
        self._move(MONDAY)

    def _move(self, moment: datetime) -> None:
        self._shift = moment - datetime.now(UTC)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._shift

    def set(self, month: int, day: int, hour: int = 9) -> None:
        """Make it this day of 2026 at this hour in Anfu."""
        self._move(datetime(2026, month, day, hour, tzinfo=UTC) - timedelta(hours=8))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Only doors and tasks read the clock, and they read this one."""
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock.now)
    return clock


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=list(_QUIET))
        yield browser
        browser.close()


@pytest.fixture
def county(transactional_db: None, cast: Cast, clock: Clock, settings) -> Cast:
    """The cast at work: calendar, laws, forms of the demo county, and one licence that knows every kind of act."""
    cache.clear()
    queries.guide.cache_clear()
    settings.SESSION_COOKIE_AGE = 14 * 24 * 3600  # a story takes days; nobody should have to sign in every morning
    keep_time()
    for code in FORMS:
        raw = yaml.safe_load((DATA / "forms" / f"{code}.yaml").read_text(encoding="utf-8"))
        load_form(code, parse_definition(raw), unit="", by="system", at=clock.now())
    publish(licence() | {"form": "general-natural"})
    return cast


Bring = Callable[..., Visitor]


@pytest.fixture
def bring(browser: Browser, county: Cast, live_server) -> Iterator[Bring]:
    """Bring somebody to a browser of their own: `bring()` a citizen, `bring(Clerk)` staff; options are the context's."""
    folder = os.environ.get("STORY_SHOTS")
    shots = Path(folder) if folder else None
    if shots:
        shots.mkdir(parents=True, exist_ok=True)
    came: list[Visitor] = []

    def bring(kind: type[Visitor] = Visitor, **context: object) -> Visitor:
        visitor = kind(browser, live_server.url, shots, **context)
        came.append(visitor)
        return visitor

    yield bring
    for visitor in came:
        visitor.context.close()
    assert [fault for visitor in came for fault in visitor.faults] == []


@pytest.fixture
def clerk(bring: Bring) -> Callable[[str], Clerk]:
    def sit_down(name: str, **context: object) -> Clerk:
        person = bring(Clerk, **context)
        person.signs_in(name, "/desk/")
        return person

    return sit_down


@pytest.fixture
def papers(tmp_path: Path) -> dict[str, Path]:
    """What one has on a telephone: good papers, a photo that is too large, a programme that calls itself a PDF."""
    photo = picture(size=(600, 400))
    files = {
        "id": ("身份证.jpg", photo),
        "home": ("房屋证明.pdf", PDF),
        "new": ("身份证正反面.jpg", picture(size=(640, 480), colour="blue")),
        "programme": ("身份证.pdf", PROGRAM),
        "huge": ("全家福.jpg", photo + bytes(21 * 1024 * 1024)),
    }
    for name, content in files.values():
        (tmp_path / name).write_bytes(content)
    return {key: tmp_path / name for key, (name, _) in files.items()}
