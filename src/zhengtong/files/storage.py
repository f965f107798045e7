"""Where the bytes lie: FILES_ROOT/ab/cd/<digest>, written aside, synced, then moved into place in one step."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from zhengtong.foundation.crypto import HASH


class StorageFault(Exception):
    """Stored bytes are missing or no longer what their digest says."""


class Incoming:
    """A file being received: its size and digest grow with every chunk; `keep()` gives it its place."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.size = 0
        self._hash = hashlib.new(HASH)
        self._is_kept = False

    def write(self, chunk: bytes) -> None:
        self.file.write(chunk)
        self._hash.update(chunk)
        self.size += len(chunk)

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()

    def keep(self) -> None:
        """Move it into place; the same bytes stored before stay as they are. Survives a power cut once it returns."""
        place = place_of(self.digest)
        if place.exists():
            return
        self.file.flush()
        os.fsync(self.file.fileno())
        place.parent.mkdir(parents=True, exist_ok=True)
        os.chmod(self.file.fileno(), 0o440)
        os.replace(self.file.name, place)
        self._is_kept = True
        for folder in (place.parent, place.parent.parent, root()):
            _sync_folder(folder)

    def discard(self) -> None:
        """Remove what did not find a place."""
        self.file.close()
        if not self._is_kept:
            os.unlink(self.file.name)


@contextmanager
def incoming() -> Iterator[Incoming]:
    """A temporary file on the same volume as the store, gone afterwards unless it was kept."""
    folder = root() / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    received = Incoming(tempfile.NamedTemporaryFile(dir=folder, delete=False))  # noqa: SIM115 — discard() closes it
    try:
        yield received
    finally:
        received.discard()


def receive(chunks: Iterable[bytes], into: Incoming, *, ceiling: int) -> None:
    """Write the chunks; past the ceiling (bytes) they are only counted, so that a refusal can name the true size."""
    for chunk in chunks:
        if into.size + len(chunk) > ceiling:
            into.size += len(chunk)
        else:
            into.write(chunk)


def root() -> Path:
    return Path(settings.FILES_ROOT)


def place_of(digest: str) -> Path:
    """Where the bytes of a digest belong."""
    return root() / digest[:2] / digest[2:4] / digest


def read(digest: str, algorithm: str) -> bytes:
    """The bytes of a digest, verified; raises StorageFault."""
    place = place_of(digest)
    try:
        content = place.read_bytes()
    except FileNotFoundError as error:
        raise StorageFault(f"stored file {digest} is missing") from error
    if hashlib.new(algorithm, content).hexdigest() != digest:
        raise StorageFault(f"stored file {digest} was altered")
    return content


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
