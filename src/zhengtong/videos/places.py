"""Where the bytes lie, below VIDEOS_ROOT:

incoming/<ref>      what has come of an upload so far
sources/<ref>       the recording as it was sent
made/<ref>/         HLS, the whole in one file, poster, captions
public/<token>      → made/<ref>, there as long as a published page shows it; nginx and the built-in server serve this
making/<claim>/     what is being made just now
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings


def root() -> Path:
    return Path(settings.VIDEOS_ROOT)


def incoming(ref: str) -> Path:
    return _in("incoming") / ref


def source(ref: str) -> Path:
    return _in("sources") / ref


def made(ref: str) -> Path:
    return _in("made") / ref


def public() -> Path:
    return _in("public")


def write_piece(ref: str, offset: int, piece: bytes) -> None:
    """One piece of an upload at its place; a piece that was written and not counted is written over."""
    place = incoming(ref)
    descriptor = os.open(place, os.O_RDWR | os.O_CREAT, 0o640)
    with os.fdopen(descriptor, "r+b") as file:
        file.seek(offset)
        file.write(piece)
        file.truncate()


def keep_source(ref: str) -> None:
    """An upload that is complete becomes the source; survives a power cut once it returns."""
    with incoming(ref).open("rb") as file:
        os.fsync(file.fileno())
    incoming(ref).replace(source(ref))


def adopt(ref: str, file: Path) -> None:
    """A recording of the house's own becomes a source."""
    shutil.copyfile(file, source(ref))


@contextmanager
def making(claim: str) -> Iterator[Path]:
    """A folder to make something in, gone afterwards unless it was moved away."""
    folder = _in("making") / claim
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def keep_made(folder: Path, ref: str) -> None:
    """What was made takes its place; what was made before, by somebody whose claim ran out, goes."""
    place = made(ref)
    if place.exists():
        shutil.rmtree(place)
    folder.replace(place)


def write(ref: str, name: str, content: bytes) -> None:
    """A small file beside what was made, in one step."""
    place = made(ref) / name
    draft = place.with_name(f".{name}")
    draft.write_bytes(content)
    draft.replace(place)


def show(token: str, ref: str) -> None:
    """Open the public folder; harmless when it is open."""
    link = public() / token
    if not link.is_symlink():
        link.symlink_to(Path("..") / "made" / ref)


def hide(token: str) -> None:
    """Close the public folder; harmless when it is closed."""
    (public() / token).unlink(missing_ok=True)


def shown() -> set[str]:
    """The public folders that are open."""
    return {entry.name for entry in os.scandir(public())}


def forget(ref: str) -> None:
    """Everything of a video."""
    incoming(ref).unlink(missing_ok=True)
    source(ref).unlink(missing_ok=True)
    shutil.rmtree(made(ref), ignore_errors=True)


def has_room(size: int) -> bool:
    """Whether a recording of so many bytes, and all that is made of it, fits on the disk."""
    return shutil.disk_usage(root() if root().exists() else Path(settings.HOME)).free > size * 3 + (1 << 30)


def sweep(before: datetime) -> int:
    """Remove half-made things nobody touched since; how many."""
    stale = [entry for entry in os.scandir(_in("making")) if entry.stat().st_mtime < before.timestamp()]
    for entry in stale:
        shutil.rmtree(entry.path, ignore_errors=True)
    return len(stale)


def _in(name: str) -> Path:
    folder = root() / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder
