"""The visit log: one JSON line a page shown, in $ZHENGTONG_HOME/visits/<day>.log. Written before Django is entered or by it.

No database and no Django here, so that a page served from disk is counted as well. A web server in front writes the same
lines itself (docs/operations.md). The addresses in it are personal: a file is removed once its day is counted.
"""

import json
import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

CHINA = timezone(timedelta(hours=8))
_LONGEST = 2000


def folder(home: Path) -> Path:
    """Where the days lie; made if it is not there, for the owner alone."""
    place = home / "visits"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def line(*, host: str, path: str, status: int, agent: str, address: str, referrer: str) -> bytes:
    """One line; overlong words are cut, since nothing here is worth a page of log."""
    facts = {
        "host": host[:120],
        "path": path[:_LONGEST],
        "status": str(status),
        "agent": agent[:400],
        "address": address[:64],
        "referrer": referrer[:_LONGEST],
    }
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


class Writer:
    """Appends lines to the day's file; many processes may do so at once (one `write` with O_APPEND a line)."""

    def __init__(self, home: Path) -> None:
        self._folder = folder(home)
        self._day = ""
        self._file = -1

    def write(self, data: bytes, *, at: datetime) -> None:
        """Raises OSError when the disk is full or the folder is gone: the caller says so once and serves on."""
        day = at.astimezone(CHINA).date().isoformat()
        if day != self._day:
            self.close()
            self._file = os.open(self._folder / f"{day}.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            self._day = day
        os.write(self._file, data)

    def close(self) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file, self._day = -1, ""


def now() -> datetime:
    """The moment a line is written at."""
    return datetime.now(UTC)
