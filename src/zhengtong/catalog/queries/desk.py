"""What the desk may see: everything published, one's own unit's drafts, what waits at one's own stage."""

from django.db.models import Q, QuerySet

from zhengtong.foundation.errors import Unknown
from zhengtong.org.models import Staff, Unit
from zhengtong.org.queries import reach, staff_of

from ..choices import CLOSED_STATES, ItemState, VersionState
from ..models import ItemVersion, Opinion
from ..rules import CHAIN, REVIEW_PERMISSION

IN_THE_OPEN = (VersionState.PUBLISHED, VersionState.SUPERSEDED)


def visible_to(user) -> QuerySet[ItemVersion]:
    """The versions a member of staff may open; nothing for anybody else."""
    staff = staff_of(user)
    return versions_for(staff) if staff is not None else ItemVersion.objects.none()


def versions_for(staff: Staff) -> QuerySet[ItemVersion]:
    """Published and superseded versions are open to all staff; an unpublished one to its editors and its next hand."""
    return ItemVersion.objects.filter(Q(state__in=IN_THE_OPEN) | _own(staff) | _mine(staff)).select_related(
        "item__unit"
    )


def waiting_for(staff: Staff) -> QuerySet[ItemVersion]:
    """What waits at a stage of the chain that `staff` holds, longest waiting first; their own drafting excepted."""
    mine = ItemVersion.objects.filter(_mine(staff)).exclude(editors__contains=[f"staff:{staff.code}"])
    return mine.select_related("item__unit").order_by("edited_at")


def items_for_desk(staff: Staff) -> QuerySet[ItemVersion]:
    """One row an item: its open version if `staff` may see it, otherwise the version in force."""
    open_ones = ItemVersion.objects.exclude(state__in=CLOSED_STATES).filter(_own(staff) | _mine(staff))
    return (
        ItemVersion.objects.filter(
            Q(pk__in=open_ones.values("pk")) | (Q(current_of__isnull=False) & ~Q(item__in=open_ones.values("item")))
        )
        .select_related("item__unit")
        .order_by("item__unit__number", "item__code")
    )


def version_for_desk(staff: Staff, code: str, number: int) -> ItemVersion:
    """One version by its number; raises Unknown for what one may not see."""
    found = versions_for(staff).filter(item__code=code, number=number).select_related("item__current").first()
    if found is None:
        raise Unknown("没有找到这个事项版本。")
    return found


def history_for(staff: Staff, code: str) -> list[ItemVersion]:
    """The versions of one item that `staff` may see, newest first."""
    return list(versions_for(staff).filter(item__code=code).order_by("-number"))


def opinions_on(version: ItemVersion) -> QuerySet[Opinion]:
    """What was said of a version, in order."""
    return version.opinions.order_by("at", "pk")


def units_for_editing(staff: Staff, permission: str = "item.edit") -> QuerySet[Unit]:
    """The units whose items `staff` may draft."""
    return Unit.objects.filter(reach(staff, permission, unit="", region="region"), valid_to=None).order_by("number")


def possible_acts(staff: Staff, version: ItemVersion) -> list[str]:
    """The verbs `staff` may perform on a version as it stands; the actions decide again."""
    item, state = version.item, version.state
    unit = item.unit
    acts = []
    if state == VersionState.DRAFT and item.state != ItemState.CANCELLED:
        acts += [verb for verb in ("edit", "submit") if staff.may(f"item.{verb}", unit=unit)]
    if state == VersionState.DRAFT and staff.may("item.edit", unit=unit):
        acts.append("discard")
    if state in (*CHAIN, VersionState.APPROVED) and staff.may("item.submit", unit=unit):
        acts.append("withdraw")
    if state in REVIEW_PERMISSION and staff.may(REVIEW_PERMISSION[state], unit=unit):
        acts += [] if f"staff:{staff.code}" in version.editors else ["approve", "return"]
    is_publisher = staff.may("item.publish", unit=unit)
    if state == VersionState.APPROVED and is_publisher:
        acts += ["publish"] if f"staff:{staff.code}" in version.editors else ["publish", "return"]
    if item.current_id != version.pk or item.state == ItemState.CANCELLED:
        return acts
    has_open = item.versions.exclude(state__in=CLOSED_STATES).exists()
    if not has_open and staff.may("item.edit", unit=unit):
        acts.append("revise")
    if is_publisher:
        acts += ["suspend" if item.state == ItemState.ACTIVE else "resume", "cancel"]
    return acts


def _own(staff: Staff) -> Q:
    where = {"unit": "item__unit", "region": None}
    return reach(staff, "item.edit", **where) | reach(staff, "item.submit", **where)


def _mine(staff: Staff) -> Q:
    mine = Q(state=VersionState.APPROVED) & reach(staff, "item.publish", unit="item__unit", region=None)
    for stage, permission in REVIEW_PERMISSION.items():
        mine |= Q(state=stage) & reach(staff, permission, unit="item__unit", region=None)
    return mine
