"""What happens because time passes."""

from datetime import datetime

from . import actions


def sample(at: datetime) -> int:
    """Count who listens to every open channel; several times a minute, so that no peak is missed."""
    actions.forget_hubs(at)
    return actions.sample_open(at)
