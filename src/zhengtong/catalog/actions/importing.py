"""批量导入: what is good becomes drafts, what is not is reported line by line; nothing good is lost."""

from datetime import datetime

from zhengtong.journal.actions import action, record
from zhengtong.org.models import Staff

from .. import importing
from .drafting import draft_item, edit_draft, revise_item


@action("items.imported")
def import_items(name: str, data: bytes, *, by: Staff, at: datetime) -> importing.Report:
    """Write every good item of a file as a draft and report the others; `importing.check_import` is the dry run.

    A new code becomes a new item, a known one a new version or an update of its draft; what is unchanged is left alone.
    Raises Refusal if the file cannot be opened at all.
    """
    report = importing.check_import(name, data, by=by)
    for ready in report.to_write:
        content = ready.entry.content
        match ready.will:
            case importing.NEW:
                draft_item(content, by=by, at=at, permission="item.import")
            case importing.REVISION:
                revise_item(ready.entry.code, content=content, by=by, at=at, permission="item.import")
            case importing.UPDATE:
                edit_draft(ready.entry.code, content, by=by, at=at, permission="item.import")
    written = [ready.entry.code for ready in report.to_write]
    record(
        "items.imported", "catalog", actor=f"staff:{by.code}", at=at, unit=by.unit.code, file=name[:80],
        written=written, refused=report.refused,
    )  # fmt: skip
    return report
