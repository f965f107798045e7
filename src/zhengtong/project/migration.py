"""The tables brought to this version by their owner, then the other role given its work."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from legalclock import load_laws
from zhengtong.timers import actions as timers
from zhengtong.timers.models import LegalLimit

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
    """Apply what is pending, as the owner, add the limits this version brings, and grant; returns how many were applied."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            names = pending()
            if names:
                call_command("migrate", verbosity=0, interactive=False)
            if LegalLimit.objects.exists():
                # A county loaded by an earlier version lacks the limits that came since, and no clock runs without its limit.
                timers.load_laws(load_laws())
            database.grant(addresses.owner, database.role_of(addresses.application))
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
    return len(names)
