"""谢文斌 opens a live picture; the host's telephone films; 张阿姨 sees it in the page of the interview."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.broadcasts.conftest import Host, Sender, host, source, wait_for  # noqa: F401 — the studio at work
from tests.stories.conftest import _QUIET, BROWSER
from tests.stories.people import PHONE, Clerk, Visitor
from tests.web.interview_ground import SLUG, live
from zhengtong.broadcasts import places, queries
from zhengtong.broadcasts.models import Broadcast
from zhengtong.interviews import actions as says

pytestmark = pytest.mark.browser
FAKE = (
    "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--autoplay-policy=no-user-gesture-required",
)  # fmt: skip


@pytest.fixture
def place(settings, tmp_path: Path) -> None:
    settings.VIDEOS_ROOT = tmp_path / "videos"


@pytest.fixture
def filming(browser: Browser) -> Iterator[Browser]:
    """A browser with a camera that shows a pattern, and a microphone that beeps."""
    other = browser.browser_type.launch(executable_path=BROWSER, args=[*_QUIET, *FAKE])
    yield other
    other.close()


def test_a_host_films_with_a_browser_and_everybody_sees_it(
    place,
    host: Host,  # noqa: F811
    county,
    bring,
    filming,
    live_server,
    settings,
    clock,
    tmp_path,
):
    settings.PUBLIC_URL = live_server.url
    settings.HOME = tmp_path
    director = county.xiedaobo
    live(director)
    desk = bring(Clerk)
    desk.signs_in(director.user.username, f"/desk/interviews/{SLUG}/")
    desk.presses("to-video")
    desk.shot("broadcast-none")
    desk.presses("open")
    desk.sees("只显示这一次", "等待信号")
    desk.shot("broadcast-opened")
    address = desk.reads("camera")
    broadcast = Broadcast.objects.get()
    desk.page.reload()  # asks for it again, and is told that it is open
    desk.sees("已经开通")
    desk.opens(f"/desk/interviews/{SLUG}/video/")
    desk.sees_not("#" + address.partition("#")[2])

    reader = bring(Visitor, **PHONE)
    reader.opens(f"/interviews/{SLUG}/")
    expect(reader.page.locator("[data-live-video]")).to_be_hidden()

    phone = Visitor(filming, live_server.url, desk.shots, permissions=["camera", "microphone"])
    try:
        phone.page.goto(address.partition("#")[0])
        phone.presses("camera-look")
        phone.sees("缺少密钥")
        phone.page.goto("about:blank")
        phone.page.goto(address)
        phone.presses("camera-look")
        phone.sees("摄像头已打开")
        phone.shot("camera-ready")
        phone.presses("camera-start")
        expect(phone.page.locator("[data-state]")).to_contain_text("正在直播", timeout=15_000)
        wait_for(lambda: Broadcast.objects.get().state == "on")
        phone.shot("camera-sending")
        expect(desk.page.locator("[data-part=label]")).to_have_text("正在直播", timeout=10_000)
        desk.shot("broadcast-on")
        assert queries.runs_of(broadcast)[0].has_sound

        says.say(SLUG, "各位网友好。今天我们谈老年助餐。", speaker="host", by=director, at=datetime.now(UTC))
        reader.page.reload()
        shown = reader.page.locator("[data-live-video]")
        expect(shown).to_be_visible()
        shown.scroll_into_view_if_needed()
        shown.evaluate("v => { v.muted = true; v.play(); }")
        for _ in range(200):
            if shown.evaluate("v => v.currentTime > 0 && v.videoWidth > 0 && !v.paused"):
                break
            reader.page.wait_for_timeout(100)
        at = shown.evaluate("v => v.currentTime")
        reader.page.wait_for_timeout(3000)
        assert shown.evaluate("v => v.currentTime") > at + 1, "the picture stands still"
        assert shown.get_attribute("data-player") == "hls.js"
        reader.shot("live-playing")
        captions = shown.evaluate("v => [...v.textTracks].flatMap(t => [...t.cues].map(c => [c.startTime, c.text]))")
        assert [words for _, words in captions] == ["方雅琴：各位网友好。", "今天我们谈老年助餐。"]
        assert all(0 <= second <= at + 60 for second, _ in captions)

        # The network goes: what is filmed meanwhile waits in the telephone, and comes afterwards.
        phone.context.set_offline(True)
        expect(phone.page.locator("[data-state]")).to_contain_text("网络中断", timeout=10_000)
        phone.shot("camera-offline")
        sent = Broadcast.objects.get().feed_next
        phone.page.wait_for_timeout(2000)
        phone.context.set_offline(False)
        wait_for(lambda: Broadcast.objects.get().feed_next > sent + 2)
        assert len(queries.runs_of(broadcast)) == 1

        phone.presses("camera-stop")
        phone.sees("已停止发送")
        wait_for(lambda: Broadcast.objects.get().state == "interrupted")
        assert (places.live() / broadcast.token / "poster.jpg").exists()
    finally:
        phone.context.close()
    assert phone.faults == []
    desk.page.get_by_text("结束视频直播", exact=True).click()
    desk.presses("end")
    desk.sees("视频直播已结束")
    desk.shot("broadcast-ended")
    wait_for(lambda: Broadcast.objects.get().closed_at)


class _Elsewhere(SimpleHTTPRequestHandler):
    """A media server of somebody else's: its files are there for the pages of this site."""

    def end_headers(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *words: object) -> None:
        """Says nothing."""


@pytest.fixture
def media_server(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Its address, and the folder it serves."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Elsewhere, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", folder
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_picture_of_an_outside_media_server_is_switched_on_by_the_director(
    county, bring, media_server, settings, live_server, tmp_path
):
    address, folder = media_server
    settings.LIVE_VIDEO_URL = f"{address}/{{token}}/index.m3u8"
    settings.HOME = tmp_path
    live(county.xiedaobo)
    desk = bring(Clerk)
    desk.signs_in(county.xiedaobo.user.username, f"/desk/interviews/{SLUG}/video/")
    desk.page.locator("input[value=outside]").check()
    desk.presses("open")
    desk.shot("outside-opened")
    stream = folder / Broadcast.objects.get().token
    stream.mkdir()
    out = [
        "-f",
        "hls",
        "-hls_time",
        "1",
        "-hls_list_size",
        "10",
        "-hls_flags",
        "program_date_time",
        str(stream / "index.m3u8"),
    ]
    encoder = Sender(source("mpegts", "x", seconds=120)[:-3] + out)
    try:
        wait_for(lambda: (stream / "index2.ts").exists())
        reader = bring(Visitor)
        reader.opens(f"/interviews/{SLUG}/")
        expect(reader.page.locator("[data-live-video]")).to_be_hidden()
        desk.presses("turn")
        desk.sees("正在直播")
        reader.page.reload()
        shown = reader.page.locator("[data-live-video]")
        expect(shown).to_be_visible()
        shown.evaluate("v => { v.muted = true; v.play(); }")
        reader.page.wait_for_function("() => document.querySelector('video').currentTime > 1.5")
        assert shown.evaluate("v => v.videoWidth") == 320
        desk.presses("turn")
        desk.sees("信号中断")
        reader.page.reload()
        reader.sees("视频信号中断，正在恢复，文字直播继续")
    finally:
        encoder.stop()
