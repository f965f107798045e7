from datetime import datetime

from zhengtong.capture import queries

from . import actions

A_ROUND = 50


def take_in(at: datetime) -> int:
    """Make drafts of what was captured, each in a transaction of its own."""
    return sum(actions.take_in(pk, at=at) is not None for pk in queries.waiting_items(A_ROUND))
