"""The ground under every test: an embedded PostgreSQL of the tests' own, kept between runs.

`pytest -n auto` runs the files side by side, each worker on a server of its own: followers of the journal wait for every
open transaction of their server, those of another worker's tests too. What looks back at the whole run (`last`) is held
back by the workers and asked by the process that conducts them, of what they all did together.
"""

import gc
import os
import warnings
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from tests import performed

_ground = ExitStack()
_root = Path(__file__).resolve().parent.parent
_worker = os.environ.get("PYTEST_XDIST_WORKER", "")
_OURS = "ZHENGTONG_TEST_GROUND"
"""Set by the process that conducts: DATABASE_URL is its own server's, not one that somebody named."""
# Files that take long come first, so that no worker sits at one of them when the others have finished.
_LONG = ("tests/stories/", "tests/project/", "tests/doors/", "tests/cms/doors/")


def _lay_the_ground() -> None:
    home = Path(os.environ.get("ZHENGTONG_TEST_HOME", _root / "var" / "test-home")) / _worker
    home.mkdir(parents=True, exist_ok=True)
    os.environ["ZHENGTONG_HOME"] = str(home)
    os.environ["SECRET_KEY_FILE"] = str(home / "secret.key")
    os.environ["PUBLIC_URL"] = "http://localhost"
    os.environ["ALLOWED_HOSTS"] = "*"
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs beside the database in story tests
    warnings.filterwarnings("ignore", category=RuntimeWarning, module="platformdirs")
    from zhengtong.project import database

    if "DATABASE_URL" not in os.environ or os.environ.get(_OURS):
        superuser = _ground.enter_context(database.postgres(home))
        _forget_on_power_cuts(superuser)
        os.environ["DATABASE_URL"] = database.prepare(superuser)[1]
        os.environ[_OURS] = "1"


def _forget_on_power_cuts(superuser: str) -> None:
    """Nothing here need outlive the machine, so no commit and no emptied table waits for the disk."""
    with psycopg.connect(superuser, autocommit=True) as connection:
        for name in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {name} = off")
        connection.execute("SELECT pg_reload_conf()")


# What is imported while the tests are collected stays until the end: looking through it for garbage finds none.
gc.disable()
_lay_the_ground()


def pytest_configure(config: pytest.Config) -> None:
    from tests import emptying

    emptying.instead_of_truncating()
    config.addinivalue_line("markers", "last: looks back at the whole run, so it comes after everything else")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """As many as there are cores; none for a database that somebody named, or for one core."""
    cores = len(os.sched_getaffinity(0))
    return min(cores, 4) if cores > 1 and os.environ.get(_OURS) else 0


def pytest_collection_finish(session: pytest.Session) -> None:
    """From here on garbage is made; what stands already is left out of every search for it, and searches are rarer."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


def pytest_collection_modifyitems(session: pytest.Session, items: list[pytest.Item]) -> None:
    last = [item for item in items if item.get_closest_marker("last")]
    items[:] = [item for item in items if item not in last]
    if _worker:
        items.sort(key=lambda item: not item.nodeid.startswith(_LONG))
        performed.hold_back(last)
    else:
        items += last
    performed.watch()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if _worker:
        session.config.workeroutput["performed"] = performed.told(session)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object, error: object) -> None:
    performed.hear(getattr(node, "workeroutput", {}).get("performed"))


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop(session: pytest.Session) -> object:
    done = yield
    performed.ask_what_was_held_back(session)
    return done


def pytest_unconfigure(config: pytest.Config) -> None:
    _ground.close()
