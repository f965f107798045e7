"""The outbox follows the journal: every entry that the province is to know of becomes one message, exactly once."""

import signal
import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from tests.cast import NOON
from tests.journal.acts import elsewhere
from zhengtong.exchange.models import ProvinceCursor, ProvinceMessage
from zhengtong.exchange.province import actions, queries
from zhengtong.exchange.province.choices import Operation
from zhengtong.journal.models import Entry
from zhengtong.supervision.models import Rule, RuleVersion

from .acts import collect_all, in_another_process, outside, until, write

pytestmark = pytest.mark.django_db(transaction=True)


def told() -> list[tuple[str, str, int, str]]:
    rows = ProvinceMessage.objects.order_by("id").values_list("object_type", "object_id", "revision", "operation")
    return list(rows)


def test_entries_become_messages_in_commit_order_with_rising_revisions():
    outside("1", "received", "accepted")
    write("card.issued", "JC1", rule="T01", level="yellow", unit_name="民政局")
    outside("2", "received")
    outside("1", "finished")
    assert collect_all() == 5
    assert told() == [
        ("matter", "360829permits:1", 1, "I"),
        ("matter", "360829permits:1", 2, "U"),
        ("card", "360829JC1", 1, "I"),
        ("matter", "360829permits:2", 1, "I"),
        ("matter", "360829permits:1", 3, "U"),
    ]
    previous = ProvinceMessage.objects.filter(subject="permits:1").order_by("revision")
    assert list(previous.values_list("previous", flat=True)) == [0, 1, 2]
    assert len({row.guid for row in previous}) == 1


def test_collecting_again_makes_nothing_twice():
    outside("1", "received")
    assert collect_all() == 1
    assert collect_all() == 0
    assert len(told()) == 1


def test_what_the_province_is_not_told_of_moves_the_place_all_the_same():
    write("draft.saved", "token")
    write("case.materials_checked", "360829007XK20261123000017")
    write("card.proposed", "JC1")
    assert collect_all() == 3
    assert told() == []
    assert ProvinceCursor.objects.get().entry == Entry.objects.latest("id").pk


def test_a_card_that_was_never_issued_is_not_taken_back():
    write("card.proposed", "JC1")
    write("card.cancelled", "JC1", reason="重复")
    write("card.confirmed", "JC2")
    write("card.withdrawn", "JC2", reason="来源更正")
    collect_all()
    assert told() == [("card", "360829JC2", 1, "I"), ("card", "360829JC2", 2, "D")]
    assert ProvinceMessage.objects.get(operation=Operation.DELETE).reason == "来源更正"


def test_rules_are_told_with_what_they_say_one_by_one():
    for code in ("T01", "X01"):
        rule = Rule.objects.create(code=code, family="time", authority="province" if code == "T01" else "county")
        spec = {"level": "yellow", "basis": "行政许可法"}
        for number in (1, 2):
            RuleVersion.objects.create(
                rule=rule, number=number, name=f"规则{code}", spec=spec, state="approved", drafted_by="system",
                drafted_at=NOON, approved_at=NOON,
            )  # fmt: skip
    write("rules.loaded", "rules", codes=["T01", "X01"], count=2)
    write("rule.approved", "X01", number=2)
    collect_all()
    assert told() == [("rule", "360829T01", 1, "I"), ("rule", "360829X01", 1, "I"), ("rule", "360829X01", 2, "U")]
    last = ProvinceMessage.objects.latest("id").payload
    assert (last["rule_version"], last["is_public"], last["gist"], last["level"]) == (2, "N", "行政许可法", "2")


def test_what_an_outside_system_says_of_the_owner_is_not_believed():
    outside("1", "received", owner_unit="x" * 200, reason="y" * 900)
    collect_all()
    assert ProvinceMessage.objects.get().unit == "MZ"


def test_the_board_is_told_when_collecting_stands_still(settings):
    settings.PROVINCE_URL = "http://127.0.0.1:1"
    outside("1", "received")
    recorded = Entry.objects.get().recorded_at
    assert not queries.link_state(recorded + timedelta(minutes=9)).is_alarming
    state = queries.link_state(recorded + timedelta(minutes=11))
    assert state.is_alarming and state.sentence == "报文收集已停止 11 分钟，请检查后台任务。"


def test_a_slow_transaction_is_not_skipped():
    written, go = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            outside("slow", "received")
            written.set()
            assert go.wait(10)

    with elsewhere(slow):
        assert written.wait(10)
        outside("quick", "received")
        assert actions.collect(NOON) == 0
        go.set()
    collect_all()
    assert sorted(name for _, name, _, _ in told()) == ["360829permits:quick", "360829permits:slow"]


def test_two_collectors_at_once_take_turns():
    for number in range(30):
        outside(str(number), "received", "accepted")
    with elsewhere(collect_all), elsewhere(collect_all):
        collect_all()
    assert len(told()) == 60
    assert ProvinceMessage.objects.filter(revision=2).count() == 30


def test_a_collector_killed_before_its_commit_has_done_nothing():
    outside("1", "received", "accepted")
    child = in_another_process(
        "import time\n"
        "from zhengtong.exchange.province.actions import collecting\n"
        "collecting.place_of = lambda entry: time.sleep(60)\n"  # after the messages, before the place
        "from django.utils import timezone\n"
        "collecting.collect(timezone.now())",
        "",
    )
    until(lambda: _is_sleeping_in_a_transaction())
    child.send_signal(signal.SIGKILL)
    child.wait(10)
    until(lambda: not _is_sleeping_in_a_transaction())
    assert told() == []
    assert collect_all() == 2
    assert [revision for _, _, revision, _ in told()] == [1, 2]


def _is_sleeping_in_a_transaction() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'"
            " AND datname = current_database() AND query LIKE 'COPY exchange_provincemessage%%'"
        )
        return bool(cursor.fetchone()[0])
