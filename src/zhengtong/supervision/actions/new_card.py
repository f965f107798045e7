"""A card before it stands in its table."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(kw_only=True)
class NewCard:
    """A card on its way to the table: the columns of `Card`, without the weight of a model."""

    matter_id: int | None
    key: str
    system: str
    subject: str
    unit_id: int | None
    region_id: int | None
    rule_code: str
    rule_version: int
    family: str
    level: str
    state: str
    moment: datetime
    issued_at: datetime | None
    title: str
    text: str
    basis: str
    duty_step: str
    duty_actor: str
    duty_name: str
    due_at: datetime | None
    overdue_days: int | None
    split: dict[str, int] | None
    id: int | None = None
    ref: str = ""
    issued_by: str = ""
    appeal_until: datetime | None = None
    is_highest: bool = False
    settled_at: datetime | None = None
    settled_by: str = ""
    settled_reason: str = ""
