"""A matter that is told to have ended before it began: nothing can be said of its limits, and the owner must mend it."""

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

_CHINA = timezone(timedelta(hours=8))
FINISH = "finished"
_LABELS = {"accepted": "受理", "received": "收件", "submitted": "提交"}


class Told(NamedTuple):
    """One revision of one event of a matter, as far as the question goes; `milestone` may be `retracted`."""

    event_id: str
    revision: int
    milestone: str
    at: datetime


def standing(told: Iterable[Told]) -> list[Told]:
    """What holds of all that was told: of each event its highest revision, unless that takes it back."""
    highest: dict[str, Told] = {}
    for one in told:
        if one.event_id not in highest or highest[one.event_id].revision < one.revision:
            highest[one.event_id] = one
    return [one for one in highest.values() if one.milestone != "retracted"]


def start_of(events: Iterable[Told]) -> Told | None:
    """The event at which the matter starts: its acceptance, else the earliest sign of it."""
    begun = [one for one in events if one.milestone in _LABELS]
    accepted = [one for one in begun if one.milestone == "accepted"]
    return min(accepted or begun, key=lambda one: one.at, default=None)


def finish_of(events: Iterable[Told]) -> Told | None:
    return max((one for one in events if one.milestone == FINISH), key=lambda one: one.at, default=None)


def sentence(start: Told, finish: Told) -> str:
    """What contradicts what, for the line and for the matter."""
    began, ended = start.at.astimezone(_CHINA), finish.at.astimezone(_CHINA)
    return f"办结时间（{ended:%Y-%m-%d %H:%M:%S}）早于{_LABELS[start.milestone]}时间（{began:%Y-%m-%d %H:%M:%S}）。"
