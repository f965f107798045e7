"""Which acts of the product this run of the tests has performed: told by the journal, entry by entry."""

import sys
from collections import Counter

PERFORMED: Counter[str] = Counter()
"""Action (module and name) → how many entries it left."""


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
