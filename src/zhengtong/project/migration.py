"""The tables brought to this version by their owner, then the other role given its work."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from . import database
from .ready import Addresses

# One migrates at a time, also from two machines at one database.
_LOCK = 0x6D69_6772


def pending() -> list[str]:
    """The migrations that are not applied yet, e.g. `cases.0001_initial`."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def known() -> set[str]:
    """All migrations of this version."""
    return {".".join(key) for key in MigrationExecutor(connection).loader.disk_migrations}


def migrate(addresses: Addresses) -> int:
    """Apply what is pending, as the owner, and grant; returns how many were applied."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            names = pending()
            if names:
                call_command("migrate", verbosity=0, interactive=False)
            database.grant(addresses.owner, database.role_of(addresses.application))
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
    return len(names)
