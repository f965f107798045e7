"""A rule of the county's own, from the empty form to what holds, by two people without scripts and on a telephone."""

import pytest

from tests.stories.people import PHONE, Visitor

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("context", [{"java_script_enabled": False}, PHONE], ids=["without scripts", "telephone"])
def test_two_people_make_a_rule(bring, county, clock, context):
    lin = bring(Visitor, **context)
    lin.signs_in("linjiancha", "/oversight/rules/")
    lin.presses("rule-new")
    lin.fills(
        name="承诺期限超五日", element="overdue:promised", threshold="-5", unit="wd", level="red", issue="confirm"
    )
    lin.fills(subject1="matter:instant", operator1="eq", operand1="否", businesses="case", basis="县政务服务管理办法")
    lin.fills(effective_on="2026-12-01")
    lin.presses("save")

    # What is wrong is told at the top and beside its field; what was typed stays.
    lin.sees("需要改正", "阈值不能是负数。")
    assert lin.page.input_value("[name=name]") == "承诺期限超五日"
    lin.fills(threshold="5")
    lin.presses("save")
    lin.sees("草稿已保存", "超过承诺办结期限5个工作日以上（限于不是即办件的），经人工确认后发红牌。")
    lin.shot("rule-draft")
    assert lin.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    lin.presses("replay")
    lin.fills(first="2026-05-01", last="2026-10-31")
    lin.presses("run")
    lin.sees("回放2026年5月1日至2026年10月31日的业务")
    lin.opens("/oversight/rules/X101/")
    lin.sees("举例", "2018年11月1日（周四）00:00发红牌。")
    lin.presses("submit")
    lin.sees("已提交，由另一人审批。", "起草人不能审批自己的规则")

    gao = bring(Visitor, **context)
    gao.signs_in("gaozhuren", "/oversight/rules/")
    gao.presses("waiting-X101")
    gao.sees("回放2026年5月1日至2026年10月31日的业务")
    gao.presses("return")
    gao.fills(reason="请改为三个工作日。")
    gao.presses("confirm-return")
    gao.sees("已退回起草人修改。")

    lin.opens("/oversight/rules/X101/")
    lin.sees("请改为三个工作日。")
    lin.presses("submit")
    gao.opens("/oversight/rules/X101/")
    gao.presses("approve")
    gao.sees("已批准", "尚未施行")
    gao.shot("rule-approved")

    clock.set(12, 1)
    lin.opens("/oversight/rules/?q=X101")
    lin.sees("承诺期限超五日", "施行中")
