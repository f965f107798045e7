"""隔离数据的处理 — mended by hand, told again, or given up with a reason."""

from datetime import datetime
from typing import Any

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import action, record
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff

from ..choices import LineState
from ..intake import Intake, storable
from ..models import QuarantinedLine
from ..reading.lines import Line
from .receiving import OUTSIDE, lock_system, note_arrival
from .systems import check_reason


@action("quarantine.mended")
def mend_line(line_id: int, told: Any, *, by: Staff, at: datetime) -> QuarantinedLine:
    """修正 — what the line ought to have said, as decoded JSON; it counts only when it is replayed."""
    line = _open_line(line_id, by)
    if not isinstance(told, dict) or not told:
        raise Refusal("event-shape", "修正后的内容应为一组字段（JSON 对象）。", "mended")
    line.mended, line.state = storable(told), LineState.MENDED
    changed = sorted(name for name in {*line.raw, *line.mended} if line.raw.get(name) != line.mended.get(name))
    _settle(line, by, at, ["mended", "state"])
    _record("quarantine.mended", line, by, at, changed=changed)
    return line


@action("quarantine.replayed", bulk=OUTSIDE)
def replay_line(line_id: int, *, by: Staff, at: datetime) -> QuarantinedLine:
    """重放 — the line, as mended if it was, takes the same way in as everything else.

    A line that is good as it came (its unit is known by now) needs no mending. Raises Refusal with what is still wrong.
    """
    line = _open_line(line_id, by)
    system = lock_system(line.system.code)
    intake = Intake(system, line.source, at, line.file)
    intake.take([Line(line.position, line.mended if line.mended is not None else line.raw)])
    if intake.outcome.quarantined:
        flaw = intake.outcome.quarantined[0]
        raise Refusal(flaw.code, f"仍不能导入：{flaw.sentence}", "mended")
    line.state = LineState.REPLAYED
    _settle(line, by, at, ["state"])
    note_arrival(system, intake.outcome, at)
    _record("quarantine.replayed", line, by, at, accepted=intake.outcome.accepted, refs=sorted(intake.outcome.refs))
    return line


@action("quarantine.dropped")
def drop_line(line_id: int, *, reason: str, by: Staff, at: datetime) -> QuarantinedLine:
    """放弃 — it stays in view with the reason and counts for nothing."""
    said = check_reason(reason)
    line = _open_line(line_id, by)
    line.state = LineState.DROPPED
    _settle(line, by, at, ["state"])
    _record("quarantine.dropped", line, by, at, reason=said)
    return line


def _open_line(line_id: int, by: Staff) -> QuarantinedLine:
    rows = QuarantinedLine.objects.select_for_update(of=("self",)).select_related(
        "system__unit", "system__region", "file"
    )
    line = rows.filter(pk=line_id).first()
    if line is None or not by.may(Permission.EXCHANGE_MANAGE, unit=line.system.unit, region=line.system.region):
        raise Unknown
    if line.state not in (LineState.OPEN, LineState.MENDED):
        raise Refusal("line-settled", f"这一条{LineState(line.state).label}，不能再处理。")
    return line


def _settle(line: QuarantinedLine, by: Staff, at: datetime, fields: list[str]) -> None:
    line.changed_at, line.changed_by = at, f"staff:{by.code}"
    line.save(update_fields=[*fields, "changed_at", "changed_by"])


def _record(kind: str, line: QuarantinedLine, by: Staff, at: datetime, **facts: Any) -> None:
    system = line.system
    record(
        kind,
        line.source,
        actor=f"staff:{by.code}",
        at=at,
        unit=system.unit.code if system.unit else "",
        system=system.code,
        position=line.position,
        cause=line.code,
        **facts,
    )
