"""A content is read as a guide; what is malformed is refused by its Chinese name and its path."""

from decimal import Decimal

import pytest
import yaml

from tests.catalog.items import FOLDER, allowance
from zhengtong.catalog.guide import Guide
from zhengtong.foundation.errors import Refusal


def refused(**changes: object) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        Guide.of(allowance(**changes))
    return refusal.value


def test_a_guide_says_what_a_citizen_and_a_case_need():
    guide = Guide.of(allowance())
    assert guide.limits.promised.budget == "20wd"
    assert str(guide.limits.statutory) == "30个工作日"
    assert guide.limits.extension.approver == "本机关负责人"
    assert guide.materials[0].order == 1 and guide.materials[0].is_required
    assert guide.can_be_applied_for
    assert [step.unit for step in guide.steps] == ["TOWN", "TOWN", "MZ", "MZ"]


def test_every_item_of_the_county_reads():
    guides = [Guide.of(yaml.safe_load(path.read_text())) for path in sorted(FOLDER.glob("*.yaml"))]
    assert len(guides) >= 71
    assert any(len(stage) > 1 for guide in guides for stage in guide.stages)
    assert Decimal("80.00") in {fee.amount for guide in guides for fee in guide.fees}


def test_steps_of_one_parallel_number_stand_side_by_side():
    step = allowance()["steps"][0]
    names = [("审核", None), ("会签甲", 1), ("会签乙", 1), ("汇总", None), ("会签丙", 2), ("会签丁", 2)]
    guide = Guide.of(allowance(steps=[{**step, "name": name, "parallel": group} for name, group in names]))
    stages = [[one.name for one in stage] for stage in guide.stages]
    assert stages == [["审核"], ["会签甲", "会签乙"], ["汇总"], ["会签丙", "会签丁"]]


def test_a_penalty_cannot_be_applied_for():
    guide = Guide.of(yaml.safe_load((FOLDER / "sc-cf-0101.yaml").read_text()))
    assert not guide.can_be_applied_for
    assert "食品" in guide.penalty


def test_a_limit_of_minus_three_days_is_refused_by_name():
    refusal = refused(limits={"promised": {"amount": -3, "unit": "wd"}})
    assert refusal.code == "item-malformed"
    assert refusal.field == "limits.promised.amount"
    assert "承诺时限" in refusal.sentence and "-3" in refusal.sentence


def test_a_limit_of_an_unknown_unit_is_refused():
    assert refused(limits={"promised": {"amount": 3, "unit": "week"}}).field == "limits.promised.unit"


def test_an_unknown_word_in_a_row_is_named_with_its_line():
    materials = allowance()["materials"]
    materials[1]["need"] = "maybe"
    refusal = refused(materials=materials)
    assert refusal.field == "materials[1].need"
    assert "申请材料第2行“材料必要性”" in refusal.sentence and "必要" in refusal.sentence


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "wish"}, "kind"),
        ({"audience": ["martian"]}, "audience"),
        ({"materials": "身份证"}, "materials"),
        ({"materials": ["身份证"]}, "materials[0]"),
        ({"apply": {"online": "perhaps"}}, "apply.online"),
        ({"apply": {"visits": -1}}, "apply.visits"),
        ({"fees": [{"name": "工本费", "standard": "20元", "amount": "二十"}]}, "fees[0].amount"),
        ({"fees": [{"name": "工本费", "standard": "20元", "amount": "1.005"}]}, "fees[0].amount"),
        ({"bases": [{"law": "某法", "effective_on": "去年"}]}, "bases[0].effective_on"),
        ({"name": "很长" * 61}, "name"),
        ({"colour": "red"}, "colour"),
        ({"limits": {"promissed": None}}, "limits.promissed"),
        ({"steps": [{"name": "审核", "typo": 1}]}, "steps[0].typo"),
    ],
)
def test_what_is_malformed_is_refused_with_its_path(changes, field):
    assert refused(**changes).field == field


def test_an_unfinished_draft_still_reads():
    guide = Guide.of({"code": "MZ-JF-0001", "name": "某事", "kind": "payment", "project_type": "promised"})
    assert guide.limits.promised is None
    assert guide.stages == []
