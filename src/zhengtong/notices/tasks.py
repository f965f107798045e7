from datetime import datetime

from .actions import send_next

AT_MOST = 500


def send_due(at: datetime) -> int:
    """Send what is due, at most 500 notices a round; returns how many were tried. Any number of workers may run it."""
    tried = 0
    while tried < AT_MOST and send_next(at):
        tried += 1
    return tried
