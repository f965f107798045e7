"""A county with a calendar and the laws; requests by 张阿姨 to the civil affairs bureau, at every turn of their course."""

from datetime import date

import pytest

from tests.cases.county import keep_time
from tests.cast import NOON
from zhengtong.disclosure.actions import requests
from zhengtong.disclosure.rules.application import Application, Person

TODAY = date(2026, 11, 23)
ZHANG = Person("natural", "张桂兰", "111", "360829195803140068", "19900100001", address="平都镇向阳村第三村民小组")
ASKED = Application(
    unit="MZ",
    person=ZHANG,
    wanted="横龙镇2025年临时救助资金发放情况",
    features="2025年横龙镇临时救助的户数、金额和发放时间，按村统计的表格。",
    may_publish=True,
)
GRANTED = {
    "kind": "granted",
    "reasons": "您申请公开的横龙镇2025年临时救助资金发放情况，本机关予以公开。",
    "provided": "按村统计表1份，网上下载。",
}


@pytest.fixture
def county(cast):
    keep_time(NOON, [])
    return cast


@pytest.fixture
def submit(county):
    """Submit a request like 张阿姨's over the web, with some of it changed."""

    def submit(page="page-1", *, at=NOON, **changed):
        asked = Application(**({name: getattr(ASKED, name) for name in Application.__slots__} | changed))
        return requests.submit(asked, submission=page, applicant=county.zhangayi.user, identity=(), at=at)

    return submit


@pytest.fixture
def submitted(submit):
    return submit()


@pytest.fixture
def registered(county, submitted):
    return requests.register(submitted.ref, confirmed_on=TODAY, track="plain", by=county.tangbianji, at=NOON)


@pytest.fixture
def accepted(county, registered):
    return requests.accept(registered.ref, by=county.tangbianji, at=NOON)


@pytest.fixture
def drafted(county, accepted):
    requests.draft(accepted.ref, **GRANTED, by=county.tangbianji, at=NOON)
    return accepted


@pytest.fixture
def replied(county, drafted):
    requests.submit_for_approval(drafted.ref, track="plain", opinion="", by=county.tangbianji, at=NOON)
    requests.approve(drafted.ref, is_agreed=True, opinion="同意。", by=county.baifushen, at=NOON)
    return requests.reply(drafted.ref, by=county.tangbianji, at=NOON)
