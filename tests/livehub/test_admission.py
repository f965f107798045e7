"""Who is let in and who is not: limits with a polite page, the silent, the slow, the forged."""

import socket
import threading
import time
from contextlib import closing

import pytest

from livehub import wire
from livehub.channel import MOST_AT_ONCE
from livehub.gate import Limits, customer
from livehub.protocol import MOST_UNWRITTEN
from tests.cast import NOON
from zhengtong.foundation.errors import Refusal
from zhengtong.live import actions

from .conftest import HOST, NAME, answer_of, say, until

pytestmark = pytest.mark.django_db(transaction=True)


# --- last ids ---


def test_a_last_id_from_the_future_is_told_to_read_anew_and_hears_what_follows(channel, hubs):
    say("一")
    ear = hubs().listen(None, "Last-Event-ID: 999999999999")
    assert ear.until_event("reload") == 1
    say("二")
    assert ear.until(2) == [2]


def test_a_last_id_the_hub_does_not_know_yet_is_looked_for_before_it_is_doubted(channel, hubs):
    hub = hubs()
    first = hub.listen(0)
    first.until_event("online")
    say("一")
    first.until(1)
    channel_here = hub.hub.channels[NAME]
    hub.loop.call_soon_threadsafe(channel_here.take_anew, [])  # as if another hub had been told sooner
    ear = hub.listen(None, "Last-Event-ID: 1")
    say("二")
    assert ear.until(2) == [2] and "reload" not in [name for name, _ in ear.events]


def test_a_last_id_of_another_room_tells_lines_of_this_one_and_no_others(channel, hubs):
    actions.open_channel("ft-other", at=NOON)
    for number in range(4):
        say(f"别处第{number}句", "ft-other")
    say("一")
    hub = hubs()
    elsewhere = hub.listen(0, name="ft-other")
    elsewhere.until(4)
    ear = hub.listen(None, f"Last-Event-ID: {elsewhere.numbers[-1]}")
    assert ear.until_event("reload") == 1
    say("二")
    assert ear.until(2) == [2] and "二" in ear.lines[0][1]["html"]
    assert elsewhere.numbers == [1, 2, 3, 4]


@pytest.mark.parametrize("forged", ["x", "-1", "1.5", "٣", "1e3", "9" * 30, "1;DROP TABLE live_line"])
def test_a_last_id_that_is_no_number_is_refused_with_a_sentence(channel, hubs, forged):
    status, _, body = hubs().get(f"/live/{NAME}/stream", f"Last-Event-ID: {forged}")
    assert status == 400 and "Last-Event-ID须为行号" in body.decode()


# --- what is asked ---


def test_what_is_not_there_is_refused_with_a_sentence_and_looked_for_once(channel, hubs):
    hub = hubs()
    for path, sentence in (
        ("/live/nowhere/stream", "没有这个直播间"),
        ("/live/nowhere/tail", "没有这个直播间"),
        ("/", "没有这个地址"),
        ("/live/../etc/passwd", "没有这个地址"),
        (f"/live/{NAME}/stream/", "没有这个地址"),
        (f"/live/{NAME.upper()}/tail", "没有这个地址"),
        ("/live/%00/tail", "没有这个地址"),
    ):
        status, _, body = hub.get(path)
        assert status == 404 and sentence in body.decode(), path
    assert hub.hub.told.reads == 1
    actions.open_channel("nowhere", at=NOON)
    say("一", "nowhere")
    until(lambda: hub.get("/live/nowhere/tail")[0] == 200)


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"POST /live/a/stream HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc", 405),
        (b"\x16\x03\x01\x02\x00\x01\r\n\r\n", 400),
        (b"GET  /live HTTP/1.1\r\n\r\n", 400),
        (b"GET /live HTTP/1.1\r\nno colon here\r\n\r\n", 400),
        (b"GET /live HTTP/2.0\r\n\r\n", 400),
        (b"GET /\xe6 HTTP/1.1\r\n\r\n", 400),
        (b"A" * 9000, 431),
        (b"GET / HTTP/1.1\r\nCookie: " + b"x" * 60_000 + b"\r\n\r\n", 431),
    ],
)
def test_a_head_that_is_none_is_answered_and_the_connection_ended(channel, hubs, request_bytes, status):
    found, headers, body = answer_of(hubs().port, request_bytes)
    assert found == status and headers["Connection"] == "close" and "<p>" in body.decode()


def test_a_second_request_hidden_behind_the_first_is_never_read(channel, hubs):
    hub = hubs()
    hidden = b"GET /metrics HTTP/1.1\r\n\r\n"
    request = b"GET /live/%s/tail HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % (NAME.encode(), len(hidden))
    status, _, body = answer_of(hub.port, request + hidden)
    assert status == 200 and body.startswith(b'{"last"') and b"livehub_" not in body


def test_pages_of_other_sites_are_refused_and_our_own_may_listen(channel, hubs):
    hub = hubs(Limits(hosts=("www.afx.example.gov.cn", ".mz.example", "[::1]")))
    for origin in (
        "https://evil.example",
        "null",
        "https://afx.example.gov.cn.evil.example",
        "http://[",
        "https://xmz.example",
    ):
        status, headers, body = hub.get(f"/live/{NAME}/stream", f"Origin: {origin}")
        assert status == 403 and "其他网站" in body.decode() and "Access-Control-Allow-Origin" not in headers, origin
    for origin in (
        "https://www.afx.example.gov.cn",
        "http://www.afx.example.gov.cn:8000",
        "https://a.mz.example",
        "https://mz.example",
        "http://[::1]:8000",
    ):
        ear = hub.listen(0, f"Origin: {origin}")
        assert ear.status == 200 and f"Access-Control-Allow-Origin: {origin}".encode() in ear.head
    assert hub.get(f"/live/{NAME}/tail")[0] == 200


def test_a_line_of_100_kb_never_reaches_a_listener(channel, hubs):
    ear = hubs().listen(0)
    say("一")
    with pytest.raises(Refusal, match="每条不超过4KB"):
        say("长" * 34_000)
    say("二")
    assert ear.until(2) == [1, 2]


def test_a_line_break_in_a_line_cannot_end_it():
    frame = wire.line(7, '{"at":1,\r\n"k":"say"}\n\ndata: forged')
    assert frame.count(b"\n") == 3 and frame.endswith(b"\n\n") and b"\r" not in frame


# --- how many ---


def test_beyond_the_ceiling_a_polite_page_says_what_happens_now(channel, hubs):
    hub = hubs(Limits(listeners=2))
    say("一")
    ears = [hub.listen(0), hub.listen(0)]
    for ear in ears:
        ear.until(1)
    status, headers, body = hub.get(f"/live/{NAME}/stream")
    assert status == 503 and headers["Retry-After"] == "30" and headers["Content-Type"].startswith("text/html")
    assert "在线人数已满，页面会自动改为每隔几秒刷新一次。" in body.decode()
    assert hub.get(f"/live/{NAME}/tail")[0] == 200  # whoever finds no room asks for this
    ears.pop().close()
    until(lambda: hub.hub.gate.listeners == 1)
    assert hub.listen(0).until(1) == [1]


def test_one_address_takes_no_more_than_its_share_and_a_proxy_is_believed_about_it(channel, hubs):
    hub = hubs(Limits(per_address=2))
    ears = [hub.listen(0, "X-Forwarded-For: 6.6.6.6, 203.0.113.9") for _ in range(2)]
    assert [ear.status for ear in ears] == [200, 200]
    status, _, body = hub.get(f"/live/{NAME}/stream", "X-Forwarded-For: 203.0.113.9")
    assert status == 429 and "来自您所在网络的连接太多" in body.decode()
    other = hub.listen(0, "X-Forwarded-For: 203.0.113.10")
    assert other.status == 200
    ears[0].close()
    until(lambda: hub.hub.gate.listeners == 2)
    assert hub.listen(0, "X-Forwarded-For: 203.0.113.9").status == 200


def test_somebody_who_is_no_proxy_cannot_name_an_address(channel, hubs):
    hub = hubs(Limits(per_address=1, proxies=frozenset(["192.0.2.1"])))
    first = hub.listen(0, "X-Forwarded-For: 203.0.113.1")
    assert first.status == 200
    assert hub.get(f"/live/{NAME}/stream", "X-Forwarded-For: 203.0.113.2")[0] == 429


def test_an_ipv6_customer_is_one_address_however_many_they_use():
    assert customer("2001:db8:1:2::5") == customer("2001:db8:1:2:ffff::1") == "2001:db8:1:2::/64"
    assert customer("::ffff:203.0.113.9") == customer("203.0.113.9") == "203.0.113.9"
    assert customer("fe80::1%eth0") == "fe80::/64" and customer("") == "-" and customer("x:y") == "x:y"


# --- how fast ---


def test_a_head_that_dribbles_in_is_not_waited_for(channel, hubs):
    hub = hubs(Limits(head_seconds=1.0))
    with closing(socket.create_connection(("127.0.0.1", hub.port), timeout=10)) as loris:
        began = time.monotonic()
        with pytest.raises(OSError):
            while time.monotonic() < began + 10:
                loris.sendall(b"G")
                time.sleep(0.2)
        assert time.monotonic() - began < 5
    until(lambda: hub.hub.gate.turned.silent == 1 and hub.hub.gate.connections == 0)


def test_whoever_waits_longest_makes_room_when_all_places_are_taken_by_the_silent(channel, hubs):
    hub = hubs(Limits(connections=10))
    say("一")
    silent = [socket.create_connection(("127.0.0.1", hub.port)) for _ in range(10)]
    until(lambda: hub.hub.gate.connections == 10)
    ears = [hub.listen(0) for _ in range(5)]
    for ear in ears:
        assert ear.until(1) == [1]
    assert hub.hub.gate.turned.silent == 5
    until(lambda: hub.hub.gate.connections == 10)
    for each in silent:
        each.close()


def test_a_listener_that_does_not_read_is_dropped_and_reads_on_from_its_id(channel, hubs):
    hub = hubs(Limits(choked_seconds=1.5))
    slow, quick = hub.listen(0), hub.listen(0)
    quick.until_event("online")
    slow.until_event("online")
    words, said = "长" * 1200, 0
    while not hub.hub.gate.turned.slow:
        for _ in range(20):
            said = say(words)
        quick.read()
        (channel_here,) = hub.hub.channels.values()
        waiting = [one._transport.get_write_buffer_size() for one in tuple(channel_here.listeners) if one._transport]
        assert max(waiting) <= MOST_UNWRITTEN + 2 * MOST_AT_ONCE  # however much was said
        assert said < 2000
    assert quick.until(said) == list(range(1, said + 1))
    slow.until_over()
    assert slow.numbers == list(range(1, len(slow.numbers) + 1)) and slow.numbers[-1] < said
    again = hub.listen(0, f"Last-Event-ID: {slow.numbers[-1]}")
    assert slow.numbers + again.until(said) == list(range(1, said + 1))


def test_a_listener_that_is_slow_for_a_moment_misses_nothing(channel, hubs):
    hub = hubs(Limits(choked_seconds=60))
    slow = hub.listen(0)
    slow.until_event("online")
    for _ in range(150):
        said = say("长" * 1200)
    until(lambda: next(iter(hub.hub.channels[NAME].listeners)).is_choked)
    assert slow.until(said) == list(range(1, said + 1))
    assert hub.hub.gate.turned.slow == 0


def test_a_flood_of_rooms_that_are_none_does_not_keep_lines_from_arriving(channel, hubs):
    hub = hubs()
    ear = hub.listen(0)
    ear.until_event("online")
    stop = threading.Event()

    def flood() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            hub.get(f"/live/none-{number}/tail")

    flooding = threading.Thread(target=flood)
    flooding.start()
    began = time.monotonic()
    try:
        say("一")
        assert ear.until(1) == [1] and time.monotonic() - began < 5
    finally:
        stop.set()
        flooding.join()


def test_nothing_of_a_listener_that_has_gone_is_kept(channel, hubs):
    hub = hubs()
    for _ in range(30):
        ear = hub.listen(0)
        ear.until_event("online")
        ear.close()
    until(lambda: hub.hub.gate.connections == 0)
    gate = hub.hub.gate
    assert not (gate.listeners or gate._addresses or gate._owing or gate._choked or hub.hub.channels[NAME].listeners)


def test_who_asks_again_and_again_is_told_when_nothing_is_new(channel, hubs):
    hub = hubs()
    actions.say(NAME, "say", {"who": HOST, "html": "一"}, at=NOON)
    status, headers, body = hub.get(f"/live/{NAME}/tail")
    assert status == 200 and headers["Cache-Control"] == "public, max-age=2"
    assert body.startswith(b'{"last":1,"online":0,"lines":[[1,{"at":1')
    assert hub.get(f"/live/{NAME}/tail", f"If-None-Match: {headers['ETag']}")[0] == 304
    say("二")
    until(lambda: hub.get(f"/live/{NAME}/tail", f"If-None-Match: {headers['ETag']}")[0] == 200)
