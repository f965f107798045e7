"""Personal numbers in running text: found where they are real, left alone where they are not, never shown in full."""

import pytest

from zhengtong.guards.rules.leaks import BANK_CARD, ID_NUMBER, MOBILE, is_luhn, leaks

ID = "360829199003070012"
CARD = "6222021001112222333"


def found(text: str) -> list[tuple[str, str]]:
    return [(leak.what, text[leak.start : leak.end]) for leak in leaks(text)]


def luhn(first: str) -> str:
    return next(first + digit for digit in "0123456789" if is_luhn(first + digit))


@pytest.mark.parametrize(
    ("text", "what", "number"),
    [
        (f"身份证{ID}，已核", ID_NUMBER, ID),
        ("身份证号：360829 19900307 0012。", ID_NUMBER, "360829 19900307 0012"),
        ("３６０８２９１９９００３０７００１２", ID_NUMBER, "３６０８２９１９９００３０７００１２"),
        ("李某 11010119900307109X", ID_NUMBER, None),
        ("电话13800138000找我", MOBILE, "13800138000"),
        ("Tel13800138000", MOBILE, "13800138000"),
        ("138-0013-8000", MOBILE, "138-0013-8000"),
        ("13900139000/13800138000", MOBILE, "13900139000"),
    ],
)
def test_a_number_is_found_as_people_write_it(text, what, number):
    hits = found(text)
    if number is None:
        assert hits in ([], [(what, "11010119900307109X")])
    else:
        assert (what, number) in hits


@pytest.mark.parametrize("gap", ["", " ", "-"])
def test_a_bank_card_is_known_by_its_check_digit(gap):
    card = luhn("622202100111222233")
    written = gap.join([card[:4], card[4:8], card[8:12], card[12:16], card[16:]])
    assert found(f"卡号{written}开户") == [(BANK_CARD, written)]
    wrong = card[:-1] + str((int(card[-1]) + 1) % 10)
    assert found(f"卡号{wrong}开户") == []


@pytest.mark.parametrize(
    "text",
    [
        "360829199003070013",  # the check digit is wrong
        "360829199013070012",  # no such month
        "办件编号360829MZXK2026112300017",
        "电话0796-7622330",
        "12345678901234567890123",
        "ABC13800138000",
        "/art/2026/13800138000.html",
        "1380013800",
        "0000000000000000",
        "投资138001380001元",
    ],
)
def test_what_only_looks_like_a_personal_number_is_left_alone(text):
    assert found(text) == []


def test_what_is_shown_of_a_number_does_not_give_it_away():
    shown = [leak.masked for leak in leaks(f"{ID}，{luhn('622202100111222233')}，13800138000")]
    assert shown[0] == "360829************"
    assert shown[1].startswith("***************")
    assert shown[2] == "138****8000"


def test_each_place_holds_one_number():
    assert [what for what, _ in found(f"{ID} 13800138000")] == [ID_NUMBER, MOBILE]
