"""What happens because the list moved or a day began."""

from datetime import datetime

from . import actions


def rescan(at: datetime) -> int:
    """Look over everything public again, a bit at a time."""
    return actions.rescan(at)
