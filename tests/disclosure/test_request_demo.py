"""The demo county's requests: one in every turn, each carried by the same acts as a real one."""

from collections import Counter

from tests.cases.county import keep_time
from tests.cast import NOON
from zhengtong.disclosure.models import DisclosureRequest
from zhengtong.org.models import User
from zhengtong.project.demo_cases.disclosures import load_disclosures


def test_the_demo_county_has_requests_in_every_turn(cast):
    keep_time(NOON)
    User.objects.filter(username="qingfeng").update(username="qingfeng-tea")  # as the demo county calls the company
    said: list[str] = []
    assert load_disclosures(NOON, said.append) == 15
    assert load_disclosures(NOON, said.append) == 0
    assert said == ["政府信息公开申请 15 件"]
    states = Counter(DisclosureRequest.objects.values_list("state", flat=True))
    assert states == {
        "submitted": 1, "registered": 1, "correcting": 1, "abandoned": 1, "accepted": 3, "consulting": 1,
        "awaiting_fee": 1, "legal_review": 1, "approving": 1, "delivered": 2, "archived": 1, "withdrawn": 1,
    }  # fmt: skip
    assert DisclosureRequest.objects.filter(is_published=True).count() == 2
