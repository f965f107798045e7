from datetime import datetime

from . import actions


def tell(at: datetime) -> int:
    """Tell the journal of the columns whose limit has moved."""
    return actions.tell(at)
