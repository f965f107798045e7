"""Acts of the tests' own, and work on a second connection beside the first."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connections

from tests.cast import NOON
from zhengtong.journal.actions import ACTIONS, action, record


@action("trial.done")
def do(subject: str, number: int = 1, fail: bool = False) -> None:
    """A small act as any room has them."""
    record(
        "trial.done",
        subject,
        actor="staff:MZ001",
        at=NOON + timedelta(minutes=number),
        unit="MZ",
        number=number,
        due=NOON,
    )
    if fail:
        raise RuntimeError("the act failed after recording")


@action("trial.noted")
def note(subject: str) -> None:
    """An act the public does not hear of."""
    record("trial.noted", subject, actor="staff:MZ001", at=NOON, remark="内部意见")


@contextmanager
def elsewhere(work: Callable[[], None]) -> Iterator[threading.Thread]:
    """`work` on another thread, hence another connection; joined at the end, its failure raised here."""
    failures: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as failure:  # noqa: BLE001 — handed to the test below
            failures.append(failure)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield thread
    finally:
        thread.join(timeout=30)
    if failures:
        raise failures[0]


# The house's own vocabulary stays as it is; the kinds are declared while these tests run (conftest).
del ACTIONS[f"{__name__}.do"], ACTIONS[f"{__name__}.note"]
