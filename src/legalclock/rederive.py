"""A calendar was edited: what moved?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from legalclock.calendar import Calendar
from legalclock.clock import Clock
from legalclock.due import Due
from legalclock.extension import WHICH_LABELS, Which

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Moved(Generic[Key]):
    """One limit whose due moment, or whose certainty, is not what it was."""

    key: Key
    which: Which
    before: Due
    after: Due

    @property
    def became_determined(self) -> bool:
        return self.after.determined and not self.before.determined

    def __str__(self) -> str:
        how = "由暂定转为确定" if self.became_determined else "调整"
        return f"{WHICH_LABELS[self.which]}{how}：原为{self.before}，现为{self.after}。"


def rederive(clocks: Mapping[Key, Clock], old: Calendar, new: Calendar) -> list[Moved[Key]]:
    """Both limits of every running clock under both calendars; those that differ, in the order of `clocks`.

    A stopped clock is not touched: what was finished was judged by the calendar of its day.
    """
    moved = []
    for key, clock in clocks.items():
        if clock.stopped_on is not None:
            continue
        for which in clock.limits():
            before, after = clock.due(which, old), clock.due(which, new)
            if (before.at, before.provisional) != (after.at, after.provisional):
                moved.append(Moved(key, which, before, after))
    return moved
