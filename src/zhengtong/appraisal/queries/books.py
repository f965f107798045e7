"""Which indicators and schemes are in force, and what they would have made of a month."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from zhengtong.foundation.errors import Refusal, Unknown

from ..choices import VersionState
from ..models import Appraisal, Indicator, Scheme
from ..rules import Book, Draft, Sheet, Tally, parse_scheme, sheet
from ..rules import Scheme as Parsed
from .scores import current_scores, marks_of


def indicators_in_force() -> list[Indicator]:
    """The newest approved version of each indicator, by code."""
    rows = Indicator.objects.filter(state=VersionState.APPROVED).order_by("code", "-number").distinct("code")
    return list(rows)


def indicators_for_pages() -> QuerySet[Indicator]:
    """Every version that was not discarded, newest first within its code."""
    return Indicator.objects.exclude(state=VersionState.DISCARDED).order_by("code", "-number")


def indicator_version(code: str, number: int) -> Indicator:
    """Raises Unknown."""
    found = Indicator.objects.filter(code=code, number=number).first()
    if found is None:
        raise Unknown("没有这个评估指标。")
    return found


def draft_of(row: Indicator) -> Draft:
    """An indicator's row as the rules read it."""
    return Draft(row.code, row.name, row.definition, row.formula, row.unit, row.direction, row.minimum, row.example)


def book_of(rows: Iterable[Indicator]) -> Book:
    return Book.of(draft_of(row) for row in rows)


def book_in_force() -> Book:
    return book_of(indicators_in_force())


def schemes_for_pages() -> QuerySet[Scheme]:
    """Every version that was not discarded, newest first within its code."""
    return Scheme.objects.exclude(state=VersionState.DISCARDED).order_by("code", "-number")


def scheme_version(code: str, number: int) -> Scheme:
    """Raises Unknown."""
    found = Scheme.objects.filter(code=code, number=number).first()
    if found is None:
        raise Unknown("没有这个评估方案。")
    return found


def newest_approved(code: str) -> Scheme | None:
    return Scheme.objects.filter(code=code, state=VersionState.APPROVED).order_by("-number").first()


def chosen_scheme() -> Scheme:
    """The scheme months are appraised by; refused: no-scheme."""
    found = Scheme.objects.filter(is_chosen=True).first()
    if found is None:
        raise Refusal("no-scheme", "还没有启用评估方案，请先批准并启用一个方案。")
    return found


def parsed(row: Scheme, book: Book) -> Parsed:
    return parse_scheme(row.code, row.name, row.spec, book)


def rules_of(appraisal: Appraisal) -> tuple[Parsed, Book]:
    """The scheme and the indicators an appraisal was computed by, as they were then."""
    book = book_of(appraisal.indicators.all())
    return parsed(appraisal.scheme, book), book


@dataclass(frozen=True, slots=True)
class Compared:
    """One subject under the scheme a month was computed by and under another."""

    name: str
    kind: str
    before: Sheet
    after: Sheet


def preview(scheme: Parsed, book: Book, appraisal: Appraisal) -> list[Compared]:
    """What another scheme would have made of a month that was computed: old and new side by side, best first."""
    then, its_book = rules_of(appraisal)
    rows = []
    for score, revision in current_scores(appraisal):
        counted, marks = Tally.from_json(revision.tally), marks_of(score)
        fitting = [mark for mark in marks if mark.line in scheme.lines]
        rows.append(
            Compared(
                score.name, score.kind, sheet(then, its_book, counted, marks), sheet(scheme, book, counted, fitting)
            )
        )
    return sorted(rows, key=lambda row: (row.kind, -(row.after.total or -1), row.name))
