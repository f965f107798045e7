"""灰色悼念: the whole cluster in grey for a period (the State Council's announcement names it)."""

from datetime import datetime, timedelta

from zhengtong.cms.pagecache.changes import EVERYTHING, tell
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.actions import action, record
from zhengtong.org.models import Staff

from ..models import Mourning
from .allowed import check_cluster

LONGEST = timedelta(days=15)


@action("mourning.ordered")
def order(reason: str, *, begins_at: datetime, ends_at: datetime, by: Staff, at: datetime) -> Mourning:
    """安排 — from one moment to another; what begins now begins at once."""
    check_cluster(by)
    if len(reason.strip()) < 4:
        raise Refusal("no-reason", "请写明事由，例如公告名称。", "reason")
    if ends_at <= begins_at or ends_at <= at:
        raise Refusal("ends-before", "结束时间应当晚于开始时间，也晚于现在。", "ends_at")
    if ends_at - begins_at > LONGEST:
        raise Refusal("too-long", f"一次最长{LONGEST.days}天。", "ends_at")
    if Mourning.objects.filter(ended_at=None).exists():
        raise Refusal("ordered-already", "已经安排了一次灰色悼念，请先取消或者等它结束。")
    mourning = Mourning.objects.create(reason=reason.strip(), begins_at=begins_at, ends_at=ends_at, ordered_by=by.name)
    _record("mourning.ordered", mourning, f"staff:{by.code}", at)
    return mourning


@action("mourning.cancelled")
def cancel(mourning: Mourning, *, by: Staff, at: datetime) -> None:
    """取消 — before its time, or while it runs."""
    check_cluster(by)
    mourning = Mourning.objects.select_for_update().get(pk=mourning.pk)
    if mourning.ended_at is not None:
        raise Refusal("ended-already", "这次灰色悼念已经结束。")
    mourning.ended_at = at
    mourning.save(update_fields=["ended_at"])
    if mourning.begun_at is not None:
        tell([EVERYTHING])
    _record("mourning.cancelled", mourning, f"staff:{by.code}", at)


@action("mourning.begun")
def begin(mourning: Mourning, *, at: datetime) -> None:
    """Its time has come."""
    mourning.begun_at = at
    mourning.save(update_fields=["begun_at"])
    tell([EVERYTHING])
    _record("mourning.begun", mourning, "system", at)


@action("mourning.ended")
def end(mourning: Mourning, *, at: datetime) -> None:
    """Its time is over."""
    mourning.begun_at = mourning.begun_at or mourning.begins_at
    mourning.ended_at = at
    mourning.save(update_fields=["begun_at", "ended_at"])
    tell([EVERYTHING])
    _record("mourning.ended", mourning, "system", at)


def _record(kind: str, mourning: Mourning, actor: str, at: datetime) -> None:
    record(kind, f"mourning-{mourning.pk}", actor=actor, at=at, reason=mourning.reason,
           begins=mourning.begins_at.isoformat(), until=mourning.ends_at.isoformat())  # fmt: skip
