"""起草、修改: the department's own work on a version before anybody reviews it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import action, record
from zhengtong.org.models import Staff, Unit
from zhengtong.org.queries import successor_of

from ..choices import CLOSED_STATES, ItemState, VersionState
from ..guide import Guide
from ..models import ItemVersion, ServiceItem
from ..rules import check_code, columns_of, is_longer, missing_elements, next_stage, repealed_bases
from ..shape import normal


@action("item.drafted")
def draft_item(content: Mapping[str, Any], *, by: Staff, at: datetime, permission: str = "item.edit") -> ItemVersion:
    """起草 — the first version of a new item. Refuses a code that is taken and a unit beyond the editor's reach.

    A code under which nothing was ever published and the draft was discarded is free again, to whoever reaches its unit.
    """
    guide = Guide.of(content)
    check_code(guide)
    unit = own_unit(guide.unit, by, permission)
    # Two people drafting one code: the second waits for the first's row and is then told it is taken.
    ServiceItem.objects.get_or_create(code=guide.code, defaults={"unit": unit})
    item = locked_item(guide.code)
    is_free = item.current is None and open_version(item) is None and by.may(permission, unit=item.unit)
    if not is_free:
        raise Refusal("item-exists", f"编码“{guide.code}”已有事项，请在原事项上起草新版本。", "code")
    if item.unit_id != unit.pk:
        item.unit = unit
        item.save(update_fields=["unit"])
    return _begin(item, guide, content, unit, by=by, at=at)


@action("item.drafted")
def revise_item(
    code: str, *, by: Staff, at: datetime, content: Mapping[str, Any] | None = None, permission: str = "item.edit"
) -> ItemVersion:
    """起草新版本 — a draft that starts from the version in force (or from `content`); the version in force stays."""
    item = locked_item(code)
    _own_item(item, by, permission)
    if item.state == ItemState.CANCELLED:
        raise Refusal("item-cancelled", "该事项已经取消，不能再起草新版本。")
    if open_version(item) is not None:
        raise Refusal("item-has-draft", "该事项已有一个未发布的版本，请先处理完那个版本。")
    if item.current is None:
        raise Unknown()
    given = _in_being(item.current.content) if content is None else content
    guide = Guide.of(given)
    _same_code(guide, item)
    unit = own_unit(guide.unit, by, permission)
    return _begin(item, guide, given, unit, by=by, at=at)


@action("item.edited")
def edit_draft(
    code: str,
    content: Mapping[str, Any],
    *,
    by: Staff,
    at: datetime,
    seen: datetime | None = None,
    permission: str = "item.edit",
) -> ItemVersion:
    """修改草稿. `seen` is the `edited_at` of what the editor had before them: a newer one is not overwritten."""
    item = locked_item(code)
    _own_item(item, by, permission)
    version = open_version(item)
    if version is None:
        raise Refusal("item-no-draft", "该事项没有草稿，请先起草新版本。")
    if version.state != VersionState.DRAFT:
        raise Refusal("item-stage", f"该版本目前是“{version.get_state_display()}”，退回后才能修改。")
    _check_seen(version, seen)
    guide = Guide.of(content)
    _same_code(guide, item)
    check_code(guide)
    unit = own_unit(guide.unit, by, permission)
    write(version, guide, content, by=by, at=at)
    version.save()
    if item.current_id is None and item.unit_id != unit.pk:
        item.unit = unit
        item.save(update_fields=["unit"])
    _record("item.edited", version, unit, by, at, guide_facts(version.content, at))
    return version


@action("item.draft_discarded")
def discard_draft(code: str, *, by: Staff, at: datetime, seen: datetime | None = None) -> ItemVersion:
    """放弃草稿 — what was never published goes no further; it stays on record with what was said of it.

    `seen` is the `edited_at` of the draft one had before one: what a colleague has changed since is not thrown away.
    """
    item = locked_item(code)
    _own_item(item, by, "item.edit")
    version = open_version(item)
    if version is None:
        raise Refusal("item-no-draft", "该事项没有草稿。")
    version.state = next_stage(version.state, "discard")
    _check_seen(version, seen)
    version.save(update_fields=["state"])
    _record("item.draft_discarded", version, item.unit, by, at)
    return version


def _begin(
    item: ServiceItem, guide: Guide, content: Mapping[str, Any], unit: Unit, *, by: Staff, at: datetime
) -> ItemVersion:
    last = item.versions.order_by("-number").first()
    version = ItemVersion(item=item, number=last.number + 1 if last else 1, state=VersionState.DRAFT)
    write(version, guide, content, by=by, at=at)
    version.save()
    _record("item.drafted", version, unit, by, at, guide_facts(version.content, at))
    return version


def _check_seen(version: ItemVersion, seen: datetime | None) -> None:
    if seen is not None and version.edited_at != seen:
        raise Refusal("item-stale", "您打开以后，这份草稿已被他人修改。请核对最新内容后再改。")


def write(version: ItemVersion, guide: Guide, content: Mapping[str, Any], *, by: Staff, at: datetime) -> None:
    """Put a content and what the row repeats of it onto a version; part of the caller's act, saves nothing."""
    actor = f"staff:{by.code}"
    version.content = normal(content)
    for column, value in columns_of(guide).items():
        setattr(version, column, value)
    version.edited_by, version.edited_at = actor, at
    version.editors = list(dict.fromkeys([*version.editors, actor]))


def locked_item(code: str) -> ServiceItem:
    """The item's row, locked until the act ends; raises Unknown."""
    item = ServiceItem.objects.select_for_update(of=("self",)).select_related("unit", "current").filter(code=code)
    found = item.first()
    if found is None:
        raise Unknown("没有找到这个事项。")
    return found


def open_version(item: ServiceItem) -> ItemVersion | None:
    """The one version somebody still works on, if there is one; the item's row must be locked."""
    return item.versions.exclude(state__in=CLOSED_STATES).first()


def own_unit(code: str, by: Staff, permission: str) -> Unit:
    """The unit a draft names, if `by` holds the permission there. A unit out of reach is answered like one unknown."""
    unit = Unit.objects.select_related("region").filter(code=code, valid_to=None).first()
    if unit is None or not by.may(permission, unit=unit):
        raise _not_yours(code)
    return unit


def _own_item(item: ServiceItem, by: Staff, permission: str) -> None:
    """The unit that holds an item may have been merged since; then its successor reaches it."""
    if not by.may(permission, unit=item.unit):
        raise _not_yours(item.unit.code)


def _not_yours(code: str) -> Refusal:
    return Refusal("item-unit", f"您不能管理实施主体为“{code}”的事项，请核对单位编码或联系事项管理员。", "unit")


def _in_being(content: dict[str, Any]) -> dict[str, Any]:
    """A content in which units that were merged give way to who took over, so that a revision can be published."""
    gone = Unit.objects.filter(merged_into__isnull=False).select_related("merged_into")
    heirs = {unit.code: successor_of(unit).code for unit in gone}
    return content | {
        "unit": heirs.get(content["unit"], content["unit"]),
        "joint_units": list(dict.fromkeys(heirs.get(code, code) for code in content["joint_units"])),
        "steps": [step | {"unit": heirs.get(step["unit"], step["unit"])} for step in content["steps"]],
    }


def _same_code(guide: Guide, item: ServiceItem) -> None:
    if guide.code != item.code:
        raise Refusal("item-code", f"事项编码一经使用不能更改，应为“{item.code}”。", "code")


def guide_facts(content: Mapping[str, Any], at: datetime) -> dict[str, object]:
    """What the entry of a draft or a publication tells of the guide: its two limits, and what it lacks."""
    guide = Guide.of(content)
    promised, statutory = guide.limits.promised, guide.limits.statutory
    return {
        "item": guide.code,
        "item_name": guide.name,
        "item_kind": guide.kind,
        "promised": promised.budget if promised else None,
        "statutory": statutory.budget if statutory else None,
        "is_promise_longer": bool(promised and statutory and is_longer(promised, statutory)),
        "missing_elements": list(dict.fromkeys(missing.label for missing in missing_elements(content))),
        "basis_repealed": repealed_bases(guide.bases, timezone.localtime(at).date()),
    }


def _record(
    kind: str, version: ItemVersion, unit: Unit, by: Staff, at: datetime, facts: Mapping[str, object] | None = None
) -> None:
    code, number, name = version.item.code, version.number, version.name
    record(kind, code, actor=f"staff:{by.code}", at=at, unit=unit.code, number=number, name=name, **(facts or {}))
