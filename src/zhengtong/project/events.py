"""docs/events.md, written from the vocabulary the rooms declare; a test fails when the page is not current."""

import pkgutil
from importlib import import_module
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

import zhengtong
from zhengtong.journal.kinds import KINDS, Kind

DOORS = frozenset({"zhengtong.web", "zhengtong.api"})
"""They declare no kinds of their own; what the interface calls its events are addresses."""
PAGE = Path(zhengtong.__file__).parents[2] / "docs" / "events.md"

_HEAD = """\
# Journal events

Written by `zhengtong events-doc` from `zhengtong/*/events.py`; do not edit. Every act of every room leaves exactly one of these.
An entry holds `kind`, `subject` (what a citizen quotes), `unit`, `actor` (`staff:<code>`, `citizen:<id>` or `system`), `at`, and the
facts of the act. The public sentence is what a citizen reads on the progress page; without one the event stays inside the house.
"""


def page() -> str:
    """The whole page as Markdown."""
    _declare_all()
    parts = [_HEAD]
    for noun, kinds in groupby(sorted(KINDS.values(), key=_words), lambda kind: _words(kind)[0]):
        parts.append(f"\n## {noun}\n\n| kind | 中文 | public sentence |\n|---|---|---|\n")
        parts.extend(_row(kind) for kind in kinds)
    return "".join(parts)


def _words(kind: Kind) -> list[str]:
    return kind.code.split(".")


def _row(kind: Kind) -> str:
    return f"| `{kind.code}` | {kind.label} | {kind.public.replace('|', chr(92) + '|')} |\n"


def _declare_all() -> None:
    # The rooms' event modules need no Django, so the page can be written without a database.
    for room in pkgutil.iter_modules(zhengtong.__path__, "zhengtong."):
        if room.ispkg and room.name not in DOORS and find_spec(f"{room.name}.events"):
            import_module(f"{room.name}.events")
