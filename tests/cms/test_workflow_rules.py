"""Separation: nobody reads what they wrote, and nobody reads one article at two levels."""

import pytest

from zhengtong.cms.workflow import rules
from zhengtong.foundation.errors import Refusal

AUTHOR, FIRST, SECOND, CHIEF, OTHER = 1, 2, 3, 4, 5

# level, person, who passed it where → may they read it there?
SEPARATION = [
    ("first", AUTHOR, [], False),
    ("second", AUTHOR, [("first", FIRST)], False),
    ("final", AUTHOR, [("first", FIRST), ("second", SECOND)], False),
    ("first", FIRST, [], True),
    ("second", FIRST, [("first", FIRST)], False),
    ("final", FIRST, [("first", FIRST), ("second", SECOND)], False),
    ("second", SECOND, [("first", FIRST)], True),
    ("final", SECOND, [("first", FIRST), ("second", SECOND)], False),
    ("final", CHIEF, [("first", FIRST), ("second", SECOND)], True),
    ("second", OTHER, [("first", FIRST)], True),
    # an edit on the way sends the text back: who passed this very level passes it again
    ("first", FIRST, [("first", FIRST)], True),
    ("second", SECOND, [("first", FIRST), ("second", SECOND)], True),
]


@pytest.mark.parametrize("level, person, approved, may", SEPARATION)
def test_three_people_read_what_a_fourth_wrote(level, person, approved, may):
    barred = rules.barred_from(level, authors={AUTHOR}, approved=approved)
    assert (person not in barred) is may
    if may:
        rules.check_reviewer(person, holds_post=True, barred=barred, level_label="初审")
    else:
        with pytest.raises(Refusal) as refusal:
            rules.check_reviewer(person, holds_post=True, barred=barred, level_label="初审")
        assert refusal.value.code == "own-work"


def test_without_the_post_nobody_reads_at_all():
    with pytest.raises(Refusal) as refusal:
        rules.check_reviewer(OTHER, holds_post=False, barred=(), level_label="复审")
    assert refusal.value.code == "not-reviewer" and "复审" in refusal.value.sentence


@pytest.mark.parametrize("said, code", [("", "no-reason"), (" \n ", "no-reason"), ("长" * 301, "reason-too-long")])
def test_a_reason_is_a_reason(said, code):
    with pytest.raises(Refusal) as refusal:
        rules.check_reason(said)
    assert refusal.value.code == code
