"""Texts to begin a template with; `{% comment %}name | what it is for{% endcomment %}` stands in the first line."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_HEAD = re.compile(r"{% comment %}(.+?)\|(.+?){% endcomment %}\n")


@dataclass(frozen=True, slots=True)
class Starter:
    """One text: its key (the file's name), the kind of page, its name, what it is for."""

    key: str
    kind: str
    name: str
    about: str
    text: str


@cache
def starters() -> tuple[Starter, ...]:
    """All of them, the standard layouts first."""
    found = []
    for file in sorted(Path(__file__).parent.glob("*.liquid")):
        text = file.read_text(encoding="utf-8")
        head = _HEAD.match(text)
        if head is None:
            raise ValueError(f"{file.name} does not say its name in the first line")
        kind = file.stem.partition("-")[0]
        found.append(Starter(file.stem, kind, head[1].strip(), head[2].strip(), text[head.end() :]))
    return tuple(found)


def starter(key: str) -> Starter:
    """One of them; raises KeyError."""
    return {one.key: one for one in starters()}[key]
