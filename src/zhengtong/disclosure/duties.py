"""What the passing of days does to the catalogue: documents run out."""

from datetime import datetime

from .actions import information
from .queries.information import due_to_expire


def expire(at: datetime) -> int:
    """Mark as 失效 what says of itself that it holds no more, document by document; how many."""
    numbers = due_to_expire(at)
    for number in numbers:
        information.expire(number, at=at)
    return len(numbers)
