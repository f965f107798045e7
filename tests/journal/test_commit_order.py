"""Followers and the sealer read in an order in which no late commit is ever lost — on real connections."""

import threading

import pytest
from django.db import connection, transaction

from tests.cast import NOON
from tests.journal.acts import do, elsewhere
from zhengtong.journal import queries, sealing
from zhengtong.journal.models import Entry, Link
from zhengtong.journal.rules import START
from zhengtong.journal.verification import verify

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_slow_transaction_with_a_lower_id_is_not_lost():
    written, go = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            do("slow")
            written.set()
            assert go.wait(10)

    with elsewhere(slow):
        assert written.wait(10)
        do("quick")
        # By id alone the quick entry would be read now, and the slow one, with its lower id, never.
        assert queries.settled_entries() == []
        assert sealing.seal(NOON) == 0
        go.set()

    subjects = [entry.subject for entry in queries.settled_entries()]
    assert subjects == ["slow", "quick"]
    assert Entry.objects.get(subject="slow").pk < Entry.objects.get(subject="quick").pk
    assert sealing.seal(NOON) == 2
    assert verify().ok


def test_commit_order_may_run_against_id_order_and_nothing_is_skipped():
    written, go = threading.Event(), threading.Event()

    def later_transaction_lower_id() -> None:
        do("first-id")
        written.set()
        assert go.wait(10)

    with transaction.atomic():
        with connection.cursor() as cursor:  # this transaction is the older one, its entry's id the higher one
            cursor.execute("SELECT pg_current_xact_id()")
        with elsewhere(later_transaction_lower_id):
            assert written.wait(10)
            go.set()
        assert queries.settled_entries() == []
        do("second-id")
    entries = queries.settled_entries()
    assert [entry.subject for entry in entries] == ["second-id", "first-id"]
    assert entries[0].pk > entries[1].pk
    assert queries.settled_entries(queries.place_of(entries[0])) == [entries[1]]
    assert sealing.seal(NOON) == 2 and verify().ok


def test_a_follower_reading_page_by_page_meets_each_entry_once():
    for number in range(1, 8):
        do("page", number)
    place, seen = START, []
    while entries := queries.settled_entries(place, limit=3):
        seen += [entry.data["number"] for entry in entries]
        place = queries.place_of(entries[-1])
    assert seen == [1, 2, 3, 4, 5, 6, 7]


def test_two_sealers_at_once_never_fork_the_chain():
    for number in range(1, 41):
        do("fork", number)
    linked: list[int] = []
    start = threading.Barrier(4)

    def sealer() -> None:
        start.wait(10)
        for _ in range(30):
            linked.append(sealing.seal(NOON, batch=3))

    with elsewhere(sealer), elsewhere(sealer), elsewhere(sealer), elsewhere(sealer):
        pass
    while count := sealing.seal(NOON, batch=3):
        linked.append(count)
    assert sum(linked) == 40
    assert list(Link.objects.order_by("position").values_list("position", flat=True)) == list(range(1, 41))
    assert verify().ok


def test_writers_never_wait_for_the_sealer():
    do("before")
    written = threading.Event()

    def write() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        do("meanwhile")
        written.set()

    with transaction.atomic():
        assert sealing.seal(NOON) == 1  # its transaction, with the chain's lock, stays open
        with elsewhere(write):
            assert written.wait(10)
        assert Entry.objects.filter(subject="meanwhile").exists()
    assert sealing.seal(NOON) == 1


def test_a_restored_database_begins_a_new_epoch_and_the_chain_goes_on():
    do("old")
    assert sealing.seal(NOON) == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT journal_epoch()")
        (before,) = cursor.fetchone()
    assert sealing.raise_epoch() == before + 1
    do("new")
    assert Entry.objects.get(subject="new").epoch == before + 1
    assert [e.subject for e in queries.settled_entries()] == ["old", "new"]
    assert sealing.seal(NOON) == 1
    assert verify().ok


def test_the_queue_before_the_sealer_is_known():
    assert queries.waiting() == (0, None)
    do("waiting")
    count, oldest = queries.waiting()
    assert count == 1 and oldest == Entry.objects.get().recorded_at
    sealing.seal(NOON)
    assert queries.waiting() == (0, None)
