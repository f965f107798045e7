"""The desk's page of a live picture, and the intake of a camera, by their answers."""

import pytest

from tests.cast import NOON
from tests.web.interview_ground import SLUG, announced
from zhengtong.broadcasts.models import Broadcast

AT = f"/desk/interviews/{SLUG}/video/"
HEAD = b"\x1a\x45\xdf\xa3" + b"webm" * 10


@pytest.fixture
def desk(client, cast, settings, tmp_path):
    from tests.cases.county import keep_time

    settings.VIDEOS_ROOT, settings.HOME = tmp_path / "videos", tmp_path
    keep_time(NOON)
    announced(cast.xiedaobo)
    client.force_login(cast.xiedaobo.user)
    return client


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("rtmp", "rtmp://localhost:1935/live"),
        ("srt", "srt://localhost:9710?mode=caller&amp;pbkeylen=16"),
        ("browser", "/camera/"),
    ],
)
def test_address_and_key_are_shown_once(desk, source, words):
    answer = desk.post(AT, {"source": source})
    page = answer.content.decode()
    key = Broadcast.objects.get().key
    assert words in page
    assert key in page
    assert answer["Cache-Control"].startswith("max-age=0")
    again = desk.get(AT).content.decode()
    assert key not in again
    assert "没有运行" in again  # no studio is at work here, and the page says so
    renewed = desk.post(f"{AT}key/").content.decode()
    assert key not in renewed
    assert Broadcast.objects.get().key in renewed


def test_what_cannot_be_opened_is_said_on_the_page(desk):
    assert desk.post(AT, {"source": ""}).status_code == 409
    assert "请选择画面来源" in desk.post(AT, {}).content.decode()
    assert desk.post(AT, {"source": "rtmp"}).status_code == 200
    assert "已经开通" in desk.post(AT, {"source": "rtmp"}).content.decode()
    assert desk.post(f"{AT}turn/", {"is_on": "1"}, follow=True).status_code == 200
    assert desk.get(f"{AT}state/").json()["state"] == "waiting"
    assert "已结束" in desk.post(f"{AT}end/", follow=True).content.decode()
    assert desk.post(f"{AT}end/").status_code == 404


def test_who_does_not_direct_finds_nothing(desk, cast):
    desk.post(AT, {"source": "rtmp"})
    for name in ("laozhou", "xiaoli", "wangkezhang"):
        desk.force_login(getattr(cast, name).user)
        assert desk.get(AT).status_code == 404
        assert desk.post(f"{AT}end/").status_code == 404
    assert Broadcast.objects.get().is_open


def test_a_camera_needs_its_key_and_sends_what_is_video(desk, client):
    desk.post(AT, {"source": "browser"})
    broadcast = Broadcast.objects.get()
    client.logout()
    at = f"/camera/{broadcast.ref}/"
    assert client.get(at).status_code == 200

    def send(number: int, content: bytes, key: str = broadcast.key):
        return client.post(f"{at}feed-0000001/{number}/", content, content_type="application/octet-stream",
                           headers={"Broadcast-Key": key})  # fmt: skip

    assert send(0, HEAD, "wrong").json()["code"] == "wrong-key"
    assert send(0, b"GIF89a").json() == {
        "code": "not-a-video",
        "sentence": "发来的内容不是视频，不能直播。请用页面上的“开始直播”打开摄像头。",
    }
    assert send(0, HEAD + bytes(2 << 20)).status_code == 422
    assert send(0, HEAD).json() == {"next": 1}
    assert send(0, HEAD).json() == {"next": 1}
    stop = client.post(f"{at}feed-0000001/stop/", headers={"Broadcast-Key": broadcast.key})
    assert stop.json() == {"is_stopped": True}
    assert Broadcast.objects.get().feed == ""


def test_a_camera_of_what_is_over_or_sent_otherwise_is_not_there(desk):
    desk.post(AT, {"source": "rtmp"})
    broadcast = Broadcast.objects.get()
    assert desk.get(f"/camera/{broadcast.ref}/").status_code == 404
    desk.post(f"{AT}end/")
    answer = desk.post(f"/camera/{broadcast.ref}/feed-0000001/0/", HEAD, content_type="application/octet-stream")
    assert answer.status_code == 410
    assert "已经结束" in answer.json()["sentence"]
