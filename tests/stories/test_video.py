"""唐晓雯 sends a video and tells of it; 张阿姨 plays it, piece by piece where the browser can, else as one file."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.cms import editorial
from tests.cms.conftest import portal  # noqa: F401 — the county's portal
from tests.cms.editorial import Office
from tests.stories.people import PHONE, Visitor
from tests.videos.clips import film
from tests.videos.conftest import make_all
from zhengtong.videos import actions
from zhengtong.videos.models import Video

pytestmark = pytest.mark.browser
VTT = "WEBVTT\n\n00:00.000 --> 00:04.000\n大家好，今天说低保。\n"
OLD = "delete window.MediaSource; delete window.ManagedMediaSource; HTMLMediaElement.prototype.canPlayType = () => '';"
"""A browser that can be given no pieces and knows no HLS."""


@pytest.fixture
def office(county, portal, settings, monkeypatch, tmp_path: Path) -> Office:  # noqa: F811
    settings.VIDEOS_ROOT = tmp_path / "videos"
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr(editorial, "keep_time", lambda *_: None)  # the county keeps time already
    return editorial.open_office(county, portal)


def plays(visitor: Visitor) -> None:
    """By the keyboard, as by the button; the recording runs on by itself."""
    visitor.page.locator("video").scroll_into_view_if_needed()
    visitor.page.locator("video").focus()
    visitor.page.keyboard.press("Space")
    for _ in range(300):
        if visitor.page.locator("video").evaluate("v => v.currentTime") > 0.5:
            return
        visitor.page.wait_for_timeout(100)
    pytest.fail(visitor.page.locator("video").evaluate("v => `${v.readyState} ${v.currentSrc} ${v.error?.message}`"))


def test_a_video_is_sent_made_told_of_and_played(office, bring, clock, tmp_path):
    clip = film(tmp_path, "低保一分钟.mp4", size="320x240", seconds=5)
    editor = bring()
    editor.signs_in("tangbianji", "/editor/videos/add/")
    text = tmp_path / "说明.mp4"
    text.write_text("这不是视频。" * 200, encoding="utf-8")
    editor.page.set_input_files("#file", text)
    editor.page.get_by_role("button", name="开始上传").click()
    expect(editor.page.get_by_role("alert")).to_contain_text("不是视频")
    editor.page.set_input_files("#file", clip)
    editor.page.fill("#title", "低保一分钟")
    editor.shot("video-add")
    editor.page.get_by_role("button", name="开始上传").click()
    editor.page.wait_for_url("**/editor/videos/*/")
    editor.sees("等待转码")
    make_all()
    expect(editor.page.locator("video")).to_be_visible(timeout=20_000)  # the page looks by itself how far it is
    video = Video.objects.get()
    actions.add_captions(video.ref, "zh", VTT.encode(), by=office.cast.tangbianji, at=clock.now())
    editor.page.reload()
    editor.sees("中文字幕，1条")
    editor.shot("video-page")
    editor.opens("/editor/videos/")
    editor.shot("video-list")

    article = office.write("一分钟看懂低保")
    article.form = "video"
    article.body = [("text", "<p>请看动画解读。</p>"), ("video", {"video": video, "caption": "动画解读"})]
    article.save_revision(user=office.cast.tangbianji.user)
    office.publish(article)

    for number, options in enumerate(({}, PHONE)):
        reader = bring(Visitor, **options)
        if number == 1:
            reader.context.add_init_script(OLD)
        reader.opens(article.url)
        reader.shot(f"video-article-{number}")
        plays(reader)
        shown = reader.page.locator("video")
        assert shown.evaluate("v => [v.videoWidth, v.textTracks.length, v.error]") == [320, 1, None]
        assert (shown.get_attribute("data-player") == "hls.js") == (number == 0)
        reader.shot(f"video-playing-{number}")
