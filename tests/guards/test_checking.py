"""What is found, what is not, and where: the pure check."""

import pytest

from zhengtong.foundation.errors import Refusal
from zhengtong.guards.rules import Checker, Listed, refuse_blocked

WORDS = [
    Listed(1, "sensitive", "办假证", "block"),
    Listed(2, "sensitive", "虚构禁词", "block"),
    Listed(3, "error", "既使", "suggest", "即使"),
    Listed(4, "expired", "国土资源局", "suggest", "自然资源局"),
    Listed(5, "exception", "原国土资源局", ""),
    Listed(6, "leader", "张三县长", "review", "李四县长"),
    Listed(7, "error", "APP应用", "suggest", "应用程序"),
    Listed(8, "error", "藉口", "suggest", "借口"),
    Listed(9, "expired", "民政局", "suggest", "县民政局"),
    Listed(10, "sensitive", "代开发票", "block"),
    Listed(11, "sensitive", "发票", "review"),
]
CHECKER = Checker(WORDS)


def found(text: str) -> list[tuple[str, str, str]]:
    return [(one.what, one.level, one.way) for one in CHECKER.check(text).found]


@pytest.mark.parametrize(
    "text",
    [
        "代理办-假-证",
        "办 假 证",
        "办*假#证",
        "办\u200b假\ufeff证",
        "办😀假😀证",
        "办\U000e0041假\U000e0042证",
        "办、假、证",
        "辦假證",
        "办假\n证",
        "办．．假～～证",
    ],
)
def test_a_word_is_seen_through_what_is_slipped_in_and_through_other_forms(text):
    assert found(text) == [("办假证", "block", "hidden")]


def test_full_width_letters_and_capitals_are_the_same_letters():
    assert found("ａｐｐ应用") == [("APP应用", "suggest", "hidden")]
    assert found("请下载App应用。") == [("APP应用", "suggest", "plain")]


@pytest.mark.parametrize("text", ["搬假证", "半价证", "虚勾禁词", "虚构进词", "虛構近詞"])
def test_a_word_to_block_is_heard_and_then_only_reviewed(text):
    assert [(level, way) for _, level, way in found(text)] == [("review", "homophone")]


@pytest.mark.parametrize(
    "text",
    [
        "班 嘉正",  # parted: sounds reach across words too easily
        "代开发漂",  # 发漂 is not 发票 alone, of two characters
        "既是下雨也去",  # only words to block are heard
        "板架正",  # of three characters none is the same
    ],
)
def test_what_only_happens_to_sound_alike_is_no_alarm(text):
    assert all(way != "homophone" or what == "代开发票" for what, _, way in found(text))
    assert ("办假证", "review", "homophone") not in found(text)


def test_a_word_of_the_dictionary_is_nobodys_homophone():
    heard = Checker([Listed(1, "sensitive", "实施求适", "block")])
    assert heard.check("实事求是").is_clean
    assert [one.way for one in heard.check("石施求适").found] == ["homophone"]


@pytest.mark.parametrize(
    "text",
    [
        "他去办。假证件要上交",
        "第一段办\n\n假证第二段",
        "国土，资源局",  # a suggestion is not looked for across symbols
        "国土-资源局",
        "办　　　　　　　假证",  # more than four characters between
        "请下载myApp应用",
        "既 , 使",
    ],
)
def test_what_two_sentences_say_together_is_not_found_as_it_were_one_word(text):
    assert all(level != "block" for _, level, _ in found(text))
    assert ("国土资源局", "suggest", "hidden") not in found(text)
    assert ("APP应用", "suggest", "plain") not in found(text)


def test_a_word_to_block_parted_by_the_mark_of_a_sentence_is_looked_at():
    assert found("本地虚构，禁词在此") == [("虚构禁词", "review", "parted")]


def test_a_suggestion_is_found_across_the_end_of_a_line():
    assert found("原由国土\n资源局负责") == [("国土资源局", "suggest", "hidden")]


def test_what_an_exception_covers_is_not_found():
    assert found("原国土资源局办公楼") == []
    assert found("国土资源局和原国土资源局") == [("国土资源局", "suggest", "plain")]


def test_the_right_word_is_right_even_where_the_wrong_one_lies_in_it():
    assert found("县民政局") == []
    assert found("民政局") == [("民政局", "suggest", "plain")]


def test_a_wrong_character_and_its_right_one_that_fold_alike_are_told_apart():
    assert found("找藉口") == [("藉口", "suggest", "plain")]
    assert found("找借口") == []


def test_the_longer_of_two_words_is_told_and_the_graver_one_never_hidden():
    assert found("代开发票") == [("代开发票", "block", "plain")]
    longer = Checker([Listed(1, "error", "发票的", "suggest", "发票"), Listed(2, "sensitive", "发票", "block")])
    assert [one.level for one in longer.check("代开发票的人").found] == ["block", "suggest"]


def test_a_finding_says_where_in_the_text_as_it_was_written():
    text = "前言①，辦-假　證！后语"
    one = CHECKER.check(text).found[0]
    assert text[one.start : one.end] == "辦-假　證" == one.shown
    assert one.excerpt == "前言①，【辦-假　證】！后语".replace("\u3000", " ")


def test_nothing_is_found_in_nothing():
    assert CHECKER.check("").is_clean
    assert Checker([]).check("什么都可以写，办假证也可以").is_clean
    assert not Checker([]).check("电话13800138000").is_clean


def test_a_refusal_does_not_say_the_word():
    with pytest.raises(Refusal) as refused:
        refuse_blocked(CHECKER.check("我要办-假-证"), "问题", "question")
    assert (refused.value.code, refused.value.field) == ("words-blocked", "question")
    assert "办※※※※" in refused.value.sentence
    assert "假" not in refused.value.sentence
    refuse_blocked(CHECKER.check("既使如此，张三县长"), "问题")


def test_halves_of_characters_and_characters_from_far_away_break_nothing():
    text = "\ud83d办\U0002000b假证\U00030000办假证\U0010ffff"
    assert [one.shown for one in CHECKER.check(text).found] == ["办假证"]


def test_a_list_of_very_many_characters_is_found_to_the_last():
    characters = [chr(code) for code in range(0x4E00, 0x4E00 + 9000)]
    words = [a + b for a, b in zip(characters[::2], characters[1::2], strict=True)]
    checker = Checker(Listed(n, "sensitive", word, "review") for n, word in enumerate(words))
    assert all(word in {one.what for one in checker.check(word).found} for word in words[::97])
