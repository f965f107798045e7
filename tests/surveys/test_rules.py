"""What a survey may ask, when it is open, and which figures are told."""

from datetime import date

import pytest

from zhengtong.forms.rules import parse_definition
from zhengtong.foundation.errors import Refusal
from zhengtong.surveys import rules
from zhengtong.surveys.rules import Settings, Standing

from .conftest import MEAL_QUESTIONS, MEALS, OUTING, design

ASKED = parse_definition(design(*MEAL_QUESTIONS))


def people(*groups: tuple[str, str, int]) -> list[dict]:
    return [{"town": town, "happy": mark} for town, mark, count in groups for _ in range(count)]


def test_options_are_counted_with_their_share_of_who_answered():
    answers = [
        {"happy": "3", "wants": ["早餐"]}, {"happy": "3", "wants": ["早餐", "低盐菜品"]}, {"happy": "1"}, {"age": 70},
    ]  # fmt: skip
    happy, why, wants, age, _ = rules.tallies(ASKED, answers)
    assert [(line.label, line.count, line.percent) for line in happy.lines] == [
        ("满意", 2, 66.7), ("一般", 0, 0.0), ("不满意", 1, 33.3),
    ]  # fmt: skip
    assert (happy.answered, happy.mean, happy.median) == (3, 2.33, 3.0)
    assert [line.percent for line in wants.lines] == [0.0, 50.0, 100.0], "of two people, not of three ticks"
    assert (why.is_text, why.answered, age.mean) == (True, 0, 70.0)


def test_a_group_of_fewer_than_five_is_not_told():
    cross = rules.crossed(
        ASKED, people(("平都镇", "3", 8), ("横龙镇", "3", 6), ("洲湖镇", "1", 4)), by="town", of="happy"
    )
    told = {name: count for name, count, _ in cross.groups}
    assert told["洲湖镇"] is None


def test_a_small_group_cannot_be_found_by_taking_the_others_from_the_total():
    cross = rules.crossed(
        ASKED, people(("平都镇", "3", 8), ("横龙镇", "3", 6), ("洲湖镇", "1", 4)), by="town", of="happy"
    )
    assert {name: count for name, count, _ in cross.groups} == {"平都镇": 8, "横龙镇": None, "洲湖镇": None}
    assert cross.is_guarded


def test_groups_of_five_are_told_whole():
    cross = rules.crossed(ASKED, people(("平都镇", "3", 5), ("横龙镇", "1", 5)), by="town", of="happy")
    assert not cross.is_guarded
    assert [line.count for line in cross.groups[0][2]] == [5, 0, 0]


@pytest.mark.parametrize(("by", "of"), [("town", "town"), ("why", "happy"), ("town", "why"), ("none", "happy")])
def test_what_cannot_be_split_is_not_split(by, of):
    assert rules.crossed(ASKED, people(("平都镇", "3", 9)), by=by, of=of) is None


@pytest.mark.parametrize(
    ("state", "day", "standing"),
    [
        ("draft", 25, Standing.HIDDEN),
        ("review", 25, Standing.HIDDEN),
        ("open", 19, Standing.COMING),
        ("open", 20, Standing.OPEN),
        ("open", 27, Standing.OPEN),
        ("open", 28, Standing.CLOSED),
        ("closed", 25, Standing.CLOSED),
        ("published", 25, Standing.PUBLISHED),
    ],
)
def test_a_survey_is_open_from_its_first_day_to_the_end_of_its_last(state, day, standing):
    assert rules.standing(state, date(2026, 11, 20), date(2026, 11, 27), date(2026, 11, day)) == standing


@pytest.mark.parametrize(
    ("settings", "is_form", "code"),
    [
        (Settings("调查", "", date(2026, 11, 23), date(2026, 11, 22)), False, "period-turned"),
        (Settings("调查", "", date(2026, 11, 23), date(2028, 11, 22)), False, "period-too-long"),
        (Settings("调查", "", None, date(2028, 11, 22)), False, "no-period"),
        (Settings("调查", "", date(2026, 11, 23), date(2026, 11, 30), "units"), False, "no-units"),
        (Settings("报名", "", date(2026, 11, 23), date(2026, 11, 30), keep_days=30), True, "no-consent"),
        (Settings("报名", "", date(2026, 11, 23), date(2026, 11, 30), consent="告知"), True, "no-keep-days"),
    ],
)
def test_settings_that_cannot_work_are_refused_in_words(settings, is_form, code):
    with pytest.raises(Refusal) as refused:
        rules.check_settings(settings, is_form=is_form)
    assert refused.value.code == code
    assert refused.value.sentence.endswith("。")


def test_good_settings_pass_and_survive_the_way_through_their_form():
    rules.check_settings(MEALS, is_form=False)
    rules.check_settings(OUTING, is_form=True)
    audiences = [("anybody", "所有人"), ("units", "指定单位")]
    form = rules.settings_form(is_form=True, audiences=audiences, results=[], units=[("MZ", "民政局")])
    entries = rules.settings_entries(form, OUTING)
    assert (entries["closes_on"], entries["places"], entries["keep_days"]) == ("2026-11-30", "2", "30")


@pytest.mark.parametrize("kind", ["phone", "id_number", "email", "region", "file", "table"])
def test_a_survey_asks_for_nothing_by_which_somebody_is_known(kind):
    field = {"key": "a", "label": "联系", "kind": kind}
    if kind == "table":
        field["columns"] = [{"key": "name", "label": "姓名", "kind": "text"}]
    with pytest.raises(Refusal):
        rules.check_design(design(field), is_form=False)


def test_a_private_question_is_refused_in_a_survey_and_allowed_on_a_form():
    secret = {"key": "card", "label": "银行卡号", "kind": "text", "personal": True}
    with pytest.raises(Refusal) as refused:
        rules.check_design(design(secret), is_form=False)
    assert "请改用电子表单" in refused.value.sentence
    rules.check_design(design(secret), is_form=True)


def test_a_scale_is_a_choice_among_marks():
    added = rules.add_question(design(), 0, kind="satisfaction", label="您满意吗", is_form=False)
    definition = rules.check_design(added, is_form=False)
    field = next(definition.fields())
    assert next((each.value, each.label) for each in field.choices) == ("5", "非常满意")
    (tally,) = rules.tallies(definition, [{field.key: "5"}, {field.key: "4"}])
    assert tally.mean == 4.5


@pytest.mark.parametrize("slug", ["", "中文", "a b", "../x", "a" * 61, "new", "-a"])
def test_an_address_is_plain(slug):
    with pytest.raises(Refusal):
        rules.check_slug(slug)
