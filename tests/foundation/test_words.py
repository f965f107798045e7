"""Masks, tidy text, numbers that citizens quote."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.foundation import masking, refs
from zhengtong.foundation.text import tidy_code, tidy_line, tidy_text


def test_names_and_numbers_are_masked():
    assert [masking.mask_name(n) for n in ("", "张", "张三", "张小三", "欧阳国华")] == [
        "",
        "*",
        "张*",
        "张*三",
        "欧**华",
    ]
    assert masking.mask_id_number("360829199003070012") == "360829********0012"
    assert masking.mask_id_number("360829199003070012", public=True) == "360829************"
    assert masking.mask_id_number("12345") == "*****"
    assert masking.mask_phone("19900100001") == "199****0001" and masking.mask_phone("12345") == "*****"
    assert masking.mask_bank_card("6222020000001234567") == "***************4567"
    assert masking.mask_organisation("青枫茶业") == "青枫茶业"


@given(st.text(min_size=2, max_size=30))
def test_a_masked_name_shows_at_most_its_ends(name):
    masked = masking.mask_name(name)
    assert len(masked) == len(name) and set(masked[1:-1]) <= {"*"} and (len(name) > 2 or masked[-1] == "*")


def test_a_line_is_tidied_and_chinese_punctuation_stays():
    assert tidy_line("　安福县（示例）公司，Ａ座１２号\u200b \n") == "安福县（示例）公司，A座12号"
    assert tidy_line("正\u202e常\x00") == "正常"


def test_running_text_keeps_its_lines():
    assert tidy_text("一 \r\n二\r三\u2028四\x85五\x07\n\n") == "一\n二\n三\n四\n五"


def test_a_copied_number_becomes_plain():
    assert tidy_code(" ３６０８－２９ x\u200b") == "360829X"


@given(st.text(max_size=60))
def test_tidying_twice_changes_nothing(text):
    for tidy in (tidy_line, tidy_text):
        assert tidy(tidy(text)) == tidy(text)


def test_a_case_number_carries_its_own_check():
    ref = refs.case_ref("360829", "012", "XK", date(2026, 11, 23), 17)
    assert ref[:-1] == "360829012XK2026112300017" and refs.is_case_ref(ref)
    assert not refs.is_case_ref(ref[:-1]) and not refs.is_case_ref(ref.lower()) and not refs.is_case_ref("")
    assert not refs.is_case_ref(ref.replace("1", "１"))


@given(st.integers(0, 99_999), st.integers(0, 24), st.integers(1, 9))
def test_one_wrong_digit_of_a_case_number_is_found(serial, place, shift):
    ref = refs.case_ref("360829", "012", "XK", date(2026, 11, 23), serial)
    if ref[place].isdigit():
        wrong = ref[:place] + str((int(ref[place]) + shift) % 10) + ref[place + 1 :]
        assert not refs.is_case_ref(wrong)


@pytest.mark.parametrize("serial", [-1, 100_000])
def test_a_serial_that_does_not_fit_is_never_folded(serial):
    with pytest.raises(ValueError, match="five digits"):
        refs.case_ref("360829", "012", "XK", date(2026, 11, 23), serial)


def test_codes_come_from_randomness_and_cannot_be_misread():
    assert len({refs.verification_code() for _ in range(100)}) == 100
    assert not set("ILOU") & set(refs.verification_code(2000))
    assert len(refs.query_code()) == 6 and refs.query_code().isdigit()
    assert len({refs.token() for _ in range(100)}) == 100
