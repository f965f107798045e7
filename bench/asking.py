"""A thousand people ask a question within a minute, by the whole path: page, code by SMS, question, guards, row, queue.

Each comes from an address of their own with a telephone of their own, opens the live room with sixty lines in it, has a
code sent, and asks. The web server is the real one, one process that with PostgreSQL keeps to one core; the people have
the other. Promise: p95 of the question under a second, every question in the moderators' queue, once.
"""

import http.client
import itertools
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

import psutil

from . import ground

PEOPLE, SECONDS, AT_ONCE = 1000, 60.0, 200
PROMISE = 1.0
PORT = 8961
SLUG = "bench-asking"
LINES, LINE = 60, "今年全县计划改造农村公路八十公里，优先安排通村组道路，进度每月在网站上公布，欢迎大家监督。" * 2
STEPS = ("opens the room", "has a code sent", "asks")
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_SUBMISSION = re.compile(r'name="submission" value="([^"]+)"')
_PLAIN = re.compile(r"(?:<[^>]*>|\s)+")
_CODE = re.compile(r"验证码是(\d{6})")


@dataclass
class Asked:
    """Seconds every step took, by its name, and what went wrong."""

    taken: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: list[str] = field(default_factory=list)


def main(argv: list[str]) -> int:
    os.environ.update(PORT=str(PORT), PUBLIC_URL=f"http://localhost:{PORT}")
    cores = sorted(os.sched_getaffinity(0))
    with ground.server() as superuser:
        url = ground.fresh_database(superuser, "bench_asking")
        ground.open_django(url)
        _interview()
        with _web(url, cores[0]):
            os.sched_setaffinity(0, {cores[-1]})
            return _report(_ask())


def _interview() -> None:
    """A live interview in the small county of the tests, and the county's own list of words."""
    from django.utils import timezone

    from tests.cases.county import keep_time
    from tests.cast import summon
    from zhengtong.guards import actions as guards
    from zhengtong.interviews import actions
    from zhengtong.interviews.rules import Guest, Plan

    summon()
    keep_time()
    at = timezone.now()
    guards.load_seed(ground.ROOT / "data" / "guards", at=at)
    people = (Guest("host", "主持人"), Guest("guest", "嘉宾"))
    plan = Plan("千人提问", "千人提问", at, at + timedelta(hours=2), people)
    actions.plan("interview", "MZ", SLUG, plan, by=actions.CONSOLE, at=at)
    actions.announce(SLUG, reason="性能测试", by=actions.CONSOLE, at=at)
    actions.start(SLUG, by=actions.CONSOLE, at=at)
    for number in range(LINES):
        actions.say(SLUG, f"{number}。{LINE}", by=actions.CONSOLE, at=timezone.now())


@contextmanager
def _web(url: str, core: int) -> Iterator[None]:
    """The built-in server with one process, kept with PostgreSQL to one core."""
    environment = os.environ | {
        "DATABASE_URL": url,
        "DATABASE_OWNER_URL": url,
        "WEB_WORKERS": "1",
        "ALLOWED_HOSTS": "*",
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "zhengtong.project.commands", "web"],
        env=environment,
        stdout=subprocess.DEVNULL,
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
    )
    try:
        for _ in range(600):
            try:
                if _Browser(0).get(f"/interviews/{SLUG}/"):
                    break
            except OSError:
                time.sleep(0.1)
        for process in psutil.process_iter(["name"]):
            if process.info["name"] == "postgres" and str(ground.HOME) in " ".join(process.cmdline()):
                for each in (process, *process.children()):
                    each.cpu_affinity([core])
        yield
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


class _Browser:
    """One person's: an address, a connection, cookies."""

    def __init__(self, number: int) -> None:
        address = f"127.{10 + number // 250}.0.{1 + number % 250}"
        self._line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60, source_address=(address, 0))
        self._cookies: dict[str, str] = {}

    def get(self, path: str) -> str:
        return self._answer("GET", path, "", {})

    def post(self, path: str, **fields: str) -> str:
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        return self._answer("POST", path, urlencode(fields), headers)

    def close(self) -> None:
        self._line.close()

    def _answer(self, method: str, path: str, body: str, headers: dict[str, str]) -> str:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        self._line.request(method, path, body, headers | {"Host": f"localhost:{PORT}", "Cookie": cookies})
        answer = self._line.getresponse()
        text = answer.read().decode()
        for set_cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = set_cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        if answer.status not in (200, 302):
            raise RuntimeError(f"{method} {path}: {answer.status} {_PLAIN.sub(' ', text)[-300:]}")
        return text


class _Telephones:
    """Reads every message that leaves the house, as the telephones would."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._is_over = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def code(self, phone: str) -> str:
        for _ in range(600):
            if phone in self._codes:
                return self._codes[phone]
            time.sleep(0.02)
        raise RuntimeError("no code came")

    def close(self) -> None:
        self._is_over.set()
        self._reader.join(10)

    def _read(self) -> None:
        from django.db import connection

        from zhengtong.notices.models import Notice

        last = 0
        while not self._is_over.wait(0.05):
            # Numbers are given before a commit: what is a little older may be seen only now.
            for notice in Notice.objects.filter(pk__gt=last - 200, template="interview-code").order_by("pk"):
                last = max(last, notice.pk)
                if found := _CODE.search(notice.text):
                    self._codes[notice.address] = found[1]
        connection.close()


def _ask() -> Asked:
    asked, telephones = Asked(), _Telephones()
    chance = random.Random(360829)
    arrivals = sorted(chance.uniform(0, SECONDS) for _ in range(PEOPLE))
    began = time.perf_counter()
    try:
        with ThreadPoolExecutor(AT_ONCE) as people:
            for number, arrival in enumerate(arrivals, 1):
                people.submit(_person, number, began + arrival, telephones, asked)
    finally:
        telephones.close()
    return asked


def _person(number: int, arrives: float, telephones: _Telephones, asked: Asked) -> None:
    time.sleep(max(0.0, arrives - time.perf_counter()))
    phone, browser = f"139{number:08d}", _Browser(number)
    where = f"/interviews/{SLUG}/ask/"
    try:
        page = _timed(asked, STEPS[0], lambda: browser.get(f"/interviews/{SLUG}/"))
        shown = {"csrfmiddlewaretoken": _TOKEN, "submission": _SUBMISSION}
        fields = {name: pattern.search(page)[1] for name, pattern in shown.items()}  # type: ignore[index]
        fields |= {"name": "热心网友", "phone": phone, "proof": "", "code": "", "text": ""}
        _timed(asked, STEPS[1], lambda: browser.post(where, **fields, **{"send-code": "yes"}))
        fields |= {"code": telephones.code(phone), "text": f"请问第{number}号村组的通村公路什么时候能够修好？"}
        _timed(asked, STEPS[2], lambda: browser.post(where, **fields, ask="yes"))
    except (OSError, RuntimeError, TypeError) as fault:
        asked.faults.append(str(fault))
    finally:
        browser.close()


def _timed(asked: Asked, step: str, act: Callable[[], str]) -> str:
    began = time.perf_counter()
    answer = act()
    asked.taken[step].append(time.perf_counter() - began)
    return answer


def _report(asked: Asked) -> int:
    from zhengtong.interviews.models import Question

    waiting = Question.objects.filter(interview__slug=SLUG, state="waiting").count()
    print(f"{PEOPLE:,} people within {SECONDS:.0f} s: {waiting:,} questions in the queue, {len(asked.faults)} faults")
    for fault in itertools.islice(asked.faults, 3):
        print(f"  {fault}")
    print(f"{'seconds':<20}{'p50':>8}{'p95':>8}{'longest':>9}")
    for step in STEPS:
        taken = sorted(asked.taken[step])
        if taken:
            print(f"{step:<20}{statistics.median(taken):>8.3f}{_p95(taken):>8.3f}{taken[-1]:>9.3f}")
    taken = sorted(asked.taken[STEPS[2]])
    kept = waiting == PEOPLE and not asked.faults and _p95(taken) < PROMISE
    print(f"promise: p95 of the question under {PROMISE:.0f} s, each of them there once   {'PASS' if kept else 'FAIL'}")
    return 0 if kept else 1


def _p95(taken: list[float]) -> float:
    return taken[max(0, -(-len(taken) * 95 // 100) - 1)] if taken else float("inf")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
