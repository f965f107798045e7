"""A score sheet as a page shows it, at the oversight door and at the unit's own desk."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from zhengtong.appraisal import queries
from zhengtong.appraisal.models import Score, ScoreLine, ScoreRevision
from zhengtong.appraisal.rules import FAMILIES, HOW, TOTALS, Book, Period, Scheme, read_period

Address = Callable[[str, tuple[str, ...]], str]
"""From a total and its families to the page of what was counted; "" where this person may not look behind it."""


@dataclass(frozen=True, slots=True)
class Drill:
    label: str
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line: now, and as it was before the last revision if that changed it."""

    now: ScoreLine
    before: ScoreLine | None
    how: str
    unit: str
    definition: str
    formula: str
    drills: tuple[Drill, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One category of the sheet with its lines. `available`: its full points less what could not be measured."""

    name: str
    weight: Decimal
    available: Decimal
    earned: Decimal
    before: Decimal | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    score: Score
    period: Period
    now: ScoreRevision
    before: ScoreRevision | None
    revisions: tuple[ScoreRevision, ...]
    parts: tuple[Part, ...]

    @property
    def lines(self) -> list[ScoreLine]:
        return [line.now for part in self.parts for line in part.lines]


def score_sheet(score: Score, address: Address) -> ScoreSheet:
    """Everything a sheet says: lines with definition, formula in words and number, old and new side by side."""
    scheme, book = queries.rules_of(score.appraisal)
    revisions = queries.revisions_of(score)
    now, before = revisions[0], revisions[1] if len(revisions) > 1 else None
    lines_now = {line.code: line for line in now.lines.all()}
    lines_before = {line.code: line for line in before.lines.all()} if before else {}
    earned_before = {code: earned for code, _, _, _, earned in before.categories} if before else {}
    earned_now = {code: (Decimal(available), Decimal(earned)) for code, _, _, available, earned in now.categories}
    counted = queries.counted(now)

    def line(code: str) -> Line:
        current, old = lines_now[code], lines_before.get(code)
        is_changed = old is not None and (old.points, old.value) != (current.points, current.value)
        drills = tuple(
            Drill(
                TOTALS[name].label + (f"（{'、'.join(FAMILIES[one] for one in families)}）" if families else ""),
                len(counted.total(name, tuple(families)).refs),
                address(name, tuple(families)),
            )
            for name, families in current.totals
        )
        definition, formula, unit = _meaning(code, scheme, book)
        return Line(current, old if is_changed else None, HOW[current.how], unit, definition, formula, drills)

    parts = tuple(
        Part(
            category.name,
            category.weight,
            earned_now[category.code][0],
            earned_now[category.code][1],
            _changed(earned_before.get(category.code), earned_now[category.code][1]),
            tuple(line(one.code) for one in category.lines),
        )
        for category in scheme.categories
    )
    return ScoreSheet(score, read_period(score.appraisal.period), now, before, tuple(revisions), parts)


def _changed(before: str | None, now: Decimal) -> Decimal | None:
    return None if before is None or Decimal(before) == now else Decimal(before)


def _meaning(code: str, scheme: Scheme, book: Book) -> tuple[str, str, str]:
    """The definition sentence of what a line measures, its formula down to the totals, and its unit."""
    measure = scheme.lines[code].measure
    if measure is None:
        return "由评估人员依据凭据评定。", "", ""
    if not measure.indicators:
        return " ".join(TOTALS[name].definition for name, _ in sorted(measure.totals)), measure.words, "件"
    named = [book[one] for one in sorted(measure.indicators)]
    told = [f"{one.name} = {one.formula.words}" for one in named]
    if measure.words != named[0].name:
        told.insert(0, measure.words)
    return " ".join(one.definition for one in named), "；".join(told), named[0].unit
