"""Tell the journal by when each column must next be updated. Supervision finds who lets it lapse (rule X03)."""

from datetime import datetime
from typing import Any

from zhengtong.cms.models.duty import ColumnDuty
from zhengtong.journal.actions import Fresh, action, record, record_many

from . import queries
from .queries import Column

BY = "system"


def tell(at: datetime) -> int:
    """Tell of every column whose limit is not what the journal knows; how many there were. Nothing new: no entry."""
    known = queries.told()
    moved = [
        one for one in queries.columns() if one.page.pk not in known or known[one.page.pk].due_at != one.duty.due_at
    ]
    if moved:
        _tell(moved, known, at)
    return len(moved)


@action("columns.checked", bulk=("column.kept",))
def _tell(moved: list[Column], known: dict[int, ColumnDuty], at: datetime) -> None:
    rows = [
        ColumnDuty(ref=f"LM{one.page.pk:06d}", column=one.page, updated_at=one.newest_at, due_at=one.duty.due_at)
        for one in moved
    ]
    ColumnDuty.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["column"], update_fields=["updated_at", "due_at"]
    )
    record_many(
        Fresh("column.kept", row.ref, one.unit.code, BY, at, _facts(one)) for row, one in zip(rows, moved, strict=True)
    )
    record("columns.checked", "columns", actor=BY, at=at, count=len(moved), first_time=not known)


def _facts(one: Column) -> dict[str, Any]:
    return {
        "unit_name": one.unit.name,
        "owner_unit": one.unit.code,
        "region": one.unit.region.code,
        "item_name": f"{one.site.title}·{one.page.title}",
        "cycle_days": one.duty.cycle_days,
        "updated_at": one.newest_at,
        "column_due": one.duty.due_at,
    }
