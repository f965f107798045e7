"""Rows in plain SQL are what the ORM would have read and written."""

import pytest

from tests.cast import NOON
from zhengtong.foundation import rows
from zhengtong.timers.models import CalendarVersion, Clock

pytestmark = pytest.mark.django_db


def clock(subject: str, sequence: int = 1) -> Clock:
    return Clock(subject=subject, name="x", sequence=sequence, unit="MZ", ledger={"a": [1]}, calendar_version=1)


def test_many_rows_go_in_at_once_and_each_gets_its_own_key():
    first, second = rows.insert_all([clock("R1"), clock("R2")])
    assert Clock.objects.get(pk=first.pk).subject == "R1" and Clock.objects.get(pk=second.pk).subject == "R2"
    assert list(rows.insert_all([])) == []
    assert rows.insert(clock("R3")).pk == Clock.objects.get(subject="R3").pk


def test_several_readings_come_back_in_the_order_they_were_asked():
    CalendarVersion.objects.create(number=7, reason="首次载入", at=NOON)
    rows.insert_all([clock("R1", 1), clock("R1", 2), clock("R2")])
    clocks, versions, none = rows.read_together(
        (Clock, "WHERE subject = %s ORDER BY sequence", ["R1"]),
        (CalendarVersion, "WHERE number = %s", [7]),
        (Clock, "WHERE subject = %s", ["nowhere"]),
    )
    assert [(one.sequence, one.ledger) for one in clocks] == [(1, {"a": [1]}), (2, {"a": [1]})]
    assert (versions[0].reason, versions[0].at, none) == ("首次载入", NOON, [])
