"""The files of videos as the browser asks for them: whole or in ranges (RFC 9110 14), kept by whoever keeps files.

No database and no Django: what is public is a folder that exists. nginx does the same from the same folders.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path
from typing import BinaryIO

AT, LIVE_AT = "/media/videos/", "/media/live/"
AGE = 3600  # seconds; no longer, so that what is withdrawn is soon in nobody's keeping
LIVE_AGES = {"m3u8": 1, "jpg": 10}
"""What changes while it is live; its pieces never do."""
TYPES = {
    "m3u8": "application/vnd.apple.mpegurl",
    "ts": "video/mp2t",
    "mp4": "video/mp4",
    "m4a": "audio/mp4",
    "jpg": "image/jpeg",
    "vtt": "text/vtt; charset=utf-8",
}
_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,32}")
# One folder at most, no dot but the one before the ending: nothing of what can be asked for lies outside the folder.
_NAME = re.compile(rf"(?:[a-z0-9]{{2,8}}/)?[a-z0-9-]{{1,50}}\.(?P<ending>{'|'.join(TYPES)})")
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_PIECE = 1 << 17


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, headers and the bytes; `pieces` closes the file when it is done or closed."""

    status: int
    headers: dict[str, str]
    pieces: "Pieces"


@dataclass(slots=True)
class Pieces:
    """The bytes of a file from one place to another, read as they are sent."""

    file: BinaryIO | None = None
    left: int = 0

    def __iter__(self) -> Iterator[bytes]:
        try:
            while self.file is not None and self.left > 0:
                piece = self.file.read(min(_PIECE, self.left))
                if not piece:
                    return
                self.left -= len(piece)
                yield piece
        finally:
            self.close()

    def close(self) -> None:
        if self.file is not None:
            self.file.close()
            self.file = None


def public_path(token: str, name: str) -> str:
    """Where the public finds a file of a video."""
    return f"{AT}{token}/{name}"


def find(public: Path, path: str, at: str = AT) -> Path | None:
    """The file at a public path (below `at`); None for anything that is none."""
    token, _, name = path.removeprefix(at).partition("/")
    if not _TOKEN.fullmatch(token):
        return None
    return within(public / token, name)


def within(folder: Path, name: str) -> Path | None:
    """A file of a made video by its name; None for anything that is none."""
    if not _NAME.fullmatch(name):
        return None
    place = folder / name
    return place if place.is_file() else None


def answer(
    place: Path, asked: Mapping[str, str], *, is_head: bool = False, is_public: bool = True, is_live: bool = False
) -> Answer:
    """The whole file or the range asked for; `asked` has the headers by their WSGI names. Raises FileNotFoundError."""
    file = place.open("rb")
    try:
        status = os.fstat(file.fileno())
        age = LIVE_AGES.get(place.suffix[1:], AGE) if is_live else AGE
        etag = f'"{status.st_mtime_ns:x}-{status.st_size:x}"'
        headers = {
            "Content-Type": TYPES[place.suffix[1:]],
            "Accept-Ranges": "bytes",
            "ETag": etag,
            "Last-Modified": formatdate(status.st_mtime, usegmt=True),
            "Cache-Control": f"public, max-age={age}" if is_public else "private, no-store",
            "X-Content-Type-Options": "nosniff",
        }
        if etag in asked.get("HTTP_IF_NONE_MATCH", ""):
            file.close()
            return Answer(304, headers, Pieces())
        size = status.st_size
        code, first, last = _range(asked.get("HTTP_RANGE", ""), size)
        if asked.get("HTTP_IF_RANGE", etag) not in (etag, headers["Last-Modified"]):
            code, first, last = 200, 0, size - 1
        if code == 416:
            file.close()
            return Answer(416, headers | {"Content-Range": f"bytes */{size}", "Content-Length": "0"}, Pieces())
        if code == 206:
            headers["Content-Range"] = f"bytes {first}-{last}/{size}"
        headers["Content-Length"] = str(last - first + 1)
        if is_head:
            file.close()
            return Answer(code, headers, Pieces())
        file.seek(first)
        return Answer(code, headers, Pieces(file, last - first + 1))
    except BaseException:
        file.close()
        raise


def _range(asked: str, size: int) -> tuple[int, int, int]:
    """Status, first and last byte. Anything but one plain range is answered with the whole (RFC 9110 14.2)."""
    found = _RANGE.fullmatch(asked.strip())
    if found is None or found[0] == "bytes=-":
        return 200, 0, size - 1
    if not found[1]:
        count = min(int(found[2]), size)
        return (206, size - count, size - 1) if count else (416, 0, 0)
    first = int(found[1])
    last = min(int(found[2]) if found[2] else size - 1, size - 1)
    return (206, first, last) if first <= last else (416, 0, 0)
