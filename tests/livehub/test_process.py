"""`python -m livehub`: how it starts, what it tells of itself, and how it ends."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.project.conftest import free_port
from zhengtong.live.models import Hub, Presence

from .conftest import NAME, Ear, address, say, until

pytestmark = pytest.mark.django_db(transaction=True)
COMMAND = [sys.executable, "-m", "livehub", "--port"]


@contextmanager
def started(port: int, *options: str) -> Iterator["subprocess.Popen[bytes]"]:
    environment = os.environ | {"LIVEHUB_DATABASE_URL": address(), "PYTHONPATH": "src"}
    process = subprocess.Popen([*COMMAND, str(port), *options], env=environment)
    try:
        until(lambda: "linked" in asked(port, "/healthz"))
        yield process
    finally:
        process.kill()
        process.wait(20)


def asked(port: int, path: str) -> str:
    try:
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return answer.read().decode()
    except URLError:
        return ""


def test_it_is_known_while_it_runs_and_leaves_nothing_behind(channel):
    port = free_port()
    with started(port) as process:
        ear = Ear(port, f"/live/{NAME}/stream?after=0")
        say("一")
        assert ear.until(1) == [1]
        row = until(lambda: Hub.objects.first())
        assert (row.pid, row.address) == (process.pid, f"http://127.0.0.1:{port}") and f":{port}/1" in row.name
        until(lambda: Presence.objects.filter(hub=row.name, channel=NAME, listeners=1).exists())
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        ear.until_over()
    assert not Hub.objects.exists() and not Presence.objects.exists()


def test_several_share_a_port_and_are_known_apart(channel):
    port = free_port()
    with started(port, "--share-port"), started(port, "--share-port", "--number", "2"):
        until(lambda: Hub.objects.count() == 2)
        ears = [Ear(port, f"/live/{NAME}/stream?after=0") for _ in range(16)]
        say("一")
        for ear in ears:
            assert ear.until(1) == [1]
        until(lambda: sum(Presence.objects.values_list("listeners", flat=True)) == 16)


def test_it_tells_what_it_does_in_the_words_of_prometheus(channel):
    port = free_port()
    with started(port):
        ear = Ear(port, f"/live/{NAME}/stream?after=0")
        say("一")
        ear.until(1)
        rows = dict(row.rsplit(" ", 1) for row in asked(port, "/metrics").splitlines())
    assert rows["livehub_listeners"] == "1" and rows["livehub_linked"] == "1"
    assert rows[f'livehub_channel_last{{channel="{NAME}"}}'] == "1"
    assert float(rows[f'livehub_channel_slowest_round_seconds{{channel="{NAME}"}}']) < 5


def test_without_a_database_or_with_a_port_in_use_it_does_not_start(channel):
    without = {name: value for name, value in os.environ.items() if name != "LIVEHUB_DATABASE_URL"} | {
        "PYTHONPATH": "src"
    }
    result = subprocess.run([*COMMAND, "8"], env=without, capture_output=True, text=True, timeout=60)
    assert result.returncode == 2 and "LIVEHUB_DATABASE_URL is not set" in result.stderr
    port = free_port()
    with started(port):
        environment = without | {"LIVEHUB_DATABASE_URL": address()}
        result = subprocess.run([*COMMAND, str(port)], env=environment, capture_output=True, text=True, timeout=60)
    assert result.returncode != 0 and "Address already in use" in result.stderr
