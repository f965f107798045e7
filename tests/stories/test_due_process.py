"""黄牌 to 销号 in the browser: the unit appeals with evidence, the card is upheld, ordered, answered, returned, closed."""

from pathlib import Path

import pytest

from tests.supervision.cards import a_card, a_matter
from zhengtong.journal.models import Entry
from zhengtong.supervision.actions import telling

from .people import Clerk

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "申请人家庭成员外出务工，入户核查约定在下周进行，这段时间应当按特别程序扣除。"


def supervisor(bring) -> Clerk:
    person = bring(Clerk)
    person.signs_in("linjiancha", "/oversight/")
    return person


def acts(person: Clerk, verb: str, **answers: str) -> None:
    """One act of the oversight door: press it, say what it asks, confirm."""
    person.presses(f"act-{verb}")
    person.fills(**answers)
    person.shot(f"oversight-act-{verb}")
    person.presses("confirm-act")


def test_a_yellow_card_from_its_appeal_to_its_settlement(county, clock, bring, clerk, papers: dict[str, Path]):
    card = a_card(county, a_matter(county))
    telling.tell([card], at=clock.now())

    wang = clerk("wangkezhang")
    wang.page.get_by_role("link", name="本单位发牌").click()
    wang.sees("未读", "超过承诺时限", "剩余3个工作日")
    wang.shot("desk-cards")
    wang.follows(card.ref)
    wang.sees("王建平", "2026年11月26日 24:00")
    wang.shot("desk-card")
    wang.presses("act-appeal")
    wang.fills(text="不服")
    wang.page.set_input_files("[name=files]", papers["home"])
    wang.presses("file-appeal")
    wang.sees("不少于10个字", "房屋证明.pdf")  # the file is kept while the words are mended
    wang.fills(text=WHY)
    wang.shot("desk-appeal")
    wang.presses("file-appeal")
    wang.sees("申诉已提交", "待审查", "房屋证明.pdf")

    clock.set(11, 24)
    lin = supervisor(bring)
    lin.page.get_by_role("link", name="申诉", exact=True).click()
    lin.sees("剩余2个工作日", "县民政局")
    lin.shot("oversight-appeals")
    lin.follows(card.ref)
    lin.sees(card.text, WHY, "房屋证明.pdf", "特别程序")
    lin.fills(verdict="upheld", answer="特别程序告知书于期限届满后出具，不予扣除，维持发牌。")
    lin.shot("oversight-appeal")
    lin.presses("decide-appeal")
    lin.sees("审查结果已记录", "维持")

    lin.follows(card.ref)
    lin.shot("oversight-card")
    lin.presses("act-order")
    lin.fills(level="key", text="请查明超期原因，尽快办结，并反馈办结文书和整改措施。", responsible="社会救助股")
    lin.shot("oversight-order-new")
    lin.presses("issue-order")
    lin.sees("已下发", "待签收", "督办通知单 安监督〔2026〕1号")
    lin.shot("oversight-order")
    order = lin.path.rstrip("/").rsplit("/", 1)[1]

    clock.set(11, 25)
    wang.opens("/desk/orders/")
    wang.sees("签收今天到期", "重点督办")
    wang.shot("desk-orders")
    wang.follows(order)
    wang.presses("sign-order")
    wang.sees("已签收")
    wang.presses("act-answer")
    wang.fills(text="该件已于11月25日办结，对承办人作出批评教育。")
    wang.page.set_input_files("[name=files]", papers["home"])
    wang.shot("desk-answer")
    wang.presses("answer-order")
    wang.sees("等待监察机关审核")

    clock.set(11, 26)
    lin.opens(f"/oversight/orders/{order}/")
    acts(lin, "return", reason="没有写明今后怎样避免超期。", days="2")
    lin.sees("已退回重办", "退回重办", "等待重新反馈")
    wang.opens(f"/desk/orders/{order}/answer/")
    wang.sees("没有写明今后怎样避免超期")
    wang.fills(text="已建立到期前两个工作日内部提醒制度，指定专人每日核对。")
    wang.presses("answer-order")

    clock.set(11, 27)
    lin.opens(f"/oversight/orders/{order}/")
    acts(lin, "close", result="整改到位，同意办结。", is_accountable="no")
    lin.sees("所列的牌已销号", "已办结", "不追责")
    lin.shot("oversight-order-closed")
    wang.opens(f"/desk/orders/{order}/")
    wang.sees("已办结", "整改到位")
    wang.shot("desk-order-closed")

    card.refresh_from_db()
    assert card.state == "closed"
    kinds = Entry.objects.filter(subject__in=[card.ref, order]).order_by("id").values_list("kind", flat=True)
    assert list(kinds) == [
        "appeal.filed", "appeal.upheld", "order.issued", "order.signed", "order.answered", "order.returned",
        "order.answered", "card.closed", "order.closed",
    ]  # fmt: skip

    zhou = clerk("laozhou")
    for path in (f"/desk/cards/{card.ref}/", f"/desk/orders/{order}/", f"/oversight/cards/{card.ref}/"):
        assert zhou.opens(path) == 404
