"""What an entry's digest and a link's hash are made over, and how an entry becomes a sentence. No database, no clock."""

import hashlib
import json
import string
import struct
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

import orjson

GENESIS = bytes(32)
"""What the first link names as the one before it."""

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)  # noqa: UP017 — mypy knows both
_MICROSECOND = timedelta(microseconds=1)
_CHINA = timezone(timedelta(hours=8))


class Place(NamedTuple):
    """Where an entry stands in commit order; a follower keeps the place it has read to."""

    epoch: int
    xid: int
    id: int


START = Place(0, 0, 0)


def canonical(value: Any) -> bytes:
    """The one JSON text of a value: sorted keys, no blanks, UTF-8. What digests and signatures are made over."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain).encode()


# What orjson would write in its own way goes to `canonical`, which knows or refuses it.
_QUICK = (
    orjson.OPT_SORT_KEYS
    | orjson.OPT_PASSTHROUGH_DATETIME
    | orjson.OPT_PASSTHROUGH_DATACLASS
    | orjson.OPT_PASSTHROUGH_SUBCLASS
)


def _canonical_of_plain(facts: Any) -> bytes:
    """`canonical` for facts that are plain already (`plain_facts`, or read from the database): the same bytes, quicker."""
    try:
        return orjson.dumps(facts, option=_QUICK)
    except TypeError:  # numbers past 64 bits, above all
        return canonical(facts)


def _plain(value: Any) -> str:
    if isinstance(value, date):  # a datetime is a date
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot stand in a journal entry")


def plain_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as the database will give them back, so that the digest still holds when they are read again."""
    plain: dict[str, Any] = json.loads(canonical(facts), parse_float=_stable_float, parse_constant=_stable_float)
    return plain


def _stable_float(text: str) -> float:
    # PostgreSQL stores jsonb numbers as decimals: no exponent, no negative zero, no NaN comes back.
    if text == "-0.0" or not text.lstrip("-").replace(".", "").isdigit():
        raise TypeError(f"{text} does not survive storage: put a Decimal into the entry")
    return float(text)


def micros(moment: datetime) -> int:
    """Microseconds since 1970, exact: two moments never share a number."""
    return (moment - _EPOCH) // _MICROSECOND


def content_of(kind: str, subject: str, unit: str, actor: str, at: datetime, facts: Any) -> bytes:
    """What an entry's digest is made over; the same bytes when written and when verified."""
    return _content(kind, subject, unit, actor, at, _canonical_of_plain(facts))


def _content(kind: str, subject: str, unit: str, actor: str, at: datetime, facts: bytes) -> bytes:
    # The one JSON text of the six values, written out: the names stand in order, and the facts are text already.
    return b'{"actor":%b,"at":%d,"data":%b,"kind":%b,"subject":%b,"unit":%b}' % (
        _quoted(actor),
        micros(at),
        facts,
        _quoted(kind),
        _quoted(subject),
        _quoted(unit),
    )


# The same kinds, units and actors stand in entry after entry.
_quoted = lru_cache(maxsize=1024)(_canonical_of_plain)


# --- many entries at once ---


class Fresh(NamedTuple):
    """An entry that is still to be written, one of many."""

    kind: str
    subject: str
    unit: str
    actor: str
    at: datetime
    facts: dict[str, Any]


_PLAIN_TYPES = frozenset({str, int, bool, type(None)})
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def written(entry: Fresh, algorithm: str) -> tuple[bytes, bytes]:
    """An entry's facts as JSON text and its digest, made over the very bytes that `content_of` gives when it is read."""
    facts = entry.facts
    if not _PLAIN_TYPES.issuperset(map(type, facts.values())):
        facts = plain_facts(facts)
    text = _canonical_of_plain(facts)
    return text, hashlib.new(algorithm, _content(*entry[:5], text)).digest()


def copy_line(entry: Fresh, algorithm: str) -> bytes:
    """The entry as one line of PostgreSQL's text format: kind, subject, unit, actor, at, data, algorithm, digest."""
    text, digest = written(entry, algorithm)
    names = "\t".join(entry[:4])
    if names.count("\t") != 3 or "\\" in names or "\n" in names or "\r" in names:
        names = "\t".join(name.translate(_ESCAPES) for name in entry[:4])
    if b"\\" in text:
        text = text.replace(b"\\", b"\\\\")
    return b"%b\t%b\t%b\t%b\t\\\\x%b\n" % (
        names.encode(),
        entry.at.isoformat().encode(),
        text,
        algorithm.encode(),
        digest.hex().encode(),
    )


def link_hash(
    algorithm: str,
    previous: bytes,
    position: int,
    sealed_at: datetime,
    place: Place,
    recorded_at: datetime,
    digest: bytes,
) -> bytes:
    """The hash that ties an entry to the one before it; with the digest it covers every column of entry and link."""
    numbers = struct.pack(">6q", position, micros(sealed_at), place.epoch, place.xid, place.id, micros(recorded_at))
    return hashlib.new(algorithm, previous + numbers + digest).digest()


def checkpoint_content(day: date, position: int, head: bytes, entries: int, signed_at: datetime) -> bytes:
    """What a checkpoint's signature is made over."""
    return canonical(
        {"day": day, "position": position, "head": head.hex(), "entries": entries, "signed_at": micros(signed_at)}
    )


# --- sentences for the public timeline ---


def missing_facts(sentence: str, facts: Mapping[str, Any]) -> set[str]:
    """The facts a public sentence speaks of that are not there."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name} - set(facts)


def tell(sentence: str, facts: Mapping[str, Any]) -> str:
    """A public sentence filled with an entry's facts; days are written as 2026年11月23日.

    Limits end at 24:00, which is 0:00 of the next day: a moment of exactly midnight is told as the day it ends.
    """
    return sentence.format_map({name: _said(value) for name, value in facts.items()})


def _said(value: Any) -> str:
    if not isinstance(value, str):
        return str(value)
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    if moment.tzinfo is not None:
        moment = moment.astimezone(_CHINA)
        if moment.time() == time.min:
            moment -= timedelta(days=1)
    return f"{moment.year}年{moment.month}月{moment.day}日" if "-" in value else value
