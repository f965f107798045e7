"""A survey of the civil affairs bureau in every turn: drafted by 唐晓雯, let out by 陆文静."""

from datetime import date, timedelta

import pytest

from tests.cast import NOON, Cast
from zhengtong.surveys import actions, queries
from zhengtong.surveys.models import Survey
from zhengtong.surveys.rules import Settings

TODAY = date(2026, 11, 23)
MEALS = Settings(
    "老年助餐服务调查", "了解老年人用餐需求，结果用于改进助餐点布局。", TODAY, TODAY + timedelta(days=14), "person",
)  # fmt: skip
OUTING = Settings(
    "孝老爱亲志愿活动报名", "12月5日在县养老服务中心开展。", TODAY, TODAY + timedelta(days=7), "anybody",
    results="never", places=2, consent="收集姓名和手机号码，只用于通知活动安排，活动结束后30天删除。", keep_days=30,
)  # fmt: skip
MEAL_QUESTIONS = [
    {"key": "happy", "label": "您对助餐点满意吗", "kind": "choice", "required": True,
     "choices": [{"value": str(mark), "label": words} for mark, words in ((3, "满意"), (2, "一般"), (1, "不满意"))]},
    {"key": "why", "label": "不满意的原因", "kind": "textarea", "required": True, "max_length": 500,
     "show_if": {"field": "happy", "equals": "1"}},
    {"key": "wants", "label": "最需要哪些服务", "kind": "multichoice", "max": 2,
     "choices": [{"value": each, "label": each} for each in ("送餐上门", "低盐菜品", "早餐")]},
    {"key": "age", "label": "年龄", "kind": "integer", "min": 18, "max": 120},
    {"key": "town", "label": "居住地", "kind": "choice",
     "choices": [{"value": each, "label": each} for each in ("平都镇", "横龙镇", "洲湖镇")]},
]  # fmt: skip
OUTING_QUESTIONS = [
    {"key": "name", "label": "姓名", "kind": "text", "required": True, "max_length": 40},
    {"key": "phone", "label": "手机号码", "kind": "phone", "required": True},
]


def design(*questions: dict) -> dict:
    return {"title": "-", "note": "", "sections": [{"title": "问题", "fields": list(questions)}]}


def draft(cast: Cast, slug: str, kind: str, settings: Settings, questions: list[dict]) -> Survey:
    by = cast.tangbianji
    actions.create_survey(kind, "MZ", settings.title, slug=slug, by=by, at=NOON)
    actions.change_settings(slug, settings, revision=1, by=by, at=NOON)
    return actions.change_questions(slug, design(*questions), revision=2, by=by, at=NOON)


def opened(cast: Cast, slug: str, kind: str, settings: Settings, questions: list[dict]) -> Survey:
    draft(cast, slug, kind, settings, questions)
    actions.submit_survey(slug, by=cast.tangbianji, at=NOON)
    return actions.open_survey(slug, by=cast.luchushen, at=NOON)


@pytest.fixture
def meals(cast) -> Survey:
    return opened(cast, "meals", "survey", MEALS, MEAL_QUESTIONS)


@pytest.fixture
def outing(cast) -> Survey:
    return opened(cast, "outing", "form", OUTING, OUTING_QUESTIONS)


def answer_as(survey: Survey, person: str, values: dict, at=NOON) -> None:
    """As somebody whom only their key tells apart."""
    actions.answer(survey.slug, values, who=queries.Voter(f"{person:0>64}", True), address="10.0.0.1", at=at)
