"""What happens in the night, and every few minutes."""

from collections.abc import Callable, Iterable
from datetime import datetime

from . import actions, outside, probing, reporting
from .listing import OtherPage


def inspect(at: datetime, others: Callable[[], Iterable[OtherPage]]) -> int:
    """Look over everything public, a few pages at a time."""
    return actions.inspect(at, others)


def visit(at: datetime, *, is_on: bool) -> int:
    """Ask for links to other sites, where that is allowed."""
    return outside.visit(at, is_on=is_on)


def probe(at: datetime, front: tuple[str, int]) -> int:
    """Visit the home pages."""
    return probing.probe(at, front)


def open_reports(at: datetime) -> int:
    """Open the yearly tables of the year that is over, each with its day."""
    return reporting.open_due(at)
