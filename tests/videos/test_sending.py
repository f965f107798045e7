"""An upload in pieces: continued where it broke off, refused as soon as it is known, never anybody else's."""

import pytest

from tests.cast import NOON
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.models import Entry
from zhengtong.videos import actions, places, queries, rules
from zhengtong.videos.choices import VideoState
from zhengtong.videos.models import Video

from .clips import claims_ten_hours, film, tone, words_alone

pytestmark = pytest.mark.django_db


def begun(cast, size: int, name: str = "a.mp4", by=None) -> Video:
    return actions.begin("标题", unit=cast.unit("MZ"), name=name, size=size, by=by or cast.tangbianji, at=NOON)


def refused(code: str, act, *words, **named) -> Refusal:
    with pytest.raises(Refusal) as caught:
        act(*words, **named)
    assert caught.value.code == code
    return caught.value


def test_a_recording_that_has_come_whole_waits_for_its_making(cast, send, tmp_path):
    video = send(film(tmp_path), name="../视频/会议.mp4")
    assert (video.state, video.file_name, video.width, video.height) == (VideoState.WAITING, "会议.mp4", 640, 360)
    assert video.seconds == pytest.approx(3, abs=0.2) and video.has_sound
    entry = Entry.objects.get(kind="video.received")
    assert entry.actor == "staff:MZ011" and entry.unit == "MZ" and entry.data["title"] == "政策一分钟"
    assert places.source(video.ref).stat().st_size == video.size and not places.incoming(video.ref).exists()


def test_an_upload_goes_on_where_it_broke_off(cast, tmp_path):
    data = film(tmp_path).read_bytes()
    video, half = begun(cast, len(data)), len(data) // 2
    actions.receive(video.ref, 0, data[:half], by=cast.tangbianji)
    places.incoming(video.ref).open("ab").write(b"written, and never counted")
    refused("chunk-elsewhere", actions.receive, video.ref, 0, data[:half], by=cast.tangbianji)
    refused("upload-incomplete", actions.finish, video.ref, by=cast.tangbianji, at=NOON)
    actions.receive(video.ref, half, data[half:], by=cast.tangbianji)
    actions.finish(video.ref, by=cast.tangbianji, at=NOON)
    assert places.source(video.ref).read_bytes() == data
    with pytest.raises(Unknown):
        actions.receive(video.ref, len(data), b"more", by=cast.tangbianji)


def test_who_does_not_write_for_a_unit_sends_nothing_for_it(cast, tmp_path):
    refused("not-allowed", begun, cast, 100, by=cast.jiaotongbianji)
    refused("not-allowed", begun, cast, 100, by=cast.hanqianfa)
    video = begun(cast, 100)
    for person in (cast.jiaotongbianji, cast.songwangzhan):
        with pytest.raises(Unknown):
            actions.receive(video.ref, 0, b"\0\0\0\x18ftypmp42", by=person)
        with pytest.raises(Unknown):
            actions.abandon(video.ref, by=person)
    assert not places.incoming(video.ref).exists()


def test_a_text_called_mp4_is_refused_with_its_first_piece(cast):
    video = begun(cast, 5000)
    refused("not-a-video", actions.receive, video.ref, 0, "这是一段文字".encode() * 100, by=cast.tangbianji)
    assert Video.objects.get().received == 0 and not places.incoming(video.ref).exists()


@pytest.mark.parametrize("case", ["no index", "a playlist inside", "ten hours", "nothing to play"])
def test_a_recording_that_cannot_be_played_is_refused_with_its_reason(case, cast, send, tmp_path, settings):
    clip = film(tmp_path)
    content = {
        "no index": clip.read_bytes().replace(b"moov", b"xxxx"),
        "a playlist inside": b"\0\0\0\x18ftypmp42\n#EXTM3U\n#EXTINF:9,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
        "ten hours": claims_ten_hours(film(tmp_path, "a.mkv")),
        "nothing to play": words_alone(tmp_path).read_bytes(),
    }[case]
    code = {"ten hours": "video-too-long", "nothing to play": "video-no-stream"}.get(case, "video-broken")
    refusal = refused(code, send, content)
    assert refusal.sentence.endswith("。")
    assert (
        Video.objects.get().state == VideoState.RECEIVING and not Entry.objects.filter(kind="video.received").exists()
    )


def test_more_pixels_than_a_screen_has_are_refused(cast, send, tmp_path, monkeypatch):
    monkeypatch.setattr("zhengtong.videos.rules.sending.MAX_PIXELS", 640 * 359)
    refused("video-too-many-pixels", send, film(tmp_path))


def test_sound_alone_is_a_recording_too(cast, send, tmp_path):
    video = send(tone(tmp_path), name="录音.mp3")
    assert not video.has_picture and video.has_sound and video.state == VideoState.WAITING


def test_what_does_not_fit_on_the_disk_is_refused_before_it_comes(cast, monkeypatch):
    monkeypatch.setattr(places, "has_room", lambda size: False)
    refused("no-room", begun, cast, 100)
    assert not Video.objects.exists()


def test_an_upload_is_forgotten_when_its_sender_gives_it_up_or_never_comes_back(cast, tmp_path):
    data = film(tmp_path).read_bytes()
    for by_sender in (True, False):
        video = begun(cast, len(data))
        actions.receive(video.ref, 0, data[:1000], by=cast.tangbianji)
        if by_sender:
            actions.abandon(video.ref, by=cast.tangbianji)
        else:
            from zhengtong.videos.tasks import ABANDONED_AFTER, sweep

            assert sweep(NOON + ABANDONED_AFTER - ABANDONED_AFTER / 2) == 0
            assert sweep(NOON + ABANDONED_AFTER * 2) == 1
        assert not Video.objects.exists() and not places.incoming(video.ref).exists()


def test_one_sees_the_videos_of_ones_own_part_and_no_others(cast, send, tmp_path):
    mine = send(film(tmp_path))
    for person in (cast.tangbianji, cast.luchushen, cast.hanqianfa, cast.songwangzhan):
        assert queries.video_for(person, mine.ref) == mine
    for person in (cast.jiaotongbianji, cast.fangbianji, cast.laozhou, cast.wangkezhang, None):
        assert not queries.visible_to(person).exists()
        with pytest.raises(Unknown):
            queries.video_for(person, mine.ref)
    assert {unit.code for unit in queries.units_for(cast.tangbianji)} == {"MZ"}
    assert queries.units_for(cast.songwangzhan).count() > 3 and not queries.units_for(cast.wangkezhang).exists()


def test_the_house_takes_in_a_recording_of_its_own(cast, tmp_path):
    clip = film(tmp_path)
    video = actions.take_in(clip, "示例", unit=cast.unit("BG"), by="system", at=NOON)
    assert video.state == VideoState.WAITING and places.source(video.ref).read_bytes() == clip.read_bytes()
    assert rules.check_poster("1.5", 3) == 1.5
