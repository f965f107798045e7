"""What the editors' door and the worker read. One `visible` for everything that belongs to a unit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from zhengtong.foundation.errors import Unknown
from zhengtong.org.choices import Permission, RegionLevel
from zhengtong.org.models import Region, Staff, Unit
from zhengtong.org.queries import reach

from .choices import ItemState, SourceState
from .models import AllowedHost, CapturedItem, CaptureRun, CaptureSource, Fingerprint
from .rules import likeness
from .rules.addresses import Listed

IN_USE = (ItemState.WAITING, ItemState.DRAFTED)


def visible(staff: Staff) -> Q:
    """Rows of the units for which one writes or keeps the sites."""
    return reach(staff, Permission.CONTENT_EDIT, region=None) | reach(staff, Permission.SITE_MANAGE, region=None)


def may_capture(staff: Staff, unit: Unit) -> bool:
    """Whether one may have drafts brought in for this unit."""
    return staff.may(Permission.CONTENT_EDIT, unit=unit) or staff.may(Permission.SITE_MANAGE, unit=unit)


def may_keep_hosts(staff: Staff) -> bool:
    """Whether one keeps the white list, which is the whole county's."""
    county = Region.objects.filter(level=RegionLevel.COUNTY).first()
    return county is not None and staff.may(Permission.SITE_MANAGE, region=county)


def sources_for(staff: Staff) -> QuerySet[CaptureSource]:
    """The sources one may see, broken ones first."""
    order = ["broken_first", "unit__number", "name", "pk"]
    broken = Q(state=SourceState.BROKEN)
    rows = CaptureSource.objects.filter(visible(staff)).select_related("unit", "keeper")
    return rows.alias(broken_first=~broken).order_by(*order)


def source_for(staff: Staff, pk: int) -> CaptureSource:
    """One of `sources_for`; raises Unknown."""
    return _one(sources_for(staff), pk, "没有这个采集来源。")


def runs_of(source: CaptureSource) -> QuerySet[CaptureRun]:
    """采集记录, the newest first."""
    return source.runs.order_by("-started_at", "-pk")


def run_for(staff: Staff, pk: int) -> CaptureRun:
    """A round of a source one may see; raises Unknown."""
    rows = CaptureRun.objects.filter(source__in=CaptureSource.objects.filter(visible(staff))).select_related("source")
    return _one(rows, pk, "没有这条采集记录。")


def items_for(staff: Staff, *, state: str = "", source: int | None = None) -> QuerySet[CapturedItem]:
    """What was captured for one's units, the newest first."""
    rows = CapturedItem.objects.filter(visible(staff)).select_related("unit", "source", "twin")
    if state:
        rows = rows.filter(state=state)
    if source is not None:
        rows = rows.filter(source=source)
    return rows.order_by("-fetched_at", "-pk").defer("html")


def item_for(staff: Staff, pk: int) -> CapturedItem:
    """One of `items_for` with its text; raises Unknown."""
    return _one(CapturedItem.objects.filter(visible(staff)).select_related("unit", "source"), pk, "没有这条采集内容。")


def counts_for(staff: Staff) -> dict[str, int]:
    """How many items stand in each state."""
    return dict(CapturedItem.objects.filter(visible(staff)).order_by().values_list("state").annotate(Count("pk")))


def hosts() -> QuerySet[AllowedHost]:
    """采集白名单 by name."""
    return AllowedHost.objects.select_related("added_by").order_by("host", "port")


def host_named(pk: int) -> AllowedHost:
    """One entry; raises Unknown."""
    return _one(AllowedHost.objects.all(), pk, "白名单里没有这个主机。")


def listed_hosts() -> list[Listed]:
    """The white list as the rules read it."""
    return [Listed(*row) for row in AllowedHost.objects.values_list("host", "port", "with_subdomains", "is_internal")]


def is_due(at: datetime) -> bool:
    """Whether any source waits to be asked."""
    return CaptureSource.objects.exclude(state=SourceState.PAUSED).filter(next_at__lte=at).exists()


def known_keys(source: CaptureSource, keys: Iterable[str]) -> set[str]:
    """Which of these pages this source has brought already, whatever became of them."""
    return set(CapturedItem.objects.filter(source=source, key__in=list(keys)).values_list("key", flat=True))


def waiting_items(most: int) -> list[int]:
    """What is to become a draft, the oldest first."""
    rows = CapturedItem.objects.filter(state=ItemState.WAITING).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:most])


def keepers_of(source: CaptureSource) -> list[Staff]:
    """Whom a broken source concerns: who set it up; if they serve no more, whoever writes for the unit."""
    keeper = source.keeper
    if keeper is not None and keeper.left_on is None and may_capture(keeper, source.unit):
        return [keeper]
    people = Staff.objects.filter(
        left_on=None, user__is_active=True, assignments__role__permissions__contains=[Permission.CONTENT_EDIT]
    )
    return [
        person
        for person in people.select_related("user").distinct().order_by("code")
        if person.may(Permission.CONTENT_EDIT, unit=source.unit)
    ]


@dataclass(frozen=True, slots=True)
class Twin:
    """What a new article is a second copy of: a captured item or an article of ours."""

    item: CapturedItem | None
    page: int | None
    is_same_address: bool


def twin_of(key: str, value: int | None, unit: Unit) -> Twin | None:
    """The text in the house that has the same address or nearly the same words; what was thrown away counts for its unit."""
    counting = Q(state__in=IN_USE) | Q(state=ItemState.DISCARDED, unit=unit)
    same = CapturedItem.objects.filter(counting, key=key).order_by("pk").first()
    if same is not None:
        return Twin(same, None, is_same_address=True)
    ours = Fingerprint.objects.filter(key=key, page__isnull=False).first()
    if ours is not None:
        return Twin(None, ours.page, is_same_address=True)
    return _near(value, unit) if value is not None else None


def _near(value: int, unit: Unit) -> Twin | None:
    first, second, third, fourth = likeness.bands(value)
    alike = Fingerprint.objects.filter(Q(first=first) | Q(second=second) | Q(third=third) | Q(fourth=fourth))
    alike = alike.filter(Q(item=None) | Q(item__state__in=IN_USE) | Q(item__state=ItemState.DISCARDED, item__unit=unit))
    for row in alike.select_related("item").defer("item__html").order_by("pk"):
        if likeness.distance(likeness.unsigned(row.value), value) <= likeness.NEAR:
            return Twin(row.item, row.page, is_same_address=False)
    return None


def learned() -> QuerySet[Fingerprint]:
    """The articles of our own whose words are known."""
    return Fingerprint.objects.filter(page__isnull=False)


def _one(rows: QuerySet, pk: int, sentence: str):
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Unknown(sentence)
    return row
