"""The watch on a real database: each card once, whoever watches, whatever dies, in whatever order things are told."""

import dataclasses
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from itertools import count

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.cases.conftest import walk_in
from tests.cases.county import MORNING, keep_time, licence, publish
from tests.cases.test_two_at_once import together
from tests.cast import NOON
from zhengtong.cases import actions as cases
from zhengtong.cases import queries as case_queries
from zhengtong.foundation import holding
from zhengtong.journal import kinds
from zhengtong.journal.actions import action, record
from zhengtong.journal.models import Entry
from zhengtong.supervision import places, rulebooks
from zhengtong.supervision.actions import cards as hand
from zhengtong.supervision.actions import judging, rulebook, watching
from zhengtong.supervision.actions.judging import settling
from zhengtong.supervision.board import followers_state
from zhengtong.supervision.models import Card, Follower, Matter
from zhengtong.web.oversight.alarms import alarms

from .test_permit_log import RULES

pytestmark = pytest.mark.django_db(transaction=True)
_number = count(1)
DUE = "2026-11-23T10:00:00+08:00"


@pytest.fixture
def county(cast):
    keep_time()
    rulebook.load_rules(RULES, at=NOON, by="system")
    return cast


@action(*[f"outside.{name}" for name in ("accepted", "finished", "noted", "retracted", "withdrawn")])
def tell(milestone: str, ref: str, at, **facts: object) -> None:
    """An entry as the inbound half leaves it."""
    told = {"system": "LAND", "ref": ref, "owner_unit": "MZ", "item_name": "不动产登记", "revision": 1,
            "event_id": f"{ref}-{milestone}"}  # fmt: skip
    record(f"outside.{milestone}", f"LAND:{ref}", actor="system:LAND", at=at, unit="MZ", **told | facts)


def a_late_one(ref: str = "") -> str:
    """Accepted on Friday, due this morning at ten: at noon it is late."""
    ref = ref or f"L{next(_number)}"
    tell("accepted", ref, NOON - timedelta(days=3), legal_due=DUE)
    return ref


def red(ref: str) -> list[Card]:
    return list(Card.objects.filter(subject=f"LAND:{ref}", rule_code="T03").order_by("pk"))


# --- real acts ---


def test_a_real_case_is_watched_from_its_own_acts(county):
    case_queries.guide.cache_clear()
    publish(licence())
    case = walk_in(county)
    cases.accept_case(case.ref, by=county.xiaoli, at=MORNING)
    watching.catch_up(MORNING)
    matter = Matter.objects.get(subject=case.ref)
    assert (matter.business, matter.unit, matter.light) == ("case", county.unit("MZ"), "green")
    assert matter.legal_due is not None and matter.next_moment > MORNING
    watching.wake(matter.legal_due - timedelta(seconds=1))
    assert not Card.objects.filter(subject=case.ref, rule_code="T03").exists()
    watching.wake(matter.legal_due)
    card = Card.objects.get(subject=case.ref, rule_code="T03")
    matter.refresh_from_db()
    assert (card.moment, card.level, matter.light) == (matter.legal_due, "red", "red")
    assert Entry.objects.filter(kind="card.issued", subject=card.ref).count() == 1


def test_a_limit_of_an_unknown_kind_is_watched_and_the_catch_all_cards_it(county, monkeypatch):
    monkeypatch.setattr(kinds, "KINDS", kinds.KINDS)
    kinds.declare("trial.promised", "试用")
    try:
        act = action("trial.promised")(
            lambda: record("trial.promised", "TRIAL1", actor="system", at=MORNING, unit="MZ", novel_due=DUE)
        )
        act()
    finally:
        del kinds.KINDS["trial.promised"]
    watching.catch_up(NOON)
    assert [c.rule_code for c in Card.objects.filter(subject="TRIAL1")] == ["G01"]


# --- exactly once ---


def test_two_watchers_at_once_make_one_card_each(county):
    refs = [a_late_one() for _ in range(30)]
    together(*[lambda: watching.catch_up(NOON)] * 4)
    watching.catch_up(NOON)
    assert [len(red(ref)) for ref in refs] == [1] * 30
    assert Entry.objects.filter(kind="card.issued", data__rule="T03").count() == 30


def test_two_that_wake_at_once_make_one_card_each(county):
    refs = [a_late_one() for _ in range(30)]
    watching.catch_up(NOON - timedelta(hours=3))
    assert not any(red(ref) for ref in refs)
    together(*[lambda: watching.wake(NOON)] * 4)
    watching.wake(NOON)
    assert [len(red(ref)) for ref in refs] == [1] * 30
    written = Entry.objects.count()
    assert watching.wake(NOON) == 0 and Entry.objects.count() == written


def test_a_crash_after_the_cards_leaves_no_trace_and_is_repeated(county, monkeypatch):
    ref = a_late_one()
    told = judging.acts.relight

    def crash(*_: object) -> None:
        raise RuntimeError("gone")

    monkeypatch.setattr(judging.acts, "relight", crash)
    with pytest.raises(RuntimeError):
        watching.follow(NOON)
    assert not Card.objects.exists() and not Matter.objects.exists()
    assert not Entry.objects.filter(kind="card.issued").exists()
    monkeypatch.setattr(judging.acts, "relight", told)
    watching.catch_up(NOON)
    assert len(red(ref)) == 1


def test_a_pass_that_breaks_off_says_so_until_one_succeeds(county, monkeypatch):
    ref = a_late_one()
    watching.wake(NOON)
    watching.rebase(NOON)

    def crash(*_: object) -> None:
        raise RuntimeError("disk full of 13800138000\nDETAIL")

    with monkeypatch.context() as patch:
        patch.setattr(judging.acts, "relight", crash)
        with pytest.raises(RuntimeError):
            watching.follow(NOON)
    assert Follower.objects.get(name="follow").fault == "RuntimeError: disk full of 138****8000"
    broken, *others = followers_state(NOON)
    assert broken.is_alarming and broken.fault and not any(pulse.is_alarming for pulse in others)
    (alarm,) = [alarm for alarm in alarms(NOON) if alarm.key.startswith("follower")]
    assert alarm.title == "跟读流水运行中断" and broken.fault in alarm.text
    watching.follow(NOON)
    assert not Follower.objects.exclude(fault="").exists() and len(red(ref)) == 1
    assert not [alarm for alarm in alarms(NOON) if alarm.key.startswith("follower")]


def test_what_breaks_while_rows_are_written_leaves_no_trace_and_is_repeated(county, monkeypatch):
    ref = a_late_one()
    watching.catch_up(NOON - timedelta(hours=3))
    before = Matter.objects.values_list("next_moment", "light").get(ref=ref)

    def crash(*_: object) -> None:
        raise RuntimeError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(settling, "card_of", crash)
        with pytest.raises(RuntimeError):
            watching.wake(NOON)
    assert not red(ref) and Matter.objects.values_list("next_moment", "light").get(ref=ref) == before
    assert watching.wake(NOON) == 1 and len(red(ref)) == 1


def test_what_must_be_read_again_while_rows_are_written_is_answered(county, monkeypatch):
    refs = [a_late_one() for _ in range(3)]
    watching.catch_up(NOON - timedelta(hours=3))
    made = settling.card_of

    def reading(*told):
        holding.forget()
        return dataclasses.replace(made(*told), unit_id=places.unit_id("MZ"))

    monkeypatch.setattr(settling, "card_of", reading)
    assert watching.wake(NOON) == 3
    assert [card.unit for ref in refs for card in red(ref)] == [county.unit("MZ")] * 3
    assert set(Matter.objects.values_list("light", flat=True)) == {"red"}


WORKER = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "zhengtong.project.settings"
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = os.environ["WATCHED"]
from datetime import datetime
from zhengtong.supervision.actions import watching
at = datetime.fromisoformat(os.environ["NOON"])
while True:
    watching.follow(at, limit=7)
    watching.wake(at)
"""


def a_worker() -> subprocess.Popen[bytes]:
    told = os.environ | {"WATCHED": str(connection.settings_dict["NAME"]), "NOON": NOON.isoformat()}
    return subprocess.Popen([sys.executable, "-c", WORKER], env=told, stderr=subprocess.DEVNULL)


def until(said: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not said() and time.monotonic() < end:
        time.sleep(0.05)
    assert said()


def test_a_watcher_killed_again_and_again_loses_no_card_and_doubles_none(county):
    refs = []
    for _ in range(3):
        worker = a_worker()
        try:
            refs += [a_late_one() for _ in range(20)]
            before = Card.objects.count()
            until(lambda before=before: Card.objects.count() > before)
            refs += [a_late_one() for _ in range(20)]
        finally:
            os.kill(worker.pid, signal.SIGKILL)
            worker.wait()
    watching.catch_up(NOON)
    assert [len(red(ref)) for ref in refs] == [1] * len(refs)
    assert Entry.objects.filter(kind="card.issued", data__rule="T03").count() == len(refs)


def test_when_the_database_drops_everybody_the_watch_goes_on(county):
    refs = [a_late_one() for _ in range(10)]

    def dropped(*_: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judging.acts, "relight", dropped)
        with pytest.raises(Exception, match=r"terminat|closed"):
            watching.follow(NOON)
    connection.close()
    assert not Card.objects.exists()
    watching.catch_up(NOON)
    assert [len(red(ref)) for ref in refs] == [1] * 10


# --- late and corrected data ---


def test_a_finish_told_late_takes_the_card_back_in_view_and_its_retraction_brings_a_new_one(county):
    ref = a_late_one()
    watching.catch_up(NOON)
    tell("finished", ref, NOON - timedelta(hours=69))
    watching.catch_up(NOON)
    (card,) = red(ref)
    assert (card.state, card.settled_by, card.settled_reason) == ("withdrawn", "system", judging.GONE)
    assert Matter.objects.get(ref=ref).light == "warning", "that it was about to run out remains true"
    assert Entry.objects.filter(kind="card.withdrawn", subject=card.ref).count() == 1
    tell("retracted", ref, NOON, event_id=f"{ref}-finished", revision=2)
    watching.catch_up(NOON)
    watching.catch_up(NOON)
    assert [(c.state, c.key) for c in red(ref)] == [("withdrawn", "legal#1"), ("issued", "legal#1~2")]
    assert Matter.objects.get(ref=ref).light == "red"


def test_a_corrected_deadline_is_judged_anew(county):
    ref = a_late_one()
    watching.catch_up(NOON)
    tell("accepted", ref, NOON - timedelta(days=3), legal_due="2026-12-20T00:00:00+08:00", revision=2)
    watching.catch_up(NOON)
    assert [c.state for c in red(ref)] == ["withdrawn"]


def test_what_a_person_settled_stays_settled(county):
    ref = a_late_one()
    watching.catch_up(NOON)
    hand.withdraw_card(red(ref)[0].ref, reason="系统故障期间，不应发牌。", by=county.linjiancha, at=NOON)
    tell("noted", ref, NOON)
    watching.catch_up(NOON)
    assert [c.state for c in red(ref)] == ["withdrawn"]


def test_a_card_issued_by_hand_is_never_touched(county):
    ref = a_late_one()
    watching.catch_up(NOON)
    told = dict(  # noqa: C408
        level="yellow",
        family="procedure",
        title="办理拖延",
        text="现场检查发现办理拖延，未说明理由。",
        basis="现场检查",
    )
    card = hand.issue_card_by_hand(subject=f"LAND:{ref}", **told, by=county.linjiancha, at=NOON)
    tell("finished", ref, NOON - timedelta(days=1))
    watching.catch_up(NOON)
    card.refresh_from_db()
    assert card.state == "issued"


def test_an_entry_that_comes_late_does_not_rename_the_matter(county):
    ref = f"L{next(_number)}"
    tell("noted", ref, NOON, item_name="新名称")
    watching.catch_up(NOON)
    tell("accepted", ref, NOON - timedelta(days=3), item_name="旧名称", legal_due=DUE, item="A-1")
    watching.catch_up(NOON)
    matter = Matter.objects.get(ref=ref)
    assert (matter.item_name, matter.item) == ("新名称", "A-1") and len(red(ref)) == 1


# --- with others ---


def test_supervisors_and_the_watch_do_not_block_each_other(county):
    refs = [a_late_one() for _ in range(6)]
    watching.catch_up(NOON)
    issued = [red(ref)[0].ref for ref in refs]
    for ref in refs:
        tell("finished", ref, NOON - timedelta(days=1))
    acts = [
        lambda ref=ref: hand.withdraw_card(ref, reason="数据有误，予以撤销。", by=county.linjiancha, at=NOON)
        for ref in issued
    ]
    together(*acts, lambda: watching.catch_up(NOON), lambda: watching.wake(NOON), lambda: watching.rebase(NOON))
    watching.catch_up(NOON)
    assert set(Card.objects.filter(ref__in=issued).values_list("state", flat=True)) == {"withdrawn"}
    assert Entry.objects.filter(kind="card.withdrawn", subject__in=issued).count() == len(issued)


def test_new_rules_judge_open_matters_anew_and_older_ones_do_not_come_back(county, monkeypatch):
    ref = a_late_one()
    watching.catch_up(NOON - timedelta(hours=3))
    book = rulebooks.rulebook()
    newer = rulebooks.Rulebook.of(book.number + 1, [r for r in book.rules if r.code != "T03"])
    with monkeypatch.context() as patch:
        patch.setattr(rulebooks, "rulebook", lambda: newer)
        assert watching.rebase(NOON - timedelta(hours=3)) == 1
        matter = Matter.objects.get(ref=ref)
        assert matter.rulebook == newer.number and matter.next_moment is not None, "G01 still watches it"
        assert watching.rebase(NOON) == 0
    assert watching.rebase(NOON) == 0, "a worker that has not heard of the new rules leaves them alone"


# --- cost ---


def test_following_costs_so_many_statements_however_many_entries(county):
    def cost(many: int) -> int:
        with transaction.atomic():
            for _ in range(many):
                a_late_one()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert watching.follow(NOON) >= many
        return len(asked)

    watching.follow(NOON)
    cost(5)
    assert abs(cost(60) - cost(6)) <= 2


def test_waking_reads_by_the_index_of_next_moments(county):
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO supervision_matter (system, subject, ref, business, item, item_name, item_kind, channel,
               opened_at, ended_by, corrections, suspensions, step, holder, light, is_undetermined, track, next_moment,
               rulebook, calendar_version)
               SELECT 'X', 'X:' || n, n, 'outside', '', '', '', '', %s, '', 0, 0, '', '', 'green', false, '[]',
               %s::timestamptz + n * interval '1 minute', 1, 1 FROM generate_series(1, 20000) AS n""",
            [NOON, NOON],
        )
        cursor.execute("ANALYZE supervision_matter")
        query = Matter.objects.filter(next_moment__lte=NOON + timedelta(minutes=5)).order_by("next_moment")[:5000]
        plan = query.explain()
    assert "matter_next" in plan and "Seq Scan" not in plan
    assert Follower.objects.count() == 0
