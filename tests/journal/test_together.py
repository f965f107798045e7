"""An act whose writing is held back to its end: one journey to the database, and as whole as any other act."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.cast import NOON
from tests.journal.acts import do
from tests.journal.test_many import AWKWARD, bring, fresh
from zhengtong.journal import queries, sealing
from zhengtong.journal.models import Entry
from zhengtong.journal.verification import verify
from zhengtong.journal.writing import send, together, write


@pytest.mark.django_db(transaction=True)
def test_what_is_held_back_stands_in_the_order_written_and_holds_in_the_chain():
    do("before")
    with transaction.atomic(), together():
        bring([fresh(1, text=AWKWARD), fresh(2, big=2**70, names=["甲", "乙"])])
    with transaction.atomic(), together():
        do("between")
        bring([fresh(number) for number in range(3, 30)])
    told = [row.subject for row in queries.settled_rows()]
    assert told == ["before", "S1", "S2", "batch", "between", *(f"S{number}" for number in range(3, 30)), "batch"]
    assert Entry.objects.get(subject="S1").data == {"text": AWKWARD}
    assert sealing.seal(NOON) == len(told)
    assert verify().first_bad is None


@pytest.mark.django_db
def test_it_goes_in_one_journey():
    with (
        transaction.atomic(),
        CaptureQueriesContext(
            connection,
        ) as asked,
        together(),
    ):
        bring([fresh(1), fresh(2)])
    assert len(asked) == 1


@pytest.mark.django_db
def test_an_act_that_fails_at_its_end_leaves_nothing():
    with pytest.raises(LookupError), transaction.atomic(), together():
        bring([fresh(1)])
        raise LookupError
    with pytest.raises(RuntimeError, match="bulk"), transaction.atomic(), together():
        bring([fresh(1), fresh(2)._replace(kind="trial.done")])
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_the_last_statement_answers_whoever_sends():
    with transaction.atomic(), together():
        bring([fresh(1)])
        write("SELECT subject FROM journal_entry WHERE subject = %s", [("S1",)])
        assert send() == [("S1",)]
        assert send() == []


@pytest.mark.django_db(transaction=True)
def test_nothing_is_held_back_outside_a_transaction():
    with pytest.raises(RuntimeError, match="transaction"), together():
        bring([fresh(1)])
    assert not Entry.objects.exists()
