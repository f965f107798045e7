"""What the doors open on: the cast at work, one case of 张阿姨 and everything that hangs on it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound

from tests.cases.county import county_item, keep_time, publish
from tests.cast import NOON, Cast
from tests.disclosure.register import published_information, published_report
from tests.files import samples
from tests.forms.paper import field, form
from tests.supervision.cards import a_card
from tests.surveys.conftest import MEAL_QUESTIONS, MEALS, OUTING, OUTING_QUESTIONS, opened
from tests.web.interview_ground import announced, asked
from zhengtong.cases import actions as cases
from zhengtong.cases.actions import Mark, WalkIn
from zhengtong.catalog import actions as items
from zhengtong.complaints import actions as complaints
from zhengtong.complaints.rules import Statement
from zhengtong.dialogue import actions as letters
from zhengtong.dialogue.rules import Question
from zhengtong.disclosure.actions import requests
from zhengtong.disclosure.rules.application import Application, Person
from zhengtong.files.actions import bind, store_upload
from zhengtong.forms import actions as forms
from zhengtong.journal.models import Entry
from zhengtong.org import actions as org
from zhengtong.org.models import Assignment
from zhengtong.papers.models import Paper
from zhengtong.project import urls
from zhengtong.supervision.actions import orders
from zhengtong.surveys import actions as surveys
from zhengtong.surveys.queries import Voter

ITEM = "MZ-XK-0026"


def lay(cast: Cast) -> dict[str, object]:
    """Names for the addresses of the table → what stands behind them."""
    keep_time(NOON)
    item = publish(county_item(ITEM, audience=["natural", "enterprise"]))
    zhang = cast.zhangayi
    person = WalkIn("natural", zhang.name, "111", zhang.id_number, zhang.phone, zhang.region)
    marks = [Mark(material["order"], "checked", copies=1) for material in _ordered(item.content["materials"])]
    case = cases.receive_walk_in(ITEM, person, marks, by=cast.xiaoli, at=NOON, window=cast.window, attachments={})
    case = cases.accept_case(case.ref, by=cast.xiaoli, at=NOON + timedelta(minutes=5))
    file = store_upload(samples.upload("身份证.jpg", samples.picture()), by=f"citizen:{zhang.user.pk}", at=NOON)
    bind([file], case.ref)
    draft = cases.start_draft(ITEM, by=zhang.user, at=NOON)
    question = Question("怎样填表", "申请表第二页怎样填？", may_publish=False, name=zhang.name, phone=zhang.phone)
    letter = letters.ask(ITEM, question, writer=zhang.user, submission="s1", at=NOON)
    said = Statement(
        "delay", "申请表交了一个月，没有答复。", about="MZ", is_anonymous=False, name=zhang.name, phone=zhang.phone
    )
    complaint = complaints.file_complaint(said, channel="web", complainant=zhang.user, submission="c1", at=NOON)
    delegation = org.record_delegation(
        org.Principal(zhang.name, zhang.id_number, zhang.phone),
        cast.qingfeng.user,
        method="online",
        valid_until=NOON.date() + timedelta(days=30),
        by=zhang.user,
        at=NOON,
    )
    items.revise_item(ITEM, by=cast.wangkezhang, at=NOON)
    forms.create_form("relief", "临时救助申请表", "MZ", by=cast.wangkezhang, at=NOON)
    forms.save_form_draft("relief", form(field("ill")), by=cast.wangkezhang, at=NOON)
    information, disclosed = published_information(cast)
    card = a_card(cast)
    order = orders.issue_order(
        unit="MZ", level="general", title=card.title, text=card.text, basis=card.basis, card_refs=[card.ref],
        by=cast.linjiancha, at=NOON,
    )  # fmt: skip
    asker = Person("natural", zhang.name, "111", zhang.id_number, zhang.phone)
    application = Application("MZ", asker, "临时救助资金发放情况", "2025年横龙镇临时救助的户数和金额。")
    request = requests.submit(application, submission="r1", applicant=zhang.user, identity=(), at=NOON)
    requests.register(request.ref, confirmed_on=NOON.date(), track="plain", by=cast.tangbianji, at=NOON)
    opened(cast, "meals", "survey", replace(MEALS, results="live"), MEAL_QUESTIONS)
    eform = opened(cast, "outing", "form", OUTING, OUTING_QUESTIONS)
    typed = {"name": zhang.name, "phone": zhang.phone}
    who = Voter("1" * 64, False)
    entered = surveys.send_entry("outing", typed, agrees=True, who=who, address="", at=NOON)
    interview = announced("console")
    interviewed = asked(interview.slug)
    return {
        "item": ITEM,
        "interview": interview.slug,
        "asked": interviewed.ref,
        "survey": "meals",
        "eform": eform.slug,
        "entered": entered.ref,
        "ref": case.ref,
        "file": file.token,
        "paper": Paper.objects.filter(subject=case.ref).first().verification_code,
        "draft": draft.draft_token,
        "letter": letter.ref,
        "complaint": complaint.ref,
        "request": request.ref,
        "card": card.ref,
        "information": information.index_number,
        "disclosed": disclosed.token,
        "reporting": published_report(cast).unit.code,
        "order": order.ref,
        "notice": Paper.objects.get(subject=order.ref).verification_code,
        "delegation": delegation.ref,
        "entry": Entry.objects.first().pk,
        "account": signing.dumps([zhang.user.pk, cast.xiaoli.code], salt="citizen-at-the-window"),
        "assignment": Assignment.objects.get(staff=cast.laozhou).pk,
    }


def _ordered(materials: list[dict]) -> list[dict]:
    return [{**material, "order": place} for place, material in enumerate(materials, 1)]


NOWHERE = {
    "item": "MZ-XK-9999",
    "interview": "nowhere",
    "asked": "TW20260101000009",
    "survey": "nowhere",
    "eform": "nowhere",
    "entered": "BM20260101000009",
    "ref": "360829007XK20260101999999",
    "file": "x" * 22,
    "paper": "0000000000000000",
    "draft": "x" * 22,
    "letter": "ZX20260101000009",
    "complaint": "TS20260101000009",
    "request": "YSQ20260101000009",
    "card": "JC202601010000091",
    "information": "1136082908290001X2/2026-99999",
    "disclosed": "x" * 22,
    "reporting": "XX",
    "order": "DB202601010000091",
    "notice": "0000000000000001",
    "delegation": "WT20260101AAAAAAAA",
    "account": "x:y:z",
    "entry": 2**40,
    "assignment": 2**40,
}
"""Names that lead nowhere: a stranger must not be able to tell them from the true ones."""

PUBLIC = ("item", "interview", "survey", "information", "disclosed", "reporting")
"""Names of what everybody may read: there is nothing to hide about them."""


@pytest.fixture
def brief_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """「没有找到」 without its page, where only whether counts: who looks in vain is drawn that page in the walk by GET."""

    def answer(request: HttpRequest, exception: Http404) -> HttpResponse:
        return HttpResponseNotFound()

    monkeypatch.setattr(urls, "handler404", answer, raising=False)
