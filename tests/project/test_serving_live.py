"""nginx as docs/nginx/portal.conf sets it up, before two hubs: live text passes as it is said, wherever a listener lands."""

import os
import subprocess
import time
from collections.abc import Iterator
from http import HTTPStatus

import pytest

from livehub.gate import Limits
from tests.livehub.conftest import NAME, Ear, Running, answer_of, channel, hubs, say, until
from tests.project.conftest import free_port
from tests.project.test_serving_nginx import MAIN, NGINX, SAMPLE

__all__ = ["channel", "hubs"]

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(NGINX is None, reason="nginx is not installed: run bin/test-packages (Debian: nginx-light)"),
]


@pytest.fixture
def two(hubs) -> list[Running]:
    return [hubs(Limits(per_address=3), name=name) for name in ("hub-a", "hub-b")]


@pytest.fixture
def port(tmp_path, channel, two) -> Iterator[int]:
    port = free_port()
    servers = " ".join(f"server 127.0.0.1:{hub.port};" for hub in two)
    text = SAMPLE.read_text().replace("server 127.0.0.1:8010;", servers).replace("/var/lib/zhengtong", str(tmp_path))
    (tmp_path / "portal.conf").write_text(text.replace("listen 80;", f"listen 127.0.0.1:{port};"))
    (tmp_path / "mime.types").write_text("types { text/html html; }")
    for folder in ("visits", "run"):
        (tmp_path / folder).mkdir()
    user = "user root;" if os.getuid() == 0 else ""
    (tmp_path / "nginx.conf").write_text(MAIN.format(home=tmp_path, user=user))
    nginx = subprocess.Popen([NGINX, "-c", str(tmp_path / "nginx.conf"), "-e", str(tmp_path / "error.log")])
    try:
        until(lambda: _answers(port))
        yield port
    finally:
        nginx.terminate()
        nginx.wait(10)


def _answers(port: int) -> bool:
    try:
        return bool(tail(port)[0])
    except OSError:
        return False


def listen(port: int, *headers: str) -> Ear:
    """As HTTP/1.0, so that nginx does not wrap what passes in chunks."""
    return Ear(port, f"/live/{NAME}/stream?after=0", *headers, version="1.0")


def tail(port: int) -> tuple[int, dict[str, str], bytes]:
    return answer_of(port, f"GET /live/{NAME}/tail HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())


def test_a_line_reaches_every_listener_at_once_whichever_hub_they_are_at(port, two):
    ears = [listen(port) for _ in range(4)]
    for ear in ears:
        assert ear.status == HTTPStatus.OK and b"text/event-stream" in ear.head
    until(lambda: [hub.hub.gate.listeners for hub in two] == [2, 2])
    for number in (1, 2):
        began = time.monotonic()
        say("一句")
        for ear in ears:
            assert ear.until(number)[-1] == number
        assert time.monotonic() - began < 2  # nothing waits in a buffer
    until(lambda: all(hub.hub.online(NAME) == 4 for hub in two))


def test_the_address_a_listener_is_counted_at_is_the_one_nginx_saw(port, two):
    forged = listen(port, "X-Forwarded-For: 6.6.6.6")
    assert forged.status == HTTPStatus.OK
    (counted,) = [dict(hub.hub.gate._addresses) for hub in two if hub.hub.gate._addresses]
    assert counted == {"127.0.0.1": 1}


def test_when_a_hub_is_gone_its_listeners_find_the_other_and_miss_nothing(port, two):
    ear = listen(port)
    say("一")
    ear.until(1)
    gone = next(hub for hub in two if hub.hub.gate.listeners)
    gone.stop()
    ear.until_over()
    say("二")
    again = listen(port, "Last-Event-ID: 1")
    assert again.until(2) == [2]


def test_those_who_ask_again_and_again_share_one_answer(port, two):
    say("一")
    until(lambda: b'"last":1' in tail(port)[2])
    before = sum(hub.hub.told.tails for hub in two)
    for _ in range(30):
        status, headers, _ = tail(port)
        assert status == HTTPStatus.OK and headers["Cache-Control"] == "public, max-age=2"
    assert sum(hub.hub.told.tails for hub in two) - before <= 3
    say("二")
    until(lambda: b'"last":2' in tail(port)[2])
