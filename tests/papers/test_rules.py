"""Numbers, organ words and masks of papers."""

from pathlib import Path

import pytest
import yaml

from zhengtong.papers import rules
from zhengtong.papers.choices import LETTERS, PaperKind

UNITS = yaml.safe_load((Path(__file__).parents[2] / "data/anfu/units.yaml").read_text())


def test_a_number_has_the_year_in_full_and_neither_nought_nor_di():
    assert rules.paper_number("安民", PaperKind.ACCEPTANCE, 2026, 12) == "安民受〔2026〕12号"


@pytest.mark.parametrize(
    ("short_name", "word"),
    [
        ("县民政局", "安民"),
        ("县市监局", "安市监"),
        ("县自然资源局", "安自然资"),
        ("安福生态环境局", "安环"),
        ("县政府办", "安府办"),
        ("平都镇政府", "安平都镇"),
        ("县供电公司", "安供电"),
    ],
)
def test_an_organ_s_word_is_short_and_customary(short_name, word):
    assert rules.organ_word("安福县", short_name) == word


def test_no_two_serving_units_of_the_county_share_a_word():
    serving = [unit["short_name"] for unit in UNITS if not unit.get("merged_into")]
    words = [rules.organ_word("安福县", name) for name in serving]
    assert len(set(words)) == len(words) > 50


def test_every_kind_has_a_letter_of_its_own():
    assert set(LETTERS) == set(PaperKind) and len(set(LETTERS.values())) == len(LETTERS)


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ({"applicant": "张桂兰"}, "张*兰"),
        ({"holder": "欧阳锋"}, "欧*锋"),
        ({"applicant": "阿布都热合曼·买买提"}, "阿********提"),
        ({"principal": "李明"}, "李*"),
        ({"applicant": "John Smith"}, "J********h"),
        ({"applicant": "安福县青枫示例茶业有限公司"}, "安福县青枫示例茶业有限公司"),
        ({"applicant": "平都镇向阳村民小组"}, "平都镇向阳村民小组"),
    ],
)
def test_a_person_is_masked_and_an_organisation_is_not(content, shown):
    assert rules.masked_party(content) == shown
