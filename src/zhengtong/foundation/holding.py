"""Rows that hardly ever change — units, regions, published versions, limits — read once and held for a few seconds."""

import functools
import time
from collections.abc import Callable, Hashable
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_MOST = 10_000
_held: dict[Hashable, tuple[float, Any]] = {}


def held(seconds: float) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Remember a reading by its arguments (positional, hashable) for `seconds`; another process's change shows after that."""

    def hold(read: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(read)
        def reading(*args: P.args, **kwargs: P.kwargs) -> R:
            key = (read, args)
            now = time.monotonic()
            found = _held.get(key)
            if found is not None and now < found[0]:
                return found[1]  # type: ignore[no-any-return]
            if len(_held) >= _MOST:
                _held.clear()
            value = read(*args, **kwargs)
            _held[key] = (now + seconds, value)
            return value

        return reading

    return hold


def forget() -> None:
    """Read everything afresh: called by whoever changes what is held, and between tests."""
    _held.clear()
