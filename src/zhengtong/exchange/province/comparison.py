"""对账口径: what both sides reckon for a day, a unit and a type. No Django: the simulator reckons with the same lines."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """The newest revision of one object among the messages of one day."""

    object_id: str
    revision: int
    payload_hash: str


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """One day's messages of one unit and one type."""

    unit: str
    object_type: str


@dataclass(frozen=True, slots=True)
class Sum:
    """Count and hash of a group's lines."""

    count: int
    hash: str


def sum_of(lines: Iterable[Line], algorithm: str) -> Sum:
    """Independent of order: the lines are sorted by their bytes, each ends with a line feed, one hash over all."""
    texts = sorted(f"{line.object_id}|{line.revision}|{line.payload_hash}\n".encode() for line in lines)
    return Sum(len(texts), f"{algorithm}:{hashlib.new(algorithm, b''.join(texts)).hexdigest()}")
