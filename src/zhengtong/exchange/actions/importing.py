"""导入 — a file of an outside system: opened with care, mapped, taken in whole or not at all, its flaws set aside."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from zhengtong.foundation import crypto
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.refs import verification_code
from zhengtong.journal.actions import action, record
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff

from ..choices import ImportState
from ..intake import Intake, Outcome
from ..models import ColumnMapping, Import, OutsideSystem
from ..reading import Line, Reading, open_file
from ..reading.log import LogReading, attribute_names
from ..reading.opening import Format
from ..reading.table import Table, TableReading
from ..rules.mapping import TABLE, XES, check_attributes, check_mapping, choose_again, choose_table, choose_xes
from .receiving import BATCH, OUTSIDE, lock_system, note_arrival
from .systems import CONSOLE, register_system, save_mapping


@action("events.imported", bulk=OUTSIDE)
def import_file(
    path: Path,
    *,
    name: str = "",
    system: str,
    mapping: Any = None,
    by: Staff | None,
    at: datetime,
) -> tuple[Import, Outcome]:
    """导入文件 — `path` holds the bytes, `name` what the file is called (its own name if not given).

    A system code nobody has is registered with it. `mapping` (decoded YAML or JSON) is saved for the system; without
    one the saved mapping is used, else one is chosen from the file and saved. `by` None: the console.
    Raises Refusal if nothing of the file can be taken in; then nothing has changed.
    """
    name = (name or path.name)[-200:]
    form = open_file(path, name)
    if not OutsideSystem.objects.filter(code=system).exists():
        register_system(system, by=by, at=at)
    row = lock_system(system)
    if by is not None and not by.may(Permission.EXCHANGE_MANAGE, unit=row.unit, region=row.region):
        raise Refusal("not-allowed", "您没有管理外部系统的权限。")
    saved, reading = _reading(path, form, row, mapping, by, at)
    file = Import.objects.create(
        ref=f"DR{at:%Y%m%d%H%M%S}{verification_code(6)}",
        system=row,
        file_name=name,
        size=path.stat().st_size,
        algorithm=crypto.HASH,
        digest=_digest(path),
        mapping=saved,
        by=f"staff:{by.code}" if by else CONSOLE,
        started_at=at,
    )
    intake = Intake(row, file.ref, at, file)
    lines = reading.lines()
    while batch := _batch(lines):
        intake.take(batch)
    _finish(file, reading, intake.outcome, at)
    note_arrival(row, intake.outcome, at)
    record(
        "events.imported",
        file.ref,
        actor=file.by,
        at=at,
        unit=row.unit.code if row.unit else "",
        system=row.code,
        file=name,
        algorithm=file.algorithm,
        digest=file.digest,
        mapping=str(saved),
        state=file.state,
        matters=file.matters,
        events=file.events,
        accepted=file.accepted,
        duplicates=file.duplicates,
        quarantined=file.quarantined,
    )
    return file, intake.outcome


def _batch(lines: Iterator[Line]) -> list[Line]:
    return list(islice(lines, BATCH))


def _reading(
    path: Path, form: Format, row: OutsideSystem, given: Any, by: Staff | None, at: datetime
) -> tuple[ColumnMapping, Reading]:
    wanted = XES if form is Format.XES else TABLE
    if given is not None and check_mapping(given)["format"] != wanted:
        raise Refusal("mapping-format", f"映射是给 {given['format']} 的，文件要用 {wanted} 的映射。", "format")
    held = row.mappings.filter(name=wanted).order_by("-version").first()
    spec: dict[str, Any] | None = check_mapping(given) if given is not None else held.spec if held else None
    if form is Format.XES:
        moments, others = attribute_names(path)
        found = moments | others
        if spec is None:
            spec = choose_xes(moments, others)
        elif spec.get("automatic"):
            spec = choose_again(spec, moments, others)
        elif found:
            check_attributes(spec, found)
        return _saved(row, held, spec, by, at), LogReading(path, spec)
    table = Table(path, form, spec)
    if spec is None:
        spec = check_mapping(choose_table(table.headings))
    return _saved(row, held, spec, by, at), TableReading(table, spec)


def _saved(
    row: OutsideSystem, held: ColumnMapping | None, spec: dict[str, Any], by: Staff | None, at: datetime
) -> ColumnMapping:
    return held if held is not None and held.spec == spec else save_mapping(row.code, spec, by=by, at=at)


def _finish(file: Import, reading: Reading, outcome: Outcome, at: datetime) -> None:
    file.matters, file.events = reading.matters, reading.events
    file.accepted, file.duplicates = outcome.accepted, outcome.duplicates
    file.quarantined = len(outcome.quarantined)
    file.problem = reading.broken
    if reading.broken:
        file.state = ImportState.BROKEN
    else:
        file.state = ImportState.PARTIAL if outcome.quarantined else ImportState.COMPLETE
    file.finished_at = at
    file.save()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.new(crypto.HASH)).hexdigest()
