"""One calendar for all: building it is the slow part."""

import pytest

from legalclock import Calendar, anfu_office_hours, china_calendar


@pytest.fixture(scope="session")
def china() -> Calendar:
    return china_calendar(anfu_office_hours())
