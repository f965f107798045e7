"""A line on the wire: one line of compact JSON, first `at` (ns since 1970), then `k` (kind), then what the kind carries."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from zhengtong.foundation.errors import Refusal
from zhengtong.live.choices import LineKind

MOST_BYTES = 4096
"""UTF-8 bytes of the HTML of one line: some 1,300 Chinese characters."""
MOST_LINE = 16384
"""UTF-8 bytes of a whole line: a poll's choices, the votes of many questions."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NEEDED: dict[str, frozenset[str]] = {
    LineKind.SAY: frozenset(["who", "html"]),
    LineKind.ASK: frozenset(["ref", "name", "text", "votes"]),
    LineKind.PUT: frozenset(["ref"]),
    LineKind.ANSWERED: frozenset(["ref", "of"]),
    LineKind.FIX: frozenset(["of", "html"]),
    LineKind.GONE: frozenset(["of"]),
    LineKind.PIN: frozenset(["html"]),
    LineKind.UNPIN: frozenset(),
    LineKind.POLL: frozenset(["ref", "title", "choices", "is_open"]),
    LineKind.VOTES: frozenset(["counts"]),
    LineKind.STATE: frozenset(["state"]),
    LineKind.VIDEO: frozenset(["state"]),
}


def compose(kind: str, payload: Mapping[str, Any], at: datetime) -> str:
    """The text of a line. Raises Refusal `line-empty` or `line-too-long`, ValueError for what no caller may send."""
    if kind not in _NEEDED or not _NEEDED[kind] <= payload.keys() or {"at", "k"} & payload.keys():
        raise ValueError(f"a line of kind {kind} does not carry {sorted(payload)}")
    if "html" in payload:
        html = payload["html"]
        if not html and "picture" not in payload:
            raise Refusal("line-empty", "这一条没有内容，没有发布。", "text")
        refuse_long(html, MOST_BYTES)
    text = orjson.dumps({"at": _nanoseconds(at), "k": str(kind), **payload}).decode()
    if len(text.encode()) > MOST_LINE:
        raise Refusal("line-too-long", "这一条的内容太多，请精简后再发布。", "text")
    return text


def refuse_long(words: str, most: int = MOST_LINE) -> str:
    """The same words. Raises Refusal `line-too-long` for more than `most` bytes, before anybody takes them apart."""
    if (size := len(words.encode())) > most:
        raise Refusal(
            "line-too-long", f"这一条太长（{size // 1024 + 1}KB），每条不超过4KB（约1300字），请分成几条发布。", "text"
        )
    return words


def erased(text: str) -> str:
    """What is left of a line whose words are removed: that there was one, and when."""
    return orjson.dumps({"at": read(text)["at"], "k": LineKind.WITHDRAWN.value}).decode()


def read(text: str) -> dict[str, Any]:
    """A line's values."""
    values: dict[str, Any] = orjson.loads(text)
    return values


def moment(nanoseconds: int) -> datetime:
    """The moment a line carries, to the microsecond."""
    return _EPOCH + timedelta(microseconds=nanoseconds // 1000)


def _nanoseconds(at: datetime) -> int:
    return (at - _EPOCH) // timedelta(microseconds=1) * 1000
