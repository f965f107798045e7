"""Likeness, addresses, characters, days and rules, as values."""

import random
import time
from datetime import UTC, datetime, timedelta

import pytest

from tests.capture.site import sentences
from tests.cast import NOON
from zhengtong.capture.rules import addresses, likeness
from zhengtong.capture.rules.article import article_of
from zhengtong.capture.rules.characters import decoded
from zhengtong.capture.rules.listing import Rule, page_links
from zhengtong.capture.rules.moments import moment_in
from zhengtong.capture.rules.sources import host_entry, next_round
from zhengtong.foundation.errors import Refusal

WORDS = "\n".join(sentences(f"底稿{number}") for number in range(4))


def near(one: str, other: str) -> int:
    return likeness.distance(likeness.fingerprint(one) or 0, likeness.fingerprint(other) or 0)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text + "（来源：江西省民政厅）",
        lambda text: text.replace("，", ",").replace("。", ". "),
        lambda text: " ".join(text),
        lambda text: text[:200] + "冬" + text[201:],
        lambda text: "责任编辑：王小明\n" + text,
    ],
    ids=["source added", "other punctuation", "blanks", "one character", "an editor named"],
)
def test_nearly_the_same_text_is_the_same(change):
    assert near(WORDS, change(WORDS)) <= likeness.NEAR


def test_other_texts_are_other_texts():
    texts = [sentences(f"文章{number}") for number in range(60)]
    assert min(near(one, other) for at, one in enumerate(texts) for other in texts[:at]) > likeness.NEAR
    assert near(WORDS, WORDS[: len(WORDS) // 2]) > likeness.NEAR


def test_a_text_too_short_has_no_fingerprint():
    assert likeness.fingerprint("停水通知。") is None


def test_texts_that_are_near_share_a_band_and_a_column_holds_the_value():
    dice = random.Random(7)
    for _ in range(500):
        value = dice.getrandbits(64)
        other = value
        for bit in dice.sample(range(64), likeness.NEAR):
            other ^= 1 << bit
        assert any(a == b for a, b in zip(likeness.bands(value), likeness.bands(other), strict=True))
        held = likeness.signed(value)
        assert -(2**63) <= held < 2**63 and likeness.unsigned(held) == value


def test_one_page_has_one_key_however_it_is_spelled():
    keys = {
        addresses.key_of(text)
        for text in (
            "http://www.jiangxi.gov.cn/art/1.html?b=2&a=1",
            "https://WWW.JIANGXI.GOV.CN:443/art/1.html?a=1&b=2#top",
            "http://www.jiangxi.gov.cn./art/1.html?a=1&b=2&utm_source=x&spm=1",
        )
    }
    assert keys == {"www.jiangxi.gov.cn/art/1.html?a=1&b=2"}
    assert addresses.key_of("http://a.cn/关于") == addresses.key_of("http://a.cn/%E5%85%B3%E4%BA%8E")
    assert len(addresses.key_of("http://a.cn/" + "a" * 900)) <= addresses.LONGEST_KEY


def test_a_listed_host_covers_what_it_says():
    entry = host_entry("jian.gov.cn", None, with_subdomains=True, is_internal=False)
    for url, is_covered in (
        ("https://www.jian.gov.cn/", True), ("http://jian.gov.cn/", True), ("http://jian.gov.cn:8080/", False),
        ("http://evil-jian.gov.cn/", False), ("http://jian.gov.cn.evil.example/", False),
    ):  # fmt: skip
        assert entry.covers(addresses.read(url)) is is_covered, url


@pytest.mark.parametrize("host", ["gov.cn", "com", "jx.cn", "10.0.0.1", "::1"])
def test_a_list_as_wide_as_the_world_is_none(host):
    with pytest.raises(Refusal) as refusal:
        host_entry(host, None, with_subdomains=True, is_internal=False)
    assert refusal.value.code == "too-wide"


@pytest.mark.parametrize(
    ("content", "declared"),
    [
        ("镕基㐂堃".encode("gb18030"), "gb2312"),
        ("镕基㐂堃".encode("gb18030"), ""),
        ("镕基㐂堃".encode(), ""),
        ("镕基㐂堃".encode(), "iso-8859-1"),
        ("镕基㐂堃".encode("gb18030"), "utf-8"),
        (b"\xef\xbb\xbf" + "镕基㐂堃".encode(), "gbk"),
        (b'<meta charset="nonsense">' + "镕基㐂堃".encode(), "x-unknown"),
    ],
)
def test_characters_are_read_whatever_is_said_of_them(content, declared):
    assert decoded(content, declared).endswith("镕基㐂堃")


@pytest.mark.parametrize(
    "text",
    ["2026-11-20 10:30", "2026年11月20日 10:30", "发布于2026/11/20 10:30:00", "2026-11-20T10:30:00+08:00",
     "Fri, 20 Nov 2026 02:30:00 GMT", "2026-11-20T02:30:00Z"],
)  # fmt: skip
def test_a_moment_is_read_in_every_way_it_is_written(text):
    assert moment_in(text) == datetime(2026, 11, 20, 2, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "昨天", "2026-13-45", "0000-00-00", "99999999999", "2026年2月30日"])
def test_what_is_no_moment_is_none(text):
    assert moment_in(text) is None


def test_a_list_of_a_hundred_thousand_links_takes_no_time():
    page = "<div>" + "<a href='/same.html'>同一条</a>" * 100_000 + "</div>"
    begun = time.process_time()
    assert len(page_links(page, "http://a.cn/", Rule("pattern", "*.html"))) == 1
    assert time.process_time() - begun < 10


def test_a_rule_with_signs_of_its_own_is_taken_as_it_stands():
    assert Rule("pattern", "*/a?id=[1]*").admits("http://a.cn/a?id=[1]2")
    assert not Rule("pattern", "*/a?id=*").admits("http://a.cn/abid=1")


def test_a_page_without_an_article_is_refused():
    for page in ("", "<html></html>", "\x00\x01", "<html><body><ul><li><a href='/1'>目录</a></li></ul></body></html>"):
        with pytest.raises(Refusal) as refusal:
            article_of(page, "http://a.cn/1", title="标题")
        assert refusal.value.code == "no-text"


def test_the_next_round_is_never_sooner_than_the_interval():
    assert next_round(NOON, 7 * 24 * 60, 9) - NOON == timedelta(days=7)
    assert next_round(NOON, 10, 0) - NOON == timedelta(minutes=10)
