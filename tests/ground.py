"""The ground under every test: an embedded PostgreSQL of the tests' own, kept between runs."""

import os
import warnings
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests import performed

_ground = ExitStack()
_root = Path(__file__).resolve().parent.parent


def _lay_the_ground() -> None:
    home = Path(os.environ.get("ZHENGTONG_TEST_HOME", _root / "var" / "test-home"))
    home.mkdir(parents=True, exist_ok=True)
    os.environ["ZHENGTONG_HOME"] = str(home)
    os.environ["SECRET_KEY_FILE"] = str(home / "secret.key")
    os.environ["PUBLIC_URL"] = "http://localhost"
    os.environ["ALLOWED_HOSTS"] = "*"
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs beside the database in story tests
    warnings.filterwarnings("ignore", category=RuntimeWarning, module="platformdirs")
    from zhengtong.project import database

    if "DATABASE_URL" not in os.environ:
        superuser = _ground.enter_context(database.postgres(home))
        os.environ["DATABASE_URL"] = database.prepare(superuser)[1]


_lay_the_ground()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "last: looks back at the whole run, so it comes after everything else")


def pytest_collection_modifyitems(session: pytest.Session, items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.get_closest_marker("last") is not None)
    performed.watch()


def pytest_unconfigure(config: pytest.Config) -> None:
    _ground.close()
