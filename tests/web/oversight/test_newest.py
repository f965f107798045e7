"""What has just fallen: an imported log does not bury the county's own cards, and every line leads where it says."""

import json
import re
from datetime import timedelta

import pytest

from tests.cast import NOON
from zhengtong.exchange.models import OutsideSystem
from zhengtong.supervision import board

from . import ground

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported(county):
    """Two cards of the county's own, of yesterday; then a log that drew twenty at once, and a single one of another."""
    ground.beat(NOON)
    for code, name in (("GGZY", "公共资源交易系统"), ("SHUIWU", "税务系统")):
        OutsideSystem.objects.create(
            code=code, name=name, unit=county.unit("JT"), region=county.region("360829000000"), registered_at=NOON
        )
    for number in range(2):
        one = ground.matter(county, f"MZ-{number}")
        ground.card(one, f"OWN-{number}", at=NOON - timedelta(days=1, minutes=number))
    one = ground.matter(county, "SHUIWU:1", ref="1", system="SHUIWU", business="outside")
    ground.card(one, "TAX-0", at=NOON - timedelta(hours=2))
    for number in range(20):
        subject = f"GGZY:{number}"
        one = ground.matter(county, subject, ref=str(number), system="GGZY", business="outside")
        ground.card(one, f"LOG-{number}", at=NOON - timedelta(hours=1))


def shown(page: str) -> list[str]:
    return re.findall(r'data-card="([^"]+)"', page)


def test_an_imported_log_leaves_the_others_in_sight(imported, county):
    seen = [card.ref for card in board.newest_cards(county.linjiancha, NOON, number=6).cards]
    assert seen == ["LOG-19", "LOG-18", "LOG-17", "TAX-0", "OWN-0", "OWN-1"]


def test_lines_nobody_else_needs_go_to_whoever_has_most(imported, county):
    seen = [card.ref for card in board.newest_cards(county.linjiancha, NOON).cards]
    assert seen == [*(f"LOG-{number}" for number in range(19, 10, -1)), "TAX-0", "OWN-0", "OWN-1"]


def test_what_is_folded_is_counted_and_leads_to_all_of_today(imported, enter):
    client = enter("linjiancha")
    page = client.get("/oversight/").content.decode()
    link, words = re.search(r'newest-more"><a href="([^"]+)" data-row>([^<]+)<', page).groups()
    assert words == "公共资源交易系统今日另有 11 张" and "税务系统今日" not in page
    listed = client.get(link.replace("&amp;", "&")).content.decode()
    assert "共 20 张" in listed and "OWN-0" not in listed and "TAX-0" not in listed


def test_a_card_confirmed_today_is_news_although_it_was_written_long_ago(imported, county):
    old = ground.card(ground.matter(county, "MZ-9"), "OLD", state="pending", at=NOON - timedelta(days=90))
    ground.card(ground.matter(county, "MZ-10"), "LATER", at=NOON - timedelta(minutes=5))
    ground.Card.objects.filter(pk=old.pk).update(state="issued", issued_at=NOON)
    seen = [card.ref for card in board.newest_cards(county.linjiancha, NOON).cards]
    assert seen[:2] == ["OLD", "LATER"]


@pytest.mark.parametrize("ref", ["OWN-1", "LOG-19", "TAX-0"])
def test_whatever_leaves_the_list_is_news(imported, enter, ref):
    client = enter("linjiancha")
    page = client.get("/oversight/").content.decode()
    mark = re.search(r'data-mark="([^"]+)"', page)[1]
    assert ref in shown(page) and client.get(f"/oversight/live/?mark={mark}").status_code == 204
    ground.Card.objects.filter(ref=ref).update(state="withdrawn")
    fresh = client.get(f"/oversight/live/?mark={mark}")
    assert fresh.status_code == 200 and ref not in shown(fresh.content.decode())


def test_a_card_that_waits_is_news_for_what_needs_a_person(imported, county, enter):
    client = enter("linjiancha")
    mark = re.search(r'data-mark="([^"]+)"', client.get("/oversight/").content.decode())[1]
    ground.card(ground.matter(county, "MZ-9"), "WAITS", state="pending")
    page = client.get(f"/oversight/live/?mark={mark}").content.decode()
    assert "WAITS" not in shown(page) and re.search(r'data-tile="pending">.*?tile-number"[^>]*>1<', page, re.S)


def test_the_cards_of_today_lead_to_exactly_those(imported, county, enter):
    ground.card(ground.matter(county, "MZ-9"), "SETTLED", state="closed", at=NOON - timedelta(minutes=5))
    ground.card(ground.matter(county, "MZ-8"), "TAKEN", state="withdrawn", at=NOON - timedelta(minutes=5))
    client = enter("linjiancha")
    tile = re.search(r'data-tile="issued">(.*?)</li>', client.get("/oversight/").content.decode(), re.S)[1]
    link, number = re.search(r'href="([^"]+)">(\d+)', tile).groups()
    assert number == "22" and "共 22 张" in client.get(link.replace("&amp;", "&")).content.decode()


# --- the list of cards ---


@pytest.fixture
def mixed(county):
    ground.beat(NOON)
    for ref, level, state, due in (
        ("CLOSED", "red", "closed", -9), ("RED-LATER", "red", "issued", -1), ("RED-LATE", "red", "issued", -5),
        ("NEWEST", "warning", "issued", 2), ("YELLOW", "yellow", "pending", -3), ("RED-NO-DUE", "red", "issued", None),
    ):  # fmt: skip
        one = ground.matter(county, f"M-{ref}")
        ground.card(one, ref, level, state, due_at=None if due is None else NOON + timedelta(days=due))


def order(page: str) -> list[str]:
    return re.findall(r"data-row>([A-Z-]+)</a>", page)


def test_the_heaviest_and_latest_stand_first_and_what_is_over_last(mixed, enter):
    client = enter("linjiancha")
    assert order(client.get("/oversight/cards/").content.decode()) == [
        "RED-LATE", "RED-LATER", "RED-NO-DUE", "YELLOW", "NEWEST", "CLOSED",
    ]  # fmt: skip


def test_the_order_is_chosen_in_the_address_and_kept_by_the_filters(mixed, enter):
    client = enter("linjiancha")
    page = client.get("/oversight/cards/?sort=new").content.decode()
    assert order(page) == ["YELLOW", "RED-NO-DUE", "NEWEST", "RED-LATE", "RED-LATER", "CLOSED"]
    assert '<option value="new" selected>最新的在前</option>' in page and "sort=new" in page
    assert order(client.get("/oversight/cards/?sort=sideways").content.decode())[0] == "RED-LATE"


def test_a_rule_is_named_in_the_filter(mixed, enter):
    page = enter("linjiancha").get("/oversight/cards/").content.decode()
    assert re.search(r'<option value="T02">T02', page)


def test_filters_asked_for_less_often_are_folded_until_one_is_set(mixed, enter):
    client = enter("linjiancha")
    assert '<details class="filters-more"><summary>' in client.get("/oversight/cards/?level=red").content.decode()
    assert '<details class="filters-more" open>' in client.get("/oversight/cards/?rule=T02").content.decode()


def test_where_no_unit_was_told_of_nobody_can_appeal_and_the_page_says_so(county, enter):
    one = ground.matter(county, "GGZY:1", unit="", region="", ref="1", system="GGZY", business="outside")
    ground.card(one, "NOBODYS", appeal_until=NOON + timedelta(days=3))
    client = enter("linjiancha")
    listed = client.get("/oversight/cards/").content.decode()
    page = client.get("/oversight/cards/NOBODYS/").content.decode()
    assert "无单位可申诉" in listed and "剩余" not in listed
    assert "没有可以申诉的单位" in page and "剩余" not in page


# --- units and statistics ---


def test_townships_stand_the_worst_first_and_the_county_among_them(county, enter):
    ground.beat(NOON)
    ground.matter(county, "A", "T103", "360829103213", light="warning")
    ground.matter(county, "B", "MZ", "360829100202", light="red")
    ground.matter(county, "C", "MZ", "360829000000", light="yellow")
    page = enter("linjiancha").get("/oversight/units/").content.decode()
    townships = page[page.index("townships-title") : page.index("departments-title")]
    assert re.findall(r'data-place="(\d+)"', townships)[:3] == ["360829100000", "360829000000", "360829103000"]


def test_what_no_unit_was_told_of_is_said_beside_the_chart_and_stays_in_the_table(county, enter):
    ground.beat(NOON)
    ground.matter(county, "MZ-1")
    for number in range(3):
        ground.matter(county, f"GGZY:{number}", unit="", region="", ref="1", system="GGZY", business="outside")
    page = enter("linjiancha").get("/oversight/statistics/").content.decode()
    chart = json.loads(re.search(r'id="statistics-chart" type="application/json">(.*?)</script>', page)[1])
    assert chart["labels"] == ["县民政局"] and chart["values"] == [1]
    assert "另有未明确单位 3 件，不在图中" in page and '<th scope="row">未明确单位</th>' in page
