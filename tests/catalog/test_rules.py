"""The gate, the comparison and the chain, without a database."""

import copy

import pytest
import yaml

from tests.catalog.items import FOLDER, allowance
from zhengtong.catalog.guide import Guide
from zhengtong.catalog.rules import check_code, check_opinion, diff, family_of, missing_elements, next_stage
from zhengtong.catalog.shape import normal
from zhengtong.foundation.errors import Refusal


def found(content: dict) -> dict[str, str]:
    return {one.path: one.why for one in missing_elements(content)}


def changed(path: str, value: object) -> dict:
    """The allowance with one element changed; a path like steps[3].kind reaches into a row."""
    content = allowance()
    keys = path.replace("[", ".").replace("]", "").split(".")
    below = content
    for key in keys[:-1]:
        below = below[int(key)] if key.isdigit() else below[key]
    below[keys[-1]] = value
    return content


def test_a_complete_item_passes_the_gate():
    assert missing_elements(allowance()) == []


def test_every_item_file_of_the_county_passes_the_gate():
    for path in sorted(FOLDER.glob("*.yaml")):
        document = yaml.safe_load(path.read_text())
        assert missing_elements(document, is_open=document["state"] != "cancelled") == [], path.name
        check_code(Guide.of(document))


@pytest.mark.parametrize(
    "element", ["name", "conditions", "address", "hours", "phone", "supervise_phone", "summary", "bases", "steps"]
)
def test_the_gate_names_the_missing_element(element):
    content = allowance(**{element: [] if element in ("bases", "steps") else None})
    missing = missing_elements(content)
    assert [one.path for one in missing] == [element]
    assert missing[0].label and missing[0].why


@pytest.mark.parametrize(
    ("path", "value", "at", "says"),
    [
        ("limits.promised.amount", 40, "limits.promised.amount", "长于法定时限"),
        ("project_type", "instant", "limits.promised.amount", "即办件"),
        ("limits.promised", None, "limits.promised.amount", "没有承诺时限"),
        ("limits.statutory.basis", None, "limits.statutory.basis", "哪一条"),
        ("limits.extension.approver", None, "limits.extension.approver", "批准"),
        ("materials", [], "materials", "没有申请材料"),
        ("materials[0].name", "法律法规规定的其他材料", "materials[0].name", "兜底"),
        ("materials[0].name", "有关材料", "materials[0].name", "兜底"),
        ("materials[0].need", "deferrable", "deferral.amount", "容缺"),
        ("apply.visits", 2, "apply.visits_reason", "2次"),
        ("apply", {"online": False, "window": False}, "apply.window", "至少开通一项"),
        ("form", None, "form", "电子表单"),
        ("places", {"stations": [], "township": False}, "places.stations", "受理场所"),
        ("steps[3].kind", "review", "steps[3].kind", "最后一个环节应是决定"),
        ("steps[0].kind", "decide", "steps[0].kind", "最后一个环节"),
        ("steps[0].amount", 9, "steps", "超过承诺时限"),
        ("results", [], "results", "办理结果"),
        ("penalty", {"acts": "罚款"}, "penalty.acts", "只有行政处罚"),
        ("remedy.review.organ", None, "remedy.review.organ", "复议"),
    ],
)
def test_the_gate_refuses_what_breaks_a_rule(path, value, at, says):
    missing = found(changed(path, value))
    assert list(missing) == [at]
    assert says in missing[at]


def test_a_fee_needs_a_basis_and_a_reduction_its_own():
    fee = {"name": "工本费", "standard": "20元/证", "amount": "20.00", "basis": None, "reducible": True}
    assert list(found(allowance(fees=[fee]))) == ["fees[0].basis", "fees[0].reduce_basis"]


def test_a_special_procedure_is_one_of_the_eight_and_has_a_basis():
    special = {"ground": "expert_review", "name": "专家评审", "amount": 20, "unit": "wd", "basis": None}
    assert list(found(allowance(special_procedures=[special]))) == ["special_procedures[0].basis"]
    with pytest.raises(Refusal, match="特别程序种类"):
        missing_elements(allowance(special_procedures=[{**special, "ground": "site_visit"}]))


def test_parallel_steps_count_once_towards_the_promise():
    steps = allowance()["steps"]
    side_by_side = [{**steps[0], "name": f"会签{n}", "amount": 18, "parallel": 1} for n in range(3)]
    assert missing_elements(allowance(steps=[*side_by_side, {**steps[3], "amount": 2}])) == []
    in_turn = [{**step, "parallel": None} for step in side_by_side]
    assert list(found(allowance(steps=[*in_turn, steps[3]]))) == ["steps"]


def test_limits_of_different_units_are_compared_in_days():
    month = allowance()["limits"] | {"statutory": {"amount": 1, "unit": "m", "basis": "某条"}}
    assert missing_elements(allowance(limits=month)) == []
    fortnight = month | {"statutory": {"amount": 15, "unit": "d", "basis": "某条"}}
    assert list(found(allowance(limits=fortnight))) == ["limits.promised.amount"]


def test_a_penalty_asks_for_no_materials_and_takes_no_applications():
    content = normal(yaml.safe_load((FOLDER / "sc-cf-0101.yaml").read_text()))
    content["materials"] = allowance()["materials"]
    content["apply"]["online"] = True
    assert list(found(content)) == ["materials", "apply.online"]


def test_the_letters_of_a_code_follow_the_kind():
    with pytest.raises(Refusal) as refusal:
        check_code(Guide.of(allowance(code="MZ-XK-0018")))
    assert "行政给付" in refusal.value.sentence and "JF" in refusal.value.sentence
    for code in ("低保", "MZ-JF-18", "mz-jf-0018"):
        with pytest.raises(Refusal):
            check_code(Guide.of(allowance(code=code)))
    check_code(Guide.of(allowance(code="MZ-BM-0018", legacy_kind="BM")))


def test_the_three_lists_of_the_plan():
    assert family_of(Guide.of(allowance())) == "power"
    assert family_of(Guide.of(allowance(legacy_kind="BM"))) == "convenience"
    assert family_of(Guide.of(allowance(kind="penalty"))) == "penalty"


def test_a_difference_names_the_element_and_both_values_in_words():
    old = allowance()
    new = copy.deepcopy(old)
    new["limits"]["promised"]["amount"] = 15
    new["materials"][0]["need"] = "deferrable"
    new["materials"].append({**old["materials"][1], "name": "村民小组证明"})
    del new["materials"][2]
    changes = {(change.label, change.before, change.after) for change in diff(old, new)}
    gone = old["materials"][2]["name"]
    assert ("承诺时限", "20", "15") in changes
    assert ("申请材料“最低生活保障申请书”·材料必要性", "必要", "容缺后补") in changes
    assert any(label == "申请材料“村民小组证明”" and not before for label, before, _ in changes)
    assert any(label == f"申请材料“{gone}”" and not after for label, _, after in changes)
    assert len(changes) == 4


def test_moving_a_row_changes_the_order_and_nothing_else():
    old = allowance()
    new = allowance(materials=[*old["materials"][1:], old["materials"][0]])
    assert [change.label for change in diff(old, new)] == ["申请材料的顺序"]
    assert diff(old, old) == []


def test_the_chain_is_that_of_the_plan():
    path = ["draft"]
    path.append(next_stage("draft", "submit"))
    while path[-1] != "approved":
        path.append(next_stage(path[-1], "approve"))
    path.append(next_stage(path[-1], "publish"))
    assert path == ["draft", "center_review", "legal_review", "egov_review", "city_review", "approved", "published"]


@pytest.mark.parametrize("stage", ["center_review", "legal_review", "egov_review", "city_review", "approved"])
def test_a_return_goes_back_to_the_draft(stage):
    assert next_stage(stage, "return") == "draft"


@pytest.mark.parametrize(
    ("state", "verb"),
    [("draft", "approve"), ("draft", "publish"), ("city_review", "publish"), ("published", "submit"),
     ("published", "return"), ("superseded", "publish"), ("approved", "approve"), ("legal_review", "submit")],
)  # fmt: skip
def test_no_stage_is_skipped(state, verb):
    with pytest.raises(Refusal) as refusal:
        next_stage(state, verb)
    assert refusal.value.code == "item-stage"


def test_a_return_says_why_and_the_city_names_its_document():
    with pytest.raises(Refusal, match="理由"):
        check_opinion("legal_review", approve=False, text="", document="")
    with pytest.raises(Refusal, match="文号"):
        check_opinion("city_review", approve=True, text="同意", document="")
    check_opinion("legal_review", approve=True, text="", document="")
