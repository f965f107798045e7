from datetime import datetime

from zhengtong.capture import queries
from zhengtong.capture import tasks as capture

from . import actions, learning

A_ROUND = 50


def collect(at: datetime) -> int:
    """Ask the sources that are due, once everything we published is known: our own words are nothing new."""
    if not queries.is_due(at) or learning.learn(at):
        return 0
    return capture.run_due(at)


def take_in(at: datetime) -> int:
    """Make drafts of what was captured, each in a transaction of its own."""
    return sum(actions.take_in(pk, at=at) is not None for pk in queries.waiting_items(A_ROUND))
