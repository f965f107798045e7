"""The command line as an operator meets it: separate processes, a home and a port of their own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import psutil
import pytest

# The test run's own ground must not leak into them.
_NOT_INHERITED = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "SECRET_KEY_FILE",
    "PUBLIC_URL",
    "LIVE_URL",
    "ALLOWED_HOSTS",
    "DJANGO_SETTINGS_MODULE",
)


class Operator:
    """Somebody at a shell with their own ZHENGTONG_HOME."""

    def __init__(self, home: Path, **settings: str) -> None:
        self.home = home
        if "PORT" in settings:
            settings.setdefault("HUB_PORT", str(free_port()))
        kept = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
        self.environment = kept | {"ZHENGTONG_HOME": str(home), **settings}
        self.command = [sys.executable, "-m", "zhengtong.project.commands"]

    def run(self, *arguments: str, **more: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self.command, *arguments], env=self.environment, capture_output=True, text=True, timeout=120, **more
        )

    def start(self, *arguments: str) -> "Running":
        return Running(self, arguments)

    def processes(self) -> list[str]:
        """Every process that knows this home, by command line or environment."""
        marks = (str(self.home).encode(), str(self.home))
        found = []
        for process in psutil.process_iter():
            try:
                text = " ".join(process.cmdline())
                if marks[1] in text or marks[1] in process.environ().get("ZHENGTONG_HOME", ""):
                    found.append(text)
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
        return found


class Running:
    """A command that goes on; what it says is collected in a file."""

    def __init__(self, operator: Operator, arguments: tuple[str, ...]) -> None:
        self.operator = operator
        self._said = operator.home.parent / f"{operator.home.name}.{time.monotonic_ns()}.out"
        with self._said.open("wb") as out:
            self.process = subprocess.Popen(
                [*operator.command, *arguments],
                env=operator.environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
            )

    @property
    def said(self) -> str:
        return self._said.read_text()

    def until(self, words: str, seconds: float = 400.0) -> None:
        """Wait until it says so."""
        deadline = time.monotonic() + seconds
        while words not in self.said:
            assert self.process.poll() is None, self.said
            assert time.monotonic() < deadline, self.said
            time.sleep(0.05)

    def stop(self, number: int = signal.SIGINT) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(60)


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def status_of(url: str) -> int:
    """The HTTP status, redirects followed."""
    try:
        with urlopen(url, timeout=30) as answer:  # noqa: S310 — our own server
            return answer.status
    except HTTPError as error:
        return error.code


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    return Operator(tmp_path / "home")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A county that was just started for the first time."""
    port = free_port()
    operator = Operator(tmp_path_factory.mktemp("county") / "home", PORT=str(port), WEB_WORKERS="1")
    running = operator.start("up")
    try:
        running.until("按 Ctrl-C 停止")
        yield running
    finally:
        running.stop()
