"""视频 behind the editors' door and in front of it: sent in pieces, shown with its article, gone with it."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.cast import NOON, Cast
from tests.cms.doors.ground import picture_file
from tests.cms.editorial import Office, open_office
from tests.videos.clips import film
from tests.videos.conftest import make_all
from zhengtong.cms.models import ArticlePage, Picture
from zhengtong.cms.pagecache.models import PageChange
from zhengtong.cms.videos import loading, showing
from zhengtong.cms.withdrawing import actions as withdrawing
from zhengtong.journal.models import Entry
from zhengtong.videos import actions, places, rules
from zhengtong.videos.models import Video

pytestmark = pytest.mark.django_db
VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\n大家好\n"


@pytest.fixture
def office(cast: Cast, portal, settings, tmp_path) -> Office:
    settings.VIDEOS_ROOT = tmp_path / "videos"
    settings.MEDIA_ROOT = tmp_path / "media"
    return open_office(cast, portal)


@pytest.fixture
def video(office: Office, tmp_path) -> Video:
    clip = film(tmp_path, size="160x120", sound=False)
    actions.take_in(clip, "低保一分钟", unit=office.cast.unit("MZ"), by="staff:MZ011", at=NOON)
    make_all()
    return Video.objects.get()


@pytest.fixture
def after(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def browser(person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def told(office: Office, video: Video, caption: str = "动画解读") -> ArticlePage:
    """An article of form video, as a draft."""
    article = office.write("一分钟看懂低保")
    article.form = "video"
    article.body = [("video", {"video": video, "caption": caption})]
    article.save_revision(user=office.cast.tangbianji.user)
    return article


def test_an_editor_sends_a_recording_in_pieces_and_goes_on_after_a_break(office, tmp_path, settings):
    client, data = browser(office.cast.tangbianji), film(tmp_path, size="160x120", sound=False).read_bytes()
    page = client.get("/editor/videos/add/").content.decode()
    assert "县民政局" in page and "县交通局" not in page and "断点" in page
    said = {"title": "低保一分钟", "unit": "MZ", "name": "a.mp4", "size": len(data)}
    begun = client.post("/editor/videos/uploads/", said).json()
    assert (begun["received"], begun["piece"]) == (0, rules.CHUNK)
    half = len(data) // 2
    send = {"content_type": "application/octet-stream"}
    assert client.post(begun["upload"], data[:half], headers={"Upload-Offset": "0"}, **send).json()["received"] == half
    again = client.post(begun["upload"], data[:half], headers={"Upload-Offset": "0"}, **send)
    assert (
        again.status_code == 409 and again.json()["received"] == half == client.get(begun["upload"]).json()["received"]
    )
    done = client.post(begun["upload"], data[half:], headers={"Upload-Offset": str(half)}, **send).json()
    assert "等待转码" in client.get(done["page"]).content.decode()
    assert client.get(f"{done['page']}state/").json()["state"] == "waiting"
    assert client.get(begun["upload"]).status_code == 404


def test_an_upload_that_is_refused_says_why_and_leaves_nothing(office):
    client = browser(office.cast.tangbianji)
    for change, field in (
        ({"name": "a.exe"}, "file"),
        ({"unit": "JT"}, "unit"),
        ({"title": " "}, "title"),
        ({"size": "x"}, "file"),
    ):
        said = {"title": "标题", "unit": "MZ", "name": "a.mp4", "size": 900} | change
        answer = client.post("/editor/videos/uploads/", said)
        assert (
            answer.status_code == 422 and answer.json()["field"] == field and answer.json()["sentence"].endswith("。")
        )
    begun = client.post("/editor/videos/uploads/", {"title": "标题", "unit": "MZ", "name": "a.mp4", "size": 900}).json()
    other = browser(office.cast.jiaotongbianji)
    assert other.get(begun["upload"]).status_code == other.post(begun["cancel"]).status_code == 404
    text = "只是一段文字".encode() * 50
    answer = client.post(begun["upload"], text, content_type="application/octet-stream", headers={"Upload-Offset": "0"})
    assert answer.status_code == 422 and answer.json()["code"] == "not-a-video" and not Video.objects.exists()
    begun = client.post("/editor/videos/uploads/", {"title": "标题", "unit": "MZ", "name": "a.mp4", "size": 900}).json()
    assert client.post(begun["cancel"]).status_code == 200 and not Video.objects.exists()


def test_the_page_of_a_video_takes_captions_a_poster_and_its_removal(office, video, after):
    client = browser(office.cast.tangbianji)
    at = f"/editor/videos/{video.ref}/"
    refused = client.post(f"{at}captions/", {"language": "zh", "file": SimpleUploadedFile("a.ass", b"[Script Info]")})
    assert refused.status_code == 409 and "ASS" in refused.content.decode()
    good = SimpleUploadedFile("a.vtt", VTT.encode())
    assert client.post(f"{at}captions/", {"language": "zh", "file": good}).status_code == 302
    assert client.post(f"{at}poster/", {"second": "1.5"}).status_code == 302
    assert "0到3之间" in client.post(f"{at}poster/", {"second": "99"}).content.decode()
    page = client.get(at).content.decode()
    assert "中文字幕，1条" in page and "尚未公开" in page
    video.refresh_from_db()
    preview = client.get(f"{at}files/{video.poster}")
    assert preview["Content-Type"] == "image/jpeg" and "no-store" in preview["Cache-Control"]
    assert client.get(f"{at}files/../../x.mp4").status_code == 404
    for act in ("captions", "captions-removal", "poster", "retry", "remove"):
        for person in (office.cast.jiaotongbianji, office.cast.hanqianfa):
            assert browser(person).post(f"{at}{act}/").status_code == 404
    with after():
        assert client.post(f"{at}remove/").status_code == 302
    assert client.get(at).status_code == 404 and not places.made(video.ref).exists()


def test_a_title_is_mended_where_it_is_shown(office, video, after, client):
    with after():
        article = office.publish(told(office, video, caption=""))
    assert "低保一分钟" in client.get(article.url).content.decode()
    editor, at = browser(office.cast.tangbianji), f"/editor/videos/{video.ref}/edit/"
    assert 'value="低保一分钟"' in editor.get(at).content.decode()
    for title, why in ((" ", "请填写视频标题"), ("长" * 81, "80个字"), ("低保一分钟", "没有变化")):
        refused = editor.post(at, {"title": title})
        assert refused.status_code == 409 and why in refused.content.decode()
    assert not Entry.objects.filter(kind="video.renamed").exists()
    PageChange.objects.all().delete()
    assert editor.post(at, {"title": "  临时救助<一分钟> "}).status_code == 302
    assert [f"video:{video.pk}"] in PageChange.objects.values_list("tags", flat=True)
    shown = client.get(article.url).content.decode()
    assert "临时救助&lt;一分钟&gt;" in shown and "低保一分钟" not in shown
    entry = Entry.objects.get(kind="video.renamed")
    assert (entry.data["before"], entry.data["title"]) == ("低保一分钟", "临时救助<一分钟>")
    for person in (office.cast.jiaotongbianji, office.cast.hanqianfa):
        assert browser(person).get(at).status_code == browser(person).post(at, {"title": "乱改"}).status_code == 404
    video.refresh_from_db()
    assert video.title == "临时救助<一分钟>"


def test_the_chooser_offers_what_is_of_ones_own_part(office, video):
    mine, other = browser(office.cast.tangbianji), browser(office.cast.jiaotongbianji)
    assert "低保一分钟" in json.loads(mine.get("/editor/video-chooser/?q=低保").content)["html"]
    assert "低保一分钟" not in json.loads(mine.get("/editor/video-chooser/?q=没有").content)["html"]
    assert "低保一分钟" not in json.loads(other.get("/editor/video-chooser/").content)["html"]
    chosen = json.loads(mine.get(f"/editor/video-chooser/chosen/{video.pk}/").content)
    assert chosen["result"]["title"] == "低保一分钟"
    for key in (video.pk, 999, "x", "9" * 30):
        assert other.get(f"/editor/video-chooser/chosen/{key}/").status_code == 404
        assert other.get(f"/editor/video-chooser/chosen-multiple/?id={key}").status_code == 404


def test_a_video_is_public_as_long_as_a_published_article_shows_it(office, video, after, client):
    article = told(office, video)
    assert showing.follow() == 0 and not places.shown()
    assert browser(office.cast.tangbianji).get(f"/editor/videos/{video.ref}/").status_code == 200
    with after():
        article = office.publish(article)
    video.refresh_from_db()
    first = video.public_token
    page = client.get(article.url).content.decode()
    at = f"/media/videos/{first}"
    assert f'data-hls="{at}/master.m3u8"' in page and f'src="{at}/video.mp4"' in page and f"{at}/{video.poster}" in page
    answer = client.get(f"{at}/video.mp4", headers={"Range": "bytes=0-9"})
    assert answer.status_code == 206 and len(b"".join(answer.streaming_content)) == 10
    assert (
        client.get(f"{at}/360p/index.m3u8").status_code == 404
        and client.get(f"{at}/120p/index.m3u8").status_code == 200
    )
    assert client.get(f"{at}/../{video.ref}/video.mp4").status_code == 404

    with after():
        withdrawing.withdraw(article, "error", "误发", by=office.cast.hanqianfa, at=timezone.now())
    assert client.get(f"{at}/video.mp4").status_code == client.get(f"{at}/master.m3u8").status_code == 404
    with after():
        withdrawing.restore(article, "核对无误", by=office.cast.hanqianfa, at=timezone.now())
    video.refresh_from_db()
    assert video.public_token not in ("", first) and client.get(f"{at}/video.mp4").status_code == 404
    assert f"/media/videos/{video.public_token}/" in client.get(article.url).content.decode()
    answer = browser(office.cast.tangbianji).post(f"/editor/videos/{video.ref}/remove/")
    assert answer.status_code == 409 and "还有稿件使用" in answer.content.decode()


def test_an_article_waits_for_its_video_and_shows_it_when_it_is_ready(office, tmp_path, after, client):
    clip = film(tmp_path, size="160x120", sound=False)
    video = actions.take_in(clip, "慢一点", unit=office.cast.unit("MZ"), by="staff:MZ011", at=NOON)
    with after():
        article = office.publish(told(office, video))
    assert "正在处理" in client.get(article.url).content.decode()
    with after():
        make_all()
    page = client.get(article.url).content.decode()
    assert "正在处理" not in page and "video.mp4" in page


def test_a_site_that_goes_away_takes_its_videos_along(office, video, after):
    with after():
        office.publish(told(office, video))
    assert len(places.shown()) == 1
    office.site.refresh_from_db()
    office.site.state = "offline"
    with after():
        office.site.save()
    assert not places.shown()


def test_the_demo_county_brings_a_video_once(office, portal, tmp_path, monkeypatch, client, after):
    row = (
        "- {slug: four, column: mz/news, title: 四时风光, unit: MZ, days: 1, source: 县民政局, summary: 一, keywords: 二,"
        " pictures: [a, b], text: 三, caption: 四}"
    )
    folder = tmp_path / "portal"
    (folder / "pictures").mkdir(parents=True)
    (folder / "videos.yaml").write_text(row, encoding="utf-8")
    for name in ("a", "b"):
        (folder / "pictures" / f"{name}.jpg").write_bytes(picture_file().read())
    picture = Picture.objects.create(title="图", file=picture_file(), collection=portal.collection)
    monkeypatch.setattr(loading, "pictures_by_name", lambda *_: {"a": picture.pk})
    with after():
        assert loading.load_videos(tmp_path, at=NOON) == 1
    assert loading.load_videos(tmp_path, at=NOON) == 0
    with after():
        make_all()
    assert Video.objects.get().seconds == pytest.approx(9, abs=0.5)
    page = client.get("/mz/news/four/").content.decode()
    assert "video.mp4" in page and "四时风光" in page
