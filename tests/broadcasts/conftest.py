"""A studio at work, and sources that send to it: the real ffmpeg with a pattern and a tone, small and in real time."""

import asyncio
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connections
from django.utils import timezone

from tests.cast import NOON, Cast
from zhengtong.broadcasts import actions, queries
from zhengtong.broadcasts.models import Broadcast
from zhengtong.broadcasts.studio import Studio, run
from zhengtong.live import actions as live
from zhengtong.live import queries as timeline
from zhengtong.live.models import Channel
from zhengtong.org.models import Staff
from zhengtong.videos.encoding import hls

CHANNEL = "ft-2026-0001"
PICTURE = ("-f", "lavfi", "-i", "testsrc2=s={size}:r=10")
TONE = ("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000")
CODED = {
    "flv": ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "10", "-c:a", "aac", "-f", "flv"),
    "mpegts": (
        "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "10", "-c:a", "aac", "-f", "mpegts",
    ),
    "webm": (
        "-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "300k", "-g", "10", "-c:a", "libopus",
        "-f", "webm", "-cluster_time_limit", "1000", "-live", "1",
    ),
}  # fmt: skip


def free_port(kind: int = socket.SOCK_STREAM) -> int:
    with closing(socket.socket(socket.AF_INET, kind)) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def source(form: str, to: str, *, size: str = "320x240", seconds: float = 60, sound: bool = True, picture: bool = True,
           fast: bool = False) -> list[str]:  # fmt: skip
    """The command line of somebody who sends."""
    pace = [] if fast else ["-re"]
    inputs = [*pace, *(word.format(size=size) for word in PICTURE)] if picture else []
    inputs += [*pace, *TONE] if sound else []
    return [*queries.ffmpeg().command, "-loglevel", "error", "-y", *inputs, "-t", str(seconds), *CODED[form], to]


class Sender:
    """Somebody's ffmpeg; ended with the test."""

    def __init__(self, command: list[str]) -> None:
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def wait(self, seconds: float = 30) -> str:
        """Until it has ended; its words."""
        self.process.wait(seconds)
        with self.process.stderr as words:
            return words.read().decode()

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self.process.stderr:
            self.process.stderr.close()


class Host:
    """The studio in a thread of its own, as `zhengtong studio` runs it."""

    def __init__(self, home: Path) -> None:
        self.home, self.rtmp, self.srt = home, free_port(), free_port(socket.SOCK_DGRAM)
        self.senders: list[Sender] = []
        self.start()

    def start(self) -> None:
        self.studio = Studio(self.home, bind="127.0.0.1", rtmp_port=self.rtmp, srt_port=self.srt)
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        if self.thread.is_alive():
            self.loop.call_soon_threadsafe(self.studio.stop)
            self.thread.join(20)
        assert not self.thread.is_alive()

    def send(self, form: str, to: str, **options: object) -> Sender:
        sender = Sender(source(form, to, **options))
        self.senders.append(sender)
        return sender

    def push(self, key: str, **options: object) -> Sender:
        """By RTMP, once the port is open."""
        wait_for(lambda: is_open(self.rtmp), 10)
        return self.send("flv", f"rtmp://127.0.0.1:{self.rtmp}/live/{key}", **options)

    def _run(self) -> None:
        self.loop.run_until_complete(self.studio.run())
        self.loop.close()


def is_open(port: int) -> bool:
    with closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_for(what: Callable[[], object], seconds: float = 30) -> object:
    """Until something holds; what it was. Fails when it does not come."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := what():
            return found
        time.sleep(0.1)
    pytest.fail(f"did not happen in {seconds} s: {what}")


def stands(broadcast: Broadcast) -> Broadcast:
    return Broadcast.objects.get(pk=broadcast.pk)


def told(channel: str = CHANNEL) -> list[str]:
    """What the timeline says of the picture, in order."""
    from zhengtong.live import rules

    lines = [rules.read(text) for _, text in timeline.page(channel)]
    return [line["state"] for line in lines if line["k"] == "video"]


@pytest.fixture(autouse=True)
def place(settings, tmp_path) -> Path:
    settings.VIDEOS_ROOT = tmp_path / "videos"
    return settings.VIDEOS_ROOT


@pytest.fixture(autouse=True)
def short_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of a second, looked into after a moment: nobody waits for four."""
    monkeypatch.setattr(hls, "PIECE_SECONDS", 1)
    monkeypatch.setattr(run, "LOOK_AFTER", 8_000)


@pytest.fixture
def director(cast: Cast) -> Staff:
    """谢文斌, who directs interviews."""
    return cast.xiedaobo


Open = Callable[..., actions.Opened]


@pytest.fixture
def open_one(director: Staff) -> Open:
    """Open a broadcast of an interview with a timeline."""

    def open_one(source: str = "rtmp", subject: str = "FT-2026-0001") -> actions.Opened:
        if not Channel.objects.filter(name=CHANNEL).exists():
            live.open_channel(CHANNEL, at=timezone.now())
        return actions.open_broadcast(
            subject, "在线访谈：低保怎么办", unit=director.unit, source=source, channel=CHANNEL, by=director, at=NOON
        )

    return open_one


@pytest.fixture
def host(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    from zhengtong.broadcasts.studio import studio

    monkeypatch.setattr(studio, "IDLE_EVERY", 0.3)
    host = Host(tmp_path)
    try:
        yield host
    finally:
        host.stop()
        for sender in host.senders:
            sender.stop()
        connections.close_all()
