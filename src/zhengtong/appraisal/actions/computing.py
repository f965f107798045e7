"""计算、修订和发布: a month is computed once, every later change is a revision beside the one before it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from legalclock.moments import chinese_day, day_end, last_day
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_line
from zhengtong.journal.actions import action, record
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.supervision.models import Card
from zhengtong.timers.queries import calendar

from ..choices import AppraisalState, Cause, SubjectKind
from ..models import Appraisal, Scheme, Score, ScoreLine, ScoreRevision
from ..queries import (
    Dossier,
    book_of,
    chosen_scheme,
    dossiers,
    indicators_in_force,
    marks_of,
    newest,
    open_objections,
    parsed,
    rules_of,
    scores_counting,
)
from ..rules import Book, Mark, Sheet, Tally, read_period, sheet, tally
from ..rules import Scheme as Parsed
from .may import check_may

SYSTEM = "system"


def actor_of(by: Staff | None) -> str:
    return f"staff:{by.code}" if by is not None else SYSTEM


@action("appraisal.computed")
def compute(month: str, *, by: Staff | None, at: datetime) -> Appraisal:
    """计算 — score every unit, township and known person for a month that is over; the appeal period opens.

    `by` None: the system, on the first of the next month. Raises Refusal `period-shape`, `period-open`,
    `already-computed`, `no-scheme`, `no-calendar`.
    """
    if by is not None:
        check_may(by, Permission.APPRAISAL_EDIT)
    period = read_period(month)
    if not period.is_month:
        raise Refusal("period-shape", "只按月计算；季度、半年和年度得分取各月平均。", "period")
    if at < period.last:
        raise Refusal("period-open", f"{period.label}还没有结束，不能计算得分。", "period")
    # One at a time: whoever comes second waits here, and then sees the month of the first.
    list(Scheme.objects.select_for_update().filter(is_chosen=True).values_list("pk", flat=True))
    if Appraisal.objects.filter(period=month).exists():
        raise Refusal("already-computed", f"{period.label}已经计算过，可以重新计算。", "period")
    row, indicators = chosen_scheme(), indicators_in_force()
    book = book_of(indicators)
    scheme = parsed(row, book)
    appraisal = Appraisal.objects.create(
        period=month,
        scheme=row,
        computed_by=actor_of(by),
        computed_at=at,
        appeal_until=day_end(calendar().add_workdays(localdate(at), scheme.appeal_days)),
    )
    appraisal.indicators.set(indicators)
    made = [_first(appraisal, one, scheme, book, by, at) for one in dossiers(period)]
    _record(
        "appraisal.computed", appraisal, by, at, scheme=row.code, version=row.number, appeal_until=appraisal.appeal_until,
        scores=_all_told(made),
    )  # fmt: skip
    return appraisal


def _first(
    appraisal: Appraisal, one: Dossier, scheme: Parsed, book: Book, by: Staff | None, at: datetime
) -> tuple[Score, ScoreRevision]:
    score = Score.objects.create(
        appraisal=appraisal, kind=one.kind, code=one.code, name=one.name, unit=one.unit, region=one.region
    )
    period = read_period(appraisal.period)
    counted = tally(one.facts, period.first, period.last)
    return score, revise(score, counted, scheme, book, [], cause=Cause.FIRST, by=by, at=at)


def revise(
    score: Score, counted: Tally, scheme: Parsed, book: Book, marks: Sequence[Mark], *,
    cause: str, by: Staff | None, at: datetime, cause_ref: str = "", reason: str = "",
) -> ScoreRevision:  # fmt: skip
    """Write one more computation of a score with its lines. Part of the caller's act: records nothing."""
    made = sheet(scheme, book, counted, marks)
    last = newest(score)
    revision = ScoreRevision.objects.create(
        score=score,
        number=last.number + 1 if last else 1,
        total=made.total,
        grade=made.grade,
        handled=made.handled,
        is_small=made.is_small,
        categories=[
            [one.code, one.name, str(one.weight), str(one.available), str(one.earned)] for one in made.categories
        ],
        tally=counted.to_json(),
        cause=cause,
        cause_ref=cause_ref,
        reason=reason,
        is_after_publication=score.appraisal.state == AppraisalState.PUBLISHED,
        made_by=actor_of(by),
        made_at=at,
    )
    ScoreLine.objects.bulk_create(_lines(revision, made))
    return revision


def _lines(revision: ScoreRevision, made: Sheet) -> Iterable[ScoreLine]:
    for line in made.lines:
        yield ScoreLine(
            revision=revision,
            category=line.category,
            code=line.code,
            name=line.name,
            how=line.how,
            value=line.value,
            points=line.points,
            deduction=line.lost,
            most=line.most,
            reason=line.reason[:1000],
            words=line.words,
            totals=[[name, list(families)] for name, families in line.totals],
        )


@action("appraisal.revised")
def recompute(month: str, reason: str, *, by: Staff, at: datetime) -> list[ScoreRevision]:
    """重新计算 — read the month again (late data, new cards); what comes out the same is left alone.

    A published score gets a revision beside it, never an edit. Whoever has nothing left to be scored by has no score any
    more: a unit merged since, a person whose only matter turned out to be another's. Raises Unknown, Refusal `no-words`,
    `no-change`.
    """
    check_may(by, Permission.APPRAISAL_EDIT)
    appraisal = lock(month)
    said = tidy_line(reason)
    if not 4 <= len(said) <= 300:
        raise Refusal("no-words", "请写明为什么重新计算（4至300字）。", "reason")
    scheme, book = rules_of(appraisal)
    period = read_period(month)
    found = {(one.kind, one.code): one for one in dossiers(period)}
    known = {(score.kind, score.code): score for score in appraisal.scores.order_by("id")}
    made = [_first(appraisal, one, scheme, book, by, at)[1] for key, one in found.items() if key not in known]
    for key, score in known.items():
        counted = tally(found[key].facts if key in found else (), period.first, period.last)
        if Tally.from_json(newest(score).tally) != counted:
            marks = marks_of(score)
            made.append(revise(score, counted, scheme, book, marks, cause=Cause.DATA, by=by, at=at, reason=said))
    if not made:
        raise Refusal("no-change", "数据没有变化，得分与上次相同。")
    record_revised(appraisal, made, by, at, cause=Cause.DATA, reason=said)
    return made


@action("appraisal.revised")
def replay_without(card_ref: str, month: str, *, at: datetime) -> list[ScoreRevision]:
    """撤牌重算 — a card was withdrawn after the month was computed: the same month without it, old and new side by side.

    Only the card goes: everything else stays as it was counted. Raises Unknown, Refusal `no-change`.
    """
    appraisal = lock(month)
    card = Card.objects.filter(ref=card_ref).first()
    if card is None:
        raise Unknown("没有这张发牌。")
    scheme, book = rules_of(appraisal)
    made = []
    for score, last in scores_counting(card, month):
        counted = Tally.from_json(last.tally).without(card_ref)
        marks = marks_of(score)
        reason = f"{card.get_level_display()}{card_ref}撤销：{card.settled_reason}"[:300]
        made.append(
            revise(
                score, counted, scheme, book, marks, cause=Cause.CARD, cause_ref=card_ref, reason=reason, by=None, at=at
            )
        )
    if not made:
        raise Refusal("no-change", "这张发牌没有计入得分。")
    record_revised(appraisal, made, None, at, cause=Cause.CARD, card=card_ref, reason=card.settled_reason)
    return made


@action("appraisal.published")
def publish(month: str, *, by: Staff, at: datetime) -> Appraisal:
    """审定发布 — by a second person, after the appeal period and when every objection is decided.

    Raises Unknown, Refusal `wrong-state`, `own-computation`, `appeals-open`, `appeals-undecided`.
    """
    check_may(by, Permission.APPRAISAL_PUBLISH)
    appraisal = lock(month)
    if appraisal.state == AppraisalState.PUBLISHED:
        raise Refusal("wrong-state", "这个月的绩效评估已经发布。")
    if appraisal.computed_by == actor_of(by):
        raise Refusal("own-computation", "计算和发布应由两人分别进行，请由另一人发布。")
    if at < appraisal.appeal_until:
        last = last_day(appraisal.appeal_until)
        raise Refusal("appeals-open", f"申诉期到{chinese_day(last)}为止，期满后才能发布。")
    if waiting := open_objections(appraisal):
        raise Refusal("appeals-undecided", f"还有{waiting}件得分申诉没有审查，请先审查。")
    appraisal.state, appraisal.published_by, appraisal.published_at = AppraisalState.PUBLISHED, actor_of(by), at
    appraisal.save(update_fields=["state", "published_by", "published_at"])
    scores = _all_told([(score, newest(score)) for score in appraisal.scores.order_by("kind", "id")])
    _record(
        "appraisal.published",
        appraisal,
        by,
        at,
        scheme=appraisal.scheme.code,
        version=appraisal.scheme.number,
        scores=scores,
    )
    return appraisal


def lock(month: str) -> Appraisal:
    """An appraisal held for this act; raises Unknown."""
    found = Appraisal.objects.select_for_update(of=("self",)).select_related("scheme").filter(period=month).first()
    if found is None:
        raise Unknown("没有这个月的绩效评估。")
    return found


def _all_told(made: Iterable[tuple[Score, ScoreRevision]]) -> list[dict[str, Any]]:
    """Units and townships; a person's score is nobody's business but theirs, their unit's and who appraises them."""
    return [_told(score, revision) for score, revision in made if score.kind != SubjectKind.PERSON]


def _told(score: Score, revision: ScoreRevision) -> dict[str, Any]:
    """A score as the journal and the province are told it; numbers as text, None where there is none."""
    return {
        "kind": score.kind,
        "code": score.code,
        "name": score.name,
        "total": None if revision.total is None else str(revision.total),
        "grade": revision.grade,
        "handled": revision.handled,
        "revision": revision.number,
    }


def record_revised(
    appraisal: Appraisal, made: Sequence[ScoreRevision], by: Staff | None, at: datetime, **facts: Any
) -> None:
    """What was before and what is now, for every score that was touched."""
    scores = []
    for revision in (one for one in made if one.score.kind != SubjectKind.PERSON):
        before = revision.score.revisions.filter(number=revision.number - 1).values_list("total", flat=True).first()
        scores.append({**_told(revision.score, revision), "before": None if before is None else str(before)})
    is_published = appraisal.state == AppraisalState.PUBLISHED
    _record("appraisal.revised", appraisal, by, at, scores=scores, is_published=is_published, **facts)


def _record(kind: str, appraisal: Appraisal, by: Staff | None, at: datetime, **facts: Any) -> None:
    record(
        kind, f"appraisal:{appraisal.period}", actor=actor_of(by), unit=by.unit.code if by is not None else "", at=at,
        period=appraisal.period, **facts,
    )  # fmt: skip
