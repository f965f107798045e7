"""project/tables.sql is what the migrations make; nobody edits it, nobody forgets it."""

import re
import subprocess
import sys

import pytest
from django.core.management import call_command
from django.db import connection

from zhengtong.project import tables

OF_ONE_RUN = re.compile(r"'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]*\+\d\d'|'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'")
"""Moments and random keys."""


def test_the_file_is_what_the_migrations_make_one_by_one(tmp_path):
    # In a process of its own: the migrations run in an embedded database that is made for it.
    written = tmp_path / "tables.sql"
    command = [sys.executable, "-m", "zhengtong.project.commands", "tables-sql", "--output", written]
    subprocess.run(command, check=True)
    assert OF_ONE_RUN.sub("", written.read_text(encoding="utf-8")) == OF_ONE_RUN.sub(
        "", tables.FILE.read_text(encoding="utf-8")
    ), "run: zhengtong tables-sql"


@pytest.mark.django_db
def test_a_database_that_has_tables_is_left_alone():
    before = connection.introspection.table_names()
    assert not tables.lay(connection)
    assert connection.introspection.table_names() == before


@pytest.mark.django_db(transaction=True)
def test_a_server_of_another_version_is_left_to_the_migrations(monkeypatch, tmp_path):
    file = tmp_path / "tables.sql"
    file.write_text(tables.FILE.read_text(encoding="utf-8").replace(tables.MADE_BY, f"{tables.MADE_BY}9"))
    monkeypatch.setattr(tables, "FILE", file)
    with connection.cursor() as cursor:
        cursor.execute("ALTER SCHEMA public RENAME TO kept")
        cursor.execute("CREATE SCHEMA public")
        try:
            assert not tables.lay(connection)
            assert connection.introspection.table_names() == []
        finally:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("ALTER SCHEMA kept RENAME TO public")


@pytest.mark.django_db
def test_nothing_is_left_to_apply_after_it():
    call_command("migrate", "--check", verbosity=0)
