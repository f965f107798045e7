"""Tell all stories side by side, in the order of time, up to the present."""

import heapq
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import chain

from django.db import connection, transaction

from zhengtong.cases.models import Case, CaseMaterial, CaseStep
from zhengtong.cases.tasks import wake
from zhengtong.files.models import Attachment
from zhengtong.timers.models import Clock
from zhengtong.timers.queries import calendar

from . import complaints, consultations, follow_ups, lapses, stories
from .course import Course
from .diary import Diary, Story
from .people import People

SEED = 20130819
"""The day the county put its plan on paper; any number would do, as long as it stays."""
COUNTED = (Case, CaseMaterial, CaseMaterial.attachments.through, CaseStep, Attachment, Clock)
COUNT_AFTER = (100, 400, 1000)
"""Acts after which the planner is told how large the tables have become: it cannot see it from outside a transaction,
and a table it takes for empty is read over and over."""


@transaction.atomic
def load_demo_cases(at: datetime, tell: Callable[[str], None]) -> int:
    """Fill the demo county's desks; returns how many cases there are then, 0 if there were any before.

    All or nothing: a load that breaks off leaves no case behind. `at`: the present; nothing is dated later.
    """
    if Case.objects.exists():
        return 0
    rng = random.Random(SEED)  # noqa: S311 — stories, not secrets
    diary = Diary(at, calendar(), rng)
    people = People(rng)
    courses = [Course(plan, diary, people, rng) for plan in (*stories.PLANS, *lapses.PLANS)]
    waiting = Waiting(diary.until)
    for course in courses:
        waiting.add(course.story())
        course.also = waiting.add
    beside = (stories.drafts(diary, people), consultations.stories(diary, people), complaints.stories(diary, people))
    for story in (*chain.from_iterable(beside), _clockwork(diary)):
        waiting.add(story)
    waiting.tell()
    count = Case.objects.exclude(state="draft").count()
    tell(f"示范办件 {count} 件")
    return count


def load_follow_ups(at: datetime, tell: Callable[[str], None]) -> int:
    """What supervisors and units did about the first cards; for after the watch has read the journal."""
    return follow_ups.follow_up(at, People(random.Random(SEED)), tell)  # noqa: S311


class Waiting:
    """Stories by the moment of their next act; what would happen after `until` has not happened yet."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        self._heap: list[tuple[datetime, int, Story]] = []
        self._count = 0

    def add(self, story: Story) -> None:
        moment = next(story, None)
        if moment is not None:
            self._push(moment, story)

    def _push(self, moment: datetime, story: Story) -> None:
        self._count += 1
        heapq.heappush(self._heap, (moment, self._count, story))

    def tell(self) -> None:
        while self._heap and self._heap[0][0] < self.until:
            _, _, story = heapq.heappop(self._heap)
            if self._count in COUNT_AFTER:
                _count_rows()
            moment = next(story, None)
            if moment is not None:
                self._push(moment, story)


def _count_rows() -> None:
    with connection.cursor() as cursor:
        for model in COUNTED:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def _clockwork(diary: Diary) -> Story:
    """Every night, what time itself brings: limits that ran out take their legal effect."""
    night = diary.begin(stories.LONGEST)
    while True:
        night = (night + timedelta(days=1)).replace(hour=0, minute=5, second=0)
        yield night
        wake(night)
