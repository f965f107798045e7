"""Which acts of the product this run of the tests has performed: told by the journal, entry by entry."""

import sys
from collections import Counter
from pathlib import Path

import pytest

PERFORMED: Counter[str] = Counter()
"""Action (module and name) → how many entries it left; where workers run side by side, all of theirs in the end."""
_HERE = Path(__file__).resolve().parent
_held_back: list[str] = []
_heard: list[bool] = []
"""Of each worker that told: whether it saw all tests."""


class _Noted(list[str]):
    """The kinds an act has recorded; each one is counted for the act as the entry is written."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self._action = action

    def append(self, kind: str) -> None:
        super().append(kind)
        PERFORMED[self._action] += 1


def watch() -> None:
    """Count from now on. The frame that the journal makes for each act is made by the act, which knows its function."""
    from zhengtong.journal import actions

    class Frame(actions._Frame):
        def __init__(self, kinds: tuple[str, ...]) -> None:
            function = sys._getframe(1).f_locals["function"]
            super().__init__(kinds, _Noted(f"{function.__module__}.{function.__qualname__}"))

    actions._Frame = Frame


def is_full_run(session: pytest.Session) -> bool:
    """Nothing was left out: no narrower path, name or mark."""
    if _heard:
        return all(_heard)
    collected = {item.path for item in session.items}
    return collected >= set(_HERE.rglob("test_*.py")) and not session.config.option.keyword


# --- workers side by side: each tells at its end, the process that conducts them hears ---


def hold_back(items: list[pytest.Item]) -> None:
    """In a worker: these are not for it to answer."""
    _held_back[:] = [item.nodeid for item in items]


def told(session: pytest.Session) -> dict[str, object]:
    """A worker's last words; whole numbers and text, as its line to the other process carries nothing else."""
    return {"acts": dict(PERFORMED), "held_back": list(_held_back), "is_full": is_full_run(session)}


def hear(words: dict[str, object] | None) -> None:
    """Take in what a worker told. One that was lost tells nothing: the test it was lost in has failed."""
    if words is not None:
        PERFORMED.update(words["acts"])
        _heard.append(words["is_full"])
        _held_back[:] = words["held_back"]


def ask_what_was_held_back(session: pytest.Session) -> None:
    """After the last worker: run here, as any test is run, what looks back at all of them. Alone, nothing was held back."""
    if not _heard or not _held_back:
        return
    ran = session.testscollected
    items = session.perform_collect([f"{session.config.rootpath}/{name}" for name in _held_back])
    session.testscollected += ran
    for item in items:
        item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
