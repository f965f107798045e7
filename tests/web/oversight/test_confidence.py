"""What is told in confidence: nobody named in a complaint learns of it from supervision, whoever handles it does."""

import re
from datetime import timedelta

import pytest

from legalclock import load_laws
from tests.cast import NOON
from zhengtong.complaints import actions as complaints
from zhengtong.complaints.rules import Statement
from zhengtong.journal.queries import entries_of
from zhengtong.timers import actions as timers

from . import ground

pytestmark = pytest.mark.django_db
TEXT = "监察员林正初收了礼，一直不处理我反映的问题。"


@pytest.fixture
def complaint(county):
    """About 林正初 of the supervising organ, by name; watched, carded and under an order like any other business."""
    timers.load_laws(load_laws())
    filed = complaints.file_complaint(
        Statement("discipline", TEXT, about="JC", person="", case_ref="", is_anonymous=True),
        channel="web", submission="page-1", complainant=county.zhangayi.user, evidence=(), at=NOON - timedelta(days=1),
    )  # fmt: skip
    matter = ground.matter(county, filed.ref, "JC", business="complaint", item_name="廉政投诉", light="yellow")
    ground.undetermined(matter)
    ground.order(county, "DB-1", ground.card(matter, "JC-1"), answer_due=NOON - timedelta(hours=1))
    ground.matter(county, "MZ-1")
    ground.beat(NOON)
    return filed


@pytest.mark.parametrize("page", ["matters/{ref}/", "cards/JC-1/", "orders/DB-1/"])
def test_the_accused_finds_no_page_of_it_and_whoever_handles_it_does(complaint, enter, page):
    url = f"/oversight/{page.format(ref=complaint.ref)}"
    assert enter("linjiancha").get(url).status_code == 404
    assert enter("gaozhuren").get(url).status_code == 200


def test_the_entries_of_it_are_read_by_whoever_handles_it(complaint, enter):
    assert entries_of(complaint.ref).exists()
    assert "提出投诉" in enter("gaozhuren").get(f"/oversight/matters/{complaint.ref}/").content.decode()


@pytest.mark.parametrize(
    "page",
    ["", "units/", "matters/", "matters/?blank=1", "matters.csv", "cards/", "cards/export/", "orders/", "statistics/",
     "statistics/matters/", "log/", "wall/", "wall/data/"],
)  # fmt: skip
def test_no_list_and_no_number_tells_the_accused_of_it(complaint, enter, page):
    response = enter("linjiancha").get(f"/oversight/{page}")
    body = b"".join(response.streaming_content) if response.streaming else response.content
    assert response.status_code == 200
    for word in (complaint.ref, "廉政投诉", "JC-1", "DB-1"):
        assert word not in body.decode()


def test_what_counts_it_counts_it_for_whoever_may_see_it_alone(complaint, enter):
    def open_matters(name: str) -> str:
        page = enter(name).get("/oversight/").content.decode()
        return re.search(r'data-tile="open">.*?tile-number"[^>]*>([^<]*)', page, re.S)[1]

    assert (open_matters("linjiancha"), open_matters("gaozhuren")) == ("1", "2")
