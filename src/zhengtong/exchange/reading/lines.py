"""What a reader gives: one line after the other, and at the end how much there was and whether the file was whole."""

from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol

from zhengtong.foundation.errors import Refusal

MOST_LINES = 2_000_000


class Line(NamedTuple):
    """One event as the file tells it, in the shape of the interface; `problem`: why it cannot be taken in anyway."""

    position: int
    told: dict[str, Any]
    problem: Refusal | None = None


class Reading(Protocol):
    """A file being read. `matters`, `events` and `broken` are known when `lines` has ended."""

    matters: int
    events: int
    broken: str
    """Why the file is not complete, in Chinese; empty for a whole one."""

    def lines(self) -> Iterator[Line]: ...


def check_count(events: int) -> None:
    if events > MOST_LINES:
        raise Refusal("file-long", f"文件超过{MOST_LINES}条记录，请分成几个文件导入。", "file")
