"""From a camera in a browser to the recording with its chapters and captions; real ffmpeg, real files."""

import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from tests.broadcasts.conftest import CHANNEL, Host, Open, Sender, source, stands, told, wait_for
from tests.videos.conftest import make_all
from zhengtong.broadcasts import actions, places, queries, rules, tasks
from zhengtong.broadcasts.models import Broadcast
from zhengtong.foundation.errors import Refusal
from zhengtong.live import actions as live
from zhengtong.videos.models import Video

pytestmark = pytest.mark.django_db(transaction=True)
FEED = "feed-0000001"


def film(tmp_path: Path, seconds: int = 9) -> list[bytes]:
    """What MediaRecorder makes of so many seconds, about a chunk a second."""
    place = tmp_path / "camera.webm"
    Sender(source("webm", str(place), seconds=seconds, fast=True)).wait(60)
    content = place.read_bytes()
    size = len(content) // seconds + 1
    return [content[at : at + size] for at in range(0, len(content), size)]


def send(opened: actions.Opened, chunks: list[bytes], first: int = 0, feed: str = FEED) -> int:
    following = 0
    for number, chunk in enumerate(chunks, first):
        following = actions.take_chunk(opened.broadcast.ref, opened.key, feed, number, chunk, at=timezone.now())
    return following


def say(name: str, words: str, after: float = 0, **more: str) -> None:
    who = {"name": name, "post": "", "role": "guest"}
    live.say(CHANNEL, "say", {"who": who, "html": words, **more}, at=timezone.now() + timedelta(seconds=after))


def on_air(broadcast: Broadcast) -> Broadcast:
    wait_for(lambda: stands(broadcast).state == "on")
    return stands(broadcast)


def seconds(broadcast: Broadcast) -> float:
    return sum(
        rules.seconds_of(places.read_run(broadcast.token, "240p", run.number)) for run in queries.runs_of(broadcast)
    )


def test_a_camera_that_stops_and_comes_back_loses_nothing(host: Host, open_one: Open, tmp_path, monkeypatch):
    monkeypatch.setattr(rules, "SILENT_SECONDS", 3.0)
    opened = open_one("browser")
    chunks = film(tmp_path, 18)
    send(opened, chunks[:9])
    broadcast = on_air(opened.broadcast)
    wait_for(lambda: stands(broadcast).state == "interrupted")  # the network is away; the browser keeps what it films
    send(opened, [chunks[8]], 8)
    send(opened, chunks[10:], 10)
    send(opened, [chunks[9]], 9)
    on_air(broadcast)
    actions.end(broadcast.ref, by=None, at=timezone.now())
    wait_for(lambda: stands(broadcast).closed_at)
    assert 17 < seconds(broadcast) < 19
    assert len(queries.runs_of(broadcast)) == 1
    assert told() == ["on", "interrupted", "on", "ended"]


def test_chunks_that_only_look_like_video_are_refused_when_they_have_been_looked_into(host, open_one, monkeypatch):
    from zhengtong.broadcasts.studio import run

    monkeypatch.setattr(run, "GIVE_UP_SECONDS", 1.0)
    opened = open_one("browser")
    send(opened, [b"\x1a\x45\xdf\xa3" + bytes(100_000)])
    for number in range(1, 40):
        try:
            send(opened, [bytes(60_000)], number)
        except Refusal as refusal:
            assert refusal.code == "feed-refused"
            break
        time.sleep(0.3)
    else:
        pytest.fail("nobody was told")
    assert "无法播放" in stands(opened.broadcast).problem


def test_a_camera_begins_anew_when_the_studio_was_killed(host: Host, open_one: Open, tmp_path):
    opened = open_one("browser")
    chunks = film(tmp_path)
    send(opened, chunks[:7])
    broadcast = on_air(opened.broadcast)
    host.stop()
    host.start()
    wait_for(lambda: stands(broadcast).feed == "")
    with pytest.raises(Refusal) as refused:
        send(opened, [chunks[7]], 7)
    assert refused.value.code == "feed-unknown"
    send(opened, chunks, feed="feed-0000002")
    on_air(broadcast)
    assert [run.edition for run in queries.runs_of(broadcast)] == [1, 1]


def test_the_recording_has_every_run_with_chapters_and_captions(host: Host, open_one: Open):
    opened = open_one()
    first = host.push(opened.key, seconds=6)
    broadcast = on_air(opened.broadcast)
    say("主持人", "<p>大家好，访谈现在开始。</p>")
    asked = {"ref": "Q1", "name": "张阿姨", "text": "低保到哪里申请？", "votes": 3}
    live.say(CHANNEL, "ask", asked, at=timezone.now())
    first.wait(30)
    wait_for(lambda: stands(broadcast).state == "interrupted")
    host.push(opened.key, seconds=6)
    on_air(broadcast)
    live.say(CHANNEL, "put", {"ref": "Q1"}, at=timezone.now())
    say("王局长", "<p>到乡镇便民服务中心。</p>", after=2, to="Q1")
    wait_for(lambda: seconds(broadcast) > 9)
    actions.end(broadcast.ref, by=None, at=timezone.now())
    wait_for(lambda: stands(broadcast).closed_at)
    whole = seconds(broadcast)

    assert tasks.record(timezone.now()) == 1
    assert tasks.record(timezone.now()) == 0
    video = Video.objects.get(ref=stands(broadcast).video_ref)
    assert abs(video.seconds - whole) < 1.5
    assert video.title == broadcast.title
    assert tasks.annotate(timezone.now()) == 0  # it cannot be played yet
    make_all()
    assert tasks.annotate(timezone.now()) == 1
    video.refresh_from_db()
    assert [chapter["title"] for chapter in video.chapters] == ["开场", "低保到哪里申请？"]
    assert 5 < video.chapters[1]["second"] < 11
    captions = video.captions.get()
    text = (Path(places.root()) / "made" / video.ref / captions.file).read_text()
    assert "主持人：大家好，访谈现在开始。" in text
    assert "王局长：到乡镇便民服务中心。" in text

    assert tasks.sweep(timezone.now()) == 0
    assert tasks.sweep(timezone.now() + timedelta(days=4)) == 1
    assert not (places.live() / broadcast.token).exists()
    assert queries.public_url(stands(broadcast)) == ""


def test_a_recording_whose_shape_changed_is_brought_together(host: Host, open_one: Open):
    opened = open_one()
    host.push(opened.key, seconds=5, sound=False).wait(30)
    wait_for(lambda: stands(opened.broadcast).state == "interrupted")
    host.push(opened.key, seconds=5, picture=False).wait(30)
    wait_for(lambda: stands(opened.broadcast).state == "interrupted" and len(queries.runs_of(opened.broadcast)) == 2)
    actions.end(opened.broadcast.ref, by=None, at=timezone.now())
    wait_for(lambda: stands(opened.broadcast).closed_at)
    assert tasks.record(timezone.now()) == 1
    video = Video.objects.get()
    assert (video.width, video.height, video.has_sound) == (320, 240, True)
    assert 8 < video.seconds < 12


def test_a_recording_that_cannot_be_kept_says_so(host: Host, open_one: Open):
    opened = open_one()
    host.push(opened.key, seconds=4).wait(30)
    wait_for(lambda: stands(opened.broadcast).state == "interrupted")
    actions.end(opened.broadcast.ref, by=None, at=timezone.now())
    wait_for(lambda: stands(opened.broadcast).closed_at)
    for piece in (places.live() / opened.broadcast.token).rglob("*.ts"):
        piece.write_bytes(b"nothing")
    assert tasks.record(timezone.now()) == 1
    assert "录像没有保存成功" in stands(opened.broadcast).problem


def test_two_workers_keep_one_recording(host: Host, open_one: Open):
    opened = open_one()
    host.push(opened.key, seconds=4).wait(30)
    wait_for(lambda: stands(opened.broadcast).state == "interrupted")
    actions.end(opened.broadcast.ref, by=None, at=timezone.now())
    wait_for(lambda: stands(opened.broadcast).closed_at)
    workers = [threading.Thread(target=_record) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert Video.objects.count() == 1


def _record() -> None:
    from django.db import connection

    tasks.record(timezone.now())
    connection.close()
