"""An act leaves exactly one entry, in its own transaction, or nothing at all."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from tests.cast import NOON
from tests.journal.acts import do, note
from zhengtong.foundation.errors import Refusal
from zhengtong.journal import queries
from zhengtong.journal.actions import action, look, record
from zhengtong.journal.models import Entry, Look
from zhengtong.journal.rules import canonical, content_of, micros, plain_facts, tell

pytestmark = pytest.mark.django_db


def test_an_act_leaves_its_entry_and_a_failed_act_leaves_nothing():
    do("A1")
    with pytest.raises(RuntimeError):
        do("A1", number=2, fail=True)
    assert [entry.data["number"] for entry in queries.entries_of("A1")] == [1]


def test_an_act_without_an_entry_or_with_two_does_not_happen():
    @action("trial.done")
    def forgetful() -> None:
        note("A2")

    @action("trial.noted")
    def talkative() -> None:
        for _ in range(2):
            record("trial.noted", "A2", actor="system", at=NOON)

    for act in (forgetful, talkative):
        with pytest.raises(RuntimeError):
            act()
    assert not Entry.objects.filter(subject="A2").exists()


def test_an_act_within_an_act_falls_with_it():
    @action("trial.done")
    def whole() -> None:
        note("A3")
        record("trial.done", "A3", actor="system", at=NOON, number=1, due=NOON)
        raise Refusal("no", "不行。")

    with pytest.raises(Refusal):
        whole()
    assert not Entry.objects.filter(subject="A3").exists()


def test_recording_outside_an_act_or_an_undeclared_kind_fails_at_once():
    with pytest.raises(RuntimeError):
        record("trial.noted", "A4", actor="system", at=NOON)
    with pytest.raises(ValueError, match="not declared"):
        record("trial.unheard", "A4", actor="system", at=NOON)


def test_a_fact_the_public_sentence_speaks_of_must_be_given():
    @action("trial.done")
    def careless() -> None:
        record("trial.done", "A5", actor="system", at=NOON, number=1)

    with pytest.raises(ValueError, match="due"):
        careless()


def test_the_public_timeline_tells_only_what_is_for_the_public():
    do("A6", number=3)
    note("A6")
    (line,) = queries.public_timeline("A6")
    assert line.sentence == "已试办第3次，2026年11月23日前办结"
    assert line.label == "试办"


def test_days_are_said_in_chinese_and_other_words_stay():
    said = tell("{a} {b} {c} {d}", {"a": "2026-01-02", "b": "2026-11-22T23:30:00+00:00", "c": "20260102", "d": 7})
    assert said == "2026年1月2日 2026年11月23日 20260102 7"


def test_a_limit_that_ends_at_midnight_is_told_as_the_day_it_ends():
    assert tell("{due}前", {"due": "2026-12-08T16:00:00+00:00"}) == "2026年12月8日前"


def test_the_vocabulary_names_the_acts_that_leave_each_kind(monkeypatch):
    monkeypatch.setitem(queries.ACTIONS, "trial.actions.do", ("trial.done", "trial.noted"))
    described = {d.kind.code: d for d in queries.describe_kinds()}
    assert described["trial.done"].acts == ("trial.actions.do",)
    assert list(described) == sorted(described)


def test_facts_are_digested_as_the_database_gives_them_back():
    facts = {"b": Decimal("1.50"), "a": date(2026, 1, 2), "n": [1, 2.5, None, True], "字": "受理"}
    plain = plain_facts(facts)
    assert canonical(plain) == '{"a":"2026-01-02","b":"1.50","n":[1,2.5,null,true],"字":"受理"}'.encode()
    for unstable in (1e22, float("nan"), float("inf"), -0.0, 1e-9):
        with pytest.raises(TypeError):
            plain_facts({"x": unstable})
    with pytest.raises(TypeError):
        plain_facts({"x": object()})


def test_a_microsecond_changes_the_digest():
    moment = datetime(2026, 11, 23, 4, 0, 0, 123456, tzinfo=UTC)
    numbers = {micros(moment + timedelta(microseconds=n)) for n in range(2000)}
    assert len(numbers) == 2000
    other = moment + timedelta(microseconds=1)
    assert content_of("k", "s", "", "a", moment, {}) != content_of("k", "s", "", "a", other, {})


def test_auditors_find_entries_by_subject_kind_actor_and_day():
    do("A7")
    note("A7")
    found = queries.entries_for_audit
    assert found(subject="A7").count() == 2
    assert found(subject="A7", kinds=["trial.noted"]).count() == 1
    assert found(actor="staff:MZ001", unit="MZ", subject="A7").count() == 1
    assert found(subject="A7", first=date(2026, 11, 23), last=date(2026, 11, 23)).count() == 2
    assert found(subject="A7", last=date(2026, 11, 22)).count() == 0
    newest = found(subject="A7")[0]
    assert [e.kind for e in found(subject="A7", before=newest.pk)] == ["trial.done"]


def test_a_look_stays_though_the_request_around_it_is_rolled_back():
    before = Look.objects.filter(subject="citizen:test-look").count()
    with pytest.raises(RuntimeError), transaction.atomic():
        look("staff:MZ001", "citizen:test-look", "身份证号码", reason="核对申请人", address="10.0.0.1")
        raise RuntimeError("the page failed")
    rows = queries.looks_at("citizen:test-look")
    assert rows.count() == before + 1
    assert (rows[0].actor, rows[0].what, rows[0].reason) == ("staff:MZ001", "身份证号码", "核对申请人")
