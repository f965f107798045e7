"""Live text to tens of thousands: the hub on one core; publisher, PostgreSQL and the crowd on the other.

python -m bench live                      everything, about fifteen minutes
python -m bench.live ladder kill          only these
python -m bench.live --scale 0.01         with a hundredth of the listeners

Lines of about 300 bytes are said through `live.actions.say`; each carries the moment before it was said, so a delay is all
of it: SQL, durable commit, NOTIFY, the hub's read, its rounds, the socket, the listener's turn. Every listener is looked at.
"""

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy

from . import ground
from .live_servers import NAME, SERVER_CORE, Bare, Nchan, Ours, Server, on_core

PORT = 8951
PER_PROCESS = 19_500
"""Listeners of one crowd process: it may open 20,000 files."""
PARTS = ("ladder", "burst", "fifty", "kill", "ratio")
ROUNDS, RATIO_LISTENERS = 5, 10_000


@dataclass
class Report:
    """What was measured and what of it was promised."""

    scale: float
    seconds: float
    kept: list[bool] = field(default_factory=list)

    def scaled(self, listeners: int) -> int:
        return max(10, int(listeners * self.scale))

    def promise(self, words: str, *, kept: bool) -> None:
        self.kept.append(kept)
        print(f"  {'PASS' if kept else 'FAIL'}  {words}", flush=True)

    def row(self, *cells: object) -> None:
        print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


class Crowds:
    """Listeners, in as many processes as they need; started with everybody listening."""

    def __init__(self, server: Server, listeners: int) -> None:
        self.listeners = listeners
        processes = -(-listeners // PER_PROCESS)
        shares = [listeners // processes + (number < listeners % processes) for number in range(processes)]
        more = ["--inside"] if server.is_inside else []
        self.processes = [
            subprocess.Popen(
                [sys.executable, "-m", "bench.crowd", "--port", str(server.port), "--path", server.path,
                 "--listeners", str(share), "--after", str(server.said), "--first-address", str(10 + 20 * number), *more],
                cwd=ground.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            )
            for number, share in enumerate(shares)
        ]  # fmt: skip
        self.joined = self._answers()
        if sum(each["open"] for each in self.joined) != listeners:
            raise RuntimeError(f"not everybody was let in: {self.joined}")

    def order(self, words: str) -> list[dict[str, Any]]:
        for process in self.processes:
            process.stdin.write(f"{words}\n")
            process.stdin.flush()
        return self._answers()

    def _answers(self) -> list[dict[str, Any]]:
        found = [process.stdout.readline() for process in self.processes]
        if not all(found):
            raise RuntimeError("a crowd ended")
        return [json.loads(line) for line in found]

    def upto(self, number: int) -> "Heard":
        """What everybody heard, when they have that line or are not waited for any longer."""
        with tempfile.TemporaryDirectory() as folder:
            answers = []
            for place, process in enumerate(self.processes):
                process.stdin.write(f"upto {number} {folder}/{place}\n")
                process.stdin.flush()
            answers = self._answers()
            late = numpy.concatenate([numpy.fromfile(f"{folder}/{place}", "int32") for place in range(len(answers))])
        return Heard(answers, late / 1000)

    def cpu(self) -> float:
        """Seconds its processes have been on a core."""
        return on_core([process.pid for process in self.processes])

    def close(self) -> None:
        for process in self.processes:
            process.stdin.close()
            process.wait(30)


@dataclass
class Heard:
    """Delays in milliseconds of every line at every listener, and what went wrong."""

    answers: list[dict[str, Any]]
    late: Any

    def count(self, name: str) -> int:
        return sum(each[name] for each in self.answers)

    @property
    def is_whole(self) -> bool:
        return not (self.count("lost") + self.count("doubled") + self.count("missing"))

    def at(self, percent: float) -> float:
        return float(numpy.percentile(self.late, percent)) if len(self.late) else float("nan")

    @property
    def wrong(self) -> str:
        return f"{self.count('lost') + self.count('missing'):,} lost, {self.count('doubled'):,} doubled"


@dataclass
class Run:
    """One rate for some seconds. micros: of a core, for each line at each listener; busy, crowd: shares of a core."""

    heard: Heard
    micros: float
    busy: float
    crowd: float


def run(server: Server, crowd: Crowds, rate: float, seconds: float) -> Run:
    """Say lines at the rate; what everybody heard of them, and what it cost."""
    crowd.order("begin")
    spent, watched, began, before = server.cpu(), crowd.cpu(), time.monotonic(), server.said
    for number in range(int(rate * seconds)):
        time.sleep(max(0.0, began + number / rate - time.monotonic()))
        server.say()
    heard = crowd.upto(server.said)
    cost, lasted = server.cpu() - spent, time.monotonic() - began
    micros = cost * 1e6 / ((server.said - before) * crowd.listeners)
    return Run(heard, micros, cost / lasted, (crowd.cpu() - watched) / lasted)


@contextmanager
def serving(server: Server):
    try:
        yield server
    finally:
        server.stop()


HEADS = (
    "server",
    "listeners",
    "lines/s",
    "p50 ms",
    "p95 ms",
    "p99 ms",
    "longest ms",
    "µs CPU a line",
    "core",
    "crowd's",
    "lost, doubled",
)


def tell(report: Report, name: str, listeners: int, rate: float, found: Run) -> None:
    heard = found.heard
    report.row(
        name, f"{listeners:,}", rate, *(f"{heard.at(percent):.0f}" for percent in (50, 95, 99, 100)),
        f"{found.micros:.1f}", f"{100 * found.busy:.0f} %", f"{100 * found.crowd:.0f} %", heard.wrong,
    )  # fmt: skip


def ladder(report: Report) -> None:
    """1,000 to 19,500 in one hub, at 1 and 5 lines a second."""
    report.row(*HEADS)
    for listeners in map(report.scaled, (1_000, 5_000, 10_000, 19_500)):
        with serving(Ours(PORT)) as server:
            empty = server.memory()
            with closing(Crowds(server, listeners)) as crowd:
                first = max(each["first_p99_ms"] for each in crowd.joined)
                found = {rate: run(server, crowd, rate, report.seconds) for rate in (1, 5)}
                memory = (server.memory() - empty) / listeners / 1024
        for rate, each in found.items():
            tell(report, "hub", listeners, rate, each)
            report.promise(
                f"{listeners:,} × {rate}/s: nothing lost, nothing doubled ({each.heard.wrong})",
                kept=each.heard.is_whole,
            )
        print(f"  connection → first byte p99 {first:.0f} ms; {memory:.2f} KiB a listener")
    p99 = found[5].heard.at(99)
    report.promise(f"{listeners:,} × 5/s: p99 {p99:.0f} ms < 300 ms", kept=p99 < 300)
    report.promise(f"memory {memory:.2f} KiB a listener ≤ 3 KiB", kept=memory <= 3)


def burst(report: Report) -> None:
    """Beyond one send a line."""
    listeners = report.scaled(19_500)
    report.row(*HEADS)
    with serving(Ours(PORT)) as server, closing(Crowds(server, listeners)) as crowd:
        found = run(server, crowd, 20, report.seconds)
    tell(report, "hub", listeners, 20, found)
    p99 = found.heard.at(99)
    report.promise(f"{listeners:,} × 20/s: nothing lost ({found.heard.wrong}), p99 {p99:.0f} ms < 800 ms",
                   kept=found.heard.is_whole and p99 < 800)  # fmt: skip


def fifty(report: Report) -> None:
    """Three hubs that share one core and one port."""
    listeners = report.scaled(50_000)
    report.row(*HEADS)
    with serving(Ours(PORT, hubs=3)) as server, closing(Crowds(server, listeners)) as crowd:
        for rate, most in ((1, 700), (5, 1500)):
            found = run(server, crowd, rate, report.seconds)
            tell(report, "3 hubs", listeners, rate, found)
            p99 = found.heard.at(99)
            report.promise(f"{listeners:,} × {rate}/s in three hubs: nothing lost ({found.heard.wrong}), p99 {p99:.0f} ms < {most} ms",
                           kept=found.heard.is_whole and p99 < most)  # fmt: skip


def kill(report: Report) -> None:
    """kill -9 with everybody there; `up`'s own supervisor starts the hub again, and lines are said meanwhile."""
    listeners = report.scaled(19_500)
    with serving(Ours(PORT)) as server, closing(Crowds(server, listeners)) as crowd:
        run(server, crowd, 1, 3)
        crowd.order("begin")
        killed = time.time()
        os.kill(server.pids()[0], signal.SIGKILL)
        for _ in range(5):
            server.say()
        while not server.pids() or time.time() < killed + 1:
            server.supervisor.look()
            time.sleep(0.2)
        back = crowd.order("back")
        heard = crowd.upto(server.said)
        reads = int(server.metrics()["livehub_reads"])
        after = run(server, crowd, 5, 3)
    lasted = max(each["last_opened"] for each in back) - killed
    is_all = sum(each["open"] for each in back) == listeners == heard.count("opened")
    report.promise(
        f"kill -9 at {listeners:,}: everybody back after {lasted:.1f} s ≤ 10 s", kept=is_all and lasted <= 10
    )
    report.promise(f"nothing lost over the kill ({heard.wrong}) and after it ({after.heard.wrong})",
                   kept=heard.is_whole and after.heard.is_whole)  # fmt: skip
    report.promise(f"PostgreSQL was read {reads} time for all of them", kept=reads == 1)


def ratio(report: Report) -> None:
    """CPU of a delivered line, one after the other in the same run, so that the machine's moods meet all of them."""
    listeners = report.scaled(RATIO_LISTENERS)
    makers: dict[str, Callable[[int], Server]] = {"hub": Ours, "bare": Bare}
    if Nchan.is_here():
        makers["nchan"] = Nchan
    else:
        print("nginx with libnginx-mod-nchan is not installed (apt-get install libnginx-mod-nchan): not compared")
    found: dict[str, list[Run]] = {name: [] for name in makers}
    report.row(*HEADS)
    for _ in range(ROUNDS):
        for name, make in makers.items():
            with serving(make(PORT)) as server, closing(Crowds(server, listeners)) as crowd:
                found[name].append(run(server, crowd, 5, report.seconds / 2))
            tell(report, name, listeners, 5, found[name][-1])
    cost = {name: statistics.median(each.micros for each in runs) for name, runs in found.items()}
    print("  median µs CPU a delivered line: " + ", ".join(f"{name} {micros:.2f}" for name, micros in cost.items()))
    times = cost["hub"] / cost["bare"]
    report.promise(f"{times:.2f} × the bare protocol hub ≤ 1.2 ×, with everything on", kept=times <= 1.2)
    if "nchan" in cost:
        report.promise(f"{cost['hub']:.2f} µs a line, no more than nchan's {cost['nchan']:.2f} µs",
                       kept=cost["hub"] <= cost["nchan"])  # fmt: skip


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bench.live", description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"any of {', '.join(PARTS)}; all if none is named")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--seconds", type=float, default=15.0, help="how long lines are said at each rate")
    asked = parser.parse_args(argv)
    others = os.sched_getaffinity(0) - {SERVER_CORE}
    if not others:
        print("one core is not enough: the server needs one for itself")
        return 1
    os.sched_setaffinity(0, {min(others)})  # this process, and whatever it starts without another word
    report = Report(asked.scale, asked.seconds)
    with ground.server() as superuser:
        url = ground.fresh_database(superuser, "bench_live")
        ground.open_django(url)
        os.environ.update(DATABASE_URL=url, DATABASE_OWNER_URL=url)
        from datetime import UTC, datetime

        from django.db import connection

        from zhengtong.live import actions

        actions.open_channel(NAME, at=datetime.now(UTC))
        try:
            for part in asked.parts or PARTS:
                print(f"\n--- {part} ---", flush=True)
                globals()[part](report)
        finally:
            connection.close()
    print(f"\n{sum(report.kept)} of {len(report.kept)} promises kept")
    return 0 if all(report.kept) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
