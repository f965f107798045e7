"""An interview of the civil affairs bureau in every turn, directed by 谢文斌, moderated by 彭芳, recorded by 欧阳婷."""

from datetime import datetime, timedelta

import pytest

from tests.cases.county import keep_time
from tests.cast import NOON, Cast
from zhengtong.interviews import actions, queries
from zhengtong.interviews.models import Interview, Question
from zhengtong.interviews.queries import Asker
from zhengtong.interviews.rules import Guest, Plan

SLUG = "elder-meals"
PEOPLE = (
    Guest("host", "邹雨桐", "县融媒体中心主持人"),
    Guest("guest", "刘建民", "县民政局党组书记、局长", "分管全面工作"),
    Guest("guest", "陈晓红", "县民政局养老服务股股长"),
)
PLAN = Plan(
    "老年助餐怎么办得更好", "县民政局负责人就助餐点布局、餐标和送餐服务回答网友提问。", NOON + timedelta(days=5),
    NOON + timedelta(days=5, hours=2), PEOPLE,
)  # fmt: skip
START = PLAN.starts_at
SOON = START + timedelta(minutes=1)


def ask(
    text: str = "助餐点什么时候能开到横龙镇？", *, phone: str = "19900100077", address: str = "10.0.0.7",
    name: str = "刘女士", visitor: str = "", submission: str = "", at: datetime = NOON,
) -> Question:  # fmt: skip
    """As somebody whose telephone is proved."""
    asker = Asker(name, phone)
    return actions.ask_question(
        SLUG,
        text,
        asker=asker,
        address=address,
        visitor=visitor,
        submission=submission or f"{phone}-{text}"[:32],
        at=at,
    )


def visitor(number: int) -> str:
    return f"{number:0>64}"


@pytest.fixture
def county(cast) -> Cast:
    keep_time(NOON, [])
    return cast


@pytest.fixture
def planned(county) -> Interview:
    return actions.plan("interview", "MZ", SLUG, PLAN, by=county.xiedaobo, at=NOON)


@pytest.fixture
def announced(county, planned) -> Interview:
    return actions.announce(SLUG, by=county.xiedaobo, at=NOON)


@pytest.fixture
def live(county, announced) -> Interview:
    return actions.start(SLUG, by=county.xiedaobo, at=START)


@pytest.fixture
def say(county, live):
    """Publishes one line as the stenographer does; returns its number."""

    def publish(words: str, speaker: int | str = "guest", at: datetime = SOON, **more: object) -> int:
        return actions.say(SLUG, words, speaker=speaker, by=county.ousulu, at=at, **more)

    return publish


@pytest.fixture
def shown(county, announced) -> Question:
    """A question everybody reads."""
    return actions.show_question(SLUG, ask().ref, by=county.pengshenhe, at=NOON)


def again(interview: Interview) -> Interview:
    """As it stands in the database."""
    return Interview.objects.get(pk=interview.pk)


def values(interview: Interview) -> dict[str, object]:
    return {figure.key: figure.value for figure in queries.figures(interview).told()}
