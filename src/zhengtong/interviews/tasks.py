"""What happens because time passes. Each interview is done in a transaction of its own."""

from datetime import datetime

from . import actions


def tell_votes(at: datetime) -> int:
    """Tell listeners of votes that have come; at most one line in five seconds."""
    return actions.tell_votes(at)


def forget(at: datetime) -> int:
    """Codes and addresses of the day before yesterday go."""
    return actions.forget(at)
