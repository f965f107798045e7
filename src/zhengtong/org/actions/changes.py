"""One row changed field by field, with what the journal tells of it."""

from typing import Any

from django.db.models import Model

from zhengtong.foundation.errors import Refusal


def change(row: Model, new: dict[str, Any]) -> dict[str, list[Any]]:
    """Set what differs and save it; field → [before, after]. Raises Refusal if nothing does."""
    changes = {field: [getattr(row, field), value] for field, value in new.items() if getattr(row, field) != value}
    if not changes:
        raise Refusal("nothing-changed", "没有任何改动。")
    for field, (_, value) in changes.items():
        setattr(row, field, value)
    row.save(update_fields=list(changes))
    return changes
