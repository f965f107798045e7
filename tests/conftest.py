"""What every test may lean on; `tests/ground.py` has already brought the database."""

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from hypothesis import settings

from tests.cast import cast  # noqa: F401 — the standing cast is at every test's call

# How long one example takes says something of the machine, nothing of the product: speed is promised in bench/.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

# One round instead of a million: signing in is tested, the hasher is Django's.
PBKDF2PasswordHasher.iterations = 1


@pytest.fixture(autouse=True)
def nothing_is_held() -> None:
    """Readings held for seconds are of the last test's county."""
    from zhengtong.foundation import holding
    from zhengtong.timers import queries

    holding.forget()
    queries.forget_calendar()
