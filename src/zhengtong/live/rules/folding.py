"""From lines to what stands now. The page's script does the same with the same lines, one by one, as they come."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from zhengtong.live.choices import LineKind

from .lines import moment, read


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as everybody sees it."""

    name: str
    post: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that stands on the timeline: `kind` is say, ask or state.

    say: who, html, picture, to. ask: ref, name, text, votes, put (number of the line that put it to the guest, 0 before),
    put_at, is_put, answers (numbers of the lines that answer it).
    state: state, html its words. `number` and `at` are those of the first line of it; fixed_at: when it was corrected.
    """

    number: int
    at: datetime
    kind: str
    who: Speaker | None = None
    html: str = ""
    picture: dict[str, Any] | None = None
    to: str = ""
    ref: str = ""
    name: str = ""
    text: str = ""
    votes: int = 0
    put: int = 0
    put_at: datetime | None = None
    is_put: bool = False
    answers: tuple[int, ...] = ()
    state: str = ""
    fixed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer somebody may choose in a poll; count is None until it is told."""

    ref: str
    text: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll as it was told last."""

    ref: str
    title: str
    choices: tuple[Answer, ...]
    is_open: bool


@dataclass(slots=True)
class Standing:
    """What stands after some lines: entries in order, the pinned notice, polls, where the occasion and the video stand."""

    last: int = 0
    entries: list[Entry] = field(default_factory=list)
    pinned: str = ""
    polls: list[Poll] = field(default_factory=list)
    state: str = ""
    video: str = ""
    video_url: str = ""


def fold(lines: Iterable[tuple[int, str]]) -> Standing:
    """Fold numbered lines, in order, into what stands. What speaks of a line that is not there changes nothing."""
    stands = Standing()
    entries: dict[int, Entry] = {}
    asked: dict[str, int] = {}
    polls: dict[str, Poll] = {}
    for number, text in lines:
        stands.last = number
        told = read(text)
        kind, at = told["k"], moment(told["at"])
        match kind:
            case LineKind.SAY:
                entries[number] = _said(number, at, told)
            case LineKind.ASK:
                asked[told["ref"]] = number
                entries[number] = Entry(
                    number, at, kind, ref=told["ref"], name=told["name"], text=told["text"], votes=told["votes"]
                )
            case LineKind.PUT if told["ref"] in asked:
                _change(entries, asked[told["ref"]], is_put=True, put=number, put_at=at)
            case LineKind.ANSWERED if told["ref"] in asked:
                _change(entries, asked[told["ref"]], is_put=True, answers=tuple(told["of"]))
            case LineKind.FIX:
                _change(entries, told["of"], html=told["html"], fixed_at=at)
            case LineKind.GONE:
                entries.pop(told["of"], None)
            case LineKind.PIN:
                stands.pinned = told["html"]
            case LineKind.UNPIN:
                stands.pinned = ""
            case LineKind.POLL:
                polls[told["ref"]] = _poll(told)
            case LineKind.VOTES:
                for ref, count in told["counts"].items():
                    if ref in asked:
                        _change(entries, asked[ref], votes=count)
            case LineKind.STATE:
                stands.state = told["state"]
                if told.get("text"):
                    entries[number] = Entry(number, at, kind, state=told["state"], text=told["text"])
            case LineKind.VIDEO:
                stands.video, stands.video_url = told["state"], told.get("url", stands.video_url)
    stands.entries = [_paired(entry, entries) for entry in entries.values()]
    stands.polls = list(polls.values())
    return stands


def _said(number: int, at: datetime, told: dict[str, Any]) -> Entry:
    who = told["who"]
    return Entry(
        number, at, LineKind.SAY, who=Speaker(who["name"], who.get("post", ""), who.get("role", "")),
        html=told["html"], picture=told.get("picture"), to=told.get("to", ""),
    )  # fmt: skip


def _paired(entry: Entry, entries: dict[int, Entry]) -> Entry:
    """Only what still stands answers a question."""
    standing = tuple(number for number in entry.answers if number in entries)
    return entry if standing == entry.answers else replace(entry, answers=standing)


def _poll(told: dict[str, Any]) -> Poll:
    counts = told.get("counts")
    choices = tuple(
        Answer(each["ref"], each["text"], None if counts is None else counts.get(each["ref"], 0))
        for each in told["choices"]
    )
    return Poll(told["ref"], told["title"], choices, told["is_open"])


def _change(entries: dict[int, Entry], number: int, **changes: Any) -> None:
    if number in entries:
        entries[number] = replace(entries[number], **changes)
