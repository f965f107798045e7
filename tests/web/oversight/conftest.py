"""A browser a person, and the clock of the doors stopped at noon."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from tests.cases.county import enter_calendar
from tests.cast import NOON, Cast


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.fixture
def county(cast: Cast, noon: None) -> Cast:
    """The cast with a working calendar."""
    enter_calendar(NOON)
    return cast


@pytest.fixture
def enter(cast: Cast) -> Callable[[str], Client]:
    """A browser in which somebody is signed in; "" for nobody."""

    def open_for(name: str) -> Client:
        client = Client()
        if name:
            client.force_login(getattr(cast, name).user)
        return client

    return open_for
