"""What was said and asked, against the seconds of the recording: captions out of the text lines, chapters out of questions."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import unescape

_TAG = re.compile(r"<[^<>]{0,2000}>")
_BREAK = re.compile(r"</(?:p|li|div|h\d)>|<br\s*/?>", re.IGNORECASE)
_SENTENCE = re.compile(r"[^。！？；!?;\n]+[。！？；!?;]*[”’」』）)]*")
CHARACTERS_A_SECOND = 4.5
"""How fast people speak before a camera: 270 characters a minute."""
LONGEST_CUE = 44
SHORTEST = 1.2
_TITLE = 40
OPENING = "开场"


@dataclass(frozen=True, slots=True)
class Moment:
    """A run: when it began, and how many seconds it has in the recording."""

    began_at: datetime
    seconds: float


@dataclass(frozen=True, slots=True)
class Word:
    """A line of the timeline: when it was written down, by whom it was said, what."""

    at: datetime
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the recording: the second at which it begins, and its name."""

    second: float
    title: str


def plain(html: str) -> str:
    """Words without markup, one paragraph a line."""
    lines = unescape(_TAG.sub("", _BREAK.sub("\n", html))).splitlines()
    return "\n".join(tidy for line in lines if (tidy := " ".join(line.split())))


def moment_of(runs: Sequence[Moment], at: datetime) -> float:
    """The second of the recording at which something happened; in an interruption, where the recording goes on."""
    passed = 0.0
    for run in runs:
        inside = (at - run.began_at).total_seconds()
        if inside < run.seconds:
            return round(passed + max(0.0, inside), 3)
        passed += run.seconds
    return round(passed, 3)


def captions(runs: Sequence[Moment], words: Iterable[Word]) -> str:
    """WebVTT. A line is written down when it has been said: its caption stands in the seconds before that moment.

    What was said before the recording began, or after it ended, has none.
    """
    whole = sum(run.seconds for run in runs)
    cues: list[str] = []
    free = 0.0
    last = ""
    for word in sorted(words, key=lambda one: one.at):
        end = moment_of(runs, word.at)
        if end <= 0 or _is_after(runs[-1], word.at):
            continue
        parts = _parts(word.text)
        length = sum(len(part) for part in parts) / CHARACTERS_A_SECOND
        begin = max(free, end - length)
        end = min(whole, max(end, begin + SHORTEST * len(parts)))
        if not parts or end - begin < 0.5:
            continue
        share = (end - begin) / sum(len(part) for part in parts)
        for number, part in enumerate(parts):
            until = begin + len(part) * share
            said = f"{word.who}：{part}" if word.who and word.who != last and not number else part
            cues.append(f"{_stamp(begin)} --> {_stamp(until)}\n{_safe(said)}\n")
            begin = until
        free, last = begin, word.who
    return "\n".join(["WEBVTT\n", *cues]) if cues else ""


def chapters(runs: Sequence[Moment], questions: Iterable[tuple[datetime, str]]) -> list[Chapter]:
    """One chapter a question that was put, from the moment it was; before the first one the opening."""
    whole = sum(run.seconds for run in runs)
    found: list[Chapter] = []
    for at, text in sorted(questions):
        second = moment_of(runs, at)
        if second >= whole or (found and second - found[-1].second < 1):
            continue
        title = plain(text).replace("\n", " ")
        found.append(Chapter(second, title if len(title) <= _TITLE else f"{title[: _TITLE - 1]}…"))
    if found and found[0].second >= 1:
        found.insert(0, Chapter(0.0, OPENING))
    return found


def _is_after(last: Moment, at: datetime) -> bool:
    return (at - last.began_at).total_seconds() > last.seconds + 60


def _parts(text: str) -> list[str]:
    """Sentences, and those that are too long in pieces a screen holds."""
    parts: list[str] = []
    for sentence in _SENTENCE.findall(text):
        rest = sentence.strip()
        while len(rest) > LONGEST_CUE:
            cut = max(rest.rfind(mark, 10, LONGEST_CUE) for mark in "，、：, ")
            cut = cut + 1 if cut > 0 else LONGEST_CUE
            parts.append(rest[:cut].strip())
            rest = rest[cut:].strip()
        if rest:
            parts.append(rest)
    return parts


def _safe(said: str) -> str:
    return said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _stamp(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    whole, rest = divmod(thousandths, 1000)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}.{rest:03d}"
