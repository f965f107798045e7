"""Pages on disk: pages/<host or default>/<path>/index.html and its gzip. No Django here."""

import contextlib
import gzip
import hashlib
import os
import shutil
from pathlib import Path

from .rules import DEFAULT, PAGE

GZIP = f"{PAGE}.gz"
_LEVEL = 6
_STAMP = ".made-by"


def root(home: Path) -> Path:
    """The folder of all pages."""
    return home / "pages"


def folder(pages: Path, host: str, path: str) -> Path:
    """Where the page of an address lies. `path` is one that `rules.is_kept_path` allows."""
    return pages / (host or DEFAULT) / path.strip("/")


def etag_of(body: bytes) -> str:
    """Weak, since the same page is sent plain and packed."""
    return f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'


def packed(body: bytes) -> bytes:
    """The same page in gzip, always the same bytes."""
    return gzip.compress(body, _LEVEL, mtime=0)


def write(place: Path, body: bytes) -> bool:
    """Put a page in its place, whole or not at all; a page that reads as before is not touched. Whether it changed."""
    page = place / PAGE
    try:
        if page.read_bytes() == body and (place / GZIP).exists():
            return False
    except FileNotFoundError:
        place.mkdir(parents=True, exist_ok=True)
    _replace(place / GZIP, packed(body))
    _replace(page, body)
    return True


def remove(place: Path) -> bool:
    """Take a page away; whether it was there. Folders stay: others may be writing below them."""
    (place / GZIP).unlink(missing_ok=True)
    try:
        (place / PAGE).unlink()
    except FileNotFoundError:
        return False
    return True


def open_hosts(pages: Path, hosts: set[str]) -> None:
    """From now on these hosts have pages of their own, and no others; without, a host is shown the default site's."""
    for host in hosts:
        if (pages / host).is_symlink():
            (pages / host).unlink()
        (pages / host).mkdir(parents=True, exist_ok=True)
    for folder in _folders(pages):
        if folder.name not in (DEFAULT, *hosts):
            shutil.rmtree(folder)


def has_own(pages: Path, host: str) -> bool:
    """Whether a host has pages of its own."""
    return host != DEFAULT and (pages / host).is_dir() and not (pages / host).is_symlink()


def show_default(pages: Path, hosts: set[str]) -> None:
    """A link for each of these hosts that has no pages of its own: who reads from disk looks under the host's name alone."""
    pages.mkdir(parents=True, exist_ok=True)
    for link in pages.iterdir():
        if link.is_symlink() and link.name not in hosts:
            link.unlink()
    for host in hosts - {DEFAULT}:
        with contextlib.suppress(FileExistsError):
            (pages / host).symlink_to(DEFAULT)


def _folders(pages: Path) -> list[Path]:
    return [each for each in pages.iterdir() if each.is_dir() and not each.is_symlink()] if pages.exists() else []


def clear_unless(pages: Path, made_by: str) -> bool:
    """Throw away what another version of the programme made; whether there was such."""
    stamp = pages / _STAMP
    if stamp.exists() and stamp.read_text() == made_by:
        return False
    hosts = _folders(pages)
    for host in hosts:
        for page in host.rglob(f"{PAGE}*"):
            page.unlink(missing_ok=True)
    pages.mkdir(parents=True, exist_ok=True)
    stamp.write_text(made_by)
    return bool(hosts)


def version_of(*sources: Path) -> str:
    """What pages are made by: changes with any file of the programme."""
    digest = hashlib.blake2b(digest_size=16)
    for source in sources:
        for file in sorted(source.rglob("*")):
            if file.suffix in (".py", ".html", ".css", ".js", ".svg") and file.is_file():
                status = file.stat()
                digest.update(f"{file.relative_to(source)}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _replace(target: Path, content: bytes) -> None:
    draft = target.with_name(f".{target.name}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        with open(draft, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # a power cut must not leave an empty page behind the new name
        draft.replace(target)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
