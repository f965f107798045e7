"""A scheme's lines are added, taken out and put in another order by a draft that a second person approves."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.appraisal.seed import book, day, spec
from zhengtong.appraisal import actions, queries
from zhengtong.appraisal.rules import parse_scheme, rearranged, reweighted
from zhengtong.foundation.errors import Refusal

BOOK = book()
ADDED = {
    "exceptions.new.name": "网上办得少", "exceptions.new.how": "deduct", "exceptions.new.measure": "undetermined_rate",
    "exceptions.new.worth": "1", "exceptions.new.most": "5",
}  # fmt: skip


def names(made: dict, category: str) -> list[str]:
    return [line["name"] for one in made["categories"] if one["code"] == category for line in one["lines"]]


def test_lines_are_added_taken_out_and_put_in_another_order():
    standing = spec("efficiency")
    first, second, *rest = names(standing, "efficiency")
    swapped = rearranged(standing, {"early.place": "1"})
    assert names(swapped, "efficiency") == [second, first, *rest]
    made = rearranged(reweighted(standing, {"on_time.points": "25"}), ADDED | {"early.drop": "1"})
    scheme = parse_scheme("efficiency", "办件效能方案", made, BOOK)
    assert "early" not in scheme.lines
    line = scheme.lines["undetermined_rate"]
    assert (line.name, line.how, line.each, line.most) == ("网上办得少", "deduct", 1, 5)
    assert standing == spec("efficiency"), "what stands is not touched"


def test_a_manual_line_has_no_indicator_and_a_code_of_its_own():
    said = {"award.new.name": "突出贡献", "award.new.how": "manual", "award.new.most": "3"}
    category = spec("efficiency")["categories"][-1]["code"]
    made = rearranged(spec("efficiency"), {name.replace("award", category): value for name, value in said.items()})
    assert made["categories"][-1]["lines"][-1] == {
        "code": f"{category}_manual", "name": "突出贡献", "how": "manual", "most": "3",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"exceptions.new.how": ""}, "exceptions.new.how", "怎样计分"),
        ({"exceptions.new.name": ""}, "exceptions.new.name", "名称"),
        ({"exceptions.new.how": "manual"}, "exceptions.new.measure", "不选指标"),
        ({"exceptions.new.measure": ""}, "exceptions.new.measure", "请选择"),
        ({"red.place": "第一"}, "red", "整数"),
    ],
)
def test_a_half_filled_line_is_refused(change, field, said):
    with pytest.raises(Refusal) as refused:
        rearranged(spec("efficiency"), ADDED | change)
    assert refused.value.field == field and said in refused.value.sentence


def test_a_draft_keeps_its_new_line_when_it_is_edited_again(october):
    by, at = october.linjiancha, day(3)
    actions.draft_scheme("efficiency", ADDED, "增加数据不全的扣分", by=by, at=at)
    draft = actions.draft_scheme("efficiency", {"undetermined_rate.each": "2"}, "加重每次扣分", by=by, at=at)
    line = queries.parsed(draft, queries.book_in_force()).lines["undetermined_rate"]
    assert (line.each, draft.number) == (2, 2)
    with pytest.raises(Refusal) as refused:
        actions.draft_scheme("efficiency", {"undetermined_rate.drop": "1"}, "还是不增加了", by=by, at=at)
    assert refused.value.code == "no-change"


def test_the_page_adds_a_line_and_says_what_is_missing(october):
    browser, url = Client(), reverse("oversight:scheme-edit", args=["efficiency"])
    browser.force_login(october.linjiancha.user)
    missing = browser.post(url, ADDED | {"exceptions.new.how": "", "note": "增加数据不全的扣分"})
    html = missing.content.decode()
    assert missing.status_code == 409 and "怎样计分" in html and "网上办得少" in html, "what was typed is kept"
    made = browser.post(url, ADDED | {"red.place": "1", "note": "增加数据不全的扣分"}, follow=True).content.decode()
    assert "网上办得少" in made and "数值每增1扣1分，最多5分" in made
    assert made.index("红牌") < made.index("黄牌")
