"""A file of entries: looked through first, then taken in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from zhengtong.foundation.errors import Refusal
from zhengtong.journal.actions import action, record
from zhengtong.org.models import Staff

from .. import queries
from ..models import Word
from ..rules import Draft, Line, read_file
from .words import check_keeper, differences, move_list, write

NEW, CHANGED, SAME, FAULT = "新增", "修改", "不变", "有错误"


@dataclass(frozen=True, slots=True)
class Planned:
    """What becomes of one line, and why not where it cannot."""

    number: int
    said: str
    will: str
    draft: Draft | None = None
    fault: str = ""


@dataclass(frozen=True)
class Plan:
    """What becomes of a file, line by line."""

    lines: Sequence[Planned]

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(line.will for line in self.lines)

    @property
    def to_write(self) -> list[Planned]:
        return [line for line in self.lines if line.will in (NEW, CHANGED)]

    @property
    def faults(self) -> list[Planned]:
        return [line for line in self.lines if line.will == FAULT]


def plan(name: str, content: bytes) -> Plan:
    """The dry run; nothing is written. Raises Refusal for a file that cannot be read at all."""
    lines = read_file(name, content)
    known = queries.words_like((line.draft.kind, line.draft.text) for line in lines if line.draft)
    first: dict[tuple[str, str], int] = {}
    return Plan([_planned(line, known, first) for line in lines])


def _planned(line: Line, known: dict[tuple[str, str], Word], first: dict[tuple[str, str], int]) -> Planned:
    if line.draft is None:
        return Planned(line.number, line.said, FAULT, fault=line.fault)
    key = (line.draft.kind, line.draft.text)
    if (earlier := first.setdefault(key, line.number)) != line.number:
        return Planned(line.number, line.said, FAULT, fault=f"与第{earlier}行重复。")
    word = known.get(key)
    will = NEW if word is None else CHANGED if differences(word, line.draft) else SAME
    return Planned(line.number, line.said, will, line.draft)


@action("words.imported")
def import_words(name: str, content: bytes, *, by: Staff, at: datetime) -> Plan:
    """导入词表 — every line without a fault; the list moves once. Refusal `words-nothing` where none would change it."""
    check_keeper(by)
    return _take_in(name, content, f"staff:{by.code}", by.unit.code, at)


@action("words.imported")
def _load(name: str, content: bytes, at: datetime) -> Plan:
    return _take_in(name, content, "system", "", at)


def load_seed(folder: Path, *, at: datetime) -> int:
    """The lists of the demo county (data/guards/*.csv), each one once: a list that is there already changes nothing.

    Returns how many entries were written; a line with a fault is a fault of ours and raises.
    """
    count = 0
    for path in sorted(folder.glob("*.csv")):
        content = path.read_bytes()
        planned = plan(path.name, content)
        if planned.faults:
            raise ValueError(f"{path.name}: line {planned.faults[0].number}: {planned.faults[0].fault}")
        # What somebody changed or retired since stays so.
        if planned.counts[NEW] == len(planned.lines):
            count += len(_load(path.name, content, at).to_write)
    return count


def _take_in(name: str, content: bytes, actor: str, unit: str, at: datetime) -> Plan:
    number = move_list(at)
    planned = plan(name, content)
    if not planned.to_write:
        raise Refusal("words-nothing", "文件里没有可以导入的新内容。", "file")
    known = queries.words_like((line.draft.kind, line.draft.text) for line in planned.to_write if line.draft)
    new = []
    for line in planned.to_write:
        draft = line.draft
        if draft is None:
            continue
        word = known.get((draft.kind, draft.text))
        if word is not None:
            write(word, draft, at)
            continue
        new.append(
            Word(
                kind=draft.kind, text=draft.text, folded=draft.folded, right=draft.right, level=draft.level,
                url=draft.url, note=draft.note, source=draft.source, valid_from=draft.valid_from,
                valid_to=draft.valid_to, added_by=actor, added_at=at, changed_at=at,
            )
        )  # fmt: skip
    Word.objects.bulk_create(new, batch_size=1000)
    record(
        "words.imported", f"WORDS-{number}", actor=actor, at=at, unit=unit, file=name[:200], version=number,
        count=planned.counts[NEW], changed=planned.counts[CHANGED], refused=planned.counts[FAULT],
    )  # fmt: skip
    return planned
