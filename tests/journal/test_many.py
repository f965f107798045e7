"""Thousands of entries in one act: written with one COPY, sealed and verified like any other."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import NOON
from tests.journal.acts import do
from zhengtong.journal import queries, sealing
from zhengtong.journal.actions import ACTIONS, Fresh, action, record, record_many
from zhengtong.journal.models import Entry
from zhengtong.journal.rules import canonical, content_of, micros
from zhengtong.journal.verification import verify

AWKWARD = 'back\\slash\ttab "quote" 换行\n回车\r\\N \\.'

text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=8,
)


@action("trial.done", bulk=("trial.noted",))
def bring(entries: list[Fresh]) -> None:
    record("trial.done", "batch", actor="system", at=NOON, number=record_many(entries), due=NOON)


# As in acts.py: the house's own vocabulary stays as it is.
del ACTIONS[f"{__name__}.bring"]


def fresh(number: int, /, **facts: object) -> Fresh:
    return Fresh("trial.noted", f"S{number}", "MZ", "system:X", NOON + timedelta(microseconds=number), facts)


@given(facts=st.dictionaries(text, plain, max_size=6), subject=text)
def test_the_digest_is_made_over_the_same_bytes_as_ever(facts, subject):
    whole = {"kind": "k", "subject": subject, "unit": "", "actor": "a", "at": micros(NOON), "data": facts}
    assert content_of("k", subject, "", "a", NOON, facts) == canonical(whole)


@pytest.mark.django_db(transaction=True)
def test_entries_written_at_once_hold_like_entries_written_one_by_one():
    do("before")
    bring(
        [
            fresh(1, text=AWKWARD, number=3, none=None, yes=True),
            fresh(2, amount=Decimal("12.50"), at=NOON, names=["甲", "乙"], big=2**70, part=1.5),
            Fresh("trial.noted", AWKWARD, "", "system:\\", NOON, {}),
        ]
    )
    assert [row.subject for row in queries.settled_rows()] == ["before", "S1", "S2", AWKWARD, "batch"]
    assert Entry.objects.get(subject="S1").data == {"text": AWKWARD, "number": 3, "none": None, "yes": True}
    assert Entry.objects.get(subject="S2").data["amount"] == "12.50"
    assert sealing.seal(NOON) == 5
    verdict = verify()
    assert (verdict.first_bad, verdict.links) == (None, 5)


@pytest.mark.django_db
def test_an_act_writes_many_only_of_the_kinds_it_declares_and_only_whole():
    with pytest.raises(RuntimeError, match="bulk"):
        bring([fresh(1), fresh(2)._replace(kind="trial.done")])
    with pytest.raises(RuntimeError, match="outside"):
        record_many([fresh(1)])
    assert not Entry.objects.filter(subject="S1").exists()


@pytest.mark.django_db
def test_an_act_that_brings_many_still_leaves_its_own_entry():
    @action("trial.done", bulk=("trial.noted",))
    def silent() -> None:
        record_many([fresh(1)])

    with pytest.raises(RuntimeError, match="left"):
        silent()
    assert not Entry.objects.filter(subject="S1").exists()
