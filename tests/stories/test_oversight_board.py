"""林监察 at the open board and before the wall: cards fall without a reload, silence is said aloud, nothing needs to scroll."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.web.oversight import ground
from zhengtong.supervision.models import Follower, Matter

from .inspection import barriers, squeezed
from .people import PHONE, Clerk

WALL = {"viewport": {"width": 1920, "height": 1080}}
PAGES = ("/oversight/", "/oversight/units/", "/oversight/matters/", "/oversight/matters/MZ-2/", "/oversight/log/",
         "/oversight/wall/")  # fmt: skip


@pytest.fixture
def matters(county, clock) -> list[Matter]:
    """Four matters, one of them with a yellow card, one that cannot be judged; the watcher alive."""
    now = clock.now()
    ground.beat(now)
    made = [
        ground.matter(county, f"MZ-{number}", opened_at=now - timedelta(hours=number), light=light)
        for number, light in enumerate(("green", "green", "yellow", "undetermined"))
    ]
    ground.card(made[2], "C-1", at=now)
    ground.undetermined(made[3])
    return made


@pytest.fixture
def lin(bring, matters):
    def comes(wanted: str = "/oversight/", **context: object) -> Clerk:
        person = bring(Clerk, **context)
        person.signs_in("linjiancha", wanted)
        return person

    return comes


def test_who_supervises_begins_the_day_at_the_board(bring, matters):
    lin = bring(Clerk)
    lin.signs_in("linjiancha", "")
    assert lin.path == "/oversight/"
    lin.presses("to-desk")
    assert lin.path == "/desk/"
    lin.presses("to-oversight")
    assert lin.path == "/oversight/"


def test_a_card_falls_onto_the_open_board_without_a_reload(lin, matters, clock):
    board = lin()
    board.page.evaluate("window.stayed = true")
    expect(board.page.locator("[data-live-words]")).to_have_text("实时更新中")
    assert board.page.locator("[data-card]").count() == 1

    ground.card(matters[1], "C-2", "red", at=clock.now())
    expect(board.page.locator("[data-card=C-2]")).to_be_visible(timeout=3000)
    expect(board.page.locator("[data-live-words]")).to_contain_text("新发牌 1 张")
    assert board.page.evaluate("window.stayed")
    board.shot("oversight-board")


def test_who_walks_the_board_by_keyboard_stays_in_place_when_a_card_falls(lin, matters, clock):
    board = lin()
    board.page.locator("[data-tile=green] a").focus()
    ground.card(matters[1], "C-2", "red", at=clock.now())
    expect(board.page.locator("[data-card=C-2]")).to_be_visible(timeout=3000)
    assert board.page.evaluate("document.activeElement.closest('[data-tile]')?.dataset.tile") == "green"


def test_a_lost_connection_is_said_and_mended_without_a_reload(lin, matters, clock):
    board = lin()
    board.context.set_offline(True)
    expect(board.page.locator("[data-live-words]")).to_contain_text("连接中断")
    ground.card(matters[1], "C-2", "red", at=clock.now())
    board.context.set_offline(False)
    expect(board.page.locator("[data-card=C-2]")).to_be_visible()
    expect(board.page.locator("[data-live-words]")).not_to_contain_text("连接中断")


def test_a_dead_watcher_shows_itself_on_the_open_board(lin, matters, clock):
    board = lin()
    Follower.objects.update(beat_at=clock.now() - timedelta(minutes=2))
    expect(board.page.locator("[data-alarm=follower-follow]")).to_be_visible(timeout=12000)


def test_a_hidden_board_asks_nothing(lin):
    board = lin()
    expect(board.page.locator("[data-live-words]")).to_have_text("实时更新中")
    board.page.evaluate("""() => {
        Object.defineProperty(document, "hidden", { value: true, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
    }""")
    asked = []
    board.page.on("request", lambda request: asked.append(request.url))
    board.page.wait_for_timeout(2500)
    assert asked == []


def test_without_a_script_the_board_is_read_and_refreshed(lin):
    board = lin(java_script_enabled=False)
    board.sees("最新发牌", "慈善组织公开募捐资格超过承诺时限")
    board.follows("刷新")
    assert board.path == "/oversight/"


def test_the_wall_fits_its_screen_and_follows_the_county(lin, matters, clock):
    wall = lin("/oversight/wall/", **WALL)
    assert wall.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [
        1920,
        1080,
    ]
    spilled = """[...document.querySelectorAll("[data-wall] :is(dd, dt, strong, h1, h2, time)")]
        .filter((e) => !e.closest(".hidden-text") && (e.getBoundingClientRect().right > 1921 || e.getBoundingClientRect().bottom > 1081))
        .map((e) => e.textContent)"""
    assert wall.page.evaluate(spilled) == []
    sizes = """Math.min(...[...document.querySelectorAll("[data-wall] :is(dd, dt, li span, strong, time, h2)")]
        .filter((e) => !e.closest(".hidden-text")).map((e) => parseFloat(getComputedStyle(e).fontSize)))"""
    assert wall.page.evaluate(sizes) >= 22
    assert wall.page.locator("[data-wall-chart] canvas").count() == 1, "run bin/web-assets"

    ground.card(matters[1], "C-2", "red", at=clock.now())
    Matter.objects.filter(pk=matters[1].pk).update(light="red")
    expect(wall.page.locator("[data-figure=red]")).to_have_text("1", timeout=12000)
    expect(wall.page.locator("[data-wall-cards] li")).to_have_count(2)
    wall.shot("oversight-wall")


def test_the_wall_says_loudly_that_it_hears_nothing(lin):
    wall = lin("/oversight/wall/", **WALL)
    expect(wall.page.locator("[data-wall-alarm]")).to_be_hidden()
    wall.context.set_offline(True)
    expect(wall.page.locator("[data-wall-alarm]")).to_contain_text("连接中断，数据停在", timeout=15000)
    assert "is-stale" in wall.element("wall").get_attribute("class")
    wall.context.set_offline(False)
    expect(wall.page.locator("[data-wall-alarm]")).to_be_hidden(timeout=15000)


def test_a_wall_whose_answers_hang_says_that_its_data_is_old(bring, matters):
    wall = bring(Clerk, **WALL)
    wall.page.clock.install()
    wall.signs_in("linjiancha", "/oversight/wall/")
    wall.page.route("**/wall/data/", lambda route: None)
    wall.page.clock.fast_forward("02:30")
    expect(wall.page.locator("[data-wall-alarm]")).to_contain_text("2 分钟没有更新")


def test_nothing_stands_in_a_supervisors_way(lin):
    wide, phone = lin(), lin(**PHONE)
    found = []
    for page in PAGES:
        wide.opens(page)
        found += [f"{page}: {fault}" for fault in barriers(wide.page)]
        phone.opens(page)
        found += [f"{page} on a telephone: {fault}" for fault in squeezed(phone.page)]
    assert "\n".join(found) == ""


def test_elders_read_the_dark_pages_with_strong_contrast(lin):
    board = lin()
    board.page.get_by_role("link", name="大字号").click()
    found = [f"{page}: {fault}" for page in PAGES[:5] if board.opens(page) for fault in barriers(board.page, ratio=7)]
    assert "\n".join(found) == ""
