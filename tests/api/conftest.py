from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import NOON
from tests.exchange.inbound_ground import a_system
from zhengtong.api.door import ALLOWANCE

from .client import System


class Clock:
    """The moment of the doors; it stands until it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def moves(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture
def land(cast, clock) -> System:
    ALLOWANCE.forget()
    a_system("LAND")
    return System("LAND")


@pytest.fixture
def trade(cast, clock) -> System:
    ALLOWANCE.forget()
    a_system("TRADE")
    return System("TRADE")
