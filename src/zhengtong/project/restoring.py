"""A backup into an empty home: check everything, then the secret, the database, the files; then prove the journal."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

from . import archive, database, env, lock, ready, screen
from .faults import Fault

if TYPE_CHECKING:
    from zhengtong.journal.verification import Verdict


_FOLDERS = ("files", "media", "videos")


class RestoreFault(Fault):
    """The restore is refused or undone."""


def restore(path: Path) -> "Verdict":
    """Restore, raise the journal's epoch, verify. Raises before anything is changed, or takes back what it made."""
    home = env.home()
    with lock.exclusive(home):
        _require_empty(home)
        with _staging(home) as staging, _undone_on_failure(home):
            with screen.console.status("正在核对备份…"):
                manifest = archive.unpack(path, staging)
            _place_secret(staging)
            with database.available(home):
                _restore_database(staging / archive.DUMP, manifest)
                for kind in _FOLDERS:
                    if (staging / kind).exists():
                        (staging / kind).rename(home / kind)
                return _prove()


def _require_empty(home: Path) -> None:
    if "DATABASE_URL" not in os.environ and (home / "postgres").exists():
        raise RestoreFault(f"数据目录 {home} 里已有数据库，只能恢复到空目录，请用 ZHENGTONG_HOME 另行指定。")
    if any(any((home / kind).rglob("*")) for kind in _FOLDERS):
        raise RestoreFault(f"数据目录 {home} 里已有材料，只能恢复到空目录，请用 ZHENGTONG_HOME 另行指定。")


@contextmanager
def _staging(home: Path) -> Iterator[Path]:
    folder = home / "restoring"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def _undone_on_failure(home: Path) -> Iterator[None]:
    had_secret = env.secret_file().exists()
    try:
        yield
    except BaseException:
        for folder in (*_FOLDERS, *(() if "DATABASE_URL" in os.environ else ("postgres",))):
            shutil.rmtree(home / folder, ignore_errors=True)
        if not had_secret:
            env.secret_file().unlink(missing_ok=True)
        raise


def _place_secret(staging: Path) -> None:
    """The archive's secret goes where it belongs; without one the county's must lie there already."""
    place, packed = env.secret_file(), staging / archive.SECRET
    if place.exists():
        if packed.exists() and packed.read_text().strip() != place.read_text().strip():
            raise RestoreFault(f"{place} 与备份里的主密钥不同，请确认后移走其中一个再恢复。")
    elif packed.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(packed, place)
        place.chmod(0o600)
    else:
        raise RestoreFault(f"备份里没有主密钥，请先把原来的主密钥放到 {place}，否则加密的证件号码和电话无法读取。")


def _restore_database(dump: Path, manifest: dict[str, Any]) -> None:
    owner_url = os.environ["DATABASE_OWNER_URL"]
    with psycopg.connect(owner_url) as connection:
        if connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1").fetchone():
            raise RestoreFault("DATABASE_URL 指定的数据库里已有表，只能恢复到空数据库。")
    with ready.platform(as_owner=True, is_new=True):
        from zhengtong.foundation import crypto

        from . import backup, migration

        if crypto.public_key().hex() != manifest["public_key"]:
            raise RestoreFault(f"主密钥 {env.secret_file()} 不是备份时所用的那一个，请换成原来的主密钥再恢复。")
        if newer := sorted(set(manifest["migrations"]) - migration.known()):
            raise RestoreFault(f"备份来自更新的版本（{manifest['version']}，含 {newer[0]}），请先升级政通再恢复。")
        with screen.console.status("正在恢复数据库…"):
            backup.run("pg_restore", owner_url, "--no-owner", "--no-privileges", "--exit-on-error",
                       "--single-transaction", str(dump))  # fmt: skip


def _prove() -> "Verdict":
    with ready.platform(as_owner=True, is_new=True) as addresses:
        from django.db import connection

        from zhengtong.journal import sealing

        from . import migration, verifying

        migration.migrate(addresses)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        epoch = sealing.raise_epoch()
        screen.say(f"数据已恢复，流水进入第 {epoch} 代。")
        return verifying.verify()
