"""政府网站工作年度报表: opened in January, completed by who manages the site, published by 31 January (政府网站发展指引)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from legalclock.moments import day_end
from zhengtong.cms.choices import SiteState
from zhengtong.cms.models import SitePage
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import action, record
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff

from . import queries
from .choices import ReportState
from .figures import Cell, Figures
from .models import SiteReport
from .rules import report as rules

BY = "system"


def open_due(at: datetime) -> int:
    """Open the table of the year that is over for every site that was there in it; how many were opened."""
    year = localdate(at).year - 1
    sites = SitePage.objects.filter(live=True, state=SiteState.OPEN, first_published_at__year__lte=year)
    known = SiteReport.objects.filter(year=year).values("site")
    return sum(_opened(site, year, at) for site in sites.exclude(pk__in=known).select_related("unit__region"))


@transaction.atomic
def _opened(site: SitePage, year: int, at: datetime) -> bool:
    return open_report(site, year, at=at)[1]


def open_report(site: SitePage, year: int, *, at: datetime) -> tuple[SiteReport, bool]:
    """The table of a site and year, and whether it is new. Raises Refusal `year-not-over`."""
    if year >= localdate(at).year or year < 2000:
        raise Refusal("year-not-over", "年度结束以后才能填报。", "year")
    found = SiteReport.objects.filter(site=site, year=year).first()
    return (found, False) if found else (_open(site, year, at), True)


@action("site_report.opened")
def _open(site: SitePage, year: int, at: datetime) -> SiteReport:
    due = day_end(date(year + 1, 1, 31))
    report = SiteReport.objects.create(site=site, year=year, opened_at=at, publish_due=due)
    record(
        "site_report.opened", report.ref, actor=BY, at=at, unit=site.unit.code, year=year, unit_name=site.unit.name,
        owner_unit=site.unit.code, region=site.unit.region.code, item_name=f"{site.title}{year}年政府网站工作年度报表",
        publish_due=due,
    )  # fmt: skip
    return report


@action("site_report.filled")
def fill(report: SiteReport, values: dict[str, str], *, by: Staff, at: datetime) -> SiteReport:
    """Take what was typed, with who typed it and when; a field left empty loses what it said. Raises Refusal."""
    row = _locked(report, by)
    _check_draft(row)
    read = rules.read_typed(values)
    asked = {key for key in values if key in rules.BY_KEY}
    entered = {key: said for key, said in row.entered.items() if key not in asked}
    changed = []
    for key in sorted(asked):
        before = row.entered.get(key)
        if key not in read:
            changed += [key] if before else []
        elif before and before["value"] == read[key]:
            entered[key] = before
        else:
            entered[key] = {"value": read[key], "by": by.name, "code": by.code, "at": at.isoformat()}
            changed.append(key)
    if not changed:
        raise Refusal("nothing-changed", "没有改动。")
    row.entered = entered
    row.save(update_fields=["entered"])
    record(
        "site_report.filled", row.ref, actor=f"staff:{by.code}", at=at, unit=row.site.unit.code, year=row.year,
        changed=[rules.BY_KEY[key].label for key in changed],
    )  # fmt: skip
    return row


@action("site_report.published")
def publish(report: SiteReport, *, by: Staff, at: datetime) -> SiteReport:
    """公布 — the counted values are written down as they are now and do not move any more.

    Raises Refusal `report-contradicts` where a part is larger than its whole.
    """
    row = _locked(report, by)
    _check_draft(row)
    counted = {key: cell.value for key, cell in Figures(row.site, row.year).cells().items()}
    problems = rules.contradictions(counted | {key: said["value"] for key, said in row.entered.items()})
    if problems:
        raise Refusal("report-contradicts", "；".join(problems))
    row.figures, row.state, row.published_at, row.published_by = counted, ReportState.PUBLISHED, at, by
    row.save(update_fields=["figures", "state", "published_at", "published_by"])
    record(
        "site_report.published", row.ref, actor=f"staff:{by.code}", at=at, unit=row.site.unit.code, year=row.year,
        item_name=f"{row.site.title}{row.year}年政府网站工作年度报表",
    )  # fmt: skip
    return row


def _locked(report: SiteReport, by: Staff) -> SiteReport:
    row = SiteReport.objects.select_for_update(of=("self",)).select_related("site__unit").get(pk=report.pk)
    if not by.may(Permission.SITE_MANAGE, unit=row.site.unit):
        raise Unknown("没有这份报表。")
    return row


def _check_draft(row: SiteReport) -> None:
    if row.state != ReportState.DRAFT:
        raise Refusal("report-published", "报表已经公布，不能再修改。")


# -- what pages read -------------------------------------------------------------------------------------------------


def reports_for(user: Any) -> QuerySet[SiteReport]:
    """The tables of this account's sites, the newest year first."""
    rows = SiteReport.objects.filter(site__in=queries.sites_for(user)).select_related("site__unit", "published_by")
    return rows.order_by("-year", "site__depth", "site__unit__number")


def report_for(user: Any, pk: int) -> SiteReport:
    """One of `reports_for`; raises Unknown."""
    row = reports_for(user).filter(pk=pk).first()
    if row is None:
        raise Unknown("没有这份报表。")
    return row


def published_reports() -> QuerySet[SiteReport]:
    """What everybody may read, the newest year first, the portal before the others."""
    rows = SiteReport.objects.filter(state=ReportState.PUBLISHED).select_related("site__unit")
    return rows.order_by("-year", "site__depth", "site__unit__number")


def published_report(year: int, unit: str) -> SiteReport:
    """The published table of a unit's site; raises Unknown."""
    row = published_reports().filter(year=year, site__unit__code=unit).order_by("site__depth", "pk").first()
    if row is None:
        raise Unknown("没有找到这份年度报表。")
    return row


def shown(report: SiteReport) -> list[dict[str, Any]]:
    """Every field of a table in the order of the form: its value, who typed it or what is to be said of it."""
    cells = Figures(report.site, report.year).cells()
    lines = []
    for one in rules.FIELDS:
        said, cell = report.entered.get(one.key), cells.get(one.key)
        lines.append(_line(one, said, cell, report))
    numbered = 0
    for line in lines:
        if line["note"]:
            numbered += 1
            line["number"] = numbered
    return lines


def _line(one: rules.Field, said: dict[str, Any] | None, cell: Cell | None, report: SiteReport) -> dict[str, Any]:
    counted = (report.figures or {}).get(one.key) if report.figures is not None else cell.value if cell else None
    # What somebody typed stands where the house cannot count; a count is never overwritten by hand.
    is_typed = counted is None and said is not None
    value = said["value"] if is_typed and said else counted
    note = ""
    if value is None:
        note = (cell.note if cell and cell.note else "") or (
            "尚未填报" if one.how == rules.TYPED else "没有可以统计的数据"
        )
    elif cell and cell.note and not is_typed:
        note = cell.note
    return {
        "field": one, "value": value, "note": note, "number": 0, "is_drillable": counted is not None and not one.is_text,
        "typed_by": said if is_typed else None, "is_open": counted is None and one.group != "基本情况",
        "kept": said["value"] if said else "",
    }  # fmt: skip
