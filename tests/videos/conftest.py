"""A place for recordings, gone with the test."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone

from tests.cast import NOON, Cast
from zhengtong.org.models import Staff
from zhengtong.videos import actions, rules, tasks
from zhengtong.videos.models import Video

Send = Callable[..., Video]


@pytest.fixture(autouse=True)
def place(settings, tmp_path) -> Path:
    settings.VIDEOS_ROOT = tmp_path / "videos"
    return settings.VIDEOS_ROOT


@pytest.fixture
def send(cast: Cast) -> Send:
    """Send a recording in pieces, as the page does: by 唐晓雯 for her bureau unless told otherwise."""

    def send(
        content: bytes | Path, name: str = "演示.mp4", title: str = "政策一分钟", by: Staff | None = None
    ) -> Video:
        person = by or cast.tangbianji
        data = content.read_bytes() if isinstance(content, Path) else content
        video = actions.begin(title, unit=person.unit, name=name, size=len(data), by=person, at=NOON)
        for start in range(0, len(data), rules.CHUNK):
            actions.receive(video.ref, start, data[start : start + rules.CHUNK], by=person)
        return actions.finish(video.ref, by=person, at=NOON)

    return send


def make_all() -> None:
    """What the worker's thread does until nothing waits."""
    while tasks.make_next(timezone.now, threading.Event()):
        continue
