"""The pages of cards, appeals and orders: who sees them, what they say, what their forms do."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.files.samples import PDF
from tests.supervision.cards import MONDAY, Deal, a_matter, county, deal
from zhengtong.supervision.actions import appeals, orders, telling
from zhengtong.supervision.models import Appeal, Card, Matter, SupervisionOrder

__all__ = ["county", "deal"]
WHY = "申请人家庭成员外出务工，入户核查约定在下周，应当扣除时间。"


@pytest.fixture(autouse=True)
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)


def at_desk(person) -> Client:
    browser = Client()
    assert browser.login(username=person.user.username, password=PASSWORD)
    return browser


def page(browser: Client, url: str, status: int = 200) -> str:
    answer = browser.get(url)
    assert answer.status_code == status, url
    text = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return text.decode(errors="replace")


@pytest.fixture
def order(county: Cast, deal: Deal) -> SupervisionOrder:
    return orders.issue_order(
        unit="MZ", level="general", title="最低生活保障对象认定超过承诺时限", text="请查明超期原因，尽快办结。",
        basis="《安福县行政效能电子监察办法（示例）》第九条", card_refs=[deal().ref], by=county.linjiancha, at=MONDAY,
    )  # fmt: skip


def test_every_page_opens_for_supervisors_and_for_the_unit_and_for_no_other(county: Cast, order: SupervisionOrder):
    card = order.cards.get()
    appeals.file_appeal(card.ref, text=WHY, by=county.wangkezhang, at=MONDAY)
    code = orders.documents.Paper.objects.get(subject=order.ref).verification_code
    overseen = [
        "/oversight/cards/", "/oversight/cards/export/", f"/oversight/cards/{card.ref}/", "/oversight/appeals/",
        f"/oversight/appeals/{card.ref}/", "/oversight/orders/", f"/oversight/orders/{order.ref}/",
        f"/oversight/orders/{order.ref}/papers/{code}/",
    ]  # fmt: skip
    judged = ["/oversight/cards/new/", f"/oversight/cards/{card.ref}/withdraw/", "/oversight/orders/new/",
              f"/oversight/orders/{order.ref}/cancel/", f"/oversight/orders/{order.ref}/advise/"]  # fmt: skip
    desk = ["/desk/cards/", "/desk/cards/?show=all", f"/desk/cards/{card.ref}/", "/desk/orders/",
            f"/desk/orders/{order.ref}/", f"/desk/orders/{order.ref}/papers/{code}/"]  # fmt: skip
    who = {name: at_desk(getattr(county, name)) for name in ("linjiancha", "mzjiancha", "wangkezhang", "laozhou")}
    for url in overseen:
        page(who["linjiancha"], url)
        page(who["mzjiancha"], url)
        page(who["laozhou"], url, 404)
        page(who["wangkezhang"], url, 404)
    for url in judged:
        page(who["linjiancha"], url)
        for stranger in ("mzjiancha", "wangkezhang", "laozhou"):
            page(who[stranger], url, 404)
    for url in desk:
        page(who["wangkezhang"], url)
        page(who["laozhou"], url, 404)
        page(who["linjiancha"], url, 404)
    assert Client().get("/desk/cards/").status_code == 302


def test_a_form_that_could_only_be_refused_is_not_offered(county: Cast, order: SupervisionOrder):
    """Who comes back to it by the address hears why, on the page of the order or the card."""
    browser, card = at_desk(county.wangkezhang), order.cards.get()
    extension, appeal = f"/desk/orders/{order.ref}/extension/", f"/desk/cards/{card.ref}/appeal/"
    assert at_desk(county.laozhou).get(extension).status_code == 404
    assert browser.get(extension)["Location"] == f"/desk/orders/{order.ref}/"
    assert "只能在签收之后" in page(browser, f"/desk/orders/{order.ref}/")
    assert "申诉的事实和理由" in page(browser, appeal)
    appeals.file_appeal(card.ref, text=WHY, by=county.wangkezhang, at=MONDAY)
    assert browser.get(appeal)["Location"] == f"/desk/cards/{card.ref}/"
    assert "这张牌不能再申诉" in page(browser, f"/desk/cards/{card.ref}/")


def test_a_card_says_what_who_when_and_what_may_be_done(county: Cast, deal: Deal):
    card = deal()
    said = page(at_desk(county.linjiancha), f"/oversight/cards/{card.ref}/")
    for words in (
        card.text,
        "王建平",
        "湖南省电子监察规则（示例）",
        "2026-11-19 24:00",
        "2026-11-26 24:00",
        "时间",
        "特别程序",
    ):
        assert words in said
    for verb in ("act-order", "act-withdraw", "act-close"):
        assert f'data-element="{verb}"' in said
    assert 'data-element="act-confirm"' not in said
    assert "next-acts" not in page(at_desk(county.mzjiancha), f"/oversight/cards/{card.ref}/")


def test_the_list_filters_and_exports_what_one_may_see(county: Cast, deal: Deal):
    yellow, red = deal(), deal(level="red")
    other = deal(a_matter(county, "JT"))
    browser = at_desk(county.linjiancha)
    listed = page(browser, "/oversight/cards/?level=red&unit=MZ&from=2026-11-01&to=nonsense")
    assert red.ref in listed and yellow.ref not in listed and other.ref not in listed
    assert "没有符合条件的发牌" in page(browser, "/oversight/cards/?q=JC0")
    table = page(browser, "/oversight/cards/export/?unit=MZ")
    assert table.startswith("\ufeff监察编号") and yellow.ref in table and red.ref in table and other.ref not in table
    mine = page(at_desk(county.mzjiancha), "/oversight/cards/")
    assert yellow.ref in mine and other.ref not in mine


def test_proposed_cards_are_confirmed_many_at_once(county: Cast, deal: Deal):
    browser = at_desk(county.linjiancha)
    some = [deal(state="pending", issued_at=None) for _ in range(3)]
    assert "3 张牌待确认" in page(browser, "/oversight/cards/")
    done = browser.post("/oversight/cards/confirm/", {"card": [some[0].ref, some[1].ref, "JC0"]}, follow=True)
    assert "已确认发牌2张" in done.content.decode() and "没有找到这张牌" in done.content.decode()
    assert Card.objects.filter(state="issued").count() == 2
    nothing = browser.post("/oversight/cards/confirm/", follow=True)
    assert "请先勾选" in nothing.content.decode()
    assert at_desk(county.mzjiancha).post("/oversight/cards/confirm/", {"card": some[2].ref}).status_code == 404


def test_one_act_on_a_card_asks_its_reason_and_keeps_what_was_typed(county: Cast, deal: Deal):
    card, browser = deal(), at_desk(county.linjiancha)
    url = f"/oversight/cards/{card.ref}/withdraw/"
    refused = browser.post(url, {"reason": "错"})
    assert refused.status_code == 409 and "撤销的理由" in refused.content.decode()
    assert browser.post(url, {"reason": "法定时限登记有误，已更正。"}).status_code == 302
    assert "法定时限登记有误" in page(browser, f"/oversight/cards/{card.ref}/")
    assert "已经撤销，不计入统计" in page(at_desk(county.wangkezhang), f"/desk/cards/{card.ref}/")
    assert browser.get(f"/oversight/cards/{card.ref}/dance/").status_code == 404
    ended = deal()
    Matter.objects.filter(pk=ended.matter_id).update(ended_at=MONDAY)
    assert browser.post(f"/oversight/cards/{ended.ref}/close/", {"reason": ""}).status_code == 302
    proposed = deal(state="pending")
    assert browser.post(f"/oversight/cards/{proposed.ref}/confirm/").status_code == 302
    assert 'data-element="act-confirm"' not in page(browser, f"/oversight/cards/{proposed.ref}/")


def test_a_card_by_hand_from_the_page(county: Cast):
    browser = at_desk(county.linjiancha)
    said = {"level": "yellow", "family": "procedure", "title": "窗口服务不规范", "unit": "MZ", "subject": "",
            "text": "暗访发现窗口工作时间无人值守超过三十分钟。", "basis": ""}  # fmt: skip
    refused = browser.post("/oversight/cards/new/", said)
    assert refused.status_code == 409 and "请填写依据" in refused.content.decode()
    assert "窗口服务不规范" in refused.content.decode()
    assert browser.post("/oversight/cards/new/", said | {"basis": "示例办法第六条"}).status_code == 302
    card = Card.objects.get()
    assert "发牌人：林正初" in page(browser, f"/oversight/cards/{card.ref}/")


def test_the_unit_sees_new_cards_first_and_is_counted_what_waits(county: Cast, deal: Deal):
    old, new = deal(), deal()
    telling.tell([new], at=MONDAY)
    browser = at_desk(county.wangkezhang)
    listed = page(browser, "/desk/cards/")
    assert listed.index(new.ref) < listed.index(old.ref) and listed.count("未读") == 1
    assert '<span class="hidden-text">待办</span>2' in listed
    page(browser, f"/desk/cards/{new.ref}/")
    assert "未读" not in page(browser, "/desk/cards/")


def test_an_appeal_keeps_its_evidence_while_the_words_are_mended(county: Cast, deal: Deal):
    card, browser = deal(), at_desk(county.wangkezhang)
    url = f"/desk/cards/{card.ref}/appeal/"
    file = SimpleUploadedFile("情况说明.pdf", PDF)
    first = browser.post(url, {"text": "不服", "files": file})
    assert first.status_code == 409 and "不少于10个字" in first.content.decode()
    token = first.context["files"][0].token
    assert browser.post(url, {"text": WHY, "kept-files": token}).status_code == 302
    appeal = Appeal.objects.get()
    assert [one["token"] for one in appeal.evidence] == [token]
    assert "提出申诉" not in page(browser, f"/desk/cards/{card.ref}/").split("经过")[0]
    assert at_desk(county.linjiancha).get(f"/files/{token}/").status_code == 200
    assert at_desk(county.laozhou).get(f"/files/{token}/").status_code == 404


def test_a_supervisor_returns_an_appeal_and_the_unit_adds_to_it(county: Cast, deal: Deal):
    card = deal()
    appeals.file_appeal(card.ref, text=WHY, by=county.wangkezhang, at=MONDAY)
    overseer, browser = at_desk(county.linjiancha), at_desk(county.wangkezhang)
    url = f"/oversight/appeals/{card.ref}/"
    assert card.ref in page(overseer, "/oversight/appeals/")
    assert overseer.post(url, {"verdict": "", "answer": "请补充。"}).status_code == 409
    assert overseer.post(url, {"verdict": "returned", "answer": "请补充预约记录。"}).status_code == 302
    assert card.ref in page(overseer, "/oversight/appeals/?show=returned")
    assert 'data-element="decide-form"' not in page(overseer, url)
    assert "请补充预约记录" in page(browser, f"/desk/cards/{card.ref}/appeal/")
    assert browser.post(f"/desk/cards/{card.ref}/appeal/", {"text": "补充预约记录如附件。"}).status_code == 302
    assert overseer.post(url, {"verdict": "granted", "answer": "情况属实，予以撤销。"}).status_code == 302
    assert card.ref in page(overseer, "/oversight/appeals/?show=decided")
    card.refresh_from_db()
    assert card.state == "withdrawn"
    assert at_desk(county.mzjiancha).post(url, {"verdict": "upheld", "answer": "维持发牌。"}).status_code == 404


def test_who_issued_by_hand_is_told_that_another_decides(county: Cast, deal: Deal):
    card = deal(rule_code="HAND", issued_by="staff:JC001")
    appeals.file_appeal(card.ref, text=WHY, by=county.wangkezhang, at=MONDAY)
    assert "须由其他监察人员审查" in page(at_desk(county.linjiancha), f"/oversight/appeals/{card.ref}/")
    assert "decide-form" in page(at_desk(county.gaozhuren), f"/oversight/appeals/{card.ref}/")
    assert at_desk(county.gaozhuren).get("/oversight/appeals/JC0/").status_code == 404


def test_an_order_goes_its_whole_way_through_the_pages(county: Cast, deal: Deal):
    card = deal()
    overseer, browser = at_desk(county.linjiancha), at_desk(county.wangkezhang)
    new = f"/oversight/orders/new/?card={card.ref}"
    assert card.text in page(overseer, new)
    said = {"unit": "MZ", "source": "card", "level": "key", "title": card.title, "basis": card.basis, "days": "x",
            "text": "请查明超期原因，尽快办结并反馈。", "responsible": "社会救助股"}  # fmt: skip
    assert "反馈期限应为1至30个工作日" in overseer.post(new, said).content.decode()
    assert overseer.post(new, said | {"days": "5"}).status_code == 302
    order = SupervisionOrder.objects.get()
    desk, oversight = f"/desk/orders/{order.ref}/", f"/oversight/orders/{order.ref}/"
    assert order.ref in page(browser, "/desk/orders/") and order.ref in page(overseer, "/oversight/orders/?show=sign")
    assert browser.get(f"{desk}answer/").status_code == 302  # not signed for yet
    assert browser.post(f"{desk}sign/").status_code == 302
    assert browser.post(f"{desk}extension/", {"days": "9", "reason": "需要入户核查。"}).status_code == 409
    assert browser.post(f"{desk}extension/", {"days": "2", "reason": "需要入户核查。"}).status_code == 302
    assert "申请延期 2 个工作日" in page(overseer, oversight)
    assert overseer.post(f"{oversight}answer_extension/", {"approve": "", "answer": ""}).status_code == 409
    assert overseer.post(f"{oversight}answer_extension/", {"approve": "yes", "answer": ""}).status_code == 302
    file = SimpleUploadedFile("办结通知书.pdf", PDF)
    answered = browser.post(f"{desk}answer/", {"text": "该件已经办结，承办人已作检查。", "files": file})
    assert answered.status_code == 302
    assert "办结通知书.pdf" in page(overseer, f"{oversight}return/")
    assert overseer.post(f"{oversight}return/", {"reason": "没有写明整改措施。", "days": ""}).status_code == 302
    assert "没有写明整改措施" in page(browser, f"{desk}answer/")
    assert browser.post(f"{desk}answer/", {"text": "已建立到期前两日提醒制度。"}).status_code == 302
    assert order.ref in page(overseer, "/oversight/orders/?show=verify&level=key&unit=MZ")
    assert overseer.post(f"{oversight}advise/", {"advice": "对承办人员开展时限管理培训。"}).status_code == 302
    assert overseer.post(f"{oversight}close/", {"result": "整改到位。"}).status_code == 409
    assert overseer.post(f"{oversight}close/", {"result": "整改到位。", "is_accountable": "no"}).status_code == 302
    course = page(overseer, oversight)
    for words in ("下发", "签收", "批准延期", "退回重办", "出具监察建议书", "监察建议书 安监建", "不追责"):
        assert words in course
    assert order.ref in page(browser, "/desk/orders/?show=ended")
    card.refresh_from_db()
    assert card.state == "closed"


def test_an_order_without_a_card_needs_its_source(county: Cast):
    browser = at_desk(county.linjiancha)
    url = "/oversight/orders/new/?source=complaint&source_ref=TS2026&unit=MZ"
    assert "TS2026" in page(browser, url)
    said = {"unit": "MZ", "source": "", "level": "general", "title": "投诉反映办事拖延", "text": "请核查投诉反映的情况，整改并反馈。",
            "basis": "示例办法", "days": "3", "responsible": "", "source_ref": ""}  # fmt: skip
    assert browser.post(url, said).status_code == 409
    assert browser.post(url, said | {"source": "instruction"}).status_code == 302
    order = SupervisionOrder.objects.get()
    cancel = f"/oversight/orders/{order.ref}/cancel/"
    assert browser.post(cancel, {"reason": "重复下发，以前一份为准。"}).status_code == 302
    assert browser.get(cancel)["Location"] == f"/oversight/orders/{order.ref}/"
    assert "督办单现在是“已撤销”，不能再“撤销督办单”" in page(browser, f"/oversight/orders/{order.ref}/")
    assert "已失效" in page(browser, f"/oversight/orders/{order.ref}/")
