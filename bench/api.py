"""The interface as outside systems meet it: token, signature, idempotency key, intake, durable commit, over HTTP.

The web server runs as in production, one process of it, and shares one core with its PostgreSQL; the client has the
other core. Deliveries of 100 events from four connections of one system, then one event a delivery from four
connections. Every answer is read and must say that all of it was taken in.

The processor's time that server and PostgreSQL took is told beside the rate: on a machine that others use too, the rate
falls and this does not.

Promise: at least 5,000 events/s in deliveries of 100, and 200/s one by one.
"""

import hashlib
import http.client
import os
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import orjson
import psutil

from . import ground
from .ingest import _matter

PROMISE, PROMISE_SINGLE = 5_000, 200
CONNECTIONS, TURNS = 4, 3
DELIVERIES, SINGLES = 200, 400
Request = tuple[bytes, dict[str, str]]


def _free_port() -> int:
    """A port nobody listens on: servers that share one share its requests as well, and somebody else's would be measured."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


PORT = _free_port()


def main(argv: list[str]) -> int:
    with ground.server() as superuser:
        url = ground.fresh_database(superuser, "bench_api")
        ground.open_django(url)
        return _run(url)


def _run(url: str) -> int:
    from django.db import connection

    from tests.cast import summon
    from zhengtong.exchange.actions import issue_key, register_system

    summon()
    at = datetime.now(UTC)
    register_system("BENCH", by=None, at=at)
    issued = issue_key("BENCH", by=None, at=at)
    connection.close()
    cores = sorted(os.sched_getaffinity(0))
    many, single, costs = [], [], []
    with _web(url, cores[0]) as server:
        os.sched_setaffinity(0, {cores[-1]})
        token = _token(issued.key.client_id, issued.secret)
        _send(_requests(token, issued.signing_key, "W", 100, 20))  # warm
        _send(_requests(token, issued.signing_key, "V", 1, 20))
        for turn in range(TURNS):
            before = _processor_time(server)
            many.append(100 * _send(_requests(token, issued.signing_key, f"M{turn}", 100, DELIVERIES)))
            between = _processor_time(server)
            single.append(_send(_requests(token, issued.signing_key, f"S{turn}", 1, SINGLES)))
            after = _processor_time(server)
            costs.append(((between - before) / DELIVERIES / 100, (after - between) / SINGLES))
    return _report(many, single, costs)


@contextmanager
def _web(url: str, core: int) -> Iterator[int]:
    """The web server with one process, kept with PostgreSQL to one core, as `zhengtong web` starts it."""
    environment = os.environ | {
        "DATABASE_URL": url, "DATABASE_OWNER_URL": url, "PORT": str(PORT), "WEB_WORKERS": "1",
        "API_REQUESTS_PER_SECOND": "100000",
    }  # fmt: skip
    server = subprocess.Popen(
        [sys.executable, "-m", "zhengtong.project.commands", "web"], env=environment, preexec_fn=lambda: _keep_to(core)
    )
    try:
        _wait(server)
        for process in _postgres():
            process.cpu_affinity([core])
        yield server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def _keep_to(core: int) -> None:
    os.sched_setaffinity(0, {core})


def _postgres() -> list[psutil.Process]:
    """The processes of the bench's own PostgreSQL."""
    return [
        process
        for process in psutil.process_iter(["name"])
        if process.info["name"] == "postgres" and str(ground.HOME) in _folder(process)
    ]


def _processor_time(server: int) -> float:
    """Seconds of processor that the web server and PostgreSQL have taken so far."""
    web = psutil.Process(server)
    times = [process.cpu_times() for process in (web, *web.children(recursive=True), *_postgres())]
    return sum(each.user + each.system for each in times)


def _folder(process: psutil.Process) -> str:
    try:
        return process.cwd()
    except psutil.Error:
        return ""


def _wait(server: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise RuntimeError(f"the web server ended with {server.returncode}")
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
            connection.request("GET", "/api/v1/openapi.json")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the web server does not answer")


def _token(client_id: str, secret: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    form = f"grant_type=client_credentials&client_id={client_id}&client_secret={secret}"
    connection.request("POST", "/api/oauth/token", form, {"Content-Type": "application/x-www-form-urlencoded"})
    return str(orjson.loads(connection.getresponse().read())["access_token"])


def _requests(token: str, signing_key: str, prefix: str, size: int, count: int) -> list[Request]:
    """Signed beforehand, so that the client's work is not measured."""
    from zhengtong.api.rules import sign

    events = [event for number in range(size * count // 6 + 1) for event in _matter(number, prefix)]
    timestamp = str(int(time.time()))
    made = []
    for place in range(count):
        body = orjson.dumps({"events": events[place * size : (place + 1) * size]})
        headers = {
            "Authorization": f"Bearer {token}", "Content-Type": "application/json", "X-Timestamp": timestamp,
            "X-Signature": sign(signing_key, timestamp, body),
            "Idempotency-Key": hashlib.blake2b(body, digest_size=16).hexdigest(),
        }  # fmt: skip
        made.append((body, headers))
    return made


def _send(requests: list[Request]) -> float:
    """Requests a second, all of them sent and answered over a few connections."""
    waiting, faults = iter(requests), []
    lock = threading.Lock()

    def work() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", PORT)
        while True:
            with lock:
                request = next(waiting, None)
            if request is None:
                return
            connection.request("POST", "/api/v1/events", *request)
            answer = connection.getresponse()
            told = answer.read()
            if answer.status != 200:
                faults.append(f"{answer.status} {told.decode()[:300]}")

    threads = [threading.Thread(target=work) for _ in range(CONNECTIONS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = time.perf_counter() - began
    if faults:
        raise RuntimeError(f"{len(faults)} deliveries were not taken in whole, the first: {faults[0]}")
    return len(requests) / taken


def _report(many: list[float], single: list[float], costs: list[tuple[float, float]]) -> int:
    rates = [(statistics.median(rates), min(rates), max(rates)) for rates in (many, single)]
    kept = [rates[0][0] >= PROMISE, rates[1][0] >= PROMISE_SINGLE]
    print(
        f"signed deliveries over HTTP, {CONNECTIONS} connections, server and PostgreSQL on one core, median of {TURNS}"
    )
    spent = [statistics.median(each) * 1000 for each in zip(*costs, strict=True)]
    for name, (middle, low, high), promise, is_kept, cost in zip(
        ("in deliveries of 100", "one by one"), rates, (PROMISE, PROMISE_SINGLE), kept, spent, strict=True
    ):
        verdict = "PASS" if is_kept else "FAIL"
        print(f"{name:21} {middle:8,.0f} events/s   ({low:,.0f}–{high:,.0f})   promise ≥ {promise:,}  {verdict}")
        print(f"{'':21} {cost:8.3f} ms of processor an event, so {1000 / cost:,.0f} events/s of a core's own")
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
