from datetime import datetime

from . import actions


def fold(at: datetime) -> int:
    """Count the visit log."""
    return actions.fold(at)
