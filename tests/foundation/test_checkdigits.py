from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.foundation.checkdigits import (
    credit_code_check,
    organisation_code_check,
    read_credit_code,
    read_mobile,
    read_resident_id,
    resident_id_check,
)
from zhengtong.foundation.errors import Refusal, Unknown

TODAY = date(2026, 11, 23)


def code_of(read, text: str, **more) -> str:
    with pytest.raises(Refusal) as refused:
        read(text, field="f", **more)
    assert refused.value.field == "f" and str(refused.value).endswith("。")
    return refused.value.code


def test_a_resident_number_tells_region_birthday_and_sex():
    person = read_resident_id(" 360829 19900307 0012 ", today=TODAY)
    assert (person.number, person.region, person.born_on) == ("360829199003070012", "360829", date(1990, 3, 7))
    assert person.is_male and not read_resident_id("360829195803140068", today=TODAY).is_male


def test_full_width_digits_and_a_small_x_are_forgiven():
    number = next(n for n in (f"36082919491231{i:03d}X" for i in range(999)) if resident_id_check(n[:17]) == "X")
    typed = number.lower().translate({ord("0") + d: 0xFF10 + d for d in range(10)})
    assert typed != number and read_resident_id(typed).number == number


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("36082919900307001", "id-shape"),
        ("36082919900307001A", "id-shape"),
        ("", "id-shape"),
        ("000829199003070012", "id-region"),
        ("360829199002300012", "id-birth"),
        ("360829177003070018", "id-birth"),
        ("360829203003070013", "id-birth"),
        ("360829199003070013", "id-check"),
    ],
)
def test_a_wrong_resident_number_says_what_is_wrong(text, code):
    assert code_of(read_resident_id, text, today=TODAY) == code


@given(st.integers(0, 16), st.integers(1, 9))
def test_any_single_wrong_digit_of_a_resident_number_is_found(place, shift):
    number = "360829199003070012"
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    with pytest.raises(Refusal):
        read_resident_id(wrong, today=TODAY)


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91110000802100433B", "91360829MAFT00019T"])
def test_real_credit_codes_hold(code):
    assert read_credit_code(code.lower()) == code
    assert credit_code_check(code[:17]) == code[17]


def test_a_wrong_credit_code_says_what_is_wrong():
    assert code_of(read_credit_code, "91350100M000100Y4") == "credit-shape"
    assert code_of(read_credit_code, "9135O100M000100Y43") == "credit-shape"
    assert code_of(read_credit_code, "91350100M000100Y34") == "credit-check"


def test_the_check_character_of_an_organisation_code():
    assert organisation_code_check("00754278") == "5"
    assert {organisation_code_check(f"{n:08d}") for n in range(400)} == set("0123456789X")


def test_mobile_numbers_as_people_write_them():
    assert {
        read_mobile(t) for t in ("19900100001", "199 0010 0001", "+86-199-0010-0001", "１９９００１００００１")
    } == {"19900100001"}
    for wrong in ("12900100001", "1990010000", "199001000011", "0796-7620001", ""):
        assert code_of(read_mobile, wrong) == "phone-shape"


def test_what_one_may_not_know_of_is_a_refusal_too():
    assert (Unknown().code, str(Unknown("没有。"))) == ("unknown", "没有。")
