"""Lines in the database: numbered without gaps whoever publishes, never changed, heard of when they are committed."""

import threading
from datetime import timedelta

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from tests.cast import NOON
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.live import actions, queries, tasks
from zhengtong.live.models import Hub, Line, Presence

HOST = {"name": "邹雨桐", "post": "主持人", "role": "host"}
NAME = "ft-2026-0001"


def say(words: str, **more) -> int:
    return actions.say(NAME, "say", {"who": HOST, "html": words, **more}, at=NOON)


@pytest.fixture
def channel(db):
    return actions.open_channel(NAME, at=NOON)


def test_lines_are_numbered_from_one_and_read_after_a_number(channel):
    assert [say("一"), say("二"), say("三")] == [1, 2, 3]
    assert [number for number, _ in queries.page(NAME, 1)] == [2, 3]
    assert [entry.html for entry in queries.timeline(NAME)] == ["<p>一</p>", "<p>二</p>", "<p>三</p>"]


def test_a_line_is_cleaned_whatever_its_caller_did(channel):
    say("好<script>alert(1)</script>")
    assert "script" not in queries.page(NAME)[0][1]


def test_a_line_of_100_kb_is_refused_and_the_timeline_stays_whole(channel):
    say("一")
    with pytest.raises(Refusal, match="每条不超过4KB"):
        say("长" * 34_000)
    assert say("二") == 2


def test_a_line_that_is_rolled_back_leaves_no_gap(channel):
    say("一")
    with pytest.raises(RuntimeError), transaction.atomic():
        assert say("二") == 2
        raise RuntimeError
    assert say("又二") == 2
    assert [entry.html for entry in queries.timeline(NAME)] == ["<p>一</p>", "<p>又二</p>"]


def test_corrections_and_withdrawals_are_new_lines(channel):
    say("十二点")
    say("多说了")
    assert actions.correct(NAME, 1, "十一点", at=NOON) == 3
    assert actions.withdraw(NAME, 2, at=NOON) == 4
    assert [entry.html for entry in queries.timeline(NAME)] == ["<p>十一点</p>"]
    assert "十二点" in queries.page(NAME)[0][1]


def test_a_forged_number_is_corrected_and_withdrawn_by_nobody(channel):
    say("一")
    actions.pin(NAME, "公告", at=NOON)
    for forged in (0, -1, 2, 99, 2**40):
        with pytest.raises(Unknown):
            actions.withdraw(NAME, forged, at=NOON)
        with pytest.raises(Unknown):
            actions.correct(NAME, forged, "假", at=NOON)
    assert len(queries.page(NAME)) == 2


def test_nobody_changes_or_removes_a_line(channel):
    say("一")
    for statement in ("DELETE FROM live_line", "UPDATE live_line SET text = '{}'", "UPDATE live_line SET number = 9"):
        with pytest.raises(DatabaseError, match="只增不改"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Line.objects.count() == 1


def test_words_the_law_wants_removed_are_removed_and_the_number_stays(channel):
    say("张某某的身份证号")
    say("二")
    actions.erase(NAME, 1, at=NOON)
    assert "张某某" not in str(queries.page(NAME))
    assert [number for number, _ in queries.page(NAME)] == [1, 2, 3]
    assert [entry.number for entry in queries.timeline(NAME)] == [2]


def test_notices_are_put_up_and_taken_down(channel):
    actions.pin(NAME, "信号调试中", at=NOON)
    assert queries.standing(NAME).pinned == "<p>信号调试中</p>"
    actions.unpin(NAME, at=NOON)
    assert queries.standing(NAME).pinned == ""


def test_a_closed_channel_takes_no_lines_and_an_unknown_one_is_not_found(channel):
    actions.close_channel(NAME, at=NOON)
    with pytest.raises(Refusal, match="直播已经结束"):
        say("迟到")
    with pytest.raises(Unknown):
        actions.say("no-such", "unpin", {}, at=NOON)
    assert queries.open_channels() == []


@pytest.mark.parametrize("name", ["", "FT-1", "a b", "-a", "a" * 61, "a/b", "访谈"])
def test_a_name_that_is_none_opens_nothing(db, name):
    with pytest.raises(ValueError, match="no name"):
        actions.open_channel(name, at=NOON)


def test_the_tail_tells_the_newest_lines_and_who_is_there(channel):
    for words in "一二三四":
        say(words)
    Presence.objects.create(hub="a", channel=NAME, listeners=40, at=NOON)
    told = queries.tail(NAME, after=0, most=2, at=NOON)
    assert (told["last"], told["online"], [number for number, _ in told["lines"]]) == (4, 40, [3, 4])
    assert told["lines"][0][1]["html"] == "<p>三</p>"
    assert queries.tail(NAME, after=4, at=NOON)["lines"] == []


# --- presence ---


def test_online_is_summed_over_the_hubs_that_told_lately(channel):
    Presence.objects.create(hub="a", channel=NAME, listeners=40, at=NOON)
    Presence.objects.create(hub="b", channel=NAME, listeners=2, at=NOON - timedelta(seconds=9))
    Presence.objects.create(hub="dead", channel=NAME, listeners=900, at=NOON - timedelta(seconds=11))
    Presence.objects.create(hub="a", channel="other", listeners=7, at=NOON)
    assert queries.online(NAME, NOON) == 42


def test_of_every_minute_the_most_is_kept_and_the_peak_is_the_most_of_all(channel):
    here = Presence.objects.create(hub="a", channel=NAME, listeners=10, at=NOON)
    for seconds, listeners in ((0, 10), (20, 90), (40, 30), (70, 50)):
        at = NOON + timedelta(seconds=seconds)
        Presence.objects.filter(pk=here.pk).update(listeners=listeners, at=at)
        assert tasks.sample(at) == 1
    crowd = queries.crowd(NAME)
    assert crowd.peak == 90
    assert crowd.curve == ((NOON, 90), (NOON + timedelta(minutes=1), 50))


def test_closing_counts_a_last_time_and_what_is_closed_is_sampled_no_more(channel):
    Presence.objects.create(hub="a", channel=NAME, listeners=10, at=NOON)
    actions.close_channel(NAME, at=NOON)
    assert tasks.sample(NOON + timedelta(minutes=1)) == 0
    assert queries.crowd(NAME).curve == ((NOON, 10),)


def test_hubs_that_are_gone_are_forgotten_after_a_day(channel):
    for name, age in (("here", timedelta()), ("gone", timedelta(days=2))):
        Hub.objects.create(name=name, pid=1, address="127.0.0.1:8010", started_at=NOON, at=NOON - age)
    assert [hub.name for hub in queries.hubs(NOON)] == ["here"]
    tasks.sample(NOON)
    assert [hub.name for hub in Hub.objects.all()] == ["here"]


# --- two at once ---


@pytest.mark.django_db(transaction=True)
def test_publishers_at_the_same_moment_get_numbers_without_gaps_in_the_order_of_their_commits():
    actions.open_channel(NAME, at=NOON)
    ready = threading.Barrier(4)
    numbers: list[int] = []

    def publish(who: int) -> None:
        ready.wait()
        for turn in range(25):
            try:
                with transaction.atomic():
                    number = say(f"{who}说{turn}")
                    if turn % 5 == 4:
                        raise RuntimeError
                numbers.append(number)
            except RuntimeError:
                continue
        connection.close()

    threads = [threading.Thread(target=publish, args=[who]) for who in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(numbers) == [number for number, _ in queries.page(NAME)] == list(range(1, 81))


@pytest.mark.django_db(transaction=True)
def test_hubs_hear_of_a_line_when_it_is_committed_and_not_of_one_that_is_not():
    actions.open_channel(NAME, at=NOON)
    with psycopg.connect(**_address(), autocommit=True) as hub:
        hub.execute("LISTEN livehub")
        with pytest.raises(RuntimeError), transaction.atomic():
            say("不算")
            raise RuntimeError
        assert list(hub.notifies(timeout=0.2)) == []
        say("算")
        assert [word.payload for word in hub.notifies(timeout=2, stop_after=1)] == [NAME]


def _address() -> dict[str, str]:
    params = connection.get_connection_params()
    return {key: params[key] for key in ("host", "port", "user", "password", "dbname") if params.get(key)}
