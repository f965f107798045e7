"""What other rooms and pages read of regions, units and people."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import reduce
from operator import or_

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, Q, QuerySet

from zhengtong.foundation import crypto
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_code

from .choices import RegionLevel, StationLevel, UnitKind
from .models import (
    Assignment,
    Citizen,
    Delegation,
    LookupFailure,
    Region,
    Role,
    ServiceWindow,
    Staff,
    Station,
    Unit,
    User,
)

NOTHING = Q(pk__in=[])
_serving: ContextVar[dict[int, Staff | None] | None] = ContextVar("serving", default=None)
"""While a page is only shown: account → who it is, as found the first time."""


# --- people ---


def staff_of(user: User | AnonymousUser) -> Staff | None:
    """The member of staff behind an account, if they still serve."""
    if not user.is_authenticated:
        return None
    known = _serving.get()
    if known is not None and user.pk in known:
        return known[user.pk]
    staff = Staff.objects.select_related("user", "unit__region", "station").filter(user=user, left_on=None).first()
    if known is not None:
        known[user.pk] = staff
    return staff


@contextmanager
def people_known() -> Iterator[None]:
    """Within it nobody is looked up twice (`staff_of`), nor are their posts: for showing a page, never for an act."""
    token = _serving.set({})
    try:
        yield
    finally:
        _serving.reset(token)


def citizen_of(user: User | AnonymousUser) -> Citizen | None:
    """The natural or legal person behind an account."""
    if not user.is_authenticated:
        return None
    return citizen_of_account(user.pk)


def citizen_of_account(pk: int) -> Citizen | None:
    """The natural or legal person behind the account with this key."""
    return Citizen.objects.select_related("user", "region").filter(user=pk).first()


def actor_of(user: User) -> str:
    """How the journal names an account: `staff:<code>` or `citizen:<user pk>`."""
    staff = Staff.objects.filter(user=user).first()
    return f"staff:{staff.code}" if staff else f"citizen:{user.pk}"


def reach(staff: Staff, permission: str, *, unit: str | None = "unit", region: str | None = "region") -> Q:
    """The rows within which `staff` holds `permission`: the same two axes as `Staff.may`, as a filter.

    `unit` and `region` are the lookups from the row to its Unit and Region. `region=None`: the row stands where its
    unit stands; `unit=None`: the row belongs to no unit, so grants limited to a unit do not reach it; "" is the row
    itself.
    """
    if region is None:
        region = _lookup(unit or "", "region")
    parts = [
        _below(unit, grant.unit_paths) & _below(region, grant.region_paths)
        for grant in staff.grants
        if permission in grant.permissions and (unit is not None or grant.unit_paths is None)
    ]
    return reduce(or_, parts, NOTHING)


def _below(lookup: str | None, paths: tuple[str, ...] | None) -> Q:
    if paths is None or lookup is None:
        return Q()
    return reduce(or_, (Q(**{_lookup(lookup, "path__startswith"): path}) for path in paths))


def _lookup(*parts: str) -> str:
    return "__".join(part for part in parts if part)


def staff_for_desk(staff: Staff) -> QuerySet[Staff]:
    """人员名册: the people whose accounts `staff` may administer."""
    rows = Staff.objects.filter(reach(staff, "user.edit", region=None))
    return rows.select_related("user", "unit", "station").order_by("unit__number", "code")


def person_for_desk(staff: Staff, code: str) -> Staff:
    """One of `staff_for_desk`; raises Unknown."""
    found = staff_for_desk(staff).filter(code=code).first()
    if found is None:
        raise Unknown("没有这位工作人员。")
    return found


def serving_in(unit: Unit) -> QuerySet[Staff]:
    """Who serves in a unit today."""
    return unit.staff.filter(left_on=None).order_by("code")


def serving_at(station: Station) -> QuerySet[Staff]:
    """Who serves at a station today."""
    return station.staff.filter(left_on=None).order_by("code")


def colleague(code: str) -> Staff | None:
    """A member of staff who still serves, by their code."""
    return Staff.objects.select_related("unit").filter(code=code, left_on=None).first()


def colleagues_in(post: str, unit: Unit) -> QuerySet[Staff]:
    """Who serves in `unit` and holds `post` (a role code)."""
    return serving_in(unit).filter(assignments__role__code=post).distinct()


def all_roles() -> QuerySet[Role]:
    """Every role, by name."""
    return Role.objects.order_by("name")


def posts_with(permission: str) -> dict[str, str]:
    """Role codes → names of the roles that allow `permission`."""
    return dict(Role.objects.filter(permissions__contains=[permission]).values_list("code", "name"))


def role_names(codes: Iterable[str]) -> dict[str, str]:
    return dict(Role.objects.filter(code__in=list(codes)).values_list("code", "name"))


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """Staff codes → names, those who left included; for pages that show who acted."""
    return dict(Staff.objects.filter(code__in=list(codes)).values_list("code", "name"))


def assignments_of(staff: Staff) -> QuerySet[Assignment]:
    return staff.assignments.select_related("role", "unit", "region").order_by("role__code", "id")


def id_index(number: str) -> str:
    """The blind index of an identity number or credit code, for finding a person without opening the column."""
    return crypto.blind_index(tidy_code(number), "id-number")


def phone_index(number: str) -> str:
    """The blind index of a telephone number."""
    return crypto.blind_index(tidy_code(number), "phone")


def citizen_by_id(number: str) -> Citizen | None:
    """The registered person of an identity number or credit code."""
    return Citizen.objects.select_related("user", "region").filter(id_index=id_index(number)).first()


def delegation_for(agent: User | str, principal_id: str, item_code: str, on: date) -> Delegation | None:
    """The consent under which `agent` may act for the person of `principal_id` in `item_code` on that day, if any.

    An agent without an account is asked for by their identity number.
    """
    acts = Q(agent=agent) if isinstance(agent, User) else Q(agent=None, agent_id_index=id_index(agent))
    return (
        Delegation.objects.filter(
            Q(item_code="") | Q(item_code=item_code),
            acts,
            principal_id_index=id_index(principal_id),
            revoked_at=None,
            consented_at__date__lte=on,
            valid_until__gte=on,
        )
        .order_by("-item_code", "-consented_at")
        .first()
    )


def delegations_by(principal: Citizen) -> QuerySet[Delegation]:
    """Every consent this person ever gave, newest first."""
    rows = Delegation.objects.filter(principal_id_index=principal.id_index)
    return rows.select_related("agent__citizen", "agent__staff").order_by("-consented_at")


def delegations_of(agent: User) -> QuerySet[Delegation]:
    """Every consent ever recorded for an agent, newest first."""
    return Delegation.objects.filter(agent=agent).order_by("-consented_at")


def lookup_key(what: str) -> str:
    """The blind index under which failed look-ups are counted; an address is nobody's to read in the database."""
    return crypto.blind_index(what, "look-up")


def failed_lookups(what: Iterable[str], at: datetime) -> dict[str, int]:
    """How often each of these has failed of late; what never failed, or long ago, counts 0."""
    keys = {one: lookup_key(one) for one in what}
    counted = LookupFailure.objects.filter(key__in=keys.values(), until__gt=at).values_list("key", "count")
    by_key = dict(counted)
    return {one: by_key.get(key, 0) for one, key in keys.items()}


# --- places ---


def current_regions() -> QuerySet[Region]:
    """The regions as they are now, county first, each before its villages."""
    return Region.objects.filter(valid_to=None).order_by("path")


def region_tree() -> list[tuple[Region, list[Region]]]:
    """Each township-level region of today with its villages and communities, for pickers and the regions page."""
    tree: dict[int, tuple[Region, list[Region]]] = {}
    for region in current_regions():
        if region.level == RegionLevel.TOWNSHIP:
            tree[region.pk] = (region, [])
        elif region.level == RegionLevel.VILLAGE:
            tree[region.parent_id][1].append(region)
    return list(tree.values())


def region_by_code(code: str) -> Region:
    """The region as it is now; a code no longer in use answers with the region that took its place. Raises Unknown."""
    return _newest(_versions(code)[-1])


def region_on(code: str, day: date) -> Region:
    """What stood on `day` where `code` stands or stood: 泰山乡 in 2019, 羊狮慕镇 in 2022, under either code."""
    region = _versions(code)[-1]
    while region.valid_from is not None and day < region.valid_from:
        before = region.predecessors.order_by("valid_from").last()
        if before is None:
            raise Unknown(f"{day:%Y年%m月%d日}尚无区划{code}。")
        region = before
    while region.valid_to is not None and day > region.valid_to:
        if region.replaced_by is None:
            raise Unknown(f"{day:%Y年%m月%d日}区划{code}已撤销。")
        region = region.replaced_by
    return region


def region_history(region: Region) -> list[Region]:
    """Every earlier and later shape of a region, oldest first."""
    rows, ahead = [], [_newest(region)]
    while ahead:
        row = ahead.pop()
        rows.append(row)
        ahead.extend(row.predecessors.all())
    return sorted(rows, key=lambda r: (r.valid_from or date.min, r.pk))


def _versions(code: str) -> list[Region]:
    rows = list(Region.objects.filter(code=code))
    if not rows:
        raise Unknown(f"没有区划代码{code}。")
    return sorted(rows, key=lambda r: (r.valid_from or date.min, r.valid_to is None))


def _newest(region: Region) -> Region:
    while region.replaced_by is not None:
        region = region.replaced_by
    return region


def current_units() -> QuerySet[Unit]:
    """The units in being, county departments first."""
    return Unit.objects.filter(valid_to=None).select_related("region").order_by("number")


def units_owning_items() -> QuerySet[Unit]:
    """The units whose service items citizens may find."""
    return current_units().filter(owns_items=True)


def unit_by_code(code: str) -> Unit:
    """A unit, in being or not; raises Unknown."""
    unit = Unit.objects.select_related("region").filter(code=code).first()
    if unit is None:
        raise Unknown(f"没有单位代码{code}。")
    return unit


def township_unit(region: Region) -> Unit:
    """The township government of a township or village, or who took over from it; raises Refusal for the county itself."""
    codes = _newest(region).path.split("/")
    units = (
        Unit.objects.filter(kind=UnitKind.TOWNSHIP, region__code=codes[1]) if len(codes) > 2 else Unit.objects.none()
    )
    unit = units.select_related("region").order_by(F("valid_to").desc(nulls_first=True)).first()
    if unit is None:
        raise Refusal("no-township", f"{region.name}不属于任何乡镇，请选择到乡镇或村（社区）。", "region")
    return successor_of(unit)


def successor_of(unit: Unit) -> Unit:
    """Who answers for a unit today: itself, or the unit it was merged into, however often."""
    while unit.merged_into is not None:
        unit = unit.merged_into
    return unit


def all_units() -> QuerySet[Unit]:
    """The units in being and those that were merged: what was done under a code keeps its name."""
    return Unit.objects.order_by("number")


def unit_names(codes: Iterable[str]) -> dict[str, str]:
    """Unit codes → full names, merged units included."""
    return dict(Unit.objects.filter(code__in=list(codes)).values_list("code", "name"))


def units_staffed_by(staff: Staff) -> QuerySet[Unit]:
    """The units whose people `staff` may administer."""
    return current_units().filter(reach(staff, "user.edit", unit="", region=None))


def unit_for_desk(staff: Staff, code: str) -> Unit:
    """One of `units_for_desk`; raises Unknown."""
    found = units_for_desk(staff).filter(code=code).first()
    if found is None:
        raise Unknown("没有这个单位。")
    return found


def units_for_desk(staff: Staff) -> QuerySet[Unit]:
    """The units `staff` may maintain, closed ones last."""
    rows = Unit.objects.filter(reach(staff, "org.edit", unit="", region=None)).select_related("region", "merged_into")
    return rows.order_by(F("valid_to").asc(nulls_first=True), "number")


def regions_for_desk(staff: Staff) -> QuerySet[Region]:
    """The regions of today that `staff` may maintain, county first, each before its villages."""
    return current_regions().filter(reach(staff, "org.edit", unit=None, region=""))


def stations_of(region: Region) -> QuerySet[Station]:
    """The stations within a region, the nearest level first."""
    rows = Station.objects.filter(region__path__startswith=region.path).select_related("region", "unit")
    return rows.order_by("region__path", "code")


def all_stations() -> QuerySet[Station]:
    """Every station, each region's before those of its villages."""
    return Station.objects.order_by("region__path", "code")


def township_centres() -> QuerySet[Station]:
    """乡镇便民服务中心."""
    return Station.objects.filter(level=StationLevel.TOWNSHIP)


def stations_for_desk(staff: Staff) -> QuerySet[Station]:
    """The stations `staff` may maintain, each with the number of its open windows as `counters`."""
    rows = Station.objects.filter(reach(staff, "org.edit")).select_related("region", "unit")
    counters = Count("windows", filter=Q(windows__closed_on=None))
    return rows.annotate(counters=counters).order_by("region__path", "code")


def station_for_desk(staff: Staff, code: str) -> Station:
    """One of `stations_for_desk`; raises Unknown."""
    found = stations_for_desk(staff).filter(code=code).first()
    if found is None:
        raise Unknown("没有这个便民服务站。")
    return found


# --- windows ---


def windows_of(staff: Staff) -> QuerySet[ServiceWindow]:
    """The counters a person may sit at: their station's, or those of their own unit's station or for their unit."""
    if staff.station_id is not None:
        found = ServiceWindow.objects.filter(station=staff.station_id)
    else:
        found = ServiceWindow.objects.filter(Q(station__unit=staff.unit) | Q(units=staff.unit))
    return found.filter(closed_on=None).select_related("station").distinct().order_by("station__code", "number")


def windows_at(station: Station) -> QuerySet[ServiceWindow]:
    """The open counters of a station with the units they receive for, by number."""
    return station.windows.filter(closed_on=None).prefetch_related("units").order_by("number")


def units_for_window(window: ServiceWindow) -> QuerySet[Unit]:
    """What a counter may receive for: the units in being, and a merged one whose items it receives already."""
    return all_units().filter(Q(valid_to=None) | Q(windows=window)).distinct()


def units_received_by(staff: Staff) -> QuerySet[Unit]:
    """The units that the counters one may sit at receive for."""
    return Unit.objects.filter(windows__in=windows_of(staff))
