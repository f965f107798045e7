"""What was typed is read as it was meant; numbers have one form; what is shown is escaped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.search.rules import (
    MOST_CHARACTERS,
    Document,
    Lexicon,
    Speller,
    document_number,
    document_numbers,
    excerpt,
    index_number,
    mark,
    parse,
    query_text,
    vector_text,
)

LEXICON = Lexicon.of(
    ["羊狮慕镇", "安福县民政局", "营业执照"],
    [["低保", "最低生活保障"], ["房产证", "不动产权证书"]],
    ["的", "了"],
    ["我想", "办理", "怎么", "我", "想"],
)
SPELLER = Speller(["低保", "营业执照", "最低生活保障", "林木采伐", "申请", "婚姻登记", "执照"])


@pytest.mark.parametrize(
    "written",
    [
        "安府发〔2026〕3号", "安府发[2026]3号", "安府发（2026）3号", "安府发(2026) 3 号", "安府发【2026】03号",
        "安府发２０２６第３号", "安府发〔２０２６〕第3号", "安府发〈2026〉3号", "根据安府发〔2026〕3号",
    ],
)  # fmt: skip
def test_a_document_number_is_one_in_every_bracket(written):
    assert document_number(written) == "安府发〔2026〕3号"


def test_every_number_in_a_text_is_found_once():
    text = "《通知》（安府发〔2026〕3号）和安府办字(2025)12号，废止安府发[2026]3号。"
    assert document_numbers(text) == ["安府发〔2026〕3号", "安府办字〔2025〕12号"]
    assert document_numbers("2026年第3号公告、3号楼") == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("11360829MB0001X/2026-00050", "11360829MB0001X/2026-00050"),
        ("１１３６０８２９ＭＢ０００１Ｘ／２０２６－０００５０", "11360829MB0001X/2026-00050"),
        ("b00010-0202—2026-0003", "B00010-0202-2026-0003"),
        ("2026-11-23", ""),
        ("低保", ""),
        ("covid-19", ""),
    ],
)
def test_an_index_number_has_one_form(written, read):
    assert index_number(written) == (read if written != "2026-11-23" else "2026-11-23")


def test_words_keep_the_names_of_the_county_whole_and_know_what_means_the_same():
    asked = parse("羊狮慕镇 低保", LEXICON)
    assert [term.word for term in asked.terms] == ["羊狮慕镇", "低保"]
    assert asked.terms[1].names == ("低保", "最低生活保障")


def test_the_words_of_a_question_go_where_something_is_left():
    assert [term.word for term in parse("我想办理低保", LEXICON).terms] == ["低保"]
    assert [term.word for term in parse("办理", LEXICON).terms] == ["办理"]
    assert parse("的 了", LEXICON).is_empty


def test_quotes_minus_site_and_year_are_understood():
    asked = parse("“建房补贴” -危房 site:民政局 年份:2025", LEXICON)
    assert asked.phrases == ("建房补贴",)
    assert asked.excluded and asked.site == "民政局" and asked.year == 2025


@pytest.mark.parametrize(
    "typed", ['"', '""', "-", "- -", "site:", "'; DROP TABLE x; --", "a & | ! <-> :*", "(((", "🙂", "\\", "'", ":A"]
)
def test_anything_may_be_typed_and_makes_a_query_of_words_alone(typed):
    asked = parse(typed, LEXICON)
    text = query_text(asked.terms, LEXICON, asked.excluded)
    assert text.count("'") % 2 == 0 and ";" not in text and "\\" not in text


def test_what_is_too_long_is_cut_and_said():
    asked = parse("低保" * 5000, LEXICON)
    assert asked.is_cut and len(asked.typed) <= MOST_CHARACTERS and not asked.is_empty


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text):
    asked = parse(text, LEXICON)
    query = query_text(asked.terms, LEXICON, asked.excluded)
    assert query.count("(") == query.count(")")


def test_a_word_that_sounds_alike_or_differs_in_one_character_is_put_right():
    assert SPELLER.corrected("底保") == "低保"
    assert SPELLER.corrected("营业执造") == "营业执照"
    assert SPELLER.corrected("林木采阀证") == "林木采伐证"
    assert SPELLER.corrected("婚姻登计") == "婚姻登记"
    assert SPELLER.corrected("量子纠缠") == "量子纠缠"


def test_readings_and_initials_stand_for_words():
    assert "低保" in SPELLER.read("dibao")
    assert "营业执照" in SPELLER.read("yyzz")
    assert SPELLER.split("dibaoshenqing") == ("低保", "申请")
    assert SPELLER.split("xyzxyz") == ()


def test_what_is_marked_is_escaped():
    assert mark("<b>低保</b>&低保", ("低保",)) == "&lt;b&gt;<mark>低保</mark>&lt;/b&gt;&amp;<mark>低保</mark>"
    assert mark("ＡＢ", ()) == "ＡＢ"


def test_an_excerpt_shows_where_the_words_stand():
    body = "开头" * 100 + "。家庭困难的可以申请低保金。" + "结尾" * 100
    shown = excerpt("", body, ("低保", "困难"))
    assert (
        "家庭<mark>困难</mark>的可以申请<mark>低保</mark>金" in shown and shown.startswith("…") and shown.endswith("…")
    )


def test_a_document_is_kept_by_words_reading_initials_and_numbers():
    text = vector_text(
        Document(
            kind="policy", ref="1", url="/1/", title="低保办法", body="见安府发〔2025〕1号。", year=2026,
            document_number="安府发[2026]3号", index_number="11360829-2026-00003",
        ),
        LEXICON,
    )  # fmt: skip
    for lexeme in (
        "'^低保'",
        "'p:dibao'",
        "'i:db'",
        "'g:低保'",
        "'n:安府发〔2026〕3号'",
        "'m:安府发〔2025〕1号'",
        "'x:11360829-2026-00003'",
        "'y:2026'",
    ):
        assert lexeme in text
    assert "'低保':1A" in text
