"""A survey from the first question to the chart: built by 唐晓雯, let out by 陆文静, answered once by 张阿姨 on her telephone."""

import pytest
from django.utils import timezone

from tests.stories.people import PHONE
from zhengtong.surveys import actions, queries, tasks
from zhengtong.surveys.models import Participation, Survey

pytestmark = pytest.mark.browser


def test_a_survey_from_the_first_question_to_the_chart(bring, clerk, clock):
    tang, lu = clerk("tangbianji"), clerk("luchushen")
    tang.opens("/desk/surveys/")
    tang.presses("survey-new")
    tang.fills(title="老年助餐服务调查", slug="elder-meals")
    tang.presses("survey-make")
    tang.fills(introduction="了解老年人用餐需求。", opens_on="2026-11-23", closes_on="2026-11-30", audience="person")
    tang.fills(results="after")
    tang.shot("survey-settings")
    tang.presses("survey-save")
    _asks(tang, "您对助餐点满意吗", "satisfaction")
    _asks(tang, "您的建议", "textarea")
    tang.shot("survey-questions")
    tang.presses("questions-done")
    tang.presses("survey-submit")
    tang.sees("等待另一位同志审核")
    assert tang.element("survey-open").count() == 0, "who wrote it does not let it out"
    survey = Survey.objects.get(slug="elder-meals")
    assert survey.state == "review"

    lu.opens("/desk/surveys/elder-meals/")
    lu.shot("survey-review")
    lu.presses("survey-open")
    lu.sees("已审核通过")
    survey.refresh_from_db()
    assert (survey.state, survey.opened_by) == ("open", "staff:MZ012")

    zhang = bring(**PHONE)
    zhang.opens("/surveys/elder-meals/")
    zhang.sees("请先登录")
    assert zhang.element("survey-send").count() == 0
    zhang.signs_in("zhangayi", "/surveys/elder-meals/")
    zhang.fills(field_1="4", field_2="希望周末也能供餐。")
    zhang.shot("survey-answer")
    zhang.presses("survey-send")
    zhang.sees("提交成功，感谢参与")
    assert survey.participations.count() == 1
    zhang.opens("/surveys/elder-meals/")
    zhang.sees("您已经填写过")
    assert zhang.element("survey-send").count() == 0
    assert Participation.objects.count() == 1

    _others_answer()
    clock.set(12, 1)
    assert zhang.opens("/surveys/elder-meals/results/") == 404, "nothing is told before somebody has let it out"
    tasks.box(timezone.now())
    for person in (tang, lu):
        person.opens("/desk/surveys/elder-meals/")
    tang.presses("to-results")
    tang.sees("希望周末也能供餐。")
    tang.fills(summary="共8人参加，多数满意，希望周末供餐；明年起三个助餐点周末供餐。")
    tang.shot("survey-summary")
    tang.presses("summary-save")
    lu.opens("/desk/surveys/elder-meals/")
    lu.presses("survey-publish")
    assert zhang.opens("/surveys/elder-meals/results/") == 200
    zhang.sees("明年起三个助餐点周末供餐", "共 8 人参与")
    zhang.page.locator("[data-chart=field_1] svg").wait_for()
    zhang.shot("survey-results")
    survey.refresh_from_db()
    assert survey.state == "published"
    assert (survey.participations.count(), survey.answers.count()) == (8, 8)


def _asks(editor, label: str, kind: str) -> None:
    editor.page.fill("#label-0", label)
    editor.page.select_option("#kind-0", kind)
    editor.presses("add-field-0")
    editor.presses("question-save")


def _others_answer() -> None:
    for number in range(7):
        who = queries.Voter(f"{number:064}", is_signed_in=True)
        actions.answer("elder-meals", {"field_1": str(3 + number % 3)}, who=who, address="", at=timezone.now())
