"""What every test may lean on; `tests/ground.py` has already brought the database."""

import pytest

from tests.cast import cast  # noqa: F401 — the standing cast is at every test's call


@pytest.fixture(autouse=True)
def nothing_is_held() -> None:
    """Readings held for seconds are of the last test's county."""
    from zhengtong.foundation import holding
    from zhengtong.timers import queries

    holding.forget()
    queries.forget_calendar()
