"""人工评分和得分申诉: what people add to a score, with reason and evidence; each makes a revision of its own."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from zhengtong.files.actions import bind
from zhengtong.files.models import Attachment
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.refs import verification_code
from zhengtong.foundation.text import tidy_line, tidy_text
from zhengtong.journal.actions import action, record
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff

from ..choices import AppraisalState, Cause, MarkSource, ObjectionState
from ..models import Score, ScoreMark, ScoreObjection, ScoreRevision
from ..queries import marks_of, newest, objection_for, rules_of
from ..rules import Tally, check_mark
from .computing import lock, revise
from .may import check_may_on

LONGEST_TEXT = 1000


@action("appraisal.adjusted")
def give_mark(
    month: str, kind: str, code: str, line: str, points: str, reason: str, *,
    evidence: Sequence[Attachment], by: Staff, at: datetime,
) -> ScoreRevision:  # fmt: skip
    """人工评分 — points on a line people judge (an inspection, a discipline case, a bonus), with reason and evidence.

    Raises Unknown outside one's reach; Refusal `wrong-state`, `mark-line`, `mark-points`, `mark-reason`,
    `mark-evidence`.
    """
    appraisal = lock(month)
    score = _score(appraisal.scores.select_related("unit__region", "region"), kind, code)
    check_may_on(by, score, Permission.APPRAISAL_EDIT)
    if appraisal.state == AppraisalState.PUBLISHED:
        raise Refusal("wrong-state", "得分已经发布，不能再评分。")
    score.appraisal = appraisal
    amount, said = _points(points), tidy_line(reason)[:300]
    scheme, _ = rules_of(appraisal)
    check_mark(scheme, line, amount, said)
    if scheme.lines[line].how != "manual":
        raise Refusal("mark-line", "这个考评项由系统计算，不能人工评分。", "line")
    if not evidence:
        raise Refusal("mark-evidence", "请上传评分依据（检查记录、处分决定、表彰文件等）。", "files")
    source = MarkSource.BONUS if amount > 0 else MarkSource.MANUAL
    revision = _marked(score, line, amount, said, evidence, source, Cause.MARK, by, at)
    _record(
        "appraisal.adjusted", score, by, at, line=line, line_name=scheme.lines[line].name, points=amount, reason=said,
        source=source, **_outcome(revision),
    )  # fmt: skip
    return revision


@action("appraisal.appealed")
def object_to(
    month: str, kind: str, code: str, line: str, text: str, *, evidence: Sequence[Attachment], by: Staff, at: datetime
) -> ScoreObjection:
    """提出得分申诉 — by the unit itself, on one line, within the appeal period.

    Raises Unknown outside one's reach; Refusal `wrong-state`, `appeal-late`, `mark-line`, `appeal-twice`, `no-words`.
    """
    appraisal = lock(month)
    score = _score(appraisal.scores.select_related("unit__region", "region"), kind, code)
    check_may_on(by, score, Permission.CARD_ANSWER)
    if appraisal.state == AppraisalState.PUBLISHED:
        raise Refusal("wrong-state", "得分已经发布，申诉期已过。")
    if at >= appraisal.appeal_until:
        raise Refusal("appeal-late", "申诉期已满，不能再提出申诉。")
    if not newest(score).lines.filter(code=line).exists():
        raise Refusal("mark-line", "请选择要申诉的考评项。", "line")
    if score.objections.filter(line=line, state=ObjectionState.FILED).exists():
        raise Refusal("appeal-twice", "这个考评项已经提出申诉，正在审查。", "line")
    said = tidy_text(text)
    if not 10 <= len(said) <= LONGEST_TEXT:
        raise Refusal("no-words", f"请写明申诉的事实和理由（10至{LONGEST_TEXT}字）。", "text")
    objection = ScoreObjection.objects.create(
        score=score,
        ref=_ref("SS", at),
        line=line,
        text=said,
        evidence=_kept(evidence),
        filed_by=f"staff:{by.code}",
        filed_at=at,
    )
    bind(evidence, objection.ref)
    _record("appraisal.appealed", score, by, at, line=line, objection=objection.ref, reason=said, files=len(evidence))
    return objection


@action("appraisal.appeal_decided")
def decide(ref: str, *, is_accepted: bool, points: str, answer: str, by: Staff, at: datetime) -> ScoreObjection:
    """审查得分申诉 — accepted: points are given back with a reason and the score is revised; refused: only the reason.

    Never by whoever filed it. Raises Unknown, Refusal `wrong-state`, `own-appeal`, `mark-points`, `no-words`.
    """
    objection_for(by, ref)
    month = ScoreObjection.objects.values_list("score__appraisal__period", flat=True).get(ref=ref)
    appraisal = lock(month)
    objection = (
        ScoreObjection.objects.select_for_update(of=("self",))
        .select_related("score__unit__region", "score__region")
        .get(ref=ref)
    )
    if objection.state != ObjectionState.FILED:
        raise Refusal("wrong-state", "这件申诉已经审查。")
    if objection.filed_by == f"staff:{by.code}":
        raise Refusal("own-appeal", "提出申诉的人不能审查自己的申诉。")
    said = tidy_line(answer)
    if not 4 <= len(said) <= 300:
        raise Refusal("no-words", "请写明审查意见（4至300字）。", "answer")
    score = objection.score
    score.appraisal = appraisal
    outcome: dict[str, Any] = {}
    if is_accepted:
        objection.points = _points(points)
        if objection.points <= 0:
            raise Refusal("mark-points", "申诉成立的，应写明调回多少分。", "points")
        _check_given_back(score, objection)
        scheme, _ = rules_of(appraisal)
        check_mark(scheme, objection.line, objection.points, said)
        revision = _marked(score, objection.line, objection.points, said, (), MarkSource.APPEAL, Cause.APPEAL, by, at)
        outcome = {"points": objection.points, **_outcome(revision)}
    objection.state = ObjectionState.ACCEPTED if is_accepted else ObjectionState.REFUSED
    objection.answer, objection.decided_by, objection.decided_at = said, f"staff:{by.code}", at
    objection.save()
    _record(
        "appraisal.appeal_decided", score, by, at, objection=ref, line=objection.line, result=objection.state, reason=said,
        **outcome,
    )  # fmt: skip
    return objection


def _check_given_back(score: Score, objection: ScoreObjection) -> None:
    """An objection gives back what its line took, no more; a bonus or a line without data took nothing and may be given."""
    line = newest(score).lines.get(code=objection.line)
    takes = line.how != "bonus" and line.points is not None and not (line.how == "share" and line.value is None)
    if takes and objection.points > line.deduction:
        told = (
            f"这一项一共扣了{line.deduction:f}分，调回的不能超过扣去的。"
            if line.deduction
            else "这一项没有扣分，不能调回。"
        )
        raise Refusal("mark-points", told, "points")


def _score(rows: Any, kind: str, code: str) -> Score:
    found: Score | None = rows.filter(kind=kind, code=code).first()
    if found is None:
        raise Unknown("没有这份成绩单。")
    return found


def _points(text: str) -> Decimal:
    try:
        number = Decimal(tidy_line(text))
    except InvalidOperation as fault:
        raise Refusal("mark-points", "分值应是数字，最多两位小数。", "points") from fault
    if not number.is_finite() or abs(number) > 100:
        raise Refusal("mark-points", "分值应在-100至100之间。", "points")
    return number


def _marked(
    score: Score, line: str, points: Decimal, reason: str, evidence: Sequence[Attachment], source: str, cause: str,
    by: Staff, at: datetime,
) -> ScoreRevision:  # fmt: skip
    mark = ScoreMark.objects.create(
        score=score, ref=_ref("PF", at), line=line, source=source, points=points, reason=reason, evidence=_kept(evidence),
        made_by=f"staff:{by.code}", made_at=at,
    )  # fmt: skip
    bind(evidence, mark.ref)
    scheme, book = rules_of(score.appraisal)
    counted = Tally.from_json(newest(score).tally)
    return revise(score, counted, scheme, book, marks_of(score), cause=cause, reason=reason, by=by, at=at)


def _kept(evidence: Sequence[Attachment]) -> list[dict[str, str]]:
    return [{"token": one.token, "name": one.name} for one in evidence]


def _ref(letters: str, at: datetime) -> str:
    """Eight letters that cannot be misread: 40 bits beside the day, and unique in the table."""
    return f"{letters}{at:%Y%m%d}{verification_code(8)}"


def _outcome(revision: ScoreRevision) -> dict[str, Any]:
    return {"total": revision.total, "grade": revision.grade, "revision": revision.number}


def _record(kind: str, score: Score, by: Staff, at: datetime, **facts: Any) -> None:
    record(
        kind, f"appraisal:{score.appraisal.period}:{score.code}", actor=f"staff:{by.code}", unit=by.unit.code, at=at,
        period=score.appraisal.period, subject_name=score.name, **facts,
    )  # fmt: skip
