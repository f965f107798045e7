"""The worker's part: what no web process has seen to, what has become too old."""

from datetime import datetime

from . import baking

AT_ONCE = 6
"""Pages in one round; the worker has other things to do as well."""


def refresh(at: datetime) -> int:
    """Make pages anew that show what has changed."""
    return baking.refresh(at, AT_ONCE)


def forget(at: datetime) -> int:
    """Forget changes that every page knows."""
    return baking.forget(at)
