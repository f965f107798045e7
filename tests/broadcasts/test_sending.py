"""A browser's chunks: taken once, in whatever order; everything else is told why not."""

from datetime import timedelta

import pytest

from tests.broadcasts.conftest import Open, stands
from tests.cast import NOON
from zhengtong.broadcasts import actions, places
from zhengtong.broadcasts.actions import Opened
from zhengtong.foundation.errors import Refusal, Unknown

HEAD = b"\x1a\x45\xdf\xa3" + b"webm" * 10
FEED, OTHER = "feed-0000001", "feed-0000002"


@pytest.fixture
def opened(open_one: Open) -> Opened:
    return open_one("browser")


def take(
    opened: Opened, number: int, content: bytes = b"chunk", *, feed: str = FEED, key: str = "", after: float = 0
) -> int:
    at = NOON + timedelta(seconds=after)
    return actions.take_chunk(opened.broadcast.ref, key or opened.key, feed, number, content, at=at)


def lies(opened: Opened, feed: str = FEED) -> list[str]:
    return sorted(place.name for place in places.chunks(opened.broadcast.ref, feed).iterdir())


def refused(code: str, opened: Opened, *arguments: object, **options: object) -> str:
    before = stands(opened.broadcast)
    with pytest.raises(Refusal) as refusal:
        take(opened, *arguments, **options)
    assert refusal.value.code == code
    assert stands(opened.broadcast).feed_next == before.feed_next
    return refusal.value.sentence


def test_chunks_come_in_any_order_and_as_often_as_they_like(opened):
    assert take(opened, 0, HEAD) == 1
    assert take(opened, 2) == 1
    assert take(opened, 3) == 1
    assert take(opened, 1) == 4
    assert take(opened, 1, b"once more") == 4
    assert lies(opened) == ["000000", "000001", "000002", "000003"]
    assert (places.chunks(opened.broadcast.ref, FEED) / "000001").read_bytes() == b"chunk"


def test_a_chunk_that_was_read_already_is_not_taken_again(opened):
    take(opened, 0, HEAD)
    (places.chunks(opened.broadcast.ref, FEED) / "000000").unlink()
    assert take(opened, 0, HEAD) == 1
    assert lies(opened) == []


def test_a_wrong_key_another_source_and_a_broadcast_that_is_over_take_nothing(opened, open_one, director):
    assert "密钥不正确" in refused("wrong-key", opened, 0, HEAD, key="x" * 22)
    assert "密钥不正确" in refused("wrong-key", opened, 0, HEAD, key="密钥")
    actions.end(opened.broadcast.ref, by=director, at=NOON)
    with pytest.raises(Unknown, match="已经结束"):
        take(opened, 0, HEAD)
    assert "不能用浏览器发送" in refused("other-source", open_one("rtmp"), 0, HEAD)


def test_who_comes_second_waits_until_the_first_is_silent(opened):
    take(opened, 0, HEAD)
    assert "已经有一路画面" in refused("second-publisher", opened, 0, HEAD, feed=OTHER, after=5)
    assert take(opened, 0, HEAD, feed=OTHER, after=9) == 1
    assert lies(opened, FEED) == []
    refused("second-publisher", opened, 1, feed=FEED, after=10)
    actions.end_feed(opened.broadcast.ref, opened.key, OTHER)
    assert take(opened, 0, HEAD, feed="feed-0000003", after=11) == 1


def test_an_upload_that_is_no_video_is_refused_at_its_first_bytes(opened):
    assert "不是视频" in refused("not-a-video", opened, 0, b"GIF89a" * 100)
    refused("chunk-too-large", opened, 0, HEAD + bytes(2 << 20))
    refused("chunk-empty", opened, 0, b"")
    refused("feed-name", opened, 0, HEAD, feed="../../etc")
    assert stands(opened.broadcast).feed == ""


def test_a_session_whose_head_is_gone_begins_anew(opened):
    take(opened, 0, HEAD)
    take(opened, 1)
    assert actions.forget_feeds() == 1  # the studio was started anew
    refused("feed-unknown", opened, 2)
    assert take(opened, 0, HEAD, feed=OTHER) == 1


def test_a_session_that_cannot_be_played_hears_of_it(opened):
    take(opened, 0, HEAD)
    actions.refuse_feed(opened.broadcast.ref, FEED)
    assert "换一个浏览器" in refused("feed-refused", opened, 1)


def test_a_studio_that_reads_nothing_and_a_full_disk_are_told(opened, monkeypatch):
    monkeypatch.setattr(places, "free_bytes", lambda: 1000)
    assert "磁盘空间不足" in refused("no-room", opened, 0, HEAD)
    monkeypatch.undo()
    take(opened, 0, HEAD)
    from zhengtong.broadcasts.actions import sending

    monkeypatch.setattr(sending, "UNREAD", 3)
    take(opened, 1)
    take(opened, 2)
    assert "直播服务没有运行" in refused("studio-away", opened, 3)
