"""Who asks beyond reason is asked why, judged by another, and refused or answered later (条例 第三十五条)."""

from datetime import timedelta

import pytest

from tests.cast import NOON
from zhengtong.disclosure.actions import requests
from zhengtong.disclosure.models import DisclosureRequest
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.models import Entry

pytestmark = pytest.mark.django_db
EXCESS = "今年以来向本机关提出四十七件内容相近的申请。"
WHY = "为了比较各村历年的数字。"


def refused(expected: str, act, *args, **kwargs) -> None:
    with pytest.raises(Refusal) as refusal:
        act(*args, **kwargs)
    assert refusal.value.code == expected


@pytest.fixture
def asked(county, accepted) -> str:
    requests.ask_reasons(accepted.ref, EXCESS, days=10, by=county.tangbianji, at=NOON)
    return accepted.ref


@pytest.fixture
def stated(asked) -> str:
    code = DisclosureRequest.objects.get(ref=asked).query_code
    requests.state_reasons(asked, WHY, code=code, at=NOON)
    return asked


def judge(county, ref: str, **said):
    said = {"is_reasonable": False, "opinion": "没有说明正当理由。", "days": None, "by": county.baifushen} | said
    return requests.judge_reasons(ref, **({"at": NOON} | said))


def draft(county, ref: str) -> None:
    words = "您申请的数量、频次明显超过合理范围，经要求说明理由，理由不合理，本机关不予处理。"
    requests.draft(ref, kind="unprocessed_excessive", reasons=words, by=county.tangbianji, at=NOON)


def test_the_limit_runs_on_while_reasons_are_awaited(county, accepted):
    before = DisclosureRequest.objects.get(ref=accepted.ref).legal_due
    told = requests.ask_reasons(accepted.ref, EXCESS, days=10, by=county.tangbianji, at=NOON)
    assert told.legal_due == before and told.reasons.due_at is not None
    assert Entry.objects.get(kind="request.reasons_asked").data["reply_due"]
    refused("reasons-asked-already", requests.ask_reasons, told.ref, EXCESS, days=10, by=county.tangbianji, at=NOON)


def test_only_reasons_judged_unreasonable_lead_to_refusing_for_excess(county, stated):
    draft(county, stated)
    send = {"track": "plain", "opinion": "", "by": county.tangbianji, "at": NOON}
    refused("reasons-unjudged", requests.submit_for_approval, stated, **send)
    judge(county, stated)
    assert requests.submit_for_approval(stated, **send).state == "approving"


def test_reasonable_but_too_much_for_the_time_is_answered_later_and_told(county, stated):
    before = DisclosureRequest.objects.get(ref=stated).legal_due
    after = judge(county, stated, is_reasonable=True, opinion="理由合理，涉及二十年的档案。", days=40)
    assert after.legal_due - before > timedelta(days=50)
    entry = Entry.objects.get(kind="request.delayed")
    assert entry.data["extended_days"] == 40 and entry.data["approver"] == f"staff:{county.baifushen.code}"
    draft(county, stated)
    send = {"track": "plain", "opinion": "", "by": county.tangbianji, "at": NOON}
    refused("reasons-unjudged", requests.submit_for_approval, stated, **send)


def test_who_says_nothing_is_judged_when_the_time_is_over_and_not_before(county, asked):
    refused("reasons-awaited", judge, county, asked)
    assert judge(county, asked, at=NOON + timedelta(days=20)).reasons.is_reasonable is False


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("no-words", {"opinion": ""}),
        ("delay-needs-reason", {"days": 10}),
        ("bad-days", {"is_reasonable": True, "days": 61}),
        ("bad-days", {"is_reasonable": True, "days": 0}),
    ],
)
def test_what_does_not_fit_is_refused(county, stated, code, said):
    refused(code, judge, county, stated, **said)
    assert not Entry.objects.filter(kind="request.reasons_judged").exists()


def test_reasons_are_not_judged_by_who_asked_for_them_nor_stated_twice(county, stated):
    refused("not-permitted", judge, county, stated, by=county.tangbianji)
    code = DisclosureRequest.objects.get(ref=stated).query_code
    refused("reasons-stated-already", requests.state_reasons, stated, WHY, code=code, at=NOON)


def test_the_doors_ask_and_answer(county, accepted, client):
    desk, own = f"/desk/disclosure-requests/{accepted.ref}/", f"/disclosure-requests/{accepted.ref}/"
    client.force_login(county.tangbianji.user)
    assert client.post(f"{desk}ask_reasons/", {"excess": EXCESS, "days": "x"}).status_code == 409
    assert client.post(f"{desk}ask_reasons/", {"excess": EXCESS, "days": "10"}).status_code == 302
    client.force_login(county.zhangayi.user)
    assert EXCESS in client.get(own).content.decode()
    assert client.post(f"{own}reasons/", {"text": ""}).status_code == 409
    assert client.post(f"{own}reasons/", {"text": WHY}).status_code == 302
    assert client.get(f"{own}reasons/").status_code == 302
    client.force_login(county.baifushen.user)
    assert WHY in client.get(f"{desk}judge_reasons/").content.decode()
    said = {"is_reasonable": "yes", "opinion": "理由合理。", "days": "1.5"}
    assert client.post(f"{desk}judge_reasons/", said).status_code == 409
    assert client.post(f"{desk}judge_reasons/", said | {"days": "30"}).status_code == 302
    assert "延迟30个工作日答复" in client.get(desk).content.decode()
