"""Whatever the other side is or sends: nothing outside the list is asked, nothing inside the house is reached, nothing too big is taken."""

import gzip
import socket
import threading
import time
from datetime import timedelta
from hashlib import blake2b

import pytest
from django.db import connections
from django.utils import timezone

from tests.capture.site import Site, bomb, endless, rss, serving
from zhengtong.capture.actions import hosts
from zhengtong.capture.fetching import wire
from zhengtong.capture.models import Courtesy
from zhengtong.foundation.errors import Refusal

pytestmark = pytest.mark.django_db


def refused(visitor, url: str, **how: object) -> str:
    with pytest.raises(Refusal) as refusal:
        visitor(**how).get(url)
    return refusal.value.code


def test_nothing_outside_the_white_list_is_ever_asked(site, visitor, cast):
    site.put("/a", "<p>有</p>")
    assert refused(visitor, site.url + "/a") == "host-not-listed" and site.asked == []


def test_another_port_of_a_listed_host_is_not_listed(listed, visitor):
    with serving() as other:
        assert refused(visitor, other.url + "/") == "host-not-listed" and other.asked == []


@pytest.mark.parametrize(
    "url",
    ["ftp://a.gov.cn/", "file:///etc/passwd", "gopher://127.0.0.1:70/", "http://", "//a.gov.cn", "http://u:p@a.gov.cn/",
     "http://a.gov.cn:99999/", "http://[::1", "javascript:alert(1)", "http://a b/", "http://a.gov.cn/" + "长" * 1000],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused(visitor, cast, url):
    assert refused(visitor, url) in ("bad-address", "bad-host", "host-not-listed")


@pytest.mark.parametrize(
    "number",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.9.9", "169.254.169.254", "100.100.100.200", "0.0.0.0", "::1", "fd00::1",  # noqa: S104
     "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "fe80::1", "224.0.0.1"],
)  # fmt: skip
def test_a_listed_name_that_leads_inwards_is_refused(visitor, cast, monkeypatch, number):
    hosts.allow("www.example.gov.cn", port=None, note="示例", with_subdomains=False, is_internal=False,
                by=cast.songwangzhan, at=timezone.now())  # fmt: skip
    monkeypatch.setattr(wire, "numbers_of", lambda address: ["8.8.8.8", number])
    monkeypatch.setattr(wire, "ask", lambda *args, **how: pytest.fail("asked"))
    assert refused(visitor, "http://www.example.gov.cn/") == "internal-address"


@pytest.mark.parametrize("number", ["169.254.169.254", "100.100.100.200", "fd00:ec2::254"])
def test_no_entry_of_the_list_opens_the_secrets_of_a_cloud(visitor, cast, monkeypatch, number):
    hosts.allow("inside.example.cn", port=None, note="内网", with_subdomains=False, is_internal=True,
                by=cast.songwangzhan, at=timezone.now())  # fmt: skip
    monkeypatch.setattr(wire, "numbers_of", lambda address: [number])
    assert refused(visitor, "http://inside.example.cn/latest/meta-data/") == "internal-address"


def test_a_name_that_changes_its_mind_is_asked_once_and_reached_where_it_was_checked(site, visitor, cast, monkeypatch):
    """DNS rebinding: public when checked, inwards when connected."""
    answers = iter([[(2, 1, 6, "", ("203.0.114.9", site.port))], [(2, 1, 6, "", ("127.0.0.1", site.port))]])
    connected = []

    def connect(where: tuple[str, int], **how: object) -> socket.socket:
        connected.append(where[0])
        raise ConnectionRefusedError(111, "refused")

    hosts.allow("rebind.example.cn", port=site.port, note="示例", with_subdomains=False, is_internal=False,
                by=cast.songwangzhan, at=timezone.now())  # fmt: skip
    Courtesy.objects.create(origin=f"http://rebind.example.cn:{site.port}", robots_at=timezone.now())
    monkeypatch.setattr(wire.socket, "getaddrinfo", lambda *args, **how: next(answers))
    monkeypatch.setattr(wire.socket, "create_connection", connect)
    assert refused(visitor, f"http://rebind.example.cn:{site.port}/") == "unreachable"
    assert connected == ["203.0.114.9"] and site.asked == []


def test_a_redirect_is_checked_like_the_first_address(listed, visitor):
    with serving() as stranger:
        stranger.put("/secret", "内部")
        for path, to, code in (
            ("/1", stranger.url + "/secret", "host-not-listed"),
            ("/2", "http://169.254.169.254/latest/meta-data/", "host-not-listed"),
            ("/3", "file:///etc/passwd", "bad-address"),
            ("/4", f"http://localhost:{listed.port}/ok", "host-not-listed"),
        ):
            listed.put(path, status=302, Location=to)
            assert refused(visitor, listed.url + path) == code
        assert stranger.asked == []
    listed.put("/ok", "<p>好</p>")
    listed.put("/5", status=301, Location="/ok")
    assert visitor().get(listed.url + "/5").url == listed.url + "/ok"


def test_redirects_without_end_end(listed, visitor):
    listed.put("/a", status=302, Location="/b")
    listed.put("/b", status=302, Location="/a")
    for number in range(20):
        listed.put(f"/n{number}", status=302, Location=f"/n{number + 1}")
    assert refused(visitor, listed.url + "/a") == "redirect-loop"
    assert refused(visitor, listed.url + "/n0") == "redirect-loop" and "/n9" not in listed.paths


def test_ten_gigabytes_are_cut_at_the_limit(listed, visitor):
    sent = []

    def answer(handler):
        endless("text/html", pieces=0)(handler)
        for _ in range(160_000):
            handler.wfile.write(b"x" * 65536)
            sent.append(65536)

    listed.on("/big", answer)
    assert refused(visitor, listed.url + "/big") == "too-large" and sum(sent) < 20 << 20
    listed.on(
        "/said",
        lambda handler: (
            handler.send_response(200),
            handler.send_header("Content-Length", str(10 << 30)),
            handler.end_headers(),
        ),
    )
    assert refused(visitor, listed.url + "/said") == "too-large"


def test_a_gzip_bomb_is_not_unpacked_however_it_is_sent(listed, visitor):
    listed.put("/packed", bomb(), Content_Encoding="gzip")
    listed.put("/map.xml.gz", bomb(), "application/gzip")
    listed.put("/small.xml.gz", gzip.compress(b"<urlset/>"), "application/gzip")
    for path in ("/packed", "/map.xml.gz"):
        assert refused(visitor, listed.url + path) == "too-large"
    assert visitor().get(listed.url + "/small.xml.gz").text == "<urlset/>"
    listed.put("/br", b"x", Content_Encoding="br")
    assert refused(visitor, listed.url + "/br") == "bad-answer"


def test_who_answers_a_drop_at_a_time_is_not_waited_for(listed, visitor):
    def drip(handler):
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n")
        for number in range(100):
            handler.wfile.write(f"X-{number}: 1\r\n".encode())
            time.sleep(0.05)

    listed.put("/robots.txt", status=404)
    listed.on("/slow", drip)
    begun = time.monotonic()
    assert refused(visitor, listed.url + "/slow", patience=0.6) == "timeout" and time.monotonic() - begun < 3


def test_what_is_no_http_is_refused(cast, visitor):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        hosts.allow("127.0.0.1", port=port, note="示例", with_subdomains=False, is_internal=True, by=cast.songwangzhan,
                    at=timezone.now())  # fmt: skip
        Courtesy.objects.create(origin=f"http://127.0.0.1:{port}", robots_at=timezone.now())

        def talk() -> None:
            line, _ = server.accept()
            with line:
                line.sendall(b"220 smtp ready\r\n\r\n")

        thread = threading.Thread(target=talk, daemon=True)
        thread.start()
        assert refused(visitor, f"http://127.0.0.1:{port}/") == "bad-answer"
        thread.join(5)


def test_what_robots_txt_forbids_is_not_asked(listed, visitor):
    listed.put("/robots.txt", "User-agent: *\nDisallow: /inner/\nDisallow: /*.do$\n", "text/plain")
    listed.put("/inner/1", "内")
    listed.put("/a.do", "动态")
    listed.put("/outer", "外")
    assert refused(visitor, listed.url + "/inner/1") == refused(visitor, listed.url + "/a.do") == "robots"
    assert visitor().get(listed.url + "/outer").text == "外" and listed.paths == ["/robots.txt", "/outer"]


def test_a_site_whose_rules_cannot_be_read_is_left_alone(listed, visitor):
    listed.put("/robots.txt", status=500)
    listed.put("/a", "外")
    assert refused(visitor, listed.url + "/a") == "robots-unreachable" and listed.paths == ["/robots.txt"]


def test_we_say_who_we_are(listed, visitor, settings):
    listed.put("/a", "外")
    visitor().get(listed.url + "/a")
    agents = {headers["User-Agent"] for _, headers in listed.asked}
    assert agents == {f"Zhengtong/1.0 (+{settings.PUBLIC_URL})"}


def test_we_wait_as_long_as_a_site_asks_us_to(listed, visitor):
    listed.put("/robots.txt", "User-agent: *\nCrawl-delay: 7\n", "text/plain")
    listed.put("/a", "一")
    waits: list[float] = []
    one = visitor(sleep=waits.append)
    one.get(listed.url + "/a")
    one.get(listed.url + "/a")
    assert len(waits) == 1 and 6 < waits[0] <= 7


def test_between_two_pages_of_a_site_there_is_a_pause_of_our_own(listed, visitor):
    listed.put("/a", "一")
    waits: list[float] = []
    one = visitor(gap=2.0, sleep=waits.append)
    one.get(listed.url + "/a")
    one.get(listed.url + "/a")
    assert len(waits) == 1 and 1 < waits[0] <= 2


def test_a_site_that_says_later_is_asked_later(listed, visitor):
    listed.put("/busy", status=503, Retry_After="3600")
    assert refused(visitor, listed.url + "/busy") == "asked-to-wait"
    free = Courtesy.objects.get().free_at - timezone.now()
    assert timedelta(minutes=59) < free <= timedelta(hours=1)
    assert refused(visitor, listed.url + "/other") == "asked-to-wait" and "/other" not in listed.paths


def test_an_errand_ends_when_its_time_is_over(listed, visitor):
    listed.put("/a", "一")
    assert refused(visitor, listed.url + "/a", seconds=0) in ("out-of-time", "robots-unreachable")


@pytest.mark.parametrize(
    "body",
    [
        '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title><link>http://a/</link></item></channel></rss>',
        '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><rss><channel>&b;</channel></rss>',
        "<rss><channel><item></rss>",
        "",
        "\x00\x01\x02",
        "<html><body>不是订阅</body></html>",
    ],
)
def test_broken_or_hostile_xml_breaks_nothing_but_its_source(listed, add, round_of, body):
    listed.put("/rss", body, "text/xml")
    source = add(listed.url + "/rss")
    run = round_of(source)
    assert run.state == "failed" and source.failures == 1 and run.reason and "passwd" not in run.reason


def test_a_feed_in_gb2312_is_read(listed, add, round_of):
    text = rss((listed.article("/1.html", "国标订阅里的一篇"), "国标")).replace("UTF-8", "GB2312")
    listed.put("/rss", text.encode("gb18030"), "text/xml")
    assert round_of(add(listed.url + "/rss")).new == 1


def test_whoever_else_is_at_the_site_is_waited_for(listed: Site, visitor):
    """One request at a time to a host, over all processes: the turn is the database's."""
    key = int.from_bytes(blake2b(b"capture:127.0.0.1", digest_size=8).digest(), signed=True)
    listed.put("/a", "页")
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [key])
        assert refused(visitor, listed.url + "/a", patience=0.3) == "asked-to-wait" and listed.asked == []
    finally:
        other.close()
    assert visitor().get(listed.url + "/a").text == "页"
