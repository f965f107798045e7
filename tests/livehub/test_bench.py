"""What measures the hub must itself see what goes wrong; how fast the machine is today is not a test's business."""

import json
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from .conftest import NAME, say

ROOT = Path(__file__).resolve().parents[2]


class Crowd:
    """bench/crowd.py, ordered about."""

    def __init__(self, port: int, listeners: int, *more: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.crowd", "--port", str(port), "--path", f"/live/{NAME}/stream",
             "--listeners", str(listeners), *more],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.joined = self.answer()

    def order(self, words: str) -> dict[str, float]:
        self.process.stdin.write(f"{words}\n")
        self.process.stdin.flush()
        return self.answer()

    def answer(self) -> dict[str, float]:
        return json.loads(self.process.stdout.readline())

    def close(self) -> None:
        self.process.stdin.close()
        assert self.process.wait(20) == 0


@pytest.mark.django_db(transaction=True)
def test_the_crowd_counts_every_line_at_every_listener(channel, hubs, tmp_path):
    crowd = Crowd(hubs().port, 40)
    assert crowd.joined["open"] == 40
    for _ in range(3):
        say("一句", at=datetime.now(UTC))
    heard = crowd.order(f"upto 3 {tmp_path / 'late'}")
    assert (heard["lines"], heard["lost"], heard["doubled"], heard["missing"]) == (120, 0, 0, 0)
    assert (tmp_path / "late").stat().st_size == 120 * 4
    crowd.close()


@pytest.mark.parametrize(
    ("numbers", "lost", "doubled"), [((1, 2, 3), 0, 0), ((1, 3), 1, 0), ((1, 2, 2, 3), 0, 1), ((1, 2, 1, 3), 0, 1)]
)
def test_the_crowd_sees_a_line_that_is_missing_or_comes_twice_however_it_is_cut(numbers, lost, doubled, tmp_path):
    listening = socket.create_server(("127.0.0.1", 0))
    frames = "".join(f'id: {number}\ndata: {{"at":{time.time_ns()},"k":"say"}}\n\n' for number in numbers)
    told = f"HTTP/1.1 200 OK\r\n\r\nretry: 1000\n\n{frames}".encode()

    def tell() -> None:
        one, _ = listening.accept()
        one.recv(4096)
        for place in range(0, len(told), 7):
            one.sendall(told[place : place + 7])
        with suppress(ConnectionResetError):
            one.recv(1)

    telling = threading.Thread(target=tell)
    telling.start()
    crowd = Crowd(listening.getsockname()[1], 1)
    heard = crowd.order(f"upto 3 {tmp_path / 'late'}")
    assert (heard["lost"], heard["doubled"], heard["missing"]) == (lost, doubled, 0)
    crowd.close()
    telling.join(10)
    listening.close()
