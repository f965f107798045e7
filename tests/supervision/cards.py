"""Cards to judge: the cast at work under the calendar of 2026, one matter of the civil affairs bureau, cards on it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cases.county import keep_time
from tests.cast import Cast
from tests.files.samples import PDF
from zhengtong.files.actions import store_upload
from zhengtong.files.models import Attachment
from zhengtong.supervision.models import Card, Matter

MONDAY = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
"""2026-11-23 09:30 in Anfu; working days follow one another until New Year's Day."""
Deal = Callable[..., Card]
_number = count(1)


def later(*, days: float = 0, hours: float = 0) -> datetime:
    return MONDAY + timedelta(days=days, hours=hours)


def a_matter(cast: Cast, unit: str = "MZ", **more: object) -> Matter:
    subject = f"360829007QT20261110{next(_number):06d}"
    fields = {
        "system": "county", "subject": subject, "ref": subject, "business": "case", "unit": cast.unit(unit),
        "region": cast.region("360829100000"), "item": "MZ-QT-0001", "item_name": "最低生活保障对象认定",
        "item_kind": "QT", "opened_at": later(days=-13), "accepted_at": later(days=-13), "step": "审查",
        "holder": "office", "rulebook": 1, "calendar_version": 1,
    }  # fmt: skip
    return Matter.objects.create(**fields | more)


def a_card(cast: Cast, matter: Matter | None = None, level: str = "yellow", **more: object) -> Card:
    matter = matter or a_matter(cast)
    ref = f"JC20261123{next(_number):07d}"
    fields = {
        "ref": ref, "matter": matter, "key": ref, "system": "county", "subject": matter.subject, "unit": matter.unit,
        "region": matter.region, "rule_code": "T02", "rule_version": 1, "family": "time", "level": level,
        "state": "issued", "moment": later(hours=-9.5), "issued_at": MONDAY, "title": "超过承诺时限：最低生活保障对象认定",
        "text": f"“最低生活保障对象认定”（{matter.ref}）超过承诺时限1个工作日仍未办结。", "basis": "湖南省电子监察规则（示例）",
        "duty_step": "审查", "duty_actor": "staff:MZ001", "duty_name": "王建平", "due_at": later(days=-3, hours=-9.5),
        "overdue_days": 1, "split": {"office": 180000, "applicant": 57600, "special": 28800},
        "appeal_until": later(days=3, hours=14.5),
    }  # fmt: skip
    return Card.objects.create(**fields | more)


@pytest.fixture
def county(cast: Cast) -> Cast:
    keep_time()
    return cast


@pytest.fixture
def deal(county: Cast) -> Deal:
    """Deal a card: `deal()` is a yellow one of the civil affairs bureau; anything of it can be said otherwise."""

    def deal(matter: Matter | None = None, level: str = "yellow", **more: object) -> Card:
        return a_card(county, matter, level, **more)

    return deal


def a_file(actor: str, name: str = "情况说明.pdf") -> Attachment:
    return store_upload(SimpleUploadedFile(name, PDF), by=actor, at=MONDAY)
