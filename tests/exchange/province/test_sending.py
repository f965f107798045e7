"""Messages reach the province once in effect, whatever breaks on the way — against a platform in a process of its own."""

import signal
import threading
from datetime import timedelta

import pytest

from tests.cast import NOON
from tests.journal.acts import elsewhere
from zhengtong.exchange.models import ProvinceLink, ProvinceMessage, ProvinceReceipt
from zhengtong.exchange.province import actions, codes, queries, rules
from zhengtong.exchange.province.actions import sending
from zhengtong.exchange.province.choices import MessageState
from zhengtong.exchange.province.tasks import Aside

from .acts import collect_all, in_another_process, outside, send_all, states, until, write

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOON + rules.LEASE + timedelta(seconds=1)


def test_everything_arrives_in_the_order_of_each_object(province):
    for number in range(5):
        outside(str(number), "received", "accepted", "finished")
    collect_all()
    send_all()
    assert states() == {"acknowledged": 15}
    taken = province.taken()
    for number in range(5):
        assert [revision for name, revision in taken if name == f"360829permits:{number}"] == [1, 2, 3]
    receipt = ProvinceReceipt.objects.first()
    assert receipt.code == codes.ACCEPTED and receipt.number.startswith("JX") and receipt.raw["row_guid"]
    assert queries.link().last_success_at == NOON and queries.link().is_simulator


def test_the_next_message_of_an_object_waits_for_the_one_before(province):
    outside("1", "received", "accepted")
    outside("2", "received")
    collect_all()
    assert actions.send_due(NOON, seconds=0) == 2  # one batch: the first of each object
    assert sorted(province.taken()) == [("360829permits:1", 1), ("360829permits:2", 1)]


def test_a_rejected_object_waits_for_a_person_and_the_others_go_on(province, cast):
    outside("bad", "received", "accepted")
    outside("good", "received", "accepted")
    collect_all()
    province.control(mode="reject", code=codes.UNKNOWN_UNIT, object_id="360829permits:bad")
    send_all()
    assert states() == {"rejected": 1, "queued": 1, "acknowledged": 2}
    (group,) = queries.rejected(cast.heshuju)
    assert (group.code, group.meaning, group.count) == (codes.UNKNOWN_UNIT, "单位未在省平台登记", 1)
    assert "统一社会信用代码" in group.advice


def test_a_withdrawal_takes_the_object_back_with_a_higher_revision(province):
    write("card.issued", "JC1", level="red", rule="T03")
    write("card.withdrawn", "JC1", reason="申诉成立")
    collect_all()
    send_all()
    last = province.state()["taken"][-1]
    assert (last["cd_operation"], last["revision"], last["reason"]) == ("D", 2, "申诉成立")
    assert states() == {"acknowledged": 2}


def test_an_answer_given_twice_counts_once(province):
    outside("1", "received")
    collect_all()
    province.control(mode="answer-twice")
    send_all()
    assert states() == {"acknowledged": 1}
    assert ProvinceReceipt.objects.count() == 2 and len(province.taken()) == 1


def test_an_answer_lost_on_the_way_is_asked_for_again_and_nothing_doubles(province):
    outside("1", "received")
    collect_all()
    province.control(mode="lose-answer", times=1)
    actions.send_due(NOON)
    assert states() == {"queued": 1} and len(province.taken()) == 1
    send_all(NOON + timedelta(seconds=3))
    assert states() == {"acknowledged": 1} and len(province.taken()) == 1
    assert ProvinceMessage.objects.get().code == codes.DUPLICATE


@pytest.mark.parametrize("mode", ["down", "fault"])
def test_a_platform_that_fails_loses_nothing(province, mode):
    outside("1", "received", "accepted")
    collect_all()
    province.control(mode=mode)
    actions.send_due(NOON)
    assert states() == {"queued": 2} and queries.link().fault
    province.control(mode="accept")
    send_all(NOON + timedelta(seconds=1))
    assert states() == {"queued": 2}, "the link pauses"
    send_all(NOON + timedelta(seconds=3))
    assert states() == {"acknowledged": 2} and queries.link().failures == 0


def test_pauses_grow_with_every_failure_and_one_message_goes_ahead(province):
    for number in range(5):
        outside(str(number), "received")
    collect_all()
    province.control(mode="down")
    at, pauses = NOON, []
    for _ in range(4):
        actions.send_due(at)
        link = ProvinceLink.objects.get()
        pauses.append((link.next_try_at - at).total_seconds())
        at = link.next_try_at
    assert pauses == [2, 4, 8, 16]
    assert sorted(ProvinceMessage.objects.values_list("tries", flat=True)) == [1, 1, 2, 2, 2]
    province.control(mode="accept")
    send_all(at)
    assert states() == {"acknowledged": 5}


def test_a_busy_platform_is_asked_again_later(province):
    outside("1", "received")
    collect_all()
    province.control(mode="reject", code=codes.BUSY)
    actions.send_due(NOON)
    assert states() == {"queued": 1} and ProvinceMessage.objects.get().next_try_at == NOON + timedelta(seconds=2)
    province.control(mode="accept")
    send_all(NOON + timedelta(seconds=2))
    assert states() == {"acknowledged": 1}


def test_a_slow_platform_is_waited_for(province):
    outside("1", "received")
    collect_all()
    province.control(mode="delay", delay_ms=300)
    send_all()
    assert states() == {"acknowledged": 1}


def test_a_platform_that_dies_and_comes_back_still_knows_what_it_took(province):
    outside("1", "received", "accepted", "finished")
    collect_all()
    actions.send_due(NOON, seconds=0)
    province.kill()
    actions.send_due(NOON)
    assert states() == {"acknowledged": 1, "queued": 2}
    assert "连接被拒绝" in queries.link().fault
    province.start()
    send_all(NOON + timedelta(seconds=3))
    assert states() == {"acknowledged": 3}
    assert province.taken() == [("360829permits:1", n) for n in (1, 2, 3)]


def test_a_sender_killed_while_it_waits_loses_nothing_and_doubles_nothing(province):
    for number in range(3):
        outside(str(number), "received")
    collect_all()
    province.control(mode="delay", delay_ms=1500)
    child = in_another_process(
        "from datetime import datetime\n"
        "from zhengtong.exchange.province import actions\n"
        f"actions.send_due(datetime.fromisoformat('{NOON.isoformat()}'))",
        province.url,
    )
    until(lambda: province.state()["arrived"] == 1)
    assert states() == {"sent": 3}
    child.send_signal(signal.SIGKILL)
    child.wait(10)
    province.control(mode="accept")
    until(lambda: len(province.taken()) == 3)  # the platform took what the dead sender had sent
    actions.send_due(NOON + timedelta(seconds=5))
    assert states() == {"sent": 3}, "the lease has not run out"
    send_all(LATER)
    assert states() == {"acknowledged": 3}
    assert sorted(province.taken()) == [(f"360829permits:{n}", 1) for n in range(3)]
    assert province.state()["duplicates"] == 3


def test_two_senders_at_once_send_nothing_twice(province):
    for number in range(250):
        outside(str(number), "received")
    collect_all()
    start = threading.Barrier(3)

    def work() -> None:
        start.wait(10)
        send_all()

    with elsewhere(work), elsewhere(work):
        start.wait(10)
    send_all()
    assert states() == {"acknowledged": 250}
    assert len(province.taken()) == 250 and province.state()["duplicates"] == 0


def test_an_altered_envelope_is_refused_as_a_whole(province, monkeypatch):
    outside("1", "received")
    collect_all()
    whole = sending.signed

    def altered(body, batch_no, at):
        envelope = whole(body, batch_no, at)
        envelope["body"][0]["payload"]["task_name"] = "别的事项"
        return envelope

    monkeypatch.setattr(sending, "signed", altered)
    actions.send_due(NOON)
    assert states() == {"queued": 1} and "签名无效" in queries.link().fault
    assert province.taken() == []


def test_another_key_under_our_name_is_refused(province):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from zhengtong.exchange.province import signing, transport

    outside("1", "received")
    collect_all()
    send_all()
    stranger = Ed25519PrivateKey.generate()
    forged = signing.envelope(
        "360829", "X", [], sent_at=NOON, public_key=stranger.public_key().public_bytes_raw(), sign=stranger.sign
    )
    with pytest.raises(transport.LinkFault, match="密钥与登记的不符"):
        transport.send(province.url, "/v1/messages", forged)


def test_a_gap_in_the_revisions_is_refused(province):
    outside("1", "received", "accepted")
    collect_all()
    ProvinceMessage.objects.filter(revision=1).update(state=MessageState.ACKNOWLEDGED)  # never sent in truth
    send_all()
    assert ProvinceMessage.objects.get(revision=2).code == codes.GAP


def test_a_payload_that_is_not_what_was_hashed_is_refused(province):
    outside("1", "received")
    collect_all()
    ProvinceMessage.objects.update(payload={"project_no": "altered"})
    send_all()
    assert ProvinceMessage.objects.get().code == codes.WRONG_HASH


def test_without_a_province_nothing_is_sent(settings):
    settings.PROVINCE_URL = ""
    outside("1", "received")
    collect_all()
    assert actions.send_due(NOON) == 0
    assert states() == {"queued": 1}
    state = queries.link_state(NOON + timedelta(hours=1))
    assert not state.is_configured and not state.is_alarming and state.sentence == "尚未接入省平台。"


def test_the_board_is_told_when_the_queue_stands_still(province):
    outside("1", "received")
    collect_all()
    province.control(mode="down")
    actions.send_due(NOON)
    assert not queries.link_state(NOON + timedelta(minutes=9)).is_alarming
    state = queries.link_state(NOON + timedelta(minutes=11))
    assert state.is_alarming and "已等待 11 分钟" in state.sentence


def test_work_aside_holds_nobody_up_and_its_failure_is_heard():
    go = threading.Event()
    slow = Aside(lambda at: int(go.wait(10)), patience=0.01)
    assert slow(NOON) == 0 and slow(NOON) == 0
    go.set()
    slow.wait(10)
    assert slow(NOON) == 1

    def broken(at):
        raise LookupError("broken")

    with pytest.raises(LookupError):
        Aside(broken, patience=5)(NOON)
