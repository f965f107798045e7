"""The demo county's interviews go through the same acts as real ones, and stand where they should on the day of loading."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from tests.cast import NOON
from zhengtong.interviews import queries
from zhengtong.interviews.models import Interview
from zhengtong.live import queries as timeline
from zhengtong.org.models import Unit
from zhengtong.project.demo_cases import load_interviews

from .conftest import values

ANFU = Path(settings.COUNTY_DATA)


@pytest.fixture
def loaded(county):
    county_unit = county.unit("MZ")
    Unit.objects.create(
        code="LY", number="020", name="安福县林业局", short_name="县林业局", kind=county_unit.kind, region=county_unit.region,
        path="LY", owns_items=True,
    )  # fmt: skip
    said: list[str] = []
    assert load_interviews(ANFU, NOON, said.append) == 3
    assert said == ["在线访谈和新闻发布 3 场"]
    return {interview.slug: interview for interview in Interview.objects.all()}


def test_one_is_archived_one_published_and_one_is_still_to_come(loaded):
    states = {slug: interview.state for slug, interview in loaded.items()}
    assert states == {"elder-meals-live": "archived", "forest-fire-press": "published", "winter-roads": "announced"}
    assert loaded["winter-roads"].starts_at > NOON
    assert all(interview.short_notice == "" and interview.is_demo for interview in loaded.values())


def test_the_archived_one_has_a_transcript_with_pictures_pairs_and_a_late_answer(loaded):
    interview = loaded["elder-meals-live"]
    entries = queries.transcript_for_public(interview)
    assert len(entries) >= 40
    assert sum(entry.picture is not None for entry in entries) == 3
    assert "十二元，一荤" not in queries.transcript_text(interview)
    seen = {question.text[:4]: question for question in queries.public_questions(interview)}
    assert len(seen) == 8
    assert all(question.state == "answered" for question in seen.values())
    late = seen["甘洛乡几"]
    assert late.reply is not None
    assert late.reply.unit == "安福县民政局"
    [poll] = timeline.standing(interview.channel).polls
    assert [choice.count for choice in poll.choices] == [34, 21, 58, 47]


def test_its_figures_and_curve_are_counted_from_rows(loaded):
    told = values(loaded["elder-meals-live"])
    assert told["participants"] == told["visitors"] == 236
    assert (told["questions"], told["shown"], told["replies"], told["left"]) == (9, 8, 8, 0)
    assert told["peak"] > 50
    interview = loaded["elder-meals-live"]
    assert interview.ends_at - timedelta(minutes=5) < interview.ended_at <= interview.ends_at
    assert len(queries.figures(interview).curve) == 60


def test_a_second_loading_adds_nothing(loaded):
    assert load_interviews(ANFU, NOON, print) == 0
    assert Interview.objects.count() == 3
