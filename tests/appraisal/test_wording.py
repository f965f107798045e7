"""What a formula says can be read back: a person writes the sentence, the machine keeps the tree."""

import pytest

from tests.appraisal.seed import book, drafts
from zhengtong.appraisal.rules import example_words, parse, read_example, read_formula
from zhengtong.foundation.errors import Refusal

BOOK = book()


@pytest.mark.parametrize("draft", drafts(), ids=lambda draft: draft.code)
def test_every_indicator_of_the_county_reads_back_as_it_is_said(draft):
    said = BOOK[draft.code].formula.words
    again = parse(read_formula(said, BOOK.names), BOOK.measures, BOOK.names)
    assert (again.words, again.measure) == (said, BOOK[draft.code].formula.measure)
    assert again.totals == BOOK[draft.code].formula.totals
    example = read_example(example_words(draft.example, draft.unit))
    assert set(example["totals"]) == set(draft.example["totals"])
    assert (example["value"] is None) == (draft.example["value"] is None)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("按时办结 ÷ 办结 × 100%", {"percent": [{"total": "on_time"}, {"total": "finished"}]}),
        ("按时办结/办结*100％", {"percent": [{"total": "on_time"}, {"total": "finished"}]}),
        ("预警＋黄牌+红牌", {"add": [{"total": "warned"}, {"total": "yellow"}, {"total": "red"}]}),
        ("经办件-(预警+黄牌)", {"sub": [{"total": "handled"}, {"add": [{"total": "warned"}, {"total": "yellow"}]}]}),
        ("红牌（时限、程序类）", {"total": "red", "families": ["time", "procedure"]}),
        ("较大者(经办件÷10件,1)", {"max": [{"div": [{"total": "handled"}, {"const": "10", "unit": "count"}]}, {"const": "1"}]}),
        ("取整（按时办结率）", {"floor": [{"indicator": "on_time_rate"}]}),
        ("按时签收督办单", {"total": "orders_signed_in_time"}),
    ],
)  # fmt: skip
def test_a_sentence_becomes_its_tree(text, tree):
    assert read_formula(text, BOOK.names) == tree


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("", "formula-words", "请写公式"),
        ("按时办洁 ÷ 办结", "formula-name", "“按时办结”"),
        ("办结 ÷", "formula-words", "没有写完"),
        ("（办结 + 受理", "formula-words", "右括号"),
        ("办结 受理", "formula-words", "加、减、乘、除"),
        ("办结）", "formula-words", "括号多了"),
        ("红牌（天气类）", "formula-name", "规则类别"),
        ("（" * 100 + "办结", "formula-words", "层数太多"),
        ("办结+" * 1000, "formula-words", "1000个字"),
        ("late / finished", "formula-name", "不是基数"),
    ],
)
def test_what_cannot_be_read_is_said_plainly(text, code, said):
    with pytest.raises(Refusal) as refused:
        read_formula(text, BOOK.names)
    assert (refused.value.code, refused.value.field) == (code, "formula") and said in refused.value.sentence


def test_an_example_is_a_sentence():
    assert read_example("办结 4，按时办结3件, 得75%。") == {"totals": {"finished": "4", "on_time": "3"}, "value": "75"}
    assert read_example("评价0，好评0，得“无数据”") == {
        "totals": {"ratings_all": "0", "ratings_good": "0"},
        "value": None,
    }
    for text in ("", "办结4", "办结，得3", "办吉4，得3", "得很多"):
        with pytest.raises(Refusal) as refused:
            read_example(text)
        assert (refused.value.code, refused.value.field) == ("example-words", "example")
