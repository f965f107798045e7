"""Between tests that commit: the tables are emptied of what the test wrote, and of nothing else.

Django truncates every table and makes its own rows again. Most tables are empty, and a truncated one is a new file each
time; here the rows of those that have any are deleted, which is ten times faster. After a test that wrote much the tables
are truncated all the same, so that the next one finds no room that others left: PostgreSQL plans by it.
"""

from django.db import connection, transaction
from django.test import TransactionTestCase

_KEPT = {"django_migrations", "django_content_type", "auth_permission"}
"""What the migrations left; no act of the product writes it."""
_MUCH = 1 << 20
"""Bytes of a table, room that deleted rows left included."""
_truncate = TransactionTestCase._fixture_teardown


def instead_of_truncating() -> None:
    """From now on."""
    TransactionTestCase._fixture_teardown = _empty


def _empty(case: TransactionTestCase) -> None:
    if _may_switch_triggers_off() and _largest() < _MUCH:
        _delete()
    else:
        _truncate(case)


def _may_switch_triggers_off() -> bool:
    """Not on a database that somebody named, as an owner whom the journal's own guards hold back."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW is_superuser")
        return cursor.fetchone()[0] == "on"


def _largest() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT max(pg_relation_size(oid)) FROM pg_class"
            " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> ALL (%s)",
            [list(_KEPT)],
        )
        return cursor.fetchone()[0]


def _delete() -> None:
    tables = [connection.ops.quote_name(name) for name in connection.introspection.table_names() if name not in _KEPT]
    asked = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in tables)  # noqa: S608
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(asked)
        orders = [f"DELETE FROM {table}" for (table,) in cursor.fetchall()]  # noqa: S608
        # No trigger fires in this one transaction: neither the guards of what only grows nor the foreign keys.
        cursor.execute("; ".join(["SET LOCAL session_replication_role = replica", *orders]))
