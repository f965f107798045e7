"""The main job, told at the browsers of those who have to do with it: 张阿姨 applies, the county answers, on the clock."""

import re

import pytest
from playwright.sync_api import expect

from tests.stories.people import Applicant

pytestmark = pytest.mark.browser

ITEM = "社会团体成立登记"
ZHANG = ("张秀英", "36082919620508024X", "13979600001")


def test_the_main_job(bring, clerk, clock, papers):
    zhang = bring(Applicant)
    zhang.registers(*ZHANG)
    zhang.sees("注册成功")
    zhang.finds("协会", ITEM)
    zhang.sees("10个工作日", "身份证明", "工本费", "专家评审")
    ref, code = zhang.applies(papers)
    assert re.fullmatch(r"360829007XK20261123\d{6}", ref) and re.fullmatch(r"\d{6}", code)
    zhang.sees("张秀英"[:1], "法定最迟2026年11月30日")

    # The next morning 小李 looks at what came in. Nobody whom it does not concern knows of it.
    clock.set(11, 24)
    xiaoli, outsider = clerk("xiaoli"), clerk("laozhou")
    xiaoli.shot("desk-inbox")
    xiaoli.page.get_by_role("link", name=ref).click()
    xiaoli.shot("desk-case")
    assert outsider.opens_case(ref) == 404
    outsider.sees_not("张秀英", ITEM)
    xiaoli.does("receive")
    assert {"accept", "request_correction"} <= xiaoli.may()
    xiaoli.does("request_correction", **{"problem-2": "身份证只拍了正面，请补拍反面。"})
    xiaoli.sees("待补正")

    zhang.opens("/my/messages/")
    zhang.sees(f"请补正申请材料：{ITEM}")
    zhang.opens("/my/")
    zhang.sees("待补正", "去补正")
    zhang.shot("my")
    zhang.follows("去补正")
    zhang.sees("身份证只拍了正面，请补拍反面。", "2026年12月8日")
    zhang.shot("correction")
    zhang.uploads(2, papers["new"])
    zhang.presses("send-correction")
    zhang.sees("补正材料已提交")
    zhang.shot("my-case")

    # Accepted on Wednesday: that day does not count, the tenth working day after it is 9 December.
    clock.set(11, 25)
    xiaoli.opens_case(ref)
    xiaoli.does("accept")
    xiaoli.sees("已受理", "2026年12月9日")

    clock.set(11, 26)
    wang = clerk("wangkezhang")
    wang.sees(ref)
    wang.opens_case(ref)
    wang.does("suspend", ground="expert_review", days="2", reason="涉及专业技术，需要组织专家评审。")
    wang.sees("计时暂停")
    zhang.asks_for_progress(ref, code)
    zhang.sees("计时暂停", "专家评审")

    # Two working days with the experts, 26 and 27 November, move both limits by two.
    clock.set(11, 30)
    wang.opens_case(ref)
    wang.does("resume", result="专家一致同意设立。")
    wang.sees("2026年12月11日")
    wang.does("complete_step", result="approved", opinion="材料齐全，符合设立条件。")

    outsider.opens("/desk/")
    outsider.sees(ref)
    assert outsider.opens_case(ref) == 200
    outsider.does("complete_step", result="approved", opinion="不涉及道路运输，无意见。")
    assert outsider.may() == set()
    wang.opens_case(ref)
    wang.does("complete_step", result="approved", opinion="业务股室同意。")

    clock.set(12, 1)
    liu = clerk("liujuzhang")
    liu.opens_case(ref)
    liu.does("decide", kind="granted", opinion="同意登记。")
    liu.sees("准予")
    wang.opens_case(ref)
    wang.does("issue_certificate", number="赣安民社证字第0101号", valid_to="2031-11-30")
    wang.does("finish", summary="准予登记，请凭身份证到民政窗口领取证书。")
    xiaoli.opens_case(ref)
    xiaoli.does("deliver", method="window", receiver="张秀英")
    xiaoli.sees("送达")
    xiaoli.opens("/desk/")
    xiaoli.sees_not(ref)

    zhang.opens("/my/")
    zhang.sees("待评价")
    zhang.opens(f"/my/cases/{ref}/")
    zhang.shot("my-case-finished")
    for title in ("受理通知书", "特别程序告知书", "送达回证"):
        expect(zhang.element("papers")).to_contain_text(title)
    certificate = zhang.element("papers").get_by_role("link", name="登记证书")
    answer = zhang.context.request.get(f"{zhang.address}{certificate.get_attribute('href')}?download=1")
    assert answer.ok and answer.body().startswith(b"%PDF") and "attachment" in answer.headers["content-disposition"]
    zhang.fills(satisfaction="very_satisfied", text="一次没跑，谢谢小李。")
    zhang.presses("send-rating")
    expect(zhang.element("rated")).to_contain_text("非常满意")

    # Whoever holds the receipt, at any screen and without an account, sees how it went and why it took until then.
    son = bring(Applicant)
    son.asks_for_progress(ref, code)
    son.shot("progress")
    son.sees("张*英", "材料审查", "交通会签", "业务会签", "决定：准予", "2026年12月11日", "2026年12月25日")
    son.sees_not("张秀英", "36082919620508024X", "13979600001")
    son.presses("clock-why")
    son.sees("2026年12月11日", "专家评审")
    son.shot("why")
    son.page.get_by_role("link", name="法定时限").click()
    son.sees("2026年12月25日")
    son.opens("/items/MZ-XK-0026/results/")
    son.sees("非常满意", "张*英")
    son.shot("results")
