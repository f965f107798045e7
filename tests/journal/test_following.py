"""A follower in a hurry reads the same entries, in the same order, with the same values."""

import pytest
from django.db import transaction

from tests.cast import NOON
from tests.journal.acts import do, elsewhere, note
from zhengtong.journal import queries
from zhengtong.journal.rules import START

pytestmark = pytest.mark.django_db(transaction=True)


def test_light_rows_say_what_the_entries_say():
    do("one", 1)
    note("two")
    entries, rows = queries.settled_entries(), queries.settled_rows()
    for name in ("epoch", "xid", "id", "kind", "subject", "unit", "actor", "at", "recorded_at", "data"):
        assert [getattr(row, name) for row in rows] == [getattr(entry, name) for entry in entries]
    assert [row.place for row in rows] == [queries.place_of(entry) for entry in entries]
    assert rows[1].at == NOON


def test_light_rows_can_be_read_on_from_any_place():
    for number in range(1, 6):
        do(f"subject-{number}", number)
    seen, place = [], START
    while rows := queries.settled_rows(place, limit=2):
        seen += [row.subject for row in rows]
        place = rows[-1].place
    assert seen == [f"subject-{number}" for number in range(1, 6)]


def test_light_rows_wait_for_a_transaction_that_is_still_open():
    with transaction.atomic():
        do("slow")
        with elsewhere(lambda: do("quick")):
            pass
        assert [row.subject for row in queries.settled_rows()] == []
    assert [row.subject for row in queries.settled_rows()] == ["slow", "quick"]
