"""Real streams into a real studio: what comes out is played by anybody, and every mishap has its sentence."""

import signal
import socket

import pytest
from django.utils import timezone

from tests.broadcasts.conftest import Host, Open, is_open, stands, told, wait_for
from zhengtong.broadcasts import actions, places, queries, rules
from zhengtong.broadcasts.models import Broadcast
from zhengtong.broadcasts.studio import desk
from zhengtong.videos.encoding import look_into

pytestmark = pytest.mark.django_db(transaction=True)


def on_air(broadcast: Broadcast) -> Broadcast:
    """Wait until it is."""
    wait_for(lambda: stands(broadcast).state == "on")
    return stands(broadcast)


def index(broadcast: Broadcast, folder: str, edition: int = 1) -> str:
    place = places.public(broadcast.token) / folder / rules.index_name(edition)
    return place.read_text() if place.exists() else ""


def test_a_stream_by_rtmp_is_live_within_seconds_and_played_in_pieces(host: Host, open_one: Open):
    opened = open_one()
    host.push(opened.key)
    broadcast = on_air(opened.broadcast)
    public = places.public(broadcast.token)
    master = (public / "master-1.m3u8").read_text()
    assert "240p/index-1.m3u8" in master
    assert "sound/index-1.m3u8" in master
    assert "RESOLUTION=320x240" in master
    wait_for(lambda: index(broadcast, "240p").count("#EXTINF") >= 2)
    text = index(broadcast, "240p")
    assert "#EXT-X-ENDLIST" not in text
    assert "#EXT-X-PROGRAM-DATE-TIME" in text
    facts = look_into(queries.ffmpeg(), public / "240p" / rules.read_pieces(text)[0].name)
    assert (facts.width, facts.height) == (320, 240)
    assert facts.sound is not None
    assert (public / "poster.jpg").read_bytes()[:3] == b"\xff\xd8\xff"
    assert queries.public_url(broadcast) == f"/media/live/{broadcast.token}/master-1.m3u8"
    assert told() == ["on"]
    assert stands(broadcast).problem == ""

    actions.end(broadcast.ref, by=None, at=timezone.now())
    wait_for(lambda: stands(broadcast).closed_at)
    assert index(broadcast, "240p").endswith("#EXT-X-ENDLIST\n")
    assert told() == ["on", "ended"]


def test_a_source_that_goes_away_and_comes_back_joins_on_and_everybody_is_told(host: Host, open_one: Open):
    opened = open_one()
    first = host.push(opened.key)
    broadcast = on_air(opened.broadcast)
    first.stop()
    wait_for(lambda: stands(broadcast).state == "interrupted")
    assert "正在等待重新连接" in stands(broadcast).problem
    host.push(opened.key)
    on_air(broadcast)
    wait_for(lambda: "#EXT-X-DISCONTINUITY\n" in index(broadcast, "240p"))
    text = index(broadcast, "240p")
    assert text.index("r01-00000.ts") < text.index("#EXT-X-DISCONTINUITY\n") < text.index("r02-00000.ts")
    assert told() == ["on", "interrupted", "on"]
    assert [(run.number, run.edition, run.why) for run in queries.runs_of(broadcast)] == [(1, 1, "gone"), (2, 1, "")]


def test_a_source_that_falls_silent_is_noticed_though_its_connection_stands(host: Host, open_one: Open):
    opened = open_one()
    sender = host.push(opened.key)
    broadcast = on_air(opened.broadcast)
    sender.process.send_signal(signal.SIGSTOP)
    wait_for(lambda: stands(broadcast).state == "interrupted", 20)
    assert "没有收到画面" in stands(broadcast).problem
    sender.process.send_signal(signal.SIGCONT)
    sender.wait(30)  # it is turned away: what it sends joins on to nothing
    host.push(opened.key)
    on_air(broadcast)
    assert told() == ["on", "interrupted", "on"]


def test_a_wrong_key_and_a_second_publisher_are_turned_away_and_harm_nobody(host: Host, open_one: Open):
    opened = open_one()
    wrong = host.push("A" * 22)
    host.push(opened.key)
    broadcast = on_air(opened.broadcast)
    second = host.push(opened.key)
    assert wrong.wait(20)
    assert second.wait(20)
    count = index(broadcast, "240p").count("#EXTINF")
    wait_for(lambda: index(broadcast, "240p").count("#EXTINF") > count)
    assert told() == ["on"]
    assert len(queries.runs_of(broadcast)) == 1


@pytest.mark.parametrize(("options", "sentence"), [({"sound": False}, "没有声音"), ({"picture": False}, "没有画面")])
def test_a_stream_without_sound_or_picture_is_live_and_the_director_is_told(
    host: Host, open_one: Open, options, sentence
):
    opened = open_one()
    host.push(opened.key, **options)
    broadcast = on_air(opened.broadcast)
    wait_for(lambda: sentence in stands(broadcast).problem)
    folders = queries.runs_of(broadcast)[0].folders
    assert folders == (["240p"] if "sound" in options else ["sound"])


def test_sound_that_comes_later_begins_a_new_edition(host: Host, open_one: Open):
    opened = open_one()
    first = host.push(opened.key, sound=False)
    broadcast = on_air(opened.broadcast)
    first.stop()
    wait_for(lambda: stands(broadcast).state == "interrupted")
    host.push(opened.key)
    on_air(broadcast)
    assert queries.public_url(stands(broadcast)).endswith("/master-2.m3u8")
    assert index(broadcast, "240p", 1).endswith("#EXT-X-ENDLIST\n")
    assert "r02-00000.ts" in index(broadcast, "sound", 2)


def test_a_large_picture_is_made_in_smaller_sizes_and_the_largest_is_copied(host: Host, open_one: Open):
    opened = open_one()
    host.push(opened.key, size="854x480")
    broadcast = on_air(opened.broadcast)
    master = (places.public(broadcast.token) / "master-1.m3u8").read_text()
    assert [size for size in ("240p", "480p", "720p", "sound") if f"{size}/index-1.m3u8" in master] == [
        "240p", "480p", "sound",
    ]  # fmt: skip
    assert "RESOLUTION=854x480" in master


def test_key_pictures_too_far_apart_are_encoded_instead(host: Host, open_one: Open, monkeypatch):
    monkeypatch.setattr(desk, "LONGEST_PIECE", 0.5)  # stands for ten seconds, which a test does not wait
    opened = open_one()
    host.push(opened.key)
    wait_for(lambda: told() == ["on", "interrupted"])
    broadcast = stands(opened.broadcast)
    assert "关键帧" in broadcast.problem
    host.push(opened.key)
    on_air(broadcast)
    count = index(broadcast, "240p").count("r02-")
    wait_for(lambda: index(broadcast, "240p").count("r02-") > count)
    assert stands(broadcast).state == "on"


def test_a_disk_nearly_full_stops_the_picture_before_it_stops_the_county(host: Host, open_one: Open, monkeypatch):
    monkeypatch.setattr(desk, "DISK_EVERY", 0.3)
    opened = open_one()
    host.push(opened.key)
    broadcast = on_air(opened.broadcast)
    monkeypatch.setattr(places, "free_bytes", lambda: 1000)
    wait_for(lambda: stands(broadcast).state == "interrupted")
    assert "磁盘空间不足" in stands(broadcast).problem
    assert host.push(opened.key).wait(20)
    monkeypatch.setattr(places, "free_bytes", lambda: 1 << 40)
    wait_for(lambda: stands(broadcast).problem == "")
    host.push(opened.key)
    on_air(broadcast)


def test_a_studio_that_was_killed_takes_the_broadcast_up_again(host: Host, open_one: Open):
    opened = open_one()
    sender = host.push(opened.key)
    broadcast = on_air(opened.broadcast)
    killed = Broadcast.objects.filter(pk=broadcast.pk)
    host.stop()
    sender.stop()
    killed.update(state="on")  # as `kill -9` leaves it: nobody said that it was interrupted
    host.start()
    wait_for(lambda: stands(broadcast).state == "interrupted")
    assert "重新启动" in stands(broadcast).problem
    host.push(opened.key)
    on_air(broadcast)
    assert "#EXT-X-DISCONTINUITY\n" in index(broadcast, "240p")


def test_an_encoder_by_srt_is_live_and_a_wrong_password_is_not(host: Host, open_one: Open):
    opened = open_one("srt")
    to = f"srt://127.0.0.1:{host.srt + opened.broadcast.slot}?mode=caller&pbkeylen=16&passphrase="
    wrong = host.send("mpegts", f"{to}{'A' * 22}")
    assert wrong.wait(30)
    assert stands(opened.broadcast).state == "waiting"
    host.send("mpegts", f"{to}{opened.key}")
    broadcast = on_air(opened.broadcast)
    second = host.send("mpegts", f"{to}{opened.key}")
    assert second.wait(30)
    assert stands(broadcast).state == "on"
    assert told() == ["on"]


def test_what_is_no_video_is_refused_and_the_next_who_comes_is_served(host: Host, open_one: Open):
    opened = open_one()
    wait_for(lambda: is_open(host.rtmp), 10)
    for noise in (b"GET / HTTP/1.1\r\n\r\n", b"\x03" + bytes(1536 * 2 + 1) + b"\xff" * 5000):
        with socket.create_connection(("127.0.0.1", host.rtmp)) as stranger:
            stranger.sendall(noise)
    host.push(opened.key)
    on_air(opened.broadcast)
