"""What changed from one version to the next, element by element."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..elements import ELEMENTS, ROWS, Rows
from ..shape import flat, rows_of
from ..wording import say, say_row


@dataclass(frozen=True, slots=True)
class Change:
    """One difference in words; `before` is empty for what is new, `after` for what is gone."""

    path: str
    label: str
    before: str
    after: str


def diff(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """The changes in the order of the elements; rows are matched by name, so a moved row is not a changed one."""
    before, after = flat(old), flat(new)
    changes = [
        Change(path, element.label, say(element, before[path]), say(element, after[path]))
        for path, element in ELEMENTS.items()
        if before[path] != after[path]
    ]
    for rows in ROWS:
        changes += _rows(rows, rows_of(old, rows.key), rows_of(new, rows.key))
    return changes


def _named(rows: Rows, found: list[dict[str, Any]]) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Rows by their name; rows of the same name are told apart by their order."""
    seen: Counter[tuple[Any, ...]] = Counter()
    named = {}
    for row in found:
        name = tuple(row[column] for column in rows.named_by)
        seen[name] += 1
        named[(*name, seen[name])] = row
    return named


def _rows(rows: Rows, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[Change]:
    before, after = _named(rows, old), _named(rows, new)
    changes = []
    for name, row in before.items():
        title = f"{rows.label}“{name[0]}”"
        path = f"{rows.key}[{name[0]}]"
        if name not in after:
            changes.append(Change(path, title, say_row(rows, row), ""))
            continue
        changes += [
            Change(
                f"{path}.{column.path}",
                f"{title}·{column.label}",
                say(column, row[column.path]),
                say(column, after[name][column.path]),
            )
            for column in rows.columns
            if row[column.path] != after[name][column.path]
        ]
    changes += [
        Change(f"{rows.key}[{name[0]}]", f"{rows.label}“{name[0]}”", "", say_row(rows, row))
        for name, row in after.items()
        if name not in before
    ]
    stayed_before = [name for name in before if name in after]
    stayed_after = [name for name in after if name in before]
    if stayed_before != stayed_after:
        orders = ("、".join(str(name[0]) for name in names) for names in (stayed_before, stayed_after))
        changes.append(Change(rows.key, f"{rows.label}的顺序", *orders))
    return changes
