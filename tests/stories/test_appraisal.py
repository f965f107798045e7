"""A month of the appraisal in the browser: counted, computed, objected to, a card withdrawn, published by a second person."""

from pathlib import Path

import pytest
from django.utils import timezone

from tests.appraisal.conftest import lay_october, withdraw
from zhengtong.appraisal import tasks
from zhengtong.supervision.models import Card

from .people import Clerk

pytestmark = pytest.mark.django_db(transaction=True)


def overseer(bring, name: str, **context: object) -> Clerk:
    person = bring(Clerk, **context)
    person.signs_in(name, "/oversight/")
    return person


def test_october_is_counted_scored_objected_to_and_published(county, clock, bring, clerk, papers: dict[str, Path]):
    lay_october(county)
    clock.set(11, 2)

    lin = overseer(bring, "linjiancha")
    lin.opens("/oversight/statistics/")
    lin.sees("县民政局", "监察覆盖率")
    lin.shot("oversight-statistics")
    lin.page.locator("[data-element=statistics] tbody tr", has_text="县民政局").get_by_role(
        "link", name="12"
    ).first.click()
    lin.sees("共 12 件", "县民政局")
    lin.shot("oversight-statistics-matters")

    lin.opens("/oversight/appraisal/")
    lin.page.get_by_role("button", name="计算2026年10月得分").click()
    lin.sees("得分已计算，申诉期开始", "样本较少，单独排名")
    lin.shot("oversight-ranking")
    lin.follows("县民政局")
    lin.sees("没有超过期限的办结件占办结件的百分比", "红牌 1")
    lin.shot("oversight-score")
    lin.follows("红牌 1")
    lin.sees("JCMZ002R", "超过承诺期限")
    lin.shot("oversight-score-behind")

    yin = clerk("wangkezhang")
    yin.page.get_by_role("link", name="本单位绩效").click()
    yin.sees("可以申诉")
    yin.follows("2026年10月")
    yin.shot("desk-score")
    yin.presses("object")
    yin.fills(line="yellow", text="不服")
    yin.page.set_input_files("[name=files]", papers["home"])
    yin.page.get_by_role("button", name="提出申诉").click()
    yin.sees("10至1000字", "房屋证明.pdf")  # the file is kept while the words are mended
    yin.fills(text="当日系统停机两小时，有运维记录为证，应当扣除。")
    yin.shot("desk-score-object")
    yin.page.get_by_role("button", name="提出申诉").click()
    yin.sees("申诉已提交", "待审查")

    lin.opens("/oversight/appraisal/objections/")
    lin.follows("SS2026")
    lin.fills(result="accepted", points="3", answer="停机属实，调回三分。")
    lin.shot("oversight-score-objection")
    lin.page.get_by_role("button", name="提交审查意见").click()
    lin.sees("申诉成立")

    clock.set(11, 10)
    withdraw(Card.objects.get(ref="JCMZ002R"), timezone.now())
    assert tasks.replay_withdrawn(timezone.now()) == 1

    gao = overseer(bring, "gaozhuren")
    gao.opens("/oversight/appraisal/2026-10/unit/MZ/")
    gao.sees("撤销发牌", "系统故障，非本单位责任", "第3次")
    gao.shot("oversight-score-revised")
    gao.opens("/oversight/appraisal/")
    gao.page.get_by_role("button", name="审定发布").click()
    gao.sees("绩效评估已发布")

    kang = overseer(bring, "henglongjiancha", viewport={"width": 390, "height": 844})
    kang.opens("/oversight/appraisal/")
    kang.sees("县民政局", "横龙镇政府")
    kang.shot("oversight-ranking-phone")
    kang.follows("县民政局")
    kang.sees("只有本单位和监察机关可以查看")
    kang.shot("oversight-score-phone")
    assert kang.opens("/oversight/appraisal/2026-10/unit/MZ/behind/finished/") == 404


def test_a_scheme_is_drafted_by_one_tried_on_a_month_and_approved_by_another(county, clock, bring):
    lay_october(county)
    clock.set(11, 2)
    lin = overseer(bring, "linjiancha")
    lin.opens("/oversight/appraisal/")
    lin.page.get_by_role("button", name="计算2026年10月得分").click()
    lin.opens("/oversight/appraisal/schemes/")
    lin.shot("oversight-schemes")
    lin.page.locator("tr", has_text="办件效能方案").get_by_role("link", name="修订").click()
    lin.page.fill("[name='on_time.points']", "25")
    lin.fills(note="突出按时办结")
    lin.page.get_by_role("button", name="保存为草稿").click()
    lin.sees("应为100分，现在是105分")
    lin.page.fill("[name='early.points']", "0")
    lin.shot("oversight-scheme-edit")
    lin.page.get_by_role("button", name="保存为草稿").click()
    lin.sees("草稿已保存", "当时得分", "按本版得分")
    lin.shot("oversight-scheme-draft")
    lin.sees_not("批准并启用")
    path = lin.path
    lin.opens("/oversight/appraisal/indicators/")
    lin.sees("按时办结率 = 按时办结 ÷ 办结 × 100%")
    lin.shot("oversight-indicators")
    lin.opens("/oversight/appraisal/indicators/new/")
    lin.shot("oversight-indicator-new")

    gao = overseer(bring, "gaozhuren")
    gao.opens(path)
    gao.page.get_by_role("button", name="批准并启用").click()
    gao.sees("方案已批准并启用", "正在使用")
