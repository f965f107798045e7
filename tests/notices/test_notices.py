"""Notices are queued with the act, sent once, retried, never lost, and carry no personal numbers."""

import threading
from datetime import timedelta

import pytest
from django.db import connections, transaction

from tests.cast import NOON
from zhengtong.journal.models import Entry
from zhengtong.notices import adapters, rules, tasks
from zhengtong.notices.actions import mark_read, notify
from zhengtong.notices.choices import Channel, NoticeState
from zhengtong.notices.models import Notice
from zhengtong.notices.queries import failed, mailbox, notices_of, unread_count

REF = "360829007XK20261123000017"
PHONE = "19900100001"


@pytest.fixture(autouse=True)
def demo(settings, tmp_path):
    settings.HOME = tmp_path
    settings.SMS_ADAPTER = "demo"
    return tmp_path / "outbox.log"


def tell(at=NOON, phone=PHONE, text=f"您的办件{REF}已受理，预计2026年12月1日前办结。", **more):
    return notify(phone=phone, template="case.accepted", subject=REF, title="办件已受理", text=text, at=at, **more)


def test_a_queued_message_is_sent_once_signed_and_masked(demo, db):
    tell()
    assert tasks.send_due(NOON) == 1 and tasks.send_due(NOON) == 0
    line = demo.read_text()
    assert line == f"2026-11-23 12:00:00 199****0001 【安福县政务服务】您的办件{REF}已受理，预计2026年12月1日前办结。\n"
    notice = Notice.objects.get()
    assert (notice.state, notice.sent_at, notice.tries) == (NoticeState.SENT, NOON, 1)
    entry = Entry.objects.get()
    assert (entry.kind, entry.subject, entry.actor) == ("notice.sent", REF, "system")
    assert PHONE not in str(entry.data) and "受理" not in str(entry.data)


def test_nothing_leaves_the_house_when_the_act_fails(demo, db):
    with pytest.raises(RuntimeError), transaction.atomic():
        tell()
        raise RuntimeError("the act around it fails")
    assert tasks.send_due(NOON) == 0 and not demo.exists()


def test_the_words_carry_no_personal_numbers(db):
    (notice,) = tell(text="请张桂兰（360829195803140068）回电13800138000或0796-7620001，办件" + REF)
    assert notice.text == f"请张桂兰（360829********0068）回电138****8000或0796-7620001，办件{REF}"


def test_the_telephone_number_is_sealed_at_rest(db):
    tell()
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT address FROM notices_notice")
        assert PHONE not in cursor.fetchone()[0]


def test_a_gateway_that_is_down_is_tried_again_ever_later_and_given_up_at_last(settings, db):
    settings.SMS_ADAPTER = "failing"
    tell()
    moment, pauses = NOON, []
    while (notice := Notice.objects.get()).state == NoticeState.QUEUED:
        assert tasks.send_due(notice.next_try_at - timedelta(seconds=1)) == 0
        moment = notice.next_try_at
        assert tasks.send_due(moment) == 1
        notice.refresh_from_db()
        pauses.append(notice.next_try_at - moment if notice.next_try_at else None)
    assert pauses == [*rules.BACK_OFF, None]
    assert notice.error == "短信网关没有应答" and list(failed()) == [notice]
    kinds = list(Entry.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["notice.postponed"] * len(rules.BACK_OFF) + ["notice.failed"]


def test_a_number_that_does_not_exist_is_not_tried_again(settings, db):
    settings.SMS_ADAPTER = "failing"
    tell(phone="19900100000")
    tasks.send_due(NOON)
    notice = Notice.objects.get()
    assert (notice.state, notice.tries, notice.error) == (NoticeState.FAILED, 1, "号码不存在")


def test_a_gateway_that_comes_back_delivers_what_waited(settings, demo, db):
    settings.SMS_ADAPTER = "failing"
    tell()
    tasks.send_due(NOON)
    settings.SMS_ADAPTER = "demo"
    tasks.send_due(NOON + timedelta(minutes=1))
    notice = Notice.objects.get()
    assert (notice.state, notice.tries, notice.error) == (NoticeState.SENT, 2, "")
    assert demo.read_text().count("\n") == 1


def test_a_fault_of_an_adapter_neither_loses_a_notice_nor_blocks_the_next(settings, demo, db, monkeypatch):
    def faulty(phone, text, at):
        if phone == "19900100009":
            raise KeyError("a fault")
        adapters.write_outbox(phone, text, at)

    monkeypatch.setitem(adapters.ADAPTERS, "faulty", faulty)
    settings.SMS_ADAPTER = "faulty"
    tell(phone="19900100009")
    tell()
    assert tasks.send_due(NOON) == 2
    assert demo.read_text().count("\n") == 1
    assert Notice.objects.get(state=NoticeState.QUEUED).error == "短信接口内部错误"


def test_a_gateway_nobody_knows_stops_the_round_at_once(settings, db):
    settings.SMS_ADAPTER = "no-such"
    tell()
    with pytest.raises(KeyError), transaction.atomic():
        tasks.send_due(NOON)
    assert Notice.objects.get().tries == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_every_notice_once(demo):
    for number in range(30):
        tell(text=f"第{number}条", at=NOON + timedelta(seconds=number))
    gate, tried = threading.Barrier(2), []

    def work() -> None:
        try:
            gate.wait()
            tried.append(tasks.send_due(NOON + timedelta(minutes=1)))
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    lines = [line.rsplit("】", 1)[1] for line in demo.read_text().splitlines()]
    assert sorted(lines) == sorted(f"第{number}条" for number in range(30))
    assert sum(tried) == 30 and not Notice.objects.exclude(state=NoticeState.SENT).exists()
    assert Entry.objects.filter(kind="notice.sent").count() == 30


def test_a_round_has_an_end(db, monkeypatch):
    monkeypatch.setattr(tasks, "AT_MOST", 2)
    for _ in range(3):
        tell()
    assert tasks.send_due(NOON) == 2 and tasks.send_due(NOON) == 1


def test_a_message_for_an_account_is_in_its_mailbox_at_once(cast):
    zhang, li = cast.zhangayi.user, cast.liming.user
    both = tell(user=zhang, link=f"/my/cases/{REF}/")
    assert [notice.channel for notice in both] == [Channel.MAILBOX, Channel.SMS]
    assert [notice.title for notice in mailbox(zhang)] == ["办件已受理"]
    assert not mailbox(li).exists() and unread_count(zhang) == 1
    assert notices_of(REF).count() == 2
    assert mark_read(li, at=NOON, notice=both[0].pk) == 0
    assert mark_read(zhang, at=NOON, notice=both[0].pk) == 1
    assert mark_read(zhang, at=NOON) == 0 and unread_count(zhang) == 0


def test_a_notice_to_nobody_is_an_error_of_the_program(db):
    with pytest.raises(ValueError, match="user or a telephone"):
        tell(phone="")
