"""调查征集 in an article: a card that says how things stand, on a kept page as on a fresh one."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import yaml
from django.test import Client
from django.utils import timezone

from tests.cases.county import DATA
from tests.cast import NOON, Cast
from tests.cms.editorial import Office, open_office
from tests.surveys.conftest import MEAL_QUESTIONS, MEALS, OUTING, OUTING_QUESTIONS, draft, opened
from zhengtong.cms.models import ArticlePage, ColumnPage
from zhengtong.cms.pagecache import notes
from zhengtong.cms.pagecache.models import PageChange
from zhengtong.cms.surveys.blocks import card
from zhengtong.cms.surveys.loading import load_calls
from zhengtong.surveys import actions, queries, rules
from zhengtong.surveys.models import Survey

pytestmark = pytest.mark.django_db
CARD = 'data-element="survey-card"'


@pytest.fixture
def office(cast: Cast, portal, settings, tmp_path) -> Office:
    settings.MEDIA_ROOT = tmp_path / "media"
    return open_office(cast, portal)


@pytest.fixture
def clock(monkeypatch):
    """Sets the moment the doors read."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_to(NOON)
    return set_to


def told_of(office: Office, survey: Survey, note: str = "请您参加") -> ArticlePage:
    article = office.write("请您说说对助餐点的看法")
    article.body = [("text", "<p>全县助餐点征求意见。</p>"), ("survey", {"survey": survey, "note": note})]
    article.save_revision(user=office.cast.tangbianji.user)
    return office.publish(article)


def page_of(article: ArticlePage) -> str:
    return Client().get(article.url).content.decode()


def in_the_morning(day, days: int = 0) -> datetime:
    """Midnight in Anfu, as UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=days, hours=-8)


def test_the_card_says_what_is_asked_until_when_and_leads_there(office, cast, clock):
    article = told_of(office, opened(cast, "meals", "survey", MEALS, MEAL_QUESTIONS))
    page = page_of(article)
    for words in (CARD, "老年助餐服务调查", "2026年11月23日", "2026年12月7日", "正在进行", "请您参加", "填写问卷"):
        assert words in page
    assert 'class="button" href="/surveys/meals/"' in page
    outing = opened(cast, "outing", "form", OUTING, OUTING_QUESTIONS)
    assert card(outing)["button"] == "填写表单"


def test_nothing_is_told_of_a_survey_before_it_is_let_out_but_to_its_editor(office, cast, clock):
    survey = draft(cast, "meals", "survey", MEALS, MEAL_QUESTIONS)
    article = told_of(office, survey)
    page = page_of(article)
    assert CARD not in page and "老年助餐服务调查" not in page and "请您参加" not in page
    editor = Client()
    editor.force_login(cast.tangbianji.user)
    assert "还没有公开" in editor.get(f"/editor/pages/{article.pk}/view_draft/").content.decode()


def test_a_kept_page_hears_when_its_survey_is_let_out_renamed_closed_and_published(office, cast, clock):
    survey = draft(cast, "meals", "survey", MEALS, MEAL_QUESTIONS)
    article = told_of(office, survey)
    tag = [f"survey:{survey.pk}"]
    with notes.noting() as noted:
        page_of(article)
    assert tag[0] in noted.all_tags() and not notes.of_others(noted.tables)

    def is_told_by(act) -> bool:
        PageChange.objects.all().delete()
        act()
        return tag in PageChange.objects.values_list("tags", flat=True)

    tang, lu = cast.tangbianji, cast.luchushen
    renamed = rules.Settings(
        **{**{name: getattr(MEALS, name) for name in MEALS.__dataclass_fields__}, "title": "助餐点"}
    )
    revision = Survey.objects.get().revision
    assert is_told_by(lambda: actions.change_settings("meals", renamed, revision=revision, by=tang, at=NOON))
    actions.submit_survey("meals", by=tang, at=NOON)
    assert is_told_by(lambda: actions.open_survey("meals", by=lu, at=NOON))
    assert "助餐点</a>" in page_of(article) and "填写问卷" in page_of(article)
    assert is_told_by(lambda: actions.close_survey("meals", "名额已满", by=lu, at=NOON))
    page = page_of(article)
    assert "已结束" in page and "查看详情" in page and "填写问卷" not in page


def test_a_kept_page_is_made_anew_when_the_period_turns_though_nobody_writes_anything(office, cast, clock):
    survey = opened(cast, "meals", "survey", MEALS, MEAL_QUESTIONS)
    begins, ends = in_the_morning(survey.opens_on), in_the_morning(survey.closes_on, days=1)
    for moment, words, turn in (
        (begins - timedelta(hours=3), "即将开始", begins),
        (NOON, "正在进行", ends),
        (ends, "已结束", None),
    ):
        clock(moment)
        with notes.noting() as noted:
            assert card(survey)["words"] == words
        assert noted.seconds == (None if turn is None else int((turn - moment).total_seconds()))
        assert queries.next_turn(survey, moment) == turn


def test_the_way_leads_to_the_results_once_they_are_told(office, cast, clock):
    survey = opened(cast, "meals", "survey", MEALS, MEAL_QUESTIONS)
    survey.state = "published"
    assert (card(survey)["url"], card(survey)["button"]) == ("/surveys/meals/results/", "查看结果")
    survey.results = "never"
    assert (card(survey)["url"], card(survey)["button"]) == ("/surveys/meals/", "查看详情")
    assert card(None) is None


def test_the_chooser_offers_what_is_public_and_ones_own(office, cast, clock):
    survey = draft(cast, "meals", "survey", MEALS, MEAL_QUESTIONS)
    mine, other = Client(), Client()
    mine.force_login(cast.tangbianji.user)
    other.force_login(cast.jiaotongbianji.user)

    def offered(client: Client, words: str = "") -> bool:
        answer = client.get(f"/editor/survey-chooser/?q={words}")
        return "老年助餐服务调查" in json.loads(answer.content)["html"]

    assert "共1条" in json.loads(mine.get("/editor/survey-chooser/").content)["html"]
    assert offered(mine) and not offered(mine, "没有") and not offered(other)
    for key in (survey.pk, 999, "x", "9" * 30):
        assert other.get(f"/editor/survey-chooser/chosen/{key}/").status_code == 404
        assert other.get(f"/editor/survey-chooser/chosen-multiple/?id={key}").status_code == 404
    at = f"/editor/survey-chooser/chosen/{survey.pk}/"
    assert json.loads(mine.get(at).content)["result"]["edit_url"] == "/desk/surveys/meals/"
    actions.submit_survey("meals", by=cast.tangbianji, at=NOON)
    actions.open_survey("meals", by=cast.luchushen, at=NOON)
    assert offered(other)
    assert json.loads(other.get(at).content)["result"]["edit_url"] == "/surveys/meals/"


def test_the_demo_county_asks_for_answers_in_an_article_once(office, cast, clock, portal, client):
    notices = portal.add_child(instance=ColumnPage(title="通知公告", slug="notices"))
    notices.add_child(instance=ColumnPage(title="公告公示", slug="announcements"))
    opened(cast, "elder-meals", "survey", MEALS, MEAL_QUESTIONS)
    rows = yaml.safe_load((DATA / "surveys.yaml").read_text(encoding="utf-8"))["articles"]
    assert (load_calls(rows, at=NOON), load_calls(rows, at=NOON)) == (1, 0)
    assert CARD in client.get(ArticlePage.objects.get(slug="elder-meals-call").url).content.decode()


def test_a_survey_that_is_gone_leaves_no_hole_in_its_article(office, cast, clock):
    article = told_of(office, draft(cast, "meals", "survey", MEALS, MEAL_QUESTIONS))
    actions.delete_survey("meals", by=cast.tangbianji, at=NOON)
    page = page_of(article)
    assert "全县助餐点征求意见" in page and CARD not in page
