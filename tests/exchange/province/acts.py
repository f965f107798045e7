"""Entries as the watched rooms leave them, and a province as a process of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from django.db import connection

from tests.cast import NOON
from zhengtong.exchange.models import ProvinceMessage
from zhengtong.exchange.province import actions
from zhengtong.exchange.province.choices import MessageState
from zhengtong.journal.actions import ACTIONS, action, record
from zhengtong.journal.kinds import KINDS

ANYTHING = tuple(kind for kind in KINDS if kind.partition(".")[0] in (
    "case", "letter", "outside", "complaint", "card", "appeal", "order", "appraisal", "rule", "rules", "draft",
))  # fmt: skip


@action(*ANYTHING)
def write(kind: str, subject: str, at: datetime = NOON, unit: str = "MZ", **facts: Any) -> None:
    """One entry, as some room writes it."""
    public = dict.fromkeys(("unit_name", "reason", "reply_due", "decision", "name", "days"), "略")
    record(kind, subject, actor="staff:MZ001", at=at, unit=unit, **{**public, **facts})


# The house's own acts stay what they are.
del ACTIONS[f"{__name__}.write"]


def outside(ref: str, *milestones: str, **facts: Any) -> None:
    """The life of a matter of an outside system, one entry a milestone."""
    for number, milestone in enumerate(milestones, 1):
        told = {"system": "permits", "ref": ref, "event_id": f"{ref}-{number}", "revision": 1, "item_name": "建房许可"}
        at = NOON + timedelta(minutes=number)
        write(f"outside.{milestone}", f"permits:{ref}", at, **{**told, **facts})


def collect_all(at: datetime = NOON) -> int:
    read = 0
    while count := actions.collect(at):
        read += count
    return read


def send_all(at: datetime = NOON) -> None:
    """Rounds of the sender until it has nothing left to do at this moment."""
    while actions.send_due(at):
        pass


def states() -> dict[str, int]:
    """How many messages stand in which state."""
    found: dict[str, int] = {}
    for state in ProvinceMessage.objects.values_list("state", flat=True):
        found[MessageState(state).value] = found.get(state, 0) + 1
    return found


class Province:
    """The simulator as its own process; `kill` takes it away, `start` brings it back on the same port."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.port = 0
        self.process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "zhengtong.project.commands", "province", "simulate"]
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port), "--state", str(self.file)],
            stdout=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip
        said = self.process.stdout.readline()
        self.port = int(said.strip().rpartition(":")[2])

    def kill(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(10)
            self.process.stdout.close()
            self.process = None

    def stop(self) -> int:
        self.process.terminate()
        code = self.process.wait(10)
        self.process.stdout.close()
        self.process = None
        return code

    def control(self, **told: Any) -> dict[str, Any]:
        return self._ask("POST", json.dumps(told))

    def state(self) -> dict[str, Any]:
        return self._ask("GET", None)

    def taken(self) -> list[tuple[str, int]]:
        """(object id, revision) of all it took, in the order in which it took them."""
        return [(row["object_id"], row["revision"]) for row in self.state()["taken"]]

    def _ask(self, method: str, content: str | None) -> dict[str, Any]:
        line = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            line.request(method, "/control", content)
            answer = line.getresponse()
            found = json.loads(answer.read())
            assert answer.status == 200, found
            return found["body"]
        finally:
            line.close()


def in_another_process(code: str, url: str) -> subprocess.Popen[bytes]:
    """`code` in a process of its own on the same database, linked to the province at `url`."""
    place = connection.settings_dict
    address = (
        f"postgresql://{place['USER']}:{place['PASSWORD']}@/{place['NAME']}?host={place['HOST']}&port={place['PORT']}"
    )
    environment = os.environ | {"DATABASE_URL": address, "PROVINCE_URL": url}
    environment["DJANGO_SETTINGS_MODULE"] = "zhengtong.project.settings"
    return subprocess.Popen([sys.executable, "-c", f"import django; django.setup()\n{code}"], env=environment)


def until(holds: Any, seconds: float = 15.0) -> None:
    ends = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ends, "it never came about"
        time.sleep(0.05)
