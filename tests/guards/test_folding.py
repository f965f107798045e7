"""Promises of the folding: every place of the folded text leads back to the character it came from."""

from hypothesis import given
from hypothesis import strategies as st

from zhengtong.guards.rules.folding import Folded, composed, fold, table

MIXED = st.text(
    st.one_of(st.characters(), st.sampled_from("办假证辦證　ＡＢｃ①㈱㎡ﬁ \u200b-*，。\n😀ß\U000e0041")), max_size=1200
)


@given(MIXED)
def test_every_folded_character_comes_from_the_character_it_leads_back_to(text):
    folded, back = fold(text), Folded(text)
    origins = [back.origin(place) for place in range(len(folded))]
    assert origins == sorted(origins)
    for place, origin in enumerate(origins):
        first = origins.index(origin)
        assert fold(text[origin])[place - first] == folded[place]


@given(MIXED)
def test_what_leads_nowhere_was_dropped(text):
    back = Folded(text)
    kept = {back.origin(place) for place in range(len(fold(text)))}
    assert all(fold(character) == "" for at, character in enumerate(text) if at not in kept)


@given(MIXED)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(MIXED)
def test_a_text_written_in_signs_has_two_for_every_folded_character(text):
    signs = composed(lambda character: f"{character}\x01")
    assert "".join(Folded(text).written(signs))[::2] == fold(text)


def test_a_character_that_is_right_in_both_scripts_stays():
    assert fold("乾坤著作") == "乾坤著作"
    assert fold("國務院臺灣") == "国务院台湾"


def test_the_table_is_for_translate_and_holds_all_chinese_characters():
    assert all(fold(chr(code)) >= "\u3400" for code in range(0x4E00, 0x9FFF))
    assert len(table()) == 0x32400
