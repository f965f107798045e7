"""The public verification page: anybody with the code, nothing more than the code allows."""

import pytest

from tests.cast import NOON
from zhengtong.papers import actions
from zhengtong.papers.choices import PaperKind

from .samples import CONTENT


@pytest.fixture
def paper(cast):
    content = {**CONTENT[PaperKind.DENIAL], "applicant": "张桂兰"}
    return actions.issue(
        PaperKind.DENIAL, subject="R1", unit=cast.unit("MZ"), content=content, by="staff:MZ002", at=NOON
    )


def test_the_qr_code_s_address_shows_the_paper_with_the_party_masked(client, paper):
    response = client.get(f"/verify/{paper.verification_code}/")
    page = response.content.decode()
    assert response.status_code == 200 and 'data-state="valid"' in page
    for phrase in ("不予行政许可决定书", "安民不准〔2026〕1号", "安福县民政局", "2026年11月23日", "张*兰", "有效"):
        assert phrase in page
    assert "张桂兰" not in page and "有毒" not in page


def test_a_withdrawn_paper_says_so(client, cast, paper):
    actions.withdraw(paper.number, by=cast.liujuzhang, reason="认定事实有误", at=NOON)
    page = client.get(f"/verify/{paper.verification_code}/").content.decode()
    assert 'data-state="withdrawn"' in page and "已撤回" in page and "认定事实有误" not in page


def test_a_wrong_code_is_answered_kindly_and_keeps_what_was_typed(client, db):
    response = client.get("/verify/0000-0000-0000-0000/")
    page = response.content.decode()
    assert response.status_code == 404
    assert "没有查到使用这个核验码的文书" in page and 'value="0000-0000-0000-0000"' in page


def test_a_typed_code_leads_to_its_own_address(client, paper):
    typed = paper.verification_code.lower()
    response = client.get("/verify/", {"code": f" {typed[:8]}-{typed[8:]} "})
    assert response.status_code == 302 and response["Location"] == f"/verify/{paper.verification_code}/"


@pytest.mark.parametrize("typed", ["", "  ", "核验码", "../..", "<script>"])
def test_what_cannot_be_a_code_is_answered_beside_the_field(client, db, typed):
    response = client.get("/verify/", {"code": typed})
    assert response.status_code == 200 and "核验码，由16位数字和字母组成" in response.content.decode()
    assert "<script>" not in response.content.decode().split("<main")[1]


def test_the_empty_page_blames_nobody(client, db):
    page = client.get("/verify/").content.decode()
    assert "由16位数字和字母组成" not in page and "文书核验" in page
