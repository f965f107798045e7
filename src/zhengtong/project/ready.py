"""Django made ready inside a command: database at hand, settings loaded, connections closed afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from . import database, env
from .faults import SettingFault


@dataclass(frozen=True, slots=True)
class Addresses:
    """The one database under its two names: the role that owns nothing, and the owner."""

    application: str
    owner: str


@contextmanager
def platform(*, as_owner: bool = False, is_new: bool = False) -> Iterator[Addresses]:
    """Run the body with Django set up, as the role that owns nothing unless `as_owner`.

    Raises SettingFault where there is no county yet, unless `is_new` says that this command makes it.
    """
    home = env.home()
    is_named = "DATABASE_URL" in os.environ
    if not (is_new or is_named or (home / "postgres" / "PG_VERSION").exists()):
        raise SettingFault(f"数据目录 {home} 里还没有数据，请先运行 zhengtong up（或 make run）。")
    with database.available(home):
        if is_named:
            database.require_recent(os.environ["DATABASE_URL"])
        addresses = Addresses(os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"])
        has_tables = _has_tables(addresses.owner)
        if not is_new and not has_tables:
            raise SettingFault("数据库里还没有表，请先运行 zhengtong up 或者 zhengtong migrate。")
        if has_tables and not env.secret_file().exists():
            raise SettingFault(
                f"主密钥文件 {env.secret_file()} 不存在，而数据库里已有数据。没有原来的主密钥，加密的证件号码和电话打不开；"
                "请把它放回原处，或者核对 SECRET_KEY_FILE。"
            )
        os.environ["DATABASE_URL"] = addresses.owner if as_owner else addresses.application
        try:
            _set_up()
            if has_tables:
                _require_the_countys_secret(addresses.owner)
            yield addresses
        finally:
            _close()
            os.environ["DATABASE_URL"] = addresses.application


def _has_tables(url: str) -> bool:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT to_regclass('public.django_migrations')").fetchone() != (None,)


def _require_the_countys_secret(url: str) -> None:
    """Another secret would open nothing that is there and seal what comes anew: two halves that no key opens together."""
    from zhengtong.foundation import crypto

    with psycopg.connect(url) as connection:
        if connection.execute("SELECT to_regclass('public.journal_checkpoint')").fetchone() == (None,):
            return
        last = connection.execute("SELECT public_key FROM journal_checkpoint ORDER BY day DESC LIMIT 1").fetchone()
    if last is not None and bytes(last[0]) != crypto.public_key():
        raise SettingFault(
            f"主密钥 {env.secret_file()} 不是这个数据库所用的那一个，加密的证件号码和电话打不开；请换回原来的主密钥，"
            "或者核对 SECRET_KEY_FILE。"
        )


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhengtong.project.settings")
    import django  # here, so that `zhengtong clock` and `--help` start without it

    django.setup()


def _close() -> None:
    from django.db import connections

    connections.close_all()
