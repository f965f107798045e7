"""Everything public is found by what people call it; what is taken out is gone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.cast import NOON
from zhengtong.search import actions
from zhengtong.search.models import Listing, SearchWord
from zhengtong.search.queries import Query, find, hot_words, suggest
from zhengtong.search.rules import Document

pytestmark = pytest.mark.django_db

DOCUMENTS = (
    Document(kind="item", ref="MZ-1", url="/items/MZ-1/", title="最低生活保障审核确认", keywords="低保 困难补助", weight=2.5,
             body="家庭人均收入低于当地标准的可以申请。", site="政务服务", organ="安福县民政局", published_at=NOON),
    Document(kind="item", ref="SC-1", url="/items/SC-1/", title="个体工商户设立登记", keywords="营业执照 开店", weight=2.5,
             body="提交经营场所证明。", site="政务服务", organ="安福县市场监督管理局", published_at=NOON),
    Document(kind="policy", ref="p1", url="/p1/", title="安福县城乡低保实施办法", body="本办法自印发之日起施行。", site="安福县人民政府",
             column="政策文件", organ="安福县人民政府办公室", year=2026, validity="in_force",
             document_number="安府发〔2026〕3号", index_number="11360829MB0001/2026-00003", published_at=NOON),
    Document(kind="policy", ref="p2", url="/p2/", title="关于废止部分文件的通知", body="废止安府发（2026）3号等文件。", site="安福县人民政府",
             column="政策文件", organ="安福县人民政府办公室", year=2025, validity="lapsed",
             document_number="安府发〔2025〕9号", published_at=NOON - timedelta(days=400)),
    Document(kind="news", ref="n1", url="/n1/", title="羊狮慕镇开展低保核查", body="羊狮慕镇逐户核查<script>低保</script>对象。",
             site="羊狮慕镇人民政府", column="乡镇动态", organ="羊狮慕镇人民政府", year=2026, published_at=NOON - timedelta(days=3)),
    Document(kind="news", ref="n2", url="/n2/", title="横龙镇修建水渠", body="横龙镇修建灌溉水渠，低保户参加务工。",
             site="横龙镇人民政府", column="乡镇动态", organ="横龙镇人民政府", year=2024, published_at=NOON - timedelta(days=900)),
)  # fmt: skip


@pytest.fixture(autouse=True)
def indexed(cast):
    actions.index_many(DOCUMENTS)


def refs(text: str, **chosen: object) -> list[str]:
    return [hit.ref for hit in find(Query(text=text, **chosen), at=NOON).hits]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("低保", "MZ-1"), ("最低生活保障", "MZ-1"), ("dibao", "MZ-1"), ("db", "MZ-1"), ("营业执照", "SC-1"), ("yingyezhizhao", "SC-1"),
        ("yyzz", "SC-1"), ("个体工商户", "SC-1"), ("安府发(2026)3号", "p1"), ("安府发【２０２６】第03号", "p1"),
        ("11360829mb0001/2026—00003", "p1"), ("羊狮慕 低保", "n1"), ("水渠", "n2"), ("低保实施办法 2026年", "p1"),
    ],
)  # fmt: skip
def test_people_find_it_by_what_they_call_it(text, first):
    assert refs(text)[0] == first


def test_a_number_also_finds_what_speaks_of_it():
    assert refs("安府发〔2026〕3号") == ["p1", "p2"]


def test_wrong_characters_are_put_right_and_told():
    found = find(Query(text="营业执造"), at=NOON)
    assert found.hits[0].ref == "SC-1" and found.is_corrected and found.suggestion == "营业执照"


def test_a_misspelt_title_is_offered():
    found = find(Query(text="横龙真修建"), at=NOON)
    assert found.suggestion or found.hits[0].ref == "n2"


def test_words_nothing_has_are_left_out_and_told():
    found = find(Query(text="低保 航空母舰"), at=NOON)
    assert found.hits and found.left_out == ("航空母舰",)


def test_a_phrase_must_stand_letter_by_letter_and_a_minus_keeps_out():
    assert refs("“逐户核查”") == ["n1"]
    assert "n1" not in refs("低保 -羊狮慕镇")
    assert set(refs("低保 site:横龙")) == {"n2"}


def test_facets_count_what_each_choice_would_lead_to():
    found = find(Query(text="低保", kind="news"), at=NOON)
    facets = {facet.key: {value.value: value.count for value in facet.values} for facet in found.facets}
    assert found.total == 2
    assert facets["kind"] == {"item": 1, "policy": 1, "news": 2}
    assert facets["year"] == {"2026": 1, "2024": 1}
    assert refs("低保", kind="news", year=2024) == ["n2"]
    assert refs("低保", validity="lapsed") == []


def test_the_newest_come_first_where_asked():
    assert refs("低保", kind="news", sort="date") == ["n1", "n2"]


def test_what_is_shown_is_escaped():
    hit = find(Query(text="羊狮慕 低保"), at=NOON).hits[0]
    assert "<script>" not in hit.excerpt_html and "&lt;script&gt;<mark>低保</mark>" in hit.excerpt_html


def test_what_is_dropped_is_gone_from_results_and_suggestions():
    actions.drop("policy", "p1")
    assert "p1" not in refs("低保实施办法")
    assert all(one.url != "/p1/" for one in suggest("安福县城乡"))


def test_what_is_put_in_again_takes_its_own_place():
    actions.index(replace(DOCUMENTS[4], title="羊狮慕镇修建水渠", body="", year=2025))
    assert "n1" not in refs("低保") and "n1" in refs("水渠", year=2025)
    assert Listing.objects.filter(ref="n1").count() == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "的 了",
        "''",
        '"',
        "a & | !",
        "低保" * 5000,
        "🙂🙂",
        "'; DROP TABLE search_listing; --",
        "%",
        "\\",
        "-低保",
        "site:x",
    ],
)
def test_whatever_is_typed_gets_an_answer(text):
    found = find(Query(text=text, page=999), at=NOON)
    assert found.total >= 0 and Listing.objects.count() == len(DOCUMENTS)


@pytest.mark.parametrize("typed", ["最低", "zuidi", "zdsh", "低", "生活保障", "Zuidisheng"])
def test_names_are_completed_by_characters_reading_and_initials(typed):
    assert "最低生活保障审核确认" in [one.title for one in suggest(typed)]


@pytest.mark.parametrize("typed", ["", "  ", "'", "🙂", "&|!", "x" * 5000, "的"])
def test_nothing_typed_breaks_the_suggestions(typed):
    assert isinstance(suggest(typed), list)


def test_a_word_is_hot_when_several_people_asked_it_and_never_a_number_or_a_letter():
    for _ in range(2):
        actions.count_search("低保", is_new_visitor=True, at=NOON)
    assert hot_words(NOON) == []
    actions.count_search("低保", is_new_visitor=True, at=NOON)
    for _ in range(9):
        actions.count_search("一个人问了很多次", is_new_visitor=False, at=NOON)
        actions.count_search("360829199003070012", is_new_visitor=True, at=NOON)
        actions.count_search("我家在某某村某某组门牌多少号有一件很长的事情想要反映一下", is_new_visitor=True, at=NOON)
    assert hot_words(NOON) == ["低保"]
    assert hot_words(NOON + timedelta(days=8)) == []
    assert SearchWord.objects.get(word="低保").times == 3
