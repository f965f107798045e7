"""Personal numbers in running text, however people write them."""

import pytest

from zhengtong.foundation.masking import mask_phone, replace_personal_numbers


@pytest.mark.parametrize(
    "written",
    ["19900100001", "199 0010 0001", "199-0010-0001", "１９９００１００００１", "199　0010　0001", "199－0010－0001"],
)
def test_a_telephone_is_found_however_it_is_written(written):
    assert replace_personal_numbers(f"请打{written}找我", long=str, mobile=mask_phone) == "请打199****0001找我"


@pytest.mark.parametrize(
    "written", ["360829195803140068", "360829 19580314 0068", "３６０８２９１９５８０３１４００６８"]
)
def test_an_identity_number_is_found_however_it_is_written(written):
    assert replace_personal_numbers(f"证号{written}。", long=lambda _: "（略）", mobile=str) == "证号（略）。"


def test_offices_and_reference_numbers_stay():
    text = "0796-7620118，12345，2026年11月23日，编号ZX20261123000017"
    assert replace_personal_numbers(text, long=lambda _: "（略）", mobile=lambda _: "（略）") == text
