"""索引号、文号 and metadata are checked before anything is written; no database."""

from dataclasses import replace
from datetime import date

import pytest

from zhengtong.disclosure.rules.index import index_number, is_index_number, tidy_document_number
from zhengtong.disclosure.rules.information import (
    Details,
    Table,
    check_details,
    check_table,
    check_validity,
    is_expired,
    parse_table,
)
from zhengtong.foundation.errors import Refusal

TODAY = date(2026, 11, 23)
PLAIN = Details(title="关于公布收费目录的公告", theme="04", genre="announcement", signed_on=TODAY)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("安府办字〔2013〕25号", "安府办字〔2013〕25号"),
        ("安府办字[2013]25号", "安府办字〔2013〕25号"),
        ("安府办字（2013）第025号", "安府办字〔2013〕25号"),
        ("安府办字【２０１３】２５号", "安府办字〔2013〕25号"),
        (" 国办发 [ 2016 ] 61 号 ", "国办发〔2016〕61号"),
        ("安府发﹝2024﹞3", "安府发〔2024〕3号"),
        ("中华人民共和国国务院令第711号", "中华人民共和国国务院令第711号"),
        ("", ""),
    ],
)
def test_a_document_number_is_written_the_one_right_way(typed, written):
    assert tidy_document_number(typed) == written


@pytest.mark.parametrize(
    "typed", ["安府办字2013年25号", "〔2013〕25号", "安府办字〔13〕25号", "安府办字〔2013〕0号", "随便写写"]
)
def test_what_is_no_document_number_is_refused(typed):
    with pytest.raises(Refusal) as refusal:
        tidy_document_number(typed)
    assert (refusal.value.code, refusal.value.field) == ("bad-document-number", "document_number")


def test_an_index_number_has_five_digits_and_ends_with_them():
    assert index_number("1136082908290001X2", 2013, 1) == "1136082908290001X2/2013-00001"
    assert is_index_number("1136082908290001X2/2013-00001")
    assert not is_index_number("1136082908290001X2/2013-1")
    with pytest.raises(Refusal) as refusal:
        index_number("A", 2013, 100_000)
    assert refusal.value.code == "index-full"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": "短"}, "bad-title"),
        ({"signed_on": date(2026, 11, 24)}, "bad-signed-on"),
        ({"signed_on": date(1900, 1, 1)}, "bad-signed-on"),
        ({"effective_on": date(2026, 1, 1)}, "bad-effective-on"),
        ({"expires_on": TODAY}, "bad-expires-on"),
        ({"keywords": tuple("一二三四五六七八九十甲")}, "too-many-keywords"),
        ({"mode": "on_request"}, "no-mode-reason"),
        ({"mode": "withheld", "mode_reason": "含有个人信息"}, "no-mode-article"),
        ({"form": "table"}, "no-table"),
        ({"document_number": "12号"}, "bad-document-number"),
    ],
)
def test_metadata_that_does_not_fit_is_refused(change, code):
    with pytest.raises(Refusal) as refusal:
        check_details(replace(PLAIN, **change), on=TODAY)
    assert refusal.value.code == code


def test_what_is_public_gives_no_reason_for_being_withheld():
    assert check_details(replace(PLAIN, mode_reason="旧的理由"), on=TODAY).mode_reason == ""


def test_a_table_has_names_and_lines_of_one_length():
    with pytest.raises(Refusal):
        check_table(Table(("甲", "甲"), (("1", "2"),)))
    with pytest.raises(Refusal):
        check_table(Table(("甲", ""), (("1", "2"),)))
    with pytest.raises(Refusal) as refusal:
        check_table(Table(("甲", "乙"), (("1", "2"), ("3",))))
    assert "第3行" in refusal.value.sentence


def test_numbers_become_numbers_and_codes_stay_text():
    table = parse_table(
        [
            ["乡镇", "代码", "人数", "金额"],
            ["平都镇", "00712", "1,203", "12.50"],
            ["横龙镇", "360829103000000000", "", "-3"],
        ]
    )
    assert table.lines == (("平都镇", "00712", 1203, 12.5), ("横龙镇", "360829103000000000", None, -3))


def test_what_is_repealed_never_holds_again():
    assert check_validity("valid", "amended", "修改决定") == "修改决定"
    assert check_validity("amended", "repealed", "清理决定") == "清理决定"
    for now, new in [("repealed", "valid"), ("expired", "valid"), ("valid", "valid"), ("repealed", "expired")]:
        with pytest.raises(Refusal):
            check_validity(now, new, "清理决定")


def test_a_document_holds_to_the_end_of_its_last_day():
    assert not is_expired("valid", TODAY, TODAY)
    assert is_expired("valid", TODAY, date(2026, 11, 24))
    assert not is_expired("repealed", TODAY, date(2026, 11, 24))
    assert not is_expired("valid", None, TODAY)
