"""采集来源: set up, changed, paused, resumed, asked at once."""

from datetime import datetime

from django.utils.timezone import localdate

from zhengtong.capture import queries
from zhengtong.capture.choices import RunState, SourceState
from zhengtong.capture.models import CaptureSource
from zhengtong.capture.rules.sources import Wanted
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_line
from zhengtong.journal.actions import action, record
from zhengtong.org.models import Staff, Unit


@action("capture.source_added")
def add(
    wanted: Wanted,
    *,
    unit: Unit,
    place: int,
    by: Staff,
    at: datetime,
    is_paused: bool = False,
    first_at: datetime | None = None,
) -> CaptureSource:
    """新增来源 — its drafts go to the column `place`, for which `unit` answers; the first round is due at once.

    Raises Refusal `not-editor` and what `Wanted.check` raises.
    """
    state = SourceState.PAUSED if is_paused else SourceState.ACTIVE
    source = CaptureSource(created_at=at, next_at=first_at or at, state=state)
    _write(source, wanted, unit, place, by, at)
    record("capture.source_added", source.ref, **_facts(source, by, at))
    return source


@action("capture.source_changed")
def change(pk: int, wanted: Wanted, *, unit: Unit, place: int, by: Staff, at: datetime) -> CaptureSource:
    """修改来源 — what was known of its answers is forgotten, and it is asked anew. Raises as `add`, and Unknown."""
    source = _mine(pk, by)
    source.etag = source.modified = source.trouble = ""
    source.failures = source.last_links = 0
    source.trouble_at = None
    source.next_at = at
    if source.state == SourceState.BROKEN:
        source.state = SourceState.ACTIVE
    _write(source, wanted, unit, place, by, at)
    source.runs.filter(state=RunState.RUNNING).update(
        state=RunState.INTERRUPTED, finished_at=at, reason="来源已修改，按新的设置重新采集。"
    )
    record("capture.source_changed", source.ref, **_facts(source, by, at))
    return source


@action("capture.source_paused")
def pause(pk: int, *, by: Staff, at: datetime) -> CaptureSource:
    """暂停. Raises Refusal `paused`, Unknown."""
    source = _mine(pk, by)
    if source.state == SourceState.PAUSED:
        raise Refusal("paused", "这个来源已经暂停。")
    source.state = SourceState.PAUSED
    source.save(update_fields=["state"])
    record("capture.source_paused", source.ref, **_facts(source, by, at))
    return source


@action("capture.source_resumed")
def resume(pk: int, *, by: Staff, at: datetime) -> CaptureSource:
    """恢复采集, or at once where it is in use: the next round is due now. Raises Refusal `at-work`, Unknown."""
    source = _mine(pk, by)
    if source.state != SourceState.PAUSED and source.runs.filter(state=RunState.RUNNING).exists():
        raise Refusal("at-work", "正在采集，请稍后查看结果。")
    source.state = SourceState.ACTIVE if source.state == SourceState.PAUSED else source.state
    source.next_at = at
    source.save(update_fields=["state", "next_at"])
    record("capture.source_resumed", source.ref, **_facts(source, by, at))
    return source


def _mine(pk: int, by: Staff) -> CaptureSource:
    source = CaptureSource.objects.select_for_update(of=("self",)).filter(queries.visible(by), pk=pk).first()
    if source is None:
        raise Unknown("没有这个采集来源。")
    return source


def _write(source: CaptureSource, wanted: Wanted, unit: Unit, place: int, by: Staff, at: datetime) -> None:
    if not queries.may_capture(by, unit):
        raise Refusal("not-editor", "只能采集到您负责的栏目。", "place")
    wanted.check(queries.listed_hosts(), today=localdate(at))
    source.name = tidy_line(wanted.name)
    source.kind, source.address = wanted.kind, wanted.address.strip()
    source.rule_kind, source.rule = wanted.rule_kind, wanted.rule.strip()
    source.since, source.minutes, source.most = wanted.since, wanted.minutes, wanted.most
    source.takes_pictures = wanted.takes_pictures
    source.unit, source.place, source.keeper = unit, place, by
    source.save()


def _facts(source: CaptureSource, by: Staff, at: datetime) -> dict[str, object]:
    return {
        "actor": f"staff:{by.code}",
        "at": at,
        "unit": source.unit.code,
        "unit_name": source.unit.name,
        "name": source.name,
        "url": source.address,
    }
