"""A backup of a running county: the database at one moment, and every file it speaks of."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import psycopg
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from zhengtong.foundation import crypto

from . import archive, env, screen
from .faults import Fault
from .postgres import BIN


class BackupFault(Fault):
    """PostgreSQL's own programs could not do it."""


def back_up(path: Path, owner_url: str, at: datetime, *, with_secret: bool) -> dict[str, Any]:
    """Write the backup and return what its manifest says besides the digests.

    Files are written before the row that names them is committed and never change. So: files, then the dump, then the
    files that came meanwhile; whatever the dump names is there.
    """
    with archive.writing(path, at) as writer, tempfile.TemporaryDirectory(dir=path.parent, prefix=".dump-") as scratch:
        with screen.progress() as bars:
            bar = bars.add_task("归档材料", total=None)
            for name, place in _stored():
                _add(writer, name, place)
                bars.advance(bar)
            bars.update(bar, description="导出数据库")
            dump = Path(scratch) / archive.DUMP
            facts = _dump(owner_url, dump, is_packed=not path.name.endswith(".gz"))
            bars.update(bar, description="归档数据库")
            writer.add(archive.DUMP, dump)
            for name, place in _stored():
                if name not in writer.members:
                    _add(writer, name, place)
            if with_secret:
                writer.add(archive.SECRET, env.secret_file())
            done = len(writer.members)
            bars.update(bar, description="备份完成", total=done, completed=done)
        facts |= {"version": version("zhengtong"), "made_at": at.isoformat(), "public_key": crypto.public_key().hex()}
        writer.finish(facts)
    return facts


def _stored() -> Iterator[tuple[str, Path]]:
    """Every kept file with its name in the archive, e.g. files/ab/cd/abcd…, media/documents/list.pdf"""
    places = {"files": settings.FILES_ROOT, "media": settings.MEDIA_ROOT, "videos": settings.VIDEOS_ROOT}
    for kept in archive.KEPT:
        kind, _, below = kept.partition("/")
        folder = Path(places[kind]) / below
        for place in sorted(folder.rglob("*")):
            if (
                place.is_file()
                and not place.is_symlink()
                and archive.is_kept(name := f"{kept}/{place.relative_to(folder)}")
            ):
                yield name, place


def _add(writer: archive.Writer, name: str, place: Path) -> None:
    try:
        writer.add(name, place)
    except FileNotFoundError:
        # Removed since the folder was listed, with its row: the dump, made later, does not name it.
        return


def _dump(owner_url: str, place: Path, *, is_packed: bool) -> dict[str, Any]:
    """Dump at one snapshot and read the journal's head in the same one."""
    with psycopg.connect(owner_url) as source:
        source.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        source.read_only = True
        snapshot = source.execute("SELECT pg_export_snapshot()").fetchone()[0]
        head = source.execute("SELECT position, encode(hash, 'hex') FROM journal_link ORDER BY position DESC LIMIT 1")
        position, digest = head.fetchone() or (0, "")
        entries = source.execute("SELECT count(*) FROM journal_entry").fetchone()[0]
        epoch = source.execute("SELECT journal_epoch()").fetchone()[0]
        packing = ["--compress=6"] if is_packed else ["--compress=0"]
        run("pg_dump", owner_url, "--format=custom", *packing, f"--snapshot={snapshot}", "--no-owner",
            "--no-privileges", f"--file={place}")  # fmt: skip
        return {
            "postgres": source.info.server_version // 10000,
            "migrations": sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()),
            "journal": {"entries": entries, "position": position, "head": digest, "epoch": epoch},
        }


def run(program: str, url: str, *arguments: str) -> None:
    """One of PostgreSQL's programs against a database; the password goes by the environment, where `ps` does not look."""
    parts = urlsplit(url)
    password = unquote(parts.password or "")
    place = parts.netloc.rpartition("@")[2]
    plain = parts._replace(netloc=f"{quote(unquote(parts.username or ''))}@{place}").geturl()
    environment = os.environ | ({"PGPASSWORD": password} if password else {})
    result = subprocess.run(
        [str(BIN / program), f"--dbname={plain}", *arguments], capture_output=True, text=True, env=environment
    )
    if result.returncode:
        raise BackupFault(f"{program} 未能完成：{result.stderr.strip()[-600:]}")
