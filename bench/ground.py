"""The ground the database benchmarks stand on: an embedded PostgreSQL of their own, a migrated database, a small county."""

import gc
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("ZHENGTONG_BENCH_HOME", ROOT / "var" / "bench-home"))


@contextmanager
def server() -> Iterator[str]:
    """The superuser's address; PostgreSQL may use the second core, the application stays on the first."""
    warnings.filterwarnings("ignore", category=RuntimeWarning, module="platformdirs")
    HOME.mkdir(parents=True, exist_ok=True)
    os.environ.update(ZHENGTONG_HOME=str(HOME), SECRET_KEY_FILE=str(HOME / "secret.key"), ALLOWED_HOSTS="*")
    from zhengtong.project.postgres import postgres

    with postgres(HOME) as url:
        yield url


def fresh_database(superuser: str, name: str, template: str = "template0") -> str:
    """Drop and make a database; returns its address."""
    from zhengtong.project.database import with_database

    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return with_database(superuser, name)


def open_django(url: str) -> None:
    """Point Django at the database, migrate it, and raise the small county of the tests in it."""
    os.environ.update(DATABASE_URL=url, DJANGO_SETTINGS_MODULE="zhengtong.project.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def watched_county():
    """The small county of the tests, with its calendar and the default rules of supervision; the cast."""
    from tests.cases.county import keep_time
    from tests.cast import NOON, summon
    from zhengtong.supervision.actions import rulebook

    county = summon()
    keep_time()
    rulebook.load_rules(ROOT / "data" / "rules", at=NOON, by="system")
    return county


def forget_how_it_was_laid() -> None:
    """What laying the ground left behind is taken out of garbage collection: a process that serves has not done it."""
    gc.collect()
    gc.freeze()


def stay_on_one_core() -> None:
    """The application's process keeps to one core, as the promise says."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
