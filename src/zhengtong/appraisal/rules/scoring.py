"""A score is a fold over events: facts → totals → indicators → lines → one number. The same events, the same score."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from zhengtong.foundation.errors import Refusal

from .facts import Fact, Tally, tally
from .formula import Formula, Value
from .indicator import Book, Reading, rounded
from .scheme import FULL, Category, Line, Scheme

NOTHING = Decimal()


@dataclass(frozen=True, slots=True)
class Mark:
    """What people add to or take from a line: a manual item, a bonus, an appeal that was accepted."""

    ref: str
    line: str
    points: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class LineScore:
    """One line of a sheet. `value`: what was measured (None: 无数据); `points`: what it brings (None: does not count,
    because there is nothing to measure); `lost`: what it costs, positive; `most`: its full points, None for a deduction
    without limit; `totals`: what the number rests on, to drill by.
    """

    category: str
    code: str
    name: str
    how: str
    value: Value
    points: Value
    lost: Decimal
    most: Value
    reason: str
    words: str
    totals: tuple[tuple[str, tuple[str, ...]], ...]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CategoryScore:
    code: str
    name: str
    weight: Decimal
    available: Decimal
    earned: Decimal


@dataclass(frozen=True, slots=True)
class Sheet:
    """成绩单. `total` is None when nothing was handled: 无办件, which is neither good nor bad."""

    total: Value
    grade: str
    handled: int
    is_small: bool
    categories: tuple[CategoryScore, ...]
    lines: tuple[LineScore, ...]


def score(
    scheme: Scheme, book: Book, facts: Iterable[Fact], first: datetime, last: datetime, marks: Sequence[Mark] = ()
) -> Sheet:
    """The sheet of one subject for the period from `first` up to, not including, `last`."""
    return sheet(scheme, book, tally(facts, first, last), marks)


def sheet(scheme: Scheme, book: Book, counted: Tally, marks: Sequence[Mark] = ()) -> Sheet:
    """The same from totals that are known: how a stored month is replayed."""
    reading = Reading(book, counted)
    lines: list[LineScore] = []
    categories: list[CategoryScore] = []
    for category in scheme.categories:
        scored = [_line(category, line, reading, book, marks) for line in category.lines]
        lines += scored
        categories.append(_category(category, scored))
    handled = int(counted.total("handled").value)
    total = _total(scheme, categories) if handled else None
    return Sheet(
        total,
        "" if total is None else scheme.grade(total),
        handled,
        handled < scheme.minimum_sample,
        tuple(categories),
        tuple(lines),
    )


def _total(scheme: Scheme, categories: Sequence[CategoryScore]) -> Decimal:
    """Weighted categories folded to 100 over what could be measured (折合), then what is added or taken at the end."""
    weighed = [one for one in categories if one.weight]
    available = sum((one.available for one in weighed), NOTHING)
    earned = sum((one.earned for one in weighed), NOTHING)
    folded = earned * FULL / available if available else NOTHING
    whole = folded + sum((one.earned for one in categories if not one.weight), NOTHING)
    found = rounded(min(max(whole, NOTHING), scheme.ceiling))
    assert found is not None  # noqa: S101 — a number stays a number
    return found


def _category(category: Category, lines: Sequence[LineScore]) -> CategoryScore:
    """Points that cannot be earned for want of data are no part of the full score; deductions still bite as deep."""
    missing = sum((line.most or NOTHING for line in lines if line.how == "share" and line.value is None), NOTHING)
    earned = category.base + sum((line.points or NOTHING for line in lines), NOTHING)
    least = category.floor - missing
    weight = category.weight
    capped = min(earned, weight - missing) if weight else earned
    return CategoryScore(category.code, category.name, weight, weight - missing, max(capped, least))


def _line(category: Category, line: Line, reading: Reading, book: Book, marks: Sequence[Mark]) -> LineScore:
    value = rounded(line.measure.value(reading)) if line.measure else None
    mine = sorted((mark for mark in marks if mark.line == line.code), key=lambda mark: mark.ref)
    marked = sum((mark.points for mark in mine), NOTHING)
    points = _points(line, line.measure.value(reading) if line.measure else None, marked)
    most = line.points if line.how == "share" else line.most
    if points is None or (line.how == "share" and value is None):
        lost = NOTHING
    elif line.how == "share":
        lost = line.points - points
    else:
        lost = max(-points, NOTHING)
    return LineScore(
        category.code,
        line.code,
        line.name,
        line.how,
        value,
        rounded(points),
        rounded(lost) or NOTHING,
        most,
        _reason(line, value, mine),
        line.measure.words if line.measure else "由评估人员依据凭据评定",
        tuple(sorted(_rests_on(line.measure, book))) if line.measure else (),
        tuple(mark.ref for mark in mine),
    )


def _points(line: Line, value: Value, marked: Decimal) -> Value:
    """What a line brings. A mark gives back at most what the line took: one objection pays for nothing else."""
    if line.how == "manual":
        most = line.most or NOTHING
        return min(max(marked, -most), most)
    if line.how == "share":
        if value is None:
            return min(marked, line.points) or None
        reached = (value - line.zero) / (line.full - line.zero)
        return min(min(max(reached, NOTHING), Decimal(1)) * line.points + marked, line.points)
    amount = line.each * max(value or NOTHING, NOTHING)
    amount = amount if line.most is None else min(amount, line.most)
    return amount + marked if line.how == "bonus" else min(marked - amount, NOTHING)


def _reason(line: Line, value: Value, marks: Sequence[Mark]) -> str:
    said = [mark.reason for mark in marks]
    if line.measure and value is None:
        said.insert(
            0, "本期没有可以计算的数据，这一项不计入满分。" if line.how == "share" else "本期没有可以计算的数据。"
        )
    return " ".join(said)


def _rests_on(formula: Formula, book: Book) -> set[tuple[str, tuple[str, ...]]]:
    found = set(formula.totals)
    for code in formula.indicators:
        found |= _rests_on(book[code].formula, book)
    return found


def check_mark(scheme: Scheme, line: str, points: Decimal, reason: str) -> None:
    """A mark needs a line of the scheme, points other than 0 within the scale, and a reason."""
    if line not in scheme.lines:
        raise Refusal("mark-line", "评估方案里没有这个考评项。", "line")
    if not points or abs(points) > FULL or points != rounded(points):
        raise Refusal("mark-points", "分值应在-100至100之间、不为0，最多两位小数。", "points")
    if len(reason.strip()) < 4:
        raise Refusal("mark-reason", "请写明理由（至少4个字）。", "reason")
