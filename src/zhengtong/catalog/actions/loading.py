"""初始导入: the county's own files → items in force, once."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from zhengtong.foundation.errors import Refusal
from zhengtong.journal.actions import action, record
from zhengtong.org.models import Unit

from ..choices import ItemState, VersionState
from ..guide import Guide
from ..interchange import Entry, read_documents
from ..models import ItemVersion, Opinion, ServiceItem
from ..queries.gate import Known
from ..rules import check_code, columns_of, missing_elements
from .approval import published_facts, put_in_force, sentence_of

Progress = Callable[[str, int], None]
"""Told what was made and how many: `progress("事项", 81)`."""


def load_items(
    folder: Path, *, units: Mapping[str, Unit], at: datetime, progress: Progress | None = None
) -> list[ItemVersion]:
    """Put every item file of `folder` in force, through the same gate as a publication; all of them or none.

    A file is named by its item's code. An item that is already there stays as the county has since edited it, and a
    folder that is already loaded leaves nothing, not even an entry. `units` are the units by code; units, roles, forms
    and stations must be there before. Raises Refusal that names the file.
    """
    there = set(ServiceItem.objects.values_list("code", flat=True))
    absent = [path for path in sorted(folder.glob("*.yaml")) if path.stem.upper() not in there]
    return _load_all(absent, units, at, progress) if absent else []


@action("items.loaded")
def _load_all(
    paths: list[Path], units: Mapping[str, Unit], at: datetime, progress: Progress | None
) -> list[ItemVersion]:
    known = Known.now()
    loaded = []
    for path in paths:
        found = read_documents(path.name, path.read_bytes())
        for fault in found.faults:
            raise Refusal("item-file", f"{fault.place}：{fault.sentence}")
        for entry, _ in found.entries:
            _check(path, entry, known)
            loaded.append(_load(entry, units[entry.content["unit"]], at))
            if progress is not None:
                progress("事项", len(loaded))
    record("items.loaded", "catalog", actor="system", at=at, count=len(loaded))
    return loaded


def _check(path: Path, entry: Entry, known: Known) -> None:
    guide = Guide.of(entry.content)
    if entry.code != path.stem.upper():
        raise Refusal("item-file", f"{path.name}：文件名应与事项编码“{entry.code}”一致。")
    missing = missing_elements(entry.content, is_open=entry.state != ItemState.CANCELLED) + known.unknown(guide)
    if missing:
        raise Refusal("item-incomplete", f"{path.name}：{sentence_of(missing)}")
    try:
        check_code(guide)
    except Refusal as refusal:
        raise Refusal(refusal.code, f"{path.name}：{refusal.sentence}", refusal.field) from refusal


@action("item.published")
def _load(entry: Entry, unit: Unit, at: datetime) -> ItemVersion:
    item = ServiceItem.objects.create(
        code=entry.code,
        unit=unit,
        state=entry.state,
        cancelled_on=entry.cancelled_on,
        cancel_basis=entry.cancel_basis,
    )
    columns = columns_of(Guide.of(entry.content))
    version = ItemVersion.objects.create(
        item=item, number=1, content=entry.content, edited_by="system", edited_at=at, editors=["system"], **columns
    )
    Opinion.objects.create(
        version=version,
        stage=VersionState.DRAFT,
        is_approved=True,
        text="系统启用时初始导入，已通过完整性检查；标注为示例的要素待本县核实。",
        unit=unit.code,
        by="system",
        by_name="初始导入",
        at=at,
    )
    put_in_force(item, version, at=at, effective_on=timezone.localtime(at).date())
    facts = published_facts(version, at)
    record(
        "item.published", item.code, actor="system", at=at, unit=unit.code, number=1, name=version.name,
        state=item.state, **facts,
    )  # fmt: skip
    return version
