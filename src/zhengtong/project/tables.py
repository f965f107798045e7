"""An empty database gets its tables at once: `tables.sql` is what all migrations together make, written down by PostgreSQL.

Django takes half a minute to walk two hundred migrations, most of it to rebuild models in memory; PostgreSQL makes the same
tables in two seconds. Nothing depends on the file being there or current: migrations it does not know yet are applied after
it, and a server of another version is given the migrations one by one (ADR 0013).
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

from . import database
from .backup import run

FILE = Path(__file__).with_suffix(".sql")
MADE_BY = "-- PostgreSQL "
_HEAD = """\
-- Written by `zhengtong tables-sql` from the migrations; do not edit.
SET LOCAL check_function_bodies = false;
"""
# Comments, psql's own words, and settings of the session: the session is the caller's.
_NOT_TABLES = re.compile(
    r"--|\\|SET (\w+_timeout|client_\w+|standard_conforming_strings|check_function_bodies|xmloption|row_security|default_table\w+) ="
    r"|SELECT pg_catalog\.set_config"
)


def lay(connection: BaseDatabaseWrapper) -> bool:
    """Make the tables where there are none yet; False where that is left to the migrations."""
    text = FILE.read_text(encoding="utf-8")
    major = connection.pg_version // 10000
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace LIMIT 1")
        if cursor.fetchone() or f"\n{MADE_BY}{major}\n" not in text:
            return False
        cursor.execute(text)
    return True


def written() -> str:
    """The file's text, from a database of its own that only the migrations have touched."""
    with tempfile.TemporaryDirectory(prefix="zt-tables-") as folder, database.postgres(Path(folder)) as superuser:
        owner = database.prepare(superuser)[1]
        environment = os.environ | {"DATABASE_URL": owner, "DJANGO_SETTINGS_MODULE": "zhengtong.project.settings"}
        environment |= {"ZHENGTONG_HOME": folder, "SECRET_KEY_FILE": f"{folder}/secret.key"}
        migrate = [sys.executable, "-m", "django", "migrate", "--one-by-one", "--verbosity=0"]
        subprocess.run(migrate, check=True, env=environment)
        return dumped(owner)


def dumped(owner_url: str, *arguments: str) -> str:
    """A database as plain statements, e.g. with `--schema-only`."""
    with tempfile.NamedTemporaryFile(suffix=".sql") as place:
        run("pg_dump", owner_url, "--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=1000",
            f"--file={place.name}", *arguments)  # fmt: skip
        lines = Path(place.name).read_text(encoding="utf-8").splitlines()
    major = database.require_recent(owner_url)
    kept = (line for line in lines if line and not _NOT_TABLES.match(line))
    return f"{_HEAD}{MADE_BY}{major}\n" + "\n".join(kept) + "\n"
