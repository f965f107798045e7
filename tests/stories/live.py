"""The hub of a story: the real process, fed by the story's own database."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection

from tests.livehub.conftest import address


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as held:
        return held.getsockname()[1]


class Hub:
    """A hub that can be killed and started again at its port."""

    def __init__(self) -> None:
        self.port, self.database = free_port(), address()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = {**os.environ, "LIVEHUB_DATABASE_URL": self.database}
        command = [sys.executable, "-m", "livehub", "--port", str(self.port)]
        self._process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while not self._answers():
            assert time.monotonic() < deadline, "the hub does not answer"
            time.sleep(0.05)

    def _answers(self) -> bool:
        asked = HTTPConnection("127.0.0.1", self.port, timeout=1)
        try:
            asked.request("GET", "/healthz")
            return asked.getresponse().status == HTTPStatus.OK
        except OSError:
            return False
        finally:
            asked.close()

    def kill(self) -> None:
        """Without a word, as a machine that loses its power."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@contextmanager
def running() -> Iterator[Hub]:
    hub = Hub()
    hub.start()
    try:
        yield hub
    finally:
        hub.kill()
