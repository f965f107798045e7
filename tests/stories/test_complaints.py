"""张阿姨 waits too long for her licence and complains; 林监察 decides in time, the service centre looks into it, she reads the result."""

import re

import pytest
from django.utils import timezone

from tests.stories.people import PHONE, Applicant, Clerk
from zhengtong.cases import actions as cases
from zhengtong.cases.actions import Mark, WalkIn

pytestmark = pytest.mark.browser


@pytest.fixture
def case(county) -> str:
    """Her application, received and accepted at the window on Monday."""
    zhang, at = county.zhangayi, timezone.now()
    person = WalkIn("natural", zhang.name, "111", zhang.id_number, zhang.phone, zhang.region)
    marks = [Mark(order, "checked", copies=1) for order in (1, 2, 3)]
    received = cases.receive_walk_in(
        "MZ-XK-0026", person, marks, by=county.xiaoli, at=at, window=county.window, attachments={}
    )
    return cases.accept_case(received.ref, by=county.xiaoli, at=at).ref


def does(supervisor: Clerk, ref: str, verb: str, **answers: str) -> None:
    """One act at the oversight door, from the page of the complaint."""
    supervisor.opens(f"/oversight/complaints/{ref}/")
    supervisor.presses(f"act-{verb}")
    supervisor.fills(**answers)
    supervisor.shot(f"complaint-{verb}")
    supervisor.presses("confirm-act")
    supervisor.page.wait_for_url(f"**/oversight/complaints/{ref}/")


def test_a_complaint_from_the_first_word_to_the_result(bring, clerk, clock, case, papers):
    clock.set(12, 10)
    zhang = bring(Applicant, **PHONE)
    zhang.signs_in("zhangayi", "/my/")
    zhang.opens(f"/my/cases/{case}/")
    zhang.follows("投诉这件办件的办理")
    zhang.fills(kind="delay", text="承诺十个工作日办结，昨天到期了还没有结果，打电话也没有人接。")
    zhang.page.set_input_files("[name=evidence-1]", papers["id"])
    zhang.fills(identity="named")
    zhang.shot("complaint-form")
    zhang.presses("complaint-send")
    zhang.element("receipt").wait_for()
    ref, code = zhang.reads("complaint-ref"), zhang.reads("query-code")
    assert re.fullmatch(r"TS20261210\d{6}", ref)
    # Thursday the 10th does not count; the fifth working day after it is Thursday the 17th.
    zhang.sees("2026年12月17日前", "安福县民政局")
    zhang.shot("complaint-receipt")

    # Four working days later, in time, 林监察 takes it up. The unit complained of knows nothing of it.
    clock.set(12, 16)
    lin, wang = bring(Clerk), clerk("wangkezhang")
    lin.signs_in("linjiancha", "/oversight/complaints/")
    lin.sees(ref, "剩余1个工作日")
    wang.opens("/desk/complaints/")
    wang.sees("没有待办理的投诉")
    assert wang.opens(f"/desk/complaints/{ref}/") == 404
    lin.opens(f"/oversight/complaints/{ref}/")
    lin.sees(case, "张*兰", "身份证.jpg", "不同意向被投诉单位透露身份")
    lin.sees_not("19900100001")
    does(lin, ref, "accept")
    does(lin, ref, "assign", instructions="请核查各环节停留时间。")
    lin.sees("安福县政务服务中心", "2027年1月")

    chen = clerk("chenzhuren")
    chen.opens("/desk/complaints/")
    chen.page.get_by_role("link", name=ref).click()
    chen.sees("请核查各环节停留时间。", "打击报复")
    chen.presses("answer-complaint")
    chen.sees("请选择核查结论。")
    chen.fills(
        finding="substantiated",
        answer="经核查，该件12月7日到期，经办人外出未交接，确已超期。",
        measures="已责成民政局当日办结，建立请假交接制度。",
    )
    chen.shot("complaint-answer")
    chen.presses("answer-complaint")
    chen.sees("已反馈，等待县监委审核")

    # Not good enough the first time.
    clock.set(12, 18)
    does(lin, ref, "send_back", reason="请补充电话无人接听的原因。")
    assert wang.opens(f"/oversight/complaints/{ref}/") == 404
    chen.opens(f"/desk/complaints/{ref}/")
    chen.sees("请补充电话无人接听的原因。", "2026年12月25日")
    chen.fills(answer="经核查，该件12月7日到期，经办人外出未交接，确已超期；值班电话当日故障，已修复。")
    chen.presses("answer-complaint")

    clock.set(12, 21)
    does(lin, ref, "close", reply="您反映的超期情况属实。民政局已于今日办结您的申请，值班电话已修复。")
    lin.sees("已办结")
    zhang.opens("/my/messages/")
    zhang.sees("您的投诉已办结")
    zhang.opens(f"/complaints/{ref}/")
    zhang.sees("办理结果：属实", "值班电话已修复", "退回投诉重办")
    zhang.shot("complaint-result")

    # Her son has the receipt and no account.
    son = bring(Applicant)
    son.opens("/complaints/")
    son.fills(ref=ref, code=code)
    son.presses("complaint-find")
    son.sees("办理结果：属实")
    son.sees_not("张桂兰", "19900100001")


def test_without_script_and_without_a_name(bring, county, clock):
    visitor = bring(java_script_enabled=False)
    visitor.opens("/complaints/new/")
    visitor.presses("complaint-send")
    visitor.sees("请选择投诉的问题类型。", "请选择实名投诉还是匿名投诉。")
    visitor.fills(kind="attitude", about="MZ", text="昨天上午三号窗口没有人，等了一个小时。", identity="anonymous")
    visitor.presses("complaint-send")
    visitor.sees("投诉已提交", "匿名投诉不另行告知")
    ref = visitor.reads("complaint-ref")
    visitor.opens(f"/complaints/{ref}/")
    visitor.sees("县监委决定是否受理")
    visitor.presses("clock-why")
    visitor.sees("2026年11月30日")
