"""What the watch does as time passes: each takes its moment and calls an act."""

from datetime import datetime

from .actions import rates, watching


def follow(at: datetime) -> int:
    """跟读流水 — a few batches a round, so that the worker's other tasks are not kept waiting by a great delivery."""
    total = 0
    for _ in range(4):
        read = watching.follow(at)
        total += read
        if read < watching.BATCH:
            break
    return total


def wake(at: datetime) -> int:
    """到时唤醒."""
    return watching.wake(at)


def rebase(at: datetime) -> int:
    """按新规则重判."""
    return watching.rebase(at)


def measure(at: datetime) -> int:
    """按月、按季测算比率 — once a day, after the deliveries of the night."""
    return rates.measure(at)
