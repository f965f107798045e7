"""Which database, as whom: the embedded server or a named one, the owner who migrates, the role that owns nothing."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
from psycopg import sql

from . import env
from .faults import SettingFault
from .postgres import postgres

__all__ = ["available", "grant", "postgres", "prepare", "require_recent", "role_of", "with_database"]

APPLICATION_ROLE = "zhengtong_app"
DATABASE = "zhengtong"
OLDEST = 15
# What only grows, for the application's role: it may add, never change or remove.
APPEND_ONLY = ("journal_entry", "journal_link", "journal_checkpoint", "journal_look")
# What the application cleans away itself as soon as rows are removed (docs/surveys.md); a right since PostgreSQL 17.
CLEANED = ("surveys_envelope", "surveys_participation", "surveys_surveyanswer")
_MAINTAIN = 170_000
# What only the owner writes.
READ_ONLY = ("django_migrations",)


def prepare(superuser_url: str) -> tuple[str, str]:
    """Make the database and the application's role; return (application's address, owner's address).

    The application's role owns nothing: it cannot TRUNCATE, drop a trigger or alter a table.
    """
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APPLICATION_ROLE]).fetchone():
            connection.execute(f"CREATE ROLE {APPLICATION_ROLE} LOGIN")
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(f"CREATE DATABASE {DATABASE} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")
    owner_url = with_database(superuser_url, DATABASE)
    return owner_url.replace("//postgres:@", f"//{APPLICATION_ROLE}:@"), owner_url


def with_database(url: str, name: str) -> str:
    """The same server, another database."""
    head, _, query = url.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")


def role_of(url: str) -> str:
    """The role an address signs in as."""
    return unquote(urlsplit(url).username or "")


def grant(owner_url: str, role: str = APPLICATION_ROLE) -> None:
    """Give the application's role its work and nothing more; the journal's tables only grow.

    Does nothing where the role is the owner itself or does not exist.
    """
    with psycopg.connect(owner_url, autocommit=True) as connection:
        exists = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s AND rolname <> current_user", [role])
        if not exists.fetchone():
            return
        for order in (
            "GRANT USAGE ON SCHEMA public TO {role}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
            "GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {role}",
        ):
            connection.execute(sql.SQL(order).format(role=sql.Identifier(role)))
        for rights, names in (
            ("UPDATE, DELETE", APPEND_ONLY),
            ("INSERT, UPDATE, DELETE", READ_ONLY),
            ("USAGE, UPDATE", ("journal_epoch_number",)),
        ):
            _revoke(connection, rights, names, role)
        if connection.info.server_version >= _MAINTAIN:
            for (name,) in connection.execute(
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname = ANY(%s)",
                [list(CLEANED)],
            ).fetchall():
                order = sql.SQL("GRANT MAINTAIN ON TABLE {name} TO {role}")
                connection.execute(order.format(name=sql.Identifier(name), role=sql.Identifier(role)))


def _revoke(connection: psycopg.Connection, rights: str, names: tuple[str, ...], role: str) -> None:
    for name, kind in connection.execute(
        "SELECT relname, relkind FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname = ANY(%s)",
        [list(names)],
    ).fetchall():
        connection.execute(
            sql.SQL("REVOKE {rights} ON {kind} {name} FROM {role}").format(
                rights=sql.SQL(rights),
                kind=sql.SQL("SEQUENCE" if kind == "S" else "TABLE"),
                name=sql.Identifier(name),
                role=sql.Identifier(role),
            )
        )


def require_recent(url: str) -> int:
    """The server's major version; raises SettingFault if it does not answer or is older than 15."""
    env.database(url)  # whether it is an address at all
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            major = connection.info.server_version // 10000
    except psycopg.Error as error:
        # The server's hints are indented; what went wrong is the last line that is not.
        lines = [line for line in str(error).strip().splitlines() if not line.startswith("\t")]
        reason = lines[-1] if lines else type(error).__name__
        raise SettingFault(f"连接不上 DATABASE_URL 指定的数据库（{reason}），请核对地址、口令和网络。") from error
    if major < OLDEST:
        raise SettingFault(f"数据库是 PostgreSQL {major}，政通需要 {OLDEST} 或更高版本。")
    return major


@contextmanager
def available(home: Path) -> Iterator[None]:
    """Put DATABASE_URL and DATABASE_OWNER_URL into the environment, starting the embedded server if none is named."""
    if "DATABASE_URL" in os.environ:
        os.environ.setdefault("DATABASE_OWNER_URL", os.environ["DATABASE_URL"])
        yield
        return
    with postgres(home) as superuser_url:
        os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"] = prepare(superuser_url)
        try:
            yield
        finally:
            del os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"]
