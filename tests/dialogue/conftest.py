"""An item to ask about, a calendar to count by, and a letter that was asked."""

import pytest

from tests.cases.county import keep_time
from tests.cast import NOON
from zhengtong.catalog.models import ItemVersion, ServiceItem
from zhengtong.dialogue import actions
from zhengtong.dialogue.rules import Question

QUESTION = Question("低保要带什么材料", "我住在向阳村，电话19900100001，想申请低保。", True, "刘女士", "19900100001")


@pytest.fixture
def county(cast):
    """The cast, a calendar, the limits, and one published item of the civil affairs bureau."""
    keep_time(NOON, [])
    item = ServiceItem.objects.create(code="MZ-JF-0018", unit=cast.unit("MZ"))
    item.current = ItemVersion.objects.create(
        item=item, number=1, state="published", content={}, name="最低生活保障审核确认", kind="payment",
        family="power", project_type="promised", search_text="", edited_by="system", edited_at=NOON, published_at=NOON, effective_on=NOON.date(), digest="0",
    )  # fmt: skip
    item.save()
    return cast


@pytest.fixture
def letter(county):
    return actions.ask("MZ-JF-0018", QUESTION, writer=None, submission="page-1", at=NOON)
