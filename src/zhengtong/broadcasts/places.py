"""Where the bytes lie, below VIDEOS_ROOT:

live/<token>/          what the public is served while it is live and until the recording takes its place:
                       master-<edition>.m3u8, poster.jpg, and for each size a folder with index-<edition>.m3u8 and pieces
studio/<ref>/          the house's own: the first bytes of each run, the words of ffmpeg
studio/<ref>/chunks/   what a browser sent and the studio has not read yet
"""

import os
import shutil
from pathlib import Path

from django.conf import settings

from . import rules

NEEDED_BYTES = 1 << 30
"""Free bytes below which nothing is taken in: a quarter of an hour in every size is a third of it."""


def root() -> Path:
    return Path(settings.VIDEOS_ROOT)


def live() -> Path:
    return root() / "live"


def public(token: str) -> Path:
    return _made(live() / token)


def own(ref: str) -> Path:
    return _made(root() / "studio" / ref)


def chunks(ref: str, feed: str) -> Path:
    return _made(own(ref) / "chunks" / feed)


def write(place: Path, content: bytes) -> None:
    """A file in one step: who reads it sees all of it or what was there before."""
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(place)


def forget_chunks(ref: str) -> None:
    shutil.rmtree(root() / "studio" / ref / "chunks", ignore_errors=True)


def forget(ref: str, token: str) -> None:
    """Everything of a broadcast."""
    shutil.rmtree(live() / token, ignore_errors=True)
    shutil.rmtree(root() / "studio" / ref, ignore_errors=True)


def free_bytes() -> int:
    place = root() if root().exists() else Path(settings.HOME)
    return shutil.disk_usage(place).free


def is_full() -> bool:
    return free_bytes() < NEEDED_BYTES


def read_run(token: str, folder: str, number: int) -> list[rules.Piece]:
    """The pieces of one run in one size, as far as they are made."""
    place = live() / token / folder / f"{rules.run_name(number)}.m3u8"
    return rules.read_pieces(place.read_text()) if place.exists() else []


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
