"""What differs between two versions of a form, and what of an answer survives the step from one to the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .definition import Definition, Field
from .entries import Entries, entries_of
from .kinds import KINDS
from .plain import plain_field

_NAMES = {
    "label": "名称",
    "kind": "类型",
    "required": "是否必填",
    "hint": "提示",
    "max_length": "字数上限",
    "min": "下限",
    "max": "上限",
    "choices": "选项",
    "personal": "个人信息标记",
    "text": "文字",
    "accept": "文件类型",
    "max_mb": "文件大小",
    "columns": "列",
    "show_if": "显示条件",
}


@dataclass(frozen=True, slots=True)
class Change:
    """变化 — one field added, removed, altered or moved; `sentence` says it to the person who fills in the form."""

    key: str
    label: str
    what: Literal["added", "removed", "altered", "moved"]
    details: tuple[str, ...] = ()
    is_lost: bool = False

    @property
    def sentence(self) -> str:
        words = {
            "added": f"新增“{self.label}”",
            "removed": f"取消“{self.label}”，原来填写的内容不再需要",
            "altered": f"“{self.label}”有调整（{'、'.join(self.details)}）",
            "moved": f"“{self.label}”换了位置",
        }
        tail = "，请重新填写" if self.is_lost and self.what == "altered" else ""
        return f"{words[self.what]}{tail}。"


def compare(old: Definition, new: Definition) -> tuple[Change, ...]:
    """Every field that differs, in the order of the new form, the removed ones last."""
    before = {field.key: field for field in old.fields()}
    after = {field.key: field for field in new.fields()}
    changes = []
    for key, field in after.items():
        if key not in before:
            changes.append(Change(key, field.label, "added"))
        elif details := _details(before[key], field):
            changes.append(Change(key, field.label, "altered", details, before[key].kind != field.kind))
    kept_before = [key for key in before if key in after]
    kept_after = [key for key in after if key in before]
    changed = {change.key for change in changes}
    changes += [Change(key, after[key].label, "moved") for key in _moved(kept_before, kept_after) if key not in changed]
    changes += [Change(key, field.label, "removed", is_lost=True) for key, field in before.items() if key not in after]
    return tuple(changes)


def _details(old: Field, new: Field) -> tuple[str, ...]:
    before, after = plain_field(old), plain_field(new)
    names = []
    for name, word in _NAMES.items():
        if before.get(name) == after.get(name):
            continue
        if name == "kind":
            names.append(f"{word}由{KINDS[old.kind]}改为{KINDS[new.kind]}")
        elif name == "required":
            names.append("改为必填" if new.is_required else "改为选填")
        elif name == "label":
            names.append(f"原名“{old.label}”")
        else:
            names.append(word)
    return tuple(names)


def _moved(before: list[str], after: list[str]) -> list[str]:
    """Keys outside the longest run that kept its order: the fewest moves that explain the difference."""
    place = {key: number for number, key in enumerate(before)}
    best: list[
        tuple[int, int]
    ] = []  # for each key: length of the longest rising run that ends here, and where it came from
    for here, key in enumerate(after):
        options = [(best[there][0], there) for there in range(here) if place[after[there]] < place[key]]
        length, origin = max(options, default=(0, -1))
        best.append((length + 1, origin))
    at = max(range(len(after)), key=lambda number: best[number][0], default=-1)
    kept = set()
    while at != -1:
        kept.add(after[at])
        at = best[at][1]
    return [key for key in after if key not in kept]


def carry_over(values: Mapping[str, Any], old: Definition, new: Definition) -> tuple[Entries, tuple[Change, ...]]:
    """The entries of an answer under the new version of its form, and what the person must be told.

    A field whose kind changed loses its entry (it is named in the changes); a choice that is no longer offered stays as
    typed and is refused beside its field when the answer is checked. `values` must be opened, not sealed.
    """
    entries = entries_of(old, values)
    kinds = {field.key: field.kind for field in old.fields()}
    kept = {
        field.key: entries[field.key]
        for field in new.fields()
        if kinds.get(field.key) == field.kind and field.has_value
    }
    return entries_of(new, kept), compare(old, new)
