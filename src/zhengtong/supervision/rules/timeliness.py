"""Whether limits were kept: of a finished matter, of one run, and of what was warned about. Pure."""

from datetime import datetime

from ..choices import Level
from .findings import Finding
from .moments import is_midnight
from .track import CHINA, Course, LimitRun


def is_on_time(course: Course) -> bool | None:
    """Whether a finished matter kept every limit of its handling; None while open, or where none was told."""
    if course.finished_at is None or course.contradicted_at is not None:
        return None
    runs = [run for run in course.runs if run.name in ("promised", "legal", "answer") and run.last_due is not None]
    return all(was_kept(run) for run in runs) if runs else None


def was_kept(run: LimitRun) -> bool:
    """Whether the limit never ran out while it ran; while it stood still it could not."""
    return not any(_is_missed(segment.due, end) for segment, end in run.stretches())


def _is_missed(due: datetime | None, end: datetime | None) -> bool:
    if due is None or end is None:
        return False
    return due < end or (due == end and is_midnight(due.astimezone(CHINA)))


def is_moot(course: Course, finding: Finding) -> bool:
    """Whether a 预警 has done its work: the matter has ended, and the limit it warned of was met."""
    spec = finding.rule.spec
    if course.ended_at is None or course.contradicted_at is not None:
        return False
    if spec.measure.kind != "remaining" or spec.level != Level.WARNING:
        return False
    runs = [run for run in course.runs if f"{run.name}#{run.number}" == finding.key]
    return bool(runs) and all(run.closed_at is not None and was_kept(run) for run in runs)
