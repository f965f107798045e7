"""The list of words holds for the register and for requests as for everything public."""

from dataclasses import replace
from datetime import date

import pytest

from tests.cast import NOON
from tests.disclosure.register import published_information
from tests.disclosure.test_request_doors import send, signed_in
from tests.disclosure.test_requests import days_later
from zhengtong.disclosure.actions import information, requests
from zhengtong.disclosure.models import DisclosureRequest, Information
from zhengtong.disclosure.queries import public_texts
from zhengtong.disclosure.queries.requests import answered_requests
from zhengtong.disclosure.rules.information import Details
from zhengtong.foundation.errors import Refusal
from zhengtong.guards import PUBLIC_TEXTS, actions
from zhengtong.guards.models import Finding
from zhengtong.guards.rules import read_draft

pytestmark = pytest.mark.django_db
DETAILS = Details(title="关于整治中介的通告", theme="17", genre="notice", signed_on=NOON.date(), text="严查办假证。")


@pytest.fixture
def listed(cast):
    for entry in ({"kind": "sensitive", "text": "办假证"}, {"kind": "sensitive", "text": "高利贷", "level": "review"}):
        actions.add_word(read_draft(entry), by=cast.songwangzhan, at=NOON)


def sign(cast, **changed) -> Information:
    return information.sign(replace(DETAILS, **changed), organ=cast.unit("MZ"), by=cast.tangbianji, at=NOON)


def publish(cast, row):
    return information.publish(row.index_number, reviewer="白云飞", by=cast.tangbianji, at=NOON)


@pytest.mark.parametrize(
    ("text", "code"), [("严查办假证。", "text-block"), ("联系13912345678", "text-leak"), ("谨防高利贷", "text-review")]
)
def test_information_is_not_published_with_what_the_list_holds_back(county, listed, text, code):
    row = sign(county, text=text)
    with pytest.raises(Refusal, match="正文的") as refused:
        publish(county, row)
    row.refresh_from_db()
    assert refused.value.code == code and row.state == "signed" and row.clock.is_open
    assert Finding.objects.get().url == f"/desk/information/{row.index_number}/"


def test_a_signed_override_lets_information_out(county, listed):
    row = sign(county, text="谨防高利贷")
    with pytest.raises(Refusal):
        publish(county, row)
    actions.override(Finding.objects.get(), "防范宣传，引用原词", by=county.hanqianfa, at=NOON)
    assert publish(county, row).state == "published"
    assert not Finding.objects.filter(state="open").exists()


def test_what_is_public_is_not_revised_into_what_may_not_be(county, listed):
    row = publish(county, sign(county, text="严查中介。"))
    with pytest.raises(Refusal) as refused:
        information.revise(row.index_number, DETAILS, by=county.tangbianji, at=NOON)
    row.refresh_from_db()
    assert refused.value.code == "text-block" and row.text == "严查中介。"


def test_everything_published_is_among_what_is_looked_over(county, listed):
    row, _ = published_information(county)
    assert {public_texts.INFORMATION, public_texts.ANSWER} <= set(PUBLIC_TEXTS)
    text = next(PUBLIC_TEXTS[public_texts.INFORMATION](""))
    assert text.ref == row.index_number and ("数据表", "乡镇\n\n人数\n\n平都镇\n\n312") in text.parts
    assert list(PUBLIC_TEXTS[public_texts.INFORMATION](row.index_number)) == []


# --- requests ---


def test_a_request_with_a_word_nobody_may_use_is_refused_under_its_field(county, listed):
    answer = send(signed_in(county.zhangayi), wanted="办假证的价目表")
    assert answer.status_code == 409 and "“办※※”" in answer.content.decode()
    assert not DisclosureRequest.objects.exists()


def test_a_doubtful_word_of_a_request_waits_for_a_moderator_without_its_text(county, listed):
    assert send(signed_in(county.zhangayi), features="2025年整治高利贷的通告和名单。").status_code == 302
    row, request = Finding.objects.get(), DisclosureRequest.objects.get()
    assert (row.ref, row.level, row.excerpt) == (request.ref, "review", "") and "内容不公开" in row.title
    assert row.url == f"/desk/disclosure-requests/{request.ref}/"


def test_an_answer_enters_the_public_log_without_what_the_list_holds_back(county, listed, replied):
    known = {"by": county.tangbianji, "at": days_later(1)}
    requests.deliver(replied.ref, method="web", receiver="", tracking="", delivered_on=date(2026, 11, 24), **known)
    wanted, reply = "横龙镇临时救助发放情况", "予以公开，另附谨防高利贷的提示。"
    with pytest.raises(Refusal, match="答复要点的“高利贷”") as refused:
        requests.publish(replied.ref, wanted=wanted, reply=reply, by=county.baifushen, at=days_later(1))
    assert refused.value.code == "text-review" and not answered_requests().exists()
    actions.override(Finding.objects.get(), "防范宣传，引用原词", by=county.hanqianfa, at=days_later(1))
    requests.publish(replied.ref, wanted=wanted, reply=reply, by=county.baifushen, at=days_later(1))
    assert [text.ref for text in PUBLIC_TEXTS[public_texts.ANSWER]("")] == [replied.ref]
