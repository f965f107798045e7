"""A PostgreSQL the county already has: one role owns and migrates, another works and can undo nothing."""

import os

import psycopg
import pytest

from zhengtong.project import database

OWNER, CLERK, NAME = "trial_owner", "trial_clerk", "zhengtong_trial"


@pytest.fixture
def urls():
    """Addresses of a fresh database for its owner and for a second role."""
    superuser = os.environ["DATABASE_URL"]
    with psycopg.connect(superuser, autocommit=True) as connection:
        for role in (OWNER, CLERK):
            connection.execute(f"CREATE ROLE {role} LOGIN")
        connection.execute(f"CREATE DATABASE {NAME} OWNER {OWNER}")
        try:
            named = database.with_database(superuser, NAME)
            yield tuple(named.replace("//postgres:@", f"//{role}:@") for role in (OWNER, CLERK))
        finally:
            connection.execute(f"DROP DATABASE {NAME} WITH (FORCE)")
            for role in (OWNER, CLERK):
                connection.execute(f"DROP ROLE {role}")


def test_the_working_role_can_add_to_the_journal_and_undo_nothing(operator, urls):
    owner, clerk = urls
    operator.environment |= {"DATABASE_URL": clerk, "DATABASE_OWNER_URL": owner}
    result = operator.run("migrate")
    assert result.returncode == 0, result.stderr
    assert "数据库结构已更新" in result.stdout
    assert "已是当前版本" in operator.run("migrate").stdout
    with psycopg.connect(clerk, autocommit=True) as connection:
        connection.execute("SELECT count(*) FROM journal_entry")
        for order in (
            "UPDATE journal_entry SET kind = 'x'",
            "DELETE FROM journal_link",
            "TRUNCATE journal_entry CASCADE",
            "ALTER TABLE journal_entry DISABLE TRIGGER ALL",
            "DROP TABLE journal_checkpoint",
            "DELETE FROM django_migrations",
            "SELECT setval('journal_epoch_number', 9)",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(order)
    assert f"网站使用的数据库角色 {CLERK} 不拥有数据表" in operator.run("check").stdout
    assert not (operator.home / "postgres").exists()


def test_a_role_that_owns_the_tables_is_an_error(operator, urls):
    operator.environment["DATABASE_URL"] = urls[0]
    assert operator.run("migrate").returncode == 0
    result = operator.run("check")
    assert result.returncode == 1
    assert f"网站使用的数据库角色 {OWNER} 拥有数据表" in result.stdout


def test_a_backup_needs_an_empty_database_to_come_back_to(operator, urls, tmp_path):
    owner, clerk = urls
    operator.environment |= {"DATABASE_URL": clerk, "DATABASE_OWNER_URL": owner}
    operator.run("migrate")
    backup = tmp_path / "b.tar"
    assert operator.run("backup", str(backup), "--with-secret").returncode == 0
    refused = operator.run("restore", str(backup), "--yes")
    assert refused.returncode == 1 and "只能恢复到空数据库" in refused.stderr
    assert (operator.home / "secret.key").exists()

    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    assert operator.run("restore", str(backup), "--yes").returncode == 0
    with psycopg.connect(clerk) as connection:
        assert connection.execute("SELECT journal_epoch()").fetchone() == (2,)
