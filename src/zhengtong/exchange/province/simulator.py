"""省级统一监察平台（模拟） — a platform that keeps the protocol of docs/province-docking.md, as a process of its own.

For the tests and the demo: no county can try things on the real one. It verifies signatures, hashes and revisions, keeps
what it took (in a file, if one is named: killed and started again it still knows), and misbehaves when told to. It
listens on this machine alone. The first key a sender shows is the key it is held to.
"""

import json
import socket
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from . import codes, signing
from .comparison import Line, sum_of

NAME = "江西省统一监察平台（模拟）"
ALGORITHM = "sm3"
MOST_BYTES = 32 * 1024 * 1024
MODES = ("accept", "reject", "delay", "down", "answer-twice", "lose-answer", "fault")
_FIELDS = ("row_guid", "cd_operation", "object_type", "object_id", "revision", "previous_revision", "unit", "day",
           "created_at", "payload_hash", "payload")  # fmt: skip


@dataclass(slots=True)
class Mode:
    """How it behaves: for the next `times` batches (None: until told otherwise); `object_id`: toward this object alone."""

    name: str = "accept"
    code: str = codes.MISSING_FIELD
    delay_ms: int = 0
    times: int | None = None
    object_id: str = ""


@dataclass(slots=True)
class Platform:
    """What the platform holds: every message it took, in order, and the newest of each object."""

    file: Path | None = None
    taken: list[dict[str, Any]] = field(default_factory=list)
    newest: dict[str, dict[str, Any]] = field(default_factory=dict)
    known: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    mode: Mode = field(default_factory=Mode)
    arrived: int = 0
    batches: int = 0
    duplicates: int = 0
    lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        if self.file is None or not self.file.exists():
            return
        # A line cut off by a kill was never acknowledged: what comes after the last line feed is dropped.
        kept, feed, _ = self.file.read_text(encoding="utf-8").rpartition("\n")
        self.file.write_text(kept + feed, encoding="utf-8")
        for line in kept.splitlines():
            self._know(json.loads(line))

    def _know(self, row: dict[str, Any]) -> None:
        if "sender" in row:
            self.keys[row["sender"]] = row["public_key"]
        else:
            self.taken.append(row)
            self.newest[row["row_guid"]] = self.known[_key(row)] = row

    def _keep(self, rows: list[dict[str, Any]]) -> None:
        """On disk before in memory, in memory before it is answered."""
        if self.file is not None and rows:
            with self.file.open("a", encoding="utf-8") as out:
                out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
                out.flush()
        for row in rows:
            self._know(row)

    # --- what it answers ---

    def refusal(self, sealed: Any) -> str:
        """Why the envelope as a whole is refused, as a code; "" where it is not."""
        if not isinstance(sealed, dict) or not isinstance(sealed.get("head"), dict) or "body" not in sealed:
            return codes.UNREADABLE
        head = sealed["head"]
        sender, key = str(head.get("sender", "")), str(head.get("public_key", ""))
        try:
            is_sound = signing.is_sound(sealed, bytes.fromhex(key))
        except ValueError:
            is_sound = False
        if not is_sound:
            return codes.BAD_SIGNATURE
        with self.lock:
            if sender not in self.keys:
                self._keep([{"sender": sender, "public_key": key}])
            return "" if self.keys[sender] == key else codes.UNKNOWN_SENDER

    def take(self, body: list[Any], *, now: datetime) -> list[dict[str, Any]]:
        """An answer for each message, in the order they came; what is accepted is kept before this returns."""
        with self.lock:
            self.batches += 1
            return [self._answer(one, now) for one in body]

    def _answer(self, one: Any, now: datetime) -> dict[str, Any]:
        if not isinstance(one, dict) or any(name not in one for name in _FIELDS):
            return _said(one if isinstance(one, dict) else {}, codes.MISSING_FIELD)
        held = self.newest.get(one["row_guid"])
        code = self._code(one, held)
        if code == codes.ACCEPTED:
            number = f"JX{now:%Y%m%d}{len(self.taken) + 1:08d}"
            self._keep([{**one, "receipt_no": number}])
            return _said(one, code, number)
        if code == codes.DUPLICATE:
            self.duplicates += 1
            return _said(one, code, self.known[_key(one)]["receipt_no"])
        return _said(one, code)

    def _code(self, one: dict[str, Any], held: dict[str, Any] | None) -> str:
        mode = self.mode
        if mode.name == "reject" and mode.object_id in ("", one["object_id"]):
            return mode.code
        if not signing.is_hash_of(one["payload"], one["payload_hash"]):
            return codes.WRONG_HASH
        same = self.known.get(_key(one))
        if same is not None:
            return codes.DUPLICATE if same["payload_hash"] == one["payload_hash"] else codes.CONTENT_DIFFERS
        if one["previous_revision"] != (held["revision"] if held else 0) or one["revision"] <= one["previous_revision"]:
            return codes.GAP
        stands = held is not None and held["cd_operation"] != "D"
        return codes.ACCEPTED if stands == (one["cd_operation"] != "I") else codes.UNKNOWN_OBJECT

    def sums(self, day: str) -> list[dict[str, Any]]:
        """Count and hash of every unit and type of a day."""
        with self.lock:
            groups: dict[tuple[str, str], dict[str, Line]] = {}
            for row in self.taken:
                if row["day"] == day:
                    groups.setdefault((row["unit"], row["object_type"]), {})[row["object_id"]] = _line(row)
        answers = []
        for (unit, kind), lines in sorted(groups.items()):
            total = sum_of(lines.values(), ALGORITHM)
            answers.append({"unit": unit, "object_type": kind, "count": total.count, "hash": total.hash})
        return answers

    def lines(self, asked: dict[str, Any]) -> dict[str, Any]:
        """The lines of one group, and the newest it holds of each of their objects and of those asked for."""
        with self.lock:
            rows = {
                row["row_guid"]: row
                for row in self.taken
                if (row["day"], row["unit"], row["object_type"]) == (asked["day"], asked["unit"], asked["object_type"])
            }
            named = {*rows, *asked.get("objects", [])}
            held = [
                {
                    "row_guid": name,
                    "revision": self.newest[name]["revision"],
                    "payload_hash": self.newest[name]["payload_hash"],
                }
                for name in sorted(named & self.newest.keys())
            ]
        shown = ("row_guid", "object_id", "revision", "payload_hash")
        return {"lines": [{name: row[name] for name in shown} for row in rows.values()], "held": held}

    # --- what a test or a demonstrator tells it ---

    def control(self, told: dict[str, Any]) -> dict[str, Any]:
        """Change its behaviour (`mode` …), or what it holds: `forget` or `alter` an object, `plant` a message."""
        with self.lock:
            if "mode" in told:
                wished = Mode(**{("name" if key == "mode" else key): value for key, value in told.items()})
                if wished.name not in MODES:
                    raise ValueError(f"mode is one of {', '.join(MODES)}")
                self.mode = wished
            for name in told.get("forget", []):
                self._rewrite([row for row in self.taken if row["object_id"] != name])
            for name in told.get("alter", []):
                last = next(row for row in reversed(self.taken) if row["object_id"] == name)
                payload = {**last["payload"], "altered": "1"}
                last["payload"], last["payload_hash"] = payload, signing.payload_hash(payload, ALGORITHM)
                self._rewrite(self.taken)
            self._keep([{**row, "receipt_no": "JX-PLANTED"} for row in told.get("plant", [])])
            return self.summary()

    def _rewrite(self, rows: list[dict[str, Any]]) -> None:
        keys = [{"sender": sender, "public_key": key} for sender, key in self.keys.items()]
        self.taken, self.newest, self.known = [], {}, {}
        if self.file is not None:
            self.file.write_text("", encoding="utf-8")
        self._keep([*keys, *rows])

    def summary(self) -> dict[str, Any]:
        return {
            "mode": self.mode.name,
            "messages": len(self.taken),
            "objects": len(self.newest),
            "arrived": self.arrived,
            "batches": self.batches,
            "duplicates": self.duplicates,
        }

    def next_mode(self) -> Mode:
        """How the request that has just arrived is to be treated."""
        with self.lock:
            self.arrived += 1
            mode = self.mode
            if mode.times is None:
                return mode
            if mode.times <= 0:
                self.mode = Mode()
                return self.mode
            mode.times -= 1
            return mode


def _key(row: dict[str, Any]) -> tuple[str, int]:
    return row["row_guid"], row["revision"]


def _line(row: dict[str, Any]) -> Line:
    return Line(row["object_id"], row["revision"], row["payload_hash"])


def _said(one: dict[str, Any], code: str, number: str = "") -> dict[str, Any]:
    return {
        "row_guid": one.get("row_guid", ""),
        "revision": one.get("revision", 0),
        "code": code,
        "receipt_no": number,
        "message": codes.meaning(code),
    }


class _Door(BaseHTTPRequestHandler):
    """The platform's addresses."""

    protocol_version = "HTTP/1.1"
    platform: Platform

    def do_GET(self) -> None:
        if self.platform.mode.name == "down" and not self.path.startswith("/control"):
            self._hang_up()
        elif self.path == "/v1/health":
            self._answer(200, codes.ACCEPTED, self.platform.summary())
        elif self.path == "/control":
            self._answer(200, codes.ACCEPTED, {**self.platform.summary(), "taken": self.platform.taken})
        else:
            self._answer(404, codes.UNREADABLE, None)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        if length > MOST_BYTES:
            self._answer(413, codes.UNREADABLE, None)
            return
        try:
            told = json.loads(self.rfile.read(length))
        except ValueError:
            self._answer(400, codes.UNREADABLE, None)
            return
        if self.path == "/control":
            self._control(told)
        else:
            self._work(told)

    def _control(self, told: dict[str, Any]) -> None:
        try:
            self._answer(200, codes.ACCEPTED, self.platform.control(told))
        except (TypeError, ValueError, KeyError, StopIteration) as error:
            self._answer(400, codes.UNREADABLE, str(error))

    def _work(self, sealed: Any) -> None:
        mode = self.platform.next_mode()
        if mode.name == "down":
            self._hang_up()
            return
        if mode.name == "fault":
            self._answer(500, codes.BUSY, None)
            return
        if mode.name == "delay":
            time.sleep(mode.delay_ms / 1000)
        code = self.platform.refusal(sealed)
        if code:
            self._answer(200, code, None)
            return
        body = sealed["body"]
        if self.path == "/v1/messages":
            answers: Any = self.platform.take(body, now=datetime.now(UTC))
            if mode.name == "answer-twice":
                answers = answers + answers
        elif self.path == "/v1/reconcile":
            answers = self.platform.sums(body[0]["day"])
        elif self.path == "/v1/reconcile/lines":
            answers = self.platform.lines(body[0])
        else:
            self._answer(404, codes.UNREADABLE, None)
            return
        if mode.name == "lose-answer":
            self._hang_up()
        else:
            self._answer(200, codes.ACCEPTED, answers)

    def _answer(self, status: int, code: str, body: Any) -> None:
        head = {
            "code": code,
            "message": codes.meaning(code),
            "platform": NAME,
            "is_simulator": True,
            "received_at": datetime.now(UTC).isoformat(),
        }
        content = json.dumps({"head": head, "body": body}, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        try:
            self.end_headers()
            self.wfile.write(content)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # whoever asked has gone; what was taken is kept and will be asked for again

    def _hang_up(self) -> None:
        """Close without a word, as a broken line does."""
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: what was taken can be asked for at /control."""


def serve(port: int, file: Path | None = None) -> ThreadingHTTPServer:
    """A server on 127.0.0.1, not yet running; port 0 takes a free one (`server_address[1]`)."""
    door = type("Door", (_Door,), {"platform": Platform(file)})
    server = ThreadingHTTPServer(("127.0.0.1", port), door)
    server.daemon_threads = True
    return server
