"""A recording made into HLS by the real ffmpeg: once, whoever is killed, and with a reason where it cannot be."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests.cast import NOON
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.models import Entry
from zhengtong.videos import actions, encoding, making, places, queries, tasks
from zhengtong.videos.actions.working import LEASE, Lost
from zhengtong.videos.choices import VideoState
from zhengtong.videos.models import Video

from .clips import film, tone
from .conftest import make_all

pytestmark = pytest.mark.django_db
VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\n\xe5\xa4\xa7\xe5\xae\xb6\xe5\xa5\xbd\n"


def test_a_recording_becomes_pieces_in_several_sizes_one_file_and_a_poster(cast, send, tmp_path):
    video = send(film(tmp_path, size="1280x720"))
    make_all()
    video.refresh_from_db()
    assert (video.state, video.percent, video.claim, video.problem) == (VideoState.READY, 100, "", "")
    folder = places.made(video.ref)
    master = (folder / "master.m3u8").read_text()
    assert "RESOLUTION=640x360" in master and "RESOLUTION=1280x720" in master and "sound/index.m3u8" in master
    for size in ("360p", "720p", "sound"):
        pieces = (folder / size / "index.m3u8").read_text()
        assert "#EXT-X-ENDLIST" in pieces and (folder / size / "00000.ts").stat().st_size > 1000
    whole = encoding.look_into(queries.ffmpeg(), folder / "video.mp4", is_own=True)
    assert whole.seconds == pytest.approx(3, abs=0.3) and whole.height == 720 and whole.sound is not None
    assert (folder / "video.mp4").stat().st_size == video.whole_bytes
    assert (folder / video.poster).read_bytes()[:3] == b"\xff\xd8\xff"
    assert Entry.objects.get(kind="video.encoded").subject == video.ref
    assert not list((places.root() / "making").iterdir())


def test_a_recording_without_sound_and_sound_without_a_picture_are_made_too(cast, send, tmp_path):
    silent, spoken = send(film(tmp_path, sound=False)), send(tone(tmp_path), name="录音.mp3")
    make_all()
    silent.refresh_from_db()
    spoken.refresh_from_db()
    assert silent.is_ready and not (places.made(silent.ref) / "sound").exists() and silent.poster
    assert spoken.is_ready and (places.made(spoken.ref) / "audio.m4a").exists() and not spoken.poster
    with pytest.raises(Refusal, match="没有画面"):
        actions.choose_poster(spoken.ref, "1", by=cast.tangbianji, at=NOON)


def test_a_recording_that_was_cut_off_fails_with_a_reason_and_is_not_tried_again(cast, send, tmp_path):
    data = film(tmp_path, seconds=20, size="320x240").read_bytes()
    video = send(data[: len(data) // 2])
    make_all()
    video.refresh_from_db()
    assert video.state == VideoState.FAILED and video.tries == 1 and "不完整" in video.problem
    assert Entry.objects.get(kind="video.failed").data["reason"] == video.problem
    assert not places.made(video.ref).exists() and not list((places.root() / "making").iterdir())

    places.source(video.ref).write_bytes(data)
    actions.retry(video.ref, by=cast.tangbianji, at=NOON)
    make_all()
    assert Video.objects.get().is_ready
    with pytest.raises(Refusal, match="转码失败的"):
        actions.retry(video.ref, by=cast.tangbianji, at=NOON)


def test_a_fault_of_the_machine_is_tried_again_a_few_times_with_pauses(cast, send, tmp_path, monkeypatch):
    send(film(tmp_path, size="160x120", sound=False))
    clock = [timezone.now()]

    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(making, "make", full)
    tried = 0
    while tasks.make_next(lambda: clock[0], threading.Event()) or Video.objects.get().state == VideoState.WAITING:
        video = Video.objects.get()
        tried = max(tried, video.tries)
        clock[0] = max(clock[0], video.not_before or clock[0]) + timedelta(seconds=1)
    video = Video.objects.get()
    assert tried == video.tries == 3 and video.state == VideoState.FAILED and "没有成功" in video.problem
    assert clock[0] - timezone.now() > timedelta(minutes=4)


def test_a_maker_that_was_killed_loses_its_claim_and_another_goes_on(cast, send, tmp_path):
    send(film(tmp_path, size="160x120", sound=False))
    now = timezone.now()
    killed = actions.claim(now)
    assert actions.claim(now) is None and actions.claim(now + LEASE / 2) is None
    actions.keep_claim(killed, 40, now + LEASE / 2)
    assert Video.objects.get().percent == 40 and actions.claim(now + LEASE * 1.2) is None
    other = actions.claim(now + LEASE * 2)
    assert other is not None and other.claim != killed.claim
    for late in (lambda: actions.keep_claim(killed, 60, now), lambda: actions.fail(killed, "迟到", at=now)):
        with pytest.raises(Lost):
            late()
    actions.let_go(other)
    assert Video.objects.get().tries == 1
    make_all()
    assert Video.objects.get().is_ready


def test_a_video_that_kills_its_maker_every_time_is_given_up(cast, send, tmp_path):
    send(film(tmp_path, size="160x120", sound=False))
    now = timezone.now() - timedelta(hours=1)
    for number in range(3):
        assert actions.claim(now + number * LEASE * 2) is not None
    make_all()
    video = Video.objects.get()
    assert video.state == VideoState.FAILED and "中断" in video.problem


def test_a_worker_that_stops_lets_go_at_once(cast, send, tmp_path):
    send(film(tmp_path, size="160x120", sound=False))
    stopping = threading.Event()
    stopping.set()
    assert tasks.make_next(timezone.now, stopping)
    video = Video.objects.get()
    assert (video.state, video.tries, video.claim) == (VideoState.WAITING, 0, "")
    assert not list((places.root() / "making").iterdir())


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_gets_a_video(cast, send, tmp_path):
    send(film(tmp_path, size="160x120", sound=False))
    now = timezone.now()

    def take(_: int) -> bool:
        try:
            return actions.claim(now) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(take, range(12))) == 1


@pytest.mark.django_db(transaction=True)
def test_the_workers_other_tasks_go_on_while_a_video_is_made(cast, send, tmp_path):
    send(film(tmp_path, size="160x120", sound=False))
    assert tasks.make(timezone.now()) == 1
    assert Video.objects.get().state in (VideoState.WAITING, VideoState.WORKING)
    tasks._beside.thread.join(30)
    assert Video.objects.get().is_ready and tasks.make(timezone.now()) == 0


@pytest.fixture
def ready(cast, send, tmp_path) -> Video:
    send(film(tmp_path, size="160x120", sound=False))
    make_all()
    return Video.objects.get()


def test_an_editor_chooses_another_second_for_the_poster(cast, ready, django_capture_on_commit_callbacks):
    before = ready.poster
    with django_capture_on_commit_callbacks(execute=True):
        video = actions.choose_poster(ready.ref, "2.5", by=cast.tangbianji, at=NOON)
    folder = places.made(ready.ref)
    assert video.poster != before and (folder / video.poster).exists() and not (folder / before).exists()
    for second in ("3.5", "-1", "nan", "a", ""):
        with pytest.raises(Refusal, match="之间的秒数"):
            actions.choose_poster(ready.ref, second, by=cast.tangbianji, at=NOON)
    with pytest.raises(Unknown):
        actions.choose_poster(ready.ref, "1", by=cast.jiaotongbianji, at=NOON)


def test_captions_come_and_go_with_an_entry_each(cast, ready, django_capture_on_commit_callbacks):
    captions = actions.add_captions(ready.ref, "zh", VTT, by=cast.tangbianji, at=NOON)
    assert captions.cues == 1 and "大家好" in (places.made(ready.ref) / captions.file).read_text()
    with django_capture_on_commit_callbacks(execute=True):
        newer = actions.add_captions(ready.ref, "zh", VTT.replace(b"02", b"01"), by=cast.tangbianji, at=NOON)
    assert not (places.made(ready.ref) / captions.file).exists() and ready.captions.count() == 1
    for language, content in (("fr", VTT), ("en", b"[Script Info]")):
        with pytest.raises(Refusal):
            actions.add_captions(ready.ref, language, content, by=cast.tangbianji, at=NOON)
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_captions(ready.ref, "zh", by=cast.tangbianji, at=NOON)
    assert not (places.made(ready.ref) / newer.file).exists() and not ready.captions.exists()
    with pytest.raises(Unknown):
        actions.remove_captions(ready.ref, "zh", by=cast.tangbianji, at=NOON)
    assert [e.kind for e in Entry.objects.filter(kind__startswith="video.caption").order_by("pk")] == [
        "video.captioned", "video.captioned", "video.caption_removed",
    ]  # fmt: skip


def test_what_is_shown_has_an_address_nobody_guesses_and_none_afterwards(cast, ready):
    assert actions.show([ready.pk]) == 1 and actions.show([ready.pk]) == 0
    first = Video.objects.get().public_token
    assert len(first) >= 22 and (places.public() / first / "master.m3u8").exists()
    assert actions.hide([ready.pk]) == 1 and not (places.public() / first).exists()
    actions.show([ready.pk])
    assert Video.objects.get().public_token not in ("", first)


def test_public_folders_are_mended_after_a_crash(cast, ready):
    actions.show([ready.pk])
    token = Video.objects.get().public_token
    places.hide(token)
    places.show("left-over-of-a-crash-0", ready.ref)
    assert tasks.sweep(timezone.now()) == 2 and places.shown() == {token}


def test_a_video_in_use_stays_and_another_goes_with_everything_of_it(cast, ready, django_capture_on_commit_callbacks):
    with pytest.raises(Refusal, match="还有稿件使用"):
        actions.remove(ready.ref, is_used=True, by=cast.tangbianji, at=NOON)
    actions.show([ready.pk])
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove(ready.ref, is_used=False, by=cast.tangbianji, at=NOON)
    assert not places.made(ready.ref).exists() and not places.source(ready.ref).exists() and not places.shown()
    with pytest.raises(Unknown):
        queries.video_for(cast.tangbianji, ready.ref)
