"""Answers counted: shares of each question, and of one question within the groups of another, never of fewer than five."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Any

from zhengtong.forms.rules import Column, Definition, Field

SMALL = 5
"""Figures of fewer people than these are told to nobody."""
Answers = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Line:
    """One option: how many chose it, and the share of those who answered the question, in percent (None: of nobody)."""

    value: str
    label: str
    count: int
    percent: float | None


@dataclass(frozen=True, slots=True)
class Tally:
    """One question. `mean` and `median` are of marks and numbers; texts are only counted here."""

    key: str
    label: str
    kind: str
    answered: int
    lines: tuple[Line, ...] = ()
    mean: float | None = None
    median: float | None = None

    @property
    def is_text(self) -> bool:
        return self.kind in ("text", "textarea")

    @property
    def chart(self) -> dict[str, Any]:
        """What charts.js draws."""
        return {
            "labels": [line.label for line in self.lines],
            "values": [line.count for line in self.lines],
            "unit": "人",
            "is_line": False,
        }


def is_scale(field: Column) -> bool:
    """A choice among marks: every value is a whole number."""
    return field.kind == "choice" and bool(field.choices) and all(each.value.isdigit() for each in field.choices)


def tallies(definition: Definition, answers: Answers) -> list[Tally]:
    """Every question in the order of the page."""
    return [_tally(field, answers) for field in definition.fields() if field.has_value]


def _tally(field: Field, answers: Answers) -> Tally:
    given = [answer[field.key] for answer in answers if field.key in answer]
    if field.choices:
        marks = [int(value) for value in given] if is_scale(field) else []
        return Tally(field.key, field.label, field.kind, len(given), _lines(field, given), _mean(marks), _median(marks))
    if field.kind in ("integer", "decimal"):
        numbers = [float(Decimal(str(value))) for value in given]
        return Tally(field.key, field.label, field.kind, len(given), (), _mean(numbers), _median(numbers))
    if field.kind == "date":
        months = Counter(str(day)[:7] for day in given)
        lines = tuple(
            Line(month, f"{month[:4]}年{int(month[5:])}月", count, _percent(count, len(given)))
            for month, count in sorted(months.items())
        )
        return Tally(field.key, field.label, field.kind, len(given), lines)
    return Tally(field.key, field.label, field.kind, len(given))


def _lines(field: Column, given: Sequence[Any]) -> tuple[Line, ...]:
    chosen = Counter(value for each in given for value in (each if isinstance(each, list) else [each]))
    return tuple(
        Line(each.value, each.label, chosen[each.value], _percent(chosen[each.value], len(given)))
        for each in field.choices
    )


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def _mean(numbers: Sequence[float]) -> float | None:
    return round(sum(numbers) / len(numbers), 2) if numbers else None


def _median(numbers: Sequence[float]) -> float | None:
    return round(float(median(numbers)), 2) if numbers else None


@dataclass(frozen=True, slots=True)
class Cross:
    """One question within the groups of another. A group that is too small has no figures (`lines` is None)."""

    by: str
    of: str
    heads: tuple[str, ...]
    groups: tuple[tuple[str, int | None, tuple[Line, ...] | None], ...]

    @property
    def is_guarded(self) -> bool:
        return any(lines is None for _, _, lines in self.groups)


def splitting(definition: Definition) -> list[Field]:
    """Questions by which others may be split."""
    return [field for field in definition.fields() if field.kind == "choice"]


def crossed(definition: Definition, answers: Answers, *, by: str, of: str) -> Cross | None:
    """The question `of` in the groups of the question `by`; None if either cannot be counted so.

    A group of fewer than five who answered is not told. Nor is a second one, the smallest of the others, where the hidden
    groups together are fewer than five: the total less the others would give them away.
    """
    groups, counted = definition.field(by), definition.field(of)
    if groups is None or counted is None or by == of or groups.kind != "choice" or not counted.choices:
        return None
    given = {
        each.value: [answer[of] for answer in answers if answer.get(by) == each.value and of in answer]
        for each in groups.choices
    }
    hidden = _hidden({value: len(chosen) for value, chosen in given.items()})
    rows = tuple(
        (each.label, None, None)
        if each.value in hidden
        else (each.label, len(given[each.value]), _lines(counted, given[each.value]))
        for each in groups.choices
    )
    return Cross(groups.label, counted.label, tuple(each.label for each in counted.choices), rows)


def _hidden(sizes: Mapping[str, int]) -> set[str]:
    hidden = {value for value, size in sizes.items() if 0 < size < SMALL}
    while hidden and sum(sizes[value] for value in hidden) < SMALL:
        others = [value for value, size in sizes.items() if value not in hidden and size]
        if not others:
            return hidden
        hidden.add(min(others, key=lambda value: sizes[value]))
    return hidden


def told(results: str, now: str) -> bool:
    """Whether the public sees figures: live while it runs, or once they are published; never, if so decided."""
    if results == "never":
        return False
    return now == "published" or (results == "live" and now in ("open", "closed"))
