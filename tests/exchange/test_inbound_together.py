"""Deliveries at the same moment, and a delivery that breaks off: nothing twice, nothing by halves — on real connections."""

import threading

import pytest
from django.db import connections, transaction

from tests.cast import NOON
from tests.exchange.inbound_ground import a_log, a_system, a_trace, entries, event, tell
from zhengtong.exchange import intake
from zhengtong.exchange.actions import import_file
from zhengtong.exchange.models import Import, ReceivedEvent
from zhengtong.journal.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_event_delivered_four_times_at_once_counts_once(cast):
    a_system()
    gate = threading.Barrier(4)
    outcomes = []

    def deliver() -> None:
        try:
            gate.wait(10)
            outcomes.append(tell(event(), event("step")))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=deliver) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted((one.accepted, one.duplicates) for one in outcomes) == [(0, 2), (0, 2), (0, 2), (2, 0)]
    assert [one.kind for one in entries("LAND:A1")] == ["outside.accepted", "outside.step"]


def test_an_import_that_breaks_off_leaves_nothing_and_can_be_made_again(cast, tmp_path, monkeypatch):
    log = a_log(tmp_path, a_trace("A1", "", "甲") + a_trace("A2", "", "乙"))
    monkeypatch.setattr("zhengtong.exchange.actions.importing.BATCH", 2)
    whole, calls = intake.Intake.take, []

    def breaks_off(self: intake.Intake, lines: list) -> None:
        calls.append(lines)
        whole(self, lines)
        if len(calls) == 2:
            raise ConnectionError("the machine went down")

    with monkeypatch.context() as patched, pytest.raises(ConnectionError):
        patched.setattr(intake.Intake, "take", breaks_off)
        import_file(log, system="LAND", by=None, at=NOON)
    assert not Entry.objects.exists() and not ReceivedEvent.objects.exists() and not Import.objects.exists()
    _, outcome = import_file(log, system="LAND", by=None, at=NOON)
    assert (outcome.accepted, outcome.duplicates) == (4, 0)


def test_a_delivery_within_a_larger_transaction_falls_with_it(cast):
    a_system()
    with pytest.raises(RuntimeError), transaction.atomic():
        tell(event())
        raise RuntimeError
    assert not entries("LAND:A1")
    assert tell(event()).accepted == 1
