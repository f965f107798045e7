"""The vocabulary of the tests' own acts, and a forger with a superuser's hands."""

from collections.abc import Callable

import pytest
from django.db import connection

from zhengtong.journal.actions import ACTIONS
from zhengtong.journal.kinds import KINDS, Kind


@pytest.fixture(autouse=True)
def trial_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in (Kind("trial.done", "试办", "已试办第{number}次，{due}前办结"), Kind("trial.noted", "内部记事")):
        monkeypatch.setitem(KINDS, kind.code, kind)
    monkeypatch.setattr("zhengtong.journal.actions.ACTIONS", dict(ACTIONS))


@pytest.fixture
def forge() -> Callable[..., None]:
    """Change one row as only a superuser with the triggers off can."""

    def run(statement: str, *params: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(statement, params)
            assert cursor.rowcount == 1, statement
            cursor.execute("SET session_replication_role = DEFAULT")

    return run
