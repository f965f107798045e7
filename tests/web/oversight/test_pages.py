"""The pages of the oversight door: what needs a person stands first, every number leads to what it counts, green never stands alone."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import NOON
from tests.doors.test_doors import EVERY
from zhengtong.exchange.models import OutsideSystem
from zhengtong.foundation import holding
from zhengtong.web.oversight import alarms

from . import ground

pytestmark = pytest.mark.django_db
PAGES = ("/oversight/", "/oversight/live/", "/oversight/units/", "/oversight/matters/", "/oversight/matters.csv",
         "/oversight/log/", "/oversight/wall/", "/oversight/wall/data/")  # fmt: skip
TOWN = "360829103000"


@pytest.fixture
def matters(county):
    """Five of the civil affairs bureau (one cannot be judged), one of transport, one of Henglong township."""
    made = {
        "green": ground.matter(county, "MZ-1"),
        "yellow": ground.matter(county, "MZ-2", light="yellow"),
        "red": ground.matter(county, "MZ-3", light="red"),
        "blind": ground.matter(county, "MZ-4", light="undetermined"),
        "done": ground.matter(
            county, "MZ-5", light="red", finished_at=NOON, ended_at=NOON, ended_by="finished", is_on_time=False
        ),
        "transport": ground.matter(county, "JT-1", "JT", item_name="道路运输经营许可"),
        "henglong": ground.matter(county, "T103-1", "T103", "360829103213", light="warning", item_name="生育登记"),
    }
    ground.undetermined(made["blind"])
    ground.card(made["yellow"], "C-1")
    ground.card(made["red"], "C-2", "red", at=NOON - timedelta(hours=1))
    ground.card(made["henglong"], "C-3", "warning")
    ground.card(made["transport"], "C-4", "yellow", "pending")
    ground.beat(NOON)
    return made


def tile(page: str, key: str) -> tuple[str, str]:
    """The number of a tile and where it leads."""
    part = re.search(rf'data-tile="{key}">(.*?)</li>', page, re.S)[1]
    number = re.search(r'class="tile-number"[^>]*>([^<]*)', part)[1]
    link = re.search(r'href="([^"]*)"', part)
    return number, link[1].replace("&amp;", "&") if link else ""


# --- who sees what ---


@pytest.mark.parametrize("page", PAGES)
def test_only_those_who_supervise_come_in(matters, enter, page):
    assert enter("").get(page)["Location"].startswith("/account/sign-in/")
    for stranger in ("zhangayi", "xiaoli", "wangkezhang", "laozhou", "qianguanli", "wushenji"):
        assert enter(stranger).get(page).status_code == 404, stranger
    for name in ground.WATCHERS:
        assert enter(name).get(page).status_code == 200, name


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("linjiancha", {"MZ-1", "MZ-2", "MZ-3", "MZ-4", "MZ-5", "JT-1", "T103-1"}),
        ("mzjiancha", {"MZ-1", "MZ-2", "MZ-3", "MZ-4", "MZ-5"}),
        ("henglongjiancha", {"T103-1"}),
    ],
)
def test_each_layer_sees_its_own_matters_and_no_others(matters, enter, name, seen):
    client = enter(name)
    page = client.get("/oversight/matters/").content.decode()
    assert set(re.findall(r"data-row>([^<]+)</a>", page)) == seen
    rows = list(csv.reader(io.StringIO(body(client.get("/oversight/matters.csv")))))
    assert {row[0] for row in rows[1:]} == seen
    for one in matters.values():
        assert client.get(f"/oversight/matters/{one.subject}/").status_code == (200 if one.subject in seen else 404)


def body(response) -> str:
    return b"".join(response.streaming_content).decode("utf-8-sig")


def test_a_matter_that_is_hidden_answers_like_one_that_is_not_there(matters, enter):
    client = enter("mzjiancha")
    hidden, absent = client.get("/oversight/matters/JT-1/"), client.get("/oversight/matters/JT-9/")
    assert hidden.status_code == absent.status_code == 404
    assert without_token(hidden).replace("JT-1", "JT-9") == without_token(absent)


def without_token(response) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


def test_what_has_no_place_is_seen_by_the_county_and_what_has_no_region_by_its_unit(county, enter):
    ground.matter(county, "X-1", unit="", region="", system="permits", business="outside")
    ground.matter(county, "MZ-1", region="")
    for name, seen in (("linjiancha", {"X-1", "MZ-1"}), ("mzjiancha", {"MZ-1"}), ("henglongjiancha", set())):
        client = enter(name)
        page = client.get("/oversight/matters/").content.decode()
        assert set(re.findall(r"data-row>([^<]+)</a>", page)) == seen
        assert client.get("/oversight/matters/X-1/").status_code == (200 if "X-1" in seen else 404)
    units = enter("linjiancha").get("/oversight/units/").content.decode()
    assert "另有 2 件在办事项没有报送所在区划" in units


def test_the_newest_cards_are_those_of_ones_own_layer(matters, enter):
    """C-4 waits to be confirmed: nobody is shown as carded before somebody has decided it."""
    seen = {name: set(re.findall(r'data-card="([^"]+)"', enter(name).get("/oversight/").content.decode()))
            for name in ground.WATCHERS}  # fmt: skip
    assert seen == {
        "linjiancha": {"C-1", "C-2", "C-3"}, "mzjiancha": {"C-1", "C-2"}, "henglongjiancha": {"C-3"},
    }  # fmt: skip


# --- the board ---


def test_the_board_opens_on_what_needs_a_person(county, matters, enter):
    yellow = matters["yellow"].cards.get()
    ground.appeal(yellow, decide_due=NOON - timedelta(hours=1))
    ground.order(county, "D-1", yellow, answer_due=NOON - timedelta(days=1))
    ground.order(county, "D-2", yellow, answer_due=NOON + timedelta(days=1))
    page = enter("linjiancha").get("/oversight/").content.decode()
    assert [tile(page, key)[0] for key in ("pending", "appeals", "orders", "undetermined")] == ["1", "1", "1", "1"]
    assert "其中1件已超过审查期限" in page
    assert page.index('data-element="needs"') < page.index('data-element="open"') < page.index('data-element="newest"')


@pytest.mark.parametrize("key", ["open", "red", "yellow", "warning", "green", "undetermined", "late", "finished"])
def test_every_number_of_matters_leads_to_exactly_those_matters(matters, enter, key):
    client = enter("linjiancha")
    number, link = tile(client.get("/oversight/").content.decode(), key)
    found = re.findall(r"data-row>([^<]+)</a>", client.get(link).content.decode())
    assert number == str(len(found)) != "0"


def test_green_never_stands_without_its_coverage(matters, enter):
    page = enter("linjiancha").get("/oversight/").content.decode()
    assert tile(page, "green")[0] == "2"
    assert "监察覆盖率 83.3%（5/6）" in page
    assert "0/1 件" in page


def test_an_empty_board_says_so_and_is_not_green(county, enter):
    ground.beat(NOON)
    page = enter("linjiancha").get("/oversight/").content.decode()
    assert "还没有受监察的事项" in page and "监察覆盖率 —" in page and "100%" not in page


def test_asking_for_news_answers_nothing_until_there_is_some(matters, enter):
    client = enter("linjiancha")
    mark = re.search(r'data-mark="([^"]+)"', client.get("/oversight/").content.decode())[1]
    still = client.get(f"/oversight/live/?mark={mark}")
    assert (still.status_code, still.content) == (204, b"")
    ground.card(matters["green"], "C-9", "red")
    fresh = client.get(f"/oversight/live/?mark={mark}")
    page = fresh.content.decode()
    assert fresh.status_code == 200 and 'data-card="C-9"' in page and "<html" not in page
    mark = re.search(r'data-mark="([^"]+)"', page)[1]
    assert client.get(f"/oversight/live/?mark={mark}").status_code == 204


def test_a_card_that_is_withdrawn_or_comes_late_is_news_too(matters, enter):
    client = enter("linjiancha")
    mark = re.search(r'data-mark="([^"]+)"', client.get("/oversight/").content.decode())[1]
    ground.Card.objects.filter(ref="C-1").update(state="withdrawn")
    page = client.get(f"/oversight/live/?mark={mark}")
    assert page.status_code == 200 and 'data-card="C-1"' not in page.content.decode()


def test_an_unattended_board_keeps_no_session_alive(matters, enter):
    client = enter("linjiancha")
    client.get("/oversight/")
    session = client.session
    session["renewed_at"] = 0
    session.save()
    client.get("/oversight/live/?mark=x")
    assert client.session["renewed_at"] == 0
    client.get("/oversight/")
    assert client.session["renewed_at"] > 0


def test_asking_for_news_costs_few_statements(matters, enter, django_assert_max_num_queries):
    client = enter("linjiancha")
    mark = re.search(r'data-mark="([^"]+)"', client.get("/oversight/").content.decode())[1]
    with django_assert_max_num_queries(7):  # session, account, staff, grants, and one for the cards
        client.get(f"/oversight/live/?mark={mark}")


# --- units and the map ---


def test_a_unit_shows_the_worst_light_it_has_and_a_unit_without_matters_none(matters, enter):
    page = enter("linjiancha").get("/oversight/units/").content.decode()

    def light(code: str) -> str:
        return re.search(rf'data-place="{code}">\s*<td[^>]*><span class="light light-([a-z]+)', page)[1]

    assert light("MZ") == "red" and light("JT") == "green" and light("SF") == "none"
    assert light(TOWN) == "warning" and light("360829100000") == "none"
    assert re.search(rf'data-code="{TOWN}" class="map-place light-warning"', page)
    assert "示意" in page


def test_a_unit_of_blind_matters_alone_is_not_green(county, enter):
    ground.undetermined(ground.matter(county, "SF-1", "SF", light="undetermined"))
    page = enter("linjiancha").get("/oversight/units/").content.decode()
    assert re.search(r'data-place="SF">\s*<td[^>]*><span class="light light-undetermined', page)


def test_what_no_township_can_be_told_of_is_said(county, enter):
    ground.matter(county, "T107-1", "T107", "360829208000")  # the township of before 2021, now 羊狮慕镇
    page = enter("linjiancha").get("/oversight/units/").content.decode()
    assert re.search(r'data-place="360829107000">\s*<td[^>]*><span class="light light-green', page)


# --- the list ---


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("light=red", {"MZ-3", "MZ-5"}),
        ("light=red&open=1", {"MZ-3"}),
        ("light=undetermined", {"MZ-4"}),
        ("light=green", {"MZ-1", "JT-1"}),
        ("unit=JT", {"JT-1"}),
        (f"region={TOWN}", {"T103-1"}),
        ("level=yellow", {"MZ-2"}),
        ("q=MZ-", {"MZ-1", "MZ-2", "MZ-3", "MZ-4", "MZ-5"}),
        ("q=道路运输", {"JT-1"}),
        ("q=%27%3B--", set()),
        ("system=county&business=case&unit=JT", {"JT-1"}),
        ("from=2026-11-21&to=2026-11-21&unit=JT", {"JT-1"}),
        ("from=2026-11-22", set()),
        ("late=1", {"MZ-5"}),
        ("ended_from=2026-11-23&ended_to=2026-11-23", {"MZ-5"}),
        ("ended_to=2026-11-22", set()),
        ("light=purple&open=7&from=yesterday&unit=JT", {"JT-1"}),
    ],
)
def test_the_list_is_narrowed_by_what_stands_in_the_address(matters, enter, asked, found):
    page = enter("linjiancha").get(f"/oversight/matters/?{asked}").content.decode()
    assert set(re.findall(r"data-row>([^<]+)</a>", page)) == found
    assert found or "没有符合条件" in page


def test_a_card_withdrawn_is_not_a_card_the_matter_had(matters, enter):
    ground.Card.objects.filter(ref="C-1").update(state="withdrawn")
    page = enter("linjiancha").get("/oversight/matters/?level=yellow").content.decode()
    assert "没有符合条件" in page


def test_the_file_follows_the_filters_and_no_cell_is_a_formula(county, matters, enter):
    ground.matter(county, "=HYPERLINK(1)", item_name="@SUM(A1)", light="yellow")
    response = enter("linjiancha").get("/oversight/matters.csv?light=yellow")
    rows = list(csv.reader(io.StringIO(body(response))))
    assert response["Content-Type"].startswith("text/csv") and "attachment" in response["Content-Disposition"]
    assert {row[0] for row in rows[1:]} == {"MZ-2", "'=HYPERLINK(1)"}
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


# --- one matter ---


def test_a_number_from_outside_may_hold_colons_and_slashes(county, enter):
    ground.matter(county, "permits:2011/case 7", ref="2011/case 7", system="permits", business="outside")
    client = enter("linjiancha")
    link = re.search(r'href="([^"]+)" data-row>2011/case 7<', client.get("/oversight/matters/").content.decode())[1]
    page = client.get(link)
    assert page.status_code == 200 and "2011/case 7" in page.content.decode()


def test_a_matter_shows_its_withdrawn_cards_as_withdrawn(matters, enter):
    ground.card(
        matters["yellow"], "C-8", "red", "withdrawn", settled_at=NOON, settled_reason="申诉成立：补正期间不计入。"
    )
    page = enter("linjiancha").get("/oversight/matters/MZ-2/").content.decode()
    card = re.search(r'<article class="matter-card is-off" data-card="C-8">(.*?)</article>', page, re.S)[1]
    assert "撤销" in card and "申诉成立：补正期间不计入。" in card
    assert 'data-card="C-1"' in page


def test_a_matter_says_what_cannot_be_decided_and_whose_data_is_missing(matters, enter):
    page = enter("linjiancha").get("/oversight/matters/MZ-4/").content.decode()
    assert "缺少受理时间，请县民政局补报。" in page and "无法判定" in page


def test_a_matter_tells_its_orders(county, matters, enter):
    ground.order(county, "D-1", matters["red"].cards.get(), answer_due=NOON + timedelta(days=1))
    assert 'data-order="D-1"' in enter("linjiancha").get("/oversight/matters/MZ-3/").content.decode()


# --- the wall ---


def test_the_wall_tells_all_it_shows_in_one_answer(matters, enter):
    seen = enter("linjiancha").get("/oversight/wall/data/").json()
    assert seen["figures"] == {"open": 6, "opened": 0, "finished": 1, "warning": 1, "yellow": 1, "red": 1}
    assert (seen["coverage"], seen["blind"]) == (5 / 6, 1)
    assert {card["word"] for card in seen["cards"]} == {"预警", "黄牌", "红牌"}
    assert {"code": TOWN, "light": "warning", "word": "预警", "count": 1} in seen["map"]
    assert seen["flow"][12] == [12, 0, 1, 2] and seen["event_at"]


def test_the_wall_says_something_before_any_script_runs(matters, enter):
    page = enter("linjiancha").get("/oversight/wall/").content.decode()
    assert re.search(r'data-figure="open">6<', page) and "生育登记超过承诺时限" in page
    assert "道路运输经营许可" not in page  # only proposed: a wall names nobody before it is decided


# --- the watching itself ---


@pytest.mark.parametrize("minutes", [3, 300])
def test_a_dead_watcher_is_an_alarm_on_board_and_wall_and_in_the_log(matters, enter, minutes):
    client = enter("linjiancha")
    assert 'data-element="alarms"' not in client.get("/oversight/").content.decode()
    holding.forget()
    ground.Follower.objects.update(beat_at=NOON - timedelta(minutes=minutes))
    assert 'data-alarm="follower-follow"' in client.get("/oversight/").content.decode()
    assert client.get("/oversight/wall/data/").json()["alarms"]
    assert "没有运行" in client.get("/oversight/log/").content.decode()


def test_an_open_board_learns_of_the_alarm_without_a_new_card(matters, enter):
    client = enter("linjiancha")
    mark = re.search(r'data-mark="([^"]+)"', client.get("/oversight/").content.decode())[1]
    holding.forget()
    ground.Follower.objects.update(beat_at=NOON - timedelta(minutes=2))
    assert 'data-element="alarms"' in client.get(f"/oversight/live/?mark={mark}").content.decode()


def test_a_late_feed_is_an_alarm_against_its_owner(county, enter):
    ground.beat(NOON)
    system = OutsideSystem.objects.create(
        code="permits", name="市政许可系统", unit=county.unit("JT"), region=county.region("360829000000"),
        expected_every_minutes=10, registered_at=NOON - timedelta(days=1), last_event_at=NOON - timedelta(minutes=9),
    )  # fmt: skip
    client = enter("linjiancha")
    assert "市政许可系统" not in client.get("/oversight/").content.decode()
    holding.forget()
    OutsideSystem.objects.filter(pk=system.pk).update(last_event_at=NOON - timedelta(minutes=11))
    page = client.get("/oversight/").content.decode()
    assert 'data-alarm="feed-permits"' in page and "11分钟前" in page and "数据责任单位：县交通局" in page


def test_entries_that_are_not_linked_in_time_are_an_alarm(county, enter, monkeypatch):
    ground.beat(NOON)
    monkeypatch.setattr(alarms, "waiting", lambda: (7, NOON - timedelta(minutes=2)))
    page = enter("linjiancha").get("/oversight/").content.decode()
    assert 'data-alarm="sealing"' in page and "有7条流水等待入链" in page


# --- growth ---


@pytest.mark.parametrize("page", ["/oversight/", "/oversight/units/", "/oversight/matters/", "/oversight/wall/data/"])
def test_a_page_asks_no_more_of_a_full_county_than_of_an_empty_one(county, enter, page):
    client = enter("linjiancha")

    def statements() -> int:
        holding.forget()
        with CaptureQueriesContext(connection) as asked:
            client.get(page)
        return len(asked)

    def grow(start: int, stop: int) -> None:
        for number in range(start, stop):
            one = ground.matter(county, f"G-{number}", ("MZ", "JT", "SF")[number % 3],
                                ("360829100202", "360829103213")[number % 2], light="yellow")  # fmt: skip
            ground.card(one, f"GC-{number}")

    ground.beat(NOON)
    grow(0, 3)
    client.get(page)  # the first page of a minute renews the session
    few = statements()
    grow(3, 40)
    assert statements() == few


def test_every_view_of_the_oversight_door_stands_behind_its_gate():
    ungated = [name for name, at in EVERY.items()
               if name.startswith("oversight:") and not isinstance(getattr(at.callback, "oversight_permissions", None), tuple)]  # fmt: skip
    assert not ungated
