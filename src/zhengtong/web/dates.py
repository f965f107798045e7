"""A date as a file that calendars take in (RFC 5545)."""

from datetime import UTC, datetime

_MOST = 75
"""Octets of a line, without its end (RFC 5545 3.1)."""


def event(
    *,
    uid: str,
    title: str,
    text: str,
    place: str,
    url: str,
    starts_at: datetime,
    ends_at: datetime,
    stamped_at: datetime,
    is_cancelled: bool = False,
) -> str:
    """One event. `uid` stays the same for the life of the date: a file fetched anew moves it instead of adding one."""  # fmt: skip
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//zhengtong//interviews//ZH",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{_moment(stamped_at)}",
        f"DTSTART:{_moment(starts_at)}",
        f"DTEND:{_moment(ends_at)}",
        f"SUMMARY:{_text(title)}",
        f"DESCRIPTION:{_text(text)}",
        f"LOCATION:{_text(place)}",
        f"URL:{url}",
        f"STATUS:{'CANCELLED' if is_cancelled else 'CONFIRMED'}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_text(title)}",
        "TRIGGER:-PT30M",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    for plain, kept in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        words = words.replace(plain, kept)
    return words


def _folded(line: str) -> str:
    """A long line goes on after a space on the next; no letter is cut in two."""
    pieces, length = [""], 0
    for letter in line:
        size = len(letter.encode())
        if length + size > _MOST:
            pieces.append("")
            length = 1
        pieces[-1] += letter
        length += size
    return "\r\n ".join(pieces)
