"""An import looked at before anything is written: which items would become drafts, and every line that is wrong."""

from dataclasses import dataclass, field, replace

from zhengtong.foundation.errors import Refusal
from zhengtong.org.models import Staff, Unit

from .choices import CLOSED_STATES, ItemState, VersionState
from .elements import label_of
from .guide import Guide
from .interchange import Entry, Fault, Found, read_documents, read_workbook
from .models import ItemVersion, ServiceItem
from .queries.gate import Known
from .rules import check_code, missing_elements

# The words of what will happen to a good entry.
NEW, REVISION, UPDATE, SAME = "新增", "起草新版本", "更新草稿", "无变化"
# What the desk can carry from the report to the import in one form; a county's whole catalogue is a tenth of it.
MOST_BYTES = 3 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Ready:
    """An item that will be written, and how; `missing` counts what keeps it from being submitted yet."""

    entry: Entry
    name: str
    will: str
    missing: int


@dataclass(slots=True)
class Report:
    """Both halves of an import."""

    total: int = 0
    ready: list[Ready] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def to_write(self) -> list[Ready]:
        return [one for one in self.ready if one.will != SAME]

    @property
    def refused(self) -> int:
        """How many items of the file are left out."""
        return self.total - len(self.ready)

    def count(self, will: str) -> int:
        return sum(1 for one in self.ready if one.will == will)


def check_import(name: str, data: bytes, *, by: Staff) -> Report:
    """Look through a file (.xlsx, .yaml, .zip of .yaml) without writing. Raises Refusal if it cannot be opened at all."""
    found = _read(name, data)
    report = Report(found.total, faults=list(found.faults))
    codes = [entry.code for entry, _ in found.entries]
    items = {
        item.code: item for item in ServiceItem.objects.filter(code__in=codes).select_related("unit__region", "current")
    }
    drafts = {version.item_id: version for version in _open_versions(codes)}
    units = {unit.code: unit for unit in Unit.objects.filter(valid_to=None).select_related("region")}
    known = Known.now()
    seen: dict[str, Fault] = {}
    for entry, place in found.entries:
        try:
            if entry.code in seen:
                raise Refusal(
                    "item-twice", f"编码“{entry.code}”在文件中出现两次（另见{seen[entry.code].place}）。", "code"
                )
            seen[entry.code] = place
            item = items.get(entry.code)
            report.ready.append(_ready(entry, item, drafts.get(item.pk) if item else None, units, known, by))
        except Refusal as refusal:
            report.faults.append(replace(place, column=label_of(refusal.field or ""), sentence=refusal.sentence))
    return report


def _read(name: str, data: bytes) -> Found:
    if len(data) > MOST_BYTES:
        raise Refusal("import-too-large", "文件超过 3 MB，请分批导入。", "file")
    if name.lower().endswith(".xlsx"):
        return read_workbook(data)
    if name.lower().endswith((".yaml", ".yml", ".zip")):
        return read_documents(name, data)
    raise Refusal("import-kind", "只能导入 xlsx 工作簿、yaml 事项文件或装有 yaml 的 zip 压缩包。", "file")


def _open_versions(codes: list[str]) -> list[ItemVersion]:
    return list(ItemVersion.objects.filter(item__code__in=codes).exclude(state__in=CLOSED_STATES))


def _ready(
    entry: Entry,
    item: ServiceItem | None,
    draft: ItemVersion | None,
    units: dict[str, Unit],
    known: Known,
    by: Staff,
) -> Ready:
    guide = Guide.of(entry.content)
    check_code(guide)
    # The unit that holds the item may have been merged since; the one the file names must be in being.
    holders = [(guide.unit, units.get(guide.unit))] + ([(item.unit.code, item.unit)] if item else [])
    for code, unit in holders:
        if unit is None or not by.may("item.import", unit=unit):
            raise Refusal("item-unit", f"您不能导入实施主体为“{code}”的事项，请核对单位编码或交由该单位导入。", "unit")
    if item is not None and item.state == ItemState.CANCELLED:
        raise Refusal("item-cancelled", "该事项已经取消，不能再导入。", "code")
    if draft is not None and draft.state != VersionState.DRAFT:
        stage = VersionState(draft.state).label
        raise Refusal("item-stage", f"该事项有一个版本正在“{stage}”，办完或退回后才能导入。", "code")
    missing = len(missing_elements(entry.content)) + len(known.unknown(guide))
    return Ready(entry, guide.name, _will(entry, item, draft), missing)


def _will(entry: Entry, item: ServiceItem | None, draft: ItemVersion | None) -> str:
    if draft is not None:
        return SAME if draft.content == entry.content else UPDATE
    if item is None or item.current is None:
        return NEW
    return SAME if item.current.content == entry.content else REVISION
