"""October 2026 in the small county: matters, cards, an order and a complaint, ready to be appraised."""

from datetime import timedelta

import pytest

from tests.appraisal.seed import DATA, LAST, day
from tests.cases.county import keep_time
from tests.cast import COUNTY, Cast
from zhengtong.appraisal import actions
from zhengtong.appraisal.models import Appraisal
from zhengtong.journal.actions import action, record
from zhengtong.supervision.models import Card, Matter, SupervisionOrder

FIRST_OF_NOVEMBER = LAST + timedelta(hours=4)
AFTER_APPEALS = LAST + timedelta(days=12)


def matter(
    cast: Cast, number: int, unit: str = "MZ", region: str = COUNTY, on: int | None = 10, **changes: object
) -> Matter:
    """Accepted on the 2nd of October, promised by the 20th, finished `on` (None: still open)."""
    end = None if on is None else day(on)
    given = {
        "system": "county", "subject": f"{unit}{number:03}", "ref": f"{unit}{number:03}", "business": "case",
        "unit": cast.unit(unit), "region": cast.region(region), "item": f"{unit}-01", "item_name": "城乡低保",
        "item_kind": "payment", "channel": "online" if number % 2 else "window", "opened_at": day(1), "accepted_at": day(2),
        "finished_at": end, "ended_at": end, "ended_by": "finished" if end else "", "promised_due": day(21, 0),
        "is_on_time": None if end is None else on <= 20, "office_seconds": 28800, "allowed_seconds": 288000,
        "rating": 5 if number % 3 == 0 else None, "rulebook": 1, "calendar_version": 1,
    }  # fmt: skip
    return Matter.objects.create(**given | changes)


def give_card(of: Matter, level: str, ref: str = "", on: int = 21, **changes: object) -> Card:
    given = {
        "ref": ref or f"JC{of.subject}{level[0].upper()}", "matter": of, "key": level, "system": of.system,
        "subject": of.subject, "unit": of.unit, "region": of.region, "rule_code": f"T0{len(level)}", "rule_version": 1,
        "family": "time", "level": level, "state": "issued", "moment": day(on), "issued_at": day(on), "title": "超过承诺期限",
        "text": "超过承诺期限", "basis": "监察规则",
    }  # fmt: skip
    return Card.objects.create(**given | changes)


def withdraw(card: Card, at) -> None:
    """As an appeal that was granted leaves it."""
    card.state, card.settled_at, card.settled_reason = "withdrawn", at, "系统故障，非本单位责任"
    card.save()


@pytest.fixture
def october(cast: Cast) -> Cast:
    keep_time()
    lay_october(cast)
    return cast


def lay_october(cast: Cast) -> None:
    """民政: 12 matters, one yellow, one red. 交通: 3 clean matters. 横龙: 11 matters, a warning. 市监: nothing."""
    actions.load_seed(DATA, by="system", at=day(1))
    civil = [matter(cast, n) for n in range(1, 13)]
    give_card(civil[0], "yellow")
    give_card(civil[1], "red", duty_actor="staff:MZ001", duty_name="王建平")
    for n in range(1, 4):
        matter(cast, n, "JT")
    town = [matter(cast, n, "T103", "360829103213") for n in range(1, 12)]
    give_card(town[0], "warning")
    SupervisionOrder.objects.create(
        ref="DB1", source="manual", unit=cast.unit("MZ"), region=cast.region(COUNTY), level="general", title="督办低保积压",
        text="请尽快办理", basis="依据", issued_by="staff:JC001", issued_at=day(5), sign_due=day(7), signed_at=day(6),
        answer_due=day(12), answered_at=day(14), state="closed",
    )  # fmt: skip
    close_complaint()


@action("complaint.closed")
def close_complaint() -> None:
    record(
        "complaint.closed",
        "TS1",
        actor="staff:JC001",
        at=day(15),
        about="JT",
        finding="substantiated",
        finding_name="属实",
    )


@pytest.fixture
def computed(october: Cast) -> Appraisal:
    return actions.compute("2026-10", by=None, at=FIRST_OF_NOVEMBER)
