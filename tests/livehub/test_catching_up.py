"""Whatever becomes of hubs, connections and clocks: every listener has every line, in order, none twice."""

import threading
import time

import pytest
from django.utils import timezone

from livehub.source import SILENCE_SECONDS
from tests.cast import NOON
from zhengtong.live import actions, queries
from zhengtong.live.models import Channel

from .conftest import NAME, cut_off, say, until

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_listener_hears_each_line_as_it_is_said(channel, hubs):
    ear = hubs().listen(0)
    assert ear.status == 200 and b"text/event-stream" in ear.head
    for words in ("各位网友好", "欢迎来到<b>在线访谈</b>", "第一个问题"):
        say(words)
    assert ear.until(3) == [1, 2, 3]
    assert ear.lines[1][1]["k"] == "say" and "在线访谈" in ear.lines[1][1]["html"]


def test_who_joins_late_gets_what_was_said_before_and_then_what_is_said(channel, hubs):
    for number in range(5):
        say(f"第{number}句")
    hub = hubs()
    ears = {after: hub.listen(after) for after in (0, 3, 5)}
    newest = hub.listen()
    newest.until_event("online")
    say("又一句")
    for after, ear in ears.items():
        assert ear.until(6) == list(range(after + 1, 7))
    assert newest.until(6) == [6]


def test_the_last_id_of_the_header_goes_before_the_one_in_the_address(channel, hubs):
    for _ in range(4):
        say("一句")
    ear = hubs().listen(1, "Last-Event-ID: 3")
    assert ear.until(4) == [4]


def test_a_hub_that_restarts_gives_its_listeners_the_missed_lines(channel, hubs):
    first = hubs()
    ear = first.listen(0)
    say("一")
    assert ear.until(1) == [1]
    first.stop()
    ear.until_over()
    say("二")
    say("三")
    second = hubs()
    again = second.listen(0, f"Last-Event-ID: {ear.numbers[-1]}")
    say("四")
    assert again.until(4) == [2, 3, 4]


def test_a_lost_backend_loses_no_line_and_nobody_hears_one_twice(channel, hubs):
    hub = hubs()
    ear = hub.listen(0)
    say("一")
    ear.until(1)
    assert cut_off() == 2
    for words in ("二", "三"):
        say(words)
    assert ear.until(3) == [1, 2, 3]
    until(lambda: hub.hub.is_linked)
    say("四")
    assert ear.until(4) == [1, 2, 3, 4]


def test_a_word_that_is_lost_is_made_up_for(channel, hubs):
    hub = hubs()
    ear = hub.listen(0)
    say("一")
    ear.until(1)
    Channel.objects.filter(name=NAME).update(last=2)
    row = Channel.objects.get(name=NAME)
    row.lines.create(number=2, text='{"at":1,"k":"unpin"}', at=row.opened_at)  # said without a NOTIFY
    began = time.monotonic()
    assert ear.until(2) == [1, 2] and time.monotonic() - began < SILENCE_SECONDS + 5


def test_many_who_ask_at_once_cost_one_read(channel, hubs):
    for _ in range(3):
        say("一句")
    hub = hubs()
    ears = [hub.listen(0) for _ in range(50)]
    for ear in ears:
        assert ear.until(3) == [1, 2, 3]
    assert hub.hub.told.reads == 1
    say("又一句")
    for ear in ears:
        ear.until(4)
    assert hub.hub.told.reads == 2


def test_lines_said_by_several_at_once_arrive_in_their_order_whoever_was_first(channel, hubs):
    from django.db import connection

    ear = hubs().listen(0)

    def speak(who: int) -> None:
        for number in range(20):
            say(f"{who}的第{number}句")
        connection.close()

    speakers = [threading.Thread(target=speak, args=(who,)) for who in range(4)]
    for speaker in speakers:
        speaker.start()
    assert ear.until(80) == list(range(1, 81))
    for speaker in speakers:
        speaker.join()


def test_two_hubs_tell_the_same_lines_and_count_each_other(channel, hubs):
    one, two = hubs(name="hub-a"), hubs(name="hub-b")
    here, there = one.listen(0), two.listen(0)
    say("一")
    assert here.until(1) == there.until(1) == [1]
    until(lambda: one.hub.online(NAME) == two.hub.online(NAME) == 2)
    there.close()
    until(lambda: one.hub.online(NAME) == two.hub.online(NAME) == 1)


def test_a_hub_whose_clock_is_years_behind_tells_and_counts_as_any_other(channel, hubs):
    one = hubs(name="hub-a")
    behind = hubs(name="hub-b", now=lambda: time.monotonic() - 10 * 365 * 86_400)
    here, there = one.listen(0), behind.listen(0)
    say("一")
    assert here.until(1) == there.until(1) == [1]
    until(lambda: one.hub.online(NAME) == behind.hub.online(NAME) == 2)
    assert queries.online(NAME, timezone.now()) == 2
    assert [hub.name for hub in queries.hubs(timezone.now())] == ["hub-a", "hub-b"]


def test_everybody_is_told_now_and_then_how_many_listen(channel, hubs):
    hub = hubs(pulse=0.3)
    ears = [hub.listen(0) for _ in range(3)]
    for ear in ears:
        ear.until_event("online")
    until(lambda: ears[0].read() or ("online", 3) in ears[0].events)
    ears[2].close()
    until(lambda: ears[0].read() or ears[0].events[-1] == ("online", 2))


def test_a_hub_started_again_is_not_counted_twice(channel, hubs):
    one, two = hubs(name="hub-a"), hubs(name="hub-b")
    ear = one.listen(0)
    until(lambda: two.hub.online(NAME) == 1)
    one.stop()
    ear.close()
    again = hubs(name="hub-a")
    back = again.listen(0)
    until(lambda: again.hub.online(NAME) == 1)
    time.sleep(0.6)
    assert two.hub.online(NAME) == 1 and back.status == 200


def test_what_is_removed_by_law_is_told_to_nobody_who_comes_later(channel, hubs):
    hub = hubs()
    for words in ("一", "张某的身份证号是三六二四", "三"):
        say(words)
    ear = hub.listen(0)
    ear.until(3)
    actions.erase(NAME, 2, at=NOON)
    assert ear.until(4) == [1, 2, 3, 4]
    until(lambda: "三六二四" not in str(hub.get(f"/live/{NAME}/tail")[2].decode()))
    late = hub.listen(0)
    assert late.until(4) == [1, 2, 3, 4] and late.lines[1][1]["k"] == "withdrawn"


def test_a_listener_that_comes_and_goes_hears_everything_once(channel, hubs):
    hub = hubs()
    heard: list[int] = []
    for _ in range(5):
        ear = hub.listen(0, *([f"Last-Event-ID: {heard[-1]}"] if heard else []))
        say("一句")
        heard += ear.until(say("又一句"))
        ear.close()
        say("没有人在听")
    assert heard == list(range(1, len(heard) + 1)) and len(heard) == 14
