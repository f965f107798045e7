"""Who may see which score, the ranking, the trend, one sheet, and what stands behind each of its numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhengtong.foundation.errors import Unknown
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.org.queries import reach
from zhengtong.supervision.models import Card, Matter, SupervisionOrder

from ..choices import AppraisalState, ObjectionState, SubjectKind
from ..models import Appraisal, Score, ScoreLine, ScoreMark, ScoreObjection, ScoreRevision
from ..rules import Mark, Period, Tally, mean

PUBLISHED = Q(appraisal__state=AppraisalState.PUBLISHED)


def scores_answered_by(staff: Staff) -> QuerySet[Score]:
    """Whose whole sheet `staff` may open, with everything behind it: who makes the appraisal, and who is appraised."""
    return Score.objects.filter(_answered(staff))


def _answered(staff: Staff) -> Q:
    held = (
        Permission.APPRAISAL_EDIT, Permission.APPRAISAL_PUBLISH, Permission.SUPERVISION_VIEW, Permission.CARD_ANSWER
    )  # fmt: skip
    return reduce(or_, (reach(staff, permission) for permission in held))


def scores_visible_to(staff: Staff) -> QuerySet[Score]:
    """What `staff` may see: their own reach as soon as it is computed, every unit and township once it is published.

    A person's score stays between them, their unit and who makes the appraisal.
    """
    seen = _answered(staff)
    if staff.may(Permission.SUPERVISION_VIEW) or staff.may(Permission.CARD_ANSWER):
        seen |= PUBLISHED & ~Q(kind=SubjectKind.PERSON)
    return Score.objects.filter(seen)


def own_scores(staff: Staff) -> QuerySet[Score]:
    """What a unit answers for at its desk: its own scores, newest month first."""
    rows = Score.objects.filter(reach(staff, Permission.CARD_ANSWER)).exclude(kind=SubjectKind.PERSON)
    return rows.select_related("appraisal", "unit", "region").order_by("-appraisal__period", "kind", "name")


def score_for(staff: Staff, period: str, kind: str, code: str) -> Score:
    """One of `scores_visible_to`; raises Unknown."""
    rows = scores_visible_to(staff).select_related("appraisal__scheme", "unit", "region")
    found = rows.filter(appraisal__period=period, kind=kind, code=code).first()
    if found is None:
        raise Unknown("没有这份成绩单。")
    return found


def appraisal_of(period: str) -> Appraisal | None:
    return Appraisal.objects.filter(period=period).select_related("scheme").first()


def appraisals() -> QuerySet[Appraisal]:
    """Newest month first."""
    return Appraisal.objects.select_related("scheme").order_by("-period")


def newest(score: Score) -> ScoreRevision:
    """What a score amounts to now."""
    return score.revisions.order_by("-number").first()


def revisions_of(score: Score) -> list[ScoreRevision]:
    """Every computation, newest first, each with its lines."""
    return list(score.revisions.prefetch_related("lines").order_by("-number"))


def current_scores(appraisal: Appraisal) -> list[tuple[Score, ScoreRevision]]:
    """Every score of a month with its newest revision, in two statements."""
    return _with_newest(appraisal.scores.select_related("unit", "region").order_by("kind", "id"))


def _with_newest(scores: QuerySet[Score]) -> list[tuple[Score, ScoreRevision]]:
    found = list(scores)
    rows = ScoreRevision.objects.filter(score__in=found).order_by("score_id", "-number").distinct("score_id")
    newest_of = {row.score_id: row for row in rows}
    return [(score, newest_of[score.pk]) for score in found]


def marks_of(score: Score) -> list[Mark]:
    return [Mark(row.ref, row.line, row.points, row.reason) for row in score.marks.order_by("id")]


# --- ranking ---


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row of the ranking. `place` is None where there is no total; `months` is how many months its mean is of."""

    score: Score
    total: Decimal | None
    grade: str
    handled: int
    is_small: bool
    is_revised: bool
    months: int
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """名次: those with enough matters, those with few (ranked apart), those with none."""

    ranked: list[Ranked]
    small: list[Ranked]
    none: list[Ranked]


def ranking(staff: Staff, period: Period, kind: str) -> Ranking:
    """The scores of a period that `staff` may see. Longer periods: the mean of the months (domain facts §3.6 A)."""
    rows = scores_visible_to(staff).filter(appraisal__period__in=period.months, kind=kind)
    rows = rows.select_related("appraisal__scheme", "unit", "region").order_by("appraisal__period")
    by_code: dict[str, list[tuple[Score, ScoreRevision]]] = {}
    for score, revision in _with_newest(rows):
        by_code.setdefault(score.code, []).append((score, revision))
    found = [_ranked(months) for months in by_code.values()]
    scored = sorted(
        (row for row in found if row.total is not None), key=lambda row: (-(row.total or 0), row.score.name)
    )
    return Ranking(
        _placed(row for row in scored if not row.is_small),
        _placed(row for row in scored if row.is_small),
        sorted((row for row in found if row.total is None), key=lambda row: row.score.name),
    )


def _ranked(months: list[tuple[Score, ScoreRevision]]) -> Ranked:
    score, last = months[-1]
    total = last.total if len(months) == 1 else mean([revision.total for _, revision in months])
    # A matter that was open for three months is one matter, not three.
    handled = len({ref for _, revision in months for ref in Tally.from_json(revision.tally).total("handled").refs})
    spec = score.appraisal.scheme.spec
    grade = last.grade if len(months) == 1 else _grade(spec, total)
    is_small = handled < int(spec["minimum_sample"])
    return Ranked(score, total, grade, handled, is_small, any(r.number > 1 for _, r in months), len(months))


def _grade(spec: dict, total: Decimal | None) -> str:
    if total is None:
        return ""
    return next(one["name"] for one in spec["grades"] if total >= Decimal(str(one["least"])))


def _placed(rows: Iterable[Ranked]) -> list[Ranked]:
    """Equal totals share a place, and the next place is left out."""
    placed: list[Ranked] = []
    for number, row in enumerate(rows, 1):
        before = placed[-1] if placed else None
        place = before.place if before and before.total == row.total else number
        placed.append(
            Ranked(row.score, row.total, row.grade, row.handled, row.is_small, row.is_revised, row.months, place)
        )
    return placed


def trend(staff: Staff, kind: str, code: str, months: int = 12) -> list[tuple[str, Decimal | None]]:
    """The totals of one subject over its last months that `staff` may see, oldest first."""
    rows = (
        scores_visible_to(staff).filter(kind=kind, code=code).select_related("appraisal").order_by("-appraisal__period")
    )
    found = _with_newest(rows[:months])
    return [(score.appraisal.period, revision.total) for score, revision in reversed(found)]


# --- what stands behind a number ---


@dataclass(frozen=True, slots=True)
class Behind:
    """One thing that was counted: its number, what it is, and its subject where it is or belongs to a matter."""

    ref: str
    text: str
    subject: str
    note: str = ""


def behind(revision: ScoreRevision, name: str, families: tuple[str, ...]) -> list[Behind]:
    """Exactly what a total counted when it was computed: cards, orders, complaints or matters by their numbers."""
    counted = Tally.from_json(revision.tally).total(name, families)
    refs = list(counted.refs)
    if name in ("warned", "yellow", "red"):
        cards = {card.ref: card for card in Card.objects.filter(ref__in=refs)}
        return [Behind(ref, cards[ref].title, cards[ref].subject, cards[ref].get_state_display()) for ref in refs]
    if name.startswith("orders"):
        orders = {order.ref: order for order in SupervisionOrder.objects.filter(ref__in=refs)}
        return [Behind(ref, orders[ref].title, ref, orders[ref].get_state_display()) for ref in refs]
    matters = {m.subject: m for m in Matter.objects.filter(subject__in=refs).select_related("unit").defer("track")}
    return [
        Behind(matters[ref].ref, matters[ref].item_name, ref, matters[ref].get_light_display())
        if ref in matters
        else Behind(ref, "", ref)
        for ref in refs
    ]


# --- objections ---


def objections_for(staff: Staff) -> QuerySet[ScoreObjection]:
    """得分申诉 that `staff` may decide, open ones first."""
    rows = ScoreObjection.objects.filter(
        reach(staff, Permission.APPRAISAL_EDIT, unit="score__unit", region="score__region")
        | reach(staff, Permission.APPRAISAL_PUBLISH, unit="score__unit", region="score__region")
    )
    return rows.select_related("score__appraisal").order_by("-state", "-filed_at")


def objections_of(score: Score) -> QuerySet[ScoreObjection]:
    return score.objections.order_by("-filed_at")


def objection_for(staff: Staff, ref: str) -> ScoreObjection:
    """One of `objections_for`; raises Unknown."""
    found = objections_for(staff).filter(ref=ref).first()
    if found is None:
        raise Unknown("没有这件得分申诉。")
    return found


def open_objections(appraisal: Appraisal) -> int:
    return ScoreObjection.objects.filter(score__appraisal=appraisal, state=ObjectionState.FILED).count()


def scores_counting(card: Card, period: str) -> list[tuple[Score, ScoreRevision]]:
    """The scores of a month whose newest revision still counts this card as standing."""
    rows = ScoreRevision.objects.filter(
        ~Exists(ScoreRevision.objects.filter(score=OuterRef("score"), number__gt=OuterRef("number"))),
        score__appraisal__period=period,
        tally__cards__contains=[[card.ref, True]],
    )
    return [(row.score, row) for row in rows.select_related("score__appraisal__scheme").order_by("score_id")]


def lines_of(revision: ScoreRevision) -> list[ScoreLine]:
    return list(revision.lines.all())


def counted(revision: ScoreRevision) -> Tally:
    """The totals of a revision as they were counted, with the numbers behind each."""
    return Tally.from_json(revision.tally)


def given_marks(score: Score) -> QuerySet[ScoreMark]:
    """人工评分、加分和申诉调整 of one score, newest first."""
    return score.marks.order_by("-id")
