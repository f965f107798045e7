"""What happens in the night, and every few minutes."""

from collections.abc import Callable, Iterable
from datetime import datetime

from . import actions
from .listing import OtherPage


def inspect(at: datetime, others: Callable[[], Iterable[OtherPage]]) -> int:
    """Look over everything public, a few pages at a time."""
    return actions.inspect(at, others)
