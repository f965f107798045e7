"""事件报送: signed, told once however often it is sent, its flaws set aside, nobody else's to see."""

import json
import threading
from datetime import timedelta

import pytest
from django.db import connections

from tests.cast import NOON
from tests.exchange.inbound_ground import entries, event
from zhengtong.api import tasks
from zhengtong.api.models import RememberedAnswer
from zhengtong.exchange.models import QuarantinedLine
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.models import Entry

pytestmark = pytest.mark.django_db
MOST = 5 * 1024 * 1024


def told(answer) -> dict:
    assert answer.status_code in (200, 207), answer.content.decode()
    return answer.json()


def refused(answer, status: int, code: str) -> None:
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["sentence"].endswith("。")


def nothing_came_in() -> bool:
    return not Entry.objects.filter(kind="events.received").exists() and not RememberedAnswer.objects.exists()


# --- good deliveries ---


def test_one_event_stands_in_the_journal(land):
    answer = land.sends(event())
    assert answer.status_code == 200 and answer.cookies == {}
    assert told(answer) | {"delivery": ""} == {
        "delivery": "", "accepted": 1, "duplicates": 0, "quarantined": [], "refs": ["A1"],
    }  # fmt: skip
    (entry,) = entries("LAND:A1")
    assert entry.kind == "outside.accepted" and entry.actor == "system:LAND"


def test_of_a_delivery_the_good_is_in_and_the_bad_is_named_by_its_place(land):
    answer = land.sends({"events": [event(ref="A1"), event(ref="A2", unit="X9"), event(ref="A3")]})
    assert answer.status_code == 207
    assert told(answer)["accepted"] == 2 and told(answer)["refs"] == ["A1", "A3"]
    (flaw,) = told(answer)["quarantined"]
    assert (flaw["position"], flaw["code"]) == (2, "unit-unknown") and "X9" in flaw["sentence"]
    (line,) = land.reads("quarantine").json()["lines"]
    assert (line["source"], line["position"], line["raw"]["unit"]) == (told(answer)["delivery"], 2, "X9")


def test_a_correction_has_a_higher_revision(land):
    land.sends(event())
    late = event(at="2026-11-23T08:00:00+08:00")
    assert told(land.sends(late))["quarantined"][0]["code"] == "event-conflict"
    assert told(land.sends(late | {"revision": 2}))["accepted"] == 1
    events = land.reads("events/A1").json()["events"]
    assert [(one["revision"], one["at"]) for one in events] == [
        (1, "2026-11-23T09:00:00+08:00"),
        (2, "2026-11-23T08:00:00+08:00"),
    ]


def test_what_was_received_of_a_matter_can_be_read_whatever_its_number(land):
    land.sends({"events": [event(ref="国土/2026 17"), event("step", ref="国土/2026 17")]})
    events = land.reads("events/国土/2026%2017").json()["events"]
    assert [one["milestone"] for one in events] == ["accepted", "step"]
    refused(land.reads("events/A9"), 404, "unknown")


def test_a_long_life_is_read_page_by_page(land):
    land.sends({"events": [event("step", event_id=f"s{number}") for number in range(230)]})
    first = land.reads("events/A1").json()
    rest = land.reads(f"events/A1?after={first['next_after']}").json()
    assert (len(first["events"]), len(rest["events"]), rest["next_after"]) == (200, 30, None)
    refused(land.reads("events/A1?after=x"), 422, "number")


# --- whose it is ---


def test_nobody_sees_or_changes_what_another_system_told(land, trade):
    land.sends({"events": [event(), event(ref="A2", unit="X9")]})
    refused(trade.reads("events/A1"), 404, "unknown")
    assert trade.reads("quarantine").json()["lines"] == []
    assert told(trade.sends(event()))["accepted"] == 1  # the same numbers, but its own
    assert len(entries("LAND:A1")) == len(entries("TRADE:A1")) == 1


def test_one_systems_key_signs_for_no_other(land, trade):
    land.signing_key = trade.signing_key
    refused(land.sends(event()), 401, "signature-wrong")
    assert nothing_came_in()


# --- signed ---


def test_a_changed_body_or_moment_breaks_the_signature(land):
    refused(land.sends(event(), body=json.dumps(event(ref="A2")).encode()), 401, "signature-wrong")
    refused(land.sends(event(), X_Timestamp=str(int(NOON.timestamp()) + 1)), 401, "signature-wrong")
    refused(land.sends(event(), X_Signature="签"), 401, "signature-wrong")
    assert nothing_came_in()


@pytest.mark.parametrize("header", ["X_Timestamp", "X_Signature"])
def test_without_a_signature_nothing_is_read(land, header):
    refused(land.sends(event(), **{header: None}), 401, "signature-missing")


@pytest.mark.parametrize(("seconds", "is_taken"), [(-301, False), (-300, True), (300, True), (301, False)])
def test_a_signature_holds_five_minutes_either_way(land, clock, seconds, is_taken):
    answer = land.sends(event(), at=clock.now + timedelta(seconds=seconds))
    assert told(answer)["accepted"] == 1 if is_taken else answer.json()["code"] == "timestamp-far"


def test_a_moment_that_is_none_is_refused(land):
    refused(land.sends(event(), X_Timestamp="yesterday"), 401, "timestamp-wrong")


# --- once ---


def test_a_delivery_sent_again_gets_the_same_answer_word_for_word(land):
    body = {"events": [event(), event(ref="A2", unit="X9")]}
    first, again = land.sends(body, key="delivery-1"), land.sends(body, key="delivery-1")
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert len(entries("LAND:A1")) == 1 and Entry.objects.filter(kind="events.received").count() == 1
    assert told(land.sends(body, key="delivery-2"))["duplicates"] == 1


def test_a_key_is_not_used_for_two_deliveries(land, trade):
    land.sends(event(), key="delivery-1")
    refused(land.sends(event(ref="A2"), key="delivery-1"), 422, "idempotency-conflict")
    assert entries("LAND:A2") == []
    assert told(trade.sends(event(ref="A2"), key="delivery-1"))["accepted"] == 1  # another system's keys are its own


@pytest.mark.parametrize("key", [None, "short", "x" * 101, "two words"])
def test_without_a_key_that_is_one_nothing_is_taken(land, key):
    refused(land.sends(event(), Idempotency_Key=key), 400, "idempotency-key")


def test_answers_are_forgotten_after_two_days_and_events_still_count_once(land, clock):
    land.sends(event(), key="delivery-1")
    clock.moves(hours=48)
    assert tasks.forget(clock.now) == 0
    clock.moves(seconds=1)
    assert tasks.forget(clock.now) == 1
    land.token = land.asks_for_token().json()["access_token"]
    assert told(land.sends(event(), key="delivery-1"))["duplicates"] == 1


def test_a_refused_delivery_leaves_its_key_free(land, monkeypatch):
    def break_down(*args: object, **kwargs: object) -> None:
        raise Refusal("system-retired", "外部系统已停用，不再接收数据。")

    with monkeypatch.context() as broken:
        broken.setattr("zhengtong.api.actions.receive", break_down)
        refused(land.sends(event(), key="delivery-1"), 403, "system-retired")
    assert told(land.sends(event(), key="delivery-1"))["accepted"] == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_with_one_key_are_one_delivery(land):
    body, answers, gate = {"events": [event(ref=f"A{number}") for number in range(50)]}, [], threading.Barrier(4)

    def send() -> None:
        try:
            gate.wait()
            answers.append(land.sends(body, key="delivery-1"))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert Entry.objects.filter(kind="outside.accepted").count() == 50


# --- bad input ---


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "json"),
        (b"\xff\xfe", 400, "json"),
        (b'{"milestone": NaN}', 400, "json"),
        (b"[" * 5000 + b"]" * 5000, 400, "json"),
        (b"[]", 422, "shape"),
        (b'{"events": {}}', 422, "shape"),
        (b'{"events": [], "more": 1}', 422, "shape"),
        (b'{"events": []}', 422, "events-empty"),
        (b'{"events": [' + b"1," * 1000 + b"1]}", 422, "events-many"),
    ],
)
def test_what_cannot_be_read_is_refused_whole(land, body, status, code):
    refused(land.sends(body), status, code)
    assert nothing_came_in()


def test_an_event_nested_without_end_is_set_aside_and_its_neighbours_are_in(land):
    deep: object = "底"
    for _ in range(900):
        deep = [deep]
    answer = land.sends({"events": [event(), event(ref="A2", facts={"a": deep}), event(ref="A3", label=deep), 7, None]})
    assert told(answer)["accepted"] == 1 and [one["position"] for one in told(answer)["quarantined"]] == [2, 3, 4, 5]
    assert QuarantinedLine.objects.count() == 4
    assert land.reads("quarantine").status_code == 200


def test_text_that_no_column_holds_stops_nothing(land):
    answer = land.sends({"events": [event(label="a\0b"), event(ref="A\0")]})
    assert answer.status_code in (200, 207)
    assert len(told(answer)["quarantined"]) + told(answer)["accepted"] == 2


def test_too_large_a_body_is_refused_unread(land):
    refused(land.sends(b'"' + b"x" * MOST + b'"'), 413, "too-large")
    almost = json.dumps(event(label="x" * (MOST - 300))).encode()
    assert told(land.sends(almost))["quarantined"][0]["code"] == "too-long"


@pytest.mark.parametrize("media", ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=gbk"])
def test_only_json_is_read(land, media):
    refused(land.sends(event(), Content_Type=media), 415, "content-type")


def test_an_address_or_method_that_is_none_is_told_as_json(land, client):
    refused(land.reads("nothing"), 404, "unknown")
    refused(client.get("/api/v1/events"), 405, "method")
    refused(client.delete("/api/v1/quarantine"), 405, "method")
    refused(client.post("/api/v1/events"), 401, "token-missing")
    refused(land.reads("quarantine?state=lost"), 422, "state")


def test_a_client_that_asks_too_often_is_slowed_and_others_are_not(land, trade, settings, monkeypatch):
    settings.API_REQUESTS_PER_SECOND = 3
    monkeypatch.setattr("zhengtong.api.door.ALLOWANCE._clock", lambda: 0.0)
    assert [land.reads("quarantine").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert trade.reads("quarantine").status_code == 200
    monkeypatch.setattr("zhengtong.api.door.ALLOWANCE._clock", lambda: 0.34)
    assert [land.reads("quarantine").status_code for _ in range(2)] == [200, 429]
    assert land.reads("quarantine")["Retry-After"] == "1"


def test_a_database_that_is_gone_is_said_and_nothing_is_lost(land, monkeypatch):
    from django.db import OperationalError

    def gone(*args: object, **kwargs: object) -> None:
        raise OperationalError("server closed the connection")

    with monkeypatch.context() as broken:
        broken.setattr("zhengtong.api.actions.receive", gone)
        answer = land.sends(event(), key="delivery-1")
    assert answer.status_code == 503 and answer["Retry-After"] and answer.json()["code"] == "unavailable"
    assert told(land.sends(event(), key="delivery-1"))["accepted"] == 1
