"""The backup file: one tar of the database's dump, the stored files, perhaps the secret, and last a manifest of digests.

The manifest comes last because a digest is known only when the member was written; a file cut short has none.
"""

import hashlib
import io
import json
import os
import re
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from .faults import Fault

FORMAT = 2
READABLE = (1, 2)
"""1 had no pictures, documents and videos of the sites."""
DUMP, SECRET, MANIFEST = "database.dump", "secret.key", "manifest.json"
SUFFIXES = {".tar.gz": "gz", ".tar": ""}
KEPT = ("files", "media/original_images", "media/documents", "media/archives", "videos/sources", "videos/made")
"""The folders of a home that a backup holds; renditions and open doors to videos are made again from them."""
_PART = r"(?!\.)[^/\x00]{1,255}"
_STORED = re.compile(rf"(files/[0-9a-f]{{2}}/[0-9a-f]{{2}}/[0-9a-f]{{64}}|({'|'.join(KEPT[1:])})(/{_PART}){{1,4}})")
_CHUNK = 1024 * 1024


def is_kept(name: str) -> bool:
    """Whether a backup holds a file of this name."""
    return _STORED.fullmatch(name) is not None


class ArchiveFault(Fault):
    """The backup file cannot be written or read."""


def _compression(path: Path) -> str:
    for suffix, compression in SUFFIXES.items():
        if path.name.endswith(suffix):
            return compression
    raise ArchiveFault(f"备份文件名应以 {' 或 '.join(SUFFIXES)} 结尾，现在是“{path.name}”。")


class Writer:
    """Adds members and remembers their digests."""

    def __init__(self, tar: tarfile.TarFile, at: datetime) -> None:
        self._tar = tar
        self._at = at
        self.members: dict[str, dict[str, Any]] = {}

    def add(self, name: str, path: Path) -> None:
        """Raises FileNotFoundError before anything is written if the file is not there."""
        with path.open("rb") as file:
            member = self._member(name, os.fstat(file.fileno()).st_size)
            digest = _Digest(file)
            self._tar.addfile(member, digest)  # type: ignore[arg-type] — reads only
        self.members[name] = {"size": member.size, "sha256": digest.value()}

    def _member(self, name: str, size: int) -> tarfile.TarInfo:
        member = tarfile.TarInfo(name)
        member.size, member.mode, member.mtime = size, 0o600, int(self._at.timestamp())
        return member

    def finish(self, facts: dict[str, Any]) -> None:
        content = json.dumps(
            {"format": FORMAT, **facts, "members": self.members}, ensure_ascii=False, indent=1
        ).encode()
        self._tar.addfile(self._member(MANIFEST, len(content)), io.BytesIO(content))


@contextmanager
def writing(path: Path, at: datetime) -> Iterator[Writer]:
    """Write beside the place and rename at the end: a backup that was broken off never looks like one."""
    compression = _compression(path)
    if path.exists():
        raise ArchiveFault(f"{path} 已经存在，请换一个文件名。")
    draft = path.with_name(f".{path.name}.part")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            options = {"compresslevel": 5} if compression else {}
            with tarfile.open(fileobj=file, mode=f"w:{compression}", **options) as tar:
                yield Writer(tar, at)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
    except OSError as error:
        raise ArchiveFault(f"备份文件 {path} 写不下去（{error.strerror}）。") from error
    finally:
        draft.unlink(missing_ok=True)


def unpack(path: Path, into: Path) -> dict[str, Any]:
    """Unpack into an empty folder, check every digest against the manifest, return the manifest."""
    _compression(path)
    found: dict[str, str] = {}
    try:
        with tarfile.open(path, mode="r:*") as tar:
            for member in tar:
                if not member.isreg() or not (member.name in (DUMP, SECRET, MANIFEST) or is_kept(member.name)):
                    raise ArchiveFault(f"{path} 里有不认识的内容“{member.name}”，不是政通的备份。")
                found[member.name] = _extract(tar, member, into / member.name)
    except (tarfile.TarError, EOFError) as error:
        raise ArchiveFault(f"{path} 读不出来，文件不完整或者不是备份。") from error
    except OSError as error:
        raise ArchiveFault(f"{path} 读不出来（{error.strerror or '内容损坏'}）。") from error
    if MANIFEST not in found:
        raise ArchiveFault(f"{path} 没有清单，备份当时没有做完。")
    manifest = json.loads((into / MANIFEST).read_text())
    if manifest.get("format") not in READABLE:
        raise ArchiveFault(f"{path} 的格式（{manifest.get('format')}）不是本版本能读的。")
    del found[MANIFEST]
    expected = {name: member["sha256"] for name, member in manifest["members"].items()}
    for name in sorted(expected.keys() | found.keys()):
        if expected.get(name) != found.get(name):
            raise ArchiveFault(f"{path} 里的“{name}”与清单不符，备份已损坏，没有恢复任何内容。")
    return manifest


def _extract(tar: tarfile.TarFile, member: tarfile.TarInfo, place: Path) -> str:
    source = tar.extractfile(member)
    if source is None:
        raise ArchiveFault(f"“{member.name}”读不出来。")
    place.parent.mkdir(parents=True, exist_ok=True)
    digest = _Digest(source)
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        while chunk := digest.read(_CHUNK):
            file.write(chunk)
    return digest.value()


class _Digest:
    """A file read through its digest."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self._file.read(size)
        self._hash.update(chunk)
        return chunk

    def value(self) -> str:
        return self._hash.hexdigest()
