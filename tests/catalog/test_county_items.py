"""The demo county's 81 items: in the words of those who look for them."""

from collections import Counter

import pytest
import yaml

from tests.catalog.items import FOLDER
from zhengtong.catalog.guide import Guide
from zhengtong.catalog.rules import columns_of, folded
from zhengtong.catalog.shape import normal

GUIDES = {path.stem.upper(): Guide.of(normal(yaml.safe_load(path.read_text()))) for path in FOLDER.glob("*.yaml")}
EVENTS = Counter(event for guide in GUIDES.values() for event in guide.life_events)


def found_by(words: str) -> set[str]:
    return {code for code, guide in GUIDES.items() if folded(words) in columns_of(guide)["search_text"]}


def test_the_events_of_life_are_few_and_none_is_part_of_another():
    assert len(GUIDES) == 81 and len(EVENTS) <= 40
    assert [(one, other) for one in EVENTS for other in EVENTS if one != other and one in other] == []


def test_every_item_belongs_to_an_event_and_has_words_of_its_own():
    assert [code for code, guide in GUIDES.items() if not guide.life_events or len(guide.keywords) < 4] == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("身份证丢了", "GA-QR-0030"),
        ("孩子落户", "GA-QR-0029"),
        ("吃低保", "MZ-JF-0018"),
        ("讨工资", "SF-BM-0064"),
        ("办执照", "SC-QR-0001"),
        ("开公司", "SC-QR-0002"),
        ("开饭店", "SC-XK-0003"),
        ("小卖部", "YC-XK-0068"),
        ("卖鞭炮", "YG-XK-0057"),
        ("开诊所", "WJ-XK-0009"),
        ("盖房子", "TOWN-XK-0016"),
        ("装水表", "SG-BM-0072"),
        ("买房", "ZR-QR-0053"),
        ("砍树", "LY-XK-0036"),
        ("交医保", "YB-BM-0060"),
        ("八十岁", "MZ-JF-0021"),
        ("离婚", "MZ-QR-0024"),
        ("ktv", "WG-XK-0065"),
    ],
)
def test_what_people_type_finds_the_item(typed, code):
    assert code in found_by(typed)
