"""Real time: from the commit of an event to its card on an open board, while 200 events a second flow in.

Four processes as in production: one delivers events through `exchange.actions.receive`, each delivery with a durable
commit; one is the worker with its whole schedule; one the web server; and this one is the board, which asks for news
every second as the page does. Every so often an event finishes a matter after its statutory limit and draws a card.

Promise: p99 under 2 s over at least a hundred cards.
"""

import http.client
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from . import ground
from .api import PORT, _web

RATE, SECONDS, DELIVERY = 200, 60, 10
LATE_EVERY = 10
"""One delivery in so many carries a matter that was finished too late: two cards a second."""
CARDS, UNDER_S, ASKED_EVERY = 100, 2.0, 1.0
SYSTEM = "LIVE"
_NEWS = re.compile(r"LATE\d{5}")
_MARK = re.compile(r'data-mark="([^"]+)"')


def main(argv: list[str]) -> int:
    if argv[:1] == ["deliver"]:
        return _deliver(Path(argv[1]))
    with ground.server() as superuser:
        url = ground.fresh_database(superuser, "bench_realtime")
        ground.open_django(url)
        cast = ground.watched_county()
        from django.db import connection
        from django.test import Client

        from zhengtong.exchange.actions import register_system

        register_system(SYSTEM, by=None, at=datetime.now(UTC))
        board = Client()
        board.force_login(cast.linjiancha.user)
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in board.cookies.items())
        connection.close()
        os.environ.update(DATABASE_URL=url, DATABASE_OWNER_URL=url)
        with tempfile.TemporaryDirectory() as folder, _web(url, min(os.sched_getaffinity(0))):
            told = Path(folder) / "told"
            with (
                _process("zhengtong.project.commands", "worker"),
                _process("bench.realtime", "deliver", str(told)) as delivery,
            ):
                seen = _watch_board(cookies, delivery)
            lines = [line.split() for line in told.read_text().splitlines()]
        return _report({ref: float(moment) for ref, moment in lines if ref != "#"}, seen, lines)


@contextmanager
def _process(*arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen([sys.executable, "-m", *arguments], cwd=ground.ROOT)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(30)


def _deliver(told: Path) -> int:
    """Deliver at the rate; each late matter's ref and the moment its delivery was committed are written down."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "zhengtong.project.settings"
    django.setup()
    from zhengtong.exchange.actions import receive

    began = time.monotonic()
    with told.open("w", encoding="utf-8", buffering=1) as file:
        for number in range(SECONDS * RATE // DELIVERY):
            time.sleep(max(0.0, began + number * DELIVERY / RATE - time.monotonic()))
            late = f"LATE{number:05d}" if number % LATE_EVERY == 0 else ""
            at = datetime.now(UTC)
            outcome = receive(SYSTEM, _events(number, late, at), at=at, source=f"live-{number}")
            if outcome.accepted != DELIVERY:
                raise RuntimeError(f"not all was taken in: {outcome}")
            if late:
                file.write(f"{late} {time.time()}\n")
        file.write(f"# {time.monotonic() - began}\n")
    return 0


def _events(number: int, late: str, at: datetime) -> list[dict[str, Any]]:
    """A delivery of ten: ordinary news of five matters, of which one may be told finished four weeks after its limit."""
    events = []
    for place in range(DELIVERY // 2):
        is_late = bool(late) and place == 0
        ref = late if is_late else f"M{number:05d}{place}"
        begun = at - timedelta(days=60 if is_late else 1)
        due = at - timedelta(days=28) if is_late else at + timedelta(days=28)
        told = (
            ("accepted", begun, {"limits": {"promised_due": None, "legal_due": due.isoformat()}}),
            ("finished", at, {}) if is_late else ("step", at, {"facts": {"step": "审查"}}),
        )
        events += [
            {
                "event_id": f"{ref}#{milestone}", "revision": 1, "ref": ref, "milestone": milestone,
                "at": moment.isoformat(), "label": milestone, "department": "民政科", "by": "经办人",
                "region": "360829000000", **more,
            }
            for milestone, moment, more in told
        ]  # fmt: skip
    return events


def _watch_board(cookies: str, delivery: "subprocess.Popen[bytes]") -> dict[str, float]:
    """When each late matter first stood in the board's answer: asked every second until the delivery ends, and after."""
    seen: dict[str, float] = {}
    mark, ended = "", None
    while ended is None or time.monotonic() < ended + 3 * UNDER_S:
        began = time.monotonic()
        if ended is None and delivery.poll() is not None:
            if delivery.returncode:
                raise RuntimeError("the delivery failed")
            ended = began
        asked = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
        asked.request("GET", f"/oversight/live/?mark={mark}", headers={"Cookie": cookies, "Host": "127.0.0.1"})
        answer = asked.getresponse()
        page = answer.read().decode()
        asked.close()
        if answer.status not in (200, 204):
            raise RuntimeError(f"the board answered {answer.status}")
        now = time.time()
        if answer.status == 200:
            found = _MARK.search(page)
            mark = found[1] if found else ""
            for ref in _NEWS.findall(page):
                seen.setdefault(ref, now)
        time.sleep(max(0.0, began + ASKED_EVERY - time.monotonic()))
    return seen


def _report(committed: dict[str, float], seen: dict[str, float], lines: list[list[str]]) -> int:
    waits = sorted(seen[ref] - moment for ref, moment in committed.items() if ref in seen)
    missed = len(committed) - len(waits)
    flowed = SECONDS * RATE / float(lines[-1][1])
    if len(waits) < 2:
        print("no card reached the board")
        return 1
    p99 = statistics.quantiles(waits, n=100, method="inclusive")[98]
    kept = len(waits) >= CARDS and not missed and p99 < UNDER_S
    print(f"{SECONDS * RATE:,} events at {flowed:.0f}/s, {len(committed)} cards due, {missed} never seen on the board")
    print(f"commit → board   p50 {statistics.median(waits):.2f} s   p99 {p99:.2f} s   longest {waits[-1]:.2f} s")
    print(f"promise: p99 < {UNDER_S:.0f} s over ≥ {CARDS} cards  {'PASS' if kept else 'FAIL'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
