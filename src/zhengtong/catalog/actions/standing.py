"""暂停、恢复、取消: the standing of an item, whatever its versions say."""

from datetime import date, datetime

from django.utils import timezone

from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line
from zhengtong.journal.actions import action, record
from zhengtong.org.models import Staff

from ..choices import ItemState
from ..models import ServiceItem
from .drafting import locked_item


@action("item.suspended")
def suspend_item(code: str, *, reason: str, by: Staff, at: datetime) -> ServiceItem:
    """暂停 — no new applications until it is resumed; cases under way go on."""
    item = _in_force(code, by, {ItemState.ACTIVE})
    told = _told(reason, "暂停的原因", "reason")
    item.state = ItemState.SUSPENDED
    item.save(update_fields=["state"])
    _record("item.suspended", item, by, at, reason=told)
    return item


@action("item.resumed")
def resume_item(code: str, *, reason: str, by: Staff, at: datetime) -> ServiceItem:
    """恢复 — a suspended item takes applications again."""
    item = _in_force(code, by, {ItemState.SUSPENDED})
    told = _told(reason, "恢复的原因", "reason")
    item.state = ItemState.ACTIVE
    item.save(update_fields=["state"])
    _record("item.resumed", item, by, at, reason=told)
    return item


@action("item.cancelled")
def cancel_item(code: str, *, basis: str, on: date, by: Staff, at: datetime) -> ServiceItem:
    """取消 — for good, by a document or a law that is named; `on` is today or earlier."""
    item = _in_force(code, by, {ItemState.ACTIVE, ItemState.SUSPENDED})
    told = _told(basis, "取消的依据", "basis")
    if on > timezone.localtime(at).date():
        raise Refusal("cancel-later", "取消日期不能晚于今天，请在取消当天办理。", "on")
    item.state, item.cancelled_on, item.cancel_basis = ItemState.CANCELLED, on, told
    item.save(update_fields=["state", "cancelled_on", "cancel_basis"])
    _record("item.cancelled", item, by, at, cancelled_on=on, basis=told)
    return item


def _in_force(code: str, by: Staff, states: set[str]) -> ServiceItem:
    item = locked_item(code)
    if not by.may("item.publish", unit=item.unit):
        raise Refusal("item-not-yours", "只有负责发布事项的人员可以暂停、恢复或取消事项。")
    if item.current is None:
        raise Refusal("item-not-published", "该事项还没有发布。")
    if item.state not in states:
        raise Refusal("item-state", f"该事项目前是“{item.get_state_display()}”，不能这样操作。")
    return item


def _told(text: str, what: str, field: str) -> str:
    told = tidy_line(text)
    if not told:
        raise Refusal("reason-empty", f"请填写{what}，群众会看到。", field)
    if len(told) > 200:
        raise Refusal("reason-long", f"{what}不超过200字。", field)
    return told


def _record(kind: str, item: ServiceItem, by: Staff, at: datetime, **facts: object) -> None:
    name = item.current.name
    record(kind, item.code, actor=f"staff:{by.code}", at=at, unit=item.unit.code, name=name, **facts)
