"""The judged questions find what a reader wants, near the top."""

import pytest

from bench import judged
from zhengtong.search import actions

pytestmark = pytest.mark.django_db


def test_the_judged_questions_are_answered_well(cast):
    actions.index_many(judged.documents())
    found = judged.judge()
    poor = {question: round(value, 2) for question, value in found.items() if value < 0.9}
    print(f"nDCG@10 {sum(found.values()) / len(found):.3f} over {len(found)} questions; below 0.9: {poor}")
    assert len(found) >= 40
    assert sum(found.values()) / len(found) >= 0.85, poor
