"""A crowd of listeners in one process: what came to every one of them, what did not, and how late it was.

    python -m bench.crowd --port 8010 --path /live/x/stream --listeners 10000

Each line carries the moment it was published (`at`, nanoseconds of the machine's clock) and a number, in the event's id or
in the line; for every listener the numbers must follow one another without a gap or a repetition. A connection that is lost
is made again as a browser does it: after the time the server told, with the last number. One epoll loop on plain sockets:
whoever measures must cost less than whoever is measured.

Orders come line by line on standard input, answers are lines of JSON: `begin` forgets what was counted, `back` waits until
everybody listens (so does the start), `upto N FILE` waits until everybody has line N and writes all delays to the file (32-bit
microseconds).
"""

import argparse
import gc
import heapq
import json
import os
import re
import resource
import select
import socket
import sys
import time
from array import array
from collections.abc import Callable

PER_ADDRESS = 1_500
"""Listeners of one address: the hubs' own limit stays on."""
OPENING = 400
"""Connections that are being opened at the same moment, at first; whoever comes back later comes when told to."""
WAIT_SECONDS = 60.0
MOST_KNOWN = 4_096
RETRY_SECONDS = 3.0
"""When to come back where the server told nothing: as browsers do."""
_RETRY = re.compile(rb"retry: (\d+)")
_BY_ID = re.compile(rb'id: (\d+)\ndata: \{"at":(\d{19})')
_INSIDE = re.compile(rb'data: \{"n":(\d+),"at":(\d{19})')


class Crowd:
    """All the listeners, by number; `last` is what each of them has."""

    def __init__(self, asked: argparse.Namespace) -> None:
        count = asked.listeners
        self.asked, self.pattern = asked, _INSIDE if asked.inside else _BY_ID
        self.sockets: list[socket.socket | None] = [None] * count
        self.who: dict[int, int] = {}  # by file descriptor
        self.last = array("q", [asked.after]) * count
        self.retry = array("d", [RETRY_SECONDS]) * count
        self.began = array("d", [0.0]) * count
        self.is_open = bytearray(count)
        self.rest: dict[int, bytes] = {}
        self.known: dict[bytes, list[tuple[int, int]]] = {}
        self.returning: list[tuple[float, int]] = []
        self.late, self.first = array("i"), array("i")
        self.next, self.open = 0, 0
        self.epoll = select.epoll()
        self.is_done: Callable[[], bool] | None = None
        self.begin()

    def begin(self) -> None:
        """Count anew."""
        self.late, self.first = array("i"), array("i")
        self.lost = self.doubled = self.gone = self.refused = 0
        self.last_opened = 0.0

    # --- connections ---

    def connect(self, who: int) -> None:
        one = socket.socket()
        one.setblocking(False)
        one.bind((f"127.0.0.{self.asked.first_address + who // PER_ADDRESS}", 0))
        self.began[who] = time.monotonic()
        self.sockets[who] = one
        self.who[one.fileno()] = who
        one.connect_ex(("127.0.0.1", self.asked.port))
        self.epoll.register(one.fileno(), select.EPOLLOUT)

    def connected(self, who: int) -> None:
        one = self.sockets[who]
        if one.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
            self.refused += 1
            self.lose(who)
            return
        after = f"Last-Event-ID: {self.last[who]}\r\n" if not self.asked.inside else ""
        one.send(
            f"GET {self.asked.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n{after}\r\n".encode()
        )
        self.epoll.modify(one.fileno(), select.EPOLLIN)

    def lose(self, who: int) -> None:
        one = self.sockets[who]
        self.epoll.unregister(one.fileno())
        del self.who[one.fileno()]
        one.close()
        self.rest.pop(who, None)
        self.open -= self.is_open[who]
        self.is_open[who] = 0
        heapq.heappush(self.returning, (time.monotonic() + self.retry[who], who))

    def opened(self, who: int, data: bytes) -> None:
        if not data.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(f"not let in: {data[:300]!r}")
        now = time.monotonic()
        self.is_open[who] = 1
        self.open += 1
        self.first.append(int((now - self.began[who]) * 1e6))
        self.last_opened = time.time()
        if told := _RETRY.search(data):
            self.retry[who] = int(told[1]) / 1000

    # --- lines ---

    def read(self, who: int) -> None:
        try:
            data = self.sockets[who].recv(1 << 14)
        except ConnectionError:
            data = b""
        if not data:
            self.gone += 1
            self.lose(who)
            return
        now = time.time_ns()
        if who in self.rest:
            data = self.rest.pop(who) + data
        if not self.is_open[who]:
            if b"\r\n\r\n" not in data:
                self.rest[who] = data
                return
            self.opened(who, data)
        if not data.endswith(b"\n\n"):
            end = data.rfind(b"\n\n") + 2 if b"\n\n" in data else 0
            self.rest[who], data = data[end:], data[:end]
        self.take(who, data, now // 1000)

    def take(self, who: int, data: bytes, now: int) -> None:
        """Whole events. Many listeners are sent the same bytes: what stands in them is read once."""
        lines = self.known.get(data)
        if lines is None:
            if len(self.known) > MOST_KNOWN:
                self.known.clear()
            lines = self.known[data] = [(int(number), int(at) // 1000) for number, at in self.pattern.findall(data)]
        last = self.last[who]
        for number, at in lines:
            if number != last + 1:
                if number <= last:
                    self.doubled += 1
                    continue
                self.lost += number - last - 1
            last = number
            self.late.append(now - at)
        self.last[who] = last

    # --- orders ---

    def order(self, words: list[str]) -> None:
        """Begin to carry out an order; it is answered when it is done, or after WAIT_SECONDS."""
        self.deadline = time.monotonic() + WAIT_SECONDS
        if words[0] == "begin":
            self.begin()
            self.is_done = lambda: True
        elif words[0] == "back":
            self.is_done = lambda: self.open == self.asked.listeners
        else:
            number, self.file = int(words[1]), words[2]
            self.is_done = lambda: self.behind(number) == 0
        self.words = words

    def behind(self, number: int) -> int:
        """Lines that are still missing."""
        return sum(number - last for last in self.last if last < number)

    def answer(self) -> dict[str, object]:
        if self.words[0] == "upto":
            with open(self.file, "wb") as file:
                self.late.tofile(file)
        first = sorted(self.first)
        return {
            "lines": len(self.late), "lost": self.lost, "doubled": self.doubled, "gone": self.gone, "refused": self.refused,
            "missing": self.behind(int(self.words[1])) if self.words[0] == "upto" else 0,
            "open": self.open, "last_opened": self.last_opened, "opened": len(first),
            "first_p99_ms": first[int(0.99 * len(first))] / 1000 if first else None,
        }  # fmt: skip

    # --- the loop ---

    def run(self) -> None:
        """Until standard input is closed."""
        self.epoll.register(0, select.EPOLLIN)
        orders = b""
        self.order(["back"])
        while True:
            while self.next < self.asked.listeners and self.next - self.open - len(self.returning) < OPENING:
                self.connect(self.next)
                self.next += 1
            while self.returning and self.returning[0][0] <= time.monotonic():
                self.connect(heapq.heappop(self.returning)[1])
            for fd, event in self.epoll.poll(0.02, 4096):
                if fd == 0:
                    if not (got := os.read(0, 4096)):
                        return
                    orders += got
                elif event & select.EPOLLOUT:
                    self.connected(self.who[fd])
                else:
                    self.read(self.who[fd])
            if self.is_done is None and b"\n" in orders:
                order, _, orders = orders.partition(b"\n")
                self.order(order.decode().split())
            if self.is_done is not None and (self.is_done() or time.monotonic() > self.deadline):
                self.is_done = None
                print(json.dumps(self.answer()), flush=True)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="crowd", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--path", required=True)
    parser.add_argument("--listeners", type=int, required=True)
    parser.add_argument("--after", type=int, default=0, help="the last line everybody has at the start")
    parser.add_argument("--first-address", type=int, default=10, help="127.0.0.N is where the first of them come from")
    parser.add_argument("--inside", action="store_true", help="the number stands in the line, not in the event's id")
    asked = parser.parse_args(argv)
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    gc.disable()
    Crowd(asked).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
