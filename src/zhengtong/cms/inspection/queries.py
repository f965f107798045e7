"""What the pages of the inspection read: defects, what the check has covered, whose they are to see to."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from zhengtong.cms.models import SitePage
from zhengtong.foundation import crypto
from zhengtong.foundation.errors import Unknown
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff, Unit, User
from zhengtong.org.queries import reach, staff_of

from .choices import DefectKind, DefectState, LinkState
from .models import Defect, Exemption, ExternalLink, InspectedPage, Night

READING = (Permission.SITE_MANAGE, Permission.CONTENT_SIGN)
"""Who manages a site, and who signs for the county and supervises what is published."""
AGES = {"1": "超过1天", "3": "超过3天", "7": "超过7天", "30": "超过30天"}
NIGHT_LASTS = timedelta(hours=36)
"""A check that is older says nothing of today."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the defects is asked for; what is empty is not asked."""

    state: str = DefectState.OPEN
    site: int = 0
    kind: str = ""
    older_days: int = 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far the check reached: beside every number that looks well."""

    pages: int
    checked: int
    links: int
    outside: int
    outside_checked: int
    unread: int
    checked_at: datetime | None

    @property
    def is_whole(self) -> bool:
        """Whether everything was looked at; what was not is neither well nor ill."""
        return (
            self.pages > 0 and self.checked == self.pages and self.outside == self.outside_checked and not self.unread
        )


def sites_for(user: Any) -> QuerySet[SitePage]:
    """The open sites whose inspection this account may read, the portal first."""
    within = _reach(user, "unit", READING)
    return SitePage.objects.filter(within, live=True).select_related("unit").order_by("depth", "unit__number", "title")


def site_for(user: Any, pk: int) -> SitePage:
    """One of `sites_for`; raises Unknown."""
    site = sites_for(user).filter(pk=pk).first()
    if site is None:
        raise Unknown("没有这个站点。")
    return site


def may_read(user: Any) -> bool:
    """Whether this account has any business with the inspection."""
    staff = staff_of(user)
    return staff is not None and user.is_active and any(staff.may(post) for post in READING)


def manages(user: Any, unit: Unit) -> bool:
    """Whether this account may recheck and exempt for a unit."""
    staff = staff_of(user)
    return staff is not None and staff.may(Permission.SITE_MANAGE, unit=unit)


def pages_for(user: Any, posts: tuple[str, ...] = READING) -> QuerySet[InspectedPage]:
    """The public pages of this account's sites, and those its units own elsewhere."""
    within = _reach(user, "site__unit", posts) | _reach(user, "unit", posts)
    return InspectedPage.objects.filter(within)


def page_for(user: Any, pk: int) -> InspectedPage:
    """A page this account manages; raises Unknown."""
    rows = pages_for(user, (Permission.SITE_MANAGE,)).select_related("page", "site", "unit")
    row = rows.filter(pk=pk, is_public=True).first()
    if row is None:
        raise Unknown("没有这个网页。")
    return row


def defects_for(user: Any, wanted: Wanted, at: datetime) -> QuerySet[Defect]:
    """The defects of this account's part, the longest open first."""
    rows = Defect.objects.filter(page__in=pages_for(user)).select_related(
        "page__site", "page__unit", "exemption__staff"
    )
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.site:
        rows = rows.filter(page__site=wanted.site)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.older_days:
        rows = rows.filter(since__lte=at - timedelta(days=wanted.older_days))
    if wanted.state == DefectState.OPEN:
        return rows.order_by("since", "pk")
    return rows.order_by(F("closed_at").desc(nulls_last=True), "pk")


def defect_for(user: Any, pk: int) -> Defect:
    """A defect of this account's part in any state; raises Unknown."""
    rows = Defect.objects.filter(page__in=pages_for(user)).select_related("page__site", "page__unit", "page__page")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Unknown("没有这条网页问题。")
    return found


def counts_for(user: Any, site: int = 0) -> dict[str, int]:
    """Open defects by kind, kinds without any included."""
    rows = Defect.objects.filter(page__in=pages_for(user), state=DefectState.OPEN)
    if site:
        rows = rows.filter(page__site=site)
    found = dict(rows.order_by().values_list("kind").annotate(Count("pk")))
    return {kind.value: found.get(kind.value, 0) for kind in DefectKind}


def coverage_for(user: Any, at: datetime, site: int = 0) -> Coverage:
    """How far the check of this account's part reached."""
    rows = pages_for(user).filter(is_public=True)
    return coverage(rows.filter(site=site) if site else rows, at)


def coverage(rows: QuerySet[InspectedPage], at: datetime) -> Coverage:
    """How far the check of these pages reached (three queries)."""
    fresh = Q(checked_at__gt=at - NIGHT_LASTS)
    sums = rows.aggregate(
        pages=Count("pk"), checked=Count("pk", filter=fresh), links=Sum("links"), unread=Sum("unread")
    )
    outside = {url for urls in rows.exclude(external=[]).values_list("external", flat=True) for url in urls}
    asked = ExternalLink.objects.filter(url__in=outside).exclude(state=LinkState.UNCHECKED).count() if outside else 0
    last = Night.objects.exclude(finished_at=None).order_by("-day").first()
    return Coverage(
        sums["pages"], sums["checked"], sums["links"] or 0, len(outside), asked, sums["unread"] or 0,
        last.finished_at if last else None,
    )  # fmt: skip


def untold_by_unit() -> dict[Unit, dict[str, int]]:
    """Unit → label of the kind → how many open defects nobody was told of."""
    rows = Defect.objects.filter(state=DefectState.OPEN, is_told=False).order_by("page__unit", "kind")
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for unit, kind, count in rows.values_list("page__unit", "kind").annotate(Count("pk")):
        found[unit][DefectKind(kind).label] = count
    units = Unit.objects.in_bulk(found)
    return {units[pk]: kinds for pk, kinds in found.items()}


def tellable(unit: Unit) -> Iterator[tuple[User, str]]:
    """Who of a unit is told, and where the notice leads them: who manages its site to the list, who edits nowhere."""
    people = Staff.objects.filter(unit=unit, left_on=None, user__is_active=True).select_related("user", "unit")
    for person in people.filter(
        assignments__role__permissions__overlap=[Permission.SITE_MANAGE, Permission.CONTENT_EDIT]
    ).distinct():
        if person.may(Permission.SITE_MANAGE, unit=unit):
            yield person.user, "/editor/inspection/"
        elif person.may(Permission.CONTENT_EDIT, unit=unit):
            yield person.user, ""


def is_genuine(exemption: Exemption) -> bool:
    """Whether the row says what was signed."""
    return crypto.is_signed(signed_content(exemption), bytes(exemption.signature))


def signed_content(exemption: Exemption) -> bytes:
    """What the signature of an exemption stands under."""
    defect = exemption.defect
    said = (defect.page.url, defect.key, exemption.staff.code, exemption.reason, f"{exemption.at.timestamp():.6f}")
    return "\n".join(said).encode()


def _reach(user: Any, unit: str, posts: tuple[str, ...]) -> Q:
    staff = staff_of(user)
    within = Q(pk__in=[])
    if staff is None or not user.is_active:
        return within
    for post in posts:
        within |= reach(staff, post, unit=unit, region=f"{unit}__region")
    return within
