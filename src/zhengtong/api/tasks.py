from datetime import datetime

from . import actions


def forget(at: datetime) -> int:
    """Remove the remembered answers that nobody will ask for again."""
    return actions.forget_answers(at)
