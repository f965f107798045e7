"""The page answers anybody, without JavaScript, whatever is typed."""

import pytest

from tests.cast import NOON
from zhengtong.search import actions
from zhengtong.search.models import SearchWord
from zhengtong.search.rules import Document
from zhengtong.web.citizen import search

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def indexed(cast):
    actions.index_many(
        Document(
            kind="policy" if n % 2 else "news", ref=f"d{n}", url=f"/d/{n}/", title=f"第{n}号建房补贴公告", body="建房补贴<b>公告</b>。",
            site="安福县人民政府" if n < 12 else "横龙镇人民政府", column="公告公示", organ="安福县人民政府办公室", year=2026 - n % 3,
            published_at=NOON,
        )
        for n in range(25)
    )  # fmt: skip


def shown(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_shows_results_with_marks_date_and_facets_that_are_links(client):
    page = shown(client, "/search/?q=建房补贴")
    assert "共 <strong>25</strong> 条" in page and "<mark>建房</mark>" in page
    assert "&lt;b&gt;" in page and "2026-11-23" in page
    assert "/search/?q=%E5%BB%BA%E6%88%BF%E8%A1%A5%E8%B4%B4&amp;site=" in page


def test_a_tab_and_a_facet_narrow_and_the_chip_leads_back(client):
    page = shown(client, "/search/?q=建房补贴&kind=policy&year=2025")
    assert "年份：2025年" in page and "共 <strong>4</strong> 条" in page


def test_one_can_page_on_and_back(client):
    page = shown(client, "/search/?q=建房补贴&page=2")
    assert 'rel="prev"' in page and 'rel="next"' in page
    assert 'rel="next"' not in shown(client, "/search/?q=建房补贴&page=999")


def test_the_empty_page_says_how_to_ask(client):
    assert "可以这样搜" in shown(client, "/search/")
    assert "没有找到相关内容" in shown(client, "/search/?q=航空母舰")
    assert "没有可以搜索的词语" in shown(client, "/search/?q=的")


@pytest.mark.parametrize(
    "asked",
    ["q=" + "低保" * 5000, "q='; DROP TABLE x;--", 'q="', "q=🙂", "q=%25&page=-1&year=abc&kind=zzz", "q=建房&page=99999999999",
     "q=建房&year=99999&validity=" + "x" * 999, "q=<script>alert(1)</script>", "q=a%26%7C!()%3A*"],
)  # fmt: skip
def test_whatever_is_asked_gets_a_page_and_nothing_of_it_runs(client, asked):
    assert "<script>alert" not in shown(client, f"/search/?{asked}")


def test_what_is_too_long_is_cut_and_told(client):
    assert "按前 60 个字搜索" in shown(client, "/search/?q=" + "建房" * 100)


def test_suggestions_are_titles_and_addresses(client):
    answer = client.get("/search/suggest/?q=jianfang").json()["suggestions"]
    assert len(answer) == 8 and answer[0]["url"].startswith("/d/") and answer[0]["kind"]
    assert client.get("/search/suggest/?q=").json() == {"suggestions": []}


def test_one_visitor_makes_no_word_hot(client, monkeypatch):
    monkeypatch.setattr(search, "_visitors", search._Visitors())
    for _ in range(5):
        shown(client, "/search/?q=建房补贴")
    word = SearchWord.objects.get(word="建房补贴")
    assert (word.times, word.visitors) == (5, 1)
    assert "大家在搜" not in shown(client, "/search/")


def test_the_masthead_searches_everything(client):
    assert 'action="/search/"' in shown(client, "/consult/")


def test_the_page_asks_no_more_of_the_database_for_more_results(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        client.get("/search/?q=建房补贴")
