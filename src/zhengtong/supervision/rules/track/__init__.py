"""What a matter's journal entries say, folded: its limits through time, its steps, who held it. Pure.

A `Track` is the entries that count, as they are kept in a row; `fold` makes a `Course` of it. Everything that watches,
wakes, replays or reports folds the same track by the same function, so that no two of them can disagree.
"""

from .course import Course, Holding, LimitRun, Matter, Segment
from .event import CHINA, UTC, Event, kept_facts, limit_of, read_back, standing, stored, tells_a_limit
from .folding import course_of, fold

__all__ = [
    "CHINA", "UTC", "Course", "Event", "Holding", "LimitRun", "Matter", "Segment", "course_of", "fold", "kept_facts",
    "limit_of", "read_back", "standing", "stored", "tells_a_limit",
]  # fmt: skip
